"""Comparison of two versions of a scheme, or of two variants: what changed, and which decisions change with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.cases import results
from sto_check.decision.check import check
from sto_check.engine.resolve import parameter_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.forms.load import Application
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.scheme import Rule, Scheme

_TEXTS = ("theme", "title", "reason", "remedy", "supply")
_MEANING = ("kind", "where", "require", "judge", "otherwise", "unknown")


class Version(NamedTuple):
    """A scheme, and the variant of it that is compared."""

    scheme: Scheme
    variant: str | None = None


class ParameterChange(NamedTuple):
    """A value that differs on the day the newer scheme comes into force; None where one of them has no such value."""

    name: str
    unit: str
    old: Scalar | tuple[Scalar, ...] | None
    new: Scalar | tuple[Scalar, ...] | None


class RuleChange(NamedTuple):
    """A rule that was added (``old`` is None), removed (``new`` is None) or changed, and in which of its parts."""

    rule_id: str
    old: Rule | None
    new: Rule | None
    parts: tuple[str, ...]


class Effect(NamedTuple):
    """What the change does to one application: both decisions, and the rules whose outcome differs."""

    application: str
    old: Decision
    new: Decision
    rules: tuple[tuple[str, str, str], ...]

    @property
    def changes(self) -> bool:
        """Whether the decision or any outcome differs."""
        return self.old.verdict != self.new.verdict or bool(self.rules)


class Comparison(NamedTuple):
    """Everything in which two versions differ."""

    old: Version
    new: Version
    parameters: tuple[ParameterChange, ...]
    rules: tuple[RuleChange, ...]
    measures: tuple[str, ...]
    effects: tuple[Effect, ...]


def compare(old: Version, new: Version, applications: Sequence[Application] = ()) -> Comparison:
    """Compare two versions of a scheme and their effect on applications.

    Raises UnknownVariantError, and what :func:`~sto_check.decision.check.check` raises for an application.
    """
    return Comparison(
        old,
        new,
        tuple(_parameters(old, new)),
        tuple(_rules(old.scheme, new.scheme)),
        tuple(_measures(old.scheme, new.scheme)),
        tuple(_effect(application, old, new) for application in applications),
    )


def _values(version: Version) -> Mapping[str, Scalar | tuple[Scalar, ...]]:
    scheme, variant = version
    if variant is not None:
        scheme.require_variant(variant)
    return parameter_values(scheme, scheme.day_for(None), variant)


def _parameters(old: Version, new: Version) -> list[ParameterChange]:
    before, after = _values(old), _values(new)
    units = {name: entry.unit for version in (old, new) for name, entry in version.scheme.head.parameters.items()}
    return [
        ParameterChange(name, unit, before.get(name), after.get(name))
        for name, unit in units.items()
        if before.get(name) != after.get(name)
    ]


def _rules(old: Scheme, new: Scheme) -> list[RuleChange]:
    before, after = {rule.id: rule for rule in old.rules}, {rule.id: rule for rule in new.rules}
    found = []
    for rule_id in dict.fromkeys([*before, *after]):
        one, other = before.get(rule_id), after.get(rule_id)
        parts = _changed(one, other) if one and other else ()
        if parts or one is None or other is None:
            found.append(RuleChange(rule_id, one, other, parts))
    return found


def _changed(old: Rule, new: Rule) -> tuple[str, ...]:
    """Return the names of the parts in which two rules differ; where their conditions are written does not count."""
    parts = [name for name in _MEANING if _bare(getattr(old, name)) != _bare(getattr(new, name))]
    if any(_bare(getattr(old, name)) != _bare(getattr(new, name)) for name in _TEXTS):
        parts.append("texts")
    if old.basis != new.basis:
        parts.append("basis")
    return tuple(parts)


def _bare(value: object) -> object:
    """Return a condition without the places of its comparisons."""
    fields = getattr(value, "_fields", ())
    if "place" in fields:
        value = value._replace(place=None)  # type: ignore[attr-defined]
    if isinstance(value, tuple):
        return (type(value).__name__, *(_bare(part) for part in value))
    return value


def _measures(old: Scheme, new: Scheme) -> list[str]:
    before = {measure.full_name: _bare(measure) for measure in old.measures}
    after = {measure.full_name: _bare(measure) for measure in new.measures}
    return [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]


def _effect(application: Application, old: Version, new: Version) -> Effect:
    before, after = (check(application, version.scheme, variant=version.variant) for version in (old, new))
    one, other = results(before), results(after)
    nothing = "not applicable"
    changed = tuple(
        (rule_id, one.get(rule_id, nothing), other.get(rule_id, nothing))
        for rule_id in dict.fromkeys([*one, *other])
        if one.get(rule_id, nothing) != other.get(rule_id, nothing)
    )
    return Effect(application.name, before, after, changed)
