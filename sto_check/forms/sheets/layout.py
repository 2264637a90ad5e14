"""How a form stands in a workbook: which sheets there are, and which value each row or column holds.

Groups of single values become questions on a form, one under the other; each list of parts becomes a table of its own,
with a column for each value. A list inside the parts of a list (the profiles of a partner) becomes a table whose first
column names the part it belongs to. All of it follows from the form, so that a new field needs no line here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from sto_check.forms.annotations import holds, models_in, readers_in, reads_in, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from sto_check.forms.form import Form, Steps
    from sto_check.forms.values import Sort

TOTALS = "Totalen"
EXPLANATION = "Uitleg"
EXPLAINED = ("Blad", "Vraag of kolom")
"""Headers of the explanation: a sheet, and a question or column of it."""
LISTS = "Lijsten"
OWN_SHEETS = (TOTALS, EXPLANATION, LISTS)
"""Sheets that a workbook has beside those with answers."""


class Column(NamedTuple):
    """One value of a part: where it stands in the part, what it is called, and what may be written there.

    ``several`` marks a list of values in one cell; ``words`` are the words to choose from, and ``closed`` says that no
    others are taken. A number gets zeros before it, up to ``pad`` digits. Without one that is ``required`` its part
    cannot be read; of several kinds of parts, ``only_for`` are the words of those that have it, empty where all do.
    """

    path: Steps
    label: str
    explanation: str
    sort: Sort
    several: bool = False
    words: tuple[str, ...] = ()
    closed: bool = False
    pad: int = 0
    required: bool = False
    only_for: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The path as a YAML document would need it: ``leerwegen.bb``."""
        return ".".join(self.path)


