"""A subsidy is a folder of YAML: every command works with two that sto-check has no word of."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

import sto_check
from sto_check import load_application
from tests.subsidies import ENERGY, GARDENS, TESTS, Subsidy

if TYPE_CHECKING:
    from pathlib import Path

from sto_check.workbench.cases import load_cases

SUBSIDIES = pytest.mark.parametrize("subsidy", [ENERGY, GARDENS], ids=lambda subsidy: subsidy.name)
ASSESS = 4
SUPPLEMENT = 3


@SUBSIDIES
def test_no_module_of_sto_check_knows_of_it(subsidy: Subsidy) -> None:
    modules = list((TESTS.parent / sto_check.__name__).rglob("*.py"))
    assert len(modules) > 100
    for path in modules:
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in subsidy.words if word in text], path


@SUBSIDIES
def test_lint_and_cases_find_nothing_to_remark(subsidy: Subsidy, capsys: pytest.CaptureFixture[str]) -> None:
    assert subsidy.run(capsys, "rules", "lint") == (0, "Niets op te merken in 1 regeling.\n")
    assert subsidy.run(capsys, "rules", "lint", "--lang", "en") == (0, "Nothing to remark in 1 scheme.\n")
    assert subsidy.run(capsys, "rules", "test")[0] == 0


@SUBSIDIES
def test_every_rule_has_a_case_that_meets_it_and_one_that_does_not(subsidy: Subsidy) -> None:
    scheme = subsidy.scheme()
    cases = load_cases(scheme, subsidy.rules / subsidy.name / "cases")
    assert len(cases) > 20
    expected: dict[str, set[str]] = defaultdict(set)
    for rule_id, result in (item for case in cases for item in case.entry.expect.items()):
        expected[rule_id].add(result)
    for rule in scheme.rules:
        given_only = not rule.remedy and rule.supply is not None
        assert {"met", "unknown" if given_only else "not_met"} <= expected[rule.id], rule.id


@SUBSIDIES
def test_it_is_checked_from_yaml_and_from_a_workbook(
    subsidy: Subsidy, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book, again = tmp_path / "ingevuld.xlsx", tmp_path / "terug.yaml"
    assert subsidy.run(capsys, "check", str(subsidy.application))[0] == ASSESS
    assert subsidy.run(capsys, "convert", str(subsidy.application), str(book))[0] == 0
    code, out = subsidy.run(capsys, "check", str(book), "--format", "json")
    assert code == ASSESS
    assert json.loads(out)["applications"][0]["decision"]["verdict"] == "assess"
    assert subsidy.run(capsys, "convert", str(book), str(again))[0] == 0
    form = subsidy.scheme().form
    assert load_application(again, form).content == load_application(subsidy.application, form).content


@SUBSIDIES
def test_templates_schema_and_pages_follow_from_its_form(
    subsidy: Subsidy, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    scheme = subsidy.scheme()
    code, template = subsidy.run(capsys, "new")
    assert code == 0
    assert template.startswith("# Sjabloon: ")
    (tmp_path / "leeg.yaml").write_text(template, encoding="utf-8")
    assert subsidy.run(capsys, "check", str(tmp_path / "leeg.yaml"))[0] == SUPPLEMENT
    assert subsidy.run(capsys, "new", "--output", str(tmp_path / "leeg.xlsx"))[0] == 0
    assert subsidy.run(capsys, "check", str(tmp_path / "leeg.xlsx"))[0] == SUPPLEMENT
    code, schema = subsidy.run(capsys, "schema")
    assert code == 0
    assert set(json.loads(schema)["properties"]) == set(scheme.form.model.model_fields)
    code, listed = subsidy.run(capsys, "rules")
    assert code == 0
    code, page = subsidy.run(capsys, "rules", "doc")
    assert code == 0
    for rule in scheme.rules:
        assert rule.id in listed
        assert rule.id in page
        code, out = subsidy.run(capsys, "rule", rule.id.lower())
        assert code == 0
        assert out.startswith(rule.id)
