"""From what a cell stores to the exact text of its value: numbers, percentages, days, yes and no, texts."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.xlsx.errors import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.documents.sheet import CellForm

Layout = Literal["number", "percent", "day", "time"]
"""What a number format makes of a number."""

_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T00:00(:00(\.0*)?)?Z?)?", re.ASCII)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)?T?\d\d:\d\d.{0,20}", re.ASCII)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# In a number format: what is shown as it stands, and colours, currencies and conditions, but not hours passed ([h]).
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
# Layouts that need no format in the file; of those from 27 on, East Asian editions make dates.
_BUILT_IN: dict[int, Layout] = {
    9: "percent", 10: "percent", **dict.fromkeys((*range(14, 18), 22, *range(27, 32), *range(50, 59)), "day"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), *range(45, 48)), "time"), 36: "day",
}  # fmt: skip
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date.max
_BOOLEANS = {"1": "ja", "true": "ja", "0": "nee", "false": "nee"}


class CellError(ValueError):
    """A cell has no value: the code of what is wrong, and what stands there."""

    def __init__(self, code: str, shown: str = "") -> None:
        super().__init__(code, shown)
        self.code, self.shown = code, shown


class RawCell(NamedTuple):
    """A cell as it is stored. ``value`` is None where the cell has no value element; ``style`` is its number.

    ``formula`` is None where there is none.
    """

    row: int
    column: int
    kind: str
    style: str
    formula: str | None
    value: str | None


class Stored(NamedTuple):
    """What the cells of a workbook refer to."""

    layouts: Sequence[Layout]
    """The layout of each style."""
    texts: Mapping[int, str]
    """The shared texts."""
    first_day: date
    """The day whose number is 0: 30 December 1899, or 1 January 1904."""
    calculated: bool
    """Whether the outcomes of formulas are up to date."""


def layout_of(number: int, formats: Mapping[int, str]) -> Layout:
    """Return what the number format ``number`` makes of a number; ``formats`` are those that the file defines."""
    code = formats.get(number)
    if code is None:
        return _BUILT_IN.get(number, "number")
    shown = set(_LITERAL.sub("", code).partition(";")[0].lower())
    if "%" in shown:
        return "percent"
    if shown & set("yd") or ("m" in shown and not shown & set("hs")):
        return "day"
    return "time" if shown & set("hs") else "number"


def cell_value(cell: RawCell, stored: Stored) -> tuple[CellForm, str] | None:
    """Return the form of a cell and its exact text; None for an empty text. Raises a CellError."""
    kind, value = cell.kind, cell.value
    if cell.formula is not None and (not stored.calculated or value is None or (not value and kind != "str")):
        raise CellError("formula-not-calculated")
    if kind == "s":
        return text_value(_shared(value or "", stored.texts))
    if kind in {"str", "inlineStr"}:
        return text_value(value or "")
    value = (value or "").strip()
    if kind == "n":
        layout = stored.layouts[int(cell.style)] if _counts(cell.style, len(stored.layouts)) else None
        if layout is None:
            raise CellError("broken-cell")
        return _number(value, layout, stored.first_day)
    if kind == "e":
        raise CellError("cell-error", value)
    if kind == "d":
        return "day", read_iso_day(value)
    if kind == "b" and value in _BOOLEANS:
        return "yesno", _BOOLEANS[value]
    raise CellError("broken-cell")


def shared_index(cell: RawCell) -> int | None:
    """Return the number of the shared text that a cell shows, or None if it shows none."""
    return int(cell.value) if cell.kind == "s" and cell.value and _counts(cell.value, 10**9) else None


def plain_text(stored: str) -> str:
    """Return a text as it was typed: characters that were written as a code (``_x000D_``), line ends as ``\\n``."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored) if "_x" in stored else stored
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def has_control_character(text: str) -> bool:
    """Say whether a text holds a character that no document may hold."""
    return _CONTROL.search(text) is not None


def _counts(written: str, end: int) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 10 and int(written) < end


def _shared(value: str, texts: Mapping[int, str]) -> str:
    text = texts.get(int(value)) if _counts(value, 10**9) else None
    if text is None:
        raise CellError("shared-string")
    return text


def text_value(text: str) -> tuple[CellForm, str] | None:
    """Return the text of a cell; None where it is blank. Raises CellError for one that no document may hold."""
    if len(text) > MAX_TEXT:
        raise CellError("text-too-long")
    if has_control_character(text):
        raise CellError("control-character")
    return ("text", text) if text.strip() else None


def number_value(written: str, *, percent: bool) -> tuple[CellForm, str]:
    """Return a stored number to 15 digits; of a percentage, times a hundred with its sign. Raises CellError."""
    return _number(written, "percent" if percent else "number", _FIRST_DAY)


def _number(written: str, layout: Layout, first_day: date) -> tuple[CellForm, str]:
    number = _exact(written)
    if layout == "number":
        return "number", _plain(number)
    if layout == "percent":
        return "percent", _plain(number.scaleb(2, _FIFTEEN_DIGITS)) + "%"
    whole = int(number)
    if layout == "time" or number != whole:
        raise CellError("time-of-day")
    # Before March 1900 Excel and LibreOffice count differently, so that a number there stands for no one day.
    day = first_day.toordinal() + whole
    if whole < 0 or not _FIRST_DAY.toordinal() <= day <= _LAST_DAY.toordinal():
        raise CellError("no-such-day", _plain(number))
    return "day", date.fromordinal(day).isoformat()


def _exact(written: str) -> Decimal:
    """Return a number as Excel knows it: to 15 digits.

    What is stored is a double, written in 15 to 17 digits as the program likes; taken exactly, one double is one
    number whoever wrote it.
    """
    if not _NUMBER.fullmatch(written):
        raise CellError("no-number", written)
    number = Decimal(float(written))
    if not number.is_finite():
        raise CellError("no-number", written)
    return _FIFTEEN_DIGITS.plus(number)


def _plain(number: Decimal) -> str:
    """Return a number without exponent and without needless zeros."""
    text = f"{number:f}"
    if "." in text:
        return text.rstrip("0").rstrip(".")
    return text


def read_iso_day(written: str) -> str:
    """Return the day that is written year-month-day, with midnight or without; raises CellError."""
    found = _ISO_DAY.fullmatch(written)
    if not found:
        raise CellError("time-of-day" if _ISO_TIME.fullmatch(written) else "broken-cell")
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError as error:
        raise CellError("no-such-day", written) from error
