"""``sto-check what-if``: what would help an application."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, show
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
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
@option(
    "--format",
    "as_format",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help=Text("Vorm van de uitkomst.", "Form of the result."),
)
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
    from sto_check.documents.save import require_free, save
    from sto_check.forms.convert import convert, form_of
    from sto_check.proof.errors import require_prover
    from sto_check.reports.what_if_lines import TITLE, what_if_json, what_if_lines

    require_prover()
    from sto_check.proof.helping import help_for

    suffix = ""
    if output is not None:
        suffix = form_of(output)
        require_free(output, force=force)
    application, scheme = read_file(
        file, scheme=how["scheme"], rules=how["rules"], maxima=how["maxima"], limits=how["limits"]
    )
    checks = partial(check, scheme=scheme, on=how["on"], variant=how["variant"])
    given = help_for(application, checks, clear_of=GOALS[goal] if goal else None, keep=keep, change=change)
    if output is not None:
        if given.found.together is None:
            nl, en = "Er is geen wijziging gevonden om te bewaren.", "No change was found to keep."
            raise UsageError(problem("nothing-to-keep", nl, en, None, "Laat --output weg.", "Leave out --output."))
        save(convert(given.found.together.application, suffix, how["limits"]), output, overwrite=force)
    if as_format == "json":
        click.echo(what_if_json(given.found, given.clear_of, given.margins, lang), nl=False)
    elif as_format == "html":
        from sto_check.reports.lines_page import lines_page

        lines = what_if_lines(given.found, given.clear_of, given.margins, lang)
        click.echo(lines_page(TITLE, lines, lang), nl=False)
    else:
        show(what_if_lines(given.found, given.clear_of, given.margins, lang))
    ctx.exit(0 if given.is_whole else 1)
