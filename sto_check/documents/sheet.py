"""Sheets of cells: what a workbook or a CSV table holds before anyone knows what its headers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.place import Place

CellForm = Literal["text", "number", "percent", "day", "yesno"]


class Cell(NamedTuple):
    """A cell with something in it: its exact text, how it was written, and where it stands."""

    text: str
    form: CellForm
    place: Place


class Sheet(NamedTuple):
    """A sheet. ``cells`` are by row and column, from 1; ``merged`` are blocks: first row, column, last row, column."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
