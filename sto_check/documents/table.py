"""CSV to a list of rows, each a mapping from the header's words to the texts below them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import Document
from sto_check.documents.encoding import TABLE, decode
from sto_check.documents.errors import (
    DuplicateKeyError,
    Found,
    SyntaxProblemError,
    TooLargeError,
    joined,
    problem,
    quote,
)
from sto_check.documents.limits import DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.lines import showing
from sto_check.documents.locate import by_path
from sto_check.documents.open_file import open_bytes
from sto_check.documents.place import Path, Place

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from sto_check.errors import Problem


class TextTable(NamedTuple):
    """A table as it was read: the words of its header, and its rows; every row has a place."""

    header: list[str]
    rows: Document


def read_table(path: FilePath, limits: Limits = DEFAULT_LIMITS) -> TextTable:
    """Read a CSV file with a header; commas or semicolons divide, quotes may stand around a value.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of every row that does not fit the
    header, and of every word that the header holds twice.
    """
    name = str(path)
    data = open_bytes(path, limits)
    text = decode(data, name, TABLE)
    header_line = text.split("\n", 1)[0]
    with showing(Document(name, None, data=data)):
        header, rows = _read_rows(text, name, ";" if ";" in header_line else ",", limits)
    return TextTable(header, rows._replace(data=data))


def _read_rows(text: str, name: str, delimiter: str, limits: Limits) -> TextTable:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    tree: list[dict[str, str]] = []
    places: dict[Path, Place] = {(): Place(name, 1, 1)}
    found = Found()
    line = 1
    try:
        header = [word.strip() for word in next(rows)]
        if len(header) > limits.values:
            raise too_many_values(limits, Place(name, 1, 1))
        seen: set[str] = set()
        for word in header:
            if word in seen:
                found.add(DuplicateKeyError, _word_twice(word, Place(name, rows.line_num, 1)))
            seen.add(word)
        line = rows.line_num + 1
        for row in rows:
            line = rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            place = Place(name, rows.line_num, 1)
            if len(row) != len(header):
                found.add(SyntaxProblemError, _row_length(len(row), len(header), place))
                continue
            if (len(tree) + 1) * len(header) > limits.values:
                raise too_many_values(limits, place)
            places[(len(tree),)] = place
            tree.append({word: cell.strip() for word, cell in zip(header, row, strict=True)})
    except csv.Error as error:
        stopped = csv_problem(error, Place(name, line, 1))
        raise joined(found.error(), stopped) if found else stopped from error
    if found:
        raise found.error()
    return TextTable(header, Document(name, tree, by_path(places)))


def _word_twice(word: str, place: Place) -> Problem:
    shown = quote(word)
    return problem("duplicate-key", f"In de kop staat {shown} nog een keer.", f"The header holds {shown} once more.",
                   place, "Geef elke kolom een eigen naam.", "Give each column a name of its own.")  # fmt: skip


def _row_length(values: int, words: int, place: Place) -> Problem:
    nl, en = ("waarde", "value") if values == 1 else ("waarden", "values")
    hint = ("Zet een waarde met een komma tussen aanhalingstekens.", "Put a value that holds a comma between quotes.")
    if values < words:
        hint = ("Vul aan wat ontbreekt; een lege waarde houdt haar komma.",
                "Add what is missing; an empty value keeps its comma.")  # fmt: skip
    return problem("row-length", f"Deze regel heeft {values} {nl}; de kop heeft er {words}.",
                   f"This row has {values} {en}; the header has {words}.", place, *hint)  # fmt: skip


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
