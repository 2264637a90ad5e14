"""The fields of a document that may vary: amounts, numbers, days, yes or no, and words of a closed list.

What is not among them stays as it stands: texts, names, references, and what says which parts there are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import z3

from sto_check.forms.values import MAX_CENTS, VALUE_TYPES, reads_of
from sto_check.proof.algebra import every, no, some
from sto_check.text.place import steps_of, write_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.forms.load import Application
    from sto_check.forms.plan import FieldPlan, PartPlan
    from sto_check.forms.values import Sort
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.text.place import Path

NUMBERS: dict[Sort, tuple[int, int]] = {
    "amount": (0, MAX_CENTS), "change": (-MAX_CENTS, MAX_CENTS), "whole": (0, 999_999_999),
    "distance": (0, 99_999_999), "day": (1, date.max.toordinal()),
}  # fmt: skip
"""The lowest and highest number that a document can hold of each sort: cents, counts, metres, ordinals of days."""


class Spot(NamedTuple):
    """A field of a document as it stands. ``now`` is a number, a word, True or False; None where nothing is given.

    ``words`` are those that it may be; none for a number. ``written`` is whether its key is there.
    """

    path: Path
    sort: Sort
    now: int | str | None
    words: tuple[int | str, ...] = ()
    required: bool = False
    written: bool = True

    @property
    def column(self) -> tuple[str, ...]:
        """The way to the field without positions in lists: it is the same for every row of a table."""
        return steps_of(self.path)


class Field(NamedTuple):
    """A field that may vary: a number within its domain, or one of its words; ``given`` is where it has a value."""

    spot: Spot
    given: Flag
    variable: Whole
    number: Whole | None
    options: tuple[tuple[Flag, int | str], ...]
    rules: tuple[Flag, ...]
    """What holds of these terms whatever the value."""

    @property
    def changed(self) -> Flag:
        """Where it is not as it stands."""
        now = self.spot.now
        if now is None:
            return self.given
        if self.number is not None:
            return some([no(self.given), self.number != now])
        return no(some(flag for flag, word in self.options if word == now))

    @property
    def names(self) -> list[str]:
        """The names of its variables."""
        return [term.decl().name() for term in (self.variable, self.given) if term is not True]

    def value_in(self, model: Any) -> int | str | None:
        """Return its value in a model of the solver; None where it has none."""
        if not _holds(model, self.given):
            return None
        if self.number is not None:
            return int(model.eval(self.number, model_completion=True).as_long())
        return next(word for flag, word in self.options if _holds(model, flag))

    def as_it_stands(self) -> list[tuple[Any, Any]]:
        """Return each of its variables with what it is where the field is as it stands."""
        return self.as_value(self.spot.now)

    def as_value(self, value: int | str | None) -> list[tuple[Any, Any]]:
        """Return each of its variables with what it is where the field has this value; None where it has none."""
        place = value if self.number is not None or value is None else self.spot.words.index(value)
        found = [(self.variable, z3.IntVal(self.rests_at if place is None else place))]
        return found if self.given is True else [*found, (self.given, z3.BoolVal(value is not None))]

    @property
    def rests_at(self) -> int:
        """A number within its domain, for its variable where the field has no value."""
        return NUMBERS[self.spot.sort][0] if self.number is not None else 0


def _holds(model: Any, flag: Flag) -> bool:
    return flag if isinstance(flag, bool) else z3.is_true(model.eval(flag, model_completion=True))


def may_vary(spot: Spot, *, left_out: bool) -> Field:
    """Return the terms of a field; ``left_out`` is whether what is given may also be left out."""
    name = write_path(spot.path)
    can_be_absent = not spot.required and (left_out or spot.now is None)
    given: Flag = z3.Bool(f"{name}?") if can_be_absent else True
    if not spot.words:
        low, high = NUMBERS[spot.sort]
        number = z3.Int(name)
        return Field(spot, given, number, number, (), (number >= low, number <= high))
    chosen = z3.Int(name)
    options = tuple((every([given, chosen == place]), word) for place, word in enumerate(spot.words))
    return Field(spot, given, chosen, None, options, (chosen >= 0, chosen < len(spot.words)))


def spots_of(application: Application) -> Iterator[Spot]:
    """Yield the fields of a document that can vary, in the order of its form."""
    return _in_part(application.form.plan.top, application.content, ())


def _in_part(plan: PartPlan, part: Any, path: Path) -> Iterator[Spot]:
    for key, (required, how) in plan.items():
        written = key in part.model_fields_set
        yield from _in_field(how, part.__dict__[key], (*path, key), required=required, written=written)


def _in_field(plan: FieldPlan, value: Any, path: Path, *, required: bool, written: bool) -> Iterator[Spot]:
    how, *rest = plan
    if how == "type":
        spot = _spot(rest[0], value, path)
        if spot:
            yield spot._replace(required=required, written=written)
    elif how == "words":
        yield Spot(path, "word", value, tuple(rest[0]), required, written)
    elif value is None or how not in {"part", "list", "kinds"}:
        return
    elif how == "list":
        for position, item in enumerate(value):
            if rest[0][0] in {"part", "kinds"}:
                yield from _in_field(rest[0], item, (*path, position), required=True, written=True)
    else:
        yield from _in_part(rest[0] if how == "part" else rest[1][getattr(value, rest[0])], value, path)


def _spot(type_name: str, value: Any, path: Path) -> Spot | None:
    made = VALUE_TYPES.get(type_name)
    sort = reads_of(made).sort if made else None
    if sort == "yesno":
        return Spot(path, sort, value, (True, False))
    if sort not in NUMBERS:
        return None
    return Spot(path, sort, value.toordinal() if isinstance(value, date) else value)


def written_as(sort: Sort, value: int | str) -> str:
    """Return a value as a document writes it: cents as euros, metres as kilometres, days as 2025-01-31, ja and nee."""
    if sort == "day":
        return date.fromordinal(int(value)).isoformat()
    if sort == "yesno":
        return "ja" if value else "nee"
    if sort == "word":
        return str(value)
    types = {reads_of(made).sort: reads_of(made) for made in VALUE_TYPES.values()}
    write = types[sort].write
    return write(value) if write else str(value)
