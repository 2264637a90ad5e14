"""Values of facts in words: amounts, days, distances, words, as the attribute's type asks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sto_check.scheme.bounds import FIRST_DAY, Bounds
from sto_check.text.language import (
    LANGUAGES,
    Text,
    printable,
    write_amount,
    write_day,
    write_integer,
    write_kilometres,
    write_yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.scheme.condition import Type
    from sto_check.text.language import Lang

UNKNOWN = Text("onbekend", "unknown")
EMPTY = Text("leeg", "empty")


@lru_cache(maxsize=4096, typed=True)
def write_value(value: int | str | tuple[object, ...] | Bounds | None, of: Type) -> Text:
    """Return a value of this type in Dutch and in English; an unknown one as the word unknown, bounds as bounds."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Bounds):
        return _bounds(value, of)
    if isinstance(value, tuple):
        if of == "percent":
            return _percentage(value)
        words = ", ".join(printable(str(word)) for word in value)
        return Text(words, words) if words else Text("geen", "none")
    if isinstance(value, str):
        return Text(printable(value), printable(value)) if value else EMPTY
    return Text(_write(value, of, "nl"), _write(value, of, "en"))


def _bounds(value: Bounds, of: Type, write: Callable[[int, Type], Text] | None = None) -> Text:
    """Return bounds in words: at least so much, at most, from one to the other; of days on or after, on or before."""
    write = write or write_value
    least, most = (
        (Text("op of na", "on or after"), Text("op of voor", "on or before"))
        if of == "day"
        else (Text("ten minste", "at least"), Text("ten hoogste", "at most"))
    )
    low, high = write(value.low, of), None if value.high is None else write(value.high, of)
    if high is None:
        return Text(f"{least.nl} {low.nl}", f"{least.en} {low.en}")
    if value.low <= (FIRST_DAY if of == "day" else 0):
        return Text(f"{most.nl} {high.nl}", f"{most.en} {high.en}")
    return Text(f"van {low.nl} tot en met {high.nl}", f"from {low.en} to {high.en}")


def write_difference(value: int | Bounds, of: Type) -> Text:
    """Return a difference between two values in words: an amount, a number of days, a distance, a count."""
    if isinstance(value, Bounds):
        return _bounds(value, "integer" if of == "day" else of, lambda one, _: write_difference(one, of))
    if of == "day":
        return Text(
            f"{value} dag" if value == 1 else f"{value} dagen", f"{value} day" if value == 1 else f"{value} days"
        )
    return write_value(value, of)


def _write(value: int, of: Type, lang: Lang) -> str:
    if of == "text":
        if not value:
            return EMPTY[lang]
        word = {"nl": ("woord", "woorden"), "en": ("word", "words")}[lang][value != 1]
        return f"{write_integer(value, lang)} {word}"
    return _WRITERS.get(of, write_integer)(value, lang)


def _percentage(value: tuple[object, ...]) -> Text:
    numerator, denominator = value
    assert isinstance(numerator, int)
    assert isinstance(denominator, int)
    thousandths = abs(numerator) * 100_000 // denominator
    whole, rest = divmod(thousandths, 1000)
    digits, sign = f"{rest:03d}".rstrip("0"), "-" if numerator < 0 else ""
    return Text(*(f"{sign}{whole}{(',' if lang == 'nl' else '.') + digits if digits else ''}%" for lang in LANGUAGES))


_WRITERS: dict[Type, Callable[[int, Lang], str]] = {
    "amount": write_amount,
    "day": write_day,
    "distance": write_kilometres,
    "yesno": lambda value, lang: write_yes_no(bool(value), lang),
    "identifier": lambda value, _lang: str(value),
    "integer": write_integer,
    "list": write_integer,
}
