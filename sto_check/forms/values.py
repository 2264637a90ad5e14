"""The kinds of value an application holds, each read exactly from the text that was written.

Amounts become whole cents, days become dates, distances become metres. Nothing is guessed and no float is let in.
Each ``read_...`` takes a text (or an int, Decimal, date or bool from Python, where that fits) and raises
PydanticCustomError (a ValueError) for what does not fit, with a code for :mod:`sto_check.forms.errors`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import PydanticCustomError, core_schema

    from sto_check.forms.odd.told import Odd

Sort = Literal[
    "text",
    "key",
    "word",
    "yesno",
    "day",
    "amount",
    "change",
    "percent",
    "quantity",
    "distance",
    "whole",
    "year",
    "code",
]
"""What sort of value a cell of a workbook holds. A word is one of a closed list; a code is a number that is a name; a
change is an amount that may be below zero."""

MAX_CENTS = 10**12
_MAX_DIGITS = 40
_MAX_NUMBER = 10**_MAX_DIGITS
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?")
_SIGNED_AMOUNT = re.compile(rf"-?{_AMOUNT.pattern}")
_SIGNED_PERCENTAGE = re.compile(r"-?(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{1,2})?")
_MINUS = re.compile(r"\s*[-−–(]")
_QUANTITY = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_KILOMETRES = re.compile(r"(0|[1-9][0-9]{0,4})(?:\.([0-9]{1,3}))?")
_AMOUNT_SCHEMA = r"^((0|[1-9][0-9]{0,9})(\.[0-9]{1,2})?|10000000000(\.00?)?)$"
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_YEAR = re.compile(r"20[0-9][0-9]|2100")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_YES_NO = {"ja": True, "nee": False, "true": True, "false": False}


def failure(code: str, **context: object) -> PydanticCustomError:
    """Return the error with this code; ``wrong`` and ``hint`` are a form's own words for it."""
    from pydantic_core import PydanticCustomError  # where nothing is wrong it need not be loaded

    return PydanticCustomError(code, code, context)


def refused(code: str, text: str, describe: Callable[[str], Odd | None], **context: object) -> PydanticCustomError:
    """Return the error for a text that does not fit: a character that nobody sees, or what else is odd about it."""
    from sto_check.forms.odd.characters import find_hidden

    hidden = find_hidden(text)
    if hidden:
        return failure(hidden.code, position=hidden.position, character=hidden.character)
    odd = describe(text)
    return failure(code, why=odd.why, write=odd.write, **context) if odd else failure(code, **context)


def _refused_number(code: str, text: str, fits: re.Pattern[str]) -> PydanticCustomError:
    from sto_check.forms.odd.numbers import odd_number

    return refused(code, text, lambda text: odd_number(text, fits))


