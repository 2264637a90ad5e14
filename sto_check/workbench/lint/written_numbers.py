"""Numbers written out in texts: a value of the scheme is named there, so that the text changes with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.scheme.figures import first_figures
from sto_check.scheme.placeholders import PLACEHOLDER
from sto_check.text.errors import Problem
from sto_check.text.language import LANGUAGES, MONTHS, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.text.place import Path

CODES = {
    "number-in-text": Text(
        "Een tekst noemt een getal, en verandert dus niet mee met een waarde. Schrijf {$naam} van een waarde "
        "uit scheme.yaml.",
        "A text names a number, and so does not change with a value. Write {$name} of a value of scheme.yaml.",
    ),
}
"""What each code of this check means."""

_DIGITS = r"\d+(?:[.,]\d+)*"
_NUMBER: dict[Lang, re.Pattern[str]] = {
    lang: re.compile(
        rf"€\s?{_DIGITS}|{_DIGITS}\s?%|(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS[lang])})(?:\s\d{{4}})|\d{{1,2}}\s"
        rf"(?:{'|'.join(MONTHS[lang])})|(?<![\w:])(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?(?![\w:])|{_DIGITS}",
        re.IGNORECASE,
    )
    for lang in LANGUAGES
}
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)\d\d)?")
_NAMED = re.compile(r"(?:bijlage|annex|artikel|article|paragraaf|paragraph|onderdeel|section|vraag|question)\s$")


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for each number in a text of a rule, and for each value in what a source asks about it.

    Years name a period, zero says that there is nothing, and the number of an annex or article belongs to its name.
    What a source asks holds its own numbers: only an amount or a share that rests on it must be named there.
    """
    figures = first_figures(scheme)
    for part, document in documents.items():
        rules = document.tree.get("rules") if len(part) > 1 and isinstance(document.tree, dict) else None
        for position, rule in enumerate(rules if isinstance(rules, list) else ()):
            for keys in (("title",), ("judge", "question"), ("reason",), ("remedy",), ("supply",)):
                yield from _in_part(document, ("rules", position, *keys), _at(rule, keys), figures)
    for ask, names in _asked(scheme).items():
        key, _, name = ask.partition("/")
        text, path = scheme.sources[key].asks[name].asks, (key, "asks", name, "asks")
        of_ask = {name: figures[name] for name in names if name in figures}
        for problem in _in_text(documents["sources",], path, {"nl": text.nl, "en": text.en}, of_ask):
            if problem.hint in {_hint(name) for name in of_ask}:
                yield problem


def _asked(scheme: Scheme) -> dict[str, list[str]]:
    """Return for each ask the amounts and shares that rest on it and that are the same always and in every variant."""
    found: dict[str, list[str]] = {}
    for name, entry in scheme.head.parameters.items():
        if entry.unit in {"eurocent", "percent"} and len(entry.value) == 1 and not entry.variants:
            for basis in (*entry.basis, *entry.value[0].basis):
                found.setdefault(basis.ask, []).append(f"${name}")
    return found


def _at(tree: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _in_part(document: Document, path: Path, part: object, figures: Mapping[str, Text]) -> Iterator[Problem]:
    """Look through a text, or through each sentence of a remedy."""
    if isinstance(part, list):
        for number, sentence in enumerate(part):
            yield from _in_text(document, (*path, number), sentence, figures)
    else:
        yield from _in_text(document, path, part, figures)


def _in_text(document: Document, path: Path, text: object, figures: Mapping[str, Text]) -> Iterator[Problem]:
    for lang in LANGUAGES if isinstance(text, dict) else ():
        written = text.get(lang) if isinstance(text, dict) else None
        for number in _numbers(written, lang) if isinstance(written, str) else ():
            key = next(step for step in reversed(path) if isinstance(step, str))
            name = next((name for name, value in figures.items() if _same(value[lang], number)), None)
            yield Problem(
                "number-in-text",
                Text(f"“{number}” staat als getal in {key}.", f"“{number}” is a number in {key}."),
                document.place((*path, lang)),
                hint=_hint(name),
            )


def _numbers(text: str, lang: Lang) -> Iterator[str]:
    bare = PLACEHOLDER.sub("", text)
    for found in _NUMBER[lang].finditer(bare):
        number = found[0].strip()
        if not (_YEARS.fullmatch(number) or number == "0" or _NAMED.search(bare[: found.start()].lower())):
            yield number


def _same(figure: str, number: str) -> bool:
    """Whether a number is that of a value of the scheme, but for spaces and cents that are none."""
    plain = ["".join(one.split()).removesuffix(",00").removesuffix(".00") for one in (figure, number)]
    return plain[0].lower() == plain[1].lower()


def _hint(name: str | None) -> Text:
    if name is not None:
        return Text(f"Schrijf {{{name}}}.", f"Write {{{name}}}.")
    return Text(
        "Noem het onder parameters in scheme.yaml en schrijf {$naam}, of zeg het zonder getal.",
        "Name it among the parameters in scheme.yaml and write {$name}, or say it without a number.",
    )
