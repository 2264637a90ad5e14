"""The tables of a batch as files: comma-separated, and one JSON object a line."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from sto_check.engine.status import OUTCOMES
from sto_check.reports.csv_report import COLUMNS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sto_check.desk.batch_round import Allotted, RoundRow
    from sto_check.desk.row import Row
    from sto_check.text.language import Lang

OVERVIEW = ("document", "called", "scheme", "verdict", "decision", "exit_code", *map(str, OUTCOMES), "rule", "reason",
            "sha256")  # fmt: skip
ROUND = ("scheme", "rule", "title", "document", "subject", "status", "leads_to", "reason", "remedy")

ALLOTMENT = ("rule", "document", "rank", "result", "asked_cents", "granted_so_far_cents", "reason")


def overview_cells(row: Row) -> list[str | int]:
    """Return one application under the columns of OVERVIEW."""
    counts = [row.counts.get(str(status), 0) for status in OUTCOMES]
    return [row.name, row.called, row.scheme, row.verdict, row.decision, row.exit_code, *counts, row.rule, row.reason,
            row.sha256]  # fmt: skip


def overview_csv(rows: Iterable[Row]) -> bytes:
    """Return the overview as a table: one row an application."""
    return _table(OVERVIEW, map(overview_cells, rows))


def outcomes_csv(outcomes: Iterable[list[str]]) -> bytes:
    """Return every outcome of every application as a table."""
    return _table(COLUMNS, outcomes)


def round_csv(rows: Iterable[RoundRow]) -> bytes:
    """Return what the rules of the round say as a table."""
    return _table(ROUND, rows)


def allotment_cells(one: Allotted, lang: Lang) -> list[str | int]:
    """Return one share under the columns of ALLOTMENT."""
    share = one.share
    granted = {True: "granted", False: "refused", None: "open"}[share.granted]
    return [one.rule, share.name, share.rank, granted, share.asks, share.granted_so_far, share.reason[lang]]


def allotment_csv(allotted: Iterable[Allotted], lang: Lang) -> bytes:
    """Return how ceilings are allotted as a table."""
    return _table(ALLOTMENT, (allotment_cells(one, lang) for one in allotted))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    table.writerows([plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")
