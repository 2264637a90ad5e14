"""``sto-check rules graph``: which fields, attributes and measures feed which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import open_scheme, scheme_options, show
from sto_check.cli.two_languages import Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "graph",
    cls=Command,
    short_help=Text("Toon welke velden welke regels voeden.", "Show which fields feed which rules."),
    help=Text(
        "Toon welke velden van het document, gegevens en metingen welke regels voeden: als boom, of als graaf voor "
        "Mermaid of Graphviz. Zonder regels gaat het over alle.",
        "Show which fields of the document, attributes and measures feed which rules: as a tree, or as a graph for "
        "Mermaid or Graphviz. Without rules it is about all of them.",
    ),
    examples=(
        "sto-check rules graph STO-M4",
        "sto-check rules graph STO-C6 STO-M4 --format mermaid",
        "sto-check rules graph --format dot | dot -Tsvg > regels.svg",
    ),
)
@argument("rule_ids", nargs=-1, metavar=Text("[REGEL...]", "[RULE...]"), shell_complete=complete.rules)
@option(
    "--format",
    "output",
    type=click.Choice(["terminal", "mermaid", "dot"]),
    default="terminal",
    show_default=True,
    help=Text("Vorm van de graaf.", "Form of the graph."),
)
@scheme_options
@lang_option
def command(rule_ids: tuple[str, ...], output: str, scheme: str, rules: Path | None, lang: Lang) -> None:
    """Print what feeds the rules."""
    from sto_check.reports.rule_graph import graph_lines, write_dot, write_mermaid
    from sto_check.workbench.graph import rule_graph

    opened = open_scheme(scheme, rules)
    named = {opened.rule(rule_id).id for rule_id in rule_ids}
    graph = rule_graph(opened, [rule for rule in opened.rules if rule.id in named or not named], lang)
    if output == "terminal":
        show(graph_lines(graph))
    else:
        click.echo((write_mermaid if output == "mermaid" else write_dot)(graph), nl=False)
