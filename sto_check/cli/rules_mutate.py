"""``sto-check rules mutate``: change each rule a little and see whether a case notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme_with_cases, scheme_options, show
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.workbench.mutation import Survivor


@click.command(
    "mutate",
    cls=Command,
    short_help=Text("Wijzig elke regel en kijk of een geval het merkt.", "Change each rule; see if a case notices."),
    help=Text(
        "Wijzig elke regel een beetje (een grens een cent of een dag, een vergelijking omgekeerd, een voorwaarde of "
        "eis weg) en noem de wijzigingen die geen geval merkt. Wat niets uitmaakt, staat met de reden in "
        "cases/survivors.yaml. Afsluitcode: 0 als alles is gemerkt of uitgelegd, anders 1.",
        "Change each rule a little (a limit by a cent or a day, a comparison turned, a guard or requirement dropped) "
        "and name the changes that no case notices. What makes no difference stands in cases/survivors.yaml with the "
        "reason. Exit code: 0 if all is noticed or explained, else 1.",
    ),
    examples=("sto-check rules mutate", "sto-check rules mutate --scheme sto-2020-2024-eindrapportage --prove"),
)
@scheme_options
@option(
    "--prove",
    "proves",
    is_flag=True,
    help=Text(
        "Bewijs van elke overlever dat zij niets uitmaakt voor alle aanvragen met de vorm van een basis, of noem de "
        "kleinste waarvoor wel.",
        "Prove of each survivor that it makes no difference for all applications of the shape of a base, or name the "
        "smallest for which it does.",
    ),
)
@lang_option
@click.pass_context
def command(ctx: click.Context, scheme: str, rules: Path | None, proves: bool, lang: Lang) -> None:
    """Change every rule in every way and report what survives."""
    from sto_check.reports.coverage_report import mutation_lines
    from sto_check.workbench.mutation import mutate_rules

    opened, cases = open_scheme_with_cases(scheme, rules)
    report = mutate_rules(opened, cases)
    show(mutation_lines(report, lang))
    if proves:
        _prove(opened, report.survivors, lang)
    ctx.exit(1 if report.unexplained or report.stale else 0)


def _prove(scheme: Scheme, survivors: Sequence[Survivor], lang: Lang) -> None:
    """Print of each survivor whether it makes a difference for any application of a shape."""
    from sto_check.proof.errors import require_prover

    require_prover()
    from sto_check.reports.proof_lines import survivor_lines
    from sto_check.workbench.survivors import differences_of

    found, fields = differences_of(scheme, survivors)
    show(survivor_lines(found, fields, lang))
