"""A table: parts of a list in rows, under a row of headers that may stand anywhere near the top."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.documents.document import value_at
from sto_check.forms.sheets.cell_text import EMPTY_GROUP, EMPTY_LIST, read_cell
from sto_check.forms.sheets.header_words import by_word, header_word, looks_like, no_header, other_name
from sto_check.forms.sheets.layout import TOTALS
from sto_check.forms.sheets.words import says_nothing
from sto_check.text.errors import nearest
from sto_check.text.language import Text
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from sto_check.documents.sheet import Cell, Sheet
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.forms.sheets.tree import SheetTree
    from sto_check.text.place import Path, Place

    Row = list[tuple[Column, Cell]]

_WITHIN = 40
"""How far down the row of headers may stand."""
_NUMBERS = frozenset({"amount", "change", "percent", "quantity", "distance", "whole"})
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
    totals = _totals(sheet) if any(column.sort == "amount" for column in layout.columns) else {}
    owners = _owners(tree, layout) if layout.inside else {}
    for row in sorted(rows):
        parts = [(header.columns[number], rows[row][number]) for number in sorted(rows[row])]
        if layout.pairs or layout.inside:
            parts.sort(key=lambda part: part[0] != layout.columns[0])  # the key first, wherever its column stands
        if row in totals and not _is_named(parts, totals[row]):
            _tell_total(tree, totals[row])
        elif layout.pairs:
            _add_pair(tree, layout, parts)
        elif layout.inside:
            _add_inside(tree, layout, owners, parts)
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
    present = [column.label for column in header.columns.values()]
    absent = [column.label for column in layout.columns if column.label not in present]
    missing = tree.template.lacking(layout, present)
    told: set[int] = set()
    for (row, number), cell in sheet.cells.items():
        if row <= header.row or number in header.columns or number in told:
            continue
        told.add(number)
        head = sheet.cells.get((header.row, number))
        if head is None:
            tree.not_under_header(cell)
        elif looks_like(head.text, absent) or (missing and (len(missing) == 1 or nearest(head.text, missing))):
            what = Text("de kolomkop", "the column header")
            meant = missing or absent
            tree.tell(partial(other_name, "unknown-header", what, head.text, meant, head.place))
            missing = [label for label in missing if label != (nearest(head.text, missing) or missing[0])]
        else:
            tree.note(
                "column-not-read",
                f"De kolom {quote(head.text)} is niet gelezen.",
                f"The column {quote(head.text)} was not read.",
                head.place,
            )

    first = next(iter(sheet.cells[header.row, number] for number in header.columns)).place
    for label in missing if any(row > header.row for row, _ in sheet.cells) else ():
        tree.missing(Text("de kolom", "the column"), label, first)


def _fill_merged(tree: SheetTree, sheet: Sheet, header: _Header, rows: dict[int, dict[int, Cell]]) -> None:
    """Give a value that stands in merged rows to each of them; a number would count more than once."""
    last = max(rows, default=0)
    for top, left, bottom, _ in sheet.merged:
        column, cell = header.columns.get(left), sheet.cells.get((top, left))
        below = [row for row in range(top + 1, min(bottom, last) + 1) if row in rows]
        if column is None or cell is None or top <= header.row or not below:
            continue
        if column.sort in _NUMBERS:
            tree.wrong(
                "merged-number",
                "Dit getal staat in een samengevoegde cel van meer dan één rij.",
                "This number stands in a merged cell of more than one row.",
                cell.place,
                "Splits de cel en zet in elke rij het eigen getal.",
                "Split the cell and put each row's own number in it.",
            )
            continue
        for row in below:
            rows[row].setdefault(left, cell)


def _totals(sheet: Sheet) -> dict[int, list[Cell]]:
    """Return, for each row with such cells, those that say that the row adds up what stands above it."""
    found: dict[int, list[Cell]] = {}
    for (row, _), cell in sheet.cells.items():
        if _TOTAL.match(cell.text):
            found.setdefault(row, []).append(cell)
    return found


def _is_named(parts: Row, totals: list[Cell]) -> bool:
    """Whether a row has a name besides the word total, and so is a part of its own."""
    return any(column.sort == "key" and cell not in totals for column, cell in parts)


def _tell_total(tree: SheetTree, totals: list[Cell]) -> None:
    place = totals[0].place
    adds_up = (f"; het blad {TOTALS} telt op", f"; the sheet {TOTALS} adds up") if place.sheet else ("", "")
    tree.wrong(
        "total-row",
        "Deze rij lijkt een totaal en zou dubbel tellen.",
        "This row looks like a total and would be counted twice.",
        place,
        f"Verwijder de rij{adds_up[0]}.",
        f"Remove the row{adds_up[1]}.",
    )


def _add(tree: SheetTree, path: Path, parts: Row) -> None:
    """Add one part to the list at ``path``; a row with only an empty mark says that there are none."""
    _, first = parts[0]
    parent = tree.list_at(path, first.place)
    alone = first.text.strip() if len(parts) == 1 else ""
    if alone == EMPTY_LIST:
        return
    if alone and says_nothing(alone):
        tree.wrong(
            "nothing-to-name",
            f"In deze rij staat alleen {quote(alone)}.",
            f"In this row stands only {quote(alone)}.",
            first.place,
            "Laat de rij leeg, of schrijf [] als er geen zijn.",
            "Leave the row empty, or write [] if there are none.",
        )
        return
    here = (*path, len(parent))
    parent.append({})
    tree.places[here] = first.place
    for column, cell in parts if alone != EMPTY_GROUP or len(parts[0][0].path) > 1 else ():
        tree.put(here, column, cell)


def _expect_others(tree: SheetTree, layout: SheetLayout, header: _Header, row: Place) -> None:
    """Remember the cells of the row that was added last, also those with nothing in them."""
    last = len(value_at(tree.tree, layout.path)) - 1
    for number, column in header.columns.items() if last >= 0 else ():
        tree.expect((*layout.path, last, *column.path), row._replace(column=number))


def _owners(tree: SheetTree, layout: SheetLayout) -> dict[str, int]:
    """Return where the first part with each id stands in the list whose parts hold the rows of a table."""
    owners = value_at(tree.tree, layout.path)
    names = [one.get("id") for one in owners] if isinstance(owners, list) else []
    return {name: position for position, name in reversed(list(enumerate(names))) if isinstance(name, str)}


def _add_inside(tree: SheetTree, layout: SheetLayout, owners: dict[str, int], parts: Row) -> None:
    """Add one part to a list inside the part that its first column names."""
    owner, cell = parts[0]
    if owner != layout.columns[0]:
        _first_is_empty(tree, layout, cell)
        return
    wanted = read_cell(cell, owner)
    if not isinstance(wanted, str) or wanted not in owners:  # a mark is no id
        tree.loose.append((layout.path, cell.text.strip(), cell.place))
        return
    path: Path = (*layout.path, owners[wanted], *layout.inside)
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
        "no-key",
        f"De kolom {label} is hier leeg.",
        f"The column {label} is empty here.",
        cell.place,
        f"Vul {label} in.",
        f"Fill in {label}.",
    )
