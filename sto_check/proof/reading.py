"""The third reading: what each rule says of each fact, as terms for the solver, where fields of the document may vary.

Conditions are true, false or unknown, so each has two terms: where it is true for certain, and where it is false for
certain. Numbers are held against each other by their ends, as each comparison word says of itself; of other values each
case is read directly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.fact import is_exact
from sto_check.engine.reading import test_of
from sto_check.engine.status import Status
from sto_check.proof.algebra import alike, every, no, some, times
from sto_check.proof.measured import measured
from sto_check.proof.values import Cases, Number, known, number_of
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Share,
    SubjectAttribute,
    attributes_read,
    subject_attributes,
)
from sto_check.scheme.operators.formula import Compares, End, Every, Given, Some, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.reading import Test
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.values import Varying
    from sto_check.scheme.condition import Condition
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.operators.formula import Formula
    from sto_check.scheme.scheme import Measure

_NOTHING: dict[str, Value] = {}
_STATUSES = (Status.MET, Status.NOT_MET, Status.UNKNOWN)
_SUBJECT = "$"
"""Before the name of an attribute of the fact that is being measured, beside those of the fact that may count."""


class Truth(NamedTuple):
    """Where something is true for certain, and where it is false for certain; else it is unknown."""

    true: Flag
    false: Flag


_SAID = {True: Truth(True, False), False: Truth(False, True), None: Truth(False, False)}


class _Read(NamedTuple):
    """The attributes that a condition reads of the fact, and of the subject of a measure. It keeps its condition."""

    condition: Condition
    own: list[str]
    subject: list[str]


class _Index(NamedTuple):
    """Facts by the value that one of the subject's, of this name, is equal to; those in ``open`` have none."""

    name: str
    facts: Mapping[Value, Sequence[Fact]]
    open: Sequence[Fact]


class Said(NamedTuple):
    """What a rule says of a fact: where each of its outcomes holds. Where none does, it does not speak of the fact."""

    rule: ResolvedRule
    fact: Fact
    met: Flag
    not_met: Flag
    unknown: Flag

    def where(self, status: Status) -> Flag:
        """Return where the outcome has this status."""
        return {Status.MET: self.met, Status.NOT_MET: self.not_met, Status.UNKNOWN: self.unknown}[status]

    def differs(self, other: Said) -> Flag:
        """Return where the other comes out otherwise."""
        return some(no(alike(self.where(status), other.where(status))) for status in _STATUSES)

    @property
    def silent(self) -> Said:
        """The same, where the rule never speaks of the fact."""
        return self._replace(met=False, not_met=False, unknown=False)

    def leads_to(self, consequence: Consequence) -> Flag:
        """Return where this follows from the outcome."""
        rule = self.rule.rule
        return some(
            [
                self.not_met if rule.otherwise == consequence else False,
                self.unknown if rule.unknown == consequence else False,
            ]
        )


