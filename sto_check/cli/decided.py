"""What decide and letter share: one application or each of many, and only where there is a decision."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import find_and_tell
from sto_check.cli.two_languages import option
from sto_check.text.errors import StoCheckError, UsageError
from sto_check.text.language import Text, printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sto_check.cli.command import How
    from sto_check.decision.decision import Decision
    from sto_check.desk.found import Found
    from sto_check.desk.round_shares import RoundShare
    from sto_check.text.language import Lang

judgements_option = option(
    "--judgements",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Oordelen, als zij niet naast de aanvraag staan.", "Judgements, if not beside the application."),
)
results_option = option(
    "--results",
    metavar=Text("MAP", "DIR"),
    type=click.Path(path_type=Path),
    help=Text(
        "Uitkomsten van batch: of een plafond van de ronde iets overlaat.",
        "Results of batch: whether a ceiling of the round leaves anything.",
    ),
)


def are_many(paths: Sequence[str], judgements: Path | None) -> bool:
    """Say whether paths are more than one application; raises UsageError where the judgements of one are given then."""
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return False
    if judgements is not None:
        nl, en = "--judgements gaat over één aanvraag.", "--judgements is about one application."
        raise UsageError(problem("one-file", nl, en, None, "Geef één bestand.", "Give one file."))
    return True


def each(paths: Sequence[str], without: Path | None, lang: Lang, do: Callable[[str, str], int]) -> int:
    """Do something with each application and a name that no other has; return the gravest exit code.

    What goes wrong with one is told, and the others go on. ``without`` is a folder whose files are no applications.
    """
    from sto_check.decision.result import gravest

    codes = []
    for one, name in _named(find_and_tell(paths, without, lang)):
        try:
            codes.append(do(one.path, name))
        except StoCheckError as error:
            click.echo(error.render(lang), err=True)
            codes.append(error.exit_code)
    return gravest(codes)


def _named(found: Sequence[Found]) -> Iterator[tuple[Found, str]]:
    """Yield each application with its name without an ending; what would have one name keeps its ending."""
    stems = Counter(str(PurePath(one.name).with_suffix("")) for one in found)
    for one in found:
        stem = str(PurePath(one.name).with_suffix(""))
        yield one, (stem if stems[stem] == 1 else one.name).replace("/", "-")


def make_folder(path: Path) -> None:
    """Make a folder for what is written of many applications; raises UsageError where none can be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        nl, en = f"{path} kan geen map zijn: {error.strerror}.", f"{path} cannot be a folder: {error.strerror}."
        raise UsageError(
            problem("no-folder", nl, en, None, "Kies met --output een map.", "Choose a folder with --output.")
        ) from error


def decided(
    file: str, judgements: Path | None, results: Path | None, how: How, lang: Lang, *, of_many: bool = False
) -> tuple[Decision, list[RoundShare]] | None:
    """Return the decision about an application and what the ceilings of the round leave it.

    Where something is still to be judged or to be allotted that is told, and there is none. Raises what check_files
    does, the error in the document, or NoSharesError.
    """
    from sto_check.decision.check_files import check_files
    from sto_check.desk.questions import not_decided_yet

    (result,) = check_files([file], judgements=judgements, of_many=of_many, **how)
    decision = result.decided()
    for note in result.notes if not of_many else ():
        click.echo(note.in_print().render(lang), err=True)
    if decision.verdict == "assess":
        click.echo(not_decided_yet(decision)[lang], err=True)
        return None
    shares = _shares(decision, results, lang)
    waiting = [share for share in shares if share.granted is None]
    if waiting:
        name, reason = printable(decision.application), waiting[0].reason
        nl = f"Nog geen besluit over {name}: het plafond is nog niet verdeeld. {reason.nl}"
        en = f"No decision yet about {name}: the ceiling is not allotted yet. {reason.en}"
        click.echo(Text(nl, en)[lang], err=True)
        return None
    return decision, shares


def _shares(decision: Decision, results: Path | None, lang: Lang) -> list[RoundShare]:
    """Return what ceilings leave an application that is eligible by itself; raises NoSharesError."""
    from sto_check.desk.round_shares import shares_of

    if decision.verdict != "eligible" or not decision.scheme.decision.allotment:
        return []
    if results is not None:
        return shares_of(results, decision.application_sha256, decision.application)
    nl = "Of een plafond iets overlaat, zegt de ronde: geef met --results de map van batch."
    en = "Whether a ceiling leaves anything, the round says: give the folder of batch with --results."
    click.echo(Text(nl, en)[lang], err=True)
    return []


def title_of(decision: Decision, shares: Sequence[RoundShare]) -> Text:
    """Return what was decided in a few words."""
    if any(share.granted is False for share in shares):
        return Text("Plafond bereikt", "Ceiling reached")
    return Text(decision.title.nl.capitalize(), decision.title.en.capitalize())
