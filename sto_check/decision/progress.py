"""How far a document is: what of each part is answered, and which questions some rule still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import is_workbook, value_at
from sto_check.engine.status import Status
from sto_check.forms.form import Steps
from sto_check.text.place import read_path, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sto_check.decision.decision import Decision
    from sto_check.forms.form import Form
    from sto_check.forms.sheets.layout import SheetLayout

DRAFT = 10
"""With so many open questions a document is a draft, and a report says how far it is."""
_EMPTY: tuple[object, ...] = (None, "", [], {})


class Open(NamedTuple):
    """A question without an answer, or a column of a table: what people call it, where, and which rules wait for it.

    ``paths`` are those of the document, of a column one for each row that lacks it.
    """

    called: str
    paths: tuple[str, ...]
    rules: tuple[str, ...]


class PartProgress(NamedTuple):
    """One part of a document: a sheet of a workbook, or of a text what stands under one key.

    Of single questions ``answered`` of ``asked`` have an answer, also those that no rule waits for; of a table there
    are so many ``rows``, and None where the part is no table.
    """

    name: str
    answered: int
    asked: int
    rows: int | None
    open: tuple[Open, ...]


class Progress(NamedTuple):
    """All parts in the order of the form; and what is open that the applicant does not fill in.

    ``by_office`` are questions that the office answers, or a table that it gives; ``to_judge`` are the rules that a
    person judges.
    """

    parts: tuple[PartProgress, ...]
    by_office: tuple[Open, ...]
    to_judge: tuple[str, ...]

    @property
    def number_open(self) -> int:
        """How many questions wait for the applicant."""
        return sum(len(part.open) for part in self.parts)


def progress_of_draft(decision: Decision) -> Progress | None:
    """Return how far a draft is; None for a document in which few questions are open."""
    if len(_waiting(decision)) < DRAFT:  # so most documents need no more than this
        return None
    found = progress_of(decision)
    return found if found.number_open >= DRAFT else None


def progress_of(decision: Decision) -> Progress:
    """Return how far the document is that a decision is about."""
    waiting = _waiting(decision)
    form, office = decision.scheme.form, dict[str, tuple[str, ...]]()
    by_part: dict[_Part, dict[str, tuple[str, ...]]] = {part: {} for part in _parts(form, decision)}
    for path, rules in waiting.items():
        steps = steps_of(read_path(path))
        part = _part_of(by_part, steps)
        if part is None or steps in form.by_office:
            office[path] = rules
        else:
            by_part[part][path] = rules
    parts = tuple(part.progress(decision, open_) for part, open_ in by_part.items())
    to_judge = dict.fromkeys(one.rule.id for one in decision.outcomes if one.status == Status.OPEN)
    by_office = tuple(Open(decision.document.names.called(read_path(path)), (path,), rules)
                      for path, rules in office.items())  # fmt: skip
    return Progress(parts, by_office, tuple(to_judge))


class _Part(NamedTuple):
    """A part by its name: what it holds, as ways in the document."""

    name: str
    fields: tuple[Steps, ...]
    table: Steps = ()
    inside: Steps = ()

    def progress(self, decision: Decision, waiting: Mapping[str, tuple[str, ...]]) -> PartProgress:
        tree = decision.document.tree
        open_ = tuple(_open(decision, self, waiting))
        if self.table:
            return PartProgress(self.name, 0, 0, _rows(tree, self.table, self.inside), open_)
        answered = sum(value_at(tree, steps) not in _EMPTY for steps in self.fields)
        return PartProgress(self.name, answered, len(self.fields), None, open_)


def _waiting(decision: Decision) -> dict[str, tuple[str, ...]]:
    """Return what outcomes wait for, by its path or its name, with the rules that wait for it.

    Of a part that is absent these are the questions in it, as far as rules ask for them.
    """
    found: dict[str, dict[str, None]] = {}
    for outcome in decision.outcomes:
        if outcome.status == Status.UNKNOWN and outcome.judgement is None:
            for path in outcome.explanation.missing:
                found.setdefault(path, {})[outcome.rule.id] = None
    around = {path[:position] for path in found for position, letter in enumerate(path) if letter in ".["}
    return {path: tuple(rules) for path, rules in found.items() if path not in around}


def _parts(form: Form, decision: Decision) -> Iterator[_Part]:
    """Yield the parts of a form: the sheets of a workbook; of a text the keys at its top, and its tables."""
    from sto_check.forms.sheets.layout import layout_of

    in_workbook = is_workbook(decision.document.data)
    for layout in layout_of(form):
        if not layout.is_form:
            name = layout.name if in_workbook else ".".join((*layout.path, *layout.inside))
            yield _Part(name, (), layout.path, layout.inside)
        elif in_workbook:
            yield _Part(
                layout.name, tuple(column.path for column in layout.columns if column.path not in form.by_office)
            )
        else:
            yield from _by_key(layout, form)


def _by_key(layout: SheetLayout, form: Form) -> Iterator[_Part]:
    keys: dict[str, list[Steps]] = {}
    for column in layout.columns:
        if column.path not in form.by_office:
            keys.setdefault(column.path[0] if len(column.path) > 1 else "", []).append(column.path)
    for key, fields in keys.items():
        yield _Part(key or ", ".join(steps[0] for steps in fields), tuple(fields))


def _part_of(parts: Iterable[_Part], steps: Steps) -> _Part | None:
    """Return the part in which something stands: the table that holds it most closely, or else the questions."""
    tables = [
        part
        for part in parts
        if part.table and steps[: len(part.table) + len(part.inside)] == (*part.table, *part.inside)
    ]
    if tables:
        return max(tables, key=lambda part: len(part.table) + len(part.inside))
    return next((part for part in parts if any(one[: len(steps)] == steps for one in part.fields)), None)


def _rows(tree: object, table: Steps, inside: Steps) -> int:
    rows = value_at(tree, table)
    if inside:
        below = [value_at(row, inside) for row in rows] if isinstance(rows, list) else []
        return sum(len(one) for one in below if isinstance(one, list))
    return len(rows) if isinstance(rows, list | dict) else 0


def _open(decision: Decision, part: _Part, waiting: Mapping[str, tuple[str, ...]]) -> Iterator[Open]:
    """Yield the open questions of a part; of a table each column once, with all its rows."""
    names, columns = decision.document.names, dict[Steps, list[str]]()
    for path in waiting:
        steps = steps_of(read_path(path))
        columns.setdefault(steps, []).append(path)
    depth = len(part.table) + len(part.inside)
    for steps, paths in columns.items():
        rules = tuple(dict.fromkeys(rule for path in paths for rule in waiting[path]))
        field = steps[depth:]
        called = names.called(read_path(paths[0])) if not part.table or not field else names.short(steps[:depth], field)
        yield Open(called, tuple(paths), rules)
