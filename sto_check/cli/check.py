"""``sto-check check``: check applications and say why."""

from __future__ import annotations

import gc
import sys
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, show
from sto_check.cli.language import say
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.decision.result import Result, gravest
from sto_check.reports import FORMATS, report_in
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sto_check.cli.command import How
    from sto_check.decision.choice import Choice
    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang

COLLECTED = 8
"""After so many files memory is cleared away; by itself the program does not, for at the start that costs more."""


@click.command(
    "check",
    cls=Command,
    short_help=Text("Toets aanvragen en geef de redenen.", "Check applications and give the reasons."),
    help=Text(
        "Toets een of meer aanvragen (YAML, JSON of XLSX; - leest standaardinvoer) en geef van elke voorwaarde de "
        "uitkomst, de reden, de vindplaats, de bron en het herstel."
        "\n\nAfsluitcode: 0 alles in aanmerking, 1 niet in aanmerking, 3 aanvullen, 4 beoordelen (de zwaarste telt), "
        "2 verkeerd gebruik, 65 een document is niet te lezen, 70 fout in de tool, 74 de uitvoer is niet te schrijven.",
        "Check one or more applications (YAML, JSON or XLSX; - reads standard input) and give for every condition the "
        "outcome, the reason, the place, the source and the remedy."
        "\n\nExit code: 0 all eligible, 1 not eligible, 3 to be supplemented, 4 to be assessed (the gravest counts), "
        "2 wrong use, 65 a document cannot be read, 70 a fault in the tool, 74 the output cannot be written.",
    ),
    examples=(
        "sto-check check aanvraag.yaml --maxima maxima.csv",
        "sto-check check aanvraag.yaml --judgements beoordeling.yaml",
        "sto-check check plan.xlsx --annotate plan-bevindingen.xlsx",
        "sto-check check *.yaml --format json > uitkomst.json",
        "sto-check check aanvraag.yaml --variant extension-2029 --lang en",
    ),
)
@argument("files", nargs=-1, required=True, metavar=Text("BESTAND...", "FILE..."), type=FILE)
@option(
    "--format",
    "output",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default=True,
    help=Text("Vorm van de uitkomst.", "Form of the result."),
)
@option(
    "--summary",
    "output",
    flag_value="summary",
    help=Text(
        "Kort: de beslissing, hoe ver u bent, en wat eerst te doen.",
        "Short: the decision, how far you are, and what to do first.",
    ),
)
@option(
    "--only",
    metavar=Text("UITKOMST,...", "OUTCOME,..."),
    help=Text("Toon alleen deze: not-met, unknown, open, met.", "Show only these: not-met, unknown, open, met."),
)
@option(
    "--theme",
    "themes",
    multiple=True,
    metavar=Text("THEMA", "THEME"),
    help=Text("Toon alleen regels van dit thema.", "Show only rules of this theme."),
)
@option(
    "--rule",
    "of_rules",
    multiple=True,
    metavar=Text("REGEL", "RULE"),
    help=Text(
        "Toon alleen deze regel: een id, een stuk ervan of een woord.",
        "Show only this rule: an id, a piece of it or a word.",
    ),
)
@option(
    "-v",
    "--verbose",
    is_flag=True,
    help=Text("Toon ook elke regel waaraan is voldaan.", "Show every rule that is met as well."),
)
@option(
    "--watch",
    is_flag=True,
    help=Text(
        "Toets opnieuw bij elke keer bewaren, en zeg wat er veranderde.",
        "Check again at each save, and say what changed.",
    ),
)
@option(
    "--output",
    "target",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Schrijf de uitkomst naar een bestand.", "Write the result to a file."),
)
@option(
    "--annotate",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text(
        "Bewaar ook een kopie van de werkmap met de bevindingen erin (.xlsx).",
        "Keep a copy of the workbook with the findings in it too (.xlsx).",
    ),
)
@force_option
@option(
    "--judgements",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text(
        "Oordelen van een mens over één aanvraag (YAML of een werkmap).",
        "A person's judgements of one application (YAML or a workbook).",
    ),
)
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str,
    verbose: bool,
    only: str | None,
    themes: tuple[str, ...],
    of_rules: tuple[str, ...],
    watch: bool,
    target: Path | None,
    annotate: Path | None,
    force: bool,
    judgements: Path | None,
    how: How,
    lang: Lang,
) -> int:
    """Check every file, print one report, return the gravest exit code."""
    from sto_check.decision.check_files import check_files
    from sto_check.decision.choice import Choice, read_statuses

    if annotate is not None:
        from sto_check.reports.workbook_findings import require_one_workbook

        require_one_workbook(files, annotate, force=force)
    if target is not None:
        from sto_check.documents.save import require_free, save

        require_free(target, force=force)
    if watch and (target is not None or "-" in files):
        raise UsageError(_cannot_watch())
    opened: dict[str | Path, Scheme] = {}
    maxima = how["maxima"]
    checked = partial(check_files, files, judgements=judgements, opened=None if maxima else opened, **how)
    choice = Choice(read_statuses(only) if only else frozenset(), themes, of_rules)
    told = _Told(choice, annotate, lang, force=force)
    if watch:
        _watch(checked, told, [file for file in (*files, judgements, maxima) if file], lang)
    elif target is not None:
        report = StringIO()
        report_in(output)(told(checked()), report, lang, verbose=verbose)
        save(report.getvalue().encode("utf-8", "replace"), target, overwrite=force)
    else:
        report_in(output)(told(checked()), sys.stdout, lang, verbose=verbose)
    ctx.exit(gravest(told.codes))


