"""Load an application: read the document, hold it to its model, check its references; report all that is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ValidationError

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError, in_order, joined
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.errors import Problem
from sto_check.forms.errors import ApplicationError
from sto_check.forms.named_tables import names_tables
from sto_check.forms.references import find_reference_problems
from sto_check.forms.source import read_source
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path as FilePath

    from sto_check.forms.source import Source


class DocumentModel(NamedTuple):
    """A kind of document that sto-check can read: its model, and what its parts must agree on among themselves."""

    model: type[BaseModel]
    find_problems: Callable[[Document], list[Problem]]


class Application(NamedTuple):
    """An application that has been read: typed content and, for every value, the place it came from."""

    content: BaseModel
    document: Document

    @property
    def name(self) -> str:
        """The name of the document: the file's, ``<stdin>``, ``<text>`` or ``<dict>``."""
        return self.document.name


_MODELS: dict[str, Callable[[], DocumentModel]] = {}


def register_model(name: str, model: Callable[[], DocumentModel]) -> None:
    """Make a kind of document known under ``name``, the word a scheme uses after ``document:``."""
    _MODELS[name] = model


def _aanvraag() -> DocumentModel:
    from sto_check.forms.aanvraag import Aanvraag

    return DocumentModel(Aanvraag, find_reference_problems)


def _aanvraag_2020() -> DocumentModel:
    from sto_check.forms.aanvraag_2020 import Aanvraag2020

    return DocumentModel(Aanvraag2020, find_reference_problems)


def _eindrapportage() -> DocumentModel:
    from sto_check.forms.eindrapportage import Eindrapportage, find_report_problems

    return DocumentModel(Eindrapportage, find_report_problems)


def _uitwerking() -> DocumentModel:
    from sto_check.forms.uitwerking import Uitwerking, find_uitwerking_problems

    return DocumentModel(Uitwerking, find_uitwerking_problems)


def _indicatoren() -> DocumentModel:
    from sto_check.forms.indicatoren import Indicatoren, find_indicator_problems

    return DocumentModel(Indicatoren, find_indicator_problems)


register_model("aanvraag", _aanvraag)
register_model("uitwerking", _uitwerking)
register_model("indicatoren", _indicatoren)
register_model("aanvraag-2020", _aanvraag_2020)
register_model("eindrapportage", _eindrapportage)


def document_model(name: str) -> DocumentModel:
    """Return the registered model of that name; raises KeyError where there is none."""
    return _MODELS[name]()


def document_model_names() -> list[str]:
    """Return the names of all registered models."""
    return list(_MODELS)


def load_application(
    source: FilePath | str | Mapping[str, Any], model: str = "aanvraag", *, limits: Limits = DEFAULT_LIMITS
) -> Application:
    """Load an application.

    ``source`` is a path (a :class:`pathlib.Path`, or a str of one line; ``-`` is standard input) of a YAML, JSON or
    XLSX file, the text of a YAML or JSON document (a str with a line break or an opening brace), or a dict as such a
    text would give. ``model`` is the kind of document, by default an aanvraag op hoofdlijnen.

    Raises :class:`~sto_check.documents.errors.DocumentError` (exit code 65), which holds every problem found.
    """
    read = partial(read_application, model=model, limits=limits)
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


def read_application(source: Source, model: str = "aanvraag", *, limits: Limits = DEFAULT_LIMITS) -> Application:
    """Hold what was read to its model and return the application; raises a DocumentError with every problem."""
    kind = document_model(model)
    held = partial(_held_to_model, kind=kind)
    try:
        document = _whole(source, kind, limits)
    except DocumentError as error:
        raise with_more(error, held) from None
    return held(document)


def _whole(source: Source, kind: DocumentModel, limits: Limits) -> Document:
    """Return the document of a workbook, or a document with the tables that it names."""
    if not isinstance(source, Document):
        from sto_check.forms.sheets.read import document_from_workbook

        return document_from_workbook(source, kind.model)
    if not names_tables(source.tree):
        return source
    from sto_check.forms.sheets.attached import attach_tables

    with showing(source):
        return attach_tables(source, kind.model, limits)


def _held_to_model(document: Document, kind: DocumentModel) -> Application:
    with showing(document):
        return _validated(document, kind)


def _validated(document: Document, kind: DocumentModel) -> Application:
    if not isinstance(document.tree, dict):
        raise ApplicationError(
            Problem(
                "not-a-group",
                Text("Een aanvraag bestaat uit sleutels en waarden.", "An application consists of keys and values."),
                document.place(()),
                hint=Text("Begin met: sto-check new.", "Start with: sto-check new."),
            )
        )
    try:
        content = kind.model.model_validate(document.tree)
    except ValidationError as error:
        from sto_check.forms.model_problems import problems_in

        problems = problems_in(error, document, kind.model)
        named = {problem.path for problem in problems}
        problems += [
            problem for problem in kind.find_problems(document) if problem.path not in named or not problem.path
        ]
        raise ApplicationError(*in_order(problems)) from None
    problems = kind.find_problems(document)
    if problems:
        raise ApplicationError(*in_order(problems))
    return Application(content, document)
