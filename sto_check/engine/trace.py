"""One rule on one application, step by step: facts, values, what was counted, every comparison, both readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import Status
from sto_check.scheme.condition import ALWAYS, attributes_read, subject_attributes
from sto_check.text.errors import UsageError, suggestion
from sto_check.text.place import write_path
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.engine.evaluation import Evaluation, Read, Tested
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.status import Raised
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Measure, Rule
    from sto_check.text.place import Place


class ValueRead(NamedTuple):
    """The value of an attribute of a fact, and where the document has it, or should have it.

    ``measure`` is what gave the value, if something was counted for it; ``measured`` what that rests on.
    """

    kind: str
    name: str
    type: Type
    value: Value
    path: str
    place: Place | None
    measure: Measure | None = None
    measured: Measured | None = None


class Counted(NamedTuple):
    """A fact that a measure counted, or could not place, with the values for which it was."""

    fact: Fact
    place: Place | None
    values: tuple[ValueRead, ...]


class Measured(NamedTuple):
    """What a measured value rests on.

    ``total`` is how many facts of the kind there are, ``counted`` those that fit, ``unknown`` those of which it is not
    known whether they fit, ``own`` the values of the measured fact itself that it reads.
    """

    total: int
    counted: tuple[Counted, ...]
    unknown: tuple[Counted, ...]
    own: tuple[ValueRead, ...]


class SubjectTrace(NamedTuple):
    """What a rule says of one fact and why.

    ``where`` is None without a guard, ``require`` for a judgement rule; ``raised`` is what durable-rules reported,
    which is nothing where the rule is met or does not apply. There is no ``outcome`` where the rule does not apply,
    or where the readings differ.
    """

    fact: Fact
    place: Place | None
    values: tuple[ValueRead, ...]
    where: Tested | None
    require: Tested | None
    direct: Status
    raised: Raised | None
    outcome: Outcome | None

    @property
    def agrees(self) -> bool:
        """Whether durable-rules raised what the direct reading found, and nothing else; what a person judges it is not
        asked."""
        if self.require is None:
            return self.raised is None
        return self.raised == (self.direct if self.direct in {Status.NOT_MET, Status.UNKNOWN} else None)


class RuleTrace(NamedTuple):
    """One rule on one application: a trace for each fact the rule might speak of."""

    rule: Rule
    application: str
    subjects: tuple[SubjectTrace, ...]

    @property
    def agrees(self) -> bool:
        """Whether both readings agree on every fact."""
        return all(subject.agrees for subject in self.subjects)

    def about(self, subject_id: str) -> RuleTrace:
        """Return the trace of one fact only; raises UsageError with the nearest id where there is none of that id."""
        found = tuple(subject for subject in self.subjects if subject.fact.id == subject_id)
        if not found:
            kind, known = self.rule.kind, [subject.fact.id for subject in self.subjects]
            nl, en = f"Er is geen {kind} “{subject_id}”.", f"There is no {kind} “{subject_id}”."
            raise UsageError(problem("unknown-subject", nl, en, hint=suggestion(subject_id, known)))
        return self._replace(subjects=found)


def trace(record: Evaluation, rule_id: str, application: str) -> RuleTrace:
    """Return what an evaluation found of one rule, step by step; ``application`` is the name of what was evaluated."""
    resolved = record.rules[rule_id]
    rule, number = resolved.rule, list(record.rules).index(rule_id)
    outcomes = {id(one.subject): one for one in record.outcomes if one.rule.id == rule_id}
    names = list(dict.fromkeys([*attributes_read(resolved.where), *attributes_read(resolved.require or ALWAYS)]))
    found = []
    for position, fact in enumerate(record.facts[rule.kind], record.first[rule.kind]):
        read, outcome = record.read(rule_id, fact), outcomes.get(id(fact))
        raised = record.raised.get((number, position))
        direct = _finding(read, outcome)
        agrees = raised == record.direct.get((number, position))
        values = tuple(_value(record, fact, name, deep=True) for name in names)
        found.append(
            SubjectTrace(
                fact,
                _place(record, fact),
                values,
                read.where,
                read.require,
                direct,
                raised,
                outcome if agrees else None,
            )
        )
    return RuleTrace(rule, application, tuple(found))


def _value(record: Evaluation, fact: Fact, name: str, *, deep: bool) -> ValueRead:
    """Return the value of an attribute with its place; ``deep`` asks also for all that a measured one rests on."""
    full_name = f"{fact.kind}.{name}"
    path = record.gatherer.path_of(fact, name) or fact.path
    place = fact.place or ((fact.document or record.document).place(path) if path else None)
    measurer = record.measurers.get(full_name)
    return ValueRead(
        fact.kind,
        name,
        record.scheme.types[fact.kind][name],
        fact.values[name],
        write_path(path),
        place,
        measurer.measure if measurer else None,
        _measured(record, measurer.measure, fact) if measurer and deep else None,
    )


def _measured(record: Evaluation, measure: Measure, fact: Fact) -> Measured:
    if measure.form == "add":
        return Measured(0, (), (), tuple(_value(record, fact, name, deep=True) for name in measure.add))
    names = list(dict.fromkeys([*([measure.read] if measure.read else []), *attributes_read(measure.where)]))
    known, unknown = record.counted(measure.full_name, fact)
    return Measured(
        len(record.facts[measure.of]), _counted(record, known, names), _counted(record, unknown, names),
        tuple(_value(record, fact, name, deep=True) for name in subject_attributes(measure.where)),
    )  # fmt: skip


def _counted(record: Evaluation, facts: Iterable[Fact], names: list[str]) -> tuple[Counted, ...]:
    return tuple(
        Counted(fact, _place(record, fact), tuple(_value(record, fact, name, deep=False) for name in names))
        for fact in facts
    )


def _place(record: Evaluation, fact: Fact) -> Place | None:
    """Return where a fact stands; one that stands for no part of the document, such as a word, has no place."""
    return fact.place or ((fact.document or record.document).place(fact.path) if fact.path else None)


def _finding(read: Read, outcome: Outcome | None) -> Status:
    """Return what follows of a guard and a requirement that were read directly; without one a person judges."""
    if read.applies is False:
        return Status.NOT_APPLICABLE
    if read.require is None:
        return outcome.status if outcome else Status.OPEN
    if not read.applies or read.require.found is None:
        return Status.UNKNOWN
    return Status.MET if read.require.found else Status.NOT_MET
