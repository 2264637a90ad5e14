"""The odd ways in which days and answers are written, and how to write them where that is certain."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from sto_check.forms.odd.told import NOTHING, OTHER_DIGITS, Odd, ascii_digits, write
from sto_check.text.language import LANGUAGES, MONTHS, Text

_LONGEST = 40
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*([-./])\s*([0-9]{1,2})\s*[-./]\s*([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WITH_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ].+", re.IGNORECASE)
_IN_WORDS = re.compile(r"([0-9]{1,2})\.? ([a-z]+) ([0-9]{4})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}")
_YES = {"yes", "y", "j", "on", "aan", "x", "1", "waar", "v", "✓", "✔"}
_NO = {"no", "n", "off", "uit", "0", "onwaar", "geen"}


def odd_day(text: str) -> Odd | None:
    """Return what is odd about a day that does not fit; None where it is like no day at all."""
    if not text:
        return Odd(NOTHING)
    if len(text) > _LONGEST:
        return None
    plain = ascii_digits(text)
    if plain != text:
        return Odd(OTHER_DIGITS, write(plain if _YEAR_FIRST.fullmatch(plain) else None))
    if found := _DAY_FIRST.fullmatch(text):
        day, sign, month = int(found[1]), found[2], int(found[3])
        why = Text("het jaar hoort voorop", "the year comes first")
        if sign == "/" and day <= 12 and day != month:  # some write 1/2/2025 for the second of January
            return Odd(why)
        return _day(why, int(found[4]), month, day)
    if found := _IN_WORDS.fullmatch(text):
        months = [
            MONTHS[lang].index(word) + 1
            for lang in LANGUAGES
            for word in MONTHS[lang]
            if word.lower() == found[2].lower()
        ]
        why = Text("de maand hoort in cijfers", "the month belongs in digits")
        return _day(why, int(found[3]), months[0], int(found[1])) if months else None
    if _SHORT_YEAR.fullmatch(text):
        return Odd(Text("het jaar heeft vier cijfers en hoort voorop", "the year has four digits and comes first"))
    for pattern, why in _YEAR_IS_FIRST:
        if found := pattern.fullmatch(text):
            return _day(why, int(found[1]), int(found[2]), int(found[3]))
    return None


_YEAR_IS_FIRST = (
    (_WITH_TIME, Text("er hoort geen tijd bij", "no time belongs to it")),
    (
        _YEAR_FIRST,
        Text(
            "maand en dag hebben twee cijfers, met streepjes ertussen",
            "month and day have two digits, with dashes between",
        ),
    ),
    (_TOGETHER, Text("de streepjes ontbreken", "the dashes are missing")),
)


def no_such_day(year: int, month: int) -> Odd | None:
    """Return how many days or months there are; None for a year that the calendar does not have."""
    if not 1 <= month <= 12:
        return Odd(Text("er zijn twaalf maanden", "there are twelve months"))
    if year < 1:
        return None
    days = monthrange(year, month)[1]
    nl, en = MONTHS["nl"][month - 1], MONTHS["en"][month - 1]
    return Odd(Text(f"{nl} {year} heeft {days} dagen", f"{en} {year} has {days} days"))


def odd_answer(text: str) -> Odd | None:
    """Return the answer that a word means in other languages and forms; None where it means none."""
    word = text.lower()
    return Odd(write=write("ja")) if word in _YES else Odd(write=write("nee")) if word in _NO else None


def _day(why: Text, year: int, month: int, day: int) -> Odd | None:
    """Return how to write a day; where the calendar does not have it, that is what is odd about it."""
    try:
        return Odd(why, write(date(year, month, day).isoformat()))
    except ValueError:
        return no_such_day(year, month)
