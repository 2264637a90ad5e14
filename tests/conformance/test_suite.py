"""The suite of cases: another engine that knows only its format comes to the same outcomes."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.cli.main import run
from tests.benchmarks.expressions import Written, names_of, sides
from tests.benchmarks.peers import ready, status
from tests.conformance.plain import run_suite
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from tests.subsidies import Subsidy

SCHEMES = ["sto-2025-2028", "sto-2025-2028-uitwerking", "sto-2020-2024", "sto-2020-2024-eindrapportage", "sto-na-2029"]


def suite(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["rules", "suite", *arguments]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", SCHEMES)
def test_another_engine_comes_to_the_same(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = suite(capsys, "--scheme", name)
    assert (found["format"], found["scheme"]) == ("sto-check/suite/1", name)
    assert run_suite(found) == []
    assert {"met", "not_met", "unknown"} <= {one["status"] for case in found["cases"] for one in case["outcomes"]}


@pytest.mark.parametrize("subsidy", [ENERGY, GARDENS], ids=lambda one: one.name)
def test_so_it_does_for_a_subsidy_of_ones_own(subsidy: Subsidy, capsys: pytest.CaptureFixture[str]) -> None:
    found = suite(capsys, "--rules", str(subsidy.rules))
    assert run_suite(found) == []
    assert found["cases"]


def test_an_engine_that_reads_a_word_otherwise_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    found = suite(capsys, "--rules", str(GARDENS.rules))
    changed = deepcopy(found)
    turned = {"at_least": "more_than", "at_most": "less_than", "equals": "not", "one_of": "none_of"}

    def turn(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("word") in turned:
                part["word"] = turned[part["word"]]
            for inside in part.values():
                turn(inside)
        elif isinstance(part, list):
            for inside in part:
                turn(inside)

    turn(changed["rules"])
    assert len(run_suite(changed)) > 5


def test_yes_and_no_are_true_and_false_on_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    found = suite(capsys, "--rules", str(GARDENS.rules))
    (rule,) = [rule for rule in found["rules"] if rule["id"] == "TUIN-T2"]
    assert rule["require"]["value"] is True


def test_every_rule_that_is_computed_is_in_the_suite(capsys: pytest.CaptureFixture[str]) -> None:
    subsidy = GARDENS
    found = suite(capsys, "--rules", str(subsidy.rules))
    computed = {rule.id for rule in subsidy.scheme().rules if rule.require is not None}
    assert {rule["id"] for rule in found["rules"]} == computed


def test_a_decision_follows_from_what_outcomes_lead_to(capsys: pytest.CaptureFixture[str]) -> None:
    found = suite(capsys, "--rules", str(GARDENS.rules))
    for case in found["cases"]:
        if case.get("decision") == "eligible":
            assert not {"refuse", "supplement", "assess"} & case["leads_to"].keys()


@pytest.mark.parametrize("name", SCHEMES)
def test_the_expressions_that_other_engines_are_given_say_the_same(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = suite(capsys, "--scheme", name)
    asks = [ready("plain Python", Written(), sides(rule)) for rule in found["rules"]]
    for case in found["cases"]:
        for one in case["outcomes"]:
            rule, parts = found["rules"][one["rule"]], asks[one["rule"]]
            assert parts
            assert status(parts, names_of(one["facts"], rule["attributes"])) == one["status"], (
                case["name"],
                rule["id"],
            )
