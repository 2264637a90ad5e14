"""Texts that are no answer, such as ``n.v.t.`` and ``-``: what the scheme lists, and what has no letter or digit."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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

    def is_answer(text: str) -> bool:
        letters = "".join(islice(filter(str.isalpha, text.casefold()), enough))
        if not letters:
            return any(map(str.isdigit, text))
        return letters not in said and not letters.startswith(beginnings)

    return is_answer
