"""What can be wrong with the files of a scheme. Each class is one way to fail; all have place and suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.errors import Problem, StoCheckError, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.documents.document import Document
    from sto_check.text.place import Path, Place


class SchemeError(StoCheckError):
    """The rules folder cannot be used as it stands (exit code 2). ``problems`` names everything that was found."""


class SchemeNotFoundError(SchemeError):
    """There is no scheme of that name, or the folder holds none."""


class UnknownVariantError(SchemeError):
    """The scheme has no variant of that name."""


class UnknownRuleError(SchemeError):
    """The scheme has no rule of that id."""


class UnknownTableError(SchemeError):
    """A table was given that the scheme does not read."""


class RuleTooLongError(SchemeError):
    """A rule joins more comparisons than the engine can take."""


class DayOutsideSchemeError(SchemeError):
    """The scheme is not in force on the day asked for."""


def mistake(document: Document, path: Path, code: str, nl: str, en: str, hint: Text | None = None) -> Problem:
    """Return what is wrong at a path of a file of the scheme."""
    return Problem(code, Text(nl, en), document.place(path), hint=hint)


def not_known(code: str, nl: str, en: str, name: str, known: Iterable[str], place: Place | None = None) -> Problem:
    """Return the problem that ``name`` is not known, with a suggestion; ``nl`` and ``en`` say what it would name."""
    says = Text(f"{nl} “{name}” is niet bekend.", f"{en} “{name}” is not known.")
    return Problem(code, says, place, hint=suggestion(name, known))


def unknown_attribute(kind: str, name: str, known: Iterable[str], place: Place | None) -> Problem:
    """Return the problem that a kind of fact has no such attribute."""
    says = Text(f"Het attribuut {kind}.{name} is niet bekend.", f"The attribute {kind}.{name} is not known.")
    return Problem("unknown-attribute", says, place, hint=suggestion(name, known))
