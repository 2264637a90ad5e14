"""``sto-check rules test``: run the cases beside the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import scheme_options, show
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "test",
    cls=Command,
    short_help=Text("Draai de gevallen bij de regels.", "Run the cases beside the rules."),
    help=Text(
        "Draai de gevallen die bij de regels staan (cases/*.yaml) en toon elk verschil met wat zij verwachten, bij de "
        "regel die het veroorzaakt. Een geval dat niet te draaien is, houdt de andere niet tegen."
        "\n\nAfsluitcode: 0 als alles uitkomt, anders 1.",
        "Run the cases that stand beside the rules (cases/*.yaml) and show every difference from what they expect, by "
        "the rule that causes it. A case that cannot be run does not keep the others from being run."
        "\n\nExit code: 0 if all come out, else 1.",
    ),
    examples=("sto-check rules test", "sto-check rules test --scheme sto-2020-2024"),
)
@option("-v", "--verbose", is_flag=True, help=Text("Toon elk geval dat niet uitkomt.", "Show every case that fails."))
@scheme_options
@lang_option
@click.pass_context
def command(ctx: click.Context, verbose: bool, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Run every case and report the differences."""
    from sto_check.reports.case_report import case_lines
    from sto_check.workbench.case_run import run_all
    from sto_check.workbench.cases import load_scheme_for_cases

    opened = load_scheme_for_cases(scheme, rules)
    run = run_all(opened)
    show(case_lines(run, opened, lang, verbose=verbose))
    ctx.exit(0 if run.passed else 1)
