"""Packs a workbook into an OpenDocument spreadsheet (ODS): the same cells, looks, lists, colours and pages as in XLSX.

The same workbook gives the same bytes, whenever it is written.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter, range_boundaries

from sto_check.documents.ods_pages import HEAD, NAMESPACES, settings, styles
from sto_check.documents.ods_styles import CellStyles
from sto_check.documents.open_formula import open_cells, open_formula

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.documents.xlsx.pack import Outcomes

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_DAY = (2025, 1, 1, 0, 0, 0)
_CENTIMETRES = 0.2
"""How wide a character is."""
_SPACES_RUN = re.compile(r" {2,}|^ | $|\t")


def pack_ods(book: Workbook, outcomes: Outcomes) -> bytes:
    """Return the bytes of a workbook as an ODS file."""
    parts = {
        "content.xml": _Content(book, outcomes).text(),
        "styles.xml": styles(book),
        "settings.xml": settings(book),
        "meta.xml": f'{HEAD}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta><dc:title>'
        f"{escape(book.properties.title or '')}</dc:title></office:meta></office:document-meta>",
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    manifest = (
        f'{HEAD}<manifest:manifest {NAMESPACES} manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{_MIMETYPE}"/>{listed}</manifest:manifest>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(ZipInfo("mimetype", _DAY), _MIMETYPE, ZIP_STORED)
        for name, text in {**parts, "META-INF/manifest.xml": manifest}.items():
            archive.writestr(ZipInfo(name, _DAY), text.encode(), ZIP_DEFLATED)
    return stream.getvalue()


class _Content:
    """Makes content.xml: the styles that its cells need, then the validations, sheets, names and tables."""

    def __init__(self, book: Workbook, outcomes: Outcomes) -> None:
        self._book, self._outcomes = book, outcomes
        self._styles, self._others = CellStyles(), ""
        self._validations: list[str] = []

    def text(self) -> str:
        """Return content.xml."""
        tables = "".join(self._table(sheet) for sheet in self._book)
        names = "".join(
            f"<table:named-expression table:name={quoteattr(name)} "
            f"table:base-cell-address=\"$'{self._book.sheetnames[0]}'.$A$1\" "
            f"table:expression={quoteattr(open_formula(str(one.attr_text)))}/>"
            for name, one in self._book.defined_names.items()
        )
        ranges = "".join(
            f"<table:database-range table:name={quoteattr(one.displayName)} table:target-range-address="
            f'{quoteattr(_address(sheet, one.ref))} table:display-filter-buttons="true"/>'
            for sheet in self._book
            for one in sheet.tables.values()
        )
        return (
            f'{HEAD}<office:document-content {NAMESPACES} office:version="1.3">'
            f"<office:automatic-styles>{self._styles.text}"
            f"{self._others}</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
            f"{''.join(self._validations)}</table:content-validations>{tables}<table:named-expressions>{names}"
            f"</table:named-expressions><table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet>"
            "</office:body></office:document-content>"
        )

    def _style(self, family: str, inside: str, more: str = "") -> str:
        name = f"{family[:2]}{self._others.count('<style:style ') + 1}"
        self._others += f'<style:style style:name="{name}" style:family="{family}"{more}>{inside}</style:style>'
        return name

    def _table(self, sheet: Worksheet) -> str:
        shown = "false" if sheet.sheet_state == "hidden" else "true"
        master = f' style:master-page-name="pages-{sheet.page_setup.fitToWidth or 1}"'
        style = self._style("table", f'<style:table-properties table:display="{shown}"/>', master)
        protected = ' table:protected="true"' if sheet.protection.sheet else ""
        columns = [self._column(sheet, number) for number in range(1, sheet.max_column + 1)]
        if sheet.print_title_cols:
            columns[0] = f"<table:table-header-columns>{columns[0]}</table:table-header-columns>"
        checks = _Checks(sheet, self._validations)
        first, *rows = (self._row(sheet, row, checks) for row in range(1, sheet.max_row + 1))
        if sheet.print_title_rows:
            first = f"<table:table-header-rows>{first}</table:table-header-rows>"
        below = "".join(
            f"<table:table-cell{checks.at(sheet.max_row + 1, number)}/>" for number in range(1, sheet.max_column + 1)
        )
        left = checks.last_row - sheet.max_row
        more = f'<table:table-row table:number-rows-repeated="{left}">{below}</table:table-row>' if left > 0 else ""
        return (
            f'<table:table table:name={quoteattr(sheet.title)} table:style-name="{style}"{protected}>{"".join(columns)}'
            f"{first}{''.join(rows)}{more}"
            f"{_conditions(sheet)}</table:table>"
        )

    def _column(self, sheet: Worksheet, number: int) -> str:
        found = sheet.column_dimensions[get_column_letter(number)]
        width = f'<style:table-column-properties style:column-width="{found.width * _CENTIMETRES:.2f}cm"/>'
        name = self._style("table-column", width)
        below = self._styles.name(found)
        return f'<table:table-column table:style-name="{name}" table:default-cell-style-name="{below}"/>'

    def _row(self, sheet: Worksheet, row: int, checks: _Checks) -> str:
        height = sheet.row_dimensions[row].height
        properties = f' style:row-height="{height}pt"' if height else ""
        style = self._style(
            "table-row", f'<style:table-row-properties{properties} style:use-optimal-row-height="true"/>'
        )
        cells = "".join(
            self._cell(sheet, row, number, checks.at(row, number)) for number in range(1, sheet.max_column + 1)
        )
        return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'

    def _cell(self, sheet: Worksheet, row: int, number: int, check: str) -> str:
        cell = sheet.cell(row, number)
        start = f'<table:table-cell table:style-name="{self._styles.name(cell)}"{check}'
        value: Any = cell.value
        if cell.data_type == "f":
            start += f' table:formula="of:={escape(open_formula(str(value)), {chr(34): "&quot;"})}"'
            value = self._outcomes[sheet.title, cell.coordinate]
        if value is None:
            return f"{start}/>"
        return f"{start}{_typed(value, cell.number_format)}</table:table-cell>"


def _typed(value: Any, number_format: str) -> str:
    """Return the rest of a cell with a value: its type, the value itself, and the text of a text."""
    if isinstance(value, Decimal | int | float):
        kind = "percentage" if "%" in number_format else "float"
        number = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return f' office:value-type="{kind}" office:value="{number}"><text:p>{number}</text:p>'
    if isinstance(value, date):
        return f' office:value-type="date" office:date-value="{value.isoformat()[:10]}"><text:p>{value}</text:p>'
    lines = "".join(f"<text:p>{_SPACES_RUN.sub(_spaces, escape(line))}</text:p>" for line in str(value).split("\n"))
    return f' office:value-type="string">{lines}'


def _spaces(found: re.Match[str]) -> str:
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'


class _Checks:
    """What each cell of a sheet offers and refuses."""

    def __init__(self, sheet: Worksheet, written: list[str]) -> None:
        self._blocks: list[tuple[tuple[int, ...], str]] = []
        self.last_row = 0
        for one in sheet.data_validations.dataValidation:
            name = f"val{len(written) + 1}"
            for cells in str(one.sqref).split():
                block = tuple(int(edge or 0) for edge in range_boundaries(cells))
                self._blocks.append((block, name))
                self.last_row = max(self.last_row, block[3])
            written.append(_validation(sheet, one, name))

    def at(self, row: int, column: int) -> str:
        """Return the attribute of a cell that names its validation; nothing where it has none."""
        found = (
            name
            for (left, top, right, bottom), name in self._blocks
            if left <= column <= right and top <= row <= bottom
        )
        name = next(found, "")
        return f' table:content-validation-name="{name}"' if name else ""


def _validation(sheet: Worksheet, one: Any, name: str) -> str:
    first = str(one.sqref).split(maxsplit=1)[0].partition(":")[0]
    condition = ""
    if one.type == "list" and one.formula1.startswith('"'):
        words = ";".join(f'"{word}"' for word in one.formula1.strip('"').split(","))
        condition = f"of:cell-content-is-in-list({words})"
    elif one.type == "list":
        condition = f"of:cell-content-is-in-list({open_cells(one.formula1.removeprefix('='))})"
    elif one.type == "custom":
        condition = f"of:is-true-formula({open_formula(one.formula1)})"
    told = "true" if one.showErrorMessage else "false"
    return (
        f'<table:content-validation table:name="{name}" table:allow-empty-cell="true" '
        f"{f'table:condition={quoteattr(condition)} ' if condition else ''}"
        f"table:base-cell-address={quoteattr(_address(sheet, first))}>"
        f'<table:help-message table:display="true" table:title={quoteattr(one.promptTitle or "")}><text:p>'
        f'{escape(one.prompt or "")}</text:p></table:help-message><table:error-message table:display="{told}" '
        f'table:message-type="stop" table:title={quoteattr(one.errorTitle or "")}><text:p>{escape(one.error or "")}'
        "</text:p></table:error-message></table:content-validation>"
    )


def _conditions(sheet: Worksheet) -> str:
    """Return the rules that colour cells, as LibreOffice writes them."""
    found = ""
    for block in sheet.conditional_formatting:
        cells = str(block.sqref)
        base = _address(sheet, cells.partition(":")[0])
        rules = "".join(
            f'<calcext:condition calcext:apply-style-name="colour-{rule.dxf.fill.bgColor.rgb[-6:]}" '
            f"calcext:value={quoteattr(f'formula-is({open_formula(rule.formula[0])})')} "
            f"calcext:base-cell-address={quoteattr(base)}/>"
            for rule in block.rules
        )
        target = quoteattr(_address(sheet, cells))
        found += (
            f"<calcext:conditional-format calcext:target-range-address={target}>{rules}</calcext:conditional-format>"
        )
    return f"<calcext:conditional-formats>{found}</calcext:conditional-formats>" if found else ""


def _address(sheet: Worksheet, cells: str) -> str:
    return ":".join(f"'{sheet.title}'.{cell}" for cell in cells.replace("$", "").split(":"))
