"""Documents with a few values left out, and all that they can become: what an interview says is held against that."""

from __future__ import annotations

from copy import deepcopy
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.documents.document import Document, value_at
from sto_check.documents.errors import DocumentError
from sto_check.forms.load import read_application
from sto_check.forms.sheets.layout import layout_of
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from sto_check.decision.decision import Decision
    from sto_check.forms.form import Form
    from sto_check.forms.load import Application
    from sto_check.forms.sheets.layout import Column
    from sto_check.text.place import Path

VALUES: dict[str, tuple[str, ...]] = {
    "amount": ("0", "100.00", "250000.00"), "whole": ("0", "10", "240"), "yesno": ("ja", "nee"),
    "day": ("2026-12-31", "2027-03-01"), "distance": ("0.1", "5"), "year": ("2026", "2028"),
}  # fmt: skip
BLANK = 3


class Completions(NamedTuple):
    """An application with a few blanks, and the verdict of every document that answers some of them."""

    application: Application
    blanks: tuple[Path, ...]
    verdicts: dict[tuple[str | None, ...], str]

    def turns_on(self, path: Path) -> bool:
        """Whether two of the documents that differ in this alone have different verdicts."""
        at = self.blanks.index(path)
        rest: dict[tuple[str | None, ...], set[str]] = {}
        for values, verdict in self.verdicts.items():
            rest.setdefault((*values[:at], *values[at + 1 :]), set()).add(verdict)
        return any(len(verdicts) > 1 for verdicts in rest.values())


def completions(
    form: Form, tree: dict[str, Any], check: Callable[[Application], Decision], random: Random, changes: int
) -> Completions | None:
    """Return a document with three values left out, some others changed, and what it can become.

    None where the form does not take it.
    """
    tree = deepcopy(tree)
    fields = dict(_fields(form, tree))
    for path in random.sample(sorted(fields, key=str), changes):
        _put(tree, path, random.choice(_values(fields[path])))
    blanks = tuple(random.sample(sorted(fields, key=str), BLANK))
    own = [value_at(tree, path) for path in blanks]
    try:
        application = _read(form, tree, blanks, (None,) * BLANK)
    except DocumentError:
        return None
    choices = [dict.fromkeys([None, value, *_values(fields[path])]) for path, value in zip(blanks, own, strict=True)]
    verdicts: dict[tuple[str | None, ...], str] = {}
    for values in product(*choices):
        try:
            verdicts[values] = check(_read(form, tree, blanks, values)).verdict
        except DocumentError:
            continue
    return Completions(application, blanks, verdicts)


def _fields(form: Form, tree: object) -> Iterator[tuple[Path, Column]]:
    columns = {
        (*layout.path, *layout.inside, *column.path): column for layout in layout_of(form) for column in layout.columns
    }
    for path in _leaves(tree, ()):
        column = columns.get(steps_of(path))
        free = column is not None and not column.required and not column.several
        if column and free and _values(column) and column.path not in form.by_office:
            yield path, column


def _values(column: Column) -> Sequence[str]:
    return column.words if column.closed else VALUES.get(column.sort, ())


def _leaves(part: object, path: Path) -> Iterator[Path]:
    if isinstance(part, dict | list):
        for step, inside in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _leaves(inside, (*path, step))
    elif part is not None:
        yield path


def _read(form: Form, tree: dict[str, Any], paths: Sequence[Path], values: Sequence[str | None]) -> Application:
    changed = deepcopy(tree)
    for path, value in zip(paths, values, strict=True):
        _put(changed, path, value)
    return read_application(Document("<completed>", changed), form)


def _put(tree: Any, path: Path, value: str | None) -> None:
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = value
