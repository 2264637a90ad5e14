"""A CSV file as a sheet of cells, each with its line and which value of that line it is."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sto_check.documents.encoding import TABLE, decode
from sto_check.documents.errors import SyntaxProblemError, TooLargeError, problem
from sto_check.documents.limits import limit_problem
from sto_check.documents.open_file import open_bytes
from sto_check.documents.place import Place
from sto_check.documents.sheet import Cell, Sheet

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


def csv_problem(error: csv.Error, place: Place) -> SyntaxProblemError:
    """Return our words for what the CSV reader found."""
    if "field larger" in str(error):
        return SyntaxProblemError(
            problem("csv-value-too-long", "Deze waarde is te lang, of een aanhalingsteken is niet gesloten.",
                    "This value is too long, or a quote is not closed.", place,
                    "Een waarde heeft ten hoogste 131072 tekens.", "A value has at most 131072 characters.")
        )  # fmt: skip
    return SyntaxProblemError(
        problem("csv-syntax", "Geen geldige CSV: een aanhalingsteken is niet gesloten of staat verkeerd.",
                "Not valid CSV: a quote is not closed or stands in an odd place.", place,
                "Sluit het, of schrijf een aanhalingsteken in een waarde dubbel.",
                "Close it, or double a quote inside a value.")
    )  # fmt: skip


def too_many_values(limits: Limits, place: Place) -> TooLargeError:
    """Return the error for a table of more values than the limits allow."""
    return TooLargeError(
        limit_problem("too-many-values", f"De tabel bevat meer dan {limits.values} waarden",
                      f"The table holds more than {limits.values} values", place, "values", limits,
                      ("Geef alleen de tabel zelf", "Give the table only"))
    )  # fmt: skip
