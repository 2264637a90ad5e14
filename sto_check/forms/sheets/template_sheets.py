"""What the template had that a workbook was made with: its own explanation names every sheet, question and column.

So a sheet, a question or a column that is gone, or has another name by now, is told once, and not as an answer that
nobody gave. A workbook without that explanation was made by hand, and lacks nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sto_check.forms.sheets.form import ANSWER, QUESTION
from sto_check.forms.sheets.header_words import by_word, header_word
from sto_check.forms.sheets.layout import EXPLAINED, EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sto_check.documents.sheet import Sheet
    from sto_check.forms.sheets.layout import SheetLayout
    from sto_check.text.place import Place

_WITHIN, _LOOKED_AT = 40, 5000
"""How far down a row of headers stands, and how many cells of a sheet are compared."""
_ENOUGH = 0.6
"""How many of its headers, as a part of all, a sheet has that may be one of another name."""


class TemplateSheets(NamedTuple):
    """The questions and columns of the template by sheet, all as words, with the place that says so."""

    labels: Mapping[str, Mapping[str, Place]] = {}

    def sheet(self, name: str) -> Place | None:
        """Return where the template says that it has a sheet; None where it does not."""
        return next(iter(self.labels.get(header_word(name), {}).values()), None)

    def lacking(self, layout: SheetLayout, present: Iterable[str]) -> list[str]:
        """Return the questions or columns of a sheet that the template had and that are not among these labels."""
        had, there = self.labels.get(header_word(layout.name), {}), {header_word(label) for label in present}
        labels = (column.label for column in layout.columns)
        return [label for label in labels if header_word(label) in had and header_word(label) not in there]


def template_sheets(sheets: Sequence[Sheet]) -> TemplateSheets:
    """Return what the explanation in a workbook says that the template had; nothing where there is none."""
    labels: dict[str, dict[str, Place]] = {}
    for sheet in sheets:
        heads = {header_word(cell.text): number for (row, number), cell in sheet.cells.items() if row == 1}
        columns = [heads.get(header_word(word)) for word in EXPLAINED]
        if header_word(sheet.name) != header_word(EXPLANATION) or None in columns:
            continue
        for (row, number), cell in sheet.cells.items():
            label = sheet.cells.get((row, columns[1] or 0))
            if number == columns[0] and row > 1 and label is not None:
                labels.setdefault(header_word(cell.text), {})[header_word(label.text)] = cell.place
    return TemplateSheets(labels)


def sheet_meant(sheet: Sheet, absent: Sequence[SheetLayout]) -> SheetLayout | None:
    """Return the sheet that one of an unknown name must be, by its questions or headers; None where it is none."""
    best: tuple[float, SheetLayout] | None = None
    cells = islice(((row, number, header_word(cell.text)) for (row, number), cell in sheet.cells.items()), _LOOKED_AT)
    words = [one for one in cells if one[2]]
    for layout in absent:
        share = _share(words, layout)
        if share >= _ENOUGH and (best is None or share > best[0]):
            best = share, layout
    return best[1] if best else None


def _share(words: Sequence[tuple[int, int, str]], layout: SheetLayout) -> float:
    """Return how many of the headers or questions of a sheet there are, as a part of all."""
    known = by_word(layout.columns)
    rows: dict[int, set[str]] = {}
    asked: dict[int, set[str]] = {}
    heads: set[str] = set()
    for row, number, word in words:
        column = known.get(word)
        if column is not None:
            asked.setdefault(number, set()).add(column.label)
            if row <= _WITHIN:
                rows.setdefault(row, set()).add(column.label)
        heads |= {word} if row <= _WITHIN else set()
    if layout.is_form:
        is_form = {header_word(QUESTION), header_word(ANSWER)} <= heads
        return max(map(len, asked.values()), default=0) / len(layout.columns) if is_form else 0
    found = max(map(len, rows.values()), default=0)
    return found / len(layout.columns) if found > 1 else 0
