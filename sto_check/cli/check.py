"""``sto-check check``: check applications and say why."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import maxima_option, read_on, scheme_is_default, scheme_options, version_options
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.decision.result import Result, gravest
from sto_check.reports import FORMATS, report_in
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.documents.limits import Limits
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
    "-v",
    "--verbose",
    is_flag=True,
    help=Text("Toon ook elke regel waaraan is voldaan.", "Show every rule that is met as well."),
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
@option("--force", is_flag=True, help=Text("Overschrijf een bestand dat er al is.", "Overwrite a file."))
@maxima_option
@option(
    "--judgements",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Oordelen van een mens over één aanvraag (YAML).", "A person's judgements of one application (YAML)."),
)
@version_options
@limit_option
@scheme_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str,
    verbose: bool,
    annotate: Path | None,
    force: bool,
    maxima: Path | None,
    judgements: Path | None,
    variant: str | None,
    on: str | None,
    limit: Limits,
    scheme: str,
    rules: Path | None,
    lang: Lang,
) -> int:
    """Check every file, print one report, return the gravest exit code."""
    from sto_check.decision.check_files import check_files
    from sto_check.documents.save import save
    from sto_check.reports.workbook_findings import annotated, require_one_workbook

    if annotate is not None:
        require_one_workbook(files, annotate, force=force)
    results = check_files(
        files,
        scheme=None if scheme_is_default(ctx) else scheme,
        rules=rules,
        maxima=maxima,
        judgements=judgements,
        on=read_on(on),
        variant=variant,
        limits=limit,
    )
    codes: list[int] = []

    def checked() -> Iterator[Result]:
        """Check one file after the other; of none is anything kept but its exit code."""
        for number, result in enumerate(results, 1):
            if result.error is not None:
                for said in (*(note.in_print().render(lang) for note in result.notes), result.error.render(lang)):
                    click.echo(said, err=True)
            codes.append(result.exit_code)
            if annotate is not None:
                save(annotated(result, lang), annotate, overwrite=force)
            yield result
            sys.stdout.flush()
            if number % COLLECTED == 0:
                gc.collect()

    report_in(output)(checked(), sys.stdout, lang, verbose=verbose)
    ctx.exit(gravest(codes))
