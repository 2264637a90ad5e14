"""What a batch keeps of one application: its rows of the table of outcomes, its JSON, its page."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from sto_check.decision.other_kinds import is_of_another_kind
from sto_check.desk.batch import Made
from sto_check.reports import html_report
from sto_check.reports.csv_report import rows_of
from sto_check.reports.json_report import application
from sto_check.reports.json_text import json_lines

if TYPE_CHECKING:
    from sto_check.decision.result import Result
    from sto_check.text.language import Lang

PAGES = "reports"
"""The folder of results in which each application has its page."""


def make(name: str, result: Result, lang: Lang, *, annotate: bool) -> Made:  # noqa: ARG001
    """Return what is kept of a result; see :class:`~sto_check.desk.batch.Maker`."""
    files = {} if is_of_another_kind(result) else {f"{PAGES}/{name}.html": _page(result, lang)}
    outcomes = [[name, *row[1:]] for row in rows_of(result, lang)]
    return Made(outcomes, "".join(json_lines(application(result, lang), 0)), files)


def _page(result: Result, lang: Lang) -> bytes:
    page = StringIO()
    html_report.write([result], page, lang)
    return page.getvalue().encode("utf-8", "replace")
