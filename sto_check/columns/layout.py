"""How facts stand in tables: one table a kind, one row a fact, and a column for each attribute.

A number or day of which bounds may be known has three columns: its value where it is known exactly, its least and its
most. What is not known is null. Days are ordinals and yes is 1 while rules are read; in files they are dates and true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.columns.errors import NotInColumnsError
from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from sto_check.engine.fact import Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Scheme

APPLICATION, ROW, POSITION, GIVEN = "_application", "_row", "_position", "_given"
"""The columns that every fact has: the number of its application, its number among all facts of its kind, its position
among those of its application, and whether the part of the document that it is about is there."""
KEYS = (APPLICATION, ROW, POSITION, GIVEN)
WORDS_WRITTEN = "_written"
"""Of an application: the parts that a person has to read and that are written."""


class Column(NamedTuple):
    """An attribute as a table has it. ``bounded``: it has a least and a most as well."""

    name: str
    type: Type
    bounded: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return (self.name, least(self.name), most(self.name)) if self.bounded else (self.name,)


def ends_of(value: Value) -> tuple[Value, Value, Value]:
    """Return what stands in the three columns of a value of which bounds may be known."""
    return (None, value.low, value.high) if isinstance(value, Bounds) else (value, value, value)


def least(name: str) -> str:
    """Return the name of the column with the least that an attribute can be."""
    return f"{name}__min"


def most(name: str) -> str:
    """Return the name of the column with the most that an attribute can be; null where there is no most."""
    return f"{name}__max"


def columns_of(scheme: Scheme, kind: str, *, measured: bool) -> list[Column]:
    """Return the columns of a kind of fact; ``measured``: with what is counted and added up in one application.

    Raises NotInColumnsError for a name that a database does not tell from another, as it sees no capitals.
    """
    bounded = scheme.bounded(kind)
    over = {measure.name: measure.over for measure in scheme.measures if measure.kind == kind}
    wanted = [name for name in scheme.types[kind] if name not in over or (measured and over[name] == "application")]
    columns = [Column(name, scheme.types[kind][name], name in bounded) for name in wanted]
    taken: set[str] = set()
    for column in columns:
        names = {name.casefold() for name in column.names}
        if names & taken or column.name.startswith("_"):
            raise NotInColumnsError(f"{kind}.{column.name}")
        taken |= names
    return columns


def kinds_of(scheme: Scheme) -> list[str]:
    """Return the kinds of fact that each application has its own of; raises NotInColumnsError as :func:`columns_of`."""
    first = {name.casefold(): name for name in reversed(list(scheme.kinds))}
    for name in scheme.kinds:
        if first[name.casefold()] != name:
            raise NotInColumnsError(name)
    return [name for name, entry in scheme.kinds.items() if name not in scheme.tables and entry.scope == "application"]
