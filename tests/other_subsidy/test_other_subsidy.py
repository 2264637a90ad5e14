"""Another subsidy, with another document and other kinds of facts, takes YAML only: sto-check has no word of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sto_check import check, load_application, load_scheme
from sto_check.cli.main import run as run_program
from sto_check.documents.read import read_file
from sto_check.workbench.cases import load_cases, run_cases
from sto_check.workbench.lint.findings import lint

if TYPE_CHECKING:
    import pytest

    from sto_check.decision.decision import Decision

RULES = Path(__file__).parent / "rules"
SCHEME = "buurttuinen-2027"
GARDEN = RULES / SCHEME / "cases" / "bases" / "tuin.yaml"


def decided(tree: Any, **more: Any) -> Decision:
    scheme = load_scheme(SCHEME, rules=RULES)
    return check(load_application(tree, scheme.form), scheme, **more)


def garden() -> Any:
    return read_file(GARDEN).tree


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run_program(list(arguments))
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return code, printed.out + printed.err


def test_no_module_of_sto_check_knows_of_it() -> None:
    package = Path(__file__).parents[2] / "sto_check"
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in ("tuinaanvraag", "buurttuin", "plantvak", "vrijwilliger") if word in text], path


def test_its_scheme_loads_and_lint_finds_nothing() -> None:
    assert load_scheme(SCHEME, rules=RULES).form.name == "tuinaanvraag"
    assert [finding.problem.render("en") for finding in lint(RULES / SCHEME).findings] == []


def test_its_cases_come_out() -> None:
    scheme = load_scheme(SCHEME, rules=RULES)
    cases = load_cases(scheme, Path(scheme.folder) / "cases")
    assert len(cases) > 20
    failures = run_cases(cases, scheme)
    assert [(case.entry.name, differences) for case, differences in failures] == []


def test_every_rule_has_a_case_that_meets_it_and_one_that_does_not() -> None:
    scheme = load_scheme(SCHEME, rules=RULES)
    expected = [item for case in load_cases(scheme, RULES / SCHEME / "cases") for item in case.entry.expect.items()]
    for rule in scheme.rules:
        assert (rule.id, "met") in expected
        given_only = not rule.remedy and rule.supply is not None
        assert (rule.id, "unknown" if given_only else "not_met") in expected


def test_it_is_decided_with_reasons_and_places() -> None:
    tree = garden()
    tree["geld"]["gevraagd"] = "3100.00"
    tree["plantvakken"][1]["vierkante_meters"] = "60"
    del tree["tuin"]["toestemming_eigenaar"]
    decision = decided(tree)
    assert decision.verdict == "not-eligible"
    found = {outcome.rule.id: outcome for outcome in decision.outcomes}
    assert found["TUIN-G1"].explanation.remedy.nl == "Vraag €\N{NO-BREAK SPACE}100,00 minder."
    assert found["TUIN-T5"].explanation.reason.en == "Native 60 of 193 m²."
    assert found["TUIN-T5"].explanation.remedy.en == "Plant 5 m² more of native plants."
    assert found["TUIN-T3"].status == "unknown"
    assert found["TUIN-T3"].explanation.remedy.nl == "Vraag de eigenaar om toestemming."
    places = [item.path for item in found["TUIN-T3"].explanation.evidence]
    assert places == ["tuin.toestemming_eigenaar"]


def test_a_part_that_is_not_there_leaves_its_rules_unknown() -> None:
    tree = garden()
    del tree["plantvakken"]
    found = {outcome.rule.id: outcome.status for outcome in decided(tree).outcomes}
    assert (found["TUIN-T5"], found["TUIN-T6"], found["TUIN-T7"]) == ("unknown", "unknown", "unknown")
    assert found["TUIN-M1"] == "met"


def test_its_variant_changes_the_decision() -> None:
    tree = garden()
    tree["geld"]["gevraagd"] = "3600.00"
    tree["geld"]["bijdragen"][0]["bedrag"] = "400.00"
    assert decided(tree).verdict == "not-eligible"
    assert decided(tree, variant="krachtwijk").verdict == "assess"


def test_the_command_line_checks_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ("--rules", str(RULES), "--scheme", SCHEME)
    code, out = run(capsys, "check", str(GARDEN), *options)
    assert code == 4
    assert "naar de wijkraad" in out.lower()
    wrong = tmp_path / "tuin.yaml"
    wrong.write_text(GARDEN.read_text(encoding="utf-8").replace("openbaar: ja", "openbaar: nee"), encoding="utf-8")
    code, out = run(capsys, "check", str(wrong), *options, "--lang", "en")
    assert code == 1
    assert "De Groene Hoek public: no." in out
    assert f"{wrong}:7:13" in out
    code, out = run(capsys, "check", str(wrong), *options, "--format", "json")
    assert code == 1
    assert "TUIN-T2" in json.dumps(json.loads(out))


def test_a_wrong_document_is_told_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = tmp_path / "tuin.yaml"
    wrong.write_text(GARDEN.read_text(encoding="utf-8").replace("rol: tuinier", "rol: tuinman", 1), encoding="utf-8")
    code, out = run(capsys, "check", str(wrong), "--rules", str(RULES), "--scheme", SCHEME)
    assert code == 65
    assert f"{wrong}:12:" in out
    assert "tuinier" in out


def test_the_commands_for_those_who_write_rules_take_it(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--rules", str(RULES), "--scheme", SCHEME)
    assert run(capsys, "rules", "test", *options)[0] == 0
    assert run(capsys, "rules", "lint", *options) == (0, "Niets op te merken in 1 regeling.\n")
    assert run(capsys, "rules", "lint", str(RULES), "--lang", "en") == (0, "Nothing to remark in 1 scheme.\n")
    code, out = run(capsys, "rules", *options)
    assert code == 0
    assert "TUIN-G1" in out
    code, out = run(capsys, "rule", "tuin-g1", *options, "--lang", "en")
    assert code == 0
    assert "75%" in out
