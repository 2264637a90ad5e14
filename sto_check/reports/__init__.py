"""Decisions for people and machines: one file an output. A new output is one new file and one line in FORMATS."""

from __future__ import annotations

FORMATS: dict[str, str] = {
    "terminal": "sto_check.reports.terminal",
    "json": "sto_check.reports.json_report",
    "html": "sto_check.reports.html_report",
}
"""For each output the module whose ``write(results, lang, verbose)`` prints it."""
