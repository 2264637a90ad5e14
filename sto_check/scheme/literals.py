"""Values as scheme files write them, read exactly: days, cents, metres, percentages, words, yes and no."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import gcd
from typing import TYPE_CHECKING

from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.scheme.condition import Scalar, Type

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_PERCENT = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_LONGEST_WORD = 80
UNITS: dict[str, Type] = {
    "day": "day",
    "eurocent": "amount",
    "metre": "distance",
    "count": "integer",
    "words": "text",
    "percent": "percent",
    "word": "token",
}
"""The unit a parameter declares, and the type of attribute it can be held against."""

EXPECTED: dict[Type, Text] = {
    "day": Text("een dag als 2025-01-31", "a day such as 2025-01-31"),
    "amount": Text("een heel aantal eurocenten als 400000000", "a whole number of eurocents such as 400000000"),
    "distance": Text("een heel aantal meters als 20000", "a whole number of metres such as 20000"),
    "integer": Text("een heel getal als 2", "a whole number such as 2"),
    "list": Text("een heel getal als 2", "a whole number such as 2"),
    "text": Text("een aantal woorden als 300", "a number of words such as 300"),
    "percent": Text("een percentage als 10 of 7.5", "a percentage such as 10 or 7.5"),
    "yesno": Text("yes of no", "yes or no"),
    "identifier": Text("een woord zonder spaties", "a word without spaces"),
    "token": Text("een woord zonder spaties", "a word without spaces"),
    "tokens": Text("een woord zonder spaties", "a word without spaces"),
}


def read_literal(text: str, of: Type) -> Scalar | None:
    """Return the value that ``text`` writes for an attribute of type ``of``; None where it does not fit."""
    if of == "day":
        return _ordinal(text)
    if of in {"amount", "distance", "integer", "list", "text"}:
        return int(text) if _WHOLE.fullmatch(text) else None
    if of == "yesno":
        return {"yes": 1, "no": 0}.get(text)
    return text if _is_word(text) else None


def read_percentage(text: str) -> tuple[int, int] | None:
    """Return a percentage as a fraction in lowest terms (``7.5`` is 3/40); None where it is not one."""
    if not _PERCENT.fullmatch(text):
        return None
    numerator, denominator = (Decimal(text) / 100).as_integer_ratio()
    divisor = gcd(numerator, denominator)
    return numerator // divisor, denominator // divisor


def _is_word(text: str) -> bool:
    """Whether a text is one word of printable ASCII."""
    return text.isascii() and text.isprintable() and " " not in text and 0 < len(text) <= _LONGEST_WORD


def _ordinal(text: str) -> int | None:
    if len(text) != len("2025-01-31") or text[7] != "-" or not text.isascii():  # not 2025-W05-5
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
