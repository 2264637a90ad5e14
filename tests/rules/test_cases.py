"""The cases beside the rules: every one has the outcomes it expects, and together they reach every outcome."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from sto_check.decision.cases import Case, load_cases, run_case
from sto_check.scheme.load import load_scheme

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": CASES / "maxima.csv"})
ALL = load_cases(SCHEME, CASES)

NEVER_NOT_MET = {"STO-C9b"}
"""A number is given, or not yet given: this rule is met or unknown."""


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.entry.name)
def test_case_has_the_outcomes_it_expects(case: Case) -> None:
    _, differences = run_case(case, SCHEME)
    assert differences == [], f"{case.place}: {case.entry.name}"


def test_every_rule_has_a_case_that_meets_it_one_that_does_not_and_one_where_it_is_unknown() -> None:
    reached: dict[str, set[str]] = defaultdict(set)
    for case in ALL:
        for rule_id, result in case.entry.expect.items():
            reached[rule_id].add(result)
    for rule in SCHEME.rules:
        wanted = {"met", "not met", "open"} if rule.judge else {"met", "not met", "unknown"}
        if rule.id in NEVER_NOT_MET:
            wanted.discard("not met")
        assert wanted <= reached[rule.id], rule.id


def test_case_names_are_unique() -> None:
    names = [case.entry.name for case in ALL]
    assert len(names) == len(set(names))
