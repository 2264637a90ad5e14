"""Facts of one kind as columns: the values of an attribute of all of them at once, taken from the facts once."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sto_check.engine.fact import Fact, Value


class Columns(dict[str, list[Any]]):
    """The values of facts by attribute, in the order of the facts. ``rows`` are the values of each fact.

    A column is taken when it is first asked for; whoever gives the facts one more value gives its column as well.
    """

    __slots__ = ("rows",)

    def __init__(self, rows: Sequence[dict[str, Value]]) -> None:
        self.rows = rows

    def __missing__(self, name: str) -> list[Any]:
        column = self[name] = [values[name] for values in self.rows]
        return column


class Table:
    """The facts of one kind with their columns."""

    __slots__ = ("_whole", "columns", "facts")

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self.columns = Columns([fact.values for fact in facts])
        self._whole: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether every list that they come from is there."""
        if self._whole is None:
            self._whole = all([fact.given for fact in self.facts])  # noqa: C419 (a generator costs more)
        return self._whole

    def give(self, name: str, column: list[Value]) -> None:
        """Give every fact one more value."""
        self.columns[name] = column
        for values, value in zip(self.columns.rows, column, strict=True):
            values[name] = value

    def known(self, name: str) -> bool:
        """Whether the value of an attribute is known exactly of all of them."""
        column = self.columns[name]
        return None not in column and Bounds not in map(type, column)

    def only(self, chosen: Iterable[bool]) -> Table:
        """Return the facts that are chosen, in their order."""
        return Table(list(compress(self.facts, chosen)))


def tables_of(facts: Mapping[str, Sequence[Fact]]) -> dict[str, Table]:
    """Return facts of several kinds as tables."""
    return {kind: Table(some) for kind, some in facts.items()}
