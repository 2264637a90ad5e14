"""A place in a document: the file, the line and the column, or the sheet and the cell; all counted from 1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sto_check.text.language import printable

Path = tuple[str | int, ...]
"""The way from the root of a document to a value: keys and, in lists, positions counted from 0."""


class Place(NamedTuple):
    """Where a value stands. ``file`` is the name as it was given; ``<stdin>`` for standard input.

    In a workbook ``line`` and ``column`` are those of the cell on ``sheet``; in a text ``sheet`` is empty.
    """

    file: str
    line: int
    column: int
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{self.cell}"
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def cell(self) -> str:
        """The cell as a workbook names it (``C12``); empty in a text."""
        return f"{column_letters(self.column)}{self.line}" if self.sheet else ""

    def in_print(self) -> Place:
        """Return the place with a replacement for every character of its names that does not print."""
        return self._replace(file=printable(self.file), sheet=printable(self.sheet))


_STEP = re.compile(r"\[[0-9]+\]|[^.\[\]]+")
MAX_STEP = 64
"""How many characters of a key a path shows; no key that a model knows is longer."""


def column_letters(column: int) -> str:
    """Return how a workbook names a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def steps_of(path: Path) -> tuple[str, ...]:
    """Return the keys of a path without the positions in lists: the way to a field, whatever the row."""
    return tuple(step for step in path if isinstance(step, str))


@lru_cache(maxsize=8192)
def write_path(path: Path) -> str:
    """Return a path as people write it: ``partners[3].brin``; positions count from 0, and a long key is cut off."""
    written = ""
    for step in path:
        shown = f"[{step}]" if isinstance(step, int) else step if len(step) <= MAX_STEP else f"{step[:MAX_STEP]}…"
        written += f".{shown}" if written and isinstance(step, str) else shown
    return written


def read_path(written: str) -> Path:
    """Return the path that :func:`write_path` wrote."""
    return tuple(int(step[1:-1]) if step[0] == "[" else step for step in _STEP.findall(written))
