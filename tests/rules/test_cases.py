"""The cases beside the rules reach every outcome and notice every change of a rule.

That each case comes out as it expects, the plugin tests: it makes every case beside the rules a test of its own. That
they reach both sides of every boundary, `rules coverage` is asked in tests/rules_writers.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from sto_check.scheme.folder import scheme_names
from sto_check.scheme.load import load_scheme
from sto_check.workbench.cases import load_cases, load_scheme_for_cases
from sto_check.workbench.mutation import mutate_rules

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": CASES / "maxima.csv"})
ALL = load_cases(SCHEME, CASES)

NEVER_NOT_MET = {"STO-C9b", "STO-C11b"}
"""A number is given, or not yet given: this rule is met or unknown."""


@pytest.mark.parametrize("name", scheme_names())
def test_every_rule_has_a_case_that_meets_it_one_that_does_not_and_one_where_it_is_unknown(name: str) -> None:
    scheme = load_scheme_for_cases(name)
    cases = load_cases(scheme, CASES.parents[1] / name / "cases")
    assert len(cases) == len({case.entry.name for case in cases}), "names are unique"
    reached: dict[str, set[str]] = defaultdict(set)
    for rule_id, result in (item for case in cases for item in case.entry.expect.items()):
        reached[rule_id].add(result)
    for rule in scheme.rules:
        wanted = {"met", "not_met", "open"} if rule.judge else {"met", "not_met", "unknown"}
        assert wanted - reached[rule.id] == ({"not_met"} if rule.id in NEVER_NOT_MET else set()), rule.id


def test_no_change_of_a_rule_survives_without_a_reason() -> None:
    report = mutate_rules(SCHEME, ALL)
    assert report.mutants > 400
    assert report.unexplained == []
    assert report.stale == ()
