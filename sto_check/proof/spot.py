"""A field of a document that can vary, as it stands, and how its values are written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sto_check.forms.values import MAX_CENTS, VALUE_TYPES, reads_of
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from sto_check.forms.values import Sort
    from sto_check.text.place import Path

NUMBERS: dict[Sort, tuple[int, int]] = {
    "amount": (0, MAX_CENTS), "change": (-MAX_CENTS, MAX_CENTS), "whole": (0, 999_999_999),
    "distance": (0, 99_999_999), "percent": (-99_999_999, 99_999_999), "day": (1, date.max.toordinal()),
}  # fmt: skip
"""The lowest and highest number that a document can hold of each sort: cents, metres, hundredths of a percent, days."""

_WRITERS = {made.sort: made.write for made in map(reads_of, VALUE_TYPES.values())}
Content = int | str | tuple[int | str, ...]
"""What a field holds: cents, metres, a count, an ordinal of a day, True or False, a text, or what a list holds."""


class Spot(NamedTuple):
    """A field of a document as it stands; ``now`` is None where nothing is given.

    ``words`` are the values that it may take; none for a number. ``written`` is whether its key is there.
    """

    path: Path
    sort: Sort
    now: Content | None
    words: tuple[Content, ...] = ()
    required: bool = False
    written: bool = True

    @property
    def column(self) -> tuple[str, ...]:
        """The way to the field without positions in lists: it is the same for every row of a table."""
        return steps_of(self.path)


def written_as(sort: Sort, value: Content | None) -> str | list[str] | None:
    """Return a value as a document writes it: cents as euros, metres as kilometres, days as 2025-01-31, ja and nee.

    None stays: a key without a value.
    """
    if value is None:
        return None
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if sort == "day":
        return date.fromordinal(int(value)).isoformat()
    if sort == "yesno":
        return "ja" if value else "nee"
    write = _WRITERS.get(sort)
    return write(value) if write else str(value)
