"""A place in a document: the file, the line and the column, all counted from 1."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way from the root of a document to a value: keys and, in lists, positions counted from 0."""


class Place(NamedTuple):
    """Where a value stands. ``file`` is the name as it was given; ``<stdin>`` for standard input."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def write_path(path: Path) -> str:
    """Return a path as people write it: ``partners[3].brin``; positions count from 0."""
    written = ""
    for step in path:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written
