"""Rules with their parameters filled in: what each ``$name`` is worth on the day and in the variant that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.condition import attributes_read
from sto_check.scheme.parameters import parameter_on
from sto_check.scheme.resolved import resolved

if TYPE_CHECKING:
    from datetime import date

    from sto_check.scheme.condition import Condition, Scalar
    from sto_check.scheme.entries import Scope
    from sto_check.scheme.resolved import Values
    from sto_check.scheme.scheme import Rule, Scheme, Sentence


class ResolvedRule(NamedTuple):
    """A rule whose conditions hold constants only."""

    rule: Rule
    where: Condition
    require: Condition | None
    remedy: tuple[Sentence, ...] = ()

    @property
    def reads(self) -> list[str]:
        """The attributes that decide what it says of a fact, each once, in the order in which they are written."""
        conditions = [self.where, *([self.require] if self.require else [])]
        return list(dict.fromkeys(name for condition in conditions for name in attributes_read(condition)))


def parameter_values(scheme: Scheme, day: date, variant: str | None) -> dict[str, Scalar | tuple[Scalar, ...]]:
    """Return the value of every parameter of the scheme on that day; raises ParameterWithoutValueError."""
    return {name: parameter_on(name, entry, day, variant) for name, entry in scheme.head.parameters.items()}


def resolve_rules(scheme: Scheme, values: Values, scope: Scope) -> list[ResolvedRule]:
    """Return the rules of one application, or of a round, with these parameter values filled in."""
    return [
        ResolvedRule(
            rule,
            resolved(rule.where, values),
            rule.require and resolved(rule.require, values),
            tuple(sentence._replace(when=resolved(sentence.when, values)) for sentence in rule.remedy),
        )
        for rule in scheme.rules_of(scope)
    ]
