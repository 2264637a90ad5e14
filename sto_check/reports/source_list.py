"""What the sources ask and what answers it, and back: what each rule rests on. As lines, or as Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.markdown import markdown_table
from sto_check.reports.phrases import LEADS_TO, asks_cited
from sto_check.scheme.citations import all_that_rests, source_uses
from sto_check.scheme.figures import shown
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.scheme.citations import AskUse, Rests, SourceUse
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang

OPEN = Text("OPEN: niets rust erop, en er staat niet waarom", "OPEN: nothing rests on it, and it is not said why")


def source_lines_of_all(schemes: Iterable[Scheme], figures: Sequence[SourceUse], lang: Lang) -> Iterator[Line]:
    """Yield what :func:`scheme_source_lines` does of each scheme, then what national figures rest on."""
    parts = [scheme_source_lines(scheme, lang) for scheme in schemes]
    if figures:
        parts.append(source_lines(figures, lang))
    for number, lines in enumerate(parts):
        if number:
            yield from (Line(), Line())
        yield from lines


def markdown_of_all(schemes: Iterable[Scheme], figures: Iterable[SourceUse], lang: Lang) -> str:
    """Return both tables of each scheme, then the table of each source of national figures."""
    return "\n".join([
        *(markdown_scheme(scheme, lang) for scheme in schemes), *(markdown_uses(source, lang) for source in figures)
    ])  # fmt: skip


def scheme_source_lines(scheme: Scheme, lang: Lang) -> Iterator[Line]:
    """Yield every ask of the scheme's sources with what rests on it, and every rule with the asks it rests on."""
    scheme = shown(scheme)
    sources = source_uses(scheme)
    yield Line(scheme.head.title[lang], style="bold")
    yield Line()
    yield from source_lines(sources, lang)
    yield Line()
    yield Line(_say("Waarop elke regel en waarde rust", "What every rule and value rests on", lang), style="head")
    yield Line()
    for resting in all_that_rests(scheme):
        yield Line(asks_cited(resting.basis, lang) + _consequence(scheme, resting, lang), 0, resting.name)


def source_lines(sources: Sequence[SourceUse], lang: Lang) -> Iterator[Line]:
    """Yield every ask of these sources with what rests on it, and how many there are of each sort."""
    yield Line(
        _say("Wat de bronnen vragen, en wat erop rust", "What the sources ask, and what rests on it", lang),
        style="head",
    )
    for source in sources:
        yield Line()
        yield Line(source.title, 0, source.key, style="bold")
        section = None
        for use in source.asks:
            if use.ask.section != section:
                section = use.ask.section
                yield Line(section, 2, style="dim")
            yield Line(f"{use.name.partition('/')[2]}: {use.ask.asks[lang]}", 4)
            yield Line(answer(use)[lang], 4, "→", "warn" if use.is_open else "dim")
    yield Line()
    yield Line(counted(sources)[lang])


def markdown_sources(sources: Sequence[SourceUse], lang: Lang) -> str:
    """Return a Markdown table with a row for each ask of these sources."""
    header = Text(
        "Vraag|Onderdeel van de bron|Wat de bron vraagt|Wat erop rust",
        "Ask|Part of the source|What the source asks|What rests on it",
    )
    rows = [
        (use.name, use.ask.section, use.ask.asks[lang], answer(use)[lang]) for source in sources for use in source.asks
    ]
    return markdown_table(header[lang].split("|"), rows)


def markdown_rests(scheme: Scheme, lang: Lang) -> str:
    """Return a Markdown table with a row for each rule, each value and the way of deciding."""
    header = Text("Regel of waarde|Rust op", "Rule or value|Rests on")
    rows = [
        (resting.name, asks_cited(resting.basis, lang) + _consequence(scheme, resting, lang))
        for resting in all_that_rests(scheme)
    ]
    return markdown_table(header[lang].split("|"), rows)


def markdown_uses(source: SourceUse, lang: Lang) -> str:
    """Return the table of one source, below its title."""
    return "\n".join((f"### {source.title}\n", counted([source])[lang] + "\n", markdown_sources([source], lang)))


def markdown_scheme(scheme: Scheme, lang: Lang) -> str:
    """Return both tables of a scheme, below its title."""
    scheme = shown(scheme)
    sources = source_uses(scheme)
    return "\n".join((f"### {scheme.head.title[lang]}\n", counted(sources)[lang] + "\n",
                      markdown_sources(sources, lang), markdown_rests(scheme, lang)))  # fmt: skip


def answer(use: AskUse) -> Text:
    """Return what rests on an ask, or why nothing does, and what the source itself says that follows."""
    if use.is_open:
        return OPEN
    if use.ask.not_checked is not None and not use.by:
        return Text(f"niet getoetst: {use.ask.not_checked.nl}", f"not checked: {use.ask.not_checked.en}")
    names = ", ".join(use.by)
    if use.ask.gives is None:
        return Text(names, names)
    follows = LEADS_TO[use.ask.gives]
    return Text(f"{names}; de bron zegt zelf: {follows.nl}", f"{names}; the source itself says: {follows.en}")


def counted(sources: Sequence[SourceUse]) -> Text:
    """Return how many asks there are, and how many are cited, not checked and open."""
    uses = [use for source in sources for use in source.asks]
    cited, left = sum(bool(use.by) for use in uses), sum(use.is_open for use in uses)
    rest = len(uses) - cited - left
    return Text(
        f"Vragen: {len(uses)}; aangehaald: {cited}; niet getoetst, met reden: {rest}; open: {left}.",
        f"Asks: {len(uses)}; cited: {cited}; not checked, with a reason: {rest}; open: {left}.",
    )


def _consequence(scheme: Scheme, resting: Rests, lang: Lang) -> str:
    if resting.rule is None or scheme.gives(resting.rule, resting.rule.otherwise):
        return ""
    return _say("; gevolg: onze lezing", "; consequence: our reading", lang)


def _say(nl: str, en: str, lang: Lang) -> str:
    return nl if lang == "nl" else en
