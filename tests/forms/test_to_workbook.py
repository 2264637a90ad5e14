"""The workbook that people fill in: what it offers, shows and protects."""

from __future__ import annotations

import io
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from sto_check.forms.convert import convert
from sto_check.forms.load import load_application, read_application
from sto_check.forms.named_forms import form_names, named_form
from sto_check.forms.plain import plain_tree
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.sheets.write import write_workbook
from sto_check.forms.source import source_of
from sto_check.forms.template import template_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.yaml"


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def empty() -> openpyxl.Workbook:
    return opened(template_of(named_form("aanvraag"), "xlsx", "sto-2025-2028"))


@pytest.fixture(scope="module")
def full() -> openpyxl.Workbook:
    application = load_application(SAMPLE)
    return opened(write_workbook(application.form, plain_tree(application.content)))


def row_of(sheet: Worksheet, question: str) -> int:
    return next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == question)


def column_of(sheet: Worksheet, head: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == head)


def offered(sheet: Worksheet, cell: str) -> Any:
    return next(one for one in sheet.data_validations.dataValidation if cell in one.sqref)


def test_there_is_a_sheet_for_each_part_of_the_application(empty: openpyxl.Workbook) -> None:
    assert empty.sheetnames == [
        "Regio",
        "Visie",
        "Overeenkomst",
        "Afzieningen",
        "Penvoerder profielen",
        "Partners",
        "Profielen",
        "Leerlingprognose",
        "Profieldoelen",
        "Doelstellingen",
        "Activiteiten",
        "Kosten",
        "Cofinanciering",
        "Lopende projecten",
        "Documenten",
        "Overeenkomst partners",
        "Ondertekeningen",
        "Totalen",
        "Uitleg",
        "Lijsten",
    ]
    assert [sheet.title for sheet in empty if sheet.sheet_state == "hidden"] == ["Lijsten"]


def test_headers_are_the_words_of_the_forms(empty: openpyxl.Workbook) -> None:
    heads = {name: [cell.value for cell in empty[name][1]] for name in ("Partners", "Kosten", "Ondertekeningen")}
    assert heads["Partners"][:6] == ["Id", "Soort", "Naam", "BRIN", "Vestigingsnummer", "Bevoegd gezag"]
    assert heads["Kosten"] == [
        "Activiteit",
        "Categorie",
        "Omschrijving",
        "Jaar",
        "Aantal",
        "Eenheid",
        "Prijs",
        "Bedrag",
        "Subsidiabel",
        "Overlap",
    ]
    assert heads["Ondertekeningen"] == ["Partner", "Functie", "Naam", "Datum"]
    assert empty["Visie"]["A2"].value == "Bereikte doelen (1.1)"


def test_every_question_and_every_column_is_explained_in_dutch(empty: openpyxl.Workbook) -> None:
    explained = {(row[0], row[1]): row[2] for row in empty["Uitleg"].iter_rows(min_row=2, values_only=True)}
    for layout in layout_of(named_form("aanvraag")):
        for column in layout.columns:
            assert str(explained[layout.name, column.label]).startswith(column.explanation)
            assert column.explanation
    assert empty["Regio"].cell(row_of(empty["Regio"], "Regio: gemeenten"), 3).value == "gemeenten in het gebied"


def test_closed_lists_are_offered_and_held_to_and_open_ones_only_offered(empty: openpyxl.Workbook) -> None:
    kinds = offered(empty["Partners"], f"{column_of(empty['Partners'], 'Soort')}2")
    assert kinds.formula1 == '"vmbo,mbo,po,pro,vso,vo,hbo,wo,overheid,bedrijf"'
    assert kinds.showErrorMessage
    categories = offered(empty["Kosten"], f"{column_of(empty['Kosten'], 'Categorie')}400")
    assert categories.formula1 == '"loonkosten,materiaalkosten,machines-en-apparatuur,overhead,overige-kosten"'
    assert not categories.showErrorMessage
    yes_no = offered(empty["Regio"], f"B{row_of(empty['Regio'], 'Regio: Caribisch Nederland')}")
    assert yes_no.formula1 == '"ja,nee"'
    assert yes_no.prompt == "ligt de regio in Caribisch Nederland? ja of nee"


def ids_offered(book: openpyxl.Workbook, sheet: str, cell: str) -> str:
    """Return what a drop-down of ids leads to; it refuses other ids."""
    found = offered(book[sheet], cell)
    assert found.showErrorMessage
    return str(book.defined_names[found.formula1.removeprefix("=")].attr_text)


