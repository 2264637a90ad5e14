"""An OpenDocument spreadsheet (ODS) to the same plain cells as an XLSX workbook: exact text, with its place.

It stands on the package and the bounds of :mod:`sto_check.documents.xlsx.package`. Libraries that read ODS hand out
numbers as floats and leave out what is hidden, merged or wrong, so the sheets are read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.sheet import Cell, Sheet
from sto_check.documents.xlsx.cell_value import (
    CellError,
    has_control_character,
    number_value,
    read_iso_day,
    text_value,
)
from sto_check.documents.xlsx.errors import CellProblem, refusal
from sto_check.documents.xlsx.merged import covered_cells
from sto_check.documents.xlsx.package import MAX_DEPTH
from sto_check.documents.xlsx.sheet_xml import MAX_BLOCKS, MAX_COLUMN, MAX_ROW
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from sto_check.documents.errors import DocumentError
    from sto_check.documents.limits import Limits
    from sto_check.documents.sheet import CellForm
    from sto_check.documents.xlsx.merged import Block
    from sto_check.documents.xlsx.package import Package
    from sto_check.text.place import Place

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 "
_OFFICE, _TABLE, _TEXT, _STYLE, _MANIFEST = (
    _SPACES.format(name) for name in ("office", "table", "text", "style", "manifest")
)
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_OUTSIDE = frozenset({f"{_TABLE}table-source", f"{_TABLE}cell-range-source", f"{_TABLE}database-source-query"})
_MACROS = ("basic/", "scripts/")
_HIDDEN = frozenset({"collapse", "filter"})
_NUMBERS = {"float": "number", "currency": "number", "percentage": "percent"}
_MAX_NAME = 255


class OdsSheets(NamedTuple):
    """The sheets of an ODS file, and the cells that hold no value."""

    sheets: tuple[Sheet, ...]
    unread: tuple[CellProblem, ...]


def is_ods(package: Package) -> bool:
    """Say whether a package is an OpenDocument spreadsheet."""
    return package.opening("mimetype").startswith(MIMETYPE)


def read_ods(package: Package, limits: Limits) -> OdsSheets:
    """Read the sheets of an ODS package.

    Raises a WorkbookError for a password, macros, data from outside and damage, TooLargeError beyond ``limits``.
    """
    names = package.names()
    if any(name.startswith(_MACROS) for name in names):
        raise refusal("macros", package.place)
    manifest = _Manifest(package.place)
    if "meta-inf/manifest.xml" in names:
        package.read("META-INF/manifest.xml", manifest)
    content = _Content(package.place, limits)
    package.read("content.xml", content)
    package.finish()
    if not content.tables:
        raise refusal("no-sheets", package.place)
    problems: list[CellProblem] = []
    return OdsSheets(tuple(_sheet(table, content.hidden_styles, problems) for table in content.tables), tuple(problems))


class _RawCell(NamedTuple):
    row: int
    column: int
    attributes: dict[str, str]
    text: str | None
    """None for a cell that shows nothing, not even an empty text."""


class _Table:
    """A sheet while it is read."""

    def __init__(self, place: Place, style: str) -> None:
        self.place, self.style = place, style
        self.cells: list[_RawCell] = []
        self.blocks: list[Block] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()


class _Manifest:
    """Refuses a file of which a part is encrypted."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == f"{_MANIFEST}encryption-data":
            raise refusal("password", self._place)

    def end(self, _name: str) -> None:
        """Nothing ends that matters."""

    def text(self, _data: str) -> None:
        """No text matters."""


