"""``sto-check indicators``: a region's own figures beside the national ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import show
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.documents.limits import Limits
    from sto_check.text.language import Lang


@click.command(
    "indicators",
    cls=Command,
    short_help=Text("Zet cijfers van een regio naast de landelijke.", "Show a region's figures beside the national."),
    help=Text(
        "Zet de cijfers van een regio (YAML, JSON of XLSX; - leest standaardinvoer) naast de landelijke: leerlingen in "
        "een techniekprofiel, technische keuzevakken, docenten, aangeboden profielen. Dit is nooit deel van een "
        "beslissing; wat ontbreekt is onbekend."
        "\n\nAfsluitcode: 0, of 65 als het document niet te lezen is.",
        "Show a region's figures (YAML, JSON or XLSX; - reads standard input) beside the national ones: pupils in a "
        "technology profile, technical electives, teachers, profiles on offer. This is never part of a decision; what "
        "is missing is unknown."
        "\n\nExit code: 0, or 65 if the document cannot be read.",
    ),
    examples=("sto-check indicators indicatoren.yaml", "sto-check indicators indicatoren.yaml --lang en"),
)
@argument("file", metavar=Text("BESTAND", "FILE"), type=FILE)
@limit_option
@lang_option
def command(file: str, limit: Limits, lang: Lang) -> None:
    """Print the figures of one region."""
    from sto_check.forms.load import load_application
    from sto_check.reports.indicators import indicator_lines
    from sto_check.scheme.indicators import load_references

    application = load_application(Path(file), "indicatoren", limits=limit)
    show(indicator_lines(application, load_references(), lang))