class ThirdReading:
    """What the rules say of one document of which some values vary.

    ``record`` is what was found of the document as it stands; ``varying`` gives the attributes of its facts that vary,
    by the fact's ``id()`` and the attribute's name.
    """

    def __init__(self, record: Evaluation, varying: Mapping[tuple[int, str], Varying]) -> None:
        self.record = record
        self._types = record.scheme.types
        self._facts = record.facts
        self._values = dict(varying)
        kinds = {id(fact): kind for kind, facts in record.facts.items() for fact in facts}
        self._moving = {(kinds[fact], name) for fact, name in varying}
        self._measures: dict[tuple[str, str], Measure] = {}
        for measurer in record.measurers.values():
            measure = measurer.measure
            if measure.over == "application" and self._moves(measure):
                self._measures[measure.kind, measure.name] = measure
                self._moving.add((measure.kind, measure.name))
        self._reads: dict[int, _Read] = {}
        self._keys: dict[str, _Index] = {}
        self._tests: dict[int, tuple[Condition, Test]] = {}

    def _moves(self, measure: Measure) -> bool:
        names = [tuple(name.split(".", 1)) for name in measure.reads()]
        return any(name in self._moving for name in names)

    def value(self, fact: Fact, name: str) -> Varying:
        """Return the value of an attribute of a fact."""
        key = id(fact), name
        found = self._values.get(key)
        if found is None:
            measure = self._measures.get((fact.kind, name))
            found = self._values[key] = known(fact.values[name]) if measure is None else measured(measure, fact, self)
        return found

    def facts_of(self, kind: str) -> list[Fact]:
        """Return the facts of a kind."""
        return self._facts.get(kind, [])

    def may_count(self, measure: Measure, subject: Fact) -> Sequence[Fact]:
        """Return the facts that a measure may count for a subject: all, or those alike in what does not vary."""
        key = self._keys.get(measure.full_name)
        if key is None:
            key = self._keys[measure.full_name] = self._index(measure)
        wanted = subject.values[key.name] if key.name else None
        if wanted is None or isinstance(wanted, Bounds):
            return self.facts_of(measure.of)
        return key.facts.get(wanted, key.open)

    def _index(self, measure: Measure) -> _Index:
        """Return the facts of a measure by the value, equal to one of the subject's, that tells most of them apart."""
        parts = measure.where.parts if isinstance(measure.where, AllOf) else (measure.where,)
        found = _Index("", {}, ())
        for part in parts:
            if not isinstance(part, Comparison) or part.operator.lookup != "same":
                continue
            own, operand = part.attribute, part.operand
            if (
                not isinstance(operand, SubjectAttribute)
                or {(measure.of, own), (measure.kind, operand.name)} & self._moving
            ):
                continue
            by_value: dict[Value, list[Fact]] = {}
            for fact in self.facts_of(measure.of):
                value = fact.values[own]
                by_value.setdefault(None if isinstance(value, Bounds) else value, []).append(fact)
            open_ = by_value.pop(None, [])
            if len(by_value) > len(found.facts):
                found = _Index(operand.name, {value: [*facts, *open_] for value, facts in by_value.items()}, open_)
        return found

    def outcomes(self) -> Iterator[Said]:
        """Yield what each rule that is computed says of each fact that it speaks of, in the order of the rules."""
        for rule in self.record.rules.values():
            if rule.require is not None:
                for fact in self.facts_of(rule.rule.kind):
                    yield self.said(rule, fact)

    def varying_outcomes(self) -> Iterator[Said]:
        """Yield those of :meth:`outcomes` that may come out otherwise than for the document as it stands."""
        for rule in self.record.rules.values():
            kind, read = rule.rule.kind, attributes_read(rule.where)
            if rule.require is None or not any(
                (kind, name) in self._moving for name in (*read, *attributes_read(rule.require))
            ):
                continue
            for said in (self.said(rule, fact) for fact in self.facts_of(kind)):
                if not all(isinstance(flag, bool) for flag in said[2:]):
                    yield said

    def said(self, rule: ResolvedRule, fact: Fact) -> Said:
        """Return what a rule that is computed says of a fact."""
        assert rule.require is not None, "what a person judges is not computed"
        where, require = self.truth(rule.where, fact), self.truth(rule.require, fact)
        met, not_met = every([where.true, require.true]), every([where.true, require.false])
        return Said(rule, fact, met, not_met, every([no(where.false), no(met), no(not_met)]))

    def truth(self, condition: Condition, fact: Fact, subject: Fact | None = None) -> Truth:
        """Return where a fact meets a condition; of a measure, where it counts for its subject."""
        if condition == ALWAYS:
            return Truth(True, False)
        if not self._varies(condition, fact, subject):
            return self._directly(condition, fact, subject)
        if isinstance(condition, Comparison):
            return self._compared(condition, fact, subject)
        return self._joined(condition, fact, subject)

    def _joined(self, condition: AllOf | AnyOf, fact: Fact, subject: Fact | None) -> Truth:
        """Join the parts of a condition, those first of which nothing varies: mostly one of them settles it."""
        settled = isinstance(condition, AnyOf)
        parts: list[Truth] = []
        for part in sorted(condition.parts, key=lambda part: self._varies(part, fact, subject)):
            found = self.truth(part, fact, subject)
            if (found.true if settled else found.false) is True:
                return Truth(settled, not settled)
            parts.append(found)
        trues, falses = [part.true for part in parts], [part.false for part in parts]
        return Truth(some(trues), every(falses)) if settled else Truth(every(trues), some(falses))

    def _varies(self, condition: Condition, fact: Fact, subject: Fact | None) -> bool:
        read = self._read_by(condition)
        moving, kind = self._moving, fact.kind
        for name in read.own:
            if (kind, name) in moving and not _is_plain(self.value(fact, name)):
                return True
        if subject is not None:
            for name in read.subject:
                if (subject.kind, name) in moving and not _is_plain(self.value(subject, name)):
                    return True
        return False

    def _read_by(self, condition: Condition) -> _Read:
        kept = self._reads.get(id(condition))
        if kept is None:
            own, subject = attributes_read(condition), subject_attributes(condition)
            kept = self._reads[id(condition)] = _Read(condition, own, subject)
        return kept

    def _directly(self, condition: Condition, fact: Fact, subject: Fact | None) -> Truth:
        """Read a condition of which no value varies as the direct reading does, and by it."""
        read = self._read_by(condition)
        values = {name: self._plain(fact, name) for name in read.own}
        others = {name: self._plain(subject, name) for name in read.subject} if subject else _NOTHING
        found = self._test(condition, fact.kind)(values, others)
        return _SAID[found]

    def _plain(self, fact: Fact, name: str) -> Value:
        if (fact.kind, name) not in self._moving:
            return fact.values[name]
        value = self.value(fact, name)
        assert isinstance(value, Cases), "what does not vary is one case"
        return value.cases[0][1]

    def _test(self, condition: Condition, kind: str) -> Test:
        kept = self._tests.get(id(condition))
        if kept is None:
            kept = self._tests[id(condition)] = (condition, test_of(condition, self._types[kind]))
        return kept[1]

    def _compared(self, comparison: Comparison, fact: Fact, subject: Fact | None) -> Truth:
        operand, other, value = comparison.operand, None, self.value(fact, comparison.attribute)
        if isinstance(operand, Share):
            other = self.value(fact, operand.of)
        elif isinstance(operand, SubjectAttribute):
            assert subject is not None, "only a measure compares with its subject"
            other = self.value(subject, operand.name)
        if isinstance(value, Cases) and (other is None or isinstance(other, Cases)):
            return self._by_cases(comparison, fact.kind, value, other)
        return self._by_ends(comparison, fact.kind, number_of(value), other and number_of(other))

    def _by_cases(self, comparison: Comparison, kind: str, value: Cases, other: Cases | None) -> Truth:
        """Read every case by the direct reading, and join those that come out alike."""
        if other is not None and comparison.operator.lookup == "same":
            return _same(value, other)
        test, operand = self._test(comparison, kind), comparison.operand
        name = operand.of if isinstance(operand, Share) else getattr(operand, "name", "")
        trues: list[Flag] = []
        falses: list[Flag] = []
        for flag, one in value.cases:
            for beside, two in other.cases if other else known(None).cases:
                found = test({name: two, comparison.attribute: one}, {name: two})
                if found is not None:
                    (trues if found else falses).append(every([flag, beside]))
        return Truth(some(trues), some(falses))

    def _by_ends(self, comparison: Comparison, kind: str, value: Number, other: Number | None) -> Truth:
        operand, numbers = comparison.operand, {comparison.attribute: value}
        if isinstance(operand, Share):
            numbers[operand.of] = other or value
        elif isinstance(operand, SubjectAttribute):
            name = f"{_SUBJECT}{operand.name}"
            operand, numbers[name] = Share((1, 1), name), other or value
        of, certain = self._types[kind][comparison.attribute], comparison.operator.certain
        assert not hasattr(operand, "name"), "parameters are resolved before conditions are read"
        return Truth(*(_term(certain(comparison.attribute, of, operand, true=true), numbers) for true in (True, False)))


