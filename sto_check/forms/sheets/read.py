"""Sheets of cells to a document: the tree that its model reads, with the sheet and cell of every value.

Sheets, headers and questions are found by their words, wherever they stand. What looks like one of them and is none is
a problem with a suggestion; what looks like nothing known is left alone, and a note says so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sto_check.documents.document import Document
from sto_check.documents.locate import by_path
from sto_check.documents.xlsx.errors import cells_refusal
from sto_check.forms.errors import ApplicationError
from sto_check.forms.sheets.findings import is_of_findings
from sto_check.forms.sheets.form import read_form
from sto_check.forms.sheets.header_words import header_word, looks_like, other_name
from sto_check.forms.sheets.layout import OWN_SHEETS, layout_of
from sto_check.forms.sheets.names import CellNames
from sto_check.forms.sheets.own_totals import tell_totals
from sto_check.forms.sheets.table import read_table
from sto_check.forms.sheets.template_sheets import sheet_meant, template_sheets
from sto_check.forms.sheets.tree import SheetTree
from sto_check.text.errors import MAX_LISTED, nearest
from sto_check.text.language import Text
from sto_check.text.place import Place
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.documents.sheet import Sheet
    from sto_check.documents.xlsx.workbook import Workbook
    from sto_check.forms.form import Form
    from sto_check.forms.sheets.layout import SheetLayout

_OWN = {header_word(name) for name in OWN_SHEETS}


def document_from_workbook(workbook: Workbook, form: Form) -> Document:
    """Return the document that a workbook holds; raises ApplicationError with every cell that does not fit."""
    tree = SheetTree(workbook.name, template_sheets(workbook.sheets))
    layouts = layout_of(form)
    found = _match(tree, workbook, layouts)
    for layout in layouts:
        if layout.name in found:
            read_sheet(tree, found[layout.name], layout)
    tell_totals(tree, workbook.sheets, form)
    read = {sheet.name for sheet in found.values()}
    first = next((sheet for sheet in workbook.sheets if sheet.name in read), None)
    tree.places[()] = Place(workbook.name, 1, 1, first.name if first else "")
    unread = [one for one in workbook.unread if one.place.sheet in read]
    locate = by_path(tree.places, tree.keys)
    names = CellNames(form, workbook.sheets, locate)
    document = Document(
        workbook.name, tree.tree, locate, workbook.data, notes=tuple(tree.notes), names=names, loose=tuple(tree.loose)
    )
    problems = [*map(names.told, tree.problems), *(cells_refusal(unread).problems if unread else ())]
    if problems:
        error = ApplicationError(*problems)
        error.document, error.unread = document, frozenset(one.place for one in problems if one.place)
        raise error
    return document


def read_sheet(tree: SheetTree, sheet: Sheet, layout: SheetLayout) -> None:
    """Read one sheet into the tree."""
    if not sheet.cells:
        return
    _tell_hidden(tree, sheet)
    if layout.is_form:
        read_form(tree, sheet, layout)
    else:
        read_table(tree, sheet, layout)


def _match(tree: SheetTree, workbook: Workbook, layouts: Sequence[SheetLayout]) -> dict[str, Sheet]:
    """Return the sheet for each layout that has one; a sheet that is none is a problem or a note."""
    names = {header_word(layout.name): layout.name for layout in layouts}
    found = {names[word]: sheet for sheet in workbook.sheets if (word := header_word(sheet.name)) in names}
    gone = [layout for layout in layouts if layout.name not in found]
    absent = [layout.name for layout in gone]
    filled = {one.place.sheet for one in workbook.unread}
    others = [
        one
        for one in workbook.sheets
        if (one.cells or one.name in filled)
        and header_word(one.name) not in {*names, *_OWN}
        and not is_of_findings(one)
    ]
    meant: dict[str, list[str]] = {}
    for one in others:
        by_headers = sheet_meant(one, gone)
        if looks_like(one.name, absent) or (not found and nearest(one.name, absent)):
            meant[one.name] = absent
        elif by_headers:
            meant[one.name] = [by_headers.name]
    if not found and not meant:
        _tell_no_sheet(tree, others, absent)
        return found
    for sheet in others:
        place = _first_place(tree, sheet)
        if sheet.name in meant:
            what, known = Text("het blad", "the sheet"), meant[sheet.name]
            tree.tell(partial(other_name, "unknown-sheet", what, sheet.name, known, place))
            absent = [name for name in absent if name != (nearest(sheet.name, known) or known[0])]
        else:
            tree.note(
                "sheet-not-read",
                f"Het blad {quote(sheet.name)} is niet gelezen.",
                f"The sheet {quote(sheet.name)} was not read.",
                place,
            )
    for name in absent:
        if said := tree.template.sheet(name):
            tree.missing(Text("het blad", "the sheet"), name, said)
    return found


def _tell_no_sheet(tree: SheetTree, others: Sequence[Sheet], names: list[str]) -> None:
    """Say that a workbook is empty, or that it is one of another purpose."""
    shown = ", ".join(names)
    hint = (
        f"Begin met: sto-check new --format xlsx. Bekende bladen: {shown}.",
        f"Start with: sto-check new --format xlsx. Known sheets: {shown}.",
    )
    if others:
        has = ", ".join(quote(one.name) for one in others[:MAX_LISTED]) + (", …" if len(others) > MAX_LISTED else "")
        nl, en = (
            f"Geen blad van deze werkmap is hier bekend: {has}.",
            f"No sheet of this workbook is known here: {has}.",
        )
        tree.wrong("no-known-sheet", nl, en, _first_place(tree, others[0]), *hint)
    else:
        tree.wrong("empty", "De werkmap is leeg.", "The workbook is empty.", tree.places[()], *hint)


def _first_place(tree: SheetTree, sheet: Sheet) -> Place:
    """Return the place of the first cell with a value, or else the first of the sheet."""
    return next((cell.place for cell in sheet.cells.values()), Place(tree.name, 1, 1, sheet.name))


def _tell_hidden(tree: SheetTree, sheet: Sheet) -> None:
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    columns = {column for _, column in sheet.cells} & sheet.hidden_columns
    if not (sheet.hidden or rows or columns):
        return
    what = Text("dit blad", "this sheet")
    if not sheet.hidden:
        shown = ", ".join(str(row) for row in rows[:10]) + (", …" if len(rows) > 10 else "")
        what = Text(f"rij {shown}", f"row {shown}") if rows else Text("een kolom", "a column")
    tree.note(
        "hidden-read",
        f"Op het blad {quote(sheet.name)} is {what.nl} verborgen en wel gelezen.",
        f"On the sheet {quote(sheet.name)} {what.en} is hidden and was read.",
        next(iter(sheet.cells.values())).place,
    )
