"""Two ways to know where the values of a document stand: by path, or as a parser marked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.text.place import Path, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.document import Locate

Spot = Any
"""Where a value stands and, of a group or list, with that the spots of its parts: a number, or a number and those."""
_WIDE = 24
"""A line or column is a number of so many bits; a document is never that long."""
_LOW = (1 << _WIDE) - 1


def by_path(values: Mapping[Path, Place], keys: Mapping[Path, Place] | None = None) -> Locate:
    """Return what locates a path in these mappings: where each value stands and, for those that have one, its key."""
    keys = keys or {}

    def locate(path: Path, of_key: bool) -> Place | None:
        if of_key and path in keys:
            return keys[path]
        return next((values[path[:length]] for length in range(len(path), -1, -1) if path[:length] in values), None)

    return locate


def marked(mark: Any, key: Any = None) -> int:
    """Return where a parser's mark stands, and that of its key, as one number: there are hundreds of thousands.

    A mark has a ``line`` and a ``column``, both counted from 0.
    """
    at: int = mark.line << _WIDE | mark.column
    return at if key is None else at | (key.line << _WIDE | key.column) + 1 << 2 * _WIDE


def at_mark(name: str, spot: Spot, *, of_key: bool = False) -> Place:
    """Return the place of a value, or of its key where it has one."""
    number: int = spot if isinstance(spot, int) else spot[0]
    key = number >> 2 * _WIDE
    at = key - 1 if of_key and key else number
    return Place(name, (at >> _WIDE & _LOW) + 1, (at & _LOW) + 1)


def by_mark(name: str, root: Spot) -> Locate:
    """Return what locates a path in the spots of the document called ``name``.

    A place is made only when it is asked for: a document has thousands, and a report tells of a few.
    """

    def locate(path: Path, of_key: bool) -> Place | None:
        spot = root
        for step in path:
            try:
                spot = spot[1][step]
            except (KeyError, IndexError, TypeError):  # it is absent, or stands in what has no parts
                of_key = False
                break
        return at_mark(name, spot, of_key=of_key)

    return locate
