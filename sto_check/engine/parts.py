"""The parts of a document that a path of the vocabulary leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.text.place import Path

_new = tuple.__new__
"""Makes a named tuple without a call in Python: an application has hundreds of parts."""


class Part(NamedTuple):
    """A part of the document that a path leads to; ``item`` is None where it is absent."""

    item: Any
    parent: Any
    path: Path
    name: str


def parts_at(content: Any, steps: tuple[str, ...]) -> Iterator[Part]:
    """Follow a path through the document; a list gives each of its items, an absent part gives one without item."""
    return _along(content, None, steps, (), "")


def _along(part: Any, parent: Any, steps: tuple[str, ...], path: Path, name: str) -> Iterator[Part]:
    if isinstance(part, list):
        for position, item in enumerate(part):
            own = item.__dict__.get("id") or str(position + 1)
            full = f"{name}.{own}" if name else own
            if steps:
                yield from _along(item, parent, steps, (*path, position), full)
            else:
                yield _new(Part, (item, parent, (*path, position), full))
    elif not steps:
        yield Part(part, parent, path, name)
    elif part is None:
        yield Part(None, parent, (*path, *steps), name)
    elif steps[0] in part.__dict__:
        yield from _along(part.__dict__[steps[0]], part, steps[1:], (*path, steps[0]), name)
