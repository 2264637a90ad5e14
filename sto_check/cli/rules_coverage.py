"""``sto-check rules coverage``: what the cases reach of each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme_with_cases, scheme_options, show
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "coverage",
    cls=Command,
    short_help=Text("Toon wat de gevallen van elke regel bereiken.", "Show what the cases reach of each rule."),
    help=Text(
        "Toon van elke regel welke uitkomsten (voldaan, niet voldaan, onbekend, niet van toepassing) en welke kanten "
        "van elke grens de gevallen bereiken. Afsluitcode: 0 als niets ontbreekt, anders 1.",
        "Show for each rule which outcomes (met, not met, unknown, not applicable) and which sides of each boundary "
        "the cases reach. Exit code: 0 if nothing is missing, else 1.",
    ),
    examples=("sto-check rules coverage", "sto-check rules coverage -v"),
)
@option("-v", "--verbose", is_flag=True, help=Text("Toon ook wat volledig is.", "Show what is complete as well."))
@scheme_options
@lang_option
@click.pass_context
def command(ctx: click.Context, verbose: bool, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Measure and report the coverage."""
    from sto_check.reports.coverage_report import coverage_lines
    from sto_check.workbench.coverage import measure_coverage

    opened, cases = open_scheme_with_cases(scheme, rules)
    found = measure_coverage(opened, cases)
    show(coverage_lines(found, lang, verbose=verbose))
    ctx.exit(0 if all(one.complete for one in found) else 1)
