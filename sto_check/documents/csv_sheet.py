"""A CSV file as a sheet of cells, each with its line and which value of that line it is."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sto_check.documents.encoding import TABLE, decode
from sto_check.documents.open_file import open_bytes
from sto_check.documents.place import Place
from sto_check.documents.sheet import Cell, Sheet
from sto_check.documents.table import csv_problem, too_many_values

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from sto_check.documents.limits import Limits

_DIVIDERS = ";\t,"


def read_csv_sheet(path: FilePath, limits: Limits) -> tuple[Sheet, bytes]:
    """Return the cells of a CSV file and its bytes; semicolons, tabs or commas divide, as the first line shows.

    The column of a place is the position of the value in its row, from 1.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what cannot be read.
    """
    name = str(path)
    data = open_bytes(path, limits)
    text = decode(data, name, TABLE)
    first = text.lstrip().split("\n", 1)[0]
    divider = next((one for one in _DIVIDERS if one in first), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    cells: dict[tuple[int, int], Cell] = {}
    line = 1
    try:
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value.strip():
                    cells[number, column] = Cell(value.replace("\r\n", "\n"), "text", Place(name, line, column))
            line = rows.line_num + 1
            if len(cells) > limits.values:
                raise too_many_values(limits, Place(name, line - 1, 1))
    except csv.Error as error:
        raise csv_problem(error, Place(name, line, 1)) from error
    return Sheet(path.name, cells), data
