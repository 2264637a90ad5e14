"""``sto-check new``: write a template to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import Command, open_scheme, scheme_options
from sto_check.cli.language import say

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "new",
    cls=Command,
    short_help=say("Schrijf een sjabloon om in te vullen.", "Write a template to fill in."),
    help=say(
        "Schrijf een sjabloon van het document waar een regeling over gaat, met uitleg bij elke sleutel, naar "
        "standaarduitvoer.",
        "Write a template of the document that a scheme is about, with an explanation of every key (in Dutch), to "
        "standard output.",
    ),
    examples=(
        "sto-check new > aanvraag.yaml",
        "sto-check new --scheme sto-2020-2024-eindrapportage > eindrapportage.yaml",
    ),
)
@scheme_options
def command(scheme: str, rules: Path | None) -> None:
    """Print the template of the document that the scheme is about."""
    from sto_check.application.load import document_model
    from sto_check.application.template import write_template

    opened = open_scheme(scheme, rules)
    click.echo(write_template(document_model(opened.head.document).model), nl=False)
