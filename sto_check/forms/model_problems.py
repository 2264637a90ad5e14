"""What a model found wrong with a tree, each thing at its place and in our own words."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from sto_check.documents.errors import FirstProblems
from sto_check.documents.place import Path, write_path
from sto_check.forms.annotations import models_in
from sto_check.forms.errors import value_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError

    from sto_check.documents.document import Document
    from sto_check.errors import Problem


def problems_in(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Return what pydantic found wrong, each with its place in the document and in our own words."""
    return list(FirstProblems(partial(_problem, found, document, model) for found in error.errors(include_url=False)))


def _problem(error: Mapping[str, Any], document: Document, model: type[BaseModel]) -> Problem:
    path = _document_path(error["loc"], document.tree)
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        path, error = _at_tag(error, path)
    at_key = error["type"] in {"extra_forbidden", "unexpected_keyword_argument"} or error["loc"][-1:] == ("[key]",)
    place = document.key_place(path) if at_key else document.place(path)
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
