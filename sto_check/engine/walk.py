"""Ways through a document: from a part to a field, to what is lacking on the way, and to the part that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.engine.field_values import field_of
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from sto_check.text.place import Path


def lacking(part: Any, steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the steps to the first part on the way to a field that is not there; none where the way is whole."""
    for place, step in enumerate(steps[:-1], 1):
        part = field_of(part, step)
        if part is None:
            return steps[:place]
    return ()


def known_by(label: Text | str, owner: str | None) -> Text | str:
    """Return the label of a field, with what the part that holds it is known by."""
    if not owner:
        return label
    nl, en = (label, label) if isinstance(label, str) else (label.nl, label.en)
    return Text(f"{nl} van “{printable(owner)}”", f"{en} of “{printable(owner)}”")


def owner_of(path: Path) -> Path:
    """Return the path of the part that holds a list with the part at this path: it has an id, or goes by its key."""
    inside = [place for place, step in enumerate(path[:-1]) if isinstance(step, int)]
    return path[: inside[-1] + 1] if inside else path[: -2 if isinstance(path[-1], int) else -1]
