"""Several places told in a few: cells in one column as a range, lines of one text as a first and a last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sto_check.text.language import Text
from sto_check.text.place import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.text.place import Place

_RANGES_SHOWN = 4


def write_span(places: Iterable[Place]) -> Text:
    """Return where many values stand: ``plan.xlsx:Kosten!G2:G148``, or ``plan.yaml, regels 783, 790`` or ``783–951``.

    Cells that follow each other in a column are one range; a text tells its lines. Where that takes more than a few
    ranges only the first and the last place are told.
    """
    ordered = sorted(
        set(places),
        key=lambda place: (place.file, place.sheet, place.column if place.sheet else 0, place.line, place.column),
    )
    told = [_in_one(list(group)) for _, group in groupby(ordered, key=lambda place: (place.file, place.sheet))]
    return Text("; ".join(one.nl for one in told), "; ".join(one.en for one in told))


def _in_one(places: list[Place]) -> Text:
    """Write the places in one sheet, or in one text."""
    if len(places) == 1:
        return Text(str(places[0]), str(places[0]))
    file, sheet = places[0].file, places[0].sheet
    if sheet:
        ranges = [range_ for _, column in groupby(places, key=lambda place: place.column) for range_ in _cells(column)]
        cells = ", ".join(ranges if len(ranges) <= _RANGES_SHOWN else [ranges[0], "…", ranges[-1]])
        return Text(f"{file}:{sheet}!{cells}", f"{file}:{sheet}!{cells}")
    lines = sorted({place.line for place in places})
    if len(lines) == 1:
        return Text(str(places[0]), str(places[0]))
    shown = ", ".join(map(str, lines)) if len(lines) <= _RANGES_SHOWN else f"{lines[0]}–{lines[-1]}"
    return Text(f"{file}, regels {shown}", f"{file}, lines {shown}")


def _cells(places: Iterable[Place]) -> Iterator[str]:
    """Yield the ranges of cells in one column, in order."""
    column, rows = "", []
    for place in places:
        column = column_letters(place.column)
        rows.append(place.line)
    start = 0
    for position in range(1, len(rows) + 1):
        if position == len(rows) or rows[position] != rows[position - 1] + 1:
            first, last = rows[start], rows[position - 1]
            yield f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"
            start = position
