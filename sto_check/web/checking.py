"""One check for the page, as a process of its own does it: bytes in, bytes out."""

from __future__ import annotations

import os
from io import StringIO
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.decision.check_files import check_bytes, open_where_it_fits
from sto_check.documents.errors import DocumentError
from sto_check.engine.network import LARGEST
from sto_check.reports import report_in
from sto_check.reports.workbook_findings import annotated
from sto_check.scheme.compiled import open_scheme
from sto_check.scheme.folder import scheme_names
from sto_check.text.language import printable

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.documents.limits import Limits
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang

Form = Literal["html", "json", "xlsx", "help"]
MEDIA: dict[str, str] = {
    "html": "text/html; charset=utf-8",
    "page": "text/html; charset=utf-8",
    "help": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}
_opened: dict[str | Path, Scheme] = {}
_LONGEST_NAME = 120


class Asked(NamedTuple):
    """What somebody asks: a document by its bytes and its name, and in which form to answer.

    ``scheme`` is the id of a scheme, empty for the one that the document names; ``rules`` is a folder of schemes
    instead of those that come along, ``maxima`` a table of maxima. ``empty`` is a folder in which nothing stands.
    """

    data: bytes
    name: str
    form: Form
    lang: Lang
    scheme: str
    rules: Path | None
    maxima: Path | None
    limits: Limits
    empty: str


class Answer(NamedTuple):
    """A report, a file or another page, and the exit code that the check would have as a command."""

    content: bytes
    form: Form | Literal["yaml", "page"]
    exit_code: int


def answer(asked: Asked) -> Answer:
    """Check a document and return the report; a workbook that is none is answered by the page that says so."""
    os.chdir(asked.empty)  # a document that names a table beside it finds none here
    name = file_name(asked.name)
    result = check_bytes(
        asked.data,
        name,
        scheme=asked.scheme or None,
        rules=asked.rules,
        maxima=asked.maxima,
        limits=asked.limits,
        opened=None if asked.maxima or asked.rules else _opened,
    )
    if asked.form == "help" and result.decision is not None:
        from sto_check.web.helping import help_page

        return Answer(help_page(asked, result.decision), "help", result.exit_code)
    if asked.form == "xlsx":
        try:
            return Answer(annotated(result, asked.lang), "xlsx", result.exit_code)
        except DocumentError as error:
            result = result._replace(decision=None, error=result.error or error)
    form: Form = "json" if asked.form == "json" else "html"
    out = StringIO()
    report_in(form)([result], out, asked.lang)
    return Answer(out.getvalue().encode("utf-8", "replace"), form, result.exit_code)


def open_for(name: str, rules: Path | None, maxima: Path | None, limits: Limits) -> Scheme:
    """Return a scheme that is there, with a table of maxima where it has one."""
    if rules is None and maxima is None and name in _opened:
        return _opened[name]
    return open_where_it_fits(name, rules, {"maxima": maxima} if maxima else None, limits)


def file_name(given: str) -> str:
    """Return the name of an uploaded file without a folder, and without what does not print."""
    return printable(given.replace("\\", "/").rpartition("/")[2])[-_LONGEST_NAME:] or "document"


def make_ready() -> None:
    """Open the schemes that come along, so that each process that begins from here has them."""
    for name in scheme_names():
        _opened[name] = open_scheme(name)
    assert LARGEST  # with the network the engine is loaded, too
