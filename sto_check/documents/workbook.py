"""An XLSX workbook to plain cells: every value as exact text, with the place where it stands.

What reads it stands in ``sheets.py``, and is imported only for a workbook: the zip and XML parsers take time to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.cell_value import Form
    from sto_check.documents.merged import Block
    from sto_check.documents.place import Place

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a zip file begins, and the kind of file that Office wrote before it used zip (and still does for passwords)."""


class Cell(NamedTuple):
    """A cell with a value: its exact text, which is never empty, and what the workbook says that it is.

    A ``number`` has a point before its decimals and at most 15 digits that count, a ``percent`` ends in %, a ``day``
    is year-month-day, a ``yesno`` is ja or nee, and a ``text`` is as it was typed, with ``\\n`` for the end of a line.
    """

    text: str
    form: Form
    place: Place


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, counted from 1, in order of row, then column.

    ``merged`` are the blocks of merged cells, in the same order; only the top left cell of a block has a value.
    ``hidden_rows`` are those hidden rows that hold a value.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Block, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    hidden: bool


class Workbook(NamedTuple):
    """The sheets of a workbook that can hold values, and the bytes that they were read from."""

    name: str
    sheets: tuple[Sheet, ...]
    data: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes, in hexadecimal; computed when it is asked for."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


def is_workbook(data: bytes) -> bool:
    """Say by their content whether bytes are for ``read_workbook``: a zip file, or Office's older kind of file."""
    return data.startswith((ZIP, OLE))


def read_workbook(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read the bytes of an XLSX file; ``name`` stands in every place and message.

    Raises WorkbookError for what is no sound and plain workbook, TooLargeError beyond ``limits``, and CellsError with
    every cell that holds no value: an error, a formula without an outcome, a time of day, a broken number.
    """
    from sto_check.documents.sheets import read_sheets

    return Workbook(name, read_sheets(data, name, limits), data)
