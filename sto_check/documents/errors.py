"""What can be wrong with a document before anyone knows what its words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.errors import EXIT_DOCUMENT, Problem, StoCheckError
from sto_check.text.problems import FirstProblems, in_order

if TYPE_CHECKING:
    from sto_check.documents.document import Document
    from sto_check.text.place import Place


class DocumentError(StoCheckError):
    """A document cannot be read (exit code 65). ``problems`` names everything that was found wrong with it."""

    exit_code = EXIT_DOCUMENT
    document: Document | None = None
    """What could be read all the same, to look for more that is wrong with it and for nothing else."""
    unread: frozenset[Place] = frozenset()
    """Where that document has no value because the one that was written could not be read."""


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


class Found:
    """Problems after which reading goes on, and the classes of error that they would be on their own."""

    def __init__(self) -> None:
        self._problems = FirstProblems()
        self._kinds: set[type[DocumentError]] = set()

    def __bool__(self) -> bool:
        return bool(self._problems)

    def add(self, kind: type[DocumentError], found: Problem) -> None:
        """Take a problem and the class of error that it would be on its own."""
        self._kinds.add(kind)
        self._problems.add(lambda: found)

    def error(self) -> DocumentError:
        """Return all problems in one error: of their own class if they share one."""
        return _class_of(self._kinds)(*self._problems)


def joined(first: DocumentError, second: DocumentError) -> DocumentError:
    """Return one error with the problems of two, in order of place: of their own class if they share one."""
    return _class_of({type(first), type(second)})(*in_order([*first.problems, *second.problems]))


def _class_of(kinds: set[type[DocumentError]]) -> type[DocumentError]:
    return next(iter(kinds)) if len(kinds) == 1 else DocumentError
