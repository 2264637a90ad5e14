"""A document to a workbook to fill in: forms and tables, drop-downs, formats, an explanation of every value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from sto_check.documents.document import value_at
from sto_check.documents.xlsx.pack import pack
from sto_check.forms.sheets.cell_text import (
    EMPTY_GROUP,
    EMPTY_LIST,
    EMPTY_TEXT,
    NOT_KNOWN,
    write_text,
    write_texts,
)
from sto_check.forms.sheets.form import ANSWER, QUESTION
from sto_check.forms.sheets.layout import EXPLANATION, TOTALS, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.forms.form import Form, Steps, Total
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.forms.values import Sort

ROWS_TO_FILL = 500
"""How far down drop-downs go in a table."""
_DATE, _EURO, _AS_TEXT = "dd-mm-yyyy", '"€" #,##0.00', "@"
_FORMATS: dict[Sort, str] = {
    "day": _DATE, "amount": _EURO, "change": _EURO, "percent": "0.00", "quantity": "General", "distance": "0.###",
    "whole": "0", "year": "0",
}  # fmt: skip
_FIRST_DATE = "1900-03-01"
"""The first day on which programs agree about the number of a date; an earlier day is written as a text."""
_WIDTHS: dict[Sort, int] = {"text": 40, "amount": 16, "change": 16, "day": 13, "key": 18, "word": 22}
_LONGEST_LIST = 255
_LINE_HEIGHT, _HIGHEST_ROW = 15, 409
"""In points; no program shows a higher row."""
_HEAD = PatternFill("solid", fgColor="1F4E79")
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_QUIET = Font(italic=True, color="666666")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WRAPPED_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")


def write_workbook(form: Form, tree: dict[str, Any]) -> bytes:
    """Return the bytes of a workbook (XLSX) of a form, filled with a tree such as ``plain_tree`` gives."""
    book = Workbook()
    book.remove(book.active) if book.active else None
    layouts = layout_of(form)
    for layout in layouts:
        sheet = book.create_sheet(layout.name)
        if layout.is_form:
            _write_form(sheet, layout, tree)
        else:
            _write_table(sheet, layout, tree, form)
    _write_totals(book, form)
    _write_explanation(book.create_sheet(EXPLANATION), layouts)
    return pack(book)


def _write_form(sheet: Worksheet, layout: SheetLayout, tree: dict[str, Any]) -> None:
    _write_head(sheet, [QUESTION, ANSWER, EXPLANATION], [42, 70, 60])
    bare = [group for group in layout.groups if _is_bare(value_at(tree, group.path))]
    for row, column in enumerate((*layout.columns, *bare), 2):
        asked, answer = sheet.cell(row, 1, column.label), sheet.cell(row, 2)
        asked.font, asked.alignment = Font(bold=True), _WRAPPED
        _write_value(answer, column, {} if column in bare else value_at(tree, column.path))
        answer.alignment = _WRAPPED_LEFT
        said = sheet.cell(row, 3, column.explanation)
        said.font, said.alignment = _QUIET, _WRAPPED
        _offer(sheet, column, f"B{row}")
    _fit_rows(sheet)


def _is_bare(group: Any) -> bool:
    """Whether a group was given, but nothing in it."""
    return isinstance(group, dict) and all(value is None for value in group.values())


def _write_table(sheet: Worksheet, layout: SheetLayout, tree: dict[str, Any], form: Form) -> None:
    widths = [_WIDTHS.get(column.sort, 12) for column in layout.columns]
    _write_head(sheet, [column.label for column in layout.columns], widths)
    for number, column in enumerate(layout.columns, 1):
        letter = get_column_letter(number)
        _offer(sheet, column, f"{letter}2:{letter}{ROWS_TO_FILL}", _ids_for(layout, column, form))
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.sort, _AS_TEXT)
    for row, values in enumerate(_rows(layout, tree), 2):
        for number, column in enumerate(layout.columns, 1):
            if number - 1 in values:
                _write_value(sheet.cell(row, number), column, values[number - 1], marks=len(column.path) > 1)
        if not values:
            sheet.cell(row, 1).value = EMPTY_GROUP
    _fit_rows(sheet)


def _fit_rows(sheet: Worksheet) -> None:
    """Make each row as high as its longest text needs; not every program does so when it opens a workbook."""
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        lines = 1
        for column, cell in enumerate(row, 1):
            room = sheet.column_dimensions[get_column_letter(column)].width
            written = str(cell.value or "").split("\n") if cell.data_type == "s" else ()
            lines = max(lines, sum(1 + int(len(line) // room) for line in written))
        if lines > 1:
            sheet.row_dimensions[number].height = min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def _ids_for(layout: SheetLayout, column: Column, form: Form) -> str:
    """Return where the ids stand that a column refers to; empty where it refers to nothing."""
    targets = {one.target for one in form.references if one.source == (*layout.path, *layout.inside, *column.path)}
    tables = (one for one in layout_of(form) if one.path in targets and not one.inside)
    return next((f"={_range(one, ('id',))}" for one in tables), "")


def _rows(layout: SheetLayout, tree: dict[str, Any]) -> Iterator[dict[int, Any]]:
    """Yield for each row of a table the values by the position of their column; a mark where a list is empty."""
    given = value_at(tree, layout.path)
    if given is None:
        return
    if layout.inside:
        for part in given:
            inside = value_at(part, layout.inside)
            for row in [] if inside is None else [_values(layout, one) for one in inside] or [{1: []}]:
                yield {0: part["id"], **(row or {1: {}})}
    elif layout.pairs:
        yield from [{0: key, 1: value} for key, value in given.items()] or [{0: []}]
    else:
        yield from [_values(layout, part) for part in given] or [{0: []}]


def _values(layout: SheetLayout, part: dict[str, Any]) -> dict[int, Any]:
    """Return the values of one part; in a group inside it a key without a value counts, so it is there as None."""
    found: dict[int, Any] = {}
    for position, column in enumerate(layout.columns):
        group = value_at(part, column.path[:-1]) if column.path else None
        if not column.path or not isinstance(group, dict):
            continue
        value = group.get(column.path[-1])
        if value is not None or (len(column.path) > 1 and column.path[-1] in group):
            found[position] = value
        elif group == {} and len(column.path) > 1 and _is_first_of(layout, position):
            found[position] = {}
    return found


def _is_first_of(layout: SheetLayout, position: int) -> bool:
    before = layout.columns[position - 1] if position else None
    return before is None or before.path[:-1] != layout.columns[position].path[:-1]


def _write_value(cell: Cell | MergedCell, column: Column, value: Any, *, marks: bool = False) -> None:
    cell.alignment = _WRAPPED
    cell.number_format = _FORMATS.get(column.sort, _AS_TEXT)
    if value is None:
        if marks:
            cell.value = NOT_KNOWN
    elif isinstance(value, dict):
        cell.value = EMPTY_GROUP
    elif isinstance(value, list):
        several = column.sort == "text" or EMPTY_TEXT in value or not value
        _write_as_text(cell, write_texts(value) if several else ", ".join(value))
    elif column.sort in {"amount", "change", "percent", "quantity", "distance", "whole", "year"}:
        cell.value = Decimal(value)
    elif column.sort == "day" and value >= _FIRST_DATE:
        cell.value = date.fromisoformat(value)
    else:
        _write_as_text(cell, write_text(value))


def _write_as_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that no program takes for a formula or for a number."""
    cell.value = text
    cell.data_type = "s"


