"""What can be wrong with the files of a scheme. Each class is one way to fail; all have place and suggestion."""

from __future__ import annotations

from sto_check.errors import Problem, StoCheckError, suggestion
from sto_check.language import Text


class SchemeError(StoCheckError):
    """The rules folder cannot be used as it stands (exit code 2). ``problems`` names everything that was found."""


class SchemeNotFoundError(SchemeError):
    """There is no scheme of that name, or the folder holds none."""


class UnknownVariantError(SchemeError):
    """The scheme has no variant of that name."""


class UnknownRuleError(SchemeError):
    """The scheme has no rule of that id."""


class RuleTooLongError(SchemeError):
    """A rule joins more comparisons than the engine can take."""


class DayOutsideSchemeError(SchemeError):
    """The scheme is not in force on the day asked for."""


def not_known(code: str, nl: str, en: str, name: str, known: list[str]) -> Problem:
    """Return the problem that ``name`` is not known, with a suggestion; ``nl`` and ``en`` say what it would name."""
    return Problem(
        code,
        Text(f"{nl} “{name}” is niet bekend.", f"{en} “{name}” is not known."),
        hint=suggestion(name, known),
    )
