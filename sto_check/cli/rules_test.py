"""``sto-check rules test``: run the cases beside the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme_with_cases, scheme_options
from sto_check.cli.two_languages import Command, lang_option
from sto_check.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.language import Lang


@click.command(
    "test",
    cls=Command,
    short_help=Text("Draai de gevallen bij de regels.", "Run the cases beside the rules."),
    help=Text(
        "Draai de gevallen die bij de regels staan (cases/*.yaml) en toon elk verschil met wat zij verwachten. "
        "Afsluitcode: 0 als alles uitkomt, anders 1.",
        "Run the cases that stand beside the rules (cases/*.yaml) and show every difference from what they expect. "
        "Exit code: 0 if all come out, else 1.",
    ),
    examples=("sto-check rules test", "sto-check rules test --scheme sto-2020-2024"),
)
@scheme_options
@lang_option
@click.pass_context
def command(ctx: click.Context, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Run every case and report the differences."""
    from sto_check.decision.cases import run_cases
    from sto_check.reports.case_report import case_lines
    from sto_check.reports.layout import write_lines

    opened, cases = open_scheme_with_cases(scheme, rules)
    failures = run_cases(cases, opened)
    write_lines(case_lines(len(cases), failures, lang))
    ctx.exit(1 if failures else 0)
