"""Coverage: which outcomes of each rule, and which sides of each boundary, the cases expect and reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.explain import limit_of
from sto_check.engine.status import Status
from sto_check.scheme.condition import ALWAYS, Comparison, Constant, Share, comparisons
from sto_check.workbench.cases import results, run_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sto_check.engine.fact import Fact
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.condition import Condition, Type
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case


class Boundary(NamedTuple):
    """A comparison with a limit, and on which side of it: the last value that meets it, or the first that does not."""

    attribute: str
    word: str
    meets: bool


class RuleCoverage(NamedTuple):
    """What the cases reach of one rule, and what they could reach but do not."""

    rule_id: str
    reached: tuple[Status, ...]
    missing: tuple[Status, ...]
    boundaries: tuple[Boundary, ...]
    missing_boundaries: tuple[Boundary, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.missing_boundaries


def measure_coverage(scheme: Scheme, cases: Sequence[Case]) -> list[RuleCoverage]:
    """Run all cases and return, for each rule of the scheme, what they reach and what they miss.

    A case counts for the rules that it expects something of: what it happens to reach of another is not noticed.
    """
    reached: dict[str, set[Status]] = {rule.id: set() for rule in scheme.rules}
    touched: dict[str, set[Boundary]] = {rule.id: set() for rule in scheme.rules}
    wanted: dict[str, dict[Boundary, None]] = {rule.id: {} for rule in scheme.rules}
    for case in cases:
        answer, _ = run_case(case, scheme)
        record, found = answer.record, results(answer)
        for rule_id, resolved in record.rules.items():
            types = scheme.types[resolved.rule.kind]
            subjects = record.facts[resolved.rule.kind]
            wanted[rule_id].update(dict.fromkeys(_boundaries(resolved, types)))
            status = found.get(rule_id, Status.NOT_APPLICABLE)
            if case.entry.expect.get(rule_id) != status:  # the case says nothing of this rule, or is wrong about it
                continue
            reached[rule_id].add(status)
            if any(record.read(rule_id, fact).applies is False for fact in subjects):
                reached[rule_id].add(Status.NOT_APPLICABLE)
            for fact in subjects:
                touched[rule_id].update(_touched(resolved, fact, types))
    return [
        RuleCoverage(
            rule.id,
            tuple(sorted(reached[rule.id])),
            tuple(one for one in _expected(scheme, rule.id) if one not in reached[rule.id]),
            tuple(one for one in wanted[rule.id] if one in touched[rule.id]),
            tuple(one for one in wanted[rule.id] if one not in touched[rule.id]),
        )
        for rule in scheme.rules
    ]


def can_fail(condition: Condition, types: Mapping[str, Type]) -> bool:
    """Whether a fact can fail the condition: one that only asks for a number to be given is met or unknown."""
    return any(one.operator.can_fail(types[one.attribute]) for one in comparisons(condition))


def _expected(scheme: Scheme, rule_id: str) -> list[Status]:
    rule = scheme.rule(rule_id)
    if rule.require is None:
        return [Status.MET, Status.NOT_MET, Status.OPEN]
    wanted = [Status.MET, Status.UNKNOWN]
    if can_fail(rule.require, scheme.types[rule.kind]):
        wanted.append(Status.NOT_MET)
    if can_fail(rule.where, scheme.types[rule.kind]):
        wanted.append(Status.NOT_APPLICABLE)
    return wanted


def _limited(rule: ResolvedRule, types: Mapping[str, Type]) -> Iterator[Comparison]:
    """Yield the comparisons with a limit that a value can stand on."""
    for condition in (rule.where, rule.require or ALWAYS):
        for one in comparisons(condition):
            number = types[one.attribute] not in {"identifier", "token", "yesno"}
            if one.operator.edge(0, 1) is not None and number and isinstance(one.operand, Constant | Share):
                yield one


def _boundaries(rule: ResolvedRule, types: Mapping[str, Type]) -> Iterable[Boundary]:
    for one in _limited(rule, types):
        yield Boundary(one.attribute, one.operator.word, meets=True)
        yield Boundary(one.attribute, one.operator.word, meets=False)


def _touched(rule: ResolvedRule, fact: Fact, types: Mapping[str, Type]) -> Iterable[Boundary]:
    for one in _limited(rule, types):
        value, limit = fact.values[one.attribute], limit_of(one, one.attribute, fact)
        if not isinstance(value, int) or not isinstance(limit, int):
            continue
        if value == limit:
            yield Boundary(one.attribute, one.operator.word, meets=True)
        if value in one.operator.beyond(limit):
            yield Boundary(one.attribute, one.operator.word, meets=False)
