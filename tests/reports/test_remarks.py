"""The outputs that other programs read: CSV, GitHub's workflow commands, JUnit XML and SARIF."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from sto_check import StoCheckError, check, load_application
from sto_check.decision.result import Result
from sto_check.engine.status import Status
from sto_check.reports import report_in
from tests.reports.conftest import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sto_check.engine.outcome import Outcome
    from sto_check.scheme.scheme import Scheme

WHOLE, FAULTY = "techniekregio-volledig+", "techniekregio-veel-gebreken"


def written(form: str, *results: Result) -> str:
    out = StringIO()
    report_in(form)(results, out, "nl")
    return out.getvalue()


def sarif(*results: Result) -> dict[str, Any]:
    (run,) = json.loads(written("sarif", *results))["runs"]
    assert isinstance(run, dict)
    return run


def not_met(result: Result) -> list[Outcome]:
    assert result.decision is not None
    return [outcome for outcome in result.decision.outcomes if outcome.status != Status.MET]


@pytest.fixture
def unread(tmp_path: Path) -> Result:
    path = tmp_path / "stuk,%.yaml"
    path.write_text("regio: [\n", encoding="utf-8")
    with pytest.raises(StoCheckError) as caught:
        load_application(path)
    return Result(str(path), None, caught.value)


def test_every_outcome_is_a_row_of_the_table(results: Mapping[str, Result]) -> None:
    rows = list(csv.DictReader(StringIO(written("csv", results[WHOLE], results[FAULTY]))))
    outcomes = [
        (result.name, outcome) for result in (results[WHOLE], results[FAULTY]) if result.decision
        for outcome in result.decision.outcomes
    ]  # fmt: skip
    assert [(row["document"], row["rule"], row["status"], row["reason"]) for row in rows] == [
        (name, outcome.rule.id, outcome.status, outcome.explanation.reason.nl) for name, outcome in outcomes
    ]
    assert {row["verdict"] for row in rows} == {"eligible", "not-eligible"}
    (late,) = [row for row in rows if row["rule"] == "STO-P4" and row["status"] == "not_met"]
    assert (late["document"], late["leads_to"], late["leads_to_is_reading"]) == (results[FAULTY].name, "advise", "yes")
    assert (late["line"], late["column"], late["cell"]) == ("14", "17", "")


def test_what_a_document_says_is_no_formula_in_the_table(scheme: Scheme, tmp_path: Path) -> None:
    text = (SAMPLES / f"{FAULTY}.yaml").read_text(encoding="utf-8")
    path = tmp_path / "=1+1.yaml"
    path.write_text(text.replace("naam: Techniekregio Oeverlanden", "naam: '=HYPERLINK(\"http://x\")'"), "utf-8")
    decided = Result(path.name, check(load_application(path), scheme), None)
    cells = [cell for row in csv.reader(StringIO(written("csv", decided))) for cell in row]
    assert "'=1+1.yaml" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_document_that_cannot_be_read_is_in_each_output(unread: Result) -> None:
    (row,) = csv.DictReader(StringIO(written("csv", unread)))
    assert (row["status"], row["document"], row["rule"]) == ("error", unread.name, unread.error.problems[0].code)  # type: ignore[union-attr]
    assert row["line"] == "2"
    told = written("github", unread)
    assert told.startswith(f"::error file={unread.name.replace('%', '%25').replace(',', '%2C')},line=2,")
    suite = fromstring(written("junit", unread))[0]
    assert (suite.get("errors"), suite.get("failures"), suite[0][0].tag) == ("1", "0", "error")
    (found,) = sarif(unread)["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("stuk%2C%25.yaml")


def test_each_remark_is_one_workflow_command(results: Mapping[str, Result]) -> None:
    lines = written("github", results[WHOLE], results[FAULTY]).splitlines()
    assert len(lines) == len(not_met(results[FAULTY]))
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    refused = sum(outcome.leads_to == "refuse" for outcome in not_met(results[FAULTY]))
    assert sum(line.startswith("::error ") for line in lines) == refused > 0


def test_a_rule_is_a_test_that_fails_is_skipped_or_passes(results: Mapping[str, Result]) -> None:
    whole, faulty = fromstring(written("junit", results[WHOLE], results[FAULTY]))
    assert isinstance(whole, Element)
    assert (whole.get("name"), whole.get("failures"), whole.get("skipped")) == (results[WHOLE].name, "0", "0")
    failing = {outcome.rule.id for outcome in not_met(results[FAULTY]) if outcome.status != Status.OPEN}
    tests = {str(test.get("name")).split()[0]: test for test in faulty}
    assert {name for name, test in tests.items() if test.find("failure") is not None} == failing
    assert faulty.get("failures") == str(len(failing))
    assert {name for name, test in tests.items() if test.find("skipped") is not None} == {
        f"STO-J{n}" for n in range(1, 7)
    }
    failure = tests["STO-P4"].find("failure")
    assert failure is not None
    assert (failure.get("type"), "4 juli 2024" in str(failure.get("message"))) == ("not_met", True)


def test_sarif_has_a_result_for_each_remark_with_its_rule_and_its_place(results: Mapping[str, Result]) -> None:
    run = sarif(results[WHOLE], results[FAULTY])
    remarked = not_met(results[FAULTY])
    assert [one["ruleId"] for one in run["results"]] == [outcome.rule.id for outcome in remarked]
    described = {one["id"] for one in run["tool"]["driver"]["rules"]}
    assert described == {outcome.rule.id for outcome in remarked}
    (late,) = [one for one in run["results"] if one["ruleId"] == "STO-P4"]
    (where,) = late["locations"]
    assert where["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 17}


def test_sarif_names_the_cell_of_a_workbook_and_no_region(scheme: Scheme) -> None:
    path = SAMPLES / "techniekregio-volledig.xlsx"
    run = sarif(Result("plan.xlsx", check(load_application(path), scheme), None))
    (first, *_) = locations = [one["locations"][0] for one in run["results"]]
    assert first["physicalLocation"] == {"artifactLocation": {"uri": "plan.xlsx"}}
    assert all("region" not in one["physicalLocation"] for one in locations)
    assert {one["logicalLocations"][0]["fullyQualifiedName"].partition("!")[1] for one in locations} == {"!"}
