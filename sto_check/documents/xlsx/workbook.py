"""An XLSX workbook to plain cells: every value as exact text, with the place where it stands.

Nothing is guessed and nothing from outside is fetched. The parts are parsed here and not by openpyxl, which turns
numbers into floats, reads either formulas or their outcomes, and builds an object for every empty cell with a layout.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import OLE, ZIP
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.ods import is_ods, read_ods
from sto_check.documents.sheet import Cell, Sheet
from sto_check.documents.xlsx.cell_value import CellError, Stored, cell_value, shared_index
from sto_check.documents.xlsx.errors import CellProblem, refusal
from sto_check.documents.xlsx.merged import covered_cells
from sto_check.documents.xlsx.own_formula import Factors, factors_in, multiply
from sto_check.documents.xlsx.package import MEGABYTE, Package
from sto_check.documents.xlsx.parts import Parts, SheetPart, find_parts
from sto_check.documents.xlsx.sheet_xml import SheetReader, TextsReader
from sto_check.text.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


class Workbook(NamedTuple):
    """The sheets of a workbook that can hold values, and the bytes that they were read from.

    ``unread`` are the cells that hold no value; who reads a sheet tells of those on it, with ``cells_refusal``.
    """

    name: str
    sheets: tuple[Sheet, ...]
    data: bytes
    unread: tuple[CellProblem, ...] = ()


def read_workbook(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Read the bytes of an XLSX or an ODS file; ``name`` stands in every place and message.

    Raises WorkbookError for what is no sound and plain workbook, and TooLargeError beyond ``limits``. Cells that hold
    an error, a formula without an outcome, a time of day or a broken number are in ``unread``.
    """
    place = Place(name, 1, 1)
    if len(data) > limits.megabytes * MEGABYTE:
        raise refusal("too-large", place, limit=limits.megabytes)
    if data.startswith(OLE):
        raise refusal("password" if _PASSWORD in data else "old-xls", place)
    if not data.startswith(ZIP):
        raise refusal("not-a-workbook", place)
    package = Package(data, name, limits)
    if is_ods(package):
        found = read_ods(package, limits)
        return Workbook(name, found.sheets, data, found.unread)
    parts = find_parts(package)
    readers = _read_cells(package, parts.sheets, limits)
    first_day = _EPOCH_1904 if parts.from_1904 else _EPOCH
    stored = Stored(parts.layouts, _read_texts(package, parts, readers), first_day, parts.calculated)
    package.finish()
    problems: list[CellProblem] = []
    sheets = tuple(
        _sheet(part, reader, stored, problems, place) for part, reader in zip(parts.sheets, readers, strict=True)
    )
    return Workbook(name, sheets, data, tuple(problems))


def _read_cells(package: Package, sheets: tuple[SheetPart, ...], limits: Limits) -> list[SheetReader]:
    readers = []
    room = limits.cells
    for sheet in sheets:
        reader = SheetReader(package.place._replace(sheet=sheet.name), sheet.part, room, limits.cells)
        package.read(sheet.part, reader)
        room -= len(reader.cells)
        readers.append(reader)
    return readers


def _read_texts(package: Package, parts: Parts, readers: list[SheetReader]) -> Mapping[int, str]:
    """Read the shared texts that a cell shows; what no cell shows takes no memory."""
    if not parts.texts:
        return {}
    indexes = (shared_index(cell) for reader in readers for cell in reader.cells)
    texts = TextsReader(package.place, parts.texts, frozenset(index for index in indexes if index is not None))
    package.read(parts.texts, texts)
    return texts.texts


def _sheet(sheet: SheetPart, reader: SheetReader, stored: Stored, problems: list[CellProblem], place: Place) -> Sheet:
    """Make a sheet of what was read, and add to ``problems`` the cells that hold no value."""
    here = place._replace(sheet=sheet.name)
    covered = covered_cells([(cell.row, cell.column) for cell in reader.cells], reader.blocks)
    if covered is None:
        raise refusal("overlapping-blocks", here)
    under = frozenset(covered)
    cells: dict[tuple[int, int], Cell] = {}
    waiting: dict[tuple[int, int], tuple[Factors, CellProblem]] = {}
    for raw in reader.cells:
        position = (raw.row, raw.column)
        at = Place(place.file, *position, sheet.name)
        try:
            value = cell_value(raw, stored)
        except CellError as error:
            found, factors = CellProblem(error.code, at, error.shown), factors_in(raw)
            if factors and error.code == "formula-not-calculated":
                waiting[position] = factors, found
            else:
                problems.append(found)
            continue
        if value is None:
            continue
        if position in under:
            problems.append(CellProblem("value-under-block", at))
        cells[position] = Cell(value[1], value[0], at)
    if waiting:
        problems += multiply(waiting, cells)
        cells = dict(sorted(cells.items()))
    hidden = frozenset(reader.hidden_rows), frozenset(reader.hidden_columns)
    return Sheet(sheet.name, cells, tuple(sorted(reader.blocks)), *hidden, sheet.hidden)
