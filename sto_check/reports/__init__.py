"""Decisions for people and machines: one file an output. A new output is one new file and one line in FORMATS."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.result import Result
    from sto_check.text.language import Lang


class Report(Protocol):
    """Prints what became of documents to a stream, each as soon as it is there, and keeps nothing of it.

    ``verbose`` asks for what is met as well, where an output does not always tell it.
    """

    def __call__(self, results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:
        """Print the results in one language."""


FORMATS: dict[str, str] = {
    "terminal": "sto_check.reports.terminal",
    "summary": "sto_check.reports.summary",
    "json": "sto_check.reports.json_report",
    "html": "sto_check.reports.html_report",
    "csv": "sto_check.reports.csv_report",
    "github": "sto_check.reports.github_report",
    "junit": "sto_check.reports.junit_report",
    "sarif": "sto_check.reports.sarif_report",
}
"""For each output the module whose ``write`` is its :class:`Report`."""


def report_in(form: str) -> Report:
    """Return what prints in a form, one of FORMATS."""
    write: Report = import_module(FORMATS[form]).write
    return write
