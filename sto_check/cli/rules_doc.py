"""``sto-check rules doc``: a scheme as one readable page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme, scheme_options
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "doc",
    cls=Command,
    short_help=Text("Schrijf een regeling als leesbare pagina.", "Write a scheme as a readable page."),
    help=Text(
        "Schrijf een regeling als één leesbare pagina naar standaarduitvoer: haar waarden, elke regel naast haar bron, "
        "met wat zij vraagt en voorbeelden, hoe wordt beslist, en de bronnen.",
        "Write a scheme as one readable page to standard output: its values, every rule beside its source, with what "
        "it asks and examples, how is decided, and the sources.",
    ),
    examples=(
        "sto-check rules doc > regeling.md",
        "sto-check rules doc --format html > regeling.html",
        "sto-check rules doc --format html --lang en > scheme.html",
    ),
)
@option(
    "--format",
    "output",
    type=click.Choice(["markdown", "html"]),
    default="markdown",
    show_default=True,
    help=Text("Vorm van de pagina.", "Form of the page."),
)
@scheme_options
@lang_option
def command(output: str, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print the page."""
    from sto_check.reports.page import write_html, write_markdown
    from sto_check.reports.scheme_page import scheme_page

    page = scheme_page(open_scheme(scheme, rules), lang)
    click.echo((write_html if output == "html" else write_markdown)(page), nl=False)
