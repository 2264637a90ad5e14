"""Two ways to know where the values of a document stand: by path, or as a parser marked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.documents.place import Path, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.document import Locate

Spot = tuple[Any, Any, Any]
"""What a parser marked of one value: its key's mark (None in a list), its own mark, and the spots of its parts.

A mark has a ``line`` and a ``column``, both counted from 0; the parts are a dict, a list, or None for a scalar.
"""


def by_path(values: Mapping[Path, Place], keys: Mapping[Path, Place] | None = None) -> Locate:
    """Return what locates a path in these mappings: where each value stands and, for those that have one, its key."""
    keys = keys or {}

    def locate(path: Path, of_key: bool) -> Place | None:
        if of_key and path in keys:
            return keys[path]
        return next((values[path[:length]] for length in range(len(path), -1, -1) if path[:length] in values), None)

    return locate


def by_mark(name: str, root: Spot) -> Locate:
    """Return what locates a path in the spots of the document called ``name``.

    A place is made only when it is asked for: a document has thousands, and a report tells of a few.
    """

    def locate(path: Path, of_key: bool) -> Place | None:
        spot = root
        for step in path:
            try:
                spot = spot[2][step]
            except (KeyError, IndexError, TypeError):  # it is absent, or stands in what has no parts
                of_key = False
                break
        mark = spot[0] if of_key and spot[0] is not None else spot[1]
        return Place(name, mark.line + 1, mark.column + 1)

    return locate
