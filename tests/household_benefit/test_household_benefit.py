"""A benefit for households, with a form of its own, takes YAML only; every command works with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check import load_application, load_scheme
from sto_check.cli.main import run as run_program
from sto_check.documents.errors import DocumentError

if TYPE_CHECKING:
    from sto_check.errors import Problem

RULES = Path(__file__).parent / "rules"
SCHEME = "energietoeslag-2027"
FAMILY = RULES / SCHEME / "cases" / "bases" / "gezin.yaml"
ASSESS = 4


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run_program([*arguments, "--rules", str(RULES)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return code, printed.out + printed.err


def test_no_module_of_sto_check_knows_of_it() -> None:
    package = Path(__file__).parents[2] / "sto_check"
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in ("energie", "huurcontract", "bewoner", "spaargeld") if word in text], path


def test_it_has_rules_cases_and_nothing_to_remark(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(load_scheme(SCHEME, rules=RULES).rules) == 17
    assert run(capsys, "rules", "lint") == (0, "Niets op te merken in 1 regeling.\n")
    assert run(capsys, "rules", "test")[0] == 0
    code, out = run(capsys, "rules", "coverage")
    assert code == 0
    assert "17 van 17" in out


def test_it_is_checked_from_yaml_and_from_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = tmp_path / "gezin.xlsx"
    assert run(capsys, "check", str(FAMILY))[0] == ASSESS
    assert run(capsys, "convert", str(FAMILY), str(book))[0] == 0
    code, out = run(capsys, "check", str(book), "--format", "json")
    assert code == ASSESS
    assert json.loads(out)["applications"][0]["decision"]["verdict"] == "assess"
    assert run(capsys, "convert", str(book), str(tmp_path / "terug.yaml"))[0] == 0
    form = load_scheme(SCHEME, rules=RULES).form
    assert load_application(tmp_path / "terug.yaml", form).content == load_application(FAMILY, form).content


def test_templates_schema_and_pages_follow_from_its_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, template = run(capsys, "new")
    assert code == 0
    assert "# Sjabloon: aanvraag om een bijdrage in de energiekosten" in template
    filled = tmp_path / "leeg.yaml"
    filled.write_text(template, encoding="utf-8")
    assert run(capsys, "check", str(filled))[0] == 3
    assert run(capsys, "new", "--output", str(tmp_path / "leeg.xlsx"))[0] == 0
    assert run(capsys, "check", str(tmp_path / "leeg.xlsx"))[0] == 3
    code, schema = run(capsys, "schema")
    assert code == 0
    assert json.loads(schema)["properties"]["energie"]["anyOf"][0]["$ref"] == "#/$defs/Energie"
    assert run(capsys, "rule", "ENT-E2")[0] == 0
    assert run(capsys, "rules", "doc")[0] == 0


def problems(text: str) -> list[Problem]:
    with pytest.raises(DocumentError) as caught:
        load_application(text, load_scheme(SCHEME, rules=RULES).form)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("aanvrager:\n  bsn: 12345678\n", "bsn",
         "“12345678” is geen burgerservicenummer: er staan 8 tekens in plaats van 9. Schrijf negen cijfers"),
        ("woning:\n  postcode: 0123 AB\n", "postcode", "is geen postcode: een postcode begint niet met een 0."),
        ("bewoners: []\ninkomsten:\n- {soort: loon, bewoner: x}\n", "unknown-reference",
         "De bewoner “x” is hier niet bekend."),
        ("bewoners:\n- id: aanvrager\n", "reserved-name", "De naam aanvrager is voorbehouden."),
        ("bewoners:\n- id: a\n- id: a\n", "repeated-name", "De id a is al gebruikt"),
        ("inkomsten:\n- {soort: bonus}\n", "unknown-word", "Bekend zijn: loon, bijstand, ww, aow."),
        ("inkomsten:\n- {bewoner: x}\n", "union-tag-not-found", "Schrijf er een van: loon, bijstand, ww of aow."),
        ("energie:\n  rekeningen:\n  - {van: 2027-02-01, tot_en_met: 2027-01-31}\n", "end-before-start",
         "De rekening eindigt voordat zij begint."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_words_of_the_form(text: str, code: str, says: str) -> None:
    found = [problem for problem in problems(text) if problem.code == code]
    assert len(found) == 1
    assert says in found[0].render("nl")
    assert found[0].place is not None


def test_a_table_beside_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "rekeningen.csv").write_text("Leverancier;Van;Tot en met;Bedrag\nZon;1-1-2027;31-1-2027;1.100,50\n")
    (tmp_path / "a.yaml").write_text("energie:\n  rekeningen: rekeningen.csv\n")
    content = load_application(tmp_path / "a.yaml", load_scheme(SCHEME, rules=RULES).form).content
    assert content.model_dump()["energie"]["rekeningen"][0]["bedrag"] == "1100.50"
