"""Conditions with their parameters filled in: what each ``$name`` is worth on the day and in the variant that count."""

from __future__ import annotations

from collections.abc import Mapping

from sto_check.scheme.condition import AllOf, AnyOf, Comparison, Condition, Constant, Parameter, Scalar, Share

Values = Mapping[str, Scalar | tuple[Scalar, ...]]
"""The value of each parameter; a percentage is a numerator and a denominator."""


def resolved(condition: Condition, values: Values) -> Condition:
    """Return a condition with these values in place of its parameters."""
    if not isinstance(condition, Comparison):
        parts = tuple(resolved(part, values) for part in condition.parts)
        return AllOf(parts) if isinstance(condition, AllOf) else AnyOf(parts)
    operand = condition.operand
    if isinstance(operand, Parameter):
        value = values[operand.name]
        several = "list" in condition.operator.takes and not isinstance(value, tuple)
        return condition._replace(operand=Constant((value,) if several and isinstance(value, int | str) else value))
    if isinstance(operand, Share) and isinstance(operand.percent, Parameter):
        percent = values[operand.percent.name]
        if isinstance(percent, int):
            return condition._replace(operand=operand._replace(percent=(percent, 1)))
        assert isinstance(percent, tuple)
        numerator, denominator = percent
        assert isinstance(numerator, int)
        assert isinstance(denominator, int)
        return condition._replace(operand=operand._replace(percent=(numerator, denominator)))
    return condition