def _same(value: Cases, other: Cases) -> Truth:
    """Return where two values are known and the same; an empty name is the same as no other, and bounds are open."""
    flags: dict[Value, Flag] = {one: flag for flag, one in other.cases}
    alike = [every([flag, flags[one]]) for flag, one in value.cases if one in flags and is_exact(one) and one != ""]
    known_both = [some(flag for flag, one in side.cases if is_exact(one)) for side in (value, other)]
    same = some(alike)
    return Truth(same, every([*known_both, no(same)]))


def _term(formula: Formula, numbers: Mapping[str, Number]) -> Flag:
    """Return where a formula about the ends of numbers holds."""
    if isinstance(formula, Every):
        return every(_term(part, numbers) for part in formula.parts)
    if isinstance(formula, Some):
        return some(_term(part, numbers) for part in formula.parts)
    if isinstance(formula, Given):
        number = numbers[formula.attribute]
        return every([number.has_low, number.has_high, number.low == number.high])
    assert isinstance(formula, Compares), "of words each case is read directly"
    left, left_there = _end(formula.left, numbers)
    right, right_there = _end(formula.right, numbers) if isinstance(formula.right, End) else (formula.right, True)
    return every([left_there, right_there, holds(formula.order, left, right)])


def _end(end: End, numbers: Mapping[str, Number]) -> tuple[Whole, Flag]:
    number = numbers[end.attribute]
    low = end.end == "low"
    return times(number.low if low else number.high, end.times), number.has_low if low else number.has_high


def _is_plain(value: Varying) -> bool:
    return isinstance(value, Cases) and len(value.cases) == 1
