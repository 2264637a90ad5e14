"""``sto-check rule``: explain one rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import open_scheme, scheme_options, show
from sto_check.cli.two_languages import Command, argument, lang_option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


def _first_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> complete.Items:
    return [] if ctx.params.get("asked") else complete.rules(ctx, param, incomplete)


@click.command(
    "rule",
    cls=Command,
    short_help=Text("Leg een regel uit.", "Explain a rule."),
    help=Text(
        "Leg een regel uit: wat zij vraagt, waarop zij rust, wat zij leest, en voorbeelden die haar halen en missen. "
        "Een voorwaarde (M4) of woorden uit de regel vinden haar ook; passen er meer, dan staan zij in een lijst.",
        "Explain a rule: what it asks, what it rests on, what it reads, and examples that meet it and fail it. A "
        "condition (M4) or words of the rule find it too; where several fit they are listed.",
    ),
    examples=("sto-check rule STO-M4", "sto-check rule M4", "sto-check rule tien jaar"),
)
@argument("asked", nargs=-1, required=True, metavar=Text("REGEL...", "RULE..."), shell_complete=_first_rule)
@scheme_options
@lang_option
def command(asked: tuple[str, ...], scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print the explanation of one rule, or a list of those that are meant."""
    from sto_check.reports.rule_list import found_lines
    from sto_check.reports.rule_page import rule_lines
    from sto_check.scheme.rule_search import find_rules

    opened = open_scheme(scheme, rules)
    found = find_rules(opened, " ".join(asked))
    show(rule_lines(opened, found[0], lang) if len(found) == 1 else found_lines(opened, found, lang))
