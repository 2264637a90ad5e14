"""Click's commands, options and arguments, with texts in two languages: which of them is chosen when it is shown."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from sto_check.cli.language import language, say
from sto_check.text.language import LANGUAGES, Text

_HEADINGS = {
    "Options": Text("Opties", "Options"),
    "Commands": Text("Opdrachten", "Commands"),
    "Positional arguments": Text("Argumenten", "Positional arguments"),
}
_OPTIONS = Text("[OPTIES]", "[OPTIONS]")
_SUBCOMMAND = Text("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGS]...")


class _Spoken:
    """An attribute that is set to a Text and read in the language of the run; any other value stays as it is."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, holder: object, _owner: type) -> Any:
        value = vars(holder)[self._name]
        return value[language()] if isinstance(value, Text) else value

    def __set__(self, holder: object, value: object) -> None:
        vars(holder)[self._name] = value


class _Formatter(click.HelpFormatter):
    """Writes click's own headings in the language of the run, before lines are broken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or say("Gebruik: ", "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS[heading][language()] if heading in _HEADINGS else heading)


class _Context(click.Context):
    formatter_class = _Formatter


class Option(click.Option):
    """An option whose ``help`` and ``metavar`` may be a Text."""

    help: Any = _Spoken()
    metavar: Any = _Spoken()

    def __init__(self, *args: Any, help: Text, **kwargs: Any) -> None:  # noqa: A002
        super().__init__(*args, **kwargs)
        self.help = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return what help says of the option, with click's own words for its default in the language of the run."""
        record = super().get_help_record(ctx)
        if record is None or language() == "en":
            return record
        return record[0], record[1].replace("[default: ", "[anders: ").replace("[required]", "[verplicht]")


class Argument(click.Argument):
    """An argument whose ``metavar`` may be a Text."""

    metavar: Any = _Spoken()


def _show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(ctx.get_help())
        ctx.exit()


FILE = click.Path(readable=False)
"""A file that click completes; whether it can be read is found, and told, where it is opened."""

option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)
_language_option = partial(
    option,
    "--lang",
    type=click.Choice(LANGUAGES),
    default=language,
    help=Text(
        "Taal van redenen en hulp (anders: STO_CHECK_LANG, of nl).",
        "Language of reasons and help (else: STO_CHECK_LANG, or nl).",
    ),
)
_help_option = option(
    "-h",
    "--help",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help=Text("Toon deze hulp.", "Show this help."),
)
lang_option = _language_option()
"""Gives a command its ``lang``: the language of the run, which ``--lang`` names."""


class Command(click.Command):
    """A command whose ``help`` and ``short_help`` are Texts; ``examples`` stand below its help, each on a line.

    Each command takes ``--lang``, also one whose output is in one language: its help is in two.
    """

    context_class = _Context
    help: Any = _Spoken()
    short_help: Any = _Spoken()
    options_metavar: Any = _Spoken()

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": _OPTIONS, **kwargs, "add_help_option": False})
        if not any(param.name == "lang" for param in self.params):
            _language_option(expose_value=False)(self)
        _help_option(self)
        self._examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        if self._examples:
            with formatter.section(say("Voorbeelden", "Examples")):
                for example in self._examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Group(Command, click.Group):
    """A command with commands of its own."""

    subcommand_metavar: Any = _Spoken()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar=_SUBCOMMAND, **kwargs)
