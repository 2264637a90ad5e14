"""Facts of many applications, collected into Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sto_check.columns.layout import APPLICATION, GIVEN, KEYS, POSITION, ROW, columns_of, ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.columns.layout import Column
    from sto_check.engine.fact import Fact
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Scheme

_MOST_ROWS = 100_000
"""So many rows are collected before they become a piece of a table: objects take ten times the room."""
_KEY_TYPES = {APPLICATION: pa.int64(), ROW: pa.int64(), POSITION: pa.int64(), GIVEN: pa.bool_()}


def arrow_type(of: Type) -> pa.DataType:
    """Return what an attribute of this type is in a table while rules are read."""
    if of in {"identifier", "token"}:
        return pa.string()
    return pa.list_(pa.string()) if of == "tokens" else pa.int64()


class KindTable:
    """The facts of one kind, of one application after another."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self.schema = pa.schema(
            [(name, _KEY_TYPES[name]) for name in KEYS]
            + [(name, arrow_type(column.type)) for column in columns for name in column.names]
        )
        self._rows: dict[str, list[Any]] = {name: [] for name in self.schema.names}
        self._pieces: list[pa.RecordBatch] = []
        self._number = 0

    def add(self, application: int, facts: Sequence[Fact]) -> None:
        """Add the facts of one application, which has this number."""
        rows = self._rows
        rows[APPLICATION] += [application] * len(facts)
        rows[ROW] += range(self._number, self._number + len(facts))
        self._number += len(facts)
        rows[POSITION] += range(len(facts))
        rows[GIVEN] += [fact.given for fact in facts]
        for column in self._columns:
            name = column.name
            values: list[Any] = [fact.values.get(name) for fact in facts]
            if column.type == "yesno":
                values = [None if value is None else int(value) for value in values]
            if column.bounded:
                ends = [ends_of(value) for value in values]
                for place, one in enumerate(column.names):
                    rows[one] += [end[place] for end in ends]
            else:
                rows[name] += values
        if len(rows[APPLICATION]) >= _MOST_ROWS:
            self._close_piece()

    def _close_piece(self) -> None:
        self._pieces.append(pa.RecordBatch.from_pydict(self._rows, self.schema))
        for values in self._rows.values():
            values.clear()

    def table(self) -> pa.Table:
        """Return all that was added."""
        self._close_piece()
        return pa.Table.from_batches(self._pieces, self.schema)


def table_rows(scheme: Scheme, kind: str) -> pa.Table:
    """Return the rows of a table of figures of the scheme, which are the same for every application."""
    columns = columns_of(scheme, kind, measured=False)
    schema = pa.schema([(ROW, pa.int64()), (GIVEN, pa.bool_())] + [(one.name, arrow_type(one.type)) for one in columns])
    rows: list[Mapping[str, Any]] = [
        {ROW: number, GIVEN: True, "id": str(number), **row} for number, row in enumerate(scheme.tables[kind].rows, 1)
    ]
    return pa.Table.from_pylist(rows, schema)
