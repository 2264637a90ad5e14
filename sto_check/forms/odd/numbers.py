"""The odd ways in which numbers are written, and the number as it should be written where that is certain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sto_check.forms.odd.told import NOTHING, OTHER_DIGITS, Odd, ascii_digits, write
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 40


class _Look(NamedTuple):
    """A way to write a number, why it is odd, and what the number would be without; None where that is not certain."""

    pattern: re.Pattern[str]
    why: Text
    plain: Callable[[re.Match[str]], str | None] | None = None


def _look(pattern: str, nl: str, en: str, plain: Callable[[re.Match[str]], str | None] | None = None) -> _Look:
    return _Look(re.compile(pattern, re.IGNORECASE), Text(nl, en), plain)


def _written_out(found: re.Match[str]) -> str | None:
    number = Decimal(found[0])
    return format(number.normalize(), "f") if abs(number.adjusted()) <= _LONGEST else None


def _without(characters: str) -> Callable[[re.Match[str]], str]:
    return lambda found: "".join(one for one in found[0] if one not in characters and not one.isspace())


def _with_point(found: re.Match[str]) -> str:
    return _without(".")(found).replace(",", ".")


def _rest(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


_LOOKS = (
    _look(r"[+-]?\.?(?:nan|inf|infinity)", "NaN en oneindig zijn geen getallen", "NaN and infinity are no numbers"),
    _look(r"(?:€|eur|euro)\s*(.+)|(.+?)\s*(?:€|eur|euro)", "er hoort geen euroteken bij", "no euro sign belongs to it",
          _rest),
    _look(r".*[$£¥].*", "het is een bedrag in een andere munt", "it is an amount in another currency"),
    _look(r".+[%‰]", "het is een percentage", "it is a percentage"),
    _look(r"[-−–]\s*[0-9.,].*|\(.+\)", "het is negatief", "it is negative"),
    _look(r"\+\s*([0-9].*)", "er hoort geen plusteken bij", "no plus sign belongs to it", _rest),
    _look(r"0[xob][0-9a-f]+", "het is niet in tien cijfers geschreven, maar octaal, binair of hexadecimaal",
          "it is not written in ten digits, but octal, binary or hexadecimal"),
    _look(r"[0-9]+(?:\.[0-9]*)?e[+-]?[0-9]{1,9}", "het is een notatie met exponent; schrijf het getal uit",
          "it is in exponent notation; write the number out", _written_out),
    _look(r"0[0-9].*", "het begint met een nul en kan dus een octaal getal of een nummer zijn",
          "it begins with a zero and so may be an octal number or an identifier"),
    _look(r"[0-9][0-9._]*_[0-9._]*", "er horen geen lage streepjes in", "no underscores belong in it", _without("_")),
    _look(r"(.*[0-9])\s*(?:km|kilometers?|kilometres?|uur|uren|hours?|fte|stuks|personen|leerlingen)",
          "er hoort geen eenheid bij", "no unit belongs to it", _rest),
    _look(r"[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]{1,2})?", "er horen geen spaties in", "no spaces belong in it",
          _without("")),
    _look(r".*\s.*", "er horen geen spaties in", "no spaces belong in it"),
    _look(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}",
          "er staan punten tussen de duizendtallen en een komma voor de decimalen",
          "it has points between the thousands and a comma before the decimals", _with_point),
    _look(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){2,}",
          "er staan komma's tussen de duizendtallen", "it has commas between the thousands", _without(",")),
    _look(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}", "er staan punten tussen de duizendtallen",
          "it has points between the thousands", _without(".")),
    _look(r"[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]{1,2})?", "er staan aanhalingstekens tussen de duizendtallen",
          "it has quotes between the thousands", _without("'’")),
    _look(r"([0-9.]+),[-–—]+", "er hoort geen komma met een streepje bij", "no comma with a dash belongs to it",
          lambda found: _without(".")(found).partition(",")[0]
          if re.fullmatch(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+", found[1]) else None),
    _look(r"[0-9]{1,3},[0-9]{3}", "een komma kan duizendtallen scheiden of decimalen",
          "a comma may divide thousands or decimals"),
    _look(r"([0-9]+),([0-9]+)", "er staat een komma voor de decimalen", "it has a comma before the decimals",
          lambda found: f"{found[1]}.{found[2]}"),
    _look(r"([0-9]+)[.,]", "na de punt of komma staat niets", "nothing follows the point or comma", _rest),
    _look(r"\.([0-9]+)", "voor de punt staat niets", "nothing precedes the point", lambda found: f"0.{found[1]}"),
    _look(r"[0-9]{6,}|[0-9]+\.[0-9]+", "er staan te veel cijfers of decimalen in",
          "it has too many digits or decimals"),
)  # fmt: skip


def odd_number(text: str, fits: re.Pattern[str]) -> Odd | None:
    """Return what is odd about a number that does not fit; None where it is like no number at all."""
    if not text:
        return Odd(NOTHING)
    if len(text) > _LONGEST:
        return Odd(Text("het is te lang", "it is too long"))
    plain = ascii_digits(text)
    why, example = (OTHER_DIGITS, plain) if plain != text else _seen(text)
    return Odd(why, write(_rewritten(example, fits))) if why else None


def _seen(text: str) -> tuple[Text | None, str | None]:
    for look in _LOOKS:
        found = look.pattern.fullmatch(text)
        if found:
            return look.why, look.plain(found) if look.plain else None
    return None, None


def _rewritten(text: str | None, fits: re.Pattern[str]) -> str | None:
    """Take one oddity after the other away until the number fits."""
    for _ in range(4):
        if text is None or fits.fullmatch(text):
            return text
        text = _seen(text.strip())[1]
    return None
