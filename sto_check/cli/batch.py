"""``sto-check batch``: check many applications at once, and keep what was found."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import find_and_tell, how_options, paths_argument, show
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.reports.batch_overview import SORTS, Filter, overview_lines
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.reports.batch_files import Finished
    from sto_check.text.language import Lang


@click.command(
    "batch",
    cls=Command,
    short_help=Text("Toets een map vol aanvragen.", "Check a folder full of applications."),
    help=Text(
        "Toets veel aanvragen tegelijk: de bestanden in een map en in de mappen daarin, of losse bestanden. In de map "
        "van --out komen een werkmap (results.xlsx), tabellen (overview.csv, outcomes.csv, round.csv), alles als JSON "
        "(results.jsonl) en als database (results.sqlite), en van elke aanvraag een pagina (reports/). Wat al gedaan "
        "is en niet veranderd, wordt niet opnieuw gedaan. Een document dat niet te lezen is, is een regel in het "
        "overzicht."
        "\n\nAfsluitcode: als die van check; 74 als de uitkomsten niet te bewaren zijn.",
        "Check many applications at once: the files in a folder and in the folders in it, or single files. Into the "
        "folder of --out come a workbook (results.xlsx), tables (overview.csv, outcomes.csv, round.csv), everything as "
        "JSON (results.jsonl) and as a database (results.sqlite), and a page for each application (reports/). What is "
        "done already and has not changed is not done again. A document that cannot be read is a line in the overview."
        "\n\nExit code: as that of check; 74 if the results cannot be kept.",
    ),
    examples=(
        "sto-check batch aanvragen --out uitkomsten --maxima maxima.csv",
        "sto-check batch aanvragen --out uitkomsten --sort decision --rule STO-M4",
        "sto-check batch aanvragen --out uitkomsten --parquet",
    ),
)
@paths_argument()
@option(
    "--out",
    required=True,
    metavar=Text("MAP", "DIR"),
    type=click.Path(path_type=Path),
    help=Text(
        "Map voor de uitkomsten: nieuw, leeg of van een eerdere keer.",
        "Folder for the results: new, empty or of an earlier time.",
    ),
)
@option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    metavar=Text("AANTAL", "NUMBER"),
    help=Text(
        "Hoeveel tegelijk; anders zoveel als er processors zijn.",
        "How many at once; else as many as there are processors.",
    ),
)
@option(
    "--cluster",
    default="",
    metavar=Text("ADRES", "ADDRESS"),
    help=Text(
        "Toets op een Dask-cluster (tcp://host:8786) in plaats van op deze machine. De werkers zien dezelfde "
        "bestanden op dezelfde plaats; alleen deze machine schrijft.",
        "Check on a Dask cluster (tcp://host:8786) instead of on this machine. The workers see the same files in "
        "the same place; only this machine writes.",
    ),
)
@option(
    "--sort",
    type=click.Choice(list(SORTS)),
    default="name",
    show_default=True,
    help=Text("Volgorde van het overzicht.", "Order of the overview."),
)
@option(
    "--decision",
    "decisions",
    multiple=True,
    metavar=Text("BESLISSING", "DECISION"),
    help=Text(
        "Toon alleen deze: eligible, not-eligible, supplement, assess of unreadable.",
        "Show only these: eligible, not-eligible, supplement, assess or unreadable.",
    ),
)
@option(
    "--rule",
    "of_rules",
    multiple=True,
    metavar=Text("REGEL", "RULE"),
    help=Text(
        "Toon alleen aanvragen waar deze regel iets vraagt.",
        "Show only applications in which this rule asks something.",
    ),
)
@option(
    "--theme",
    "themes",
    multiple=True,
    metavar=Text("THEMA", "THEME"),
    help=Text(
        "Toon alleen aanvragen waar een regel van dit thema iets vraagt.",
        "Show only applications in which a rule of this theme asks something.",
    ),
)
@option(
    "--annotate",
    is_flag=True,
    help=Text(
        "Bewaar ook van elke werkmap een kopie met de bevindingen erin (annotated/).",
        "Keep a copy of each workbook with the findings in it too (annotated/).",
    ),
)
@option(
    "--parquet",
    is_flag=True,
    help=Text(
        "Bewaar ook alle feiten, uitkomsten en beslissingen als Parquet-tabellen (parquet/).",
        "Keep all facts, outcomes and decisions as Parquet tables too (parquet/).",
    ),
)
@option(
    "--seed",
    metavar=Text("WOORD", "WORD"),
    help=Text(
        "Trekking van het lot, waar aanvragen gelijk eindigen en een plafond wordt bereikt.",
        "Draw of the lot, where applications end equal and a ceiling is reached.",
    ),
)
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    out: Path,
    workers: int | None,
    cluster: str,
    sort: str,
    decisions: tuple[str, ...],
    of_rules: tuple[str, ...],
    themes: tuple[str, ...],
    annotate: bool,
    parquet: bool,
    seed: str | None,
    how: How,
    lang: Lang,
) -> None:
    """Check what was found, keep it, print the overview, return the gravest exit code."""
    from sto_check.decision.result import gravest
    from sto_check.desk.batch import Wanted, run_batch
    from sto_check.desk.results_folder import open_results
    from sto_check.reports.batch_files import finish
    from sto_check.reports.batch_parts import make

    if parquet:
        from sto_check.columns.errors import require_columns

        require_columns()
    wanted = Wanted(**how, lang=lang, annotate=annotate, seed=seed, parquet=parquet)
    found = find_and_tell(paths, out, lang)
    with open_results(out) as results:
        steps = run_batch(found, wanted, make, results, workers or os.cpu_count() or 1, cluster)
        with click.progressbar(steps, length=len(found), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            again = sum(not now for _, now in bar)
        done = finish(results, found, wanted)
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    show(overview_lines(done.rows, done.together, lang, width, Filter(decisions, of_rules, themes), sort))
    click.echo(_where(out, again, done)[lang], err=True)
    ctx.exit(gravest(row.exit_code for row in done.rows))


def _where(out: Path, again: int, done: Finished) -> Text:
    nl, en = f"De uitkomsten staan in {out}.", f"The results are in {out}."
    if again:
        nl, en = (
            f"{nl} Al eerder getoetst en niet veranderd: {again}.",
            f"{en} Checked before and not changed: {again}.",
        )
    if done.passed_over:
        names = ", ".join(printable(name) for name in done.passed_over)
        nl, en = f"{nl} Geen aanvraag en overgeslagen: {names}.", f"{en} No application and passed over: {names}."
    if done.dropped:
        nl = f"{nl} Weggehaald van aanvragen die er niet meer bij zijn: {done.dropped}."
        en = f"{en} Removed of applications that are no longer among them: {done.dropped}."
    return Text(nl, en)
