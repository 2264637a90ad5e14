"""Reasons: the words of a rule filled in with the figures of a fact, and the evidence those figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.place import write_path
from sto_check.engine.judged_parts import is_written
from sto_check.engine.outcome import Evidence, Explanation
from sto_check.engine.reading import test_of
from sto_check.language import LANGUAGES, Text, printable
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import (
    ALWAYS,
    Comparison,
    Constant,
    Parameter,
    Share,
    SubjectAttribute,
    attributes_read,
    comparisons,
)
from sto_check.scheme.literals import UNITS
from sto_check.scheme.placeholders import PLACEHOLDER, SUBJECT
from sto_check.scheme.written import UNKNOWN, write_difference, write_value

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.documents.place import Path, Place
    from sto_check.engine.fact import Fact
    from sto_check.engine.gather import Gatherer
    from sto_check.engine.measure import Measurer
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.language import Lang
    from sto_check.scheme.condition import Condition, Scalar
    from sto_check.scheme.scheme import Scheme

MOST_PARTS = 200
_DEPTH = 3
_NAMES_SHOWN = 3


class Explainer:
    """Explains outcomes about the facts of one application."""

    def __init__(
        self,
        scheme: Scheme,
        rules: Mapping[str, ResolvedRule],
        parameters: Mapping[str, Scalar | tuple[Scalar, ...]],
        measurers: Mapping[str, Measurer],
        gatherer: Gatherer,
        facts: Mapping[str, list[Fact]],
        document: Document,
    ) -> None:
        self._scheme = scheme
        self._rules = rules
        self._parameters = parameters
        self._measurers = measurers
        self._gatherer = gatherer
        self._facts = facts
        self._document = document
        self._by_document: dict[int, Mapping[str, list[Fact]]] = {}

    def explain(self, outcome: Outcome) -> Explanation:
        """Return the reason, the remedy and the evidence of an outcome."""
        rule, fact = self._rules[outcome.rule.id], outcome.subject
        if outcome.rule.judge:
            question = outcome.rule.judge.question
            evidence = tuple(self._read_part(key) for key in outcome.rule.judge.reads)
            if outcome.status != "unknown":
                return Explanation(question, self._remedy(rule, fact), evidence)
            waiting = _waiting(evidence)
            reason = _listed(Text("Nog niet te beoordelen; niet ingevuld", "Not yet to be judged; not given"), waiting)
            asked = outcome.rule.supply or _listed(Text("Vul in", "Fill in"), waiting)
            return Explanation(reason, asked, evidence, tuple(waiting))
        names = attributes_read(rule.where) + (attributes_read(rule.require) if rule.require else [])
        failed = self._failed(rule, fact) if outcome.status == "not_met" else set()
        found = [self._evidence(fact, name) for name in dict.fromkeys(names)]
        evidence = tuple(
            item._replace(decisive=name in failed or not item.known)
            for name, item in zip(dict.fromkeys(names), found, strict=True)
        )
        reason = self._fill(outcome.rule.reason, rule, fact)
        if outcome.status != "unknown":
            return Explanation(reason, self._remedy(rule, fact), evidence)
        waiting = _waiting(evidence)
        elsewhere = [(name, supply) for name in waiting if (supply := self._supplied_elsewhere(name))]
        fields = [name for name in waiting if name not in dict(elsewhere)]
        missing = _listed(Text("Niet ingevuld", "Not given"), fields)
        reason = _joined(missing, reason if any(item.known for item in evidence) else self._about(fact))
        asked = _joined(_listed(Text("Vul in", "Fill in"), fields), *dict.fromkeys(text for _, text in elsewhere))
        return Explanation(reason, outcome.rule.supply or asked, evidence, tuple(waiting))

    def _about(self, fact: Fact) -> Text:
        """Return what an outcome is about, where nothing else is known of it."""
        name = name_of(fact)
        return Text(f"Het gaat om {name.nl}.", f"It is about {name.en}.") if fact.given and fact.label else Text("", "")

    def _supplied_elsewhere(self, name: str) -> Text | None:
        """Return how to supply a measured value of which no field is missing, if it comes from a table with such words.

        So it is with a maximum that is in no table: everything is filled in, and still it is not known.
        """
        measurer = self._measurers.get(name)
        return self._scheme.kinds[measurer.measure.of].supply if measurer and measurer.measure.of else None

    def _remedy(self, rule: ResolvedRule, fact: Fact) -> Text:
        """Return the sentences of a rule's remedy that are said of this fact, filled in, as one text."""
        types = self._scheme.types[fact.kind]
        said = [one.text for one in rule.remedy if test_of(one.when, types)(fact.values, {})]
        filled = [self._fill(text, rule, fact) for text in said]
        return Text(*(" ".join(text[lang] for text in filled) for lang in LANGUAGES))

    def _failed(self, rule: ResolvedRule, fact: Fact) -> set[str]:
        """Return the attributes in those comparisons of a rule that the fact fails."""
        types = self._scheme.types[fact.kind]
        failing = [one for one in comparisons(rule.require or ALWAYS) if test_of(one, types)(fact.values, {}) is False]
        return {name for one in failing for name in attributes_read(one)}

    def _read_part(self, key: str) -> Evidence:
        path = tuple(key.split("."))
        known = is_written(self._document.tree, path)
        return Evidence(key, Text("", ""), known=known, decisive=not known, path=key, place=self._document.place(path))

    def _fill(self, text: Text, rule: ResolvedRule, fact: Fact) -> Text:
        return Text(*(self._fill_one(text[lang], lang, rule, fact) for lang in LANGUAGES))

    def _fill_one(self, text: str, lang: Lang, rule: ResolvedRule, fact: Fact) -> str:
        def written(found: re.Match[str]) -> str:
            figure, words = self._placeholder(found["name"], found["what"] or "", rule, fact)
            counted = (found["one"] if figure == 1 else found["several"]) or ""
            return f"{words[lang]} {counted}" if counted else words[lang]

        return PLACEHOLDER.sub(written, text)

    def _placeholder(self, name: str, what: str, rule: ResolvedRule, fact: Fact) -> tuple[object, Text]:
        """Return what a placeholder stands for: the figure, if it is one, and how it is written."""
        if name.startswith("$"):
            unit = UNITS[self._scheme.head.parameters[name[1:]].unit]
            figure = self._parameters[name[1:]]
            return figure, write_value(figure, unit)
        if name == SUBJECT:
            return None, name_of(fact)
        types = self._scheme.types[fact.kind]
        value = fact.values[name]
        if not what:
            return value, self._named(fact, name) or write_value(value, types[name])
        limit = limit_of(rule.require, name, fact)
        if limit is None or not isinstance(value, int):
            return None, UNKNOWN
        if what == "limit":
            return limit, write_value(limit, types[name])
        difference = {"shortfall": limit - value, "excess": value - limit, "difference": abs(limit - value)}[what]
        return max(0, difference), write_difference(max(0, difference), types[name])

    def _named(self, fact: Fact, name: str) -> Text | None:
        """Return the names of what an attribute names by id; None where it is no such attribute or names nothing."""
        entry = self._scheme.kinds[fact.kind].attributes.get(name)
        value = fact.values[name]
        if entry is None or entry.names is None or not value or isinstance(value, int | Bounds):
            return None
        among = [one for one in self._facts.get(entry.names, ()) if one.document is fact.document or not one.document]
        by_id: dict[object, Fact] = {}
        for one in among:
            ids = one.values.get("ids")
            by_id |= dict.fromkeys(ids if isinstance(ids, tuple) else [one.id], one)
        words = value if isinstance(value, tuple) else (value,)
        names = [_label(by_id[word]) if word in by_id else Text(printable(word), printable(word)) for word in words]
        return Text(*(", ".join(one[lang] for one in names) for lang in LANGUAGES))

    def _evidence(self, fact: Fact, name: str, depth: int = 0) -> Evidence:
        value = fact.values[name]
        written = write_value(value, self._scheme.types[fact.kind][name])
        path = self._gatherer.path_of(fact, name) if fact.given else fact.path
        shown = f"{fact.kind}.{name}" if depth == 0 or path is None else name
        measurer = self._measurers.get(f"{fact.kind}.{name}")
        if measurer is None or depth > _DEPTH:
            place = self._place(fact, path or fact.path)
            return Evidence(shown, written, value is not None, write_path(path or fact.path), place)
        parts, missing = self._rests_on(fact, measurer, depth)
        path = self._compared(fact, measurer) or fact.path or self._gatherer.part_of(measurer.measure.of)
        place = self._place(fact, path)
        return Evidence(shown, written, value is not None, write_path(path), place, parts, missing, measured=True)

    def _compared(self, fact: Fact, measurer: Measurer) -> Path | None:
        """Return where the value stands that a measure compares with other facts, if the document has one."""
        operands = [one.operand for one in comparisons(measurer.measure.where)]
        names = [one.name for one in operands if isinstance(one, SubjectAttribute)]
        return next((path for name in names if (path := self._gatherer.path_of(fact, name))), None)

    def _rests_on(
        self, fact: Fact, measurer: Measurer, depth: int
    ) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """Return the facts a measure counted, and the values that leave it unknown."""
        measure = measurer.measure
        if measure.form == "add":
            found = [self._evidence(fact, name, depth + 1) for name in measure.add]
            return tuple(found), tuple(item for item in found if not item.known)
        known, unknown = measurer.selector(self._among(measurer, fact))(fact)
        read = measure.read or "id"
        parts = tuple(self._part(one, read) for one in known[:MOST_PARTS] if one.values[read] is not None)
        missing = [self._evidence(one, read, depth + 1) for one in known if one.values[read] is None]
        for one in unknown:
            names = [name for name in attributes_read(measure.where) if one.values[name] is None]
            missing += [self._evidence(one, name, depth + 1) for name in names]
        if unknown and not missing:  # it is the subject's own value that is not known
            operands = [one.operand for one in comparisons(measure.where)]
            names = [one.name for one in operands if isinstance(one, SubjectAttribute)]
            missing += [self._evidence(fact, name, depth + 1) for name in names if fact.values[name] is None]
        return parts, tuple(missing[:MOST_PARTS])

    def _part(self, fact: Fact, read: str) -> Evidence:
        value = write_value(fact.values[read], self._scheme.types[fact.kind][read])
        path = self._gatherer.path_of(fact, read) or fact.path
        place = self._place(fact, fact.path if read == "id" else path)
        return Evidence(f"{fact.kind} {fact.id}", value, known=True, path=write_path(path), place=place)

    def _place(self, fact: Fact, path: Path) -> Place | None:
        """Return where a value stands, or the nearest part that is there; of the document as a whole there is none."""
        if fact.place:
            return fact.place
        document = fact.document or self._document
        place = document.place(path)
        return None if path and place == document.place(()) else place

    def _among(self, measurer: Measurer, fact: Fact) -> Mapping[str, list[Fact]]:
        """Return the facts that a measure looks at: all of them, or in a round those of the fact's own document."""
        if fact.document is None or measurer.measure.over == "round":
            return self._facts
        own = self._by_document.get(id(fact.document))
        if own is None:
            own = {
                kind: [one for one in facts if one.document is None or one.document is fact.document]
                for kind, facts in self._facts.items()
            }
            self._by_document[id(fact.document)] = own
        return own