def written_text(value: object, code: str, **context: object) -> str:
    """Return the text of a scalar; a whole number or Decimal from Python counts as its text, a float never."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_NUMBER:
        return str(value)
    if isinstance(value, Decimal) and value.is_finite() and -_MAX_DIGITS < value.adjusted() < _MAX_DIGITS:
        return format(value, "f")
    raise failure("float") if isinstance(value, float) else failure(code, **context)


def read_cents(value: object) -> int:
    """Return an amount of euros (``1234``, ``1234.5``, ``1234.56``) as cents."""
    text = written_text(value, "amount")
    found = _AMOUNT.fullmatch(text)
    if not found:
        if len(text) <= _MAX_DIGITS and re.fullmatch(r"(0|[1-9][0-9]*)\.[0-9]{3,}", text):
            raise failure("amount-decimals")
        raise _refused_number("amount", text, _AMOUNT)
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if cents > MAX_CENTS:
        raise failure("amount-too-large")
    return cents


def read_signed_cents(value: object) -> int:
    """Return a change or a difference in euros (``-1234.56``, ``1234``) as cents, less than nothing included."""
    text = written_text(value, "signed-amount")
    if _SIGNED_AMOUNT.fullmatch(text):
        cents = read_cents(text.removeprefix("-"))
        return -cents if text.startswith("-") else cents
    if _MINUS.match(text):  # that a number is below zero is nothing odd here
        raise refused("signed-amount", text, lambda _: None)
    raise _refused_number("signed-amount", text, _SIGNED_AMOUNT)


def read_signed_percentage(value: object) -> int:
    """Return a percentage of at most two decimals (``-3.25``) as hundredths of a percent."""
    text = written_text(value, "percentage")
    if not _SIGNED_PERCENTAGE.fullmatch(text):
        raise refused("percentage", text, lambda _: None)
    return int(Decimal(text) * 100)


def read_quantity(value: object) -> Decimal:
    """Return a quantity of at most four decimals."""
    text = written_text(value, "quantity")
    if not _QUANTITY.fullmatch(text):
        raise _refused_number("quantity", text, _QUANTITY)
    return Decimal(text)


def read_metres(value: object) -> int:
    """Return a distance in kilometres (``20.5``) as metres."""
    text = written_text(value, "kilometres")
    found = _KILOMETRES.fullmatch(text)
    if not found:
        raise _refused_number("kilometres", text, _KILOMETRES)
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def read_whole(value: object) -> int:
    """Return a whole number of at most nine digits."""
    text = written_text(value, "whole")
    if not _WHOLE.fullmatch(text):
        raise _refused_number("whole", text, _WHOLE)
    return int(text)


def read_year(value: object) -> int:
    """Return a year between 2000 and 2100."""
    text = written_text(value, "year")
    if not _YEAR.fullmatch(text):
        raise _refused_number("year", text, _YEAR)
    return int(text)


def read_year_key(value: object) -> int:
    """Return a year that is a key: as :func:`read_year`, but without white space, so that no two keys are one year."""
    if isinstance(value, str) and value != value.strip():
        raise failure("year")
    return read_year(value)


def read_day(value: object) -> date:
    """Return a day written as year-month-day (``2025-01-31``)."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = value.strip() if isinstance(value, str) else ""
    found = _DAY.fullmatch(text)
    if not found:
        from sto_check.forms.odd.days import odd_day

        raise refused("day", text, odd_day) if isinstance(value, str) else failure("day")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    try:
        return date(year, month, day)
    except ValueError:
        from sto_check.forms.odd.days import no_such_day

        raise refused("no-such-day", text, lambda _: no_such_day(year, month)) from None


def read_yes_no(value: object) -> bool:
    """Return ja as True and nee as False."""
    if isinstance(value, bool):
        return value
    text = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else None
    known = _YES_NO.get(text.lower()) if isinstance(value, str) and text else None
    if known is not None:
        return known
    if text is None:
        raise failure("yes-no")
    from sto_check.forms.odd.days import odd_answer

    raise refused("yes-no", text, odd_answer)


def read_text(value: object) -> str:
    """Return a text without the white space around it; an empty text stays: it was given, and says nothing.

    Characters that nobody sees are refused, but for line ends, tabs and what words are written with.
    """
    if not isinstance(value, str):
        raise failure("text")
    if not value.replace("\n", " ").isprintable():
        from sto_check.forms.odd.characters import find_hidden

        hidden = find_hidden(value, running=True)
        if hidden:
            raise failure(hidden.code, position=hidden.position, character=hidden.character)
    return value.strip()


def read_key(value: object) -> str:
    """Return a short name to refer to: letters, digits, dots, dashes."""
    text = written_text(value, "key")
    if not _KEY.fullmatch(text):
        from sto_check.forms.odd.names import odd_name

        raise refused("key", text, lambda text: odd_name(text, _KEY))
    return text


def read_number_text(value: object) -> str:
    """Return a number that is a name (a region's, a school board's): one to ten digits, or empty."""
    text = written_text(value, "number")
    if not re.fullmatch(r"[0-9]{0,10}", text):
        from sto_check.forms.odd.names import odd_number_text

        raise refused("number", text, odd_number_text)
    return text