def _cannot_watch() -> Problem:
    return problem(
        "cannot-watch",
        "--watch gaat niet samen met --output of met standaardinvoer.",
        "--watch does not go together with --output or with standard input.",
    )


class _Told:
    """Takes results one after the other, says what is wrong with a document, and keeps nothing but exit codes."""

    def __init__(self, choice: Choice, annotate: Path | None, lang: Lang, *, force: bool) -> None:
        self.codes: list[int] = []
        self._choice, self._annotate, self._lang, self._force = choice, annotate, lang, force

    def __call__(self, results: Iterable[Result]) -> Iterator[Result]:
        for number, result in enumerate(results, 1):
            if result.error is not None:
                notes = [note.in_print().render(self._lang) for note in result.notes]
                for said in (*notes, result.error.render(self._lang)):
                    click.echo(said, err=True)
            self.codes.append(result.exit_code)
            if self._annotate is not None:
                from sto_check.documents.save import save
                from sto_check.reports.workbook_findings import annotated

                save(annotated(result, self._lang), self._annotate, overwrite=self._force)
                self._force = True  # what was written a moment ago may be written again
            yield self._choice.of(result)
            sys.stdout.flush()
            if number % COLLECTED == 0:
                gc.collect()


def _watch(checked: Callable[[], Iterator[Result]], told: _Told, files: Sequence[str | Path], lang: Lang) -> None:
    """Print the short report, and after each save what changed; until it is interrupted."""
    from sto_check.cli.watching import saves
    from sto_check.reports.change_lines import change_lines

    known: dict[str, Decision] = {}
    saved = saves([Path(file) for file in files])

    def noted() -> Iterator[Result]:
        for result in told(checked()):
            if result.decision is not None:
                known[result.name] = result.decision
            yield result

    report_in("summary")(noted(), sys.stdout, lang)
    click.echo(say("Kijkt of er wordt bewaard; Ctrl-C stopt.", "Watching for saves; Ctrl-C stops."), err=True)
    for _ in saved:
        for result in told(checked()):
            before = known.get(result.name)
            if result.decision is not None and before is not None:
                click.echo(f"\n{result.name}")
                show(change_lines(before, result.decision, lang))
            elif result.decision is not None:
                report_in("summary")([result], sys.stdout, lang)
            if result.decision is not None:
                known[result.name] = result.decision
            sys.stdout.flush()
