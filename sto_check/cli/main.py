"""The program: finds the command, and turns every error into words and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn

# Plugins of other packages take no part in reading an application, and looking for them costs time at every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import click

from sto_check.cli.language import (
    COMPLETE,
    PROGRAM,
    chosen_language,
    language,
    require_known_language,
    say,
    speaking,
    words_to_complete,
)
from sto_check.cli.two_languages import Group, Option
from sto_check.text.errors import EXIT_ENGINE, EXIT_OUTPUT, EXIT_USAGE, StoCheckError
from sto_check.text.language import Text, printable
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.text.language import Lang

USERS: dict[Text, tuple[str, ...]] = {
    Text("Voor wie aanvraagt", "For those who apply"): ("new", "ask", "convert", "check", "what-if", "serve"),
    Text("Voor wie beoordeelt", "For those who assess"): (
        "check",
        "batch",
        "assess",
        "settle",
        "compare",
        "decide",
        "letter",
        "verify",
        "register",
        "terms",
        "rule",
        "indicators",
    ),
    Text("Voor wie regels bijhoudt", "For those who keep rules"): ("rules", "schema"),
    Text("Voor uw shell", "For your shell"): ("completion",),
}
"""Who uses which commands, as help shows them."""
COMMANDS = tuple(dict.fromkeys(name for names in USERS.values() for name in names))
DEBUG = "STO_CHECK_DEBUG"
EXIT_INTERRUPTED = 130
EXIT_PIPE = 141


class _Program(Group):
    """Imports the module of a command only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"sto_check.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by who uses them, all in one width."""
        width = max(map(len, COMMANDS))
        for users, names in USERS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(users[language()]):
                formatter.write_dl([(name.ljust(width), one.get_short_help_str()) for name, one in commands if one])


_PROGRAM = _Program(
    PROGRAM,
    help=Text(
        "Toets een aanvraag voor Sterk Techniekonderwijs aan de voorwaarden van de regeling, met redenen.",
        "Check an application for Sterk Techniekonderwijs against the scheme's conditions, with reasons.",
    ),
    examples=(
        "sto-check check aanvraag.yaml --maxima maxima.csv",
        "sto-check rule STO-M4",
        "sto-check new > aanvraag.yaml",
    ),
)
click.version_option(
    VERSION,
    prog_name=PROGRAM,
    message="%(prog)s %(version)s",
    cls=Option,
    help=Text("Toon de versie.", "Show the version."),
)(_PROGRAM)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and raise SystemExit with its exit code."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def process() -> NoReturn:
    """Run the program as a process of its own, and end that without taking its data apart piece by piece."""
    nowhere = _open_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    if nowhere is not None and nowhere.getvalue():
        with speaking(chosen_language(sys.argv[1:], os.environ)):
            closed = say("de standaarduitvoer is gesloten", "standard output is closed")
            _complain(f"{_unwritten()}: {closed}")
        code = EXIT_OUTPUT
    os._exit(code)


def _open_streams() -> StringIO | None:
    """Make sure that there is an output, and that it takes every character, at worst as a question mark.

    Returns what takes the place of standard output where that is closed.
    """
    nowhere = StringIO() if sys.stdout is None else None
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, nowhere if name == "stdout" else StringIO())
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    return nowhere


def run(arguments: list[str]) -> int:
    """Run the program and return its exit code.

    0, 1, 3 or 4 for decisions, 2 for wrong use, 65 for a document that cannot be read, 69 where durable-rules
    cannot be loaded, 70 for a fault in the tool, 74 for an output that cannot be written.
    """
    asked = os.environ.get(COMPLETE)
    lang = chosen_language(words_to_complete() if asked else arguments, os.environ)
    with speaking(lang):
        return _run(arguments, asked, lang)


def _run(arguments: list[str], asked: str | None, lang: Lang) -> int:
    """Run a command, or answer what a shell has asked about the command line."""
    try:
        if asked:
            from sto_check.cli.shells import answer

            return answer(_PROGRAM, asked)
        require_known_language(arguments, os.environ)
        with _PROGRAM.make_context(PROGRAM, list(arguments)) as context:
            code = _PROGRAM.invoke(context)
        sys.stdout.flush()
    except StoCheckError as error:
        _complain(error.render(lang))
        return error.exit_code
    except click.UsageError as error:
        from sto_check.cli.usage_errors import usage_text

        _complain(usage_text(error))
        return EXIT_USAGE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain(say("Afgebroken.", "Interrupted."))
        return EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click ends the process where the reader of a pipe has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except OSError as error:
        _complain(f"{_unwritten()}: {error.strerror}")
        return EXIT_OUTPUT
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        _complain(_fault(error))
        return EXIT_ENGINE
    return code if isinstance(code, int) else 0


def _unwritten() -> str:
    return say("De uitvoer kan niet worden geschreven", "The output cannot be written")


def _complain(text: str) -> None:
    """Write to standard error; where that cannot be written either, the exit code still tells."""
    with suppress(OSError):
        click.echo(text, err=True)


def _fault(error: Any) -> str:
    said = printable(f"{type(error).__name__}: {error}")
    return say(
        f"Onverwachte fout, er is geen beslissing ({said}). Meld haar, met wat {DEBUG}=1 toont.",
        f"Unexpected fault, there is no decision ({said}). Report it, with what {DEBUG}=1 shows.",
    )
