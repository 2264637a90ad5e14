"""A benefit for households, with a form of its own: mistakes are told in its words, its tables are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sto_check import load_application
from sto_check.documents.errors import DocumentError
from tests.subsidies import ENERGY

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.errors import Problem


def test_its_cases_cover_all_of_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(ENERGY.scheme().rules) == 17
    code, out = ENERGY.run(capsys, "rules", "coverage")
    assert code == 0
    assert "17 van 17" in out


def test_its_template_and_schema_have_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert "# Sjabloon: aanvraag om een bijdrage in de energiekosten" in ENERGY.run(capsys, "new")[1]
    schema = json.loads(ENERGY.run(capsys, "schema")[1])
    assert schema["properties"]["energie"]["anyOf"][0]["$ref"] == "#/$defs/Energie"


def problems(text: str) -> list[Problem]:
    with pytest.raises(DocumentError) as caught:
        load_application(text, ENERGY.scheme().form)
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
    content = load_application(tmp_path / "a.yaml", ENERGY.scheme().form).content
    assert content.model_dump()["energie"]["rekeningen"][0]["bedrag"] == "1100.50"
