"""The fourth reading: what the rules say of the facts of many applications, and what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.columns.conditions import truth
from sto_check.columns.layout import APPLICATION, POSITION, WORDS_WRITTEN
from sto_check.columns.sql import every, literal, name_of, some, written
from sto_check.decision.decision import CONSEQUENCES
from sto_check.engine.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from sto_check.columns.conditions import Attributes
    from sto_check.columns.counted import Counted
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Scheme

RANKS = tuple(reversed(Status))
"""Statuses by the number that stands for them in a table, the gravest last."""
_NUMBER = {status: number for number, status in enumerate(RANKS)}


def outcomes(counted: Counted, rules: Iterable[ResolvedRule]) -> pa.Table:
    """Return every outcome of these rules: application, rule, position of the fact, and the number of the status."""
    parts = []
    for rule in rules:
        facts = counted.facts(rule.rule.kind)
        status = f"SELECT {APPLICATION}, {POSITION}, {_status(rule, facts.attributes)} AS status"
        parts.append(
            f"SELECT {APPLICATION}, {literal(rule.rule.id)} AS rule, {POSITION}, status "
            f"FROM ({status} FROM ({_rows(counted, [rule])})) WHERE status > 0"
        )
    return counted.table(" UNION ALL ".join(parts))


def weigh(counted: Counted, rules: Sequence[ResolvedRule], table: str) -> None:
    """Put into a table what these rules say of each application.

    For each rule that is the gravest that it says of a fact, and for each consequence whether some outcome leads to it.
    """
    joins, ranks = [], []
    leads: dict[Consequence, list[str]] = {name: [] for name in CONSEQUENCES}
    for number, (kind, some_rules) in enumerate(_by_kind(rules).items()):
        attributes = counted.facts(kind).attributes
        said = [f"{_status(rule, attributes)} AS {name_of(rule.rule.id)}" for rule in some_rules]
        calls = _calls(some_rules)
        gravest = [f"max({name_of(rule.rule.id)}) AS {name_of(rule.rule.id)}" for rule in some_rules]
        called = [f"bool_or({flag}) AS {name_of(f'{number} {name}')}" for name, flag in calls.items()]
        of_kind = name_of(f"{table} {kind}")
        counted.run(
            f"CREATE OR REPLACE TEMP TABLE {of_kind} AS SELECT {APPLICATION}, {', '.join([*gravest, *called])} "
            f"FROM (SELECT {APPLICATION}, {', '.join(said)} FROM ({_rows(counted, some_rules)})) GROUP BY {APPLICATION}"
        )
        joins.append(f"LEFT JOIN {of_kind} USING ({APPLICATION})")
        ranks += [f"coalesce({name_of(rule.rule.id)}, 0) AS {name_of(rule.rule.id)}" for rule in some_rules]
        for name in calls:
            leads[name].append(f"coalesce({name_of(f'{number} {name}')}, false)")
    told = [f"{written(some(flags))} AS {name}" for name, flags in leads.items()]
    counted.run(
        f"CREATE OR REPLACE TEMP TABLE {name_of(table)} AS SELECT {APPLICATION}, {', '.join([*told, *ranks])} "
        f"FROM {counted.applications} {' '.join(joins)}"
    )


def decided(scheme: Scheme, tables: Sequence[str]) -> str:
    """Return SQL for the decision where tables of :func:`weigh` together have every rule; they go by ``t0``, ``t1``."""
    branches: list[str] = []
    for entry in scheme.decision.policy:
        if entry.when is None:
            left = literal(entry.id)
            return f"CASE {' '.join(branches)} ELSE {left} END" if branches else left
        called = written(some(f"t{number}.{entry.when}" for number, _ in enumerate(tables)))
        branches.append(f"WHEN {called} THEN {literal(entry.id)}")
    raise AssertionError("the last entry of a policy takes what is left")


def _rows(counted: Counted, rules: Sequence[ResolvedRule]) -> str:
    """Return SQL for the facts of one kind with all that these rules about it read."""
    names = [name for rule in rules for name in rule.reads]
    rows = counted.facts(rules[0].rule.kind).select(names, [APPLICATION, POSITION])
    if any(rule.require is None for rule in rules):
        rows = f"SELECT * FROM ({rows}) JOIN {counted.applications} USING ({APPLICATION})"
    return rows


def _by_kind(rules: Iterable[ResolvedRule]) -> dict[str, list[ResolvedRule]]:
    """Return rules by the kind of fact that they speak of, in their order."""
    found: dict[str, list[ResolvedRule]] = {}
    for rule in rules:
        found.setdefault(rule.rule.kind, []).append(rule)
    return found


def _calls(rules: Iterable[ResolvedRule]) -> dict[Consequence, str]:
    """Return for each consequence where an outcome of some rule leads to it."""
    found: dict[Consequence, list[str]] = {}
    for resolved in rules:
        rule, status = resolved.rule, name_of(resolved.rule.id)
        if rule.judge:
            found.setdefault("assess", []).append(f"{status} = {_NUMBER[Status.OPEN]}")
        else:
            found.setdefault(rule.otherwise, []).append(f"{status} = {_NUMBER[Status.NOT_MET]}")
        found.setdefault(rule.unknown, []).append(f"{status} = {_NUMBER[Status.UNKNOWN]}")
    return {name: written(some(flags)) for name, flags in found.items()}


def _status(rule: ResolvedRule, attributes: Attributes) -> str:
    where = truth(rule.where, attributes)
    silent = f"CASE WHEN {written(where.false)} THEN {_NUMBER[Status.NOT_APPLICABLE]}"
    if rule.require is None:
        reads = rule.rule.judge.reads if rule.rule.judge else ()
        there = written(every(f"list_contains({WORDS_WRITTEN}, {literal(key)})" for key in reads))
        return f"{silent} WHEN {there} THEN {_NUMBER[Status.OPEN]} ELSE {_NUMBER[Status.UNKNOWN]} END"
    require = truth(rule.require, attributes)
    met, not_met = every([where.true, require.true]), every([where.true, require.false])
    return (
        f"{silent} WHEN {written(met)} THEN {_NUMBER[Status.MET]} "
        f"WHEN {written(not_met)} THEN {_NUMBER[Status.NOT_MET]} ELSE {_NUMBER[Status.UNKNOWN]} END"
    )
