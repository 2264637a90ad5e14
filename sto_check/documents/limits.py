"""How much a document may hold before it is refused, so that no input takes the machine's time or memory."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Limits on one document; each can be raised, and then time and memory grow with it."""

    megabytes: int = 10
    """Size of the file, in units of 1,048,576 bytes."""
    values: int = 250_000
    """Values in a YAML, JSON or CSV document."""
    depth: int = 40
    """Levels of lists and groups in each other."""
    cells: int = 50_000
    """Cells with something in them, over all sheets of a workbook."""
    unpacked: int = 60
    """Size of a workbook once unpacked, in units of 1,048,576 bytes."""


DEFAULT_LIMITS = Limits()
