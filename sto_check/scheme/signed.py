"""Which attributes may be less than zero: those of fields that ask for a change, and what is added up of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from sto_check.forms.annotations import models_in
from sto_check.forms.values import Reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from sto_check.scheme.entries import KindEntry

_SIGNED = {"change", "percent"}


def signed_attributes(model: type[BaseModel], kinds: Mapping[str, KindEntry]) -> set[str]:
    """Return the full names of the attributes that a field of the document may give a value below zero."""
    found: set[str] = set()
    for kind, entry in kinds.items():
        ends = [(word,) for word in entry.each] if entry.each and entry.paths else [()]
        ways = [(*steps, *end) for steps in entry.paths or [()] for end in ends]
        parts = [part for way in ways for part in _at([model], way)]
        for name, attribute in entry.attributes.items():
            steps = (attribute.from_ or name).split(".")
            owners = parts if steps[0] not in {"root", "parent"} else _all(model)
            *way, last = steps if steps[0] not in {"root", "parent"} else steps[-1:]
            fields = [owner.model_fields[last] for owner in _at(owners, way) if last in owner.model_fields]
            if any(_is_signed([field.annotation, *field.metadata]) for field in fields):
                found.add(f"{kind}.{name}")
    return found


def _at(models: list[type[BaseModel]], steps: Iterable[str]) -> list[type[BaseModel]]:
    for step in steps:
        fields = [model.model_fields[step] for model in models if step in model.model_fields]
        models = [inside for field in fields for inside in models_in(field.annotation)]
    return models


def _all(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a model and every model in it."""
    found: dict[type[BaseModel], None] = {model: None}
    for one in found.copy():
        waiting = [one]
        while waiting:
            fields = waiting.pop().model_fields.values()
            new = [inside for field in fields for inside in models_in(field.annotation) if inside not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return list(found)


def _is_signed(marks: list[Any]) -> bool:
    return any(mark.sort in _SIGNED if isinstance(mark, Reads) else _is_signed(list(get_args(mark))) for mark in marks)
