"""A form as plain data: of each part its fields, and how each is read. Documents are read by it without a model.

It says the same as the models of :mod:`sto_check.forms.build`, and takes no time to set up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.forms.build import _Builder
    from sto_check.forms.entries import FieldEntry, TypeEntry
    from sto_check.forms.fields import Part
    from sto_check.text.place import Path

FieldPlan = tuple[Any, ...]
"""How a field is read: ``("type", "amount")``, ``("list", plan)``; what each word means stands in plain_reading.py."""
PartPlan = dict[str, tuple[bool, FieldPlan]]
"""The fields of a part: whether each is required, and how it is read."""


class FormPlan(NamedTuple):
    """What a document holds, and the types of value that are this form's own."""

    top: PartPlan
    types: Mapping[str, TypeEntry]


def plan_of(form: _Builder, top: Part) -> FormPlan:
    """Return the plan of a form in which nothing is wrong; ``top`` is the document as a whole."""
    return FormPlan(_part(form, top), form.written.types)


def _part(form: _Builder, part: Part) -> PartPlan:
    fields = form.fields_of(part).items()
    return {key: (entry.required == "yes", _field(form, key, entry, at)) for key, (entry, at) in fields}


def _field(form: _Builder, key: str, entry: FieldEntry, path: Path) -> FieldPlan:
    from sto_check.forms.entries import named
    from sto_check.forms.fields import parts_inside

    asks = named(entry)[0]
    plan: FieldPlan
    if asks == "type":
        plan = ("suggested", entry.type, tuple(entry.suggest)) if entry.suggest else ("type", entry.type)
    elif asks == "one_of":
        tells = path[0] == "parts" and (str(path[1]), key) in form.telling
        plan = ("word" if tells else "words", tuple(entry.one_of or ()))
    elif asks == "by_year":
        plan = ("by_year", entry.by_year)
    elif asks in {"fields", "rows"}:
        plan = ("part", _part(form, parts_inside(entry, key, path)[0]))
    else:
        plan = _named_parts(form, [entry.part] if entry.part else list(entry.parts or ()), entry.by, path)
    listed = entry.several == "yes" or asks in {"rows", "parts"}
    return ("list", plan) if listed else plan


def _named_parts(form: _Builder, names: list[str], by: str | None, path: Path) -> FieldPlan:
    found = [part for name in names if (part := form.part(name, path)) is not None]
    if len(found) == 1:
        return ("part", _part(form, found[0]))
    assert by is not None
    kinds = {word: _part(form, part) for part in found for word in form.fields_of(part)[by][0].one_of or ()}
    return ("kinds", by, kinds)
