"""Merged blocks of cells: do they lie apart, and does one hide a value?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Block = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def covered_cells(cells: Iterable[tuple[int, int]], blocks: Iterable[Block]) -> list[tuple[int, int]] | None:
    """Return the cells (row, column) that lie in a block but not in its top left corner; None if blocks overlap.

    The rows are swept from the top with the blocks that reach into each, so that it takes little time for many.
    """
    covered: list[tuple[int, int]] = []
    events = [(block[0], 0, block) for block in blocks] + [(row, column, ()) for row, column in cells]
    here: list[tuple[int, int, int]] = []  # of each block in this row: first column, last column, first row
    ends: list[tuple[int, tuple[int, int, int]]] = []
    for row, column, block in sorted(events):
        while ends and ends[0][0] < row:
            del here[bisect_left(here, heappop(ends)[1])]
        left, right = (block[1], block[3]) if block else (column, column)
        before = bisect_right(here, (right, 2**31, 0)) - 1
        meets = before >= 0 and here[before][1] >= left
        if not block:
            if meets and (here[before][2], here[before][0]) != (row, column):
                covered.append((row, column))
        elif meets:
            return None
        else:
            span = (left, right, row)
            here.insert(before + 1, span)
            heappush(ends, (block[2], span))
    return covered
