"""Texts that are no answer, such as ``n.v.t.`` and ``-``: what the scheme lists, and what has no letter or digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def letters_of(text: str) -> str:
    """Return the letters of a text, as small letters: by these two ways to write the same are one."""
    return "".join(character for character in text.casefold() if character.isalpha())


def answer_test(no_answers: Iterable[str]) -> Callable[[str], bool]:
    """Return a test of whether a text is an answer: it has letters or digits, and more than one of these texts.

    A figure behind such a text makes no answer of it: ``zie bijlage 3``.
    """
    said = frozenset(letters_of(text) for text in no_answers)
    longest = max(map(len, said), default=0)

    def is_answer(text: str) -> bool:
        letters = 0
        for character in text:
            letters += character.isalpha()
            if letters > longest:
                return True
        return letters_of(text) not in said if letters else any(map(str.isdigit, text))

    return is_answer
