"""``sto-check what-if``: what would help an application."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, show, text_or_json_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.decision.decision import Decision
    from sto_check.scheme.entries import Consequence
    from sto_check.text.language import Lang

GOALS: dict[str, tuple[Consequence, ...]] = {
    "not-refused": ("refuse",),
    "complete": ("refuse", "supplement"),
    "eligible": ("refuse", "supplement", "assess"),
}
_PATH = Text("PAD", "PATH")


@click.command(
    "what-if",
    cls=Command,
    short_help=Text("Zeg welke kleinste wijziging een aanvraag zou helpen.", "Say which smallest change would help."),
    help=Text(
        "Zeg welke kleinste wijziging een aanvraag zou helpen, wat geen wijziging helpt, en hoe dicht zij bij een "
        "grens is. Bedragen en dagen kunnen wijzigen, en wat leeg is kan worden ingevuld; aantallen, ja of nee, jaren "
        "en woorden uit een lijst wijzigen alleen waar --change dat zegt. Teksten, namen en verwijzingen blijven, en "
        "er komen geen onderdelen bij. Er is geen kleinere groep wijzigingen, tenzij erbij staat dat "
        "dat niet bewezen is, en geen maakt iets anders erger. Elk antwoord is een gewijzigd document dat opnieuw is "
        "getoetst. Oordelen van mensen tellen niet mee."
        "\n\nAfsluitcode: 0 er is niets nodig of alles is te helpen, 1 niet alles is te helpen, 2 verkeerd gebruik, "
        "65 het document is niet te lezen, 69 het pakket z3-solver is er niet.",
        "Say which smallest change would help an application, what no change helps, and how near it is to a limit. "
        "Amounts and days can change, and what is blank can be filled in; numbers, yes or no, years and words of a "
        "list change only where --change says so. Texts, names and references stay, and no parts are added. There is "
        "no smaller set of changes, unless it says that this is not proven, and none makes anything else worse. Each "
        "answer is a changed document that has been checked again. Judgements of people do not count."
        "\n\nExit code: 0 nothing is needed or all can be helped, 1 not all can be helped, 2 wrong use, 65 the "
        "document cannot be read, 69 the package z3-solver is not there.",
    ),
    examples=(
        "sto-check what-if plan.yaml --maxima maxima.csv",
        "sto-check what-if plan.yaml --keep begroting.kosten --output plan-anders.yaml",
        "sto-check what-if plan.xlsx --change begroting.cofinanciering.bedrag --change begroting.gevraagd_bedrag",
    ),
)
@argument("file", metavar=Text("BESTAND", "FILE"), type=FILE)
@option(
    "--goal",
    type=click.Choice(list(GOALS)),
    help=Text(
        "Waarvoor: niet afgewezen, niets aan te vullen, of ook niets te beoordelen; anders wat nu beslist.",
        "What for: not refused, nothing to supplement, or nothing to assess either; else what decides now.",
    ),
)
@option("--keep", multiple=True, metavar=_PATH, help=Text("Laat dit zoals het is.", "Leave this as it is."))
@option("--change", multiple=True, metavar=_PATH, help=Text("Wijzig alleen dit.", "Change only this."))
@option(
    "--output",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text(
        "Bewaar het gewijzigde document (.yaml, .json, .xlsx, .ods).",
        "Keep the changed document (.yaml, .json, .xlsx, .ods).",
    ),
)
@text_or_json_option
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    goal: str | None,
    keep: tuple[str, ...],
    change: tuple[str, ...],
    output: Path | None,
    as_format: str,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Print what would help."""
    from sto_check.decision.check import check
    from sto_check.decision.check_files import read_file
    from sto_check.decision.margins import margins_of
    from sto_check.documents.save import require_free, save
    from sto_check.forms.convert import convert, form_of
    from sto_check.proof.errors import require_prover
    from sto_check.reports.what_if_lines import what_if_json, what_if_lines

    require_prover()
    from sto_check.proof.choice import may_change
    from sto_check.proof.spots import spots_of
    from sto_check.proof.what_if import what_if

    suffix = ""
    if output is not None:
        suffix = form_of(output)
        require_free(output, force=force)
    application, scheme = read_file(
        file, scheme=how["scheme"], rules=how["rules"], maxima=how["maxima"], limits=how["limits"]
    )
    may = may_change(application.form, spots_of(application), keep, change)
    check_again = partial(check, scheme=scheme, on=how["on"], variant=how["variant"])
    decision = check_again(application)
    clear_of = GOALS[goal] if goal else _in_the_way(decision)
    found = what_if(application, decision, clear_of, may, partial(check_again, on=decision.day))
    margins = margins_of(decision)
    if output is not None:
        if found.together is None:
            nl, en = "Er is geen wijziging gevonden om te bewaren.", "No change was found to keep."
            raise UsageError(problem("nothing-to-keep", nl, en, None, "Laat --output weg.", "Leave out --output."))
        save(convert(found.together.application, suffix, how["limits"]), output, overwrite=force)
    if as_format == "json":
        click.echo(what_if_json(found, clear_of, margins, lang), nl=False)
    else:
        show(what_if_lines(found, clear_of, margins, lang))
    helped = not found.left and not found.too_hard and (found.together is not None or not found.mends)
    ctx.exit(0 if helped else 1)


def _in_the_way(decision: Decision) -> tuple[Consequence, ...]:
    """Return what to be clear of where nobody says: what now decides, and all that is graver."""
    leads_to = {one.leads_to for one in decision.outcomes if one.rule.require is not None}
    return next((graves for graves in GOALS.values() if graves[-1] in leads_to), GOALS["eligible"])