class SheetLayout(NamedTuple):
    """One sheet. A form holds questions about the document; a table holds the parts of the list at ``path``.

    ``groups`` are the groups that the questions of a form fall under, so that one without any value can be named.
    ``inside`` is the field of each part at ``path`` that a nested table lists, empty elsewhere; ``pairs`` marks a table
    of a mapping, whose first column is the key.
    """

    name: str
    columns: tuple[Column, ...]
    path: Steps = ()
    inside: Steps = ()
    pairs: bool = False
    groups: tuple[Column, ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether questions stand under each other, rather than parts in rows."""
        return not self.path


@cache
def layout_of(form: Form) -> tuple[SheetLayout, ...]:
    """Return the sheets of a form, in the order of its model; those with questions first."""
    asked: dict[str, list[Column]] = {form.answers: []}
    groups: dict[str, dict[Steps, Column]] = {form.answers: {}}
    tables: list[SheetLayout] = []
    for steps, field in _fields(form.model, ()):
        own = steps[0] in form.own_sheets and len(steps) > 1
        name = _spaced(steps[0]).capitalize() if own else form.answers
        for length in range(1, len(steps)):
            label = _label(form, form.model, steps[:length])
            group = Column(steps[:length], label, "dit onderdeel is er, zonder waarden", "text")
            groups.setdefault(name, {})[group.path] = group
        if holds(field.annotation, dict):
            tables.append(_pairs(steps, field))
        elif models_in(field.annotation):
            tables += _tables(form, steps, field)
        else:
            asked.setdefault(name, []).append(_column(steps, _label(form, form.model, steps), field))
    named = [SheetLayout(name, tuple(asked[name]), groups=tuple(groups[name].values())) for name in asked]
    return (*named, *_with_own_names(form, tables))


def _fields(model: type[BaseModel], before: Steps) -> Iterator[tuple[Steps, FieldInfo]]:
    """Yield every field that holds values or a list, with the groups on the way to it."""
    for name, field in model.model_fields.items():
        steps = (*before, name)
        models = models_in(field.annotation)
        if models and not holds(field.annotation, list):
            yield from _fields(models[0], steps)
        else:
            yield steps, field


def _tables(form: Form, steps: Steps, field: FieldInfo) -> Iterator[SheetLayout]:
    columns: dict[Steps, Column] = {}
    nested: dict[Steps, FieldInfo] = {}
    models = models_in(field.annotation)
    having: dict[Steps, list[type[BaseModel]]] = {}
    for model in models:
        for inside, part in _fields(model, ()):
            if models_in(part.annotation):
                nested[inside] = part
                continue
            column = _column(inside, _label(form, model, inside), part)
            known = columns.get(inside, column)
            words = tuple(dict.fromkeys((*known.words, *column.words)))
            columns[inside] = known._replace(words=words, required=known.required and column.required)
            having.setdefault(inside, []).append(model)
    for inside, some in having.items():
        if len(some) < len(models):
            columns[inside] = columns[inside]._replace(only_for=_kind_words(form, some))
    name = _spaced(steps[-1]).capitalize()
    yield SheetLayout(name, tuple(columns.values()), steps)
    for inside, part in nested.items():
        owner = Column((), f"{name}: id", f"id van het onderdeel op het blad {name}", "key", required=True)
        for model in models_in(part.annotation):
            below = [_column(path, _label(form, model, path), one) for path, one in _fields(model, ())]
            yield SheetLayout(_spaced(inside[-1]).capitalize(), (owner, *below), steps, inside)


def _kind_words(form: Form, models: list[type[BaseModel]]) -> tuple[str, ...]:
    """Return the words by which the parts of these kinds say of which kind they are."""
    fields = [model.model_fields[kind] for model in models for kind in form.kinds if kind in model.model_fields]
    return tuple(word for field in fields for word in words_in(field.annotation))


def _pairs(steps: Steps, field: FieldInfo) -> SheetLayout:
    key, value = next(_mappings(field.annotation))
    first = Column(("key",), "Jaar", "kalenderjaar", _sort(key), required=True)
    second = Column(("value",), "Aantal", field.description or "", _sort(value))
    return SheetLayout(_spaced(steps[-1]).capitalize(), (first, second), steps, pairs=True)


def _mappings(annotation: Any) -> Iterator[tuple[Any, ...]]:
    if get_origin(annotation) is dict:
        yield get_args(annotation)
    for argument in get_args(annotation):
        yield from _mappings(argument)


def _with_own_names(form: Form, tables: list[SheetLayout]) -> Iterator[SheetLayout]:
    """Name a table after the group around its list too, where its own name is taken by another sheet."""
    taken = [form.answers, *OWN_SHEETS, *(_spaced(name).capitalize() for name in form.own_sheets)]
    names = [table.name for table in tables if len(table.path) == 1]
    for table in tables:
        nested = len(table.path) > 1
        clash = names.count(table.name) > 0 if nested else table.name in taken
        yield table._replace(name=" ".join(map(_spaced, table.path)).capitalize()) if clash else table


def _column(steps: Steps, label: str, field: FieldInfo) -> Column:
    words = tuple(words_in(field.annotation))
    examples = tuple(str(example) for example in field.examples or ())
    reads = reads_in(field)
    sort: Sort = "word" if words else reads.sort if reads else "text"
    return Column(
        steps,
        label,
        field.description or "",
        sort,
        holds(field.annotation, list),
        words or examples,
        bool(words),
        reads.pad if reads else 0,
        field.is_required(),
    )


def _sort(annotation: Any) -> Sort:
    """Return what sort of cell values of an annotation need."""
    found = readers_in(annotation)
    return found[0].sort if found else "text"


def _label(form: Form, model: type[BaseModel], steps: Steps) -> str:
    """Return the words by which people know a value, those of the groups around it before its own."""
    words: list[str] = []
    found: list[type[BaseModel]] = [model]
    for position, step in enumerate(steps):
        field = next(part.model_fields[step] for part in found if step in part.model_fields)
        found = models_in(field.annotation)
        if position or step not in form.own_sheets or len(steps) == 1:
            words.append(field.title or _spaced(step))
    return ": ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _spaced(key: str) -> str:
    return key.replace("_", " ")
