"""The kinds of value an application holds, each read exactly from the text that was written.

Amounts become whole cents, days become dates, distances become metres. Nothing is guessed and no float is let in.
Each ``read_...`` takes a text (or an int, Decimal, date or bool from Python, where that fits) and raises
PydanticCustomError for what does not fit, with a code that :mod:`sto_check.application.errors` turns into words.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_CENTS = 10**12
_MAX_DIGITS = 40
_MAX_NUMBER = 10**_MAX_DIGITS
_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_QUANTITY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_KILOMETRES = re.compile(r"([0-9]{1,5})(?:\.([0-9]{1,3}))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
# Written so, python-stdnum leaves them as they are; its import takes as long as reading an application.
_PLAIN_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
_PLAIN_POSTCODE = re.compile(r"[1-9][0-9]{3} [A-RT-Z][A-Z]")
_YES_NO = {"ja": True, "nee": False, "true": True, "false": False}


def _fail(code: str, **context: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, context)


def _written(value: object, code: str) -> str:
    """Return the text of a scalar; a whole number or Decimal from Python counts as its text, a float never."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_NUMBER:
        return str(value)
    if isinstance(value, Decimal) and value.is_finite() and -_MAX_DIGITS < value.adjusted() < _MAX_DIGITS:
        return format(value, "f")
    raise _fail("float" if isinstance(value, float) else code)


def read_cents(value: object) -> int:
    """Return an amount of euros (``1234``, ``1234.5``, ``1234.56``) as cents."""
    text = _written(value, "amount")
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise _fail("amount-decimals" if re.fullmatch(r"[0-9]+\.[0-9]{3,}", text) else "amount")
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if cents > MAX_CENTS:
        raise _fail("amount-too-large")
    return cents


def read_quantity(value: object) -> Decimal:
    """Return a quantity of at most four decimals."""
    text = _written(value, "quantity")
    if not _QUANTITY.fullmatch(text):
        raise _fail("quantity")
    return Decimal(text)


def read_metres(value: object) -> int:
    """Return a distance in kilometres (``20.5``) as metres."""
    found = _KILOMETRES.fullmatch(_written(value, "kilometres"))
    if not found:
        raise _fail("kilometres")
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def read_whole(value: object) -> int:
    """Return a whole number of at most nine digits."""
    text = _written(value, "whole")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise _fail("whole")
    return int(text)


def read_year(value: object) -> int:
    """Return a year between 2000 and 2100."""
    text = _written(value, "year")
    if not text.isascii() or not text.isdigit() or not 2000 <= int(text[:5]) <= 2100 or len(text) != 4:
        raise _fail("year")
    return int(text)


def read_year_key(value: object) -> int:
    """Return a year that is a key: as :func:`read_year`, but without white space, so that no two keys are one year."""
    if isinstance(value, str) and value != value.strip():
        raise _fail("year")
    return read_year(value)


