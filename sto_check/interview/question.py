"""A question of an interview: one value, the first values of a group, or whether a list has one more part."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.document import value_at
from sto_check.forms.references import names_known
from sto_check.forms.sheets.layout import layout_of
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.forms.form import Form, Steps
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.scheme.scheme import Rule
    from sto_check.text.place import Path

Sort = Literal["value", "group", "part"]


class Question(NamedTuple):
    """What is asked, at ``path``; ``rules`` are those that wait for it.

    A ``value`` has one input, a ``group`` those without which it cannot be, and a ``part`` of the list at ``path`` the
    same; a part may need none, and then it is asked whether there is one. ``decisive`` is whether the decision can
    still turn on it; else it can only be one thing more to supply. ``names`` are, by input, those of the parts of the
    document that it may refer to.
    """

    sort: Sort
    path: Path
    label: str
    inputs: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    decisive: bool = True
    pairs: bool = False
    kinds: frozenset[Steps] = frozenset()
    names: Mapping[Steps, tuple[str, ...]] = MappingProxyType({})

    def asked_of(self, words: Mapping[Steps, str]) -> list[Column]:
        """Return the inputs that go with the words given for the kind of a part, such as a school's."""
        kinds = {words[kind] for kind in self.kinds if kind in words}
        return [one for one in self.inputs if not one.only_for or not kinds or kinds & set(one.only_for)]


class _Asked(NamedTuple):
    """What a form asks: its values, and its tables, by the way to them."""

    columns: Mapping[Steps, Column]
    tables: Mapping[Steps, SheetLayout]
    groups: Mapping[Steps, Column]


@cache
def _asked(form: Form) -> _Asked:
    columns: dict[Steps, Column] = {}
    tables: dict[Steps, SheetLayout] = {}
    groups: dict[Steps, Column] = {}
    for layout in layout_of(form):
        at = (*layout.path, *layout.inside)
        groups |= {group.path: group for group in layout.groups}
        columns |= {(*at, *column.path): column for column in layout.columns if column.path and not layout.pairs}
        if at:
            tables[at] = layout
    return _Asked(columns, tables, groups)


def question_at(form: Form, tree: object, path: Path) -> Question | None:
    """Return what to ask first so that what stands at a path becomes known; None where there is nothing to ask.

    On the way to it a list may be absent, or a group with values that it cannot do without: these come first.
    """
    question = _question_at(form, tree, path)
    return question and _with_names(form, tree, question)


def _question_at(form: Form, tree: object, path: Path) -> Question | None:
    asked, found = _asked(form), tree
    for length in range(1, len(path) + 1):
        here = path[:length]
        if isinstance(found, list) and not isinstance(here[-1], int):
            return None  # it is about all rows, of which there are none
        found = value_at(tree, here)
        steps = steps_of(here)
        if found is not None:
            continue
        if isinstance(here[-1], int):
            return None  # there is no such row
        if steps in asked.tables:
            return _part(form, asked.tables[steps], here)
        if steps in asked.columns:
            return Question("value", here, asked.columns[steps].label, (asked.columns[steps],))
        needed = _needed(asked, steps)
        if needed:
            label = asked.groups[steps].label if steps in asked.groups else str(here[-1])
            return Question("group", here, label, needed)
    return None


def given_question(form: Form, tree: object, path: Path) -> Question | None:
    """Return the question to which what stands at a path is the answer; None where nothing stands there.

    Of a list that is the answer only where it is empty: what stands in it was asked part by part.
    """
    value, column = value_at(tree, path), _asked(form).columns.get(steps_of(path))
    if value in ([], {}) and column is None:
        return part_question(form, tree, path)
    if value is None or column is None:
        return None
    return _with_names(form, tree, Question("value", path, column.label, (column,)))


def part_question(form: Form, tree: object, path: Path) -> Question | None:
    """Return the question whether the list at a path has one more part; None where no list can stand there."""
    layout = _asked(form).tables.get(steps_of(path))
    rows = [path[:length] for length in range(1, len(path) + 1) if isinstance(path[length - 1], int)]
    if layout is None or path in rows or any(value_at(tree, row) is None for row in rows):
        return None
    return _with_names(form, tree, _part(form, layout, path))


def absent_group(form: Form, tree: object, path: Path) -> Path | None:
    """Return the first group on the way to a path that is absent and can do without any value; None without one."""
    groups = _asked(form).groups
    absent = (path[:length] for length in range(1, len(path) + 1) if value_at(tree, path[:length]) is None)
    first = next(absent, None)
    if first is None or steps_of(first) not in groups or _question_at(form, tree, first):
        return None
    return first


def _with_names(form: Form, tree: object, question: Question) -> Question:
    at = steps_of(question.path)
    inputs = {at if question.sort == "value" else (*at, *column.path): column.path for column in question.inputs}
    names = {
        inputs[reference.source]: tuple(names_known(tree, reference) or ())
        for reference in form.references
        if reference.source in inputs
    }
    return question._replace(names=names)


def _part(form: Form, layout: SheetLayout, path: Path) -> Question:
    needed = tuple(one for one in layout.columns if one.path and (one.required or layout.pairs))
    first = tuple(one for one in needed if one.path[-1] in form.kinds)
    inputs = (*first, *(one for one in needed if one not in first))
    kinds = frozenset(one.path for one in first)
    return Question("part", path, layout.name, inputs, pairs=layout.pairs, kinds=kinds)


def _needed(asked: _Asked, group: Steps) -> tuple[Column, ...]:
    """Return the values without which a group cannot be, those of groups inside it aside."""
    inside = (column for steps, column in asked.columns.items() if steps[:-1] == group and column.required)
    return tuple(one._replace(path=one.path[-1:]) for one in inside)
