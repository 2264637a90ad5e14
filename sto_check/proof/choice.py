"""Which values of a document may be changed to see what would help: amounts, days and what is blank.

A number of pupils, yes or no, a word of a list or a year tells how things are; it changes only where that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.proof.spot import NUMBERS
from sto_check.text.errors import UsageError, suggestion
from sto_check.text.place import read_path, steps_of, write_path
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sto_check.forms.form import Form
    from sto_check.proof.spot import Spot
    from sto_check.text.place import Path


_CHANGEABLE = frozenset({*NUMBERS, "yesno", "word", "year"})
"""Sorts of fields of which a change is told; texts, names and references are never made up."""
_DECIDED = frozenset({"amount", "change", "day"})
"""Sorts that who applies decides more often than not; a number of pupils or kilometres is as it is."""


class NothingThereError(UsageError):
    """A path leads to no value that can be changed (exit code 2)."""


def may_change(
    form: Form, spots: Sequence[Spot], keep: Iterable[str] = (), change: Iterable[str] = ()
) -> Callable[[Spot], bool]:
    """Return which fields may be changed. What the office fills in never may.

    ``change`` names what may, and nothing else then does; ``keep`` what may not. A path is one of a field or of all
    that stands in a part; without positions it is of every row: ``begroting.cofinanciering``,
    ``begroting.kosten[3].bedrag``, ``begroting.kosten.bedrag``. Raises NothingThereError with the nearest path.
    """
    office = set(form.by_office)
    can = [spot for spot in spots if spot.sort in _CHANGEABLE and spot.column not in office]
    kept, chosen = (_paths(given, can) for given in (keep, change))
    changeable = {spot.path for spot in can if not _is_in(spot, kept)}

    def may(spot: Spot) -> bool:
        if spot.path not in changeable:
            return False
        if chosen:
            return _is_in(spot, chosen)
        return spot.sort in _DECIDED or (spot.now is None and spot.sort != "year")

    return may


def _paths(given: Iterable[str], spots: Sequence[Spot]) -> list[Path]:
    paths = [(written, read_path(written)) for written in given]
    for written, path in paths:
        if not any(_is_in(spot, [path]) for spot in spots):
            columns = dict.fromkeys(write_path(spot.column) for spot in spots)
            raise NothingThereError(
                problem(
                    "nothing-there",
                    f"{written}: daar staat geen waarde die kan wijzigen.",
                    f"{written}: no value stands there that can change.",
                    hint=suggestion(written, list(columns)),
                )
            )
    return [path for _, path in paths]


def _is_in(spot: Spot, paths: Iterable[Path]) -> bool:
    return any((spot.column if path == steps_of(path) else spot.path)[: len(path)] == path for path in paths if path)
