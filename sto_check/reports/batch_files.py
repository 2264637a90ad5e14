"""The files of a batch: made of all that is kept of its applications, each written whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.other_kinds import OTHER_KIND
from sto_check.desk.batch_round import check_together
from sto_check.desk.results_folder import piece_name
from sto_check.desk.round_shares import FILE, write_shares
from sto_check.reports.batch_database import database
from sto_check.reports.batch_tables import allotment_csv, outcomes_csv, overview_csv, round_csv
from sto_check.reports.batch_workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.desk.batch import Wanted
    from sto_check.desk.batch_round import TogetherFound
    from sto_check.desk.found import Found
    from sto_check.desk.results_folder import ResultsFolder
    from sto_check.desk.row import Row


class Finished(NamedTuple):
    """What a batch came to: a row an application, what the rules of the round say, and how many were dropped.

    ``passed_over`` are files that turned out to be no applications.
    """

    rows: list[Row]
    together: TogetherFound
    dropped: int
    passed_over: list[str]


def finish(results: ResultsFolder, found: Sequence[Found], wanted: Wanted) -> Finished:
    """Check the round, write the tables of a batch, and drop what is of applications that are not among these.

    Raises OSError or UsageError where a file cannot be written.
    """

    every = (results.kept(file.name) for file in found)
    kept = [one for one in every if one is not None and one.row.rule != OTHER_KIND]
    rows, outcomes = [one.row for one in kept], [row for one in kept for row in one.outcomes]
    together = check_together(found, rows, wanted)
    results.write("results.jsonl", "".join(f"{one.report}\n" for one in kept).encode("utf-8", "replace"))
    results.write("overview.csv", overview_csv(rows))
    results.write("outcomes.csv", outcomes_csv(outcomes))
    results.write("round.csv", round_csv(together.rows))
    results.write("allotment.csv", allotment_csv(together.allotted, wanted.lang))
    results.write(FILE, write_shares(rows, together.allotted))
    results.write("results.sqlite", database(rows, outcomes, together, wanted.lang))
    results.write("results.xlsx", workbook(rows, outcomes, together, wanted.lang))
    if wanted.parquet:
        from sto_check.columns.parquet import FOLDER, tables_of

        pieces = (results.read(piece_name(one.row.name)) for one in kept if piece_name(one.row.name) in one.files)
        results.write_folder(FOLDER, tables_of(pieces))
    names = [one.name for one in found]
    passed_over = sorted(set(names) - {row.name for row in rows})
    return Finished(rows, together, results.drop_others(names), passed_over)
