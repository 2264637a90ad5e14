"""Whether the texts of a document fit in the cells of a workbook, which hold so many characters and no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.documents.xlsx.errors import MAX_TEXT
from sto_check.forms.sheets.cell_text import write_text, write_texts
from sto_check.text.problems import FirstProblems, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.documents.document import Document
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path


class TextTooLongError(DocumentError):
    """A text is longer than a cell can hold, so the document cannot become a workbook (exit code 65)."""


def require_cells_hold(tree: dict[str, Any], document: Document) -> None:
    """Raise TextTooLongError with the place of every text, or list of texts for one cell, that a cell cannot hold."""
    long = (partial(_too_long, document, path) for path, text in _cells(tree, ()) if len(text) > MAX_TEXT)
    problems = FirstProblems(long)
    if problems:
        with showing(document):
            raise TextTooLongError(*problems)


def _cells(part: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield what would stand in a cell for every text and every list of texts."""
    if isinstance(part, str):
        yield path, write_text(part)
    elif isinstance(part, dict):
        for key, inside in part.items():
            yield from _cells(inside, (*path, key))
    elif isinstance(part, list) and all(isinstance(one, str) for one in part):
        yield path, write_texts(part)
    elif isinstance(part, list):
        for position, inside in enumerate(part):
            yield from _cells(inside, (*path, position))


def _too_long(document: Document, path: Path) -> Problem:
    return problem(
        "text-too-long",
        f"Deze tekst is langer dan de {MAX_TEXT} tekens die in een cel van een werkmap passen.",
        f"This text is longer than the {MAX_TEXT} characters that fit in a cell of a workbook.",
        document.place(path),
        "Maak de tekst korter, of kies een naam op .yaml of .json.",
        "Shorten the text, or choose a name ending in .yaml or .json.",
        path=path,
    )
