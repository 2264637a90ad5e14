"""The odd ways in which short names, numbers that are names, and codes of a fixed form are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import name, normalize

from sto_check.forms.odd.told import NOTHING, OTHER_DIGITS, Odd, ascii_digits, code_point, write
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 64
# Letters of the Greek and Cyrillic alphabets, and the Latin letters that look like them.
_ALIKE = str.maketrans(
    "авекмнорстухіјѕԁԛԝАВЕКМНОРСТУХІЈЅԚԜαοινρτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdqwABEKMHOPCTYXIJSQWaoivptuABEZHIKMNOPTYX",
)


def odd_name(text: str, fits: re.Pattern[str]) -> Odd:
    """Return what is odd about a short name that does not fit."""
    if not text:
        return Odd(NOTHING)
    if len(text) > _LONGEST:
        return Odd(Text(f"hij heeft {len(text)} tekens", f"it has {len(text)} characters"))
    if any(one.isspace() for one in text):
        return Odd(Text("er staat een spatie in", "it holds a space"), _plain("-".join(text.split()), fits))
    for position, one in enumerate(text, 1):
        if not one.isascii():
            nl, en = _letter(one)
            return Odd(Text(f"teken {position} is {nl}", f"character {position} is {en}"), _plain(text, fits))
        if not one.isalnum() and one not in "._-":
            return Odd(
                Text(
                    f"teken {position} (“{one}”) past niet in een naam",
                    f"character {position} (“{one}”) does not fit in a name",
                )
            )
    why = Text("een naam begint en eindigt met een letter of cijfer", "a name begins and ends with a letter or digit")
    return Odd(why, _plain(text.strip("._-"), fits))


def _letter(one: str) -> tuple[str, str]:
    if one.isdecimal():
        return f"een cijfer uit een ander schrift ({code_point(one)})", f"a digit of another script ({code_point(one)})"
    if one.isalpha() and not name(one, "").startswith("LATIN"):
        return (
            f"een letter uit een ander alfabet ({code_point(one)})",
            f"a letter of another alphabet ({code_point(one)})",
        )
    return f"geen gewone letter of cijfer ({code_point(one)})", f"no plain letter or digit ({code_point(one)})"


def _plain(text: str, fits: re.Pattern[str]) -> Text | None:
    """Return the hint to write a name in plain letters, where that can be done."""
    latin = ascii_digits(normalize("NFKD", text.translate(_ALIKE)))
    plain = "".join(one for one in latin if not "\u0300" <= one <= "\u036f")
    return write(plain) if fits.fullmatch(plain) else None


def odd_code(shape: str, fits: Callable[[str], bool], otherwise: Text | None = None) -> Callable[[str], Odd]:
    """Return what tells what is odd about a code of a fixed form, such as ``99AA``: two digits and two letters.

    ``otherwise`` says why a code of the right form does not fit.
    """

    def odd(text: str) -> Odd:
        plain = re.sub(r"[\s.\-/]", "", ascii_digits(text)).upper()
        if fits(plain):
            between = Text("er staat iets tussen", "it has something in between")
            return Odd(OTHER_DIGITS if ascii_digits(text) != text else between, write(plain))
        if len(plain) != len(shape):
            example = plain.zfill(2) if shape == "99" and len(plain) == 1 and plain.isdigit() else None
            return Odd(_length(len(plain), len(shape)), write(example))
        for position, (one, kind) in enumerate(zip(plain, shape, strict=True), 1):
            if not (one.isascii() and (one.isdigit() if kind == "9" else one.isalpha())):
                nl, en = ("cijfer", "digit") if kind == "9" else ("letter", "letter")
                return Odd(Text(f"teken {position} moet een {nl} zijn", f"character {position} must be a {en}"))
        return Odd(otherwise)

    return odd


def _length(found: int, wanted: int) -> Text:
    nl, en = ("staat", "teken") if found == 1 else ("staan", "tekens"), "character" if found == 1 else "characters"
    return Text(f"er {nl[0]} {found} {nl[1]} in plaats van {wanted}", f"it has {found} {en} instead of {wanted}")


def odd_number_text(text: str) -> Odd:
    """Return what is odd about a number that is a name."""
    plain = ascii_digits(text)
    if plain != text:
        return Odd(OTHER_DIGITS, write(plain) if re.fullmatch(r"[0-9]{1,10}", plain) else None)
    if text.isascii() and text.isdigit():
        return Odd(Text(f"er staan {len(text)} cijfers", f"it has {len(text)} digits"))
    return Odd(Text("er staat iets anders in dan cijfers", "it holds something other than digits"))
