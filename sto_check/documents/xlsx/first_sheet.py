"""A sheet of words as the text of its part: a table below a few lines, with links to cells of other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.xlsx.lines_of_text import lines_of
from sto_check.documents.xlsx.xml_text import as_attribute, as_text
from sto_check.text.place import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LETTERS, _LINE_HEIGHT, _HIGHEST = 1.1, 15.0, 409.0
MOST = 32_000
"""How many characters a cell holds in every program."""


class Words(NamedTuple):
    """What stands in a cell: a text, the name of its look, and the place that it links to (``'Kosten'!C12``)."""

    text: str
    look: str = "text"
    link: str = ""


class SheetOfWords(NamedTuple):
    """A sheet: lines above, then a table with a header. ``widths`` are in characters, one a column.

    ``name`` is how the sheet is called and ``footer`` what stands below each page; ``known_by`` is the text of its
    first cell, by which it is found again.
    """

    name: str
    known_by: str
    lines: Sequence[Words]
    header: Sequence[str]
    rows: Sequence[Sequence[Words]]
    widths: Sequence[int]
    footer: str

    @property
    def header_row(self) -> int:
        """The number of the row with the header: below the first cell, the lines and an empty row."""
        return len(self.lines) + 3


def sheet_xml(sheet: SheetOfWords, looks: Mapping[str, int]) -> bytes:
    """Return the part of a sheet; ``looks`` are the numbers of the styles by the names of the looks."""
    last, head = column_letters(len(sheet.header)), sheet.header_row
    rows = [_row(1, [Words(sheet.known_by, "title")], looks, (), merged=False)]
    rows += [
        _row(number, [line], looks, [sum(sheet.widths)], merged=True) for number, line in enumerate(sheet.lines, 2)
    ]
    rows.append(_row(head, [Words(label, "head") for label in sheet.header], looks, sheet.widths, merged=False))
    for number, cells in enumerate(sheet.rows, head + 1):
        rows.append(_row(number, cells, looks, sheet.widths, merged=False))
    merged = "".join(f'<mergeCell ref="A{number}:{last}{number}"/>' for number in range(1, len(sheet.lines) + 2))
    links = "".join(
        f'<hyperlink ref="{column_letters(column)}{number}" location={as_attribute(cell.link)}/>'
        for number, cells in enumerate(sheet.rows, head + 1)
        for column, cell in enumerate(cells, 1)
        if cell.link
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    end = head + len(sheet.rows)
    below = sheet.footer.replace("&", "&&")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetPr>'
        '<tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}{end}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f'<sheetData>{"".join(rows)}</sheetData><autoFilter ref="A{head}:{last}{end}"/>'
        f'<mergeCells count="{len(sheet.lines) + 1}">{merged}</mergeCells>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{as_text(f'&L{below}&R&P / &N')}</oddFooter></headerFooter></worksheet>"
    ).encode()


def _row(number: int, cells: Sequence[Words], looks: Mapping[str, int], widths: Sequence[int], *, merged: bool) -> str:
    """Return a row, as high as its longest text needs."""
    lines = max(
        (lines_of(cell.text, int(width * _LETTERS)) for cell, width in zip(cells, widths, strict=not merged)), default=1
    ) if widths else 1  # fmt: skip
    height = f' ht="{min(lines * _LINE_HEIGHT, _HIGHEST):g}" customHeight="1"' if lines > 1 else ""
    written = "".join(
        f'<c r="{column_letters(column)}{number}" s="{looks[cell.look]}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{as_text(cell.text[:MOST])}</t></is></c>'
        for column, cell in enumerate(cells, 1)
    )
    return f'<row r="{number}"{height}>{written}</row>'
