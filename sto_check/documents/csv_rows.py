"""A CSV file to rows of texts, as people and Excel write one: the only reader of CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.encoding import TABLE, decode
from sto_check.documents.errors import SyntaxProblemError, TooLargeError
from sto_check.documents.limits import limit_problem
from sto_check.documents.open_file import open_bytes
from sto_check.text.place import Place
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from sto_check.documents.limits import Limits

_DIVIDERS = ";\t,"


class CsvRow(NamedTuple):
    """A row: the line it begins on, from 1, and its values as they are written."""

    line: int
    values: list[str]


class CsvFile:
    """A CSV file that is open; its rows are read one by one. ``data`` holds its bytes.

    UTF-8, or Windows-1252 as Excel writes it; semicolons, tabs or commas divide, as the first line shows; quotes may
    stand around a value. Raises a :class:`~sto_check.documents.errors.DocumentError` where it cannot be opened.
    """

    def __init__(self, path: FilePath, limits: Limits) -> None:
        self.name = str(path)
        self.data = open_bytes(path, limits)
        self._limits = limits
        self._text = decode(self.data, self.name, TABLE)

    def rows(self) -> Iterator[CsvRow]:
        """Yield every row, those without values too; raises SyntaxProblemError with the line of what is no CSV."""
        first = self._text.lstrip().split("\n", 1)[0]
        divider = next((one for one in _DIVIDERS if one in first), ",")
        rows = csv.reader(io.StringIO(self._text, newline=""), delimiter=divider, strict=True)
        line = 1
        try:
            for values in rows:
                yield CsvRow(line, values)
                line = rows.line_num + 1
        except csv.Error as error:
            raise _not_csv(error, Place(self.name, line, 1)) from error

    def too_many_values(self, line: int) -> TooLargeError:
        """Return the error for a table that holds more values than the limits allow, on that line or before."""
        most = self._limits.values
        return TooLargeError(
            limit_problem(
                "too-many-values",
                f"De tabel bevat meer dan {most} waarden",
                f"The table holds more than {most} values",
                Place(self.name, line, 1),
                "values",
                self._limits,
                ("Geef alleen de tabel zelf", "Give the table only"),
            )
        )


def _not_csv(error: csv.Error, place: Place) -> SyntaxProblemError:
    """Return our words for what the CSV reader found."""
    if "field larger" in str(error):
        return SyntaxProblemError(
            problem(
                "csv-value-too-long",
                "Deze waarde is te lang, of een aanhalingsteken is niet gesloten.",
                "This value is too long, or a quote is not closed.",
                place,
                "Een waarde heeft ten hoogste 131072 tekens.",
                "A value has at most 131072 characters.",
            )
        )
    return SyntaxProblemError(
        problem(
            "csv-syntax",
            "Geen geldige CSV: een aanhalingsteken is niet gesloten of staat verkeerd.",
            "Not valid CSV: a quote is not closed or stands in an odd place.",
            place,
            "Sluit het, of schrijf een aanhalingsteken in een waarde dubbel.",
            "Close it, or double a quote inside a value.",
        )
    )
