"""Merged blocks against the plainest way to find what they cover."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.xlsx.merged import Block, covered_cells

_corner = st.integers(1, 6)


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    top, left = draw(_corner), draw(_corner)
    return top, left, top + draw(st.integers(0, 3)), left + draw(st.integers(0, 3))


def _within(row: int, column: int, block: Block) -> bool:
    return block[0] <= row <= block[2] and block[1] <= column <= block[3]


@given(st.lists(_blocks(), max_size=6), st.sets(st.tuples(_corner, _corner)))
def test_covered_cells_are_those_in_a_block_but_not_in_its_corner(
    blocks: list[Block], cells: set[tuple[int, int]]
) -> None:
    overlap = any(
        one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]
        for one, two in combinations(blocks, 2)
    )
    found = covered_cells(sorted(cells), blocks)
    if overlap:
        assert found is None
    else:
        corners = {block[:2] for block in blocks}
        assert found == sorted(
            cell for cell in cells - corners if any(_within(cell[0], cell[1], block) for block in blocks)
        )
