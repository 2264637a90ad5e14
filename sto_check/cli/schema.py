"""``sto-check schema``: print a JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sto_check.cli.command import open_scheme, scheme_options
from sto_check.cli.two_languages import Command, argument
from sto_check.reports.json_text import json_text
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command(
    "schema",
    cls=Command,
    short_help=Text("Toon het JSON Schema van een document.", "Print the JSON Schema of a document."),
    help=Text(
        "Toon het JSON Schema van het document waar een regeling over gaat (editors vullen ermee aan), van het bestand "
        "met oordelen, van de uitkomst van check --format json, of van de bestanden van een regeling.",
        "Print the JSON Schema of the document that a scheme is about (editors complete from it), of the file of "
        "judgements, of the result of check --format json, or of the files of a scheme.",
    ),
    examples=(
        "sto-check schema > aanvraag.schema.json",
        "sto-check schema --scheme sto-2020-2024 > aanvraag.schema.json",
        "sto-check schema scheme > scheme.schema.json",
    ),
)
@argument("document", type=click.Choice(["application", "judgements", "report", "scheme"]), default="application")
@scheme_options
def command(document: str, scheme: str, rules: Path | None) -> None:
    """Print the schema."""
    click.echo(json_text(_schema(document, scheme, rules)), nl=False)


def _schema(document: str, scheme: str, rules: Path | None) -> dict[str, Any]:
    if document == "report":
        from sto_check.reports.json_model import report_schema

        return {"$schema": DIALECT, **report_schema()}
    if document == "scheme":
        from sto_check.scheme.json_schema import scheme_schema

        return scheme_schema()
    if document == "judgements":
        from sto_check.decision.judgement_file import JudgementFile

        return {"$schema": DIALECT, **JudgementFile.model_json_schema()}
    return {"$schema": DIALECT, **open_scheme(scheme, rules).form.model.model_json_schema()}
