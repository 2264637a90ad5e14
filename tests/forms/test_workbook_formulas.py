"""Amounts that a workbook works out: read the same with their outcome, without it, and worked out anew."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sto_check.documents.errors import DocumentError
from sto_check.documents.xlsx.own_formula import product_formula
from sto_check.forms.load import load_application, read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.plain import plain_tree
from sto_check.forms.sheets.formulas import Formula, product, totals_of
from sto_check.forms.sheets.write import write_workbook
from sto_check.forms.source import source_of
from sto_check.forms.template import template_of

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.yaml"
SHAPE = '=IF(COUNT(E2,G2)<2,"",ROUND(E2*G2,2))'


def costs(*lines: dict[str, str]) -> dict[str, Any]:
    return {"begroting": {"kosten": list(lines)}}


def written(*lines: dict[str, str]) -> bytes:
    return write_workbook(named_form("aanvraag"), costs(*lines))


def read(data: bytes) -> Any:
    return plain_tree(read_application(source_of(data, "a.xlsx")).content)


def amounts(data: bytes) -> list[Any]:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data))["Kosten"]
    return [sheet.cell(row, 8).value for row in range(2, 6)]


def test_an_amount_is_a_formula_where_it_is_the_product_and_as_it_was_written_where_not() -> None:
    lines = [
        {"aantal": "10", "prijs": "80.00", "bedrag": "800.00"},
        {"aantal": "10", "prijs": "80.00", "bedrag": "799.99"},
        {"bedrag": "5.00"},
        {"aantal": "10", "prijs": "80.00"},
    ]
    data = written(*lines)
    assert amounts(data) == [SHAPE, 799.99, 5, None]
    assert read(data) == costs(*lines)


def test_rows_to_fill_in_have_the_formula_and_hold_nothing() -> None:
    data = template_of(named_form("aanvraag"), "xlsx", "sto-2025-2028")
    assert amounts(data)[0] == SHAPE
    assert "begroting" not in read(data)
    table: Any = openpyxl.load_workbook(io.BytesIO(data))["Kosten"].tables["Tabel_Kosten"]
    formulas = {one.name: one.calculatedColumnFormula for one in table.tableColumns}
    assert formulas["Bedrag"].attr_text == SHAPE[1:]
    assert [name for name, formula in formulas.items() if formula] == ["Bedrag"]


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "formula"),
    [
        ("2.5", "33.33", "83.33", False),  # 83.325: half a cent, which programs may round either way
        ("2.5", "33.34", "83.35", True),
        ("0.0001", "0.01", "0.00", True),
        ("0.333", "10.00", "3.33", True),
        ("999999999", "9.99", "9989999990.01", True),
    ],
)
def test_near_half_a_cent_an_amount_is_a_number(quantity: str, price: str, amount: str, formula: bool) -> None:
    found = product(2, (4, 6), {4: quantity, 6: price}, amount)
    assert found == (Formula(SHAPE, Decimal(amount)) if formula else None)
    line = {"aantal": quantity, "prijs": price, "bedrag": amount}
    assert read(written(line)) == costs(line)


def filled(values: dict[str, object]) -> bytes:
    """Return the template filled in by a program that does not calculate: its formulas have no outcome."""
    book: Any = openpyxl.load_workbook(io.BytesIO(template_of(named_form("aanvraag"), "xlsx", "sto-2025-2028")))
    for cell, value in values.items():
        book["Kosten"][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_formula_is_worked_out_where_no_program_did() -> None:
    data = filled({"E2": 10, "G2": 80, "E3": 2.5, "G3": 33.33, "G4": 5, "H5": "=1+1"})
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert [(one.code, str(one.place)) for one in caught.value.problems] == [
        ("formula-not-calculated", "a.xlsx:Kosten!H5")
    ]
    lines = read(filled({"E2": 10, "G2": 80, "E3": 2.5, "G3": 33.33, "G4": 5}))["begroting"]["kosten"]
    assert lines == [
        {"aantal": "10", "prijs": "80.00", "bedrag": "800.00"},
        {"aantal": "2.5", "prijs": "33.33", "bedrag": "83.33"},
        {"prijs": "5.00"},
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=ROUND(E2*G2,2)",
        SHAPE.replace("<2", "<1"),
        SHAPE.replace("E2*G2", "E2*G3"),
        SHAPE.replace("E2,G2", "E2,F2"),
        SHAPE.replace("2", "3"),
    ],
)
def test_no_other_formula_is_worked_out(formula: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(filled({"E2": 10, "G2": 80, "H2": formula}))
    assert {str(one.place) for one in caught.value.problems} == {"a.xlsx:Kosten!H2"}


def test_outcomes_stand_beside_their_formulas() -> None:
    application = load_application(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(write_workbook(application.form, plain_tree(application.content)))) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}
    cells = [cell for text in sheets.values() for cell in re.findall(r"<c [^>]*><f>.*?</c>", text)]
    assert len(cells) > 600
    assert not [cell for cell in cells if not re.search(r"</f><v>[^<]*</v></c>$", cell)]
    assert not [cell for cell in cells if "<v></v>" in cell and 't="str"' not in cell]


def test_totals_are_what_the_parts_add_up_to() -> None:
    tree = costs(
        {"bedrag": "10.05", "subsidiabel": "ja"}, {"bedrag": "0.95", "subsidiabel": "nee"}, {"subsidiabel": "ja"}
    )
    tree["begroting"]["cofinanciering"] = [{"bedrag": "2.01"}]
    found = {total.title: formula.outcome for total, formula in totals_of(named_form("aanvraag"), tree)}
    assert found == {
        "Totale kosten": Decimal("11.00"),
        "Subsidiabele kosten": Decimal("10.05"),
        "Cofinanciering": Decimal("2.01"),
        "Cofinanciering als deel van de subsidiabele kosten": Decimal("0.2"),
    }


def test_the_formula_has_one_shape() -> None:
    assert f"={product_formula(['E2', 'G2'])}" == SHAPE
