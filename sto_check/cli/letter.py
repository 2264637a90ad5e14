"""``sto-check letter``: a decision, or a request to supplement, as a letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, paths_argument, read_on
from sto_check.cli.decided import (
    are_many,
    decided,
    each,
    judgements_option,
    make_folder,
    results_option,
    title_of,
)
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.decision.decision import Decision
    from sto_check.text.language import Lang


@click.command(
    "letter",
    cls=Command,
    short_help=Text("Schrijf de brief aan de aanvrager.", "Write the letter to the applicant."),
    help=Text(
        "Schrijf de brief aan de aanvrager (DOCX, in het Nederlands): het besluit, of het verzoek om aan te vullen met "
        "de laatste dag en wat er wordt gevraagd, met de redenen, waar het staat en de bron. De brief volgt uit de "
        "toets en de oordelen van nu; leg een besluit ook vast met sto-check decide. Met --template is de opmaak van "
        "uw kantoor: een DOCX-bestand met de namen van velden erin, zoals {{ datum }}; --write-template schrijft het "
        "meegeleverde om mee te beginnen. Van een map of meer bestanden krijgt elk zijn brief; --results zegt of een "
        "plafond van de ronde iets overlaat."
        "\n\nAfsluitcode: 0 de brief is er, 4 er is nog iets te beoordelen, 65 het document of de oordelen zijn niet "
        "te lezen, 69 het pakket voor brieven ontbreekt, 74 de brief is niet te bewaren.",
        "Write the letter to the applicant (DOCX, in Dutch): the decision, or the request to supplement with its last "
        "day and what is asked, with the reasons, where it stands and the source. The letter follows from the check "
        "and the judgements of now; record a decision with sto-check decide too. With --template the layout is your "
        "office's: a DOCX file with names of fields in it, such as {{ datum }}; --write-template writes the one that "
        "comes along, to begin with. Of a folder or more files each gets its letter; --results then says whether a "
        "ceiling of the round leaves anything."
        "\n\nExit code: 0 the letter is there, 4 something is still to be judged, 65 the document or the judgements "
        "cannot be read, 69 the package for letters is missing, 74 the letter cannot be kept.",
    ),
    examples=(
        "sto-check letter plan.yaml --office 'Dienst Subsidies' --by 'A. Bos' --output brief.docx",
        "sto-check letter aanvragen --results uitkomsten --office Dienst --by 'A. Bos' --until 2024-12-20 -o brieven",
        "sto-check letter --write-template eigen.docx",
    ),
)
@paths_argument(required=False)
@option("--office", metavar=Text("NAAM", "NAME"), help=Text("Wie de brief stuurt.", "Who sends the letter."))
@option("--by", metavar=Text("NAAM", "NAME"), help=Text("Wie ondertekent.", "Who signs."))
@option(
    "--sent",
    metavar=Text("DAG", "DAY"),
    help=Text("Dag van de brief (jjjj-mm-dd); anders vandaag.", "Day of the letter (yyyy-mm-dd); else today."),
)
@option(
    "--until",
    metavar=Text("DAG", "DAY"),
    help=Text("Laatste dag om aan te vullen (jjjj-mm-dd).", "Last day to supplement (yyyy-mm-dd)."),
)
@option("--reference", default="", metavar=Text("TEKST", "TEXT"), help=Text("Kenmerk.", "Reference."))
@option(
    "-o",
    "--output",
    metavar=Text("DOCX|MAP", "DOCX|FOLDER"),
    type=click.Path(path_type=Path),
    help=Text(
        "Schrijf de brief naar dit bestand; van een map of meer bestanden: elk zijn brief in deze map.",
        "Write the letter to this file; of a folder or more files: each its letter in this folder.",
    ),
)
@option(
    "--template",
    metavar="DOCX",
    type=click.Path(path_type=Path),
    help=Text("Sjabloon van uw kantoor.", "Template of your office."),
)
@option(
    "--write-template",
    metavar="DOCX",
    type=click.Path(path_type=Path),
    help=Text("Schrijf het meegeleverde sjabloon.", "Write the template that comes along."),
)
@judgements_option
@results_option
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    office: str | None,
    by: str | None,
    sent: str | None,
    until: str | None,
    reference: str,
    output: Path | None,
    template: Path | None,
    write_template: Path | None,
    judgements: Path | None,
    results: Path | None,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Write a letter about one application, or about each of several; or write the template."""
    from sto_check.documents.save import require_free, save
    from sto_check.reports.letter_file import TEMPLATE, write_letter
    from sto_check.reports.letter_view import Sent, letter_of

    if write_template is not None:
        save(TEMPLATE.read_bytes(), write_template, overwrite=force)
        return
    office, by = (office or "").strip(), (by or "").strip()
    if not paths or output is None or not office or not by:
        raise _incomplete(paths, output, office)
    many = are_many(paths, judgements)
    day, last = read_on(sent, "--sent") or date.today(), read_on(until, "--until")

    def write(file: str, target: Path) -> int:
        found = decided(file, judgements, results, how, lang, of_many=many)
        if found is None:
            return 4
        decision, shares = found
        by_then = _last_day(decision, day, last, of_many=many)
        fields = letter_of(decision, Sent(office, by, day, reference.strip(), by_then), shares)
        save(write_letter(fields, template or TEMPLATE), target, overwrite=force)
        click.echo(f"{title_of(decision, shares)[lang]}: {target}", err=True)
        return 0

    if not many:
        require_free(output, force=force)
        ctx.exit(write(paths[0], output))
    make_folder(output)
    ctx.exit(each(paths, output, lang, lambda file, name: write(file, output / f"{name}.docx")))


def _last_day(decision: Decision, sent: date, until: date | None, *, of_many: bool) -> date | None:
    """Return the last day to supplement: as it is given, or as a law gives it; none where nothing is asked.

    Raises UsageError where it is missing, needless, or of before the letter.
    """
    from sto_check.desk.terms import Happened, terms_of

    if decision.verdict != "supplement":
        if until is not None and not of_many:
            nl, en = "Er wordt niets gevraagd, dus ook geen laatste dag.", "Nothing is asked, so there is no last day."
            raise UsageError(problem("day-needless", nl, en, None, "Laat --until weg.", "Leave out --until."))
        return None
    weeks = decision.scheme.decision.terms.supplement_weeks
    if until is None and weeks is None:
        nl, en = "Een verzoek om aan te vullen heeft een laatste dag.", "A request to supplement has a last day."
        raise UsageError(problem("day-missing", nl, en, None, "Geef --until DAG.", "Give --until DAY."))
    happened = Happened(min(decision.received or sent, sent), asked=sent, until=until, supplement_weeks=weeks)
    return next(term.ends for term in terms_of(happened) if term.id == "supplement")


def _incomplete(paths: tuple[str, ...], output: Path | None, office: str) -> UsageError:
    """Return what is missing to write a letter."""
    needed = (
        ("BESTAND", "FILE", paths),
        ("--output", "--output", output),
        ("--office", "--office", office),
    )
    nl, en = next(((nl, en) for nl, en, given in needed if not given), ("--by", "--by"))
    return UsageError(
        problem("letter-incomplete", f"Voor een brief is {nl} nodig.", f"A letter needs {en}.", None,
                "Zie sto-check letter --help.", "See sto-check letter --help.")
    )  # fmt: skip
