"""``rules test``: failures by the rule that causes them, and cases that cannot be run beside those that can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import run as run_program
from sto_check.engine.errors import ReadingsDifferError
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.workbench.case_run import CaseRun, run_all
from sto_check.workbench.cases import load_scheme_for_cases, run_case
from tests.rules_writers.conftest import rules_naming

if TYPE_CHECKING:
    from tests.rules_writers.conftest import Copy

SHARE = "cofinanciering.aandeel:\n    unit: percent\n    value: "


def run(copy: Copy) -> CaseRun:
    return run_all(load_scheme_for_cases(copy.folder))


def shown(capsys: pytest.CaptureFixture[str], copy: Copy, *more: str) -> tuple[int, str]:
    code = run_program(["rules", "test", "--scheme", str(copy.folder), *more])
    return code, capsys.readouterr().out


def test_what_a_changed_value_breaks_stands_under_the_rule_that_uses_it(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.keep_cases("4-geld.yaml")
    copy.change("scheme.yaml", f"{SHARE}10\n", f"{SHARE}15\n")
    scheme, cases = copy.load()
    found = run(copy)
    assert found.ran == len(cases)
    differing = {failure.case.place: {one.of for one in failure.differences} for failure in found.failures}
    named = [case for case in cases if "STO-M4" in case.entry.expect]
    wrong = {case.place for case in named if "STO-M4" in {one.of for one in run_case(case, scheme)[1]}}
    assert {place for place, of in differing.items() if "STO-M4" in of} == wrong
    assert wrong
    for failure in found.failures:
        of = differing[failure.case.place]
        assert set(failure.causes) <= rules_naming(scheme, "cofinanciering.aandeel")
        assert set(failure.causes) == of - {"decision"} or (of == {"decision"} and failure.causes)
    code, out = shown(capsys, copy)
    assert code == 1
    assert out.startswith("✗ STO-M4 De cofinanciering is ten minste 15% van de subsidiabele kosten:")
    assert "; met -v ziet u ze alle" in out
    assert "De beslissing: verwacht beoordelen, gevonden niet in aanmerking" in " ".join(
        shown(capsys, copy, "-v")[1].split()
    )


def test_the_report_speaks_one_language(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.keep_cases("4-geld.yaml")
    copy.change("scheme.yaml", f"{SHARE}10\n", f"{SHARE}5\n")
    _, dutch = shown(capsys, copy, "-v")
    assert not re.search(r"\b(met|not met|unknown|decision|expected|found|eligible|supplement)\b:?,", dutch)
    assert "verwacht niet voldaan, gevonden voldaan" in dutch
    _, english = shown(capsys, copy, "-v", "--lang", "en")
    assert "expected not met, found met" in english


def test_a_shorter_scheme_stops_only_the_cases_outside_it(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.keep_cases("3-periode.yaml")
    copy.change("scheme.yaml", "until: 2029-03-30", "until: 2029-03-29")
    found = run(copy)
    assert [one.problems[0].code for one in found.unusable] == ["day-outside-scheme"]
    assert found.ran > 30
    code, out = shown(capsys, copy)
    assert code == 1
    assert "! 1 geval niet te draaien" in out
    (unusable,) = found.unusable
    assert unusable.name in out
    assert str(unusable.place) in out
    assert "Niet te draaien: 1." in out


def test_a_rule_without_its_unknown_is_told_by_rule(copy: Copy) -> None:
    copy.keep_cases("3-periode.yaml", "4-geld.yaml")
    rules = copy.folder / "rules" / "3-periode.yaml"
    before, after = rules.read_text().split("- id: STO-P4\n")
    rules.write_text(f"{before}- id: STO-P4\n{after.replace('  unknown: advise', '', 1)}")
    found = run(copy)
    assert found.failures
    assert {cause for failure in found.failures for cause in failure.causes} == {"STO-P4"}
    assert found.ran > 100


def test_one_cause_is_told_once_with_all_its_cases(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.change("scheme.yaml", "id: sto-2025-2028\n", "id: sto-2099\n")
    found = run(copy)
    assert (found.ran, found.failures) == (0, ())
    code, out = shown(capsys, copy)
    assert code == 1
    assert out.count("Dit document is voor “sto-2025-2028”, niet voor sto-2099.") == 1
    assert f"! {len(found.unusable)} gevallen niet te draaien" in out


def test_a_fault_of_the_tool_stops_the_run(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    def differ(*_: object) -> None:
        raise ReadingsDifferError(Problem("readings-differ", Text("verschil", "difference")))

    monkeypatch.setattr("sto_check.workbench.case_run.run_case", differ)
    with pytest.raises(ReadingsDifferError):
        run(copy)
