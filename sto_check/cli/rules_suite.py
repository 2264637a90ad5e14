"""``sto-check rules suite``: the cases of a scheme for other engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme_with_cases, scheme_options
from sto_check.cli.two_languages import Command, lang_option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "suite",
    cls=Command,
    short_help=Text("Geef de gevallen voor een andere uitvoering.", "Give the cases for another engine."),
    help=Text(
        "Schrijf de gevallen van een regeling als JSON, zodat elke andere uitvoering van de regels eraan te toetsen "
        "is: de voorwaarden met hun bedragen en dagen, de feiten waar zij over gaan, en wat eruit komt. De vorm staat "
        "in rules/README.md.",
        "Write the cases of a scheme as JSON, so that any other engine can be held against them: the conditions with "
        "their amounts and days, the facts they are about, and what comes out. rules/README.md has the format.",
    ),
    examples=("sto-check rules suite > gevallen.json", "sto-check rules suite --scheme sto-2020-2024"),
)
@scheme_options
@lang_option
def command(scheme: str, rules: Path | None, lang: Lang) -> None:  # noqa: ARG001
    """Print the suite."""
    from sto_check.reports.json_text import json_text
    from sto_check.workbench.suite import suite_of

    click.echo(json_text(suite_of(*open_scheme_with_cases(scheme, rules))), nl=False)
