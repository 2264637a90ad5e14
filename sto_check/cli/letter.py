"""``sto-check letter``: a decision, or a request to supplement, as a letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, read_on
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
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
        "meegeleverde om mee te beginnen."
        "\n\nAfsluitcode: 0 de brief is er, 4 er is nog iets te beoordelen, 65 het document of de oordelen zijn niet "
        "te lezen, 69 het pakket voor brieven ontbreekt, 74 de brief is niet te bewaren.",
        "Write the letter to the applicant (DOCX, in Dutch): the decision, or the request to supplement with its last "
        "day and what is asked, with the reasons, where it stands and the source. The letter follows from the check "
        "and the judgements of now; record a decision with sto-check decide too. With --template the layout is your "
        "office's: a DOCX file with names of fields in it, such as {{ datum }}; --write-template writes the one that "
        "comes along, to begin with."
        "\n\nExit code: 0 the letter is there, 4 something is still to be judged, 65 the document or the judgements "
        "cannot be read, 69 the package for letters is missing, 74 the letter cannot be kept.",
    ),
    examples=(
        "sto-check letter plan.yaml --office 'Dienst Subsidies' --by 'A. Bos' --output brief.docx",
        "sto-check letter plan.yaml --office 'Dienst Subsidies' --by 'A. Bos' --until 2024-10-22 -o brief.docx",
        "sto-check letter --write-template eigen.docx",
    ),
)
@argument("file", required=False, metavar=Text("BESTAND", "FILE"), type=FILE)
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
    metavar="DOCX",
    type=click.Path(path_type=Path),
    help=Text("Schrijf de brief naar dit bestand.", "Write the letter to this file."),
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
@option(
    "--judgements",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Oordelen, als zij niet naast de aanvraag staan.", "Judgements, if not beside the application."),
)
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str | None,
    office: str | None,
    by: str | None,
    sent: str | None,
    until: str | None,
    reference: str,
    output: Path | None,
    template: Path | None,
    write_template: Path | None,
    judgements: Path | None,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Check the application and write the letter; or write the template."""
    from sto_check.decision.check_files import check_files
    from sto_check.desk.questions import not_decided_yet
    from sto_check.documents.save import require_free, save
    from sto_check.reports.letter_file import TEMPLATE, write_letter
    from sto_check.reports.letter_view import Sent, letter_of

    if write_template is not None:
        save(TEMPLATE.read_bytes(), write_template, overwrite=force)
        return
    if file is None or output is None or not (office or "").strip() or not (by or "").strip():
        raise _incomplete(file, output, office)
    require_free(output, force=force)
    (result,) = check_files([file], judgements=judgements, **how)
    decision = result.decided()
    for note in result.notes:
        click.echo(note.in_print().render(lang), err=True)
    if decision.verdict == "assess":
        click.echo(not_decided_yet(decision)[lang], err=True)
        ctx.exit(decision.exit_code)
    day = read_on(sent, "--sent") or date.today()
    last = _last_day(decision, day, read_on(until, "--until"))
    written = Sent((office or "").strip(), (by or "").strip(), day, reference.strip(), last)
    data = write_letter(letter_of(decision, written), template or TEMPLATE)
    save(data, output, overwrite=force)
    title = decision.title
    click.echo(Text(f"{title.nl.capitalize()}: {output}", f"{title.en.capitalize()}: {output}")[lang], err=True)


def _last_day(decision: Decision, sent: date, until: date | None) -> date | None:
    """Return the last day to supplement: as it is given, or as a law gives it; none where nothing is asked.

    Raises UsageError where it is missing, needless, or of before the letter.
    """
    from sto_check.desk.terms import Happened, terms_of

    if decision.verdict != "supplement":
        if until is not None:
            nl, en = "Er wordt niets gevraagd, dus ook geen laatste dag.", "Nothing is asked, so there is no last day."
            raise UsageError(problem("day-needless", nl, en, None, "Laat --until weg.", "Leave out --until."))
        return None
    weeks = decision.scheme.decision.terms.supplement_weeks
    if until is None and weeks is None:
        nl, en = "Een verzoek om aan te vullen heeft een laatste dag.", "A request to supplement has a last day."
        raise UsageError(problem("day-missing", nl, en, None, "Geef --until DAG.", "Give --until DAY."))
    happened = Happened(min(decision.received or sent, sent), asked=sent, until=until, supplement_weeks=weeks)
    return next(term.ends for term in terms_of(happened) if term.id == "supplement")


def _incomplete(file: str | None, output: Path | None, office: str | None) -> UsageError:
    """Return what is missing to write a letter."""
    needed = (
        ("BESTAND", "FILE", file),
        ("--output", "--output", output),
        ("--office", "--office", (office or "").strip()),
    )
    nl, en = next(((nl, en) for nl, en, given in needed if not given), ("--by", "--by"))
    return UsageError(
        problem("letter-incomplete", f"Voor een brief is {nl} nodig.", f"A letter needs {en}.", None,
                "Zie sto-check letter --help.", "See sto-check letter --help.")
    )  # fmt: skip