def _write_head(sheet: Worksheet, labels: Sequence[str], widths: Sequence[int]) -> None:
    for number, (label, width) in enumerate(zip(labels, widths, strict=True), 1):
        head = sheet.cell(1, number, label)
        head.font, head.fill, head.alignment = _HEAD_FONT, _HEAD, _WRAPPED
        sheet.column_dimensions[get_column_letter(number)].width = max(width, len(label) + 2)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(sheet: Worksheet, column: Column, cells: str, ids: str = "") -> None:
    """Offer the words of a closed list, or the ids that ``ids`` leads to, and show what is asked at the cell."""
    words = ("ja", "nee") if column.sort == "yesno" else column.words
    listed = f'"{",".join(words)}"' if words else ids
    offers = bool(listed) and not column.several and len(listed) <= _LONGEST_LIST
    offered = DataValidation(type="list", formula1=listed, allow_blank=True) if offers else DataValidation()
    offered.showErrorMessage = offers and (column.closed or column.sort == "yesno")
    offered.errorTitle, offered.error = "Kies uit de lijst", f"Kies een van: {', '.join(words)}"[:_LONGEST_LIST]
    offered.showInputMessage = True
    offered.promptTitle, offered.prompt = column.label[:32], column.explanation[:_LONGEST_LIST]
    sheet.add_data_validation(offered)
    offered.add(cells)


def _write_totals(book: Workbook, form: Form) -> None:
    """Write a protected sheet whose formulas add up what the form wants added up."""
    if not form.totals:
        return
    sheet = book.create_sheet(TOTALS)
    _write_head(sheet, ["Totaal", "Bedrag"], [50, 20])
    rows = {total.title: row for row, total in enumerate(form.totals, 2)}
    for row, total in enumerate(form.totals, 2):
        sheet.cell(row, 1, total.title)
        cell = sheet.cell(row, 2, _formula(total, form, rows))
        cell.number_format, cell.protection = "0.00%" if total.share else _EURO, Protection(locked=True)
    sheet.protection.sheet = True


def _formula(total: Total, form: Form, rows: Mapping[str, int]) -> str:
    if total.share:
        part, whole = (f"B{rows[name]}" for name in total.share)
        return f"=IF({whole}=0,0,{part}/{whole})"
    layout = next(one for one in layout_of(form) if one.path == total.column[: len(one.path)] and one.path)
    inside = total.column[len(layout.path) :]
    if total.among is None:
        return f"=SUM({_range(layout, inside)})"
    field, word = total.among
    return f'=SUMIF({_range(layout, (field,))},"{word}",{_range(layout, inside)})'


def _range(layout: SheetLayout, path: Steps) -> str:
    position = next(number for number, column in enumerate(layout.columns, 1) if column.path == path)
    letter = get_column_letter(position)
    return f"'{layout.name}'!${letter}$2:${letter}$10000"


def _write_explanation(sheet: Worksheet, layouts: Sequence[SheetLayout]) -> None:
    _write_head(sheet, ["Blad", "Vraag of kolom", EXPLANATION, "Kies uit"], [22, 36, 70, 50])
    lines = [
        ("", "Lege cel", "nog niet ingevuld: regels die het nodig hebben zeggen onbekend", ""),
        ("", EMPTY_LIST, "er is niets te noemen", ""),
        ("", NOT_KNOWN, "wordt aangeboden, maar het aantal is nog niet bekend", ""),
    ]
    lines += [
        (layout.name, column.label, _explained(column), ", ".join(column.words))
        for layout in layouts
        for column in layout.columns
    ]
    for row, line in enumerate(lines, 2):
        for number, text in enumerate(line, 1):
            cell = sheet.cell(row, number)
            cell.alignment = _WRAPPED
            _write_as_text(cell, text) if text else None


def _explained(column: Column) -> str:
    if not column.several:
        return column.explanation
    how = "elk op een eigen regel in de cel (Alt+Enter)" if column.sort == "text" else "gescheiden door komma's"
    return f"{column.explanation}; {how}"
