"""Another subsidy, with another document and other kinds of facts: its decisions, reasons and places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sto_check import check, load_application
from sto_check.documents.read import read_file
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from sto_check.decision.decision import Decision


def decided(tree: Any, **more: Any) -> Decision:
    scheme = GARDENS.scheme()
    return check(load_application(tree, scheme.form), scheme, **more)


def garden() -> Any:
    return read_file(GARDENS.application).tree


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
    code, out = GARDENS.run(capsys, "check", str(GARDENS.application))
    assert code == 4
    assert "naar de wijkraad" in out.lower()
    wrong = tmp_path / "tuin.yaml"
    wrong.write_text(
        GARDENS.application.read_text(encoding="utf-8").replace("openbaar: ja", "openbaar: nee"), encoding="utf-8"
    )
    code, out = GARDENS.run(capsys, "check", str(wrong), "--lang", "en")
    assert code == 1
    assert "De Groene Hoek public: no." in out
    assert f"{wrong}:7:13" in out
    code, out = GARDENS.run(capsys, "check", str(wrong), "--format", "json")
    assert code == 1
    assert "TUIN-T2" in json.dumps(json.loads(out))


def test_a_wrong_document_is_told_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = tmp_path / "tuin.yaml"
    wrong.write_text(
        GARDENS.application.read_text(encoding="utf-8").replace("rol: tuinier", "rol: tuinman", 1), encoding="utf-8"
    )
    code, out = GARDENS.run(capsys, "check", str(wrong))
    assert code == 65
    assert f"{wrong}:12:" in out
    assert "tuinier" in out


def test_a_rule_is_explained_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert GARDENS.scheme().form.name == "tuinaanvraag"
    code, out = GARDENS.run(capsys, "rule", "tuin-g1", "--scheme", GARDENS.name, "--lang", "en")
    assert code == 0
    assert "75%" in out
