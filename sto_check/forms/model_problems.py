"""What a model found wrong with a tree, each thing at its place and in our own words."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from sto_check.forms.annotations import models_in, words_in
from sto_check.forms.closed_words import meant
from sto_check.forms.errors import value_problem
from sto_check.text.place import Path, write_path
from sto_check.text.problems import FirstProblems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel, ValidationError

    from sto_check.documents.document import Document
    from sto_check.forms.form import Form
    from sto_check.text.errors import Problem


def problems_in(
    error: ValidationError, document: Document, model: type[BaseModel], form: Form | None = None
) -> list[Problem]:
    """Return what pydantic found wrong, each with its place in the document and in our own words.

    ``form`` says which fields tell the kind of a part, and which lists may stand in a file.
    """
    kinds = form.kinds if form else frozenset()
    tables = [write_path(path) for path in form.tables] if form else []
    found = error.errors(include_url=False)
    return list(FirstProblems(partial(_problem, one, document, model, kinds, tables) for one in found))


def _problem(
    error: Mapping[str, Any], document: Document, model: type[BaseModel], kinds: frozenset[str], tables: list[str]
) -> Problem:
    path = _document_path(error["loc"], document.tree, kinds)
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        path, error = _at_tag({**error, "ctx": {**error["ctx"], "kinds": _kinds_at(error["loc"], model, kinds)}}, path)
    at_key = error["type"] in {"extra_forbidden", "unexpected_keyword_argument"} or error["loc"][-1:] == ("[key]",)
    place = document.key_place(path) if at_key else document.place(path)
    return value_problem(error, place, write_path(path), _known_keys(error["loc"], model, kinds), tables)


def _at_tag(error: Mapping[str, Any], path: Path) -> tuple[Path, Mapping[str, Any]]:
    """Move an error in the word that says which kind of part this is to that word; where it is absent, leave it."""
    key = str(error.get("ctx", {}).get("discriminator", "")).strip("'")
    part = error["input"]
    if not isinstance(part, dict) or key not in part:
        return path, error
    return (*path, key), {**error, "type": "union_tag_invalid", "input": part[key]}


def _document_path(loc: tuple[str | int, ...], tree: object, kinds: frozenset[str]) -> Path:
    """Drop from a pydantic location what is not in the document: the tags of unions and the marks of dict keys."""
    path: list[str | int] = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if not last and position and isinstance(loc[position - 1], int) and _is_tag(step, tree, kinds):
            continue
        if isinstance(step, int) and isinstance(tree, list) and step < len(tree):
            tree = tree[step]
        elif isinstance(tree, dict) and (step in tree or (last and step != "[key]")):
            tree = tree.get(step)
        else:
            continue
        path.append(step)
    return tuple(path)


def _is_tag(step: str | int, part: object, kinds: frozenset[str]) -> bool:
    return isinstance(part, dict) and any(meant(part.get(kind), (str(step),)) == step for kind in kinds)


def _known_keys(loc: tuple[str | int, ...], model: type[BaseModel], kinds: frozenset[str]) -> list[str]:
    """Return the keys of the part in which the last step of ``loc`` was not known."""
    found = _annotation_at(loc[:-1], model, kinds)
    if is_dataclass(found):
        return [field.name for field in fields_of(found)]
    return [field.alias or name for part in models_in(found)[:1] for name, field in part.model_fields.items()]


def _kinds_at(loc: tuple[str | int, ...], model: type[BaseModel], kinds: frozenset[str]) -> list[str]:
    """Return the words of all kinds of parts that a list at ``loc`` may hold."""
    models = models_in(_annotation_at(loc, model, kinds))
    fields = [part.model_fields[kind] for part in models for kind in kinds if kind in part.model_fields]
    return [word for field in fields for word in words_in(field.annotation)]


def _annotation_at(loc: tuple[str | int, ...], model: type[BaseModel], kinds: frozenset[str]) -> Any:
    """Return what stands at the end of ``loc``: the annotation of a field, or the model of a part of one kind."""
    found: Any = model
    for step in loc:
        models = models_in(found)
        fields = [part.model_fields[step] for part in models if isinstance(step, str) and step in part.model_fields]
        if fields:
            found = _without_none(fields[0].annotation)
        elif isinstance(step, str) and len(models) > 1:
            found = next((part for part in models if _has_tag(part, step, kinds)), found)
    return found


def _without_none(annotation: Any) -> Any:
    """Return the only type of an optional field, and any other annotation as it is."""
    types = [argument for argument in get_args(annotation) if argument is not type(None)]
    return types[0] if len(types) == 1 and type(None) in get_args(annotation) else annotation


def _has_tag(model: type[BaseModel], tag: str, kinds: frozenset[str]) -> bool:
    return any(tag in words_in(model.model_fields[kind].annotation) for kind in kinds if kind in model.model_fields)
