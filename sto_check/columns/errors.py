"""What can be wrong where rules are read as columns."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sto_check.text.errors import EXIT_DOCUMENT, EXIT_ENGINE, EXIT_UNAVAILABLE, StoCheckError, UsageError, suggestion
from sto_check.text.problems import package_missing, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ColumnsMissingError(StoCheckError):
    """The packages for tables are not installed (exit code 69)."""

    exit_code = EXIT_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            package_missing(
                "columns-missing",
                "Hiervoor zijn de pakketten duckdb en pyarrow nodig.",
                "This needs the packages duckdb and pyarrow.",
                "columns",
            )
        )


def require_columns() -> None:
    """Raise ColumnsMissingError where what reads and writes tables is not installed.

    Nothing is imported: these packages have threads, and processes that are forked from one with threads may hang.
    """
    if not all(map(find_spec, ("duckdb", "pyarrow"))):
        raise ColumnsMissingError


class NotInColumnsError(StoCheckError):
    """Something that the rules ask cannot be read as columns (exit code 70)."""

    exit_code = EXIT_ENGINE

    def __init__(self, name: str) -> None:
        super().__init__(
            problem(
                "not-in-columns",
                f"{name} is niet als kolommen te lezen.",
                f"{name} cannot be read as columns.",
                None,
                "Toets de aanvragen met check of batch.",
                "Check the applications with check or batch.",
            )
        )


class FigureTooLargeForColumnsError(StoCheckError):
    """A figure is too large to be compared exactly (exit code 65)."""

    exit_code = EXIT_DOCUMENT

    def __init__(self) -> None:
        super().__init__(
            problem(
                "figure-too-large",
                "Een getal wordt te groot om precies te vergelijken.",
                "A figure gets too large to be compared exactly.",
                None,
                "Kies kleinere bedragen of een kleiner bereik bij --vary.",
                "Choose smaller amounts or a smaller range with --vary.",
            )
        )


class ReadingDiffersError(StoCheckError):
    """The reading by columns decides otherwise than check does (exit code 70)."""

    exit_code = EXIT_ENGINE

    def __init__(self, application: str, rules: Sequence[str]) -> None:
        named = ", ".join(rules)
        super().__init__(
            problem(
                "columns-differ",
                f"De lezing als kolommen verschilt bij {application} van check: {named}. Er is geen antwoord.",
                f"The reading by columns differs from check for {application}: {named}. There is no answer.",
                None,
                "Meld deze fout met het document erbij.",
                "Report this fault together with the document.",
            )
        )


class CannotVaryError(UsageError):
    """A field cannot be drawn (exit code 2)."""


def no_such_field(path: str, fields: Iterable[str]) -> CannotVaryError:
    """Return the error for a path at which the rules read no number."""
    return CannotVaryError(
        problem(
            "cannot-vary",
            f"{path} is geen bedrag of getal dat de regels rechtstreeks lezen.",
            f"{path} is no amount or number that the rules read directly.",
            hint=suggestion(path, list(fields)),
        )
    )


def worked_out_from(path: str, attributes: Sequence[str]) -> CannotVaryError:
    """Return the error for a field from which something is worked out, so that it does not vary by itself."""
    named = ", ".join(attributes)
    return CannotVaryError(
        problem(
            "cannot-vary",
            f"{path} is niet te trekken: {named} wordt daaruit uitgerekend.",
            f"{path} cannot be drawn: {named} is worked out from it.",
            None,
            "Kies een ander veld.",
            "Choose another field.",
        )
    )
