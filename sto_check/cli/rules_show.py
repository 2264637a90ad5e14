"""``sto-check rules show``: trace one rule on one application, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import maxima_option, open_scheme, read_on, scheme_options, show, version_options
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import EXIT_ENGINE
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.documents.limits import Limits
    from sto_check.text.language import Lang


@click.command(
    "show",
    cls=Command,
    short_help=Text("Volg een regel op een aanvraag, stap voor stap.", "Trace a rule on an application, step by step."),
    help=Text(
        "Volg een regel op een aanvraag, stap voor stap: elk feit waar zij over gaat, elk gegeven met zijn plaats, wat "
        "is meegeteld en wat niet, elke vergelijking met beide waarden, wat beide lezingen vinden en wat daaruit volgt."
        "\n\nAfsluitcode: 0 als beide lezingen hetzelfde vinden, anders 70.",
        "Trace a rule on an application, step by step: every fact it is about, every value with its place, what was "
        "counted and what was not, every comparison with both values, what both readings find and what follows."
        "\n\nExit code: 0 if both readings find the same, else 70.",
    ),
    examples=(
        "sto-check rules show STO-M4 --facts aanvraag.yaml",
        "sto-check rules show STO-C6 --facts aanvraag.yaml --subject bb",
        "sto-check rules show STO-M1 --facts aanvraag.yaml --maxima maxima.csv",
    ),
)
@argument("rule_id", metavar=Text("REGEL", "RULE"), shell_complete=complete.rules)
@option(
    "--facts",
    metavar=Text("BESTAND", "FILE"),
    required=True,
    type=FILE,
    help=Text("De aanvraag (YAML of JSON; - leest standaardinvoer).", "The application (YAML or JSON; - reads stdin)."),
)
@option("--subject", metavar="ID", help=Text("Alleen het feit met deze id.", "Only the fact of this id."))
@maxima_option
@version_options
@option("-v", "--verbose", is_flag=True, help=Text("Toon elk feit en elk deel.", "Show every fact and every part."))
@limit_option
@scheme_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    rule_id: str,
    facts: str,
    subject: str | None,
    maxima: Path | None,
    variant: str | None,
    on: str | None,
    verbose: bool,
    limit: Limits,
    scheme: str,
    rules: Path | None,
    lang: Lang,
) -> None:
    """Print the trace of one rule."""
    from sto_check.decision.check import day_that_counts, evaluate
    from sto_check.engine.resolve import parameter_values
    from sto_check.engine.trace import trace
    from sto_check.forms.load import load_application
    from sto_check.reports.rule_trace import TraceWriter

    opened = open_scheme(scheme, rules, maxima, limit)
    rule = opened.rule(rule_id)
    application = load_application(Path(facts), opened.form, limits=limit)
    day = day_that_counts(application, opened, read_on(on), variant)
    parameters = parameter_values(opened, day, variant)
    found = trace(evaluate(application, opened, rule.scope, on=day, variant=variant), rule.id, application.name)
    if subject is not None:
        found = found.about(subject)
    show(TraceWriter(opened, parameters, lang, everything=verbose).lines(found, day, variant))
    ctx.exit(0 if found.agrees else EXIT_ENGINE)