class _Content:
    """Takes the elements of content.xml: styles that hide a sheet, then the sheets with their rows and cells."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self.tables: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self._place, self._limits = place, limits
        self._room = limits.cells
        self._names: list[str] = []
        self._style = ""
        self._table: _Table | None = None
        self._row = self._column = 0
        self._row_times = 1
        self._row_cells: list[_RawCell] = []
        self._row_hidden = False
        self._columns = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._notes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        around = self._names[-1] if self._names else ""
        self._names.append(name)
        if len(self._names) > MAX_DEPTH:
            raise refusal("too-deep", self._place, "content.xml", MAX_DEPTH)
        if name in _OUTSIDE:
            raise refusal("outside-data", self._place, quote(attributes.get("http://www.w3.org/1999/xlink href", "")))
        if self._cell is not None:
            self._start_in_cell(name, attributes)
        elif self._table is None:
            self._start_outside(name, around, attributes)
        elif name == f"{_TABLE}table":
            raise self._broken()
        elif name == f"{_TABLE}table-column":
            self._add_columns(attributes)
        elif name == f"{_TABLE}table-row":
            self._row_times = self._times(attributes, "number-rows-repeated", MAX_ROW)
            self._row_hidden = attributes.get(f"{_TABLE}visibility") in _HIDDEN
            self._row_cells, self._column = [], 0
        elif name in _CELLS:
            self._cell, self._pieces, self._length, self._paragraphs = attributes, [], 0, 0

    def _start_outside(self, name: str, around: str, attributes: dict[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self.hidden_styles.add(self._style)
        elif name == f"{_TABLE}table" and around == f"{_OFFICE}spreadsheet":
            self._start_table(attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get(f"{_TABLE}name", "")
        if not name.strip() or len(name) > _MAX_NAME or has_control_character(name):
            raise refusal("sheet-name", self._place, quote(name))
        if any(name.casefold() == one.place.sheet.casefold() for one in self.tables):
            raise refusal("duplicate-sheet", self._place, quote(name))
        self._table = _Table(self._place._replace(sheet=name), attributes.get(f"{_TABLE}style-name", ""))
        self.tables.append(self._table)
        self._row, self._columns = 0, 0

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_OFFICE}annotation":
            self._notes += 1
        elif self._notes:
            return
        elif name == f"{_TEXT}p":
            self._paragraphs += 1
            self._add("\n" if self._paragraphs > 1 else "")
        elif name == f"{_TEXT}s":
            self._add(" " * self._times(attributes, "c", MAX_COLUMN, _TEXT))
        elif name == f"{_TEXT}tab":
            self._add("\t")
        elif name == f"{_TEXT}line-break":
            self._add("\n")
        elif name in _CELLS:
            raise self._broken()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._names.pop()
        if name == f"{_OFFICE}annotation" and self._cell is not None:
            self._notes -= 1
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == f"{_TABLE}table-row" and self._table is not None:
            self._end_row(self._table)
        elif name == f"{_TABLE}table" and self._cell is None:
            self._table = None

    def text(self, data: str) -> None:
        """Take text, which counts only inside a paragraph of a cell."""
        if self._cell is not None and not self._notes and self._paragraphs and self._names[-1].startswith(_TEXT):
            self._add(data)

    def _add(self, piece: str) -> None:
        if self._length <= self._limits.megabytes * 1024 * 1024:
            self._pieces.append(piece)
            self._length += len(piece)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = self._times(attributes, "number-columns-repeated", MAX_COLUMN)
        first = self._column + 1
        self._column += times
        if self._column > MAX_COLUMN:
            raise refusal("cell-reference", self._here(), quote(f"{self._column}"))
        text = "".join(self._pieces)
        rows = self._times(attributes, "number-rows-spanned", MAX_ROW)
        columns = self._times(attributes, "number-columns-spanned", MAX_COLUMN)
        if (rows > 1 or columns > 1) and self._table is not None:
            if len(self._table.blocks) >= MAX_BLOCKS:
                raise refusal("too-many-blocks", self._here(), limit=MAX_BLOCKS)
            row = self._row + 1
            self._table.blocks.append((row, first, row + rows - 1, first + columns - 1))
        if text or f"{_OFFICE}value-type" in attributes or f"{_TABLE}formula" in attributes:
            self._require_room(times)
            shown = text if self._paragraphs else None
            self._row_cells += [_RawCell(0, column, attributes, shown) for column in range(first, first + times)]

    def _end_row(self, table: _Table) -> None:
        first = self._row + 1
        self._row += self._row_times
        if self._row > MAX_ROW:
            raise refusal("cell-reference", self._here(), quote(f"A{self._row}"))
        if not self._row_cells:
            return
        self._require_room(len(self._row_cells) * self._row_times)
        self._room -= len(self._row_cells) * self._row_times
        for row in range(first, self._row + 1):
            table.cells += [cell._replace(row=row) for cell in self._row_cells]
            if self._row_hidden:
                table.hidden_rows.add(row)

    def _add_columns(self, attributes: dict[str, str]) -> None:
        assert self._table is not None
        first = self._columns + 1
        self._columns += self._times(attributes, "number-columns-repeated", MAX_COLUMN)
        if self._columns > MAX_COLUMN:
            raise self._broken()
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            self._table.hidden_columns.update(range(first, self._columns + 1))

    def _require_room(self, cells: int) -> None:
        if cells > self._room:
            raise refusal("too-many-cells", self._here(), limit=self._limits.cells)

    def _times(self, attributes: dict[str, str], name: str, most: int, space: str = _TABLE) -> int:
        written = attributes.get(f"{space}{name}", "1")
        if not (written.isascii() and written.isdecimal() and len(written) < 8 and 1 <= int(written) <= most):
            raise self._broken()
        return int(written)

    def _here(self) -> Place:
        return self._table.place if self._table else self._place

    def _broken(self) -> DocumentError:
        return refusal("broken-xml", self._here(), "content.xml")


def _sheet(table: _Table, hidden_styles: set[str], problems: list[CellProblem]) -> Sheet:
    """Make a sheet of what was read, and add to ``problems`` the cells that hold no value."""
    covered = covered_cells([(cell.row, cell.column) for cell in table.cells], table.blocks)
    if covered is None:
        raise refusal("overlapping-blocks", table.place)
    under = frozenset(covered)
    cells = {}
    for raw in table.cells:
        at = table.place._replace(line=raw.row, column=raw.column)
        try:
            value = _value(raw.attributes, raw.text)
        except CellError as error:
            problems.append(CellProblem(error.code, at, error.shown))
            continue
        if value is None:
            continue
        if (raw.row, raw.column) in under:
            problems.append(CellProblem("value-under-block", at))
        cells[raw.row, raw.column] = Cell(value[1], value[0], at)
    hidden_rows, hidden_columns = frozenset(table.hidden_rows), frozenset(table.hidden_columns)
    hidden = table.style in hidden_styles
    return Sheet(table.place.sheet, cells, tuple(sorted(table.blocks)), hidden_rows, hidden_columns, hidden)


def _value(attributes: dict[str, str], shown: str | None) -> tuple[CellForm, str] | None:
    """Return what a cell holds and what the file says that it is; None where it is empty.

    Raises CellError for an error, a time of day, a formula without an outcome and a value that does not fit its type.
    """
    kind, text = attributes.get(f"{_OFFICE}value-type", ""), shown or ""
    if attributes.get(f"{_CALCEXT}value-type") == "error":
        raise CellError("cell-error", text)
    if kind in _NUMBERS:
        return number_value(attributes.get(f"{_OFFICE}value", ""), percent=kind == "percentage")
    if kind == "date":
        return "day", read_iso_day(attributes.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return "yesno", {"true": "ja", "false": "nee"}[_known(attributes, "boolean-value", {"true", "false"})]
    if kind == "time":
        raise CellError("time-of-day")
    if kind not in {"", "string"}:
        raise CellError("broken-cell")
    if f"{_TABLE}formula" in attributes and not kind and (text or shown is None):  # an empty outcome has no type
        raise CellError("formula-not-calculated")
    return text_value(attributes.get(f"{_OFFICE}string-value", text))


def _known(attributes: dict[str, str], name: str, words: set[str]) -> str:
    written = attributes.get(f"{_OFFICE}{name}", "")
    if written not in words:
        raise CellError("broken-cell")
    return written
