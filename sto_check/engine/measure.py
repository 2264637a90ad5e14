"""Measures: counts and sums over other facts, each written into the fact it is about as one more value.

What is counted is found through an index where the measure compares with an attribute of its subject, so that a
thousand cost lines and a hundred activities cost a thousand steps and not a hundred thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.reading import test_of
from sto_check.scheme.condition import AllOf, Comparison, Condition, SubjectAttribute, comparisons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sto_check.engine.fact import Fact, Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Measure

Facts = "Mapping[str, list[Fact]]"


class Selection(NamedTuple):
    """The facts that a measure counts for one subject, and those of which it is unknown whether they count."""

    known: Sequence[Fact]
    unknown: Sequence[Fact]


class Measurer:
    """Takes one measure. ``types`` are those of the kind that is counted."""

    def __init__(self, measure: Measure, types: Mapping[str, Type]) -> None:
        self.measure = measure
        self._key = None if measure.form == "add" else _indexable(measure.where)
        self._test = None if measure.form == "add" else test_of(measure.where, types)
        self._alone = not any(isinstance(one.operand, SubjectAttribute) for one in comparisons(measure.where))

    def take(self, facts: Facts) -> None:
        """Give every subject among the facts its measured value."""
        measure, name = self.measure, self.measure.name
        if measure.form == "add":
            for fact in facts.get(measure.kind, ()):
                fact.values[name] = _add([fact.values[part] for part in measure.add])
            return
        select = self.selector(facts)
        for fact in facts.get(measure.kind, ()):
            knowable = fact.given or self._alone
            fact.values[name] = self._value(select(fact)) if knowable else None

    def selector(self, facts: Facts) -> Callable[[Fact], Selection]:
        """Return a function that gives, for a subject, the facts that this measure rests on."""
        counted = facts.get(self.measure.of, [])
        if self._alone:
            everything = self._select(counted, {})
            return lambda _subject: everything
        if self._key is None:
            return lambda subject: self._select(counted, subject.values)
        attribute, wanted = self._key
        index: dict[Value, list[Fact]] = {}
        for fact in counted:
            value = fact.values[attribute]
            for one in value if isinstance(value, tuple) else (value,):
                index.setdefault(one, []).append(fact)
        unknown = index.get(None, [])

        def select(subject: Fact) -> Selection:
            value = subject.values[wanted]
            near = counted if value is None else [*index.get(value, ()), *unknown]
            return self._select(near, subject.values)

        return select

    def _select(self, facts: Sequence[Fact], subject: Mapping[str, Value]) -> Selection:
        known: list[Fact] = []
        unknown: list[Fact] = []
        test = self._test
        assert test is not None, "an addition selects nothing"
        for fact in facts:
            found = test(fact.values, subject)
            if found:
                known.append(fact)
            elif found is None:
                unknown.append(fact)
        return Selection(known, unknown)

    def _value(self, selection: Selection) -> Value:
        known, unknown = selection
        read = self.measure.read
        if self.measure.form == "take":
            return known[0].values[read] if len(known) == 1 and not unknown else None
        if unknown:
            return None
        if self.measure.form == "count":
            return None if any(not fact.given for fact in known) else len(known)
        return _add([fact.values[read] for fact in known])


def _add(values: list[Value]) -> int | None:
    total = 0
    for value in values:
        if not isinstance(value, int):
            return None
        total += value
    return total


def _indexable(where: Condition) -> tuple[str, str] | None:
    """Return the attribute to index by and the subject's attribute to look up, if one comparison must hold."""
    parts = where.parts if isinstance(where, AllOf) else (where,)
    for part in parts:
        if isinstance(part, Comparison) and isinstance(part.operand, SubjectAttribute):
            return part.attribute, part.operand.name
    return None