def name_of(fact: Fact) -> Text:
    """Return how people know a fact: its name with its id, or its id, or the path of a part that is absent."""
    if not fact.given:
        shown = write_path(fact.path) or fact.kind
        return Text(shown, shown)
    label = _label(fact)
    if isinstance(fact.label, str) and label.nl not in {"", fact.id} and fact.id != fact.kind:
        return Text(f"{label.nl} ({fact.id})", f"{label.en} ({fact.id})")
    return label


def _label(fact: Fact) -> Text:
    """Return the name of a fact, or its id where it has none."""
    if isinstance(fact.label, Text):
        return fact.label
    shown = printable(fact.label) or fact.id
    return Text(shown, shown)


def limit_of(condition: Condition | None, name: str, fact: Fact) -> int | None:
    """Return the value at which a fact would just meet what is required of its attribute; None where there is none."""
    for comparison in comparisons(condition) if condition else ():
        if comparison.attribute == name and comparison.operator.edge(0, 1) is not None:
            return _limit(comparison, fact)
    return None


def _limit(comparison: Comparison, fact: Fact) -> int | None:
    operand = comparison.operand
    if isinstance(operand, Share):
        whole, percent = fact.values[operand.of], operand.percent
        if not isinstance(whole, int) or isinstance(percent, Parameter):
            return None
        return comparison.operator.edge(whole * percent[0], percent[1])
    if isinstance(operand, Constant) and isinstance(operand.value, int):
        return comparison.operator.edge(operand.value, 1)
    return None


def _waiting(evidence: tuple[Evidence, ...]) -> list[str]:
    """Return what is not known: paths of the document, or the name of a value that comes from elsewhere."""
    names: dict[str, None] = {}
    for one in evidence:
        for item in _unknown_at_last(one):
            names[item.attribute if item is one and item.measured else item.path or item.attribute] = None
    return list(names)


def _unknown_at_last(item: Evidence) -> Iterator[Evidence]:
    """Yield what a value waits for at last: of a sum over what is measured itself, the field and not the measure."""
    for one in item.missing:
        yield from _unknown_at_last(one)
    if not item.known and not item.missing:
        yield item


def _listed(start: Text, names: list[str]) -> Text:
    if not names:
        return Text("", "")
    shown, more = ", ".join(names[:_NAMES_SHOWN]), len(names) - _NAMES_SHOWN
    nl = f"{start.nl}: {shown}{f' en nog {more}' if more > 0 else ''}."
    en = f"{start.en}: {shown}{f' and {more} more' if more > 0 else ''}."
    return Text(nl, en)


def _joined(*texts: Text) -> Text:
    return Text(*(" ".join(text[lang] for text in texts if text[lang]) for lang in LANGUAGES))
