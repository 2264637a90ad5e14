"""Measures: counts and sums over other facts, each written into the fact it is about as one more value.

What is counted is found through an index where the measure compares with an attribute of its subject, so that a
thousand cost lines and a hundred activities cost a thousand steps and not a hundred thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.distinct import distinct
from sto_check.engine.reading import test_of
from sto_check.scheme.bounds import Bounds, within
from sto_check.scheme.condition import AllOf, Comparison, SubjectAttribute, comparisons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sto_check.engine.fact import Fact, Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Measure

    Facts = Mapping[str, list[Fact]]

_NO_SUBJECT: dict[str, Value] = {}


class Selection(NamedTuple):
    """The facts that a measure counts for one subject, and those of which it is unknown whether they count."""

    known: Sequence[Fact]
    unknown: Sequence[Fact]


class Measurer:
    """Takes one measure. ``types`` are those of the kind that is counted."""

    def __init__(self, measure: Measure, types: Mapping[str, Type]) -> None:
        self.measure = measure
        parts = measure.where.parts if isinstance(measure.where, AllOf) else (measure.where,)
        compared = [
            part for part in parts if any(isinstance(one.operand, SubjectAttribute) for one in comparisons(part))
        ]
        fixed = tuple(part for part in parts if part not in compared)
        single = [part for part in compared if isinstance(part, Comparison)]
        self._key = next((part for part in single if part.operator.lookup), None)
        self._alone = not compared
        self._fixed = test_of(AllOf(fixed), types) if fixed else None
        further = tuple(part for part in compared if part is not self._key)
        self._further = test_of(AllOf(further), types) if further else None

    def take(self, facts: Facts) -> None:
        """Give every subject among the facts its measured value."""
        measure, name = self.measure, self.measure.name
        if measure.form == "add":
            for fact in facts.get(measure.kind, ()):
                fact.values[name] = self._within(*_added([fact.values[part] for part in measure.add]))
            return
        select = self.selector(facts)
        whole = all(fact.given for fact in facts.get(measure.of, ()))
        for fact in facts.get(measure.kind, ()):
            knowable = fact.given or self._alone
            fact.values[name] = self._value(*select(fact), whole=whole) if knowable else None

    def selector(self, facts: Facts) -> Callable[[Fact], Selection]:
        """Return a function that gives, for a subject, the facts that this measure rests on."""
        fitting = self._fitting(facts.get(self.measure.of, []))
        if self._key is None:
            return lambda subject: self._narrowed(fitting, subject)
        return self._by_subject(self._key, *fitting)

    def _fitting(self, facts: list[Fact]) -> Selection:
        """Hold facts to the part of the measure that is the same for every subject."""
        if self._fixed is None:
            return Selection(facts, ())
        known: list[Fact] = []
        unknown: list[Fact] = []
        for fact in facts:
            found = self._fixed(fact.values, _NO_SUBJECT)
            if found:
                known.append(fact)
            elif found is None:
                unknown.append(fact)
        return Selection(known, unknown)

    def _by_subject(
        self, key: Comparison, known: Sequence[Fact], unknown: Sequence[Fact]
    ) -> Callable[[Fact], Selection]:
        assert isinstance(key.operand, SubjectAttribute)
        wanted, lookup = key.operand.name, key.operator.lookup
        several, listed = lookup == "in its list", lookup == "in the subject's list"
        sure, unsure = (_index(facts, key.attribute, several=several) for facts in (known, unknown))
        open_ = [*sure.get(None, ()), *unsure.get(None, ())]
        everything = [*known, *unknown]

        def select(subject: Fact) -> Selection:
            value = subject.values[wanted]
            if value is None or isinstance(value, Bounds):
                return self._narrowed(Selection((), everything), subject)
            if listed and isinstance(value, tuple):
                found = [fact for word in dict.fromkeys(value) if word for fact in sure.get(word, ())]
                doubtful = [fact for word in dict.fromkeys(value) if word for fact in unsure.get(word, ())]
                return self._narrowed(Selection(found, [*doubtful, *open_]), subject)
            if value == "":  # a name that was given empty names nothing
                return self._narrowed(Selection((), open_), subject)
            doubtful = unsure.get(value, [])
            return self._narrowed(Selection(sure.get(value, ()), [*doubtful, *open_] if doubtful else open_), subject)

        return select

    def _narrowed(self, selection: Selection, subject: Fact) -> Selection:
        """Hold a selection to the further comparisons with the subject, if there are any."""
        if self._further is None:
            return selection
        known: list[Fact] = []
        unknown: list[Fact] = []
        for certain, facts in ((True, selection.known), (False, selection.unknown)):
            for fact in facts:
                found = self._further(fact.values, subject.values)
                if found is not False:
                    (known if found and certain else unknown).append(fact)
        return Selection(known, unknown)

    def _value(self, known: Sequence[Fact], unknown: Sequence[Fact], *, whole: bool) -> Value:
        """Return what is measured, or its bounds: what is unknown may count or not, and is zero or more.

        ``whole`` says that every list is there; one that is not may hold any number.
        """
        read = self.measure.read
        if self.measure.form == "take":
            return known[0].values[read] if len(known) == 1 and not unknown else None
        if self.measure.form == "sum":
            sure = _added([fact.values[read] for fact in known])
            more = _added([fact.values[read] for fact in unknown])
            if self.measure.signed and unknown:
                return None
            return self._within(sure[0], None if sure[1] is None or more[1] is None else sure[1] + more[1])
        unbounded = not whole and not all(fact.given for fact in (*known, *unknown))
        here = known if whole else [fact for fact in known if fact.given]
        if self.measure.distinct:
            low, high = distinct(here, unknown, self.measure.distinct)
        else:
            low, high = len(here), len(here) + len(unknown)
        return within(low, None if unbounded else high)

    def _within(self, low: int, high: int | None) -> Value:
        """Return a sum, or what is known of it: of parts that may be less than zero nothing, as long as one is not."""
        return within(low, high) if low == high or not self.measure.signed else None


def _added(values: Sequence[Value]) -> tuple[int, int | None]:
    """Return the least and the most that amounts come to together; one that is unknown is zero or more."""
    low, high, bounded = 0, 0, True
    for value in values:
        if isinstance(value, int):
            low += value
            high += value
        elif isinstance(value, Bounds):
            low += value.low
            high += value.high or 0
            bounded = bounded and value.high is not None
        else:
            bounded = False
    return low, high if bounded else None


def _index(facts: Sequence[Fact], attribute: str, *, several: bool) -> dict[Value, list[Fact]]:
    index: dict[Value, list[Fact]] = {}
    for fact in facts:
        value = fact.values[attribute]
        if isinstance(value, Bounds):  # which number it is, is not known
            value = None
        for one in value if several and isinstance(value, tuple) else (value,):
            index.setdefault(one, []).append(fact)
    return index
