"""Mutation: change each rule a little, and see whether some case notices.

A changed rule is read directly on the facts of every case that says what it expects of that rule. A change that no
case notices is a survivor: either a case is missing, or the change makes no difference, and then
``cases/survivors.yaml`` says why.
"""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from sto_check.decision.check import made_ready, round_checker
from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.engine.reading import status_of, test_of
from sto_check.engine.status import Status
from sto_check.forms.model_problems import problems_in
from sto_check.scheme.condition import ALWAYS, AllOf, AnyOf, Comparison, Condition, Constant, Parameter, Share
from sto_check.workbench.cases import CaseError, case_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.engine.fact import Fact
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case

_CONSTANT_SHARE = 1_000_000


class Mutant(NamedTuple):
    """A changed rule; ``change`` says what was changed and names the mutant within its rule."""

    rule_id: str
    change: str
    where: Condition
    require: Condition


class Survivor(NamedTuple):
    """A change that no case notices, and the reason why it makes no difference, if one was given."""

    rule_id: str
    change: str
    reason: str | None


class MutationReport(NamedTuple):
    """How many changes were made, which survived, and which reasons name no survivor any more."""

    mutants: int
    survivors: tuple[Survivor, ...]
    stale: tuple[tuple[str, str], ...]

    @property
    def unexplained(self) -> list[Survivor]:
        """The survivors without a reason."""
        return [one for one in self.survivors if one.reason is None]


class _Explained(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    change: str
    because: str


class _SurvivorFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    survivors: list[_Explained]


def mutate_rules(scheme: Scheme, cases: Sequence[Case]) -> MutationReport:
    """Change every rule in every way and return what the cases do not notice; raises CaseError."""
    reasons = _read_reasons(Path(scheme.folder) / "cases" / "survivors.yaml")
    observed = _observe(scheme, cases)
    survivors: list[Survivor] = []
    count = 0
    for rule in scheme.rules:
        if rule.require is None:
            continue
        noticed: dict[str, bool] = {}
        for version in observed[rule.id]:
            for mutant in mutants_of(version.rule):
                if not noticed.get(mutant.change):
                    noticed[mutant.change] = any(
                        _noticed(mutant, facts, expected, scheme.types[rule.kind]) for facts, expected in version.seen
                    )
        count += len(noticed)
        survivors += [
            Survivor(rule.id, change, reasons.get((rule.id, change))) for change, found in noticed.items() if not found
        ]
    named = {(one.rule_id, one.change) for one in survivors}
    return MutationReport(count, tuple(survivors), tuple(key for key in reasons if key not in named))


class _Version(NamedTuple):
    """A rule with the values it has on some day, the facts it was read on and what a case expects of it."""

    rule: ResolvedRule
    seen: list[tuple[list[Fact], Status]]


def _observe(scheme: Scheme, cases: Sequence[Case]) -> dict[str, list[_Version]]:
    """Gather for each rule the facts of every case that expects something of it, apart for each set of values."""
    day = scheme.day_for(None)
    observed: dict[str, list[_Version]] = {}
    for checker in (made_ready(scheme, day, None)[0], round_checker(scheme, day, None)):
        for rule_id, resolved in checker.rules.items():
            observed[rule_id] = [_Version(resolved, [])]
    for case in cases:
        checker, facts = case_facts(case, scheme)
        for rule_id, expected in case.entry.expect.items():
            if rule_id not in checker.rules:
                continue
            rule = checker.rules[rule_id]
            version = next((one for one in observed[rule_id] if one.rule == rule), None)
            if version is None:
                version = _Version(rule, [])
                observed[rule_id].append(version)
            version.seen.append((facts[rule.rule.kind], expected))
    return observed


def _noticed(mutant: Mutant, facts: list[Fact], expected: Status, types: Mapping[str, Type]) -> bool:
    where, require = test_of(mutant.where, types), test_of(mutant.require, types)
    gravest = Status.NOT_APPLICABLE
    for fact in facts:
        gravest = min(gravest, status_of(where, require, fact.values), key=attrgetter("gravity"))
    return gravest != expected


def mutants_of(rule: ResolvedRule) -> Iterator[Mutant]:
    """Yield every small change of a rule that is computed."""
    assert rule.require is not None
    identity = rule.rule.id
    if rule.where != ALWAYS:
        yield Mutant(identity, "where dropped", ALWAYS, rule.require)
    for change, where in _changes(rule.where):
        yield Mutant(identity, f"where: {change}", where, rule.require)
    for change, require in _changes(rule.require):
        yield Mutant(identity, f"require: {change}", rule.where, require)


def _changes(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield every small change of a condition, with words for it."""
    if isinstance(condition, Comparison):
        yield from _comparison_changes(condition)
        return
    make = type(condition)
    if len(condition.parts) > 1:
        yield (
            ("all becomes any", AnyOf(condition.parts))
            if make is AllOf
            else ("any becomes all", AllOf(condition.parts))
        )
    for position, part in enumerate(condition.parts):
        before, after = condition.parts[:position], condition.parts[position + 1 :]
        if before or after:
            yield f"{_name(part)} dropped", make((*before, *after))
        for change, changed in _changes(part):
            yield change, make((*before, changed, *after))


def _comparison_changes(one: Comparison) -> Iterator[tuple[str, Condition]]:
    name, operand = _name(one), one.operand
    turned, ordered = one.operator.opposite, one.operator.neighbour
    if turned is not None:
        yield f"{name} turned", one._replace(operator=turned)
    if ordered is not None:
        yield f"{name} at its boundary turned", one._replace(operator=ordered)
    if isinstance(operand, Constant) and isinstance(operand.value, tuple):
        for word in operand.value if len(operand.value) > 1 else ():
            rest = tuple(other for other in operand.value if other != word)
            yield f"{name} without {word}", one._replace(operand=Constant(rest))
    elif isinstance(operand, Constant) and isinstance(operand.value, int) and ordered is not None:
        yield f"{name} one more", one._replace(operand=Constant(operand.value + 1))
        yield f"{name} one less", one._replace(operand=Constant(operand.value - 1))
    elif isinstance(operand, Share) and not isinstance(operand.percent, Parameter) and ordered is not None:
        numerator, denominator = operand.percent
        for word, step in (("more", 1), ("less", -1)):
            percent = (numerator * _CONSTANT_SHARE + step, denominator * _CONSTANT_SHARE)
            yield f"{name} a little {word}", one._replace(operand=operand._replace(percent=percent))


def _name(condition: Condition) -> str:
    if isinstance(condition, Comparison):
        return f"{condition.attribute} {condition.operator.word}"
    return " and ".join(_name(part) for part in condition.parts)


def _read_reasons(path: Path) -> dict[tuple[str, str], str]:
    if not path.is_file():
        return {}
    document = read_file(path)
    try:
        written = _SurvivorFile.model_validate(document.tree)
    except ValidationError as error:
        with showing(document):
            raise CaseError(*problems_in(error, document, _SurvivorFile)) from None
    return {(one.rule, one.change): one.because for one in written.survivors}
