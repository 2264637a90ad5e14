"""``sto-check settle``: the judgements of two or more assessors beside each other, and what counts in the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.answers import ask_each
from sto_check.cli.command import find_and_tell, how_options, paths_argument, show
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.errors import StoCheckError, UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.decision.decision import Decision
    from sto_check.desk.settle import Together
    from sto_check.text.language import Lang


@click.command(
    "settle",
    cls=Command,
    short_help=Text("Leg de oordelen van twee beoordelaars naast elkaar.", "Lay judgements of two assessors together."),
    help=Text(
        "Leg de oordelen van twee of meer beoordelaars over een aanvraag naast elkaar. Ieder beoordeelt met sto-check "
        "assess in een eigen bestand naast de aanvraag: plan.beoordeling.bos.yaml. Met --by wordt overgenomen waar "
        "allen gelijk oordeelden, en gevraagd wat het wordt, en waarom, als zij een punt of meer uit elkaar liggen. "
        "Dat komt in plan.beoordeling.yaml, en dat telt. Van een map of meer bestanden: wat er van elke aanvraag nog "
        "vast te stellen is, en hoe streng ieder oordeelt."
        "\n\nAfsluitcode: 0 er is niets meer vast te stellen, 4 er is nog iets vast te stellen, 65 een document of een "
        "bestand met oordelen is niet te lezen.",
        "Lay the judgements of two or more assessors about an application beside each other. Each judges with "
        "sto-check assess in a file of their own beside the application: plan.beoordeling.bos.yaml. With --by what "
        "all judged alike is taken over, and of what lies a point or more apart you are asked what it becomes and why. "
        "That goes into plan.beoordeling.yaml, and counts. Of a folder or of more files: what is still to be settled "
        "of each application, and how strict each assessor is."
        "\n\nExit code: 0 nothing is left to settle, 4 something is still to be settled, 65 a document or a file of "
        "judgements cannot be read.",
    ),
    examples=("sto-check settle plan.yaml --by 'C. de Wit'", "sto-check settle aanvragen"),
)
@paths_argument()
@option("--by", metavar=Text("NAAM", "NAME"), help=Text("Wie vaststelt.", "Who settles."))
@option("-v", "--verbose", is_flag=True, help=Text("Toon ook wat gelijk is.", "Show what is alike, too."))
@how_options
@lang_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], by: str | None, verbose: bool, how: How, lang: Lang) -> None:
    """Show one application or a round of them; with ``--by`` settle one."""
    if len(paths) > 1 or Path(paths[0]).is_dir():
        if by is not None:
            nl, en = "--by stelt van één aanvraag vast.", "--by settles one application."
            raise UsageError(problem("one-file", nl, en, None, "Geef één bestand.", "Give one file."))
        ctx.exit(_round(paths, how, lang))
    from sto_check.reports.settle_lines import together_lines

    together = _laid(paths[0], how)
    if by is not None:
        _settle(together, by.strip(), lang)
        together = _laid(paths[0], how)
        click.echo()
    show(together_lines(together, lang, verbose=verbose))
    ctx.exit(4 if together.open else 0)


def _laid(file: str, how: How) -> Together:
    from sto_check.decision.check_files import check_files
    from sto_check.desk.settle import lay_together

    def check(judgements: Path | None) -> Decision:
        (result,) = check_files([file], judgements=judgements, **how)
        return result.decided()

    return lay_together(file, check)


def _round(paths: tuple[str, ...], how: How, lang: Lang) -> int:
    """Show what was judged by two of all applications; those that were not are left out and counted."""
    from sto_check.decision.judgements import files_of_assessors
    from sto_check.desk.settle import strictness_of
    from sto_check.reports.settle_lines import round_lines

    found = find_and_tell(paths, None, lang)
    laid, code = [], 0
    for one in found:
        if not files_of_assessors(Path(one.path)):
            continue
        try:
            laid.append(_laid(one.path, how))
        except StoCheckError as error:
            click.echo(error.render(lang), err=True)
            code = 65
    if laid:
        show(round_lines(laid, strictness_of(laid), laid[0].decision.scheme.decision.scale, lang))
    nl = f"Zonder oordelen van twee beoordelaars: {len(found) - len(laid)} van {len(found)}."
    en = f"Without judgements of two assessors: {len(found) - len(laid)} of {len(found)}."
    click.echo(Text(nl, en)[lang], err=True)
    return code or (4 if any(together.open for together in laid) else 0)


def _settle(together: Together, by: str, lang: Lang) -> None:
    """Take over what is alike, and ask what becomes of the rest; each answer is kept at once."""
    from sto_check.decision.judgements import file_beside
    from sto_check.desk.judgement_writing import JudgementWriting
    from sto_check.desk.questions import questions_about
    from sto_check.desk.settle import take_over
    from sto_check.reports.settle_lines import opinion_lines

    if not by:
        raise UsageError(problem("nobody-settles", "--by is leeg.", "--by is empty."))
    writing = JudgementWriting(file_beside(Path(together.name)), together.decision)
    taken = take_over(together, writing)
    click.echo(Text(f"Overgenomen waar allen gelijk oordeelden: {taken}.", f"Taken over where alike: {taken}.")[lang])
    apart = {id(one.outcome): one for one in together.open if one.apart}
    questions = questions_about([one.outcome for one in apart.values()], together.decision)
    scale = together.decision.scheme.decision.scale
    ask_each(questions, writing, scale, by, lang, lambda question: opinion_lines(apart[id(question.outcome)]))
