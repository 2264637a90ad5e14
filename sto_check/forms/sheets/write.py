"""A document to a workbook to fill in: forms and tables, drop-downs, formats, an explanation of every value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo

from sto_check.documents.document import value_at
from sto_check.documents.xlsx.pack import pack
from sto_check.forms.sheets import looks
from sto_check.forms.sheets.cell_text import (
    EMPTY_GROUP,
    EMPTY_LIST,
    EMPTY_TEXT,
    NOT_KNOWN,
    write_text,
    write_texts,
)
from sto_check.forms.sheets.colours import LEGEND, colour_form, colour_table
from sto_check.forms.sheets.form import ANSWER, QUESTION
from sto_check.forms.sheets.formulas import LAST_ROW, Formula, product, products_in, totals_of
from sto_check.forms.sheets.layout import EXPLAINED, EXPLANATION, TOTALS, layout_of
from sto_check.forms.sheets.offers import Offers
from sto_check.forms.sheets.words import list_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.forms.form import Form, Steps
    from sto_check.forms.sheets.layout import Column, SheetLayout

EMPTY_ROWS = 15
"""How many rows a table has beside those that are filled."""
_FIRST_DATE = "1900-03-01"
"""The first day on which programs agree about the number of a date; an earlier day is written as a text."""
_NUMBERS = frozenset({"amount", "change", "percent", "quantity", "distance", "whole", "year"})
_FORM_WIDTHS = [36, 84, 52]


def write_workbook(form: Form, tree: dict[str, Any], suffix: str = ".xlsx") -> bytes:
    """Return the bytes of a workbook of a form, filled with a tree such as ``plain_tree`` gives; ``.ods`` is ODS."""
    writer = _Writer(form, tree)
    if suffix == ".ods":
        from sto_check.documents.ods_pack import pack_ods

        return pack_ods(writer.book, writer.outcomes)
    return pack(writer.book, writer.outcomes)


class _Writer:
    """Makes one workbook, and keeps what its formulas come to."""

    def __init__(self, form: Form, tree: dict[str, Any]) -> None:
        self.book, self.outcomes = Workbook(), dict[tuple[str, str], Decimal | str]()
        self._form, self._tree = form, tree
        self._offers = Offers(self.book, form)
        self._ids: dict[tuple[str, ...], list[str]] = {}
        if self.book.active:
            self.book.remove(self.book.active)
        self.book.properties.title, self.book.properties.creator = form.title.nl, "sto-check"
        layouts = layout_of(form)
        for layout in layouts:
            sheet = self.book.create_sheet(layout.name)
            if layout.is_form:
                self._form_on(sheet, layout)
            else:
                self._table_on(sheet, layout)
        self._totals()
        _write_explanation(self.book.create_sheet(EXPLANATION), layouts)
        heading = value_at(tree, form.headed_by) if form.headed_by else None
        for sheet in self.book:
            looks.fit_rows(sheet)
            looks.set_page(sheet, form.title.nl, heading or "", splits=bool(sheet.tables))
        for cell, formula in self._offers.finish(self._ids):
            self._calculate(self.book.worksheets[-1], cell, formula)

    def _calculate(self, sheet: Worksheet, cell: str, formula: Formula) -> None:
        sheet[cell] = formula.text
        self.outcomes[sheet.title, cell] = formula.outcome

    def _form_on(self, sheet: Worksheet, layout: SheetLayout) -> None:
        looks.write_head(sheet, [QUESTION, ANSWER, EXPLANATION], _FORM_WIDTHS)
        bare = [group for group in layout.groups if _is_bare(layout, group.path, value_at(self._tree, group.path))]
        for row, column in enumerate((*layout.columns, *bare), 2):
            asked, answer, said = (sheet.cell(row, number) for number in (1, 2, 3))
            asked.value, said.value = column.label, column.explanation
            looks.say(asked, looks.BOLD)
            looks.say(said, looks.QUIET)
            looks.dress(answer, column, in_table=False)
            looks.line(answer)
            group = column.path[:-1]
            marks = _has_counts(layout, group) and column.path[-1] in (value_at(self._tree, group) or {})
            _write_value(answer, column, {} if column in bare else value_at(self._tree, column.path), marks=marks)
            self._offers.add(sheet, layout, column, f"B{row}")
        colour_form(sheet, layout.columns)

    def _table_on(self, sheet: Worksheet, layout: SheetLayout) -> None:
        freeze = "B2" if layout.columns[0].sort == "key" else "A2"
        widths = [looks.width_of(column) for column in layout.columns]
        looks.write_head(sheet, [column.label for column in layout.columns], widths, freeze)
        for number, column in enumerate(layout.columns, 1):
            letter = get_column_letter(number)
            looks.dress(sheet.column_dimensions[letter], column)
            self._offers.add(sheet, layout, column, f"{letter}2:{letter}{LAST_ROW}")
        rows = list(_rows(layout, self._tree))
        self._ids[*layout.path, *layout.inside] = [str(row[0]) for row in rows if isinstance(row.get(0), str)]
        products = products_in(layout, self._form)
        for row, values in enumerate([*rows, *([None] * EMPTY_ROWS)], 2):
            for number, column in enumerate(layout.columns, 1):
                cell = sheet.cell(row, number)
                looks.dress(cell, column)
                looks.line(cell)
                given = values or {}
                if number - 1 in given:
                    _write_value(cell, column, given[number - 1], marks=len(column.path) > 1)
                of = products.get(number - 1) if values != {} else None
                formula = product(row, of, given, given.get(number - 1)) if of else None
                if formula:
                    self._calculate(sheet, cell.coordinate, formula)
            if values == {}:
                sheet.cell(row, 1).value = EMPTY_GROUP
        _make_table(
            sheet,
            layout,
            len(rows) + EMPTY_ROWS,
            {position: product(2, of, {}, None) for position, of in products.items()},
        )
        colour_table(sheet, layout, self._form)

    def _totals(self) -> None:
        """Write a protected sheet whose formulas add up what the form wants added up."""
        if not self._form.totals:
            return
        sheet = self.book.create_sheet(TOTALS)
        looks.write_head(sheet, ["Totaal", "Bedrag"], [60, 20])
        for row, (total, formula) in enumerate(totals_of(self._form, self._tree), 2):
            title, cell = sheet.cell(row, 1, total.title), sheet.cell(row, 2)
            looks.say(title)
            looks.say(cell)
            cell.alignment = looks.RIGHT
            cell.number_format, cell.protection = looks.SHARE if total.share else looks.EURO, Protection(locked=True)
            self._calculate(sheet, cell.coordinate, formula)
        sheet.protection.sheet = True


def _make_table(sheet: Worksheet, layout: SheetLayout, rows: int, formulas: dict[int, Formula | None]) -> None:
    """Make the rows under the header a table with filters, that grows with what is typed below it."""
    named = "Tabel_" + re.sub(r"\W", "_", layout.name)
    style = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table = Table(displayName=named, ref=f"A1:{get_column_letter(len(layout.columns))}{rows + 1}", tableStyleInfo=style)
    table.autoFilter = AutoFilter(ref=table.ref)
    for position, column in enumerate(layout.columns):
        one = TableColumn(id=position + 1, name=column.label)
        if formula := formulas.get(position):
            one.calculatedColumnFormula = TableFormula(attr_text=formula.text.removeprefix("="))
        table.tableColumns.append(one)
    sheet.add_table(table)


def _is_bare(layout: SheetLayout, path: Steps, group: Any) -> bool:
    """Whether a group was given, but nothing in it that a cell of its own tells."""
    if not isinstance(group, dict) or any(value is not None for value in group.values()):
        return False
    return not group or not _has_counts(layout, path)


def _has_counts(layout: SheetLayout, group: Steps) -> bool:
    """Whether a group on a form has numbers only, so that a key says what there is, also without its number."""
    return bool(group) and {one.sort for one in layout.columns if one.path[:-1] == group} == {"whole"}


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
    if value is None:
        if marks:
            cell.value = NOT_KNOWN
    elif isinstance(value, dict):
        cell.value = EMPTY_GROUP
    elif isinstance(value, list):
        several = column.sort == "text" or EMPTY_TEXT in value or not value
        _write_as_text(cell, write_texts(value) if several else ", ".join(value))
    elif column.sort in _NUMBERS:
        cell.value = Decimal(value)
    elif column.sort == "day" and value >= _FIRST_DATE:
        cell.value = date.fromisoformat(value)
        cell.number_format = looks.DATE  # the library gives a day a format of its own
    else:
        _write_as_text(cell, write_text(value))


def _write_as_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that no program takes for a formula or for a number."""
    cell.value = text
    cell.data_type = "s"


def _write_explanation(sheet: Worksheet, layouts: Sequence[SheetLayout]) -> None:
    looks.write_head(sheet, [*EXPLAINED, EXPLANATION, "Kies uit"], [22, 36, 70, 50])
    lines = [
        ("", "lege cel", "nog niet ingevuld: regels die het nodig hebben zeggen onbekend", ""),
        ("", EMPTY_LIST, "er is niets te noemen", ""),
        ("", NOT_KNOWN, "wordt aangeboden, maar het aantal is nog niet bekend", ""),
        *(("", name, means, "") for _, name, means in LEGEND),
    ]
    lines += [
        (layout.name, column.label, _explained(column), ", ".join(column.words))
        for layout in layouts
        for column in layout.columns
    ]
    fills = {name: fill for fill, name, _ in LEGEND}
    for row, line in enumerate(lines, 2):
        for number, text in enumerate(line, 1):
            cell = sheet.cell(row, number)
            looks.say(cell)
            _write_as_text(cell, text) if text else None
            if text in fills and number == 2:
                cell.fill = fills[text]


def _explained(column: Column) -> str:
    if not column.several:
        return column.explanation
    return f"{column.explanation}. {list_like(column).nl}"
