"""Characters that nobody sees, or that make a reader see another text than the one that is checked."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category

from sto_check.forms.odd.told import code_point

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, and yet nothing to see."""
_IN_SIGHT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs of Arabic and other scripts that stand around numbers: format characters by category, and yet seen."""
_OF_A_TEXT = frozenset("\n\t\r\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{SOFT HYPHEN}\u200c\u200d")
"""Line ends and tabs, and what words of some languages and joined emoji are written with."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class HiddenCharacter(NamedTuple):
    """A character that is not seen: the code of the problem, its place in the text counted from 1, and its name."""

    code: str
    position: int
    character: str


def find_hidden(text: str, *, running: bool = False) -> HiddenCharacter | None:
    """Return the first hidden character of a name or number, or, with ``running``, of a running text.

    White space in a name or number is none of these: it is told in its own words.
    """
    hidden = [
        one for one in set(text) if not (one.isascii() and one.isprintable()) and _is_hidden(one, running=running)
    ]
    if not hidden:
        return None
    first = min(hidden, key=text.index)
    code = "direction-character" if first in _DIRECTION else "hidden-character"
    return HiddenCharacter(code, text.index(first) + 1, code_point(first))


def _is_hidden(one: str, *, running: bool) -> bool:
    if (one in _OF_A_TEXT or one in _FILLERS) if running else one.isspace():
        return False
    return one in _FILLERS or (category(one) in _HIDDEN and one not in _IN_SIGHT)