def test_ids_of_other_sheets_are_offered_with_what_may_stand_for_one_and_others_refused(
    full: openpyxl.Workbook,
) -> None:
    assert ids_offered(full, "Kosten", "A7").startswith("OFFSET('Activiteiten'!$A$2,0,0,MAX(1,SUMPRODUCT(")
    assert ids_offered(full, "Profielen", "A900").startswith("OFFSET('Partners'!$A$2,")
    assert ids_offered(full, "Cofinanciering", "A7").startswith("OFFSET(Lijsten!$A$2,0,0,1+SUMPRODUCT(MAX(('Partners'!")
    listed = full["Lijsten"]
    assert [listed[f"A{row}"].value for row in (1, 2, 3)] == [
        "Lijst_partners_penvoerder",
        "penvoerder",
        "=IF(INDEX('Partners'!$A$2:$A$501,1)=\"\",\"\",INDEX('Partners'!$A$2:$A$501,1))",
    ]


def test_days_and_euros_have_their_formats_and_numbers_that_are_names_are_texts(full: openpyxl.Workbook) -> None:
    costs, regio, partners = full["Kosten"], full["Regio"], full["Partners"]
    price = costs[f"{column_of(costs, 'Prijs')}2"]
    assert (price.value, price.number_format) == (72.5, '"€" #,##0.00_-')
    received = regio.cell(row_of(regio, "Ontvangen"), 2)
    assert (str(received.value), received.number_format) == ("2024-09-24 00:00:00", "dd-mm-yyyy")
    number = partners[f"{column_of(partners, 'Vestigingsnummer')}2"]
    assert (number.value, number.data_type) == ("00", "s")
    assert costs.column_dimensions[column_of(costs, "Bedrag")].number_format == '"€" #,##0.00_-'


def test_totals_are_formulas_on_a_protected_sheet(empty: openpyxl.Workbook) -> None:
    totals = empty["Totalen"]
    assert totals.protection.sheet
    assert totals["B2"].value == "=SUM('Kosten'!$H$2:$H$10000)"
    assert totals["B3"].value == "=SUMIF('Kosten'!$I$2:$I$10000,\"ja\",'Kosten'!$H$2:$H$10000)"
    assert totals["B4"].value == "=SUM('Cofinanciering'!$D$2:$D$10000)"
    assert not empty["Kosten"].protection.sheet


@pytest.mark.parametrize("model", form_names())
def test_an_empty_workbook_is_a_document_in_which_nothing_is_given_but_what_it_is(model: str) -> None:
    data = template_of(named_form(model), "xlsx", "een-regeling")
    content = read_application(source_of(data, "a.xlsx"), model).content
    given = {name: value for name, value in content.__dict__.items() if value is not None}
    assert given.pop("regeling", "een-regeling") == "een-regeling"
    assert set(given) <= {"fase"}


def test_no_cell_that_was_not_written_as_a_formula_begins_as_one() -> None:
    tree = {"regio": {"naam": "=cmd|' /C calc'!A0", "gemeenten": ["@a", "+b", "-c", "d"]}, "fase": "aanvraag"}
    data = write_workbook(named_form("aanvraag"), tree)
    for sheet in opened(data):
        for row in sheet.iter_rows():
            begun = [str(cell.value) for cell in row if str(cell.value or "")[:1] in set("=+-@")]
            assert sheet.title in {"Totalen", "Kosten", "Lijsten"} or not begun
            assert not [text for text in begun if "calc" in text]
    assert plain_tree(read_application(source_of(data, "a.xlsx")).content) == tree


def test_an_amount_is_written_to_the_cent() -> None:
    tree = {"begroting": {"gevraagd_bedrag": "9999999999.99", "kosten": [{"bedrag": "0.07", "aantal": "0.0001"}]}}
    data = write_workbook(named_form("aanvraag"), tree)
    assert read_application(source_of(data, "a.xlsx")).content == load_application(tree).content
    costs = opened(data)["Kosten"]
    assert Decimal(str(costs[f"{column_of(costs, 'Bedrag')}2"].value)) == Decimal("0.07")


def test_the_same_document_is_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    application = load_application(SAMPLE)
    first = convert(application, ".xlsx")
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_900_000_000))
    monkeypatch.setattr(time, "time", lambda: 1_900_000_000.0)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2025-01-01T00:00:00Z") == 2
    assert convert(application, ".xlsx") == first