def read_day(value: object) -> date:
    """Return a day written as year-month-day (``2025-01-31``)."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = value.strip() if isinstance(value, str) else ""
    found = _DAY.fullmatch(text)
    if not found:
        raise _fail("day")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise _fail("no-such-day") from None


def read_yes_no(value: object) -> bool:
    """Return ja as True and nee as False."""
    if isinstance(value, bool):
        return value
    known = _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None
    if known is None:
        raise _fail("yes-no")
    return known


def read_text(value: object) -> str:
    """Return a text without the white space around it; an empty text stays: it was given, and says nothing."""
    if not isinstance(value, str):
        raise _fail("text")
    return value.strip()


def read_key(value: object) -> str:
    """Return a short name to refer to: letters, digits, dots, dashes."""
    text = _written(value, "key")
    if not _KEY.fullmatch(text):
        raise _fail("key")
    return text


def read_number_text(value: object) -> str:
    """Return a number that is a name (a region's, a school board's): one to ten digits, or empty."""
    text = _written(value, "number")
    if not re.fullmatch(r"[0-9]{0,10}", text):
        raise _fail("number")
    return text


def read_brin(value: object) -> str:
    """Return a BRIN: two digits and two letters, in capitals; an empty one was given as empty."""
    text = _written(value, "brin")
    if not text or _PLAIN_BRIN.fullmatch(text):
        return text
    from stdnum.exceptions import ValidationError
    from stdnum.nl import brin

    try:
        number: str = brin.validate(text)
    except ValidationError:
        raise _fail("brin") from None
    if len(number) != 4:
        raise _fail("brin-with-vestiging")
    return number


def read_vestigingsnummer(value: object) -> str:
    """Return the two digits that follow the BRIN."""
    text = _written(value, "vestigingsnummer")
    if not re.fullmatch(r"(?:[0-9]{2})?", text):
        raise _fail("vestigingsnummer")
    return text


def read_kvk(value: object) -> str:
    """Return a number of the Kamer van Koophandel: eight digits."""
    text = _written(value, "kvk")
    if not re.fullmatch(r"(?:[0-9]{8})?", text):
        raise _fail("kvk")
    return text


def read_postcode(value: object) -> str:
    """Return a Dutch postcode: four digits and two letters."""
    text = _written(value, "postcode")
    if not text or _PLAIN_POSTCODE.fullmatch(text):
        return text
    from stdnum.exceptions import ValidationError
    from stdnum.nl import postcode

    try:
        number: str = postcode.validate(text)
    except ValidationError:
        raise _fail("postcode") from None
    return number


class Reads:
    """How a field reads the text that was written, the JSON Schema of what it takes, and how it is written again.

    It does what PlainValidator, PlainSerializer and WithJsonSchema do together, and is quicker to set up.
    """

    __slots__ = ("read", "schema", "write")

    def __init__(
        self, read: Callable[[object], Any], schema: dict[str, Any], write: Callable[[Any], str] | None = None
    ) -> None:
        self.read, self.schema, self.write = read, schema, write

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(self.write) if self.write else None
        return core_schema.no_info_plain_validator_function(self.read, serialization=written)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _number(pattern: str) -> dict[str, Any]:
    return {"type": ["string", "number"], "pattern": pattern}


def _write_cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _write_metres(metres: int) -> str:
    return f"{metres // 1000}.{metres % 1000:03d}"


Bedrag = Annotated[int, Reads(read_cents, _number(r"^[0-9]{1,12}(\.[0-9]{1,2})?$"), _write_cents)]
Aantal = Annotated[Decimal, Reads(read_quantity, _number(r"^[0-9]{1,9}(\.[0-9]{1,4})?$"))]
Kilometers = Annotated[int, Reads(read_metres, _number(r"^[0-9]{1,5}(\.[0-9]{1,3})?$"), _write_metres)]
Geheel = Annotated[int, Reads(read_whole, _number(r"^[0-9]{1,9}$"))]
Jaar = Annotated[int, Reads(read_year, _number(r"^(20[0-9][0-9]|2100)$"))]
Jaarsleutel = Annotated[int, Reads(read_year_key, _text(r"^(20[0-9][0-9]|2100)$"))]
Dag = Annotated[date, Reads(read_day, {"type": "string", "format": "date"})]
JaNee = Annotated[bool, Reads(read_yes_no, {"enum": ["ja", "nee", True, False]})]
Tekst = Annotated[str, Reads(read_text, {"type": "string"})]
Sleutel = Annotated[str, Reads(read_key, _number(f"^{_KEY.pattern}$"))]
Nummer = Annotated[str, Reads(read_number_text, _number(r"^[0-9]{0,10}$"))]
Brin = Annotated[str, Reads(read_brin, _text(r"^([0-9]{2}[A-Za-z]{2})?$"))]
Vestigingsnummer = Annotated[str, Reads(read_vestigingsnummer, _number(r"^([0-9]{2})?$"))]
Kvk = Annotated[str, Reads(read_kvk, _number(r"^([0-9]{8})?$"))]
Postcode = Annotated[str, Reads(read_postcode, _text(r"^([0-9]{4} ?[A-Za-z]{2})?$"))]
