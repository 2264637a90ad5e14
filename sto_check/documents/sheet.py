"""Sheets of cells: what a workbook or a CSV table holds before anyone knows what its headers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.xlsx.merged import Block
    from sto_check.text.place import Place

CellForm = Literal["text", "number", "percent", "day", "yesno"]


class Cell(NamedTuple):
    """A cell with a value: its exact text, which is never empty, and what the file says that it is.

    A ``number`` has a point before its decimals and at most 15 digits that count, a ``percent`` ends in %, a ``day``
    is year-month-day, a ``yesno`` is ja or nee, and a ``text`` is as it was typed, with ``\\n`` for the end of a line.
    """

    text: str
    form: CellForm
    place: Place


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, counted from 1, in order of row, then column.

    ``merged`` are the blocks of merged cells, in the same order; only the top left cell of a block has a value.
    ``hidden_rows`` are those hidden rows that hold a value.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
