"""The totals that a workbook shows, where they are others than what was counted."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from sto_check.documents.sheet import Cell, CellForm, Sheet
from sto_check.documents.xlsx.workbook import Workbook, read_workbook
from sto_check.forms.load import read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.sheets.write import write_workbook
from sto_check.forms.source import source_of
from sto_check.text.place import Place

LINES: list[dict[str, str]] = [
    {"bedrag": "1000.00", "subsidiabel": "ja"}, {"bedrag": "200.50", "subsidiabel": "nee"}, {"bedrag": "9.50"},
]  # fmt: skip


def workbook() -> Workbook:
    data = write_workbook(named_form("aanvraag"), {"begroting": {"kosten": LINES}})
    return read_workbook(data, "a.xlsx")


def with_cell(book: Workbook, sheet: str, row: int, column: int, text: str, form: CellForm = "text") -> Workbook:
    """Return a workbook as a program would keep it in which a cell was changed."""
    cell = Cell(text, form, Place("a.xlsx", row, column, sheet))
    changed = [
        Sheet(one.name, dict(sorted({**one.cells, (row, column): cell}.items()))) if one.name == sheet else one
        for one in book.sheets
    ]
    return book._replace(sheets=tuple(changed))


def notes(book: Workbook, lang: str = "nl") -> list[str]:
    application = read_application(book)
    return [one.render("nl" if lang == "nl" else "en") for one in application.document.notes]


def test_totals_that_agree_are_not_told() -> None:
    assert notes(workbook()) == []


def test_a_number_that_is_a_text_is_counted_and_told_with_both_figures() -> None:
    book = with_cell(workbook(), "Kosten", 3, 8, "€ 200,50")
    book = with_cell(book, "Totalen", 2, 2, "1009.5", "number")
    (note,) = notes(book)
    assert note.replace("\N{NO-BREAK SPACE}", " ") == (
        "a.xlsx:Totalen!B2: “Totale kosten” is hier € 1.009,50; geteld is € 1.210,00. Als tekst staat het bedrag in "
        "Kosten!H3; een spreadsheet telt tekst niet mee."
    )
    (note,) = notes(book, "en")
    assert "counted was €\N{NO-BREAK SPACE}1,210.00. As a text the amount stands in Kosten!H3" in note


def test_a_total_of_some_rows_counts_the_word_however_it_is_written() -> None:
    book = with_cell(workbook(), "Kosten", 2, 9, "Ja")
    assert notes(book) == []
    (note,) = notes(with_cell(book, "Totalen", 3, 2, "999", "number"))
    assert "“Subsidiabele kosten” is hier €\N{NO-BREAK SPACE}999,00; geteld is €\N{NO-BREAK SPACE}1.000,00." in note
    assert "tekst" not in note


def test_totals_without_an_outcome_are_not_compared() -> None:
    data = write_workbook(named_form("aanvraag"), {"begroting": {"kosten": LINES}})
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    stream = io.BytesIO()
    book.save(stream)
    assert read_application(source_of(stream.getvalue(), "a.xlsx")).document.notes == ()
