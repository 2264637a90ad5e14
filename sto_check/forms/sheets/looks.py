"""How a workbook looks: one font, widths, formats, heights of rows, and pages that can be read in print."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from sto_check.documents.xlsx.lines_of_text import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.forms.sheets.layout import Column
    from sto_check.forms.values import Sort

    AnyCell = Cell | MergedCell

DATE, EURO, AS_TEXT, SHARE = "dd-mm-yyyy", '"€" #,##0.00_-', "@", "0.00%_-"
"""What ends in ``_-`` keeps the room of a dash at its right; LibreOffice indents no outcome of a formula."""
FORMATS: dict[Sort, str] = {
    "day": DATE, "amount": EURO, "change": EURO, "percent": "0.00", "quantity": "General", "distance": "General",
    "whole": "0", "year": "0",
}  # fmt: skip
_NUMBERS = frozenset({"amount", "change", "percent", "quantity", "distance", "whole"})
_WIDTHS: dict[Sort, int] = {"text": 34, "amount": 16, "change": 16, "day": 13, "key": 16, "code": 14, "year": 10}
_SEVERAL, _NARROWEST, _WIDEST_WORD, _FILTER = 28, 12, 30, 4
"""In characters; a filter is the button at the right of a header."""
_ON_A_PAGE = 210
"""How many characters are beside each other on a page that can still be read."""
_LETTERS = 1.1
"""How many letters of a text take the room of a digit, in which widths are counted."""
_LINE_HEIGHT, _HIGHEST_ROW = 15, 409
"""In points; no program shows a higher row."""
_A4, _MARGIN = 9, 0.4
FONT = "Calibri"
PLAIN, BOLD = Font(name=FONT, size=11), Font(name=FONT, size=11, bold=True)
QUIET = Font(name=FONT, size=11, italic=True, color="595959")
_HEAD_FONT = Font(name=FONT, size=11, bold=True, color="FFFFFF")
_HEAD = PatternFill("solid", fgColor="1F4E79")
_LINE = Side("thin", color="D0D0D0")
_LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
RIGHT = Alignment(vertical="top", horizontal="right")
_INDENTED = Alignment(vertical="top", horizontal="right", indent=1)
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left")


def width_of(column: Column) -> int:
    """Return how many characters wide the column of a table is."""
    longest = max(map(len, column.words), default=0) + _FILTER
    width = _WIDTHS.get(column.sort, _NARROWEST)
    if column.several:
        width = max(width, _SEVERAL)
    elif column.words:
        width = min(longest, _WIDEST_WORD)
    in_head = max(len(word) for word in column.label.split()) + _FILTER
    return max(width, in_head, _NARROWEST)


def write_head(sheet: Worksheet, labels: Sequence[str], widths: Sequence[int], freeze: str = "A2") -> None:
    """Write the first row of a sheet, which stays in sight and is repeated on every page."""
    for number, (label, width) in enumerate(zip(labels, widths, strict=True), 1):
        head = sheet.cell(1, number, label)
        head.font, head.fill, head.alignment, head.border = _HEAD_FONT, _HEAD, _MIDDLE, _LINES
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = freeze
    sheet.print_title_rows = "1:1"


def dress(cell: AnyCell | ColumnDimension, column: Column, *, in_table: bool = True) -> None:
    """Give a cell, or all cells of a column that have no look of their own, the look of what it holds."""
    cell.font, cell.number_format = PLAIN, AS_TEXT if column.several else FORMATS.get(column.sort, AS_TEXT)
    keeps_room = FORMATS.get(column.sort) == EURO
    numbers = RIGHT if keeps_room else _INDENTED
    cell.alignment = numbers if in_table and column.sort in _NUMBERS and not column.several else _LEFT


def line(cell: AnyCell) -> None:
    """Draw the lines around a cell."""
    cell.border = _LINES


def say(cell: AnyCell, font: Font = PLAIN) -> None:
    """Give a cell the look of words that a workbook itself says."""
    cell.font, cell.alignment, cell.border = font, _LEFT, _LINES


def fit_rows(sheet: Worksheet) -> None:
    """Make each row as high as its longest text needs; not every program does so when it opens a workbook."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        most = 1
        for column, cell in enumerate(row, 1):
            if cell.value is not None and cell.data_type == "s":
                room = int(sheet.column_dimensions[get_column_letter(column)].width * _LETTERS)
                most = max(most, lines_of(str(cell.value), room))
        if most > 1:
            sheet.row_dimensions[number].height = min(most * _LINE_HEIGHT, _HIGHEST_ROW)


def set_page(sheet: Worksheet, title: str, heading: str, *, splits: bool = False) -> None:
    """Set a sheet up for print: A4 across, as many pages wide as can be read, with sheet, title, heading and page.

    A wide sheet that ``splits`` repeats its first column on each page.
    """
    width = sum(dimension.width for dimension in sheet.column_dimensions.values())
    pages = ceil(width / _ON_A_PAGE) if splits else 1
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if pages > 1:
        sheet.print_title_cols = "A:A"
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.7, 0.3, 0.3
    above, below = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert above is not None
    assert below is not None
    above.left.text, above.right.text = "&A", _as_it_is(heading or title)
    below.left.text, below.right.text = _as_it_is(title) if heading else "&F", "Pagina &P van &N"


def _as_it_is(text: str) -> str:
    return " ".join(text.split()).replace("&", "&&")