class Reads:
    """How a field reads the text that was written, the JSON Schema of what it takes, and how it is written again.

    ``sort`` is the sort of cell that holds such a value in a workbook, and ``fact`` the type of the fact that it gives;
    None where rules cannot compare it. A number in a cell gets zeros before it, up to ``pad`` digits.
    It does what PlainValidator, PlainSerializer and WithJsonSchema do together,
    and is quicker to set up.
    """

    __slots__ = ("fact", "pad", "read", "schema", "sort", "write")

    def __init__(
        self,
        read: Callable[[object], Any],
        schema: dict[str, Any],
        sort: Sort,
        fact: str | None,
        write: Callable[[Any], str] | None = None,
        pad: int = 0,
    ) -> None:
        self.read, self.schema, self.sort, self.fact, self.write = read, schema, sort, fact, write
        self.pad = pad

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        written = core_schema.plain_serializer_function_ser_schema(self.write) if self.write else None
        return core_schema.no_info_plain_validator_function(self.read, serialization=written)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


def reads_of(annotation: Any) -> Reads:
    """Return how the values of a type are read."""
    return next(mark for mark in annotation.__metadata__ if isinstance(mark, Reads))


def text_schema(pattern: str) -> dict[str, Any]:
    """Return the JSON Schema of a text of this pattern."""
    return {"type": "string", "pattern": pattern}


def number_schema(pattern: str) -> dict[str, Any]:
    """Return the JSON Schema of a number, or a text of this pattern."""
    return {"type": ["string", "number"], "pattern": pattern}


def _write_cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _write_signed_cents(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{_write_cents(abs(cents))}"


def _write_metres(metres: int) -> str:
    return f"{metres // 1000}.{metres % 1000:03d}"


_YEAR_SCHEMA = r"^(20[0-9][0-9]|2100)$"
Bedrag = Annotated[int, Reads(read_cents, number_schema(_AMOUNT_SCHEMA), "amount", "amount", _write_cents)]
Verschil = Annotated[
    int, Reads(read_signed_cents, number_schema(f"^-?{_AMOUNT_SCHEMA[1:]}"), "change", "amount", _write_signed_cents)
]
Procent = Annotated[
    int,
    Reads(
        read_signed_percentage,
        number_schema(f"^{_SIGNED_PERCENTAGE.pattern}$"),
        "percent",
        "integer",
        _write_signed_cents,
    ),
]
Aantal = Annotated[
    Decimal, Reads(read_quantity, number_schema(r"^(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?$"), "quantity", None)
]
Kilometers = Annotated[
    int,
    Reads(read_metres, number_schema(r"^(0|[1-9][0-9]{0,4})(\.[0-9]{1,3})?$"), "distance", "distance", _write_metres),
]
Geheel = Annotated[int, Reads(read_whole, number_schema(r"^(0|[1-9][0-9]{0,8})$"), "whole", "integer")]
Jaar = Annotated[int, Reads(read_year, number_schema(_YEAR_SCHEMA), "year", "integer")]
Jaarsleutel = Annotated[int, Reads(read_year_key, text_schema(_YEAR_SCHEMA), "year", None)]
Dag = Annotated[date, Reads(read_day, {"type": "string", "format": "date"}, "day", "day")]
JaNee = Annotated[bool, Reads(read_yes_no, {"enum": ["ja", "nee", True, False]}, "yesno", "yesno")]
Tekst = Annotated[str, Reads(read_text, {"type": "string"}, "text", "text")]
Sleutel = Annotated[str, Reads(read_key, number_schema(f"^{_KEY.pattern}$"), "key", "identifier")]
Nummer = Annotated[str, Reads(read_number_text, number_schema(r"^[0-9]{0,10}$"), "code", "identifier")]

VALUE_TYPES: dict[str, Any] = {
    "text": Tekst, "key": Sleutel, "number": Nummer, "day": Dag, "year": Jaar, "amount": Bedrag, "quantity": Aantal,
    "count": Geheel, "kilometres": Kilometers, "yesno": JaNee, "change": Verschil, "percentage": Procent,
}  # fmt: skip
"""The types of value that every form can ask for, by the name that document.yaml gives them."""
