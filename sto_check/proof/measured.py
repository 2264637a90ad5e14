"""Measures as terms for the solver: counts and sums over the facts of a document of which some values vary."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.distinct import distinct
from sto_check.engine.fact import is_exact
from sto_check.proof.algebra import added, every, no, pick, some
from sto_check.proof.errors import NotSaidError
from sto_check.proof.values import Cases, Number, cases_of, known, number_of, pick_number
from sto_check.scheme.condition import subject_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.engine.fact import Fact, Value
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.reading import ThirdReading
    from sto_check.proof.values import Varying
    from sto_check.scheme.scheme import Measure

_MOST_OPEN = 5
"""Of how many facts it may be open whether they count, where every way is worked out."""


class Counts(NamedTuple):
    """A fact that may count: where it does for certain, and where it may or does."""

    fact: Fact
    sure: Flag
    may: Flag

    @property
    def ways(self) -> list[tuple[Flag, bool | None]]:
        """Where it counts, does not, or may (None); a way that is never so is left out."""
        every_way = [(self.sure, True), (no(self.may), False), (every([no(self.sure), self.may]), None)]
        return [way for way in every_way if way[0] is not False]


def measured(measure: Measure, subject: Fact, reading: ThirdReading) -> Varying:
    """Return what a measure gives a subject; raises NotSaidError where the solver cannot be told it."""
    if measure.form == "add":
        return _within([(True, True, number_of(reading.value(subject, name))) for name in measure.add], measure)
    if subject_attributes(measure.where) and not subject.given:
        return known(None)
    counts = []
    for fact in reading.may_count(measure, subject):
        truth = reading.truth(measure.where, fact, subject)
        if truth.false is not True:
            counts.append(Counts(fact, truth.true, no(truth.false)))
    if measure.form == "take":
        return _taken(measure, counts, reading)
    if measure.form == "sum":
        parts = [(one.sure, one.may, number_of(reading.value(one.fact, measure.read))) for one in counts]
        return _within(parts, measure)
    return _counted(measure, counts, reading)


def _within(parts: Sequence[tuple[Flag, Flag, Number]], measure: Measure) -> Varying:
    """Return a sum by its ends; a part that is unknown is zero or more, or may be anything where the sum is signed."""
    low = added(pick(every([sure, number.has_low]), number.low, 0) for sure, _, number in parts)
    high = added(pick(may, number.high, 0) for _, may, number in parts)
    bounded = every(some([no(may), number.has_high]) for _, may, number in parts)
    if measure.signed:
        exact = every(
            some([no(may), every([sure, number.has_low, number.has_high, number.low == number.high])])
            for sure, may, number in parts
        )
        return Number(low, high, exact, exact)
    return _from_zero(low, high, bounded)


def _counted(measure: Measure, counts: Sequence[Counts], reading: ThirdReading) -> Varying:
    whole = all(fact.given for fact in reading.facts_of(measure.of))
    bounded = True if whole else every(some([no(one.may), one.fact.given]) for one in counts)
    here = counts if whole else [one._replace(sure=every([one.sure, one.fact.given])) for one in counts]
    if not measure.distinct:
        low = added(pick(one.sure, 1, 0) for one in here)
        return _from_zero(low, added(pick(one.may, 1, 0) for one in here), bounded)
    names = measure.distinct
    if any(not is_exact(one.fact.values[name]) for one in here for name in names):
        return _by_cases(measure, here, bounded)
    groups: dict[tuple[Value, ...], list[Counts]] = {}
    for place, one in enumerate(here):
        values = tuple(one.fact.values[name] for name in names)
        groups.setdefault(("", str(place)) if "" in values else values, []).append(one)
    low = added(pick(some(one.sure for one in group), 1, 0) for group in groups.values())
    high = added(pick(some(one.may for one in group), 1, 0) for group in groups.values())
    return _from_zero(low, high, bounded)


def _by_cases(measure: Measure, counts: Sequence[Counts], bounded: Flag) -> Varying:
    """Return how many different facts count, where not all is known of each: worked out for every way they may count.

    Raises NotSaidError where there are too many ways.
    """
    ways = [one.ways for one in counts]
    if sum(len(way) > 1 for way in ways) > _MOST_OPEN:
        raise NotSaidError(measure.full_name)
    found = Number(0, 0, False, False)
    for chosen in product(*ways):
        sure = [one.fact for one, (_, counted) in zip(counts, chosen, strict=True) if counted]
        unsure = [one.fact for one, (_, counted) in zip(counts, chosen, strict=True) if counted is None]
        low, high = distinct(sure, unsure, measure.distinct)
        holds = every(flag for flag, _ in chosen)
        found = pick_number(holds, _from_zero(low, high, bounded), found)
    return found


def _from_zero(low: Whole, high: Whole, bounded: Flag) -> Number:
    """Return a number of zero or more by its ends; that it is at least zero and nothing else says nothing of it."""
    return Number(low, high, some([bounded, low > 0]), bounded)


def _taken(measure: Measure, counts: Sequence[Counts], reading: ThirdReading) -> Varying:
    """Return the value of the one fact that fits; unknown where none does, or more than one may."""
    alone = [every([one.sure, *(no(other.may) for other in counts if other is not one)]) for one in counts]
    values = [reading.value(one.fact, measure.read) for one in counts]
    if all(isinstance(value, Cases) for value in values):
        cases = [
            (every([flag, own]), one)
            for flag, value in zip(alone, values, strict=True)
            for own, one in (value.cases if isinstance(value, Cases) else ())
        ]
        return cases_of([*cases, (every(map(no, alone)), None)])
    found = Number(0, 0, False, False)
    for flag, value in zip(alone, values, strict=True):
        found = pick_number(flag, number_of(value), found)
    return found
