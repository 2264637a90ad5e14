"""Comparison of two versions of a scheme, or of two variants: what changed, and which decisions change with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.check import check
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.documents.read import read_bytes
from sto_check.engine.errors import EngineError
from sto_check.engine.resolve import parameter_values
from sto_check.engine.status import Status
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.text.errors import StoCheckError
from sto_check.workbench.cases import results
from sto_check.workbench.differences import differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path as FilePath

    from sto_check.decision.decision import Decision
    from sto_check.documents.limits import Limits
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.scheme import Measure, Rule, Scheme
    from sto_check.workbench.differences import PartChange

_TEXTS = ("theme", "title", "reason", "remedy", "supply")
FILES = ("scheme.yaml", "document.yaml", "vocabulary.yaml", "sources.yaml", "decision.yaml")
"""What is compared value by value; rules, measures and parameters are compared by what they mean."""
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


class MeasureChange(NamedTuple):
    """A measure that was added (``old`` is None), removed (``new`` is None) or changed."""

    name: str
    old: Measure | None
    new: Measure | None


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
    rules: tuple[tuple[str, Status, Status], ...]

    @property
    def changes(self) -> bool:
        """Whether the decision or any outcome differs."""
        return self.old.verdict != self.new.verdict or bool(self.rules)


class Unreadable(NamedTuple):
    """A document that one of the versions cannot check, and why."""

    application: str
    error: StoCheckError


class VersionsCompared(NamedTuple):
    """Everything in which two versions differ."""

    old: Version
    new: Version
    parameters: tuple[ParameterChange, ...]
    rules: tuple[RuleChange, ...]
    measures: tuple[MeasureChange, ...]
    parts: Mapping[str, tuple[PartChange, ...]]
    """For each other file of a scheme in which something differs, what that is."""
    effects: tuple[Effect, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def differs(self) -> bool:
        """Whether the versions differ, in what they say or in what they do to one of the applications."""
        changed = any(effect.changes for effect in self.effects)
        return bool(self.parameters or self.rules or self.measures or self.parts) or changed


def compare(
    old: Version,
    new: Version,
    applications: Sequence[str | FilePath] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> VersionsCompared:
    """Compare two versions of a scheme and their effect on applications, each read as its version asks.

    A document that cannot be read or checked does not keep the others from being compared. Raises
    UnknownVariantError, and EngineError where the two readings of a rule differ.
    """
    effects: list[Effect] = []
    unreadable: list[Unreadable] = []
    for name in applications:
        try:
            effects.append(_effect(name, old, new, limits))
        except EngineError:
            raise
        except StoCheckError as error:
            unreadable.append(Unreadable(str(name), error))
    parts = {file: tuple(differences(_tree(old, file), _tree(new, file))) for file in FILES}
    return VersionsCompared(
        old,
        new,
        tuple(_parameters(old, new)),
        tuple(_rules(old.scheme, new.scheme)),
        tuple(_measures(old.scheme, new.scheme)),
        {file: found for file, found in parts.items() if found},
        tuple(effects),
        tuple(unreadable),
    )


def _tree(version: Version, file: str) -> object:
    """Return what a file of a scheme says, as a tree; of scheme.yaml not the parameters, which are told by value."""
    scheme = version.scheme
    if file == "document.yaml":
        return read_bytes(scheme.form.data, file).tree if scheme.form.data else {"name": scheme.form.name}
    if file == "scheme.yaml":
        return scheme.head.model_dump(mode="json", by_alias=True, exclude={"parameters", "id"}, exclude_none=True)
    if file == "decision.yaml":
        return scheme.decision.model_dump(mode="json", by_alias=True, exclude_none=True)
    entries = scheme.kinds if file == "vocabulary.yaml" else scheme.sources
    return {
        name: entry.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
        for name, entry in entries.items()
    }


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
    parts += [name for name in _TEXTS if _bare(getattr(old, name)) != _bare(getattr(new, name))]
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


def _measures(old: Scheme, new: Scheme) -> list[MeasureChange]:
    before = {measure.full_name: measure for measure in old.measures}
    after = {measure.full_name: measure for measure in new.measures}
    return [
        MeasureChange(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if _bare(before.get(name)) != _bare(after.get(name))
    ]


def _effect(name: str | FilePath, old: Version, new: Version, limits: Limits) -> Effect:
    source = read_source(name, limits)
    before, after = (
        check(read_application(source, version.scheme.form, limits=limits), version.scheme, variant=version.variant)
        for version in (old, new)
    )
    was, becomes, none = results(before), results(after), Status.NOT_APPLICABLE
    changed = tuple(
        (rule_id, was.get(rule_id, none), becomes.get(rule_id, none))
        for rule_id in dict.fromkeys([*was, *becomes])
        if was.get(rule_id, none) != becomes.get(rule_id, none)
    )
    return Effect(before.application, before, after, changed)
