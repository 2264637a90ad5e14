"""What a batch keeps of one application: its rows of the table of outcomes, its JSON, its page."""

from __future__ import annotations

from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

from sto_check.decision.other_kinds import is_of_another_kind
from sto_check.desk.batch import Made
from sto_check.desk.results_folder import piece_name
from sto_check.documents.errors import DocumentError
from sto_check.reports import html_report
from sto_check.reports.json_report import application
from sto_check.reports.json_text import json_lines
from sto_check.reports.workbook_findings import annotated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.result import Result
    from sto_check.desk.batch import Wanted
    from sto_check.reports.json_model import Application, Outcome, Place
    from sto_check.text.language import Lang

PAGES = "reports"
"""The folder of results in which each application has its page."""
ANNOTATED = "annotated"
"""The folder of results for copies of workbooks with the findings in them."""


def make(name: str, result: Result, wanted: Wanted) -> Made:
    """Return what is kept of a result; see :class:`~sto_check.desk.batch.Maker`."""
    lang = wanted.lang
    files = {} if is_of_another_kind(result) else {f"{PAGES}/{name}.html": _page(result, lang)}
    if wanted.annotate and files:
        with suppress(DocumentError):  # a document that is no workbook has its page
            files[f"{ANNOTATED}/{name}"] = annotated(result, lang)
    told = application(result, lang)
    if wanted.parquet and result.decision and told.decision:
        from sto_check.columns.parquet import piece_of

        reasons = [one.reason for one in told.decision.outcomes]
        files[piece_name(name)] = piece_of(name, result.decision, reasons, lang)
    return Made(list(_outcomes(name, told)), "".join(json_lines(told, 0)), files)


def _outcomes(name: str, told: Application) -> Iterator[list[str]]:
    """Yield the rows of the table of outcomes, as :data:`~sto_check.reports.csv_report.COLUMNS` has them."""
    for problem in told.problems:
        yield [name, "", problem.code, "", "", "", "", "error", "", "", problem.text, problem.hint or "",
               *_where(problem.place)]  # fmt: skip
    if told.decision is None:
        return
    for one in told.decision.outcomes:
        called = one.subject.name or one.subject.id
        ours = {None: "", False: "no", True: "yes"}[one.leads_to_is_reading]
        yield [
            name, told.decision.verdict, one.rule, one.theme, one.title, one.subject.kind, called, str(one.status),
            one.leads_to or "", ours, one.reason, one.remedy or "", *_where(_place_of(one, told.name)),
        ]  # fmt: skip


def _place_of(outcome: Outcome, document: str) -> Place | None:
    """Return the first place in the document that an outcome rests on, what decides it first."""
    evidence = sorted(outcome.evidence, key=lambda item: not item.decisive)
    places = (place for item in evidence for place in (item.place, *(part.place for part in item.parts)))
    return next((place for place in places if place and place.file == document), None)


def _where(place: Place | None) -> tuple[str, str, str, str]:
    return (str(place.line), str(place.column), place.sheet or "", place.cell or "") if place else ("", "", "", "")


def _page(result: Result, lang: Lang) -> bytes:
    page = StringIO()
    html_report.write([result], page, lang)
    return page.getvalue().encode("utf-8", "replace")
