"""A table: parts of a list in rows, under a row of headers that may stand anywhere near the top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.application.cell_text import EMPTY_GROUP, EMPTY_LIST, read_cell
from sto_check.application.errors import unknown_name
from sto_check.application.header_words import by_word, header_word, looks_like, no_header
from sto_check.application.sheet_layout import TOTALS
from sto_check.documents.errors import quote
from sto_check.language import Text

if TYPE_CHECKING:
    from sto_check.application.sheet_layout import Column, SheetLayout
    from sto_check.application.sheet_tree import SheetTree
    from sto_check.documents.place import Path, Place
    from sto_check.documents.sheet import Cell, Sheet

    Row = list[tuple[Column, Cell]]

_WITHIN = 40
"""How far down the row of headers may stand."""
_NUMBERS = frozenset({"amount", "quantity", "distance", "whole"})
_TOTAL = re.compile(r"(?:sub)?totaal\b|total\b|som\b", re.IGNORECASE)


class _Header(NamedTuple):
    """The row of headers, and which value each column of the sheet holds."""

    row: int
    columns: dict[int, Column]


def read_table(tree: SheetTree, sheet: Sheet, layout: SheetLayout) -> None:
    """Add a part to the list in the tree for each row of a table."""
    header = _header(tree, sheet, layout)
    if header is None:
        return
    _tell_other_columns(tree, sheet, header, layout)
    rows: dict[int, dict[int, Cell]] = {}
    for (row, number), cell in sheet.cells.items():
        if row > header.row and number in header.columns:
            rows.setdefault(row, {})[number] = cell
    tree.expect(layout.path, next(iter(sheet.cells[header.row, number] for number in header.columns)).place)
    _fill_merged(tree, sheet, header, rows)
    adds_up = any(column.form == "amount" for column in layout.columns)
    for row in sorted(rows):
        parts = [(header.columns[number], rows[row][number]) for number in sorted(rows[row])]
        if layout.pairs or layout.inside:
            parts.sort(key=lambda part: part[0] != layout.columns[0])  # the key first, wherever its column stands
        if adds_up and (total := _total(sheet, row, parts)):
            tree.wrong(
                "total-row", "Deze rij lijkt een totaal en zou dubbel tellen.",
                "This row looks like a total and would be counted twice.", total.place,
                f"Verwijder de rij; het blad {TOTALS} telt op.", f"Remove the row; the sheet {TOTALS} adds up.",
            )  # fmt: skip
        elif layout.pairs:
            _add_pair(tree, layout, parts)
        elif layout.inside:
            _add_inside(tree, layout, parts)
        else:
            _add(tree, layout.path, parts)
            _expect_others(tree, layout, header, parts[0][1].place)


def _header(tree: SheetTree, sheet: Sheet, layout: SheetLayout) -> _Header | None:
    """Return the row that holds most of the headers, the first of those that hold as many."""
    known = by_word(layout.columns)
    rows: dict[int, dict[int, Column]] = {}
    for (row, number), cell in sheet.cells.items():
        column = known.get(header_word(cell.text)) if row <= _WITHIN else None
        if column is not None:
            rows.setdefault(row, {})[number] = column
    row = max(rows, key=lambda one: (len(rows[one]), -one), default=0)
    if len(rows.get(row, ())) < min(2, len(layout.columns)):
        no_header(tree, sheet, [column.label for column in layout.columns])
        return None
    first: dict[str, int] = {}
    for number, column in rows[row].items():
        if column.label in first:
            tree.twice(sheet.cells[row, number], sheet.cells[row, first[column.label]].place)
        first.setdefault(column.label, number)
    return _Header(row, {number: column for number, column in rows[row].items() if first[column.label] == number})


def _tell_other_columns(tree: SheetTree, sheet: Sheet, header: _Header, layout: SheetLayout) -> None:
    """Say which columns with something in them are not read, and which header a wrong one may stand for."""
    absent = [column.label for column in layout.columns if column not in header.columns.values()]
    told: set[int] = set()
    for (row, number), cell in sheet.cells.items():
        if row <= header.row or number in header.columns or number in told:
            continue
        told.add(number)
        head = sheet.cells.get((header.row, number))
        if head is None:
            tree.note("cell-not-read", "Deze cel staat niet onder een kop en is niet gelezen.",
                      "This cell stands under no header and was not read.", cell.place)  # fmt: skip
        elif looks_like(head.text, absent):
            what = Text("de kolomkop", "the column header")
            tree.problems.append(unknown_name("unknown-header", what, head.text, absent, head.place, ""))
        else:
            tree.note("column-not-read", f"De kolom {quote(head.text)} is niet gelezen.",
                      f"The column {quote(head.text)} was not read.", head.place)  # fmt: skip


def _fill_merged(tree: SheetTree, sheet: Sheet, header: _Header, rows: dict[int, dict[int, Cell]]) -> None:
    """Give a value that stands in merged rows to each of them; a number would count more than once."""
    for top, left, bottom, _ in sheet.merged:
        column, cell = header.columns.get(left), sheet.cells.get((top, left))
        below = [row for row in range(top + 1, min(bottom, max(rows, default=0)) + 1) if row in rows]
        if column is None or cell is None or top <= header.row or not below:
            continue
        if column.form in _NUMBERS:
            tree.wrong(
                "merged-number", "Dit getal staat in een samengevoegde cel van meer dan één rij.",
                "This number stands in a merged cell of more than one row.", cell.place,
                "Splits de cel en zet in elke rij het eigen getal.",
                "Split the cell and put each row's own number in it.",
            )  # fmt: skip
            continue
        for row in below:
            rows[row].setdefault(left, cell)


def _total(sheet: Sheet, row: int, parts: Row) -> Cell | None:
    """Return the cell that says that a row adds up those above it; None where the row is a part of its own."""
    said = [cell for (one, _), cell in sheet.cells.items() if one == row and _TOTAL.match(cell.text)]
    named = [cell for column, cell in parts if column.form == "key" and cell not in said]
    return said[0] if said and not named else None


def _add(tree: SheetTree, path: Path, parts: Row) -> None:
    """Add one part to the list at ``path``; a row with only an empty mark says that there are none."""
    _, first = parts[0]
    parent = tree.list_at(path, first.place)
    alone = first.text.strip() if len(parts) == 1 else ""
    if alone == EMPTY_LIST:
        return
    here = (*path, len(parent))
    parent.append({})
    tree.places[here] = first.place
    for column, cell in parts if alone != EMPTY_GROUP or len(parts[0][0].path) > 1 else ():
        tree.put(here, column, cell)


def _expect_others(tree: SheetTree, layout: SheetLayout, header: _Header, row: Place) -> None:
    """Remember the cells of the row that was added last, also those with nothing in them."""
    last = len(tree.at(layout.path)) - 1
    for number, column in header.columns.items() if last >= 0 else ():
        tree.expect((*layout.path, last, *column.path), row._replace(column=number))


def _add_inside(tree: SheetTree, layout: SheetLayout, parts: Row) -> None:
    """Add one part to a list inside the part that its first column names."""
    owner, cell = parts[0]
    if owner != layout.columns[0]:
        _first_is_empty(tree, layout, cell)
        return
    owners = tree.at(layout.path)
    names = [one.get("id") for one in owners] if isinstance(owners, list) else []
    wanted = read_cell(cell, owner)
    if wanted not in names:
        known = [name for name in names if isinstance(name, str)]
        what = Text("de id", "the id")
        tree.problems.append(unknown_name("unknown-reference", what, cell.text, known, cell.place, ""))
        return
    path: Path = (*layout.path, names.index(wanted), *layout.inside)
    if len(parts) > 1:
        _add(tree, path, parts[1:])
    else:
        tree.list_at(path, cell.place)


def _add_pair(tree: SheetTree, layout: SheetLayout, parts: Row) -> None:
    """Add a key and its value to a mapping."""
    first, cell = parts[0]
    pairs: dict[str, Any] = tree.group(layout.path, cell.place)
    if first != layout.columns[0]:
        _first_is_empty(tree, layout, cell)
        return
    if len(parts) == 1 and cell.text.strip() == EMPTY_LIST:
        return
    name = str(read_cell(cell, first))
    path = (*layout.path, name)
    if name in pairs:
        tree.twice(cell, tree.keys[path])
        return
    tree.keys[path] = tree.places[path] = cell.place
    pairs[name] = None
    for column, value in parts[1:]:
        pairs[name], tree.places[path] = read_cell(value, column), value.place


def _first_is_empty(tree: SheetTree, layout: SheetLayout, cell: Cell) -> None:
    label = layout.columns[0].label
    tree.wrong(
        "no-key", f"De kolom {label} is hier leeg.", f"The column {label} is empty here.", cell.place,
        f"Vul {label} in.", f"Fill in {label}.",
    )  # fmt: skip
