"""``sto-check rules lint``: find what is wrong or suspicious in the files of a scheme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import rules_option, show
from sto_check.cli.two_languages import Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.language import Lang


@click.command(
    "lint",
    cls=Command,
    short_help=Text("Zoek fouten in de regels.", "Find mistakes in the rules."),
    help=Text(
        "Zoek wat fout of verdacht is in de bestanden van een regeling, met de plaats (bestand:regel:kolom) en een "
        "voorstel. MAP is de map van een regeling, of van meer; anders zijn het de meegeleverde regelingen."
        "\n\nEen fout maakt de regeling onbruikbaar. Een waarschuwing gaat over wat niets gebruikt, over een waarde of "
        "tekst die ontbreekt, en over regels waarvan vaststaat dat zij nooit iets uitmaken."
        "\n\nAfsluitcode: 0 niets gevonden, 1 alleen waarschuwingen, 2 fouten.",
        "Find what is wrong or suspicious in the files of a scheme, with its place (file:line:column) and a "
        "suggestion. DIR is the folder of a scheme, or of several; else these are the schemes that come along."
        "\n\nAn error keeps the scheme from being used. A warning is about what nothing uses, about a value or text "
        "that is lacking, and about rules of which it is certain that they never matter."
        "\n\nExit code: 0 nothing found, 1 warnings only, 2 errors.",
    ),
    examples=(
        "sto-check rules lint",
        "sto-check rules lint rules/sto-2025-2028",
        "sto-check rules lint --explain adds-nothing",
    ),
)
@argument(
    "folder",
    required=False,
    metavar=Text("[MAP]", "[DIR]"),
    shell_complete=complete.folders,
    type=click.Path(path_type=Path),
)
@option(
    "--scheme",
    metavar=Text("NAAM", "NAME"),
    shell_complete=complete.schemes,
    help=Text("Alleen deze regeling: een naam, of een map.", "Only this scheme: a name, or a folder."),
)
@rules_option
@option(
    "--explain",
    metavar="CODE",
    shell_complete=complete.lint_codes,
    help=Text("Leg de code van een bevinding uit.", "Explain the code of a finding."),
)
@lang_option
@click.pass_context
def command(
    ctx: click.Context, folder: Path | None, scheme: str | None, rules: Path | None, explain: str | None, lang: Lang
) -> None:
    """Lint every scheme that is meant and print what was found, or explain a code."""
    if explain is not None:
        from sto_check.workbench.lint.codes import meaning_of

        click.echo(f"{explain}: {meaning_of(explain)[lang]}")
        return
    from sto_check.reports.lint_report import lint_lines
    from sto_check.workbench.lint.findings import exit_code, lint_all, schemes_to_lint

    found = lint_all(schemes_to_lint(folder, scheme, rules))
    show(lint_lines(found, lang))
    ctx.exit(exit_code(found))
