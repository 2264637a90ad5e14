"""Two languages, one way to write an amount, a day and a number in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

Lang = Literal["nl", "en"]
LANGUAGES: tuple[Lang, ...] = ("nl", "en")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

MONTHS: dict[Lang, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
}  # fmt: skip
WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in Dutch and English; ``text[lang]`` gives one of them."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    nl: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.nl if lang == "nl" else self.en


def write_integer(value: int, lang: Lang) -> str:
    """Return an integer with thousands separated as the language does (1.234 or 1,234)."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if lang == "nl" else grouped


def write_amount(cents: int, lang: Lang) -> str:
    """Return an amount in cents as euros: € 1.234.567,89 in Dutch, € 1,234,567.89 in English."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    comma = "," if lang == "nl" else "."
    return f"€{NO_BREAK_SPACE}{sign}{write_integer(cents // 100, lang)}{comma}{cents % 100:02d}"


def write_day(ordinal: int, lang: Lang) -> str:
    """Return a day (proleptic ordinal, as ``date.toordinal`` gives) in words: 1 januari 2025."""
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def write_weekday(day: date, lang: Lang) -> str:
    """Return a day with the day of the week before it: woensdag 1 januari 2025."""
    return f"{WEEKDAYS[lang][day.weekday()]} {write_day(day.toordinal(), lang)}"


def write_kilometres(metres: int, lang: Lang) -> str:
    """Return a distance in metres as kilometres without needless zeros: 20 km, 20,5 km."""
    whole, rest = divmod(metres, 1000)
    digits = f"{rest:03d}".rstrip("0")
    comma = "," if lang == "nl" else "."
    return f"{write_integer(whole, lang)}{comma + digits if digits else ''} km"


def write_yes_no(value: bool, lang: Lang) -> str:
    """Return ja/nee or yes/no."""
    words: dict[Lang, tuple[str, str]] = {"nl": ("nee", "ja"), "en": ("no", "yes")}
    return words[lang][value]


def printable(text: str) -> str:
    """Return a text without characters that do not print or that turn the direction of writing."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character == NO_BREAK_SPACE else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
