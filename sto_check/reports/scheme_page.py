"""A scheme as one readable page: its values, every rule beside its sources, how is decided, and the sources."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.engine.resolve import parameter_values
from sto_check.engine.status import Status
from sto_check.reports.page import Anchor, Beside, Heading, Item, Items, Link, Page, Pair, Paragraph, Table
from sto_check.reports.phrases import LEADS_TO, LEVEL, led_to, reading_of
from sto_check.reports.source_list import answer, counted
from sto_check.reports.value_history import values_of
from sto_check.scheme.basis import cited
from sto_check.scheme.citations import DECISION, source_uses
from sto_check.scheme.condition import ALWAYS, attributes_read
from sto_check.scheme.condition_words import ConditionWriter, in_words
from sto_check.scheme.figures import shown
from sto_check.text.language import Text, write_day
from sto_check.workbench.cases import examples_of, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.reports.page import Block, Words
    from sto_check.scheme.basis import Basis
    from sto_check.scheme.citations import AskUse, SourceUse
    from sto_check.scheme.entries import BasisEntry
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.language import Lang

EXAMPLES_SHOWN = 2
_UNIT = {
    "day": Text("dag", "day"),
    "eurocent": Text("bedrag", "amount"),
    "percent": Text("percentage", "percentage"),
    "metre": Text("afstand", "distance"),
    "count": Text("aantal", "count"),
    "words": Text("aantal woorden", "number of words"),
    "word": Text("woord", "word"),
}
_SHOWN = (Status.MET, Status.NOT_MET, Status.UNKNOWN)


def scheme_page(scheme: Scheme, lang: Lang) -> Page:
    """Return the page about a scheme, with the values of the day on which it comes into force."""
    return Page(scheme.head.title[lang], lang, tuple(_Maker(scheme, lang).blocks()))


class _Maker:
    def __init__(self, scheme: Scheme, lang: Lang) -> None:
        self._scheme = shown(scheme)
        self._head, self._lang = self._scheme.head, lang
        self._writer = ConditionWriter(scheme, parameter_values(scheme, scheme.head.in_force.from_, None))
        self._measures = {measure.full_name: measure for measure in scheme.measures}
        self._cases = load_cases(scheme, Path(scheme.folder) / "cases")
        self._themes = [(theme, list(rules)) for theme, rules in groupby(self._scheme.rules, lambda rule: rule.theme)]

    def blocks(self) -> Iterator[Block]:
        """Yield the page from its title to its sources."""
        yield Heading(1, self._head.title[self._lang], "top")
        yield from self._about()
        yield Heading(2, self._say("Inhoud", "Contents"), "contents")
        yield Items(tuple(self._contents()))
        yield Heading(2, self._say("Waarden", "Values"), "values")
        yield from self._parameters()
        for number, (theme, rules) in enumerate(self._themes, 1):
            yield Heading(2, theme[self._lang], f"theme-{number}")
            for rule in rules:
                yield Heading(3, f"{rule.id} {rule.title[self._lang]}", rule.id)
                yield self._rule(rule)
        yield Heading(2, self._say("Hoe wordt beslist", "How is decided"), "decision")
        yield from self._decision()
        yield Heading(2, self._say("Bronnen", "Sources"), "sources")
        yield self._sources()
        yield Heading(2, self._say("Wat de bronnen vragen", "What the sources ask"), "asks")
        sources = source_uses(self._scheme)
        yield Paragraph((counted(sources)[self._lang],))
        yield self._asked(sources)

    def _about(self) -> Iterator[Block]:
        first, last = (
            write_day(day.toordinal(), self._lang) for day in (self._head.in_force.from_, self._head.in_force.until)
        )
        variants = [f"{name}: {text[self._lang]}" for name, text in self._head.variants.items()]
        rows: list[tuple[str, str]] = [
            (self._say("Naam", "Name"), self._scheme.id),
            (self._say("Vindplaats", "Citation"), self._head.citation),
            (self._say("Geldt", "In force"), self._say(f"van {first} tot en met {last}", f"{first} through {last}")),
            (self._say("Toetst", "Checks"), self._scheme.form.name),
            *((self._say("Variant", "Variant"), text) for text in variants),
            (self._say("Regels", "Rules"), str(len(self._scheme.rules))),
        ]
        header = (self._say("Gegeven", "Item"), self._say("Waarde", "Value"))
        yield Table(header, tuple(((name,), (text,)) for name, text in rows))
        yield Paragraph(
            (
                self._say(
                    f"De regels hieronder staan er met de waarden van {first}.",
                    f"The rules below are given with the values of {first}.",
                ),
            )
        )

    def _contents(self) -> Iterator[Item]:
        yield Item((Link(self._say("Waarden", "Values"), "values"),))
        for number, (theme, rules) in enumerate(self._themes, 1):
            inside = tuple(Item((Link(rule.id, rule.id), f" {rule.title[self._lang]}")) for rule in rules)
            yield Item((Link(theme[self._lang], f"theme-{number}"),), inside)
        yield Item((Link(self._say("Hoe wordt beslist", "How is decided"), "decision"),))
        yield Item((Link(self._say("Bronnen", "Sources"), "sources"),))
        yield Item((Link(self._say("Wat de bronnen vragen", "What the sources ask"), "asks"),))

    def _parameters(self) -> Iterator[Block]:
        header = (self._say("Naam", "Name"), self._say("Waarde", "Value"), self._say("Geldt", "Counts"),
                  self._say("Eenheid", "Unit"), self._say("Bron", "Source"))  # fmt: skip
        rows: list[tuple[Words, ...]] = []
        for name, entry in self._head.parameters.items():
            for number, value in enumerate(values_of(self._scheme, name)):
                basis = [self._said(item) for item in value.basis]
                source = tuple(part for at, words in enumerate(basis) for part in (("; ",) if at else ()) + words)
                anchor = () if number else (Anchor(_parameter(name)),)
                counts = value.counts[self._lang] or self._say("altijd", "always")
                rows.append(
                    ((*anchor, name), (value.value[self._lang],), (counts,), (_UNIT[entry.unit][self._lang],), source)
                )
        if rows:
            yield Table(header, tuple(rows))
        else:
            yield Paragraph((self._say("Deze regeling noemt geen waarden apart.", "This scheme names no values."),))

    def _rule(self, rule: Rule) -> Beside:
        titles = (self._say("Regel", "Rule"), self._say("Bron", "Source"))
        return Beside(titles, tuple(self._asks(rule)), tuple(self._basis(rule)))

    def _asks(self, rule: Rule) -> Iterator[Pair]:
        yield self._pair("Voor elke", "For every", in_words(rule.kind))
        where = self._writer.write(rule.where, rule.kind, self._lang)
        if where:
            yield self._pair("Als", "If", where)
        if rule.require is not None:
            yield self._pair("Vereist", "Requires", self._writer.write(rule.require, rule.kind, self._lang))
        measured = self._measured(rule)
        if measured:
            yield Pair((self._say("Gemeten", "Measured"),), measured)
        if rule.judge:
            yield self._pair("Vraag aan de beoordelaar", "Question to the assessor", rule.judge.question[self._lang])
            if rule.judge.reads:
                yield self._pair("Te lezen", "To read", ", ".join(rule.judge.reads))
        given = self._scheme.gives(rule, rule.otherwise)
        yield self._pair("Niet voldaan", "Not met", led_to(rule.otherwise, given)[self._lang])
        if rule.require is not None:
            given = self._scheme.gives(rule, rule.unknown, unknown=True)
            yield self._pair("Onbekend", "Unknown", led_to(rule.unknown, given)[self._lang])
        names = rule.parameters
        if names:
            links = [part for name in names for part in (", ", Link(name, _parameter(name)))]
            yield Pair((self._say("Waarden", "Values"),), (tuple(links[1:]),))
        for status in _SHOWN:
            examples = examples_of(self._cases, rule, status, EXAMPLES_SHOWN)
            if examples:
                label = self._say("Voorbeeld", "Example") + f": {status.words[self._lang]}"
                yield Pair((label,), tuple((case.entry.name,) for case in examples))

    def _measured(self, rule: Rule) -> tuple[Words, ...]:
        """Say of each attribute that is counted or added up how, and of what that rests on as well."""
        waiting = [
            f"{rule.kind}.{name}" for part in (rule.where, rule.require or ALWAYS) for name in attributes_read(part)
        ]
        measured: dict[str, str] = {}
        for full_name in waiting:
            measure = self._measures.get(full_name)
            if measure and full_name not in measured:
                measured[full_name] = f"{full_name}: {self._writer.measure(measure, self._lang)}"
                waiting += measure.reads()
        return tuple((text,) for text in measured.values())

    def _basis(self, rule: Rule) -> Iterator[Pair]:
        for basis in rule.basis:
            level = LEVEL[self._scheme.sources[basis.source].level][self._lang]
            reading = ((reading_of(basis.reading)[self._lang],),) if basis.reading else ()
            yield Pair((*self._cited(basis), f" ({level})"), ((basis.says[self._lang],), *reading))

    def _rests_on(self, entries: Sequence[BasisEntry]) -> list[Basis]:
        """Return what these entries cite, each once."""
        return list(dict.fromkeys(cited(entries, self._scheme.sources)))

    def _said(self, basis: Basis) -> Words:
        """Say what a source asks, and what we read into it."""
        reading = f" {reading_of(basis.reading)[self._lang]}" if basis.reading else ""
        return (*self._cited(basis), f": {basis.says[self._lang]}{reading}")

    def _cited(self, basis: Basis) -> Words:
        return (Link(basis.source, _source(basis.source)), f", {basis.section}")

    def _decision(self) -> Iterator[Block]:
        decision = self._scheme.decision
        yield Paragraph((self._say("De eerste beslissing die past, geldt.", "The first decision that fits holds."),))
        header = (self._say("Beslissing", "Decision"), self._say("Als een uitkomst", "If an outcome"),
                  self._say("Omdat", "Because"), self._say("Afsluitcode", "Exit code"))  # fmt: skip
        rest = self._say("in alle andere gevallen", "in all other cases")
        rows = [
            (
                (entry.title[self._lang],),
                (LEADS_TO[entry.when][self._lang] if entry.when else rest,),
                (entry.because[self._lang].replace("{count}", "n"),),
                (entry.exit_code,),
            )
            for entry in decision.policy
        ]
        yield Table(header, tuple(rows))
        scale = ", ".join(f"{word} ({points})" for word, points in decision.scale.items())
        nl = f"De schaal van de oordelen: {scale}. Voldoende is: {decision.sufficient} of hoger."
        en = f"The scale of the judgements: {scale}. Sufficient is: {decision.sufficient} or higher."
        yield Paragraph((self._say(nl, en),))
        yield Items(tuple(Item(self._said(basis)) for basis in self._rests_on(decision.basis)))

    def _sources(self) -> Table:
        header = (self._say("Afkorting", "Key"), self._say("Bron", "Source"), self._say("Gewicht", "Weight"),
                  self._say("Datum", "Date"))  # fmt: skip
        rows = [
            ((Anchor(_source(key)), key), (source.title,), (LEVEL[source.level][self._lang],), (source.date or "–",))
            for key, source in self._scheme.sources.items()
        ]
        return Table(header, tuple(rows))

    def _asked(self, sources: Sequence[SourceUse]) -> Table:
        """Return every ask of the sources, with links to what rests on it, or why nothing does."""
        header = (self._say("Vraag", "Ask"), self._say("Onderdeel", "Part"),
                  self._say("Wat de bron vraagt", "What the source asks"),
                  self._say("Wat erop rust", "What rests on it"))  # fmt: skip
        rows = [
            ((use.name,), (use.ask.section,), (use.ask.asks[self._lang],), self._answer(use))
            for source in sources
            for use in source.asks
        ]
        return Table(header, tuple(rows))

    def _answer(self, use: AskUse) -> Words:
        if not use.by:
            return (answer(use)[self._lang],)
        links = [part for name in use.by for part in (", ", Link(name, _rests(name)))]
        return (*links[1:], answer(use)[self._lang].removeprefix(", ".join(use.by)))

    def _pair(self, nl: str, en: str, text: str) -> Pair:
        return Pair((self._say(nl, en),), ((text,),))

    def _say(self, nl: str, en: str) -> str:
        return Text(nl, en)[self._lang]


def _rests(name: str) -> str:
    return "decision" if name == DECISION else _parameter(name[1:]) if name.startswith("$") else name


def _parameter(name: str) -> str:
    return f"value-{name}"


def _source(key: str) -> str:
    return f"source-{key}"
