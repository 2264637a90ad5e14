"""``sto-check rules sources``: what the sources ask and what rests on it, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import rules_option, show
from sto_check.cli.two_languages import Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "sources",
    cls=Command,
    short_help=Text(
        "Toon wat de bronnen vragen, en wat erop rust.", "Show what the sources ask, and what rests on it."
    ),
    help=Text(
        "Toon van elke bron alles wat zij vraagt, met de regels en waarden die erop rusten, of waarom er geen regel "
        "uit volgt; en van elke regel waarop die rust. REGELING is een naam of een map; zonder zijn het alle "
        "regelingen en de landelijke cijfers.",
        "Show everything that each source asks, with the rules and values that rest on it, or why no rule follows from "
        "it; and what each rule rests on. SCHEME is a name or a folder; without it these are all schemes and the "
        "national figures.",
    ),
    examples=("sto-check rules sources sto-2025-2028", "sto-check rules sources --table --lang en"),
)
@argument("scheme", required=False, metavar=Text("[REGELING]", "[SCHEME]"), shell_complete=complete.schemes)
@option(
    "--table",
    is_flag=True,
    help=Text("Als Markdown-tabellen.", "As Markdown tables."),
)
@rules_option
@lang_option
def command(scheme: str | None, table: bool, rules: Path | None, lang: Lang) -> None:
    """Print the tables of every scheme that is meant."""
    from sto_check.reports.source_list import markdown_of_all, source_lines_of_all
    from sto_check.scheme.folder import scheme_names
    from sto_check.scheme.indicators import load_references, reference_uses
    from sto_check.scheme.load import load_scheme

    opened = [load_scheme(name, rules=rules) for name in ([scheme] if scheme else scheme_names(rules))]
    figures = [reference_uses(load_references())] if scheme is None and rules is None else []
    if table:
        click.echo(markdown_of_all(opened, figures, lang), nl=False)
    else:
        show(source_lines_of_all(opened, figures, lang))
