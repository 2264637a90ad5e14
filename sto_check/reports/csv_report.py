"""The report as a table: one row an outcome, and one a problem of a document that could not be read."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from sto_check.decision.decision import given
from sto_check.engine.explain import name_of
from sto_check.reports.remarks import place_of, remarks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

COLUMNS = (
    "document", "verdict", "rule", "theme", "title", "subject_kind", "subject", "status", "leads_to",
    "leads_to_is_reading", "reason", "remedy", "line", "column", "sheet", "cell",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print every outcome of every document, also what is met, under a header; commas between, as RFC 4180 has it."""
    table = csv.writer(out, lineterminator="\n")
    before = [COLUMNS]
    for result in results:
        table.writerows(before)
        table.writerows([plain(cell) for cell in row] for row in rows_of(result, lang))
        before = []
    table.writerows(before)


def rows_of(result: Result, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one document, under COLUMNS."""
    return _outcomes(result.name, result.decision, lang) if result.decision else _problems(result, lang)


def _outcomes(name: str, decision: Decision, lang: Lang) -> Iterator[tuple[str, ...]]:
    for outcome in decision.outcomes:
        rule, explanation = outcome.rule, outcome.explanation
        ours = "" if not outcome.leads_to else "no" if given(outcome, decision.scheme) else "yes"
        yield (
            name, decision.verdict, rule.id, rule.theme[lang], rule.title[lang], outcome.subject.kind,
            name_of(outcome.subject)[lang], outcome.status, outcome.leads_to or "", ours, explanation.reason[lang],
            explanation.remedy[lang], *_where(place_of(explanation, decision)),
        )  # fmt: skip


def _problems(result: Result, lang: Lang) -> Iterator[tuple[str, ...]]:
    for one in remarks_of(result, lang):
        yield one.name, "", one.code, "", "", "", "", "error", "", "", one.text, "", *_where(one.place)


def _where(place: Place | None) -> tuple[str, str, str, str]:
    return (str(place.line), str(place.column), place.sheet, place.cell) if place else ("", "", "", "")


def plain(cell: str) -> str:
    """Return a text that a spreadsheet does not take for a formula, whatever a document says."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
