"""What can be said of a value that does not fit: why it does not, and how to write it."""

from __future__ import annotations

from typing import NamedTuple

from sto_check.text.language import Text


class Odd(NamedTuple):
    """Why a value does not fit (the end of a sentence that says so), and how to write it; None: as always."""

    why: Text | None = None
    write: Text | None = None


def write(example: str | None) -> Text | None:
    """Return the hint to write a value so; None where there is no example."""
    return Text(f"Schrijf: {example}.", f"Write: {example}.") if example else None


def ascii_digits(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9."""
    from unicodedata import decimal

    return "".join(one if one.isascii() or not one.isdecimal() else str(decimal(one)) for one in text)


OTHER_DIGITS = Text("er staan cijfers uit een ander schrift in", "it has digits of another script")
NOTHING = Text("er staat niets", "nothing is written")


def code_point(one: str) -> str:
    """Return how Unicode names a character: ``U+200F``, and its name where it has one."""
    from unicodedata import name

    named = name(one, "")
    return f"U+{ord(one):04X} {named}".rstrip()
