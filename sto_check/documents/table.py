"""CSV to a list of rows, each a mapping from the header's words to the texts below them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.csv_rows import CsvFile
from sto_check.documents.document import Document
from sto_check.documents.errors import DuplicateKeyError, Found, SyntaxProblemError, joined
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.documents.locate import by_path
from sto_check.text.place import Path, Place
from sto_check.text.problems import problem, quote

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from sto_check.text.errors import Problem


class TextTable(NamedTuple):
    """A table as it was read: the words of its header, without capitals, and its rows; every row has a place."""

    header: list[str]
    rows: Document


def read_table(path: FilePath, limits: Limits = DEFAULT_LIMITS) -> TextTable:
    """Read a CSV file with a header.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of every row that does not fit the
    header, and of every word that the header holds twice.
    """
    file = CsvFile(path, limits)
    with showing(Document(file.name, None, data=file.data)):
        return _read_rows(file, limits)


def _read_rows(file: CsvFile, limits: Limits) -> TextTable:
    tree: list[dict[str, str]] = []
    places: dict[Path, Place] = {(): Place(file.name, 1, 1)}
    found = Found()
    header: list[str] = []
    try:
        for line, values in file.rows():
            row, place = _trimmed(values, len(header)), Place(file.name, line, 1)
            if not any(row):
                continue
            if (len(tree) + 1) * max(len(row), len(header)) > limits.values:
                raise file.too_many_values(line)
            if not header:
                header = [word.casefold() for word in row]
                for word in (word for word, times in Counter(header).items() if times > 1):
                    found.add(DuplicateKeyError, _word_twice(word, place))
            elif len(row) != len(header):
                found.add(SyntaxProblemError, _row_length(len(row), len(header), place))
            else:
                places[(len(tree),)] = place
                tree.append(dict(zip(header, row, strict=True)))
    except SyntaxProblemError as stopped:
        raise joined(found.error(), stopped) if found else stopped from None
    if found:
        raise found.error()
    return TextTable(header, Document(file.name, tree, by_path(places), file.data))


def _trimmed(values: list[str], width: int) -> list[str]:
    """Return values without the space around them, and without the empty ones that Excel adds at the end."""
    row = [value.strip() for value in values]
    while len(row) > width and not row[-1]:
        row.pop()
    return row


def _word_twice(word: str, place: Place) -> Problem:
    shown = quote(word)
    return problem(
        "duplicate-key",
        f"In de kop staat {shown} nog een keer.",
        f"The header holds {shown} once more.",
        place,
        "Geef elke kolom een eigen naam.",
        "Give each column a name of its own.",
    )


def _row_length(values: int, words: int, place: Place) -> Problem:
    nl, en = ("waarde", "value") if values == 1 else ("waarden", "values")
    hint = ("Zet een waarde met een komma tussen aanhalingstekens.", "Put a value that holds a comma between quotes.")
    if values < words:
        hint = (
            "Vul aan wat ontbreekt; een lege waarde houdt haar komma.",
            "Add what is missing; an empty value keeps its comma.",
        )
    return problem(
        "row-length",
        f"Deze regel heeft {values} {nl}; de kop heeft er {words}.",
        f"This row has {values} {en}; the header has {words}.",
        place,
        *hint,
    )
