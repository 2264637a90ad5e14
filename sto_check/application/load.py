"""Load an application: read the document, hold it to its model, check its references; report all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from sto_check.application.annotations import models_in
from sto_check.application.errors import ApplicationError, first_problems, value_problem
from sto_check.application.references import find_reference_problems
from sto_check.documents.document import Document
from sto_check.documents.errors import DuplicateKeyError, TooLargeError
from sto_check.documents.limits import DEEPEST, DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.lines import showing
from sto_check.documents.place import Path, Place, write_path
from sto_check.documents.read import read_file, read_text
from sto_check.errors import Problem
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable


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
    from sto_check.application.aanvraag import Aanvraag

    return DocumentModel(Aanvraag, find_reference_problems)


def _aanvraag_2020() -> DocumentModel:
    from sto_check.application.aanvraag_2020 import Aanvraag2020

    return DocumentModel(Aanvraag2020, find_reference_problems)


def _eindrapportage() -> DocumentModel:
    from sto_check.application.eindrapportage import Eindrapportage, find_report_problems

    return DocumentModel(Eindrapportage, find_report_problems)


def _uitwerking() -> DocumentModel:
    from sto_check.application.uitwerking import Uitwerking, find_uitwerking_problems

    return DocumentModel(Uitwerking, find_uitwerking_problems)


def _indicatoren() -> DocumentModel:
    from sto_check.application.indicatoren import Indicatoren, find_indicator_problems

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

    ``source`` is a path (a :class:`pathlib.Path`, or a str of one line; ``-`` is standard input), the text of a YAML
    or JSON document (a str with a line break or an opening brace), or a dict as such a text would give. ``model`` is
    the kind of document, by default an aanvraag op hoofdlijnen; ``limits`` is how much the document may hold.

    Raises :class:`~sto_check.documents.errors.DocumentError` (exit code 65), which holds every problem found.
    """
    return read_application(read_source(source, limits), model)


def read_source(source: FilePath | str | Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document at a path, in a text, or in a dict; see :func:`load_application`.

    Raises :class:`~sto_check.documents.errors.DocumentError` (exit code 65).
    """
    if isinstance(source, FilePath):
        return read_file(source, limits)
    if isinstance(source, str):
        is_text = "\n" in source or source.lstrip().startswith("{")
        return read_text(source, limits=limits) if is_text else read_file(source, limits)
    return Document("<dict>", _plain(source, limits))


def read_application(document: Document, model: str = "aanvraag") -> Application:
    """Hold a document to its model and return the application; raises ApplicationError with every problem."""
    with showing(document):
        return _held_to_model(document, document_model(model))


def _held_to_model(document: Document, kind: DocumentModel) -> Application:
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
        problems = problems_in(error, document, kind.model)
        named = {problem.path for problem in problems}
        problems += [
            problem for problem in kind.find_problems(document) if problem.path not in named or not problem.path
        ]
        raise ApplicationError(*_in_order(problems)) from None
    problems = kind.find_problems(document)
    if problems:
        raise ApplicationError(*_in_order(problems))
    return Application(content, document)


def _plain(value: object, limits: Limits, path: Path = ()) -> object:
    """Copy a dict so that it cannot change under our hands; tuples become lists, days become texts."""
    if len(path) > min(limits.depth, DEEPEST):
        found = limit_problem(
            "too-deep",
            f"De dict is dieper genest dan {limits.depth} niveaus",
            f"The dict nests deeper than {limits.depth} levels",
            None,
            "depth",
            limits,
            ("Controleer of een onderdeel zichzelf bevat", "Check whether a part holds itself"),
        )
        raise TooLargeError(found._replace(path=write_path(path[:3])))
    if isinstance(value, Mapping):
        if len({str(key) for key in value}) < len(value):
            raise DuplicateKeyError(
                Problem(
                    "duplicate-key",
                    Text("Twee sleutels zijn als tekst gelijk.", "Two keys are the same as text."),
                    path=write_path(path),
                    hint=Text("Geef elke sleutel als tekst, en één keer.", "Give each key as a text, and once."),
                )
            )
        return {str(key): _plain(item, limits, (*path, str(key))) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, limits, (*path, position)) for position, item in enumerate(value)]
    return value if not isinstance(value, date) else value.isoformat()


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda found: found.place or Place("", 0, 0))


def problems_in(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Return what pydantic found wrong, each with its place in the document and in our own words."""
    return first_problems(partial(_problem, found, document, model) for found in error.errors(include_url=False))


def _problem(error: Mapping[str, Any], document: Document, model: type[BaseModel]) -> Problem:
    path = _document_path(error["loc"], document.tree)
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        path, error = _at_tag(error, path)
    place = document.place(path)
    if (
        error["type"] in {"extra_forbidden", "unexpected_keyword_argument"} or error["loc"][-1:] == ("[key]",)
    ) and path in document.places:
        place = document.keys.get(path, place)
    return value_problem(error, place, write_path(path), _known_keys(error["loc"], model))


def _at_tag(error: Mapping[str, Any], path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Move an error in the word that says which kind of part this is to that word; where it is absent, leave it."""
    key = str(error.get("ctx", {}).get("discriminator", "")).strip("'")
    part = error["input"]
    if not isinstance(part, dict) or key not in part:
        return path, error
    return (*path, key), {**error, "type": "union_tag_invalid", "input": part[key]}


def _document_path(loc: tuple[str | int, ...], tree: object) -> Path:
    """Drop from a pydantic location what is not in the document: the tags of unions and the marks of dict keys."""
    path: list[str | int] = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if not last and position and isinstance(loc[position - 1], int) and _is_tag(step, tree):
            continue
        if isinstance(step, int) and isinstance(tree, list) and step < len(tree):
            tree = tree[step]
        elif isinstance(tree, dict) and (step in tree or (last and step != "[key]")):
            tree = tree.get(step)
        else:
            continue
        path.append(step)
    return tuple(path)


def _is_tag(step: str | int, part: object) -> bool:
    return isinstance(part, dict) and "soort" in part and part["soort"] == step


def _known_keys(loc: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """Return the keys of the part in which the last step of ``loc`` was not known."""
    found: Any = model
    for step in loc[:-1]:
        models = models_in(found)
        fields = [part.model_fields[step] for part in models if isinstance(step, str) and step in part.model_fields]
        if fields:
            found = _without_none(fields[0].annotation)
        elif isinstance(step, str) and len(models) > 1:
            found = next((part for part in models if _has_tag(part, step)), found)
    if is_dataclass(found):
        return [field.name for field in fields_of(found)]
    return [name for part in models_in(found)[:1] for name in part.model_fields]


def _without_none(annotation: Any) -> Any:
    """Return the only type of an optional field, and any other annotation as it is."""
    types = [argument for argument in get_args(annotation) if argument is not type(None)]
    return types[0] if len(types) == 1 and type(None) in get_args(annotation) else annotation


def _has_tag(model: type[BaseModel], tag: str) -> bool:
    field = model.model_fields.get("soort")
    return field is not None and tag in get_args(field.annotation)
