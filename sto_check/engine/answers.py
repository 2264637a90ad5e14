"""Texts that are no answer, such as ``n.v.t.`` and ``-``: what the scheme lists, and what has no letter or digit."""

from __future__ import annotations

from itertools import islice
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NO_LETTERS = bytes(set(range(128)) - set(ascii_letters.encode()))
_BEGINNING = 4
"""Of a text this many times as many characters are looked at first as there must be letters: mostly that is enough."""


def letters_of(text: str) -> str:
    """Return the letters of a text, as small letters: by these two ways to write the same are one."""
    return "".join(character for character in text.casefold() if character.isalpha())


def answer_test(no_answers: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of whether a text is an answer: it has letters or digits, and more than one of these texts.

    A figure behind such a text makes no answer of it: ``zie bijlage 3``. What begins as one that ends in dots
    (``lorem ipsum ...``) is none, however long.
    """
    listed = list(no_answers)
    said = frozenset(map(letters_of, listed))
    beginnings = tuple(filter(None, (letters_of(text) for text in listed if text.endswith(("...", "…")))))
    enough = max(map(len, said), default=0) + 1
    beginning = _BEGINNING * enough

    def is_answer(text: str) -> bool:
        start = text[:beginning]
        letters = start.lower().encode().translate(None, _NO_LETTERS).decode()[:enough] if start.isascii() else ""
        if len(letters) < enough and (len(text) > beginning or not start.isascii()):
            letters = "".join(islice(filter(str.isalpha, text.casefold()), enough))
        if not letters:
            return any(map(str.isdigit, text))
        return letters not in said and not letters.startswith(beginnings)

    return is_answer
