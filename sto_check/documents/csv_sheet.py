"""A CSV file as a sheet of cells, each with its line and which value of that line it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.csv_rows import CsvFile
from sto_check.documents.sheet import Cell, Sheet
from sto_check.text.place import Place

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from sto_check.documents.limits import Limits


def read_csv_sheet(path: FilePath, limits: Limits) -> tuple[Sheet, bytes]:
    """Return the cells of a CSV file and its bytes.

    The column of a place is the position of the value in its row, from 1.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what cannot be read.
    """
    file = CsvFile(path, limits)
    cells: dict[tuple[int, int], Cell] = {}
    for number, (line, values) in enumerate(file.rows(), 1):
        for column, value in enumerate(values, 1):
            if value.strip():
                place = Place(file.name, line, column)
                cells[number, column] = Cell(value.replace("\r\n", "\n"), "text", place)
        if len(cells) > limits.values:
            raise file.too_many_values(line)
    return Sheet(path.name, cells), file.data
