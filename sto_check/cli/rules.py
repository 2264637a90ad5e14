"""``sto-check rules``: list the rules of a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import Command, lang_option, open_scheme, scheme_options
from sto_check.cli.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.language import Lang


@click.command(
    "rules",
    cls=Command,
    short_help=say("Noem de regels van een regeling.", "List the rules of a scheme."),
    help=say("Noem de regels van een regeling, per thema.", "List the rules of a scheme, by theme."),
    examples=("sto-check rules", "sto-check rules --table > rules/README.md"),
)
@click.option(
    "--table",
    is_flag=True,
    help=say(
        "Als Markdown-tabel: elke voorwaarde met haar regels.", "As a Markdown table: each condition with its rules."
    ),
)
@scheme_options
@lang_option
def command(table: bool, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print the rules by theme, or the table of conditions."""
    from sto_check.reports.layout import write_lines
    from sto_check.reports.rule_list import condition_table, list_lines

    opened = open_scheme(scheme, rules)
    if table:
        click.echo(condition_table(opened, lang), nl=False)
    else:
        write_lines(list_lines(opened, lang))
