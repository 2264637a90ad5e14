"""A field of a document that may vary, as terms for the solver: a number within its domain, or one of some values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import z3

from sto_check.proof.algebra import every, no, some
from sto_check.proof.spot import NUMBERS
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.spot import Content, Spot


class Field(NamedTuple):
    """A field that may vary: a number within its domain, or one of its words; ``given`` is where it has a value."""

    spot: Spot
    given: Flag
    variable: Whole
    number: Whole | None
    options: tuple[tuple[Flag, Content], ...]
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

    def value_in(self, model: Any) -> Content | None:
        """Return its value in a model of the solver; None where it has none."""
        if not _holds(model, self.given):
            return None
        if self.number is not None:
            return int(model.eval(self.number, model_completion=True).as_long())
        return next(word for flag, word in self.options if _holds(model, flag))

    def as_it_stands(self) -> list[tuple[Any, Any]]:
        """Return each of its variables with what it is where the field is as it stands."""
        return self.as_value(self.spot.now)

    def as_value(self, value: Content | None) -> list[tuple[Any, Any]]:
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


def first_of_columns(fields: Iterable[Field]) -> list[Field]:
    """Return of the rows of a table the first field of each column."""
    found: dict[tuple[str, ...], Field] = {}
    for field in fields:
        found.setdefault(field.spot.column, field)
    return list(found.values())
