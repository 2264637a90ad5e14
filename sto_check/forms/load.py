"""Load an application: read the document, hold it to its form, check its references; report all that is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError, joined
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.forms.checks import find_check_problems
from sto_check.forms.errors import ApplicationError
from sto_check.forms.named_forms import named_form
from sto_check.forms.named_tables import names_tables
from sto_check.forms.references import find_reference_problems, look_up_name
from sto_check.forms.source import read_source
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.problems import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path as FilePath

    from pydantic import BaseModel

    from sto_check.forms.form import Form
    from sto_check.forms.source import Source


class Application(NamedTuple):
    """An application that has been read: typed content and, for every value, the place it came from."""

    content: BaseModel
    document: Document
    form: Form

    @property
    def name(self) -> str:
        """The name of the document: the file's, ``<stdin>``, ``<text>`` or ``<dict>``."""
        return self.document.name

    @property
    def received(self) -> date | None:
        """The day of receipt, where it is known."""
        return getattr(self.content, "ontvangen", None)


def load_application(
    source: FilePath | str | Mapping[str, Any], form: Form | str = "aanvraag", *, limits: Limits = DEFAULT_LIMITS
) -> Application:
    """Load an application.

    ``source`` is a path (a :class:`pathlib.Path`, or a str of one line; ``-`` is standard input) of a YAML, JSON or
    XLSX file, the text of a YAML or JSON document (a str with a line break or an opening brace), or a dict as such a
    text would give. ``form`` is what the document has to hold: a form (``scheme.form``), or the name of one that comes
    with sto-check, by default an aanvraag op hoofdlijnen.

    Raises :class:`~sto_check.documents.errors.DocumentError` (exit code 65), which holds every problem found.
    """
    read = partial(read_application, form=form, limits=limits)
    try:
        found = read_source(source, limits)
    except DocumentError as error:
        raise with_more(error, read) from None
    return read(found)


def with_more(error: DocumentError, look: Callable[[Document], object]) -> DocumentError:
    """Return an error in reading a document with what ``look`` raises about what could be read of it all the same.

    So a reader hears of everything at once, in order of place. A value that could not be read is not said to be
    wrong as well. There is an error always: a document with a problem is never accepted.
    """
    if error.document is None:
        return error
    try:
        look(error.document)
    except DocumentError as more:
        kept = [problem for problem in more.problems if problem.place not in error.unread]
        return joined(error, type(more)(*kept)) if kept else error
    return error


def read_application(
    source: Source, form: Form | str = "aanvraag", *, limits: Limits = DEFAULT_LIMITS, plainly: bool = False
) -> Application:
    """Hold what was read to its form and return the application; raises a DocumentError with every problem.

    ``plainly`` is for a check, which asks no more of the content than its values: where nothing is wrong they are read
    without a model.
    """
    kind = named_form(form) if isinstance(form, str) else form
    held = partial(_held_to_form, form=kind, plainly=plainly)
    try:
        document = _whole(source, kind, limits)
    except DocumentError as error:
        raise with_more(error, held) from None
    return held(document)


def _whole(source: Source, form: Form, limits: Limits) -> Document:
    """Return the document of a workbook, or a document with the tables that it names."""
    if not isinstance(source, Document):
        from sto_check.forms.sheets.read import document_from_workbook

        return document_from_workbook(source, form)
    if not names_tables(form, source.tree):
        return source
    from sto_check.forms.sheets.attached import attach_tables

    with showing(source):
        return attach_tables(source, form, limits)


def _held_to_form(document: Document, form: Form, *, plainly: bool) -> Application:
    with showing(document):
        try:
            return (_read_plainly(document, form) if plainly else None) or _validated(document, form)
        except ApplicationError as error:
            raise ApplicationError(*(document.names.told(one) for one in error.problems)) from None


def _read_plainly(document: Document, form: Form) -> Application | None:
    """Return the application as values only; None where something in it is for the models to look at."""
    try:
        content: Any = form.read_plainly(document.tree)
    except ValueError:
        return None
    return None if _find(form, document) else Application(content, document, form)


def _validated(document: Document, form: Form) -> Application:
    if not isinstance(document.tree, dict):
        raise ApplicationError(
            Problem(
                "not-a-group",
                Text("Een aanvraag bestaat uit sleutels en waarden.", "An application consists of keys and values."),
                document.place(()),
                hint=Text("Begin met: sto-check new.", "Start with: sto-check new."),
            )
        )
    from pydantic import ValidationError

    try:
        content = form.model.model_validate(document.tree)
    except ValidationError as error:
        from sto_check.forms.model_problems import problems_in

        found = problems_in(error, document, form.model, form)
        problems = [look_up_name(form, document, problem) for problem in found]
        named = {problem.path for problem in problems}
        problems += [problem for problem in _find(form, document) if problem.path not in named or not problem.path]
        raise ApplicationError(*in_order(problems)) from None
    problems = _find(form, document)
    if problems:
        raise ApplicationError(*in_order(problems))
    return Application(content, document, form)


def _find(form: Form, document: Document) -> list[Problem]:
    """Return what is wrong between the parts of a document, and between the fields of a part."""
    return [*find_reference_problems(form, document), *find_check_problems(form, document)]
