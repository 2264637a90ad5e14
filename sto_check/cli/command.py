"""What all commands share: help in two languages, the options for language and scheme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from sto_check.cli import complete
from sto_check.cli.language import VARIABLE, say
from sto_check.errors import Problem, UsageError
from sto_check.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sto_check.decision.cases import Case
    from sto_check.documents.limits import Limits
    from sto_check.forms.source import Source
    from sto_check.scheme.scheme import Scheme

DEFAULT_SCHEME = "sto-2025-2028"
_HEADINGS = {
    "Usage:": "Gebruik:",
    "Options:": "Opties:",
    "Commands:": "Opdrachten:",
    "[OPTIONS]": "[OPTIES]",
    "COMMAND [ARGS]...": "OPDRACHT [ARGUMENTEN]...",
    "[default: ": "[anders: ",
}

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


class Command(click.Command):
    """A command whose help speaks the language of the run; ``examples`` stand below it, each on a line."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        kwargs["add_help_option"] = False
        super().__init__(*args, **kwargs)
        self.params.append(help_option())
        self._examples = examples

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text with its headings and examples."""
        return with_examples(translated(super().get_help(ctx)), self._examples)


def translated(text: str) -> str:
    """Return click's help with its headings in the language of the run."""
    for english, dutch in _HEADINGS.items():
        text = text.replace(english, say(dutch, english))
    return text


def with_examples(text: str, examples: tuple[str, ...]) -> str:
    """Return a help text with examples below it."""
    if not examples:
        return text
    listed = "\n".join(f"  {example}" for example in examples)
    return f"{text}\n\n{say('Voorbeelden:', 'Examples:')}\n{listed}"


def help_option() -> click.Option:
    """Return the --help option, with its explanation in the language of the run."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=say("Toon deze hulp.", "Show this help."),
    )


def lang_option(function: Decorated) -> Decorated:
    """Add ``--lang``."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        envvar=VARIABLE,
        default="nl",
        help=say(
            "Taal van redenen en hulp (anders: STO_CHECK_LANG, of nl).",
            "Language of reasons and help (else: STO_CHECK_LANG, or nl).",
        ),
    )(function)


def scheme_options(function: Decorated) -> Decorated:
    """Add ``--scheme`` and ``--rules``."""
    function = click.option(
        "--rules",
        metavar=say("MAP", "DIR"),
        shell_complete=complete.folders,
        type=click.Path(path_type=Path),
        help=say(
            "Map met regelingen, in plaats van de meegeleverde.", "Folder of schemes, instead of those that come along."
        ),
    )(function)
    return click.option(
        "--scheme",
        metavar=say("NAAM", "NAME"),
        shell_complete=complete.schemes,
        default=DEFAULT_SCHEME,
        show_default=True,
        help=say(
            "Regeling: een naam, of een map met scheme.yaml; check neemt anders de regeling die het document noemt.",
            "Scheme: a name, or a folder with scheme.yaml; check else takes the scheme that the document names.",
        ),
    )(function)


def open_scheme_with_cases(scheme: str, rules: Path | None) -> tuple[Scheme, list[Case]]:
    """Load a scheme with the tables that stand among its cases (``cases/<table>.csv``), and its cases."""
    from sto_check.decision.cases import load_cases, load_scheme_for_cases

    opened = load_scheme_for_cases(scheme, rules)
    return opened, load_cases(opened, Path(opened.folder) / "cases")


def scheme_is_default(ctx: click.Context) -> bool:
    """Whether ``--scheme`` was left to its default."""
    return ctx.get_parameter_source("scheme") is ParameterSource.DEFAULT


def named_scheme(source: Source, rules: Path | None) -> str:
    """Return the scheme that a document names under ``regeling``, if there is one of that name, or else the default."""
    from sto_check.forms.source import scheme_named_in
    from sto_check.scheme.folder import has_scheme

    named = scheme_named_in(source)
    return named if named is not None and has_scheme(named, rules) else DEFAULT_SCHEME


def open_scheme(scheme: str, rules: Path | None, maxima: Path | None = None, limits: Limits | None = None) -> Scheme:
    """Load the scheme that the options name."""
    from sto_check.documents.limits import DEFAULT_LIMITS
    from sto_check.scheme.load import load_scheme

    return load_scheme(
        scheme, rules=rules, data={"maxima": maxima} if maxima else None, limits=limits or DEFAULT_LIMITS
    )


def read_on(written: str | None) -> date | None:
    """Return the day that ``--on`` names; raises UsageError where it is none."""
    from sto_check.forms.values import read_day

    if written is None:
        return None
    try:
        return read_day(written)
    except ValueError:
        raise UsageError(
            Problem(
                "no-day",
                Text(f"--on {written}: dit is geen dag.", f"--on {written}: this is not a day."),
                hint=Text("Schrijf jaar-maand-dag: 2024-09-24.", "Write year-month-day: 2024-09-24."),
            )
        ) from None
