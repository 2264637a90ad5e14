"""A Markdown table whose cells hold any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BAR = "\\|"  # a bar that ends no cell


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with this header and a line for each row."""
    lines = [_row(header), "|" + "---|" * len(header), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(one_line(cell).replace('|', _BAR) for cell in cells)} |"
