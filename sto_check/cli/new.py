"""``sto-check new``: write a template to fill in."""

from __future__ import annotations

import click

from sto_check.cli.command import Command
from sto_check.cli.language import say


@click.command(
    "new",
    cls=Command,
    short_help=say("Schrijf een sjabloon om in te vullen.", "Write a template to fill in."),
    help=say(
        "Schrijf een sjabloon van een aanvraag, met uitleg bij elke sleutel, naar standaarduitvoer.",
        "Write a template of an application, with an explanation of every key (in Dutch), to standard output.",
    ),
    examples=("sto-check new > aanvraag.yaml",),
)
def command() -> None:
    """Print the template."""
    from sto_check.application.load import document_model
    from sto_check.application.template import write_template

    click.echo(write_template(document_model("aanvraag").model), nl=False)
