"""Closed lists of words, and how their words may be spelled: decided here once, for every kind of document.

People write ``Overige kosten`` for ``overige-kosten``. Capitals, and spaces in the place of dashes, make no other word:
not in a cell, and not in YAML or JSON either, so that the same application is decided the same in every form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import core_schema


def meant(written: object, words: Iterable[str]) -> object:
    """Return the word that was meant, where only its capitals or spaces differ; anything else as it is."""
    known = tuple(words)
    if not isinstance(written, str) or written in known:
        return written
    plain = _plain(written)
    return next((word for word in known if _plain(word) == plain), written)


def _plain(text: str) -> str:
    return "-".join(text.split()).casefold()


class Words:
    """Marks the annotation of a field whose words are listed; ``Annotated[Literal["a", "b"], Words(("a", "b"))]``."""

    __slots__ = ("_by_plain", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self._by_plain = {_plain(word): word for word in reversed(words)} | {word: word for word in words}

    def read(self, written: object) -> object:
        """Return the listed word that was meant, or what was written."""
        if not isinstance(written, str):
            return written
        return self._by_plain.get(written) or self._by_plain.get(_plain(written), written)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.read, handler(source))


class KindsMeant:
    """Marks a list of parts of several kinds: the word in the field that tells the kind may be spelled as any other."""

    __slots__ = ("_key", "_words")

    def __init__(self, key: str, words: tuple[str, ...]) -> None:
        self._key, self._words = key, Words(words)

    def read(self, written: object) -> object:
        """Return the list in which every kind is the listed word that was meant."""
        return [self._part(part) for part in written] if isinstance(written, list) else written

    def _part(self, part: object) -> object:
        if not isinstance(part, dict):
            return part
        word = part.get(self._key)
        meant_word = self._words.read(word)
        return part if meant_word is word else {**part, self._key: meant_word}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.read, handler(source))
