"""CSV to a list of rows, each a mapping from the header's words to the texts below them."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from sto_check.documents.document import Document
from sto_check.documents.encoding import decode
from sto_check.documents.errors import DuplicateKeyError, SyntaxProblemError, TooLargeError, problem
from sto_check.documents.limits import DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.lines import showing
from sto_check.documents.open_file import open_bytes
from sto_check.documents.place import Path, Place

if TYPE_CHECKING:
    from pathlib import Path as FilePath


def read_table(path: FilePath, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a CSV file with a header; commas or semicolons divide, quotes may stand around a value.

    The document's ``keys`` are the words of the header.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of a row that does not fit the header.
    """
    name = str(path)
    data = open_bytes(path, limits)
    text = decode(data, name)
    header_line = text.split("\n", 1)[0]
    with showing(Document(name, None, text=text)):
        return _read_rows(text, name, ";" if ";" in header_line else ",", limits)._replace(
            sha256=hashlib.sha256(data).hexdigest(), text=text
        )


def _read_rows(text: str, name: str, delimiter: str, limits: Limits) -> Document:
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    tree: list[dict[str, str]] = []
    places: dict[Path, Place] = {(): Place(name, 1, 1)}
    keys: dict[Path, Place] = {}
    try:
        header = [word.strip() for word in next(rows)]
        if len(set(header)) < len(header):
            raise DuplicateKeyError(
                problem("duplicate-key", "In de kop staat een woord twee keer.", "The header holds a word twice.",
                        Place(name, rows.line_num, 1), "Geef elke kolom een eigen naam.",
                        "Give each column a name of its own.")
            )  # fmt: skip
        keys = {(word,): Place(name, rows.line_num, 1) for word in header}
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            place = Place(name, rows.line_num, 1)
            if len(row) != len(header):
                raise SyntaxProblemError(
                    problem("row-length", f"Deze regel heeft {len(row)} waarden; de kop heeft er {len(header)}.",
                            f"This row has {len(row)} values; the header has {len(header)}.", place,
                            "Zet een waarde met een komma tussen aanhalingstekens.",
                            "Put a value that holds a comma between quotes.")
                )  # fmt: skip
            if (len(tree) + 1) * len(header) > limits.values:
                raise TooLargeError(
                    limit_problem("too-many-values", f"De tabel bevat meer dan {limits.values} waarden",
                                  f"The table holds more than {limits.values} values", place, "values", limits,
                                  ("Geef alleen de tabel zelf", "Give the table only"))
                )  # fmt: skip
            places[(len(tree),)] = place
            tree.append({word: cell.strip() for word, cell in zip(header, row, strict=True)})
    except csv.Error as error:
        raise SyntaxProblemError(
            problem("csv-syntax", "Geen geldige CSV: een aanhalingsteken is niet gesloten of staat verkeerd.",
                    "Not valid CSV: a quote is not closed or stands in an odd place.",
                    Place(name, max(rows.line_num, 1), 1), "Schrijf een aanhalingsteken in een waarde dubbel.",
                    "Double a quote inside a value.")
        ) from error  # fmt: skip
    return Document(name, tree, places, keys)
