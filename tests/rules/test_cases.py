"""The cases beside the rules reach every outcome and notice every change of a rule.

That each case comes out as it expects, the plugin tests: it makes every case beside the rules a test of its own. That
they reach both sides of every boundary, `rules coverage` is asked in tests/rules_writers.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from sto_check.scheme.load import load_scheme
from sto_check.workbench.cases import load_cases
from sto_check.workbench.mutation import mutate_rules

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": CASES / "maxima.csv"})
ALL = load_cases(SCHEME, CASES)

NEVER_NOT_MET = {"STO-C9b", "STO-C11b"}
"""A number is given, or not yet given: this rule is met or unknown."""


def test_every_rule_has_a_case_that_meets_it_one_that_does_not_and_one_where_it_is_unknown() -> None:
    reached: dict[str, set[str]] = defaultdict(set)
    for case in ALL:
        for rule_id, result in case.entry.expect.items():
            reached[rule_id].add(result)
    for rule in SCHEME.rules:
        wanted = {"met", "not_met", "open"} if rule.judge else {"met", "not_met", "unknown"}
        if rule.id in NEVER_NOT_MET:
            wanted.discard("not_met")
        assert wanted <= reached[rule.id], rule.id


def test_case_names_are_unique() -> None:
    names = [case.entry.name for case in ALL]
    assert len(names) == len(set(names))


def test_no_change_of_a_rule_survives_without_a_reason() -> None:
    report = mutate_rules(SCHEME, ALL)
    assert report.mutants > 400
    assert report.unexplained == []
    assert report.stale == ()
