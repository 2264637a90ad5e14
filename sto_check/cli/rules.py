"""``sto-check rules``: list the rules of a scheme, and the commands for those who write rules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme, scheme_options, show
from sto_check.cli.two_languages import Command, Group, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from sto_check.text.language import Lang

COMMANDS = (
    "list",
    "sources",
    "show",
    "graph",
    "doc",
    "lint",
    "test",
    "suite",
    "coverage",
    "mutate",
    "prove",
    "diff",
    "simulate",
    "copy",
)


class _Rules(Group):
    """Imports the module of a command only when that command is asked for; without one, lists the rules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "list":
            return list_command
        found: click.Command = import_module(f"sto_check.cli.rules_{cmd_name}").command
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read ``rules --table`` as ``rules list --table``; a shell that asks what follows ``rules`` gets all."""
        if ctx.resilient_parsing and not args:
            return super().parse_args(ctx, args)
        asks_help = bool({"-h", "--help"} & set(args[:1]))
        named = bool(args) and not args[0].startswith("-")
        return super().parse_args(ctx, args if asks_help or named else ["list", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Complete the commands, and the options of the list, for which no command needs to be named."""
        if not incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return list_command.shell_complete(
            list_command.make_context("list", [], parent=ctx, resilient_parsing=True), incomplete
        )


@click.command(
    "list",
    cls=Command,
    short_help=Text("Noem de regels van een regeling.", "List the rules of a scheme."),
    help=Text("Noem de regels van een regeling, per thema.", "List the rules of a scheme, by theme."),
    examples=("sto-check rules", "sto-check rules --table"),
)
@option(
    "--table",
    is_flag=True,
    help=Text(
        "Als Markdown-tabel: elke voorwaarde met haar regels.", "As a Markdown table: each condition with its rules."
    ),
)
@scheme_options
@lang_option
def list_command(table: bool, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print the rules by theme, or the table of conditions."""
    from sto_check.reports.rule_list import condition_table, list_lines

    opened = open_scheme(scheme, rules)
    if table:
        click.echo(condition_table(opened, lang), nl=False)
    else:
        show(list_lines(opened, lang))


command = _Rules(
    "rules",
    short_help=Text(
        "Noem, test en vergelijk de regels van een regeling.", "List, test and compare the rules of a scheme."
    ),
    help=Text(
        "Noem de regels van een regeling, of gebruik een van de opdrachten voor wie regels schrijft.",
        "List the rules of a scheme, or use one of the commands for those who write rules.",
    ),
    examples=("sto-check rules", "sto-check rules test"),
)
