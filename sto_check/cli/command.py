"""What the commands share: the options for language and scheme, and opening what they name."""

from __future__ import annotations

import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

import click
from click.core import ParameterSource

from sto_check.cli import complete
from sto_check.cli.two_languages import argument, option
from sto_check.scheme.chosen import DEFAULT_SCHEME, default_scheme
from sto_check.text.errors import Problem, UsageError
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from sto_check.desk.found import Found
    from sto_check.documents.limits import Limits
    from sto_check.reports.layout import Line
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.workbench.cases import Case

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


rules_option = option(
    "--rules",
    metavar=Text("MAP", "DIR"),
    shell_complete=complete.folders,
    type=click.Path(path_type=Path),
    is_eager=True,
    help=Text(
        "Map met regelingen, in plaats van de meegeleverde.", "Folder of schemes, instead of those that come along."
    ),
)


def scheme_options(function: Decorated) -> Decorated:
    """Add ``--scheme`` and ``--rules``."""
    return option(
        "--scheme",
        metavar=Text("NAAM", "NAME"),
        shell_complete=complete.schemes,
        default=DEFAULT_SCHEME,
        show_default=True,
        callback=_of_folder,
        help=Text(
            "Regeling: een naam, of een map met scheme.yaml; check neemt anders de regeling die het document noemt.",
            "Scheme: a name, or a folder with scheme.yaml; check else takes the scheme that the document names.",
        ),
    )(rules_option(function))


maxima_option = option(
    "--maxima",
    metavar="CSV",
    type=click.Path(path_type=Path),
    help=Text(
        "Maxima per regio (bijlage 3): nummer,bedrag.",
        "Maxima by region (annex 3): number,amount; header nummer,bedrag.",
    ),
)


text_or_json_option = option(
    "--format",
    "as_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=Text("Voor mensen of voor programma's.", "For people or for programs."),
)


force_option = option("--force", is_flag=True, help=Text("Overschrijf een bestand dat er al is.", "Overwrite a file."))


def version_options(function: Decorated) -> Decorated:
    """Add ``--variant`` and ``--on``, which say what the values of the scheme are."""
    function = option(
        "--on",
        metavar=Text("DAG", "DAY"),
        help=Text(
            "Dag waarvan de waarden gelden (jjjj-mm-dd); anders de dag van ontvangst.",
            "Day whose values count (yyyy-mm-dd); else the day of receipt.",
        ),
    )(function)
    return option(
        "--variant",
        metavar=Text("NAAM", "NAME"),
        shell_complete=complete.variants,
        help=Text("Variant van de regeling, zoals extension-2029.", "Variant of the scheme, such as extension-2029."),
    )(function)


class How(TypedDict):
    """How applications are checked: arguments of :func:`~sto_check.decision.check_files.check_files`."""

    scheme: str | None
    rules: Path | None
    maxima: Path | None
    on: date | None
    variant: str | None
    limits: Limits


def how_options(function: Decorated) -> Decorated:
    """Add the options that say how applications are checked; the command is given them together as ``how``."""
    from sto_check.cli.limits import limit_option

    @wraps(function)
    def with_how(
        *args: Any,
        scheme: str,
        rules: Path | None,
        maxima: Path | None,
        on: str | None,
        variant: str | None,
        limit: Limits,
        **others: Any,
    ) -> Any:
        chosen = None if scheme_is_default(click.get_current_context()) else scheme
        how = How(scheme=chosen, rules=rules, maxima=maxima, on=read_on(on), variant=variant, limits=limit)
        return function(*args, how=how, **others)

    return maxima_option(version_options(limit_option(scheme_options(cast("Decorated", with_how)))))


def _of_folder(ctx: click.Context, _param: click.Parameter, scheme: str) -> str:
    """Return the scheme that ``--scheme`` names, or else the default of the folder that ``--rules`` names."""
    return default_scheme(ctx.params.get("rules")) if scheme_is_default(ctx) else scheme


def open_scheme_with_cases(scheme: str, rules: Path | None) -> tuple[Scheme, list[Case]]:
    """Load a scheme with the tables that stand among its cases (``cases/<table>.csv``), and its cases."""
    from sto_check.workbench.cases import load_cases, load_scheme_for_cases

    opened = load_scheme_for_cases(scheme, rules)
    return opened, load_cases(opened, Path(opened.folder) / "cases")


def scheme_is_default(ctx: click.Context) -> bool:
    """Whether ``--scheme`` was left to its default."""
    return ctx.get_parameter_source("scheme") is ParameterSource.DEFAULT


def open_scheme(scheme: str, rules: Path | None, maxima: Path | None = None, limits: Limits | None = None) -> Scheme:
    """Load the scheme that the options name."""
    from sto_check.documents.limits import DEFAULT_LIMITS
    from sto_check.scheme.load import load_scheme

    return load_scheme(
        scheme, rules=rules, data={"maxima": maxima} if maxima else None, limits=limits or DEFAULT_LIMITS
    )


def paths_argument(*, required: bool = True) -> Callable[[Decorated], Decorated]:
    """Return what adds the applications that a command is about: files, and folders with files in them."""
    metavar = Text("MAP|BESTAND...", "FOLDER|FILE...")
    return argument("paths", nargs=-1, required=required, metavar=metavar, type=click.Path(exists=True))


def find_and_tell(paths: Sequence[str], without: Path | None, lang: Lang) -> list[Found]:
    """Return the applications among these paths, and tell what was passed over; raises NothingToCheckError.

    ``without`` is a folder whose files are no applications.
    """
    from sto_check.desk.found import find_applications

    found, notes = find_applications(paths, without)
    for note in notes:
        click.echo(note.in_print().render(lang), err=True)
    return found


def show(lines: Iterable[Line]) -> None:
    """Print lines to standard output."""
    from sto_check.reports.layout import write_lines

    write_lines(lines, sys.stdout)


def read_on(written: str | None, name: str = "--on") -> date | None:
    """Return the day that an option names; raises UsageError where it is none."""
    from sto_check.forms.values import read_day

    if written is None:
        return None
    try:
        return read_day(written)
    except ValueError:
        raise UsageError(
            Problem(
                "no-day",
                Text(f"{name} {written}: dit is geen dag.", f"{name} {written}: this is not a day."),
                hint=Text("Schrijf jaar-maand-dag: 2024-09-24.", "Write year-month-day: 2024-09-24."),
            )
        ) from None
