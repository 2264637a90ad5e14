"""The XML of one sheet and of the texts that sheets share, read in one pass to the few things that have a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.documents.xlsx.cell_value import RawCell, plain_text
from sto_check.documents.xlsx.errors import refusal
from sto_check.documents.xlsx.package import MAIN, MAX_DEPTH
from sto_check.text.place import Place, column_letters
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sto_check.documents.errors import DocumentError
    from sto_check.documents.xlsx.merged import Block

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_BLOCKS = 20_000
_MAX_RAW = 250_000
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_YES = frozenset({"1", "true"})
# The depth at which each element of a sheet stands. Inside the data it may stand nowhere else.
_DEPTHS = {"worksheet": 1, "sheetData": 2, "row": 3, "c": 4, "v": 5, "f": 5, "is": 5, "col": 3, "mergeCell": 3}
_SHEET = {f"{space} {name}": (name, depth) for space in MAIN for name, depth in _DEPTHS.items()}
_ROW = frozenset(f"{space} row" for space in MAIN)
_CELL = frozenset(f"{space} c" for space in MAIN)
_OTHER = ("", 0)
_VALUES = frozenset({"v", "f", "is"})
_TEXTS = {f"{space} {name}": name for space in MAIN for name in ("sst", "si", "t", "rPh")}


class _Text:
    """The text of a cell: of its pieces with and without layout, but not of what tells how to pronounce it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.open = False
        self.phonetic = False

    def add(self, data: str) -> None:
        """Add a piece, but not to a text that is too long already."""
        if self.open and self._length <= _MAX_RAW:
            self._pieces.append(data)
            self._length += len(data)

    def take(self) -> str:
        """Return the text as it was typed, and start anew."""
        text = plain_text("".join(self._pieces))
        self._pieces.clear()
        self._length = 0
        return text


