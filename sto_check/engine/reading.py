"""The direct reading: conditions in plain Python, true, false or unknown (Kleene's three values).

A comparison with an unknown value is unknown. All of several parts is false as soon as one is false, and unknown if
none is false but one is unknown; any of several parts the other way round. Facts are read many at a time, one
comparison after the other: that is quicker than one fact after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.engine.columns import Columns
from sto_check.engine.status import Status
from sto_check.scheme.bounds import Bounds, times
from sto_check.scheme.condition import AllOf, Comparison, Condition, Nothing, Parameter, Share, SubjectAttribute, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sto_check.engine.fact import Value

    Values = Mapping[str, Value]
    Test = Callable[[dict[str, Value], Values], bool | None]
    """Takes the values of a fact and, in a measure, those of the fact being measured."""
    Tests = Callable[[Columns, Values], list[bool | None]]
    """Takes the values of facts of one kind and gives the answer for each."""

_NOTHING: dict[str, Value] = {}


def test_of(condition: Condition, types: Mapping[str, Type]) -> Test:
    """Return a function that says whether a fact of a kind with these types meets the condition.

    Parameters must have been replaced by constants before.
    """
    tests = tests_of(condition, types)

    def test(values: dict[str, Value], subject: Values = _NOTHING) -> bool | None:
        return tests(Columns([values]), subject)[0]

    return test


def status_of(where: Test, require: Test, values: dict[str, Value]) -> Status:
    """Return what a rule with this guard and requirement comes out as, for a fact with these values."""
    applies = where(values, _NOTHING)
    if applies is False:
        return Status.NOT_APPLICABLE
    holds = require(values, _NOTHING) if applies else None
    return Status.UNKNOWN if holds is None else Status.MET if holds else Status.NOT_MET


def tests_of(condition: Condition, types: Mapping[str, Type]) -> Tests:
    """Return a function that says of each of several facts whether it meets the condition; see :func:`test_of`."""
    if isinstance(condition, Comparison):
        return _comparison(condition, types)
    parts = [tests_of(part, types) for part in condition.parts]
    settled = not isinstance(condition, AllOf)
    if len(parts) == 1:
        return parts[0]

    def group(facts: Columns, subject: Values = _NOTHING) -> list[bool | None]:
        if not parts:
            return [not settled] * len(facts.rows)
        return [
            settled if settled in found else None if None in found else not settled
            for found in zip(*[part(facts, subject) for part in parts], strict=True)
        ]

    return group


def _comparison(comparison: Comparison, types: Mapping[str, Type]) -> Tests:
    name, operand = comparison.attribute, comparison.operand
    exact, between = comparison.operator.exact(types[name]), comparison.operator.between
    if isinstance(operand, Share):
        return _share(comparison, operand, types)

    def against(column: list[Any], limit: Any) -> list[bool | None]:
        return [
            None if value is None else exact(value, limit) if value.__class__ is not Bounds else between(value, limit)
            for value in column
        ]

    if isinstance(operand, SubjectAttribute):
        wanted = operand.name

        def compared(facts: Columns, subject: Values) -> list[bool | None]:
            limit: Any = subject[wanted]
            if limit is None:
                return [None] * len(facts.rows)
            if limit.__class__ is Bounds:
                return [None if value is None else between(value, limit) for value in facts[name]]
            return against(facts[name], limit)

        return compared
    assert not isinstance(operand, Parameter), "parameters are resolved before conditions are read"
    limit = None if isinstance(operand, Nothing) else operand.value
    return lambda facts, _subject: against(facts[name], limit)


def _share(comparison: Comparison, share: Share, types: Mapping[str, Type]) -> Tests:
    assert not isinstance(share.percent, Parameter), "parameters are resolved before conditions are read"
    name, other = comparison.attribute, share.of
    numerator, denominator = share.percent
    exact, between = comparison.operator.exact(types[name]), comparison.operator.between

    def compared(value: Any, whole: Any) -> bool | None:
        if value is None or whole is None:
            return None
        if value.__class__ is Bounds or whole.__class__ is Bounds:
            return between(times(value, denominator), times(whole, numerator))
        return exact(value * denominator, whole * numerator)

    return lambda facts, _subject: list(map(compared, facts[name], facts[other]))
