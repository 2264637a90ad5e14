"""``sto-check ask``: fill in a document by answering questions."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, open_scheme, show
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang


@click.command(
    "ask",
    cls=Command,
    short_help=Text("Vul een aanvraag in door vragen te beantwoorden.", "Fill in an application by answering."),
    help=Text(
        "Vul een document in door vragen te beantwoorden: alleen die waar de beslissing nog van kan afhangen, en eerst "
        "die waarvan een afwijzing kan afhangen. Zodra de beslissing vaststaat, wordt dat gezegd; daarna gaan de "
        "vragen over wat er verder moet worden aangevuld. Elk antwoord wordt meteen bewaard, ook na Ctrl-C; ga verder "
        "met dezelfde opdracht. Wie het bestand anders verbetert, krijgt dezelfde vragen. Een bedrag is 1.234,56 en "
        "een dag 31-01-2025. Vraag met ? waarom iets gevraagd wordt."
        "\n\nAfsluitcode: 0 er is geen vraag meer open, 3 er zijn nog vragen, 2 verkeerd gebruik, 65 het document is "
        "niet te lezen.",
        "Fill in a document by answering questions: only those on which the decision can still turn, and first those "
        "on which a refusal can. Once the decision is settled it says so; after that the questions are about what else "
        "has to be supplied. Each answer is kept at once, also after Ctrl-C; go on with the same command. Who corrects "
        "the file otherwise gets the same questions. An amount is 1.234,56 and a day 31-01-2025. Ask with ? why "
        "something is asked."
        "\n\nExit code: 0 no question is open, 3 there are questions, 2 wrong use, 65 the document cannot be read.",
    ),
    examples=(
        "sto-check ask aanvraag.yaml",
        "sto-check ask aanvraag.yaml --maxima maxima.csv --all",
        "sto-check ask plan.xlsx --output plan-verder.xlsx",
    ),
)
@argument("file", metavar=Text("BESTAND", "FILE"), type=FILE)
@option(
    "--output",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text(
        "Bewaar de antwoorden hier (.yaml, .json, .xlsx, .ods); anders in het bestand zelf.",
        "Keep the answers here (.yaml, .json, .xlsx, .ods); else in the file itself.",
    ),
)
@option(
    "--all",
    "everything",
    is_flag=True,
    help=Text("Ga door als de beslissing vaststaat.", "Go on when the decision is settled."),
)
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context, file: str, output: Path | None, everything: bool, force: bool, how: How, lang: Lang
) -> None:
    """Hold the interview."""
    from sto_check.cli.interviewing import Dialogue
    from sto_check.decision.check import check
    from sto_check.documents.save import require_free, save
    from sto_check.forms.convert import convert, form_of
    from sto_check.reports.interview_lines import end_lines

    target = output or Path(file)
    suffix = form_of(target)
    application, scheme, is_new = _begin(file, how)
    if target != Path(file):
        require_free(target, force=force)
    elif not is_new and not force:
        _require_only_answers(application, convert(application, suffix, how["limits"]), target)

    kept = target.read_bytes() if target.exists() else None

    def keep(changed: Application) -> None:
        nonlocal kept
        _require_as_kept(target, kept)
        kept = convert(changed, suffix, how["limits"])
        save(kept, target, overwrite=True)

    dialogue = Dialogue(application, partial(check, scheme=scheme, on=how["on"], variant=how["variant"]), keep, lang)
    found = dialogue.hold(everything=everything)
    show(end_lines(found, str(target), lang, kept=os.path.lexists(target)))
    ctx.exit(3 if found.questions else 0)


def _begin(file: str, how: How) -> tuple[Application, Scheme, bool]:
    """Return the application to go on with and its scheme; a new one where the file is not there."""
    from sto_check.decision.check_files import read_file
    from sto_check.documents.document import Document
    from sto_check.forms.load import read_application
    from sto_check.scheme.chosen import default_scheme

    if not os.path.lexists(file):
        named = how["scheme"] or default_scheme(how["rules"])
        scheme = open_scheme(named, how["rules"], how["maxima"], how["limits"])
        return read_application(Document(file, {"regeling": scheme.id}), scheme.form), scheme, True
    application, scheme = read_file(
        file, scheme=how["scheme"], rules=how["rules"], maxima=how["maxima"], limits=how["limits"]
    )
    return read_application(application.document, scheme.form, limits=how["limits"]), scheme, False


def _require_only_answers(application: Application, written: bytes, path: Path) -> None:
    """Raise UsageError where a file holds more than answers, such as comments: writing it again would lose that."""
    if application.document.data == written:
        return
    raise UsageError(
        problem(
            "more-than-answers",
            f"In {path.name} staat meer dan de antwoorden, zoals opmerkingen of eigen opmaak; dat zou verloren gaan.",
            f"{path.name} holds more than the answers, such as comments or its own layout; that would be lost.",
            None,
            "Bewaar de antwoorden elders met --output, of overschrijf het bestand met --force.",
            "Keep the answers elsewhere with --output, or overwrite the file with --force.",
        )
    )


def _require_as_kept(path: Path, kept: bytes | None) -> None:
    """Raise UsageError where somebody changed the file during the interview: keeping an answer would lose that."""
    now = path.read_bytes() if path.exists() else None
    if now == kept:
        return
    raise UsageError(
        problem(
            "changed-meanwhile",
            f"{path.name} is intussen elders gewijzigd; dit antwoord is niet bewaard.",
            f"{path.name} was changed elsewhere in the meantime; this answer was not kept.",
            None,
            "Begin opnieuw met dezelfde opdracht: de antwoorden in het bestand tellen mee.",
            "Start again with the same command: the answers in the file count.",
        )
    )
