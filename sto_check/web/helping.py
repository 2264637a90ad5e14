"""What would help a document, for the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sto_check.decision.check import check
from sto_check.forms.load import read_application
from sto_check.proof.helping import help_for
from sto_check.reports.lines_page import lines_page
from sto_check.reports.what_if_lines import TITLE, what_if_lines

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.web.checking import Asked


def help_page(asked: Asked, decision: Decision) -> bytes:
    """Return a page that says what would help the document that a decision is about."""
    application = read_application(decision.document, decision.scheme.form)
    given = help_for(application, partial(check, scheme=decision.scheme))
    lines = what_if_lines(given.found, given.clear_of, given.margins, asked.lang)
    return lines_page(TITLE, lines, asked.lang).encode("utf-8", "replace")
