"""Reasons: the words of a rule filled in with the figures of a fact, and the evidence those figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.document import KEYS, value_at
from sto_check.engine.evaluation import leaves
from sto_check.engine.fact import is_exact
from sto_check.engine.judged_parts import is_written
from sto_check.engine.outcome import Evidence, Explanation
from sto_check.engine.reading import test_of
from sto_check.engine.status import Status
from sto_check.engine.waiting import absent_part, joined, lacks_of, listed, reason_of, remedy_of, waiting_for
from sto_check.scheme.bounds import Bounds, less
from sto_check.scheme.condition import (
    Comparison,
    Constant,
    Parameter,
    Share,
    attributes_read,
    comparisons,
    subject_attributes,
)
from sto_check.scheme.literals import UNITS
from sto_check.scheme.placeholders import SUBJECT, pieces
from sto_check.scheme.written import UNKNOWN, write_difference, write_value
from sto_check.text.language import LANGUAGES, Text, printable
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from sto_check.documents.document import Document, Names
    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.fact import Fact
    from sto_check.engine.measure import Measurer
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.condition import Condition
    from sto_check.text.place import Path, Place

MOST_PARTS = 200
NOTHING = Text("", "")
_DEPTH = 3


class Explainer:
    """Explains outcomes about the facts of one application."""

    def __init__(self, record: Evaluation) -> None:
        self._details = record.details
        self._scheme, self._rules, self._parameters = record.scheme, record.rules, record.parameters
        self._measurers, self._gatherer = record.measurers, record.gatherer
        self._facts, self._document = record.facts, record.document
        self._attributes: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[int, str], Evidence] = {}
        self._parts: dict[tuple[int, str], Evidence] = {}
        self._subjects: dict[int, Text] = {}
        self._named_facts: dict[tuple[str, int], dict[str, Fact]] = {}
        self._tops: dict[int, Place | None] = {}

    def explain(self, outcome: Outcome) -> Explanation:
        """Return the reason, the remedy and the evidence of an outcome."""
        rule, fact = self._rules[outcome.rule.id], outcome.subject
        if outcome.rule.judge:
            question = outcome.rule.judge.question
            evidence = tuple(self._read_part(key) for key in outcome.rule.judge.reads)
            if outcome.status != Status.UNKNOWN:
                return Explanation(question, self._remedy(rule, fact), evidence)
            waiting = waiting_for(evidence)
            called = [lack.called for lack in lacks_of(waiting, {}, whole=False)]
            reason = listed(Text("Nog niet te beoordelen; niet ingevuld", "Not yet to be judged; not given"), called)
            asked = outcome.rule.supply or listed(Text("Vul in", "Fill in"), called)
            return Explanation(reason, asked, evidence, tuple(waiting), lacks_of(waiting, {}, whole=True))
        names = self._attributes.get(rule.rule.id)
        if names is None:
            names = self._attributes[rule.rule.id] = tuple(rule.reads)
        evidence = tuple([self._evidence_of(fact, name) for name in names])
        reason = self._fill(outcome.rule.reason, rule, fact)
        if outcome.status == Status.MET:
            return Explanation(reason, NOTHING, evidence)
        decisive = self._decisive(rule.rule.id, fact, outcome.status)
        evidence = tuple(
            item._replace(decisive=name in decisive and not (item.known and outcome.status == Status.UNKNOWN))
            for name, item in zip(names, evidence, strict=True)
        )
        if outcome.status != Status.UNKNOWN:
            return Explanation(reason, self._remedy(rule, fact), evidence)
        return self._unknown(rule, fact, reason if any(_says(fact, name) for name in names) else NOTHING, evidence)

    def _unknown(self, rule: ResolvedRule, fact: Fact, known: Text, evidence: tuple[Evidence, ...]) -> Explanation:
        """Explain an outcome that is unknown: what is missing or contradicts itself, and what is known all the same."""
        waiting = waiting_for(evidence)
        supplies = {name: supply for name in waiting if (supply := self._supplied_elsewhere(name))}
        lacks = lacks_of(waiting, supplies, whole=False)
        reason = joined(reason_of(lacks), self._about(fact) if known == NOTHING else known)
        asked = remedy_of(lacks, self._fill(rule.rule.supply, rule, fact) if rule.rule.supply else None)
        return Explanation(reason, asked, evidence, tuple(waiting), lacks_of(waiting, supplies, whole=True))

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
        """Return the sentences of a rule's remedy that fit this fact, or else those that may, as one text."""
        types = self._scheme.types[fact.kind]
        found = [(one.text, test_of(one.when, types)(fact.values, {})) for one in rule.remedy]
        said = [text for text, fits in found if fits] or [text for text, fits in found if fits is None]
        filled = [self._fill(text, rule, fact) for text in said]
        return Text(*(" ".join(text[lang] for text in filled) for lang in LANGUAGES))

    def _decisive(self, rule_id: str, fact: Fact, status: Status) -> set[str]:
        """Return the attributes in the comparisons that made the outcome: those that fail, or that are not known."""
        where, require = read = self._details.read(rule_id, fact)
        wanted = False if status == Status.NOT_MET else None
        asked = [where] if read.applies is None else [require]
        made = [one for tested in asked for one in leaves(tested) if one.found is wanted]
        return {name for one in made for name in attributes_read(one.comparison)}

    def _read_part(self, key: str) -> Evidence:
        path = tuple(key.split("."))
        known = is_written(self._document.tree, path)
        document, place = self._document, self._nearest(self._document, path)
        absent = absent_part(document.tree, path)
        called, part = document.names.called(path), document.names.called(absent) if absent else ""
        return Evidence(
            key, NOTHING, known=known, decisive=not known, path=key, place=place, called=called,
            absent=write_path(absent), part=part,
        )  # fmt: skip

    def _fill(self, text: Text, rule: ResolvedRule, fact: Fact) -> Text:
        """Fill in both languages; what a placeholder stands for is worked out once."""
        known: dict[tuple[str, str], tuple[object, Text]] = {}
        names, filled = self._names(fact), []
        for lang in LANGUAGES:
            written = ""
            for piece in pieces(names.spoken(text[lang])):
                if isinstance(piece, str):
                    written += piece
                    continue
                if piece.stands_for not in known:
                    known[piece.stands_for] = self._placeholder(*piece.stands_for, rule, fact)
                figure, words = known[piece.stands_for]
                counted = piece.one if figure == 1 else piece.several
                written += f"{words[lang]} {counted}" if counted else words[lang]
            filled.append(written)
        return Text(*filled)

    def _names(self, fact: Fact) -> Names:
        """Return how people know what stands in the document of a fact."""
        return (fact.document or self._document).names

    def _placeholder(self, name: str, what: str, rule: ResolvedRule, fact: Fact) -> tuple[object, Text]:
        """Return what a placeholder stands for: the figure, if it is one, and how it is written."""
        if name.startswith("$"):
            unit = UNITS[self._scheme.head.parameters[name[1:]].unit]
            figure = self._parameters[name[1:]]
            return figure, write_value(figure, unit)
        if name == SUBJECT:
            if id(fact) not in self._subjects:
                self._subjects[id(fact)] = name_of(fact, self._names(fact))
            return None, self._subjects[id(fact)]
        types = self._scheme.types[fact.kind]
        value = fact.values[name]
        if not what:
            return value, self._named(fact, name) or write_value(value, types[name])
        limit = limit_of(rule.require, name, fact)
        if limit is None or not isinstance(value, int | Bounds):
            return None, UNKNOWN
        if what == "limit":
            return limit, write_value(limit, types[name])
        short, over = less(limit, value), less(value, limit)
        gap = {"shortfall": short, "excess": over, "difference": short if over == 0 else over}[what]
        return gap, UNKNOWN if gap is None else write_difference(gap, types[name])

    def _named(self, fact: Fact, name: str) -> Text | None:
        """Return the names of what an attribute names by id; None where it is no such attribute or names nothing."""
        entry = self._scheme.kinds[fact.kind].attributes.get(name)
        value = fact.values[name]
        if entry is None or entry.names is None or not value or isinstance(value, int | Bounds):
            return None
        by_id = self._by_id(entry.names, fact.document)
        words = value if isinstance(value, tuple) else (value,)
        names = [_label(by_id[word]) if word in by_id else Text(printable(word), printable(word)) for word in words]
        return Text(*(", ".join(one[lang] for one in names) for lang in LANGUAGES))

    def _by_id(self, kind: str, document: Document | None) -> dict[str, Fact]:
        """Return the facts of a kind by each of their ids, in a round those of one document; made once for all."""
        key = kind, id(document)
        if key not in self._named_facts:
            found = self._named_facts[key] = {}
            for one in self._facts.get(kind, ()):
                if one.document is document or one.document is None:
                    ids = one.values.get("ids")
                    found |= dict.fromkeys(ids if isinstance(ids, tuple) else [one.id], one)
        return self._named_facts[key]

    def _evidence_of(self, fact: Fact, name: str) -> Evidence:
        """Return the evidence of an attribute; many rules rest on the same one, so it is made once."""
        key = id(fact), name
        if key not in self._known:
            self._known[key] = self._evidence(fact, name)
        return self._known[key]

    def _evidence(self, fact: Fact, name: str, depth: int = 0) -> Evidence:
        value = fact.values[name]
        written = write_value(value, self._scheme.types[fact.kind][name])
        path = self._gatherer.path_of(fact, name) if fact.given else fact.path
        shown = f"{fact.kind}.{name}" if depth == 0 or path is None else name
        item = Evidence(shown, written, is_exact(value), "", None)
        measurer = self._measurers.get(f"{fact.kind}.{name}")
        if measurer is None or depth > _DEPTH:
            where = path or fact.path
            read = item._replace(path=write_path(where), place=self._place(fact, where))
            return read if read.known else self._not_known(read, fact, name, where)
        parts, missing = self._rests_on(fact, measurer, depth)
        if not fact.given and not item.known and not missing:  # once the part is there, it is measured
            missing = (self._at(item, fact, fact.path),)
        path = self._compared(fact, measurer) or fact.path or self._gatherer.part_of(measurer.measure.of)
        return item._replace(
            path=write_path(path), place=self._place(fact, path), parts=parts, missing=missing, measured=True
        )

    def _not_known(self, item: Evidence, fact: Fact, name: str, path: Path) -> Evidence:
        """Give the evidence of a value that is not known what people call it, and what is missing or contradicts."""
        placed = self._at(item, fact, path)
        fields = self._gatherer.paths_of(fact, name) if fact.given else []
        if fact.is_contradicted(name):
            return placed._replace(missing=tuple([self._contradicted(item, fact, field) for field in fields]))
        gone = [found for found in (self._at(item, fact, field) for field in fields) if found.absent]
        return placed._replace(missing=tuple(gone)) if len(fields) > 1 else placed

    def _at(self, item: Evidence, fact: Fact, path: Path) -> Evidence:
        """Give evidence that is not known its place, the part that is absent, and what people call both."""
        document = fact.document or self._document
        absent, called = absent_part(document.tree, path), document.names.called
        return item._replace(
            path=write_path(path), place=self._place(fact, path), called=called(path), absent=write_path(absent),
            part=called(absent) if absent else "",
        )  # fmt: skip

    def _contradicted(self, item: Evidence, fact: Fact, path: Path) -> Evidence:
        """Return the evidence of one of the values that contradict each other, as the document has it."""
        found = value_at((fact.document or self._document).tree, path)
        shown = printable(found) if isinstance(found, str) else ""
        return self._at(item, fact, path)._replace(value=Text(shown, shown), contradicted=True)

    def _compared(self, fact: Fact, measurer: Measurer) -> Path | None:
        """Return where the value stands that a measure compares with other facts, if the document has one."""
        names = subject_attributes(measurer.measure.where)
        return next((path for name in names if (path := self._gatherer.path_of(fact, name))), None)

    def _rests_on(
        self, fact: Fact, measurer: Measurer, depth: int
    ) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        """Return the facts a measure counted, and the values that leave it unknown."""
        measure = measurer.measure
        if measure.form == "add":
            found = [self._evidence(fact, name, depth + 1) for name in measure.add]
            return tuple(found), tuple(item for item in found if not item.known)
        known, unknown = self._details.counted(measure.full_name, fact)
        read = measure.read or "id"
        parts = tuple([self._part(one, read) for one in known[:MOST_PARTS] if one.values[read] is not None])
        wanted = [read, *measure.distinct]
        missing = [self._evidence(one, name, depth + 1) for one in known for name in wanted if not _known(one, name)]
        for one in unknown:
            names = [name for name in attributes_read(measure.where) if not _known(one, name)]
            missing += [self._evidence(one, name, depth + 1) for name in names]
        if unknown and not missing:  # it is the subject's own value that is not known
            names = subject_attributes(measure.where)
            missing += [self._evidence(fact, name, depth + 1) for name in names if not _known(fact, name)]
        return parts, tuple(missing[:MOST_PARTS])

    def _part(self, fact: Fact, read: str) -> Evidence:
        """Return the evidence of a fact that was counted; several measures count the same one, so it is made once."""
        key = id(fact), read
        if key not in self._parts:
            value = write_value(fact.values[read], self._scheme.types[fact.kind][read])
            path = self._gatherer.path_of(fact, read) or fact.path
            place = self._place(fact, fact.path if read == "id" else path)
            self._parts[key] = Evidence(f"{fact.kind} {fact.id}", value, True, write_path(path), place)
        return self._parts[key]

    def _place(self, fact: Fact, path: Path) -> Place | None:
        """Return where a value of a fact stands, or the nearest part that is there."""
        return fact.place or self._nearest(fact.document or self._document, path)

    def _nearest(self, document: Document, path: Path) -> Place | None:
        """Return where a value stands, or the nearest part that is there; of the document as a whole there is none."""
        place = document.place(path)
        if id(document) not in self._tops:
            self._tops[id(document)] = document.place(())
        return None if path and place == self._tops[id(document)] else place


