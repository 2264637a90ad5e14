"""Cases, coverage and mutation tell a rule writer what a change does and what no case would notice."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import main
from sto_check.workbench.cases import CaseError, run_cases
from sto_check.workbench.coverage import Boundary, measure_coverage
from sto_check.workbench.mutation import mutate_rules

if TYPE_CHECKING:
    from tests.rules_writers.conftest import Copy

MBO = "require: {mbo_partners: {at_least: 1}}"


def program(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    code = stop.value.code
    assert isinstance(code, int)
    return code, capsys.readouterr().out


def test_a_changed_rule_fails_the_cases_that_speak_of_it(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.keep_cases("2-regio.yaml")
    copy.change("rules/2-regio.yaml", MBO, "require: {mbo_partners: {at_least: 2}}")
    scheme, cases = copy.load()
    failures = run_cases(cases, scheme)
    assert failures
    assert {difference.of for _, differences in failures for difference in differences} <= {"STO-R1", "decision"}
    code, shown = program(capsys, "rules", "test", "--scheme", str(copy.folder))
    assert code == 1
    assert "STO-R1: verwacht voldaan, gevonden niet voldaan" in shown
    assert re.search(r"^✗ STO-R1 .*: \d+ gevallen$", shown, re.MULTILINE)
    assert f"{len(failures)} van {len(cases)} gevallen komen niet uit." in shown


def test_all_shipped_cases_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = program(capsys, "rules", "test", "--lang", "en")
    assert code == 0
    assert shown.startswith("All come out: ")


def test_a_boundary_without_a_case_is_missing(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.change(
        "rules/4-geld.yaml",
        "require: {gevraagd_bedrag: {at_most: $techniekluw.hoogste_bedrag}}",
        "require: {gevraagd_bedrag: {at_most: 12345678900}}",
    )
    scheme, cases = copy.load()
    missing = {rule.rule_id: rule for rule in measure_coverage(scheme, cases) if not rule.complete}
    assert set(missing) == {"STO-M2"}
    assert missing["STO-M2"].missing_boundaries == (
        Boundary("gevraagd_bedrag", "at_most", meets=True),
        Boundary("gevraagd_bedrag", "at_most", meets=False),
    )
    assert missing["STO-M2"].missing == ("not_met",)
    copy.keep_cases("4-geld.yaml")
    code, shown = program(capsys, "rules", "coverage", "--scheme", str(copy.folder))
    assert code == 1
    assert "ontbreekt: gevraagd_bedrag at_most: net wel" in shown


def test_coverage_of_the_shipped_scheme_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = program(capsys, "rules", "coverage")
    assert code == 0
    assert shown.startswith("Volledig: ")


def test_a_change_that_no_case_notices_survives(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (copy.folder / "cases").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("STO-M4: ", "STO-M5: ") if "STO-M5: " not in text else text, encoding="utf-8")
    (copy.folder / "cases" / "4-geld.yaml").write_text(
        "base: techniekregio\ncases:\n- name: Alleen de basis\n  expect: {STO-M4: met}\n", encoding="utf-8"
    )
    scheme, cases = copy.load()
    survivors = {one.change for one in mutate_rules(scheme, cases).unexplained if one.rule_id == "STO-M4"}
    assert "require: cofinanciering at_least dropped" in survivors
    assert "require: cofinanciering at_least turned" not in survivors
    code, shown = program(capsys, "rules", "mutate", "--scheme", str(copy.folder))
    assert code == 1
    assert "✗ STO-M4 require: cofinanciering at_least dropped" in shown


def test_a_reason_without_its_survivor_is_stale(copy: Copy) -> None:
    copy.change("cases/survivors.yaml", "leerlingen_technisch at_most a little more", "no such change")
    scheme, cases = copy.load()
    report = mutate_rules(scheme, cases)
    assert report.stale == (("STO-R6", "require: no such change"),)
    assert [one.rule_id for one in report.unexplained] == ["STO-R6"]


def test_a_file_of_reasons_with_a_mistake_has_its_place(copy: Copy) -> None:
    copy.change("cases/survivors.yaml", "rule: STO-A1", "rul: STO-A1")
    scheme, cases = copy.load()
    with pytest.raises(CaseError, match=r"survivors\.yaml:\d+:\d+"):
        mutate_rules(scheme, cases)


def test_pytest_runs_the_cases_beside_the_rules(copy: Copy) -> None:
    copy.change("rules/2-regio.yaml", MBO, "require: {mbo_partners: {at_least: 2}}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(copy.folder / "cases" / "2-regio.yaml")],
        capture_output=True,
        text=True,
        check=False,
        cwd=copy.folder,
    )
    assert done.returncode == 1
    assert "STO-R1: expected met, found not met" in done.stdout
    assert "passed" in done.stdout
