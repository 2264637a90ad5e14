"""Which fields of a document can vary, and among which values: read off the plan of its form.

Amounts, numbers and days take any value. Yes or no, and a word, take each that there is. A text is as it stands, says
nothing, or is very long; a code, a year and a reference are one that stands somewhere in the document; a list of words
or years has one less, one more, or none. All else stays as it is, such as ids and which parts there are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.documents.document import value_at
from sto_check.forms.references import is_among
from sto_check.forms.values import VALUE_TYPES, reads_of
from sto_check.proof.spot import NUMBERS, Spot
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.forms.form import Reference
    from sto_check.forms.load import Application
    from sto_check.forms.plan import FieldPlan, PartPlan
    from sto_check.forms.values import Sort
    from sto_check.proof.spot import Content
    from sto_check.text.place import Path

NOTHING_SAID = "-"
VERY_LONG = " ".join(["woord"] * 1001)
_MOST = 8
"""How many values a code, a year or a reference is tried with."""


class _Seen(NamedTuple):
    """A field of a form with what stands in it."""

    path: Path
    plan: FieldPlan
    value: Any
    required: bool
    written: bool


def spots_of(application: Application) -> list[Spot]:
    """Return the fields of a document that can vary, in the order of its form."""
    seen = list(_in_part(application.form.plan.top, application.content, ()))
    values = _Values(application, seen)
    spots = (values.spot(one) for one in seen)
    return [spot for spot in spots if spot is not None]


def _in_part(plan: PartPlan, part: Any, path: Path) -> Iterator[_Seen]:
    for key, (required, how) in plan.items():
        yield from _in_field(_Seen((*path, key), how, part.__dict__[key], required, key in part.model_fields_set))


def _in_field(seen: _Seen) -> Iterator[_Seen]:
    how, *rest = seen.plan
    if how not in {"part", "list", "kinds", "by_year"}:
        yield seen
    elif seen.value is None:
        return
    elif how == "part":
        yield from _in_part(rest[0], seen.value, seen.path)
    elif how == "kinds":
        yield from _in_part(rest[1][getattr(seen.value, rest[0])], seen.value, seen.path)
    elif how == "list" and rest[0][0] in {"part", "kinds"}:
        for position, item in enumerate(seen.value):
            yield from _in_field(_Seen((*seen.path, position), rest[0], item, True, True))
    elif how == "list" and (rest[0][0] == "words" or rest[0] == ("type", "year")):
        yield seen


class _Values:
    """What each field of a document may become."""

    def __init__(self, application: Application, seen: Sequence[_Seen]) -> None:
        form, tree = application.form, application.document.tree
        self._named = {reference.source: _names(reference, tree) for reference in form.references}
        self._of_type: dict[str, dict[str, None]] = {}
        years: set[int] = set()
        for one in seen:
            if one.plan[0] == "type" and isinstance(one.value, str):
                self._of_type.setdefault(one.plan[1], {}).setdefault(one.value)
            if one.value is not None and ("type", "year") in (one.plan, one.plan[1:]):
                years |= set(one.value) if isinstance(one.value, list) else {one.value}
        self._years = range(min(years) - 1, max(years) + 2) if years else range(0)

    def spot(self, seen: _Seen) -> Spot | None:
        """Return a field as one that can vary; None where it stays as it stands."""
        how, *rest = seen.plan
        if how == "words":
            return _made(seen, "word", rest[0])
        if how == "suggested":
            return _made(seen, "key", [seen.value, *rest[1]])
        if how == "list":
            return self._list(seen, rest[0])
        if how != "type":
            return None
        made = VALUE_TYPES.get(rest[0])
        return self._of_sort(seen, rest[0], reads_of(made).sort if made else "code")

    def _list(self, seen: _Seen, of: FieldPlan) -> Spot | None:
        """Return a list of words or years: as it stands, without one of them, with one more, or empty."""
        if seen.value is None:
            return None
        now, words = tuple(seen.value), self._years if of[0] == "type" else of[1]
        fewer = [tuple(one for one in now if one != left) for left in now if len(now) > 1]
        more = [(*now, word) for word in words if word not in now]
        values = tuple(dict.fromkeys([now, *fewer, *more, ()]))
        return Spot(seen.path, "year" if of[0] == "type" else "word", now, values, seen.required, seen.written)

    def _of_sort(self, seen: _Seen, type_name: str, sort: Sort) -> Spot | None:
        value = seen.value
        if sort in NUMBERS:
            now = value.toordinal() if isinstance(value, date) else value
            return Spot(seen.path, sort, now, (), seen.required, seen.written)
        if sort == "yesno":
            return _made(seen, sort, [True, False])
        if sort == "text":
            return None if value is None else _made(seen, sort, [value, NOTHING_SAID, VERY_LONG])
        if sort == "year":
            return _made(seen, sort, [value, *self._years])
        if sort == "code":
            return _made(seen, sort, [value, *self._of_type.get(type_name, ())])
        names = self._named.get(steps_of(seen.path))
        return None if names is None else _made(seen, sort, [value, *names])


def _made(seen: _Seen, sort: Sort, values: Sequence[Content | None]) -> Spot:
    there = [value for value in dict.fromkeys(values) if value is not None]
    most = len(there) if sort in {"word", "yesno", "text"} else _MOST
    return Spot(seen.path, sort, seen.value, tuple(there[:most]) or (NOTHING_SAID,), seen.required, seen.written)


def _names(reference: Reference, tree: Any) -> list[str]:
    """Return what a reference may name in this document."""
    parts = value_at(tree, reference.target)
    named = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    ids = [part.get("id") for part in named if is_among(part, reference.among)]
    return [*reference.others, *(str(one) for one in ids if one is not None)]