class SheetReader:
    """Takes the elements of a sheet; ``room`` is how many cells with something in them it may hold of ``limit``."""

    def __init__(self, place: Place, part: str, room: int, limit: int) -> None:
        self.cells: list[RawCell] = []
        self.blocks: list[Block] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._place, self._part, self._room, self._limit = place, part, room, limit
        self._depth = 0
        self._in_data = False
        self._row = 0
        self._row_is_new = True
        self._row_attributes: dict[str, str] = {}
        self._row_reference = "0"
        self._rows_after = 0
        self._last_column = 0
        self._last_hidden = 0
        self._attributes: dict[str, str] = {}
        self._reference: str | None = None
        self._after = 0
        self._text = _Text()
        self._value: str | None = None
        self._formula = ""
        self._in_formula = False
        self._seen: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element.

        Cells and rows come first: of those there can be millions with no more than a layout. Even where they stand
        is only looked into when a cell turns out to hold something.
        """
        self._depth = depth = self._depth + 1
        if depth == 4 and name in _CELL and self._in_data:
            self._attributes = attributes
            if "r" in attributes:
                self._reference, self._after = attributes["r"], 0
            else:
                self._after += 1
            return
        if depth == 3 and name in _ROW and self._in_data:
            self._row_attributes = attributes
            self._row_is_new = True
            self._reference, self._after = None, 0
            if "r" in attributes:
                self._row_reference, self._rows_after = attributes["r"], 0
            else:
                self._rows_after += 1
            return
        if depth > MAX_DEPTH:
            raise refusal("too-deep", self._place, self._part, MAX_DEPTH)
        if self._text.open:
            raise self._broken()
        element, expected = _SHEET.get(name, _OTHER)
        if depth != expected:
            self._start_elsewhere(name, element)
        else:
            self._start_known(element, attributes)

    def _start_known(self, element: str, attributes: dict[str, str]) -> None:
        if element in _VALUES and self._in_data:
            self._start_value(element)
        elif element == "mergeCell":
            self._add_block(attributes.get("ref", ""))
        elif element == "col":
            self._add_column(attributes)
        elif element == "sheetData":
            self._in_data = True

    def _start_elsewhere(self, name: str, element: str) -> None:
        """Take an element that is not known at this depth: a piece of a text, or what must not stand here."""
        depth = self._depth
        if element:
            broken = self._in_data or depth == 1 or element == "sheetData"
        else:
            broken = depth == 1 or (self._in_data and depth <= 4)
        if broken:
            raise self._broken()
        if depth > 5 and "is" in self._seen:
            self._start_text(_TEXTS.get(name))

    def end(self, _name: str) -> None:
        """Take the end of an element."""
        depth = self._depth
        self._depth = depth - 1
        if depth == 4:
            if self._seen:
                self._end_cell()
        elif self._text.open:
            self._text.open = False
            if depth == 5 and self._in_formula:
                self._formula = self._text.take()
            elif depth == 5:
                self._value = self._text.take()
        elif depth == 2:
            self._in_data = False
        elif depth == 6:
            self._text.phonetic = False

    def text(self, data: str) -> None:
        """Take text, which counts only inside a value."""
        self._text.add(data)

    def _start_row(self) -> None:
        """Find out which row this is: as it says itself, or counted from the last one that did."""
        written = self._row_reference
        if not (written.isascii() and written.isdecimal() and len(written) < 8):
            raise refusal("cell-reference", self._place, quote(written))
        row = int(written) + self._rows_after
        if not 1 <= row <= MAX_ROW:
            raise refusal("cell-reference", self._place, quote(f"A{row}"))
        if row <= self._row:
            raise refusal("cell-order", self._place._replace(line=row), f"A{row}")
        self._row = row
        self._last_column = 0
        self._row_is_new = False

    def _start_value(self, element: str) -> None:
        before = len(self._seen)
        self._seen.add(element)
        if len(self._seen) == before or self._seen >= {"v", "is"}:
            raise self._broken()
        self._in_formula = element == "f"
        self._text.open = element != "is"

    def _start_text(self, element: str | None) -> None:
        if element == "rPh":
            self._text.phonetic = True
        self._text.open = element == "t" and not self._text.phonetic

    def _end_cell(self) -> None:
        attributes, formula = self._attributes, self._formula if "f" in self._seen else None
        value = self._text.take() if "is" in self._seen else self._value
        self._seen.clear()
        self._value, self._formula = None, ""
        if not value and formula is None:
            return
        if self._row_is_new:
            self._start_row()
        column = self._column()
        if column <= self._last_column:
            cell = f"{column_letters(column)}{self._row}"
            code = "duplicate-cell" if column == self._last_column else "cell-order"
            raise refusal(code, self._place._replace(line=self._row, column=column), cell)
        self._last_column = column
        if len(self.cells) >= self._room:
            place = self._place._replace(line=self._row, column=column)
            raise refusal("too-many-cells", place, limit=self._limit)
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        self.cells.append(RawCell(self._row, column, kind, style, formula, value))
        if self._row_attributes.get("hidden") in _YES:
            self.hidden_rows.add(self._row)

    def _column(self) -> int:
        """Return the column of the cell: as it says itself, or counted from the last cell that did."""
        column = self._after
        if self._reference is not None:
            row, first = self._read_reference(self._reference)
            if row != self._row:
                raise refusal("cell-reference", self._place, quote(self._reference))
            column += first
        if not 1 <= column <= MAX_COLUMN:
            raise refusal("cell-reference", self._place, quote(column_letters(column)))
        return column

    def _read_reference(self, reference: str) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference)
        if found:
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            if column <= MAX_COLUMN and int(found[2]) <= MAX_ROW:
                return int(found[2]), column
        raise refusal("cell-reference", self._place, quote(reference))

    def _add_block(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._read_reference(first)
        bottom, right = self._read_reference(last or first)
        if bottom < top or right < left:
            raise refusal("cell-reference", self._place, quote(reference))
        if len(self.blocks) >= MAX_BLOCKS:
            raise refusal("too-many-blocks", self._place, limit=MAX_BLOCKS)
        if (top, left) != (bottom, right):
            self.blocks.append((top, left, bottom, right))

    def _add_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in _YES:
            return
        numbers = [attributes.get(key, "") for key in ("min", "max")]
        if not all(one.isascii() and one.isdecimal() and len(one) < 6 for one in numbers):
            raise self._broken()
        first, last = (int(one) for one in numbers)
        if not self._last_hidden < first <= last <= MAX_COLUMN:
            raise self._broken()
        self._last_hidden = last
        self.hidden_columns.update(range(first, last + 1))

    def _broken(self) -> DocumentError:
        return refusal("broken-xml", self._place, self._part)


class TextsReader:
    """Takes the elements of the shared texts, and keeps in ``texts`` those whose number is ``wanted``."""

    def __init__(self, place: Place, part: str, wanted: AbstractSet[int]) -> None:
        self.texts: dict[int, str] = {}
        self._place, self._part, self._wanted = place, part, wanted
        self._depth = 0
        self._count = 0
        self._text = _Text()

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        element = _TEXTS.get(name)
        if self._text.open or (self._depth == 1) != (element == "sst") or (element == "si" and self._depth != 2):
            raise refusal("broken-xml", self._place, self._part)
        if self._depth > MAX_DEPTH:
            raise refusal("too-deep", self._place, self._part, MAX_DEPTH)
        if element == "rPh":
            self._text.phonetic = True
        self._text.open = element == "t" and not self._text.phonetic and self._count in self._wanted

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        self._text.open = False
        element = _TEXTS.get(name)
        if element == "si":
            if self._count in self._wanted:
                self.texts[self._count] = self._text.take()
            self._count += 1
        elif element == "rPh":
            self._text.phonetic = False

    def text(self, data: str) -> None:
        """Take text, which counts only inside a text that is wanted."""
        self._text.add(data)
