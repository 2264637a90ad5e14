"""What can be wrong with a document before anyone knows what its words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.errors import EXIT_DOCUMENT, Problem, StoCheckError
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.place import Place


class DocumentError(StoCheckError):
    """A document cannot be read (exit code 65). ``problems`` names everything that was found wrong with it."""

    exit_code = EXIT_DOCUMENT


class FileUnreadableError(DocumentError):
    """The file itself cannot be opened: absent, a directory, not permitted, not a regular file, too large."""


class EncodingError(DocumentError):
    """The bytes are not UTF-8 text."""


class SyntaxProblemError(DocumentError):
    """The text is not well-formed YAML or JSON."""


class DuplicateKeyError(DocumentError):
    """A key stands twice in one mapping, so one of the two values would be lost."""


class ForbiddenFeatureError(DocumentError):
    """YAML that a plain document does not need: anchors, aliases, tags, merge keys, several documents."""


class TooLargeError(DocumentError):
    """A limit on size, depth or the number of values is exceeded."""


def problem(code: str, nl: str, en: str, place: Place | None, hint_nl: str = "", hint_en: str = "") -> Problem:
    """Return a :class:`~sto_check.errors.Problem` from loose texts: what is wrong and what to do, in both languages."""
    return Problem(code, Text(nl, en), place, hint=Text(hint_nl, hint_en) if hint_nl else None)


def quote(word: str, length: int = 40) -> str:
    """Return a word from a document between quotation marks, cut off after ``length`` characters."""
    return f"“{word[:length]}…”" if len(word) > length else f"“{word}”"


def parser_words(said: str, known: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return our words, in Dutch and English, for what a parser said; its own words where ``known`` has none."""
    own = (f"de lezer meldt: {said}", f"the parser says: {said}")
    return next((ours for words, ours in known.items() if words in said), own)
