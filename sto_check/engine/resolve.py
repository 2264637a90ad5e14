"""Rules with their parameters filled in: what each ``$name`` is worth on the day and in the variant that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.condition import AllOf, AnyOf, Comparison, Condition, Constant, Parameter, Scalar, Share
from sto_check.scheme.parameters import parameter_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sto_check.scheme.scheme import Rule, Scheme

    Values = Mapping[str, Scalar | tuple[Scalar, ...]]


class ResolvedRule(NamedTuple):
    """A rule whose conditions hold constants only."""

    rule: Rule
    where: Condition
    require: Condition | None


def parameter_values(scheme: Scheme, day: date, variant: str | None) -> dict[str, Scalar | tuple[Scalar, ...]]:
    """Return the value of every parameter of the scheme on that day; raises ParameterWithoutValueError."""
    return {name: parameter_on(name, entry, day, variant) for name, entry in scheme.head.parameters.items()}


def resolve_rules(scheme: Scheme, values: Values) -> list[ResolvedRule]:
    """Return all rules of the scheme with these parameter values filled in."""
    return [
        ResolvedRule(rule, _resolve(rule.where, values), rule.require and _resolve(rule.require, values))
        for rule in scheme.rules
    ]


def _resolve(condition: Condition, values: Values) -> Condition:
    if not isinstance(condition, Comparison):
        parts = tuple(_resolve(part, values) for part in condition.parts)
        return AllOf(parts) if isinstance(condition, AllOf) else AnyOf(parts)
    operand = condition.operand
    if isinstance(operand, Parameter):
        value = values[operand.name]
        several = condition.operator in {"in", "not_in", "has"} and not isinstance(value, tuple)
        return condition._replace(operand=Constant((value,) if several and isinstance(value, int | str) else value))
    if isinstance(operand, Share) and isinstance(operand.percent, Parameter):
        percent = values[operand.percent.name]
        assert isinstance(percent, tuple)
        numerator, denominator = percent
        assert isinstance(numerator, int)
        assert isinstance(denominator, int)
        return condition._replace(operand=Share((numerator, denominator), operand.of))
    return condition