def name_of(fact: Fact, names: Names = KEYS) -> Text:
    """Return how people know a fact: its name with its id, or its id, or what a part that is absent is called."""
    if not fact.given:
        shown = names.called(fact.path) or fact.kind
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


def limit_of(condition: Condition | None, name: str, fact: Fact) -> int | Bounds | None:
    """Return the value at which a fact would just meet what is required of its attribute; None where there is none.

    Where the limit is a share of what is known within bounds, the limit is too.
    """
    for comparison in comparisons(condition) if condition else ():
        if comparison.attribute == name and comparison.operator.edge(0, 1) is not None:
            return limit_in(comparison, fact)
    return None


def limit_in(comparison: Comparison, fact: Fact) -> int | Bounds | None:
    """Return the value at which a fact would just meet a comparison; None where there is none, or it is not known."""
    operand, edge = comparison.operand, comparison.operator.edge
    if isinstance(operand, Constant):
        return edge(operand.value, 1) if isinstance(operand.value, int) else None
    if not isinstance(operand, Share) or isinstance(operand.percent, Parameter):
        return None
    whole, (numerator, denominator) = fact.values[operand.of], operand.percent
    if isinstance(whole, int):
        return edge(whole * numerator, denominator)
    if not isinstance(whole, Bounds):
        return None
    low, high = edge(whole.low * numerator, denominator), None
    if whole.high is not None:
        high = edge(whole.high * numerator, denominator)
    return None if low is None else Bounds(low, high)


def _says(fact: Fact, name: str) -> bool:
    """Whether something is known of a value, if only that it is at least so much; at most so much says little."""
    value = fact.values[name]
    return value.low > 0 if isinstance(value, Bounds) else value is not None


def _known(fact: Fact, name: str) -> bool:
    return is_exact(fact.values[name])
