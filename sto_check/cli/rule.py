"""``sto-check rule``: explain one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import open_scheme, scheme_options
from sto_check.cli.two_languages import Command, argument, lang_option
from sto_check.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.language import Lang


@click.command(
    "rule",
    cls=Command,
    short_help=Text("Leg een regel uit.", "Explain a rule."),
    help=Text(
        "Leg een regel uit: wat zij vraagt, waarop zij rust, wat zij leest, en voorbeelden die haar halen en missen.",
        "Explain a rule: what it asks, what it rests on, what it reads, and examples that meet it and fail it.",
    ),
    examples=("sto-check rule STO-M4", "sto-check rule STO-P1 --lang en"),
)
@argument("rule_id", metavar=Text("REGEL", "RULE"), shell_complete=complete.rules)
@scheme_options
@lang_option
def command(rule_id: str, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print the explanation of one rule."""
    from sto_check.reports.layout import write_lines
    from sto_check.reports.rule_page import rule_lines

    opened = open_scheme(scheme, rules)
    write_lines(rule_lines(opened, opened.rule(rule_id), lang))
