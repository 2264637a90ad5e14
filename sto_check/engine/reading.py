"""The direct reading: conditions in plain Python, true, false or unknown (Kleene's three values).

A comparison with an unknown value is unknown. All of several parts is false as soon as one is false, and unknown if
none is false but one is unknown; any of several parts the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.scheme.bounds import Bounds, times
from sto_check.scheme.condition import AllOf, Comparison, Condition, Nothing, Parameter, Share, SubjectAttribute, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sto_check.engine.fact import Value

    Values = Mapping[str, Value]
    Test = Callable[[Values, Values], bool | None]
    """Takes the values of a fact and, in a measure, those of the fact being measured."""

_NOTHING: dict[str, Value] = {}


def test_of(condition: Condition, types: Mapping[str, Type]) -> Test:
    """Return a function that says whether a fact of a kind with these types meets the condition.

    Parameters must have been replaced by constants before.
    """
    if isinstance(condition, Comparison):
        return _comparison(condition, types)
    parts = [test_of(part, types) for part in condition.parts]
    settled = not isinstance(condition, AllOf)

    def group(values: Values, subject: Values = _NOTHING) -> bool | None:
        unknown = False
        for part in parts:
            found = part(values, subject)
            if found is settled:
                return settled
            unknown = unknown or found is None
        return None if unknown else not settled

    return group


def _comparison(comparison: Comparison, types: Mapping[str, Type]) -> Test:
    name, operand = comparison.attribute, comparison.operand
    exact, between = comparison.operator.exact(types[name]), comparison.operator.between
    if isinstance(operand, Share):
        return _share(comparison, operand, types)
    if isinstance(operand, SubjectAttribute):
        return _with_subject(comparison, operand.name, types)
    assert not isinstance(operand, Parameter), "parameters are resolved before conditions are read"
    limit = None if isinstance(operand, Nothing) else operand.value

    def constant(values: Values, subject: Values = _NOTHING) -> bool | None:  # noqa: ARG001
        value = values[name]
        if value.__class__ is Bounds:
            return between(value, limit)
        return None if value is None else exact(value, limit)

    return constant


def _share(comparison: Comparison, share: Share, types: Mapping[str, Type]) -> Test:
    assert not isinstance(share.percent, Parameter), "parameters are resolved before conditions are read"
    name, other = comparison.attribute, share.of
    numerator, denominator = share.percent
    exact, between = comparison.operator.exact(types[name]), comparison.operator.between

    def shares(values: Values, subject: Values = _NOTHING) -> bool | None:  # noqa: ARG001
        value: Any = values[name]
        whole: Any = values[other]
        if value is None or whole is None:
            return None
        if value.__class__ is Bounds or whole.__class__ is Bounds:
            return between(times(value, denominator), times(whole, numerator))
        return exact(value * denominator, whole * numerator)

    return shares


def _with_subject(comparison: Comparison, subject_name: str, types: Mapping[str, Type]) -> Test:
    name = comparison.attribute
    exact, between = comparison.operator.exact(types[name]), comparison.operator.between

    def compared(values: Values, subject: Values) -> bool | None:
        value: Any = values[name]
        wanted: Any = subject[subject_name]
        if value is None or wanted is None:
            return None
        if value.__class__ is Bounds or wanted.__class__ is Bounds:
            return between(value, wanted)
        return exact(value, wanted)

    return compared
