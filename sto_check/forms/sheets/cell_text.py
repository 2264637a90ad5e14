"""What a cell of a workbook or a CSV table says, and the exact text that a document would have for it.

People write in a cell as they are used to: 1.234,56 or € 1.234,56, 31-1-2025, Ja, Overige kosten. Where that can
mean one thing only, it is that; where it can mean two, it is refused. Four marks say what an empty cell cannot:
``""`` an empty text, ``[]`` an empty list, ``{}`` a group without values, ``?`` a value that is not known yet.

No text is written so that a spreadsheet takes it for a formula: an apostrophe goes before it, and is taken away again
when it is read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sto_check.text.language import MONTHS

if TYPE_CHECKING:
    from sto_check.documents.sheet import Cell
    from sto_check.forms.sheets.layout import Column

EMPTY_TEXT = '""'
EMPTY_LIST = "[]"
EMPTY_GROUP = "{}"
NOT_KNOWN = "?"
_MARKS = frozenset({EMPTY_TEXT, EMPTY_LIST, EMPTY_GROUP, NOT_KNOWN})
_CONTINUED = "↳"
"""Begins a further line of one text in a cell that holds several texts, each on a line of its own."""
_FORMULA = frozenset("=+-@")

_NUMBERS = frozenset({"amount", "change", "percent", "quantity", "distance", "whole", "year"})
_SIGNED = frozenset({"change", "percent"})
_DECIMALS = frozenset({"quantity", "distance"})
_MONEY = re.compile(r"(?:€|EUR\b)\s*")
_NO_CENTS = re.compile(r",(?:-{1,2}|—)$")
_DUTCH = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_THOUSAND_OR_DECIMALS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]+)[-/. ]([0-9]{4})")
_SEPARATORS = re.compile(r"[,;\n]")


def read_cell(cell: Cell, column: Column) -> object:
    """Return what a cell says: a text as a document would have it, a list of them, or None where it is not known."""
    text = cell.text.strip()
    if text == NOT_KNOWN:
        return None
    if text == EMPTY_LIST:
        return []
    if not column.several:
        return _read_text(text, column, cell.form)
    parts = _lines(text) if column.sort == "text" else [part.strip() for part in _SEPARATORS.split(text)]
    return [_read_text(part, column, cell.form) for part in parts if part.strip()]


def is_ambiguous(cell: Cell, column: Column) -> bool:
    """Whether a number was written as a text that can mean two numbers: 1.234 is a thousand, or one and a bit."""
    written = cell.form == "text" and column.sort in _DECIMALS
    return written and _THOUSAND_OR_DECIMALS.fullmatch(cell.text.strip()) is not None


def _read_text(text: str, column: Column, form: str) -> str:
    if text == EMPTY_TEXT:
        return ""
    if form == "text":
        text = _unguarded(text)
    if column.sort in _NUMBERS or column.sort == "day":
        return figure(text, column.sort, form)
    if column.sort == "yesno":
        return text.lower()
    if column.pad and form == "number":
        return text.zfill(column.pad)
    return text


def figure(text: str, sort: str, form: str = "text") -> str:
    """Return a number or a day as a document would have it, for one that is written as people are used to.

    ``sort`` is that of a column (amount, whole, day, ...). What can mean two things, or nothing, stays as it is.
    """
    if sort == "day":
        return _day(text)
    if sort in _SIGNED and text.startswith("-"):
        return f"-{_unsigned(text[1:], sort, form)}"
    return _unsigned(text, sort, form)


def _unsigned(text: str, sort: str, form: str) -> str:
    if form == "percent" and sort == "percent":
        return text.removesuffix("%")
    if form == "percent":
        return format(Decimal(text.removesuffix("%")) / 100, "f") if sort == "quantity" else text
    bare = text.replace("\N{NO-BREAK SPACE}", " ")
    if sort in {"amount", "change"}:
        bare = _NO_CENTS.sub(",00", _MONEY.sub("", bare, count=1))
    if _DUTCH.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return text if bare == text or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", bare) else bare


def _day(text: str) -> str:
    found = _DUTCH_DAY.fullmatch(text.lower())
    if not found:
        return text
    months = MONTHS["nl"]
    month = months.index(found[2]) + 1 if found[2] in months else found[2]
    return f"{found[3]}-{int(month):02d}-{int(found[1]):02d}" if str(month).isdigit() else text


def _lines(text: str) -> list[str]:
    """Return the texts of a cell that holds several; a further line of one text begins with a mark."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_CONTINUED) and lines:
            lines[-1] += "\n" + line.removeprefix(_CONTINUED).removeprefix(" ")
        else:
            lines.append(line)
    return lines


def write_text(text: str) -> str:
    """Return the text of a cell that holds one text, so that :func:`read_cell` gives the same text back."""
    return f"'{text}" if _is_special(text) else text or EMPTY_TEXT


def write_texts(texts: list[str]) -> str:
    """Return the text of a cell that holds several texts, each on a line of its own."""
    if not texts:
        return EMPTY_LIST
    return "\n".join(write_text(text).replace("\n", f"\n{_CONTINUED} ") for text in texts)


def _is_special(text: str) -> bool:
    """Whether a text would be taken for a formula or for a mark, or for such a text with an apostrophe before it."""
    if text[:1] == "'":
        return _is_special(text[1:])
    return text[:1] in _FORMULA or text[:1] == _CONTINUED or text in _MARKS


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and _is_special(text[1:]) else text
