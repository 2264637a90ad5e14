"""Facts of many applications in a database, with all that the rules count and add up over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import duckdb

from sto_check.columns.conditions import Attributes
from sto_check.columns.errors import FigureTooLargeForColumnsError
from sto_check.columns.fact_tables import table_rows
from sto_check.columns.layout import APPLICATION, GIVEN, KEYS, POSITION, ROW, WORDS_WRITTEN, columns_of, least, most
from sto_check.columns.measures import Facts, added_up, measured
from sto_check.columns.sql import name_of
from sto_check.engine.checker import needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from sto_check.columns.collected import Collected
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.scheme import Measure, Scheme

Named = tuple[str, str]
"""A kind of fact and one of its attributes."""
BASE = "_base"
"""Of a drawn application: the number of the one that it is like."""


class _Kind(NamedTuple):
    """A kind of fact: the name of its table, what is in it, and for each measured attribute the table that has it."""

    table: str
    own: Attributes
    measured: dict[str, str]
    names: frozenset[str]
    of_application: bool = True

    @property
    def has(self) -> frozenset[str]:
        """The attributes that can be read, measured ones among them."""
        return self.names | self.measured.keys()

    @property
    def facts(self) -> Facts:
        """The facts with all that has been measured of them up to now."""
        attributes = Attributes(self.own.types, {*self.own.bounded, *self.measured})
        return Facts(attributes, self.select, self.of_application)

    def select(self, names: Sequence[str], keys: Sequence[str]) -> str:
        """Return SQL for the rows with these keys and attributes."""
        chosen, joins = [f"k.{key}" for key in keys], []
        for number, name in enumerate(dict.fromkeys(names)):
            table = self.measured.get(name)
            if table is None:
                chosen += [f"k.{name_of(column)}" for column in self.own.columns(name)]
                continue
            ends = (
                (f'm{number}."value"', name),
                (f'm{number}."least"', least(name)),
                (f'm{number}."most"', most(name)),
            )
            chosen += [f"{value} AS {name_of(called)}" for value, called in ends]
            joins.append(f"JOIN {table} AS m{number} USING ({ROW})")
        return " ".join([f"SELECT {', '.join(chosen) or '1'} FROM {self.table} AS k", *joins])


class Counted:
    """The facts of a kind each in a table of a database, with what is measured of them.

    Measures know no parameters, so what is counted once serves every value of them.
    """

    def __init__(self, scheme: Scheme, connection: duckdb.DuckDBPyConnection, applications: str) -> None:
        self.scheme, self.connection, self.applications = scheme, connection, applications
        self.kinds: dict[str, _Kind] = {}

    def run(self, query: str) -> None:
        """Run a query; raises FigureTooLargeForColumnsError."""
        try:
            self.connection.execute(query)
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            raise FigureTooLargeForColumnsError from None

    def table(self, query: str) -> pa.Table:
        """Return what a query finds; raises FigureTooLargeForColumnsError."""
        try:
            return self.connection.sql(query).to_arrow_table()
        except (duckdb.OutOfRangeException, duckdb.ConversionException):
            raise FigureTooLargeForColumnsError from None

    def facts(self, kind: str) -> Facts:
        """Return the facts of a kind with all that was counted and added up of them."""
        return self.kinds[kind].facts

    def measure(self, measures: Iterable[Measure]) -> None:
        """Count and add up, one measure after another."""
        for measure in measures:
            kind = self.kinds[measure.kind]
            if measure.form == "add":
                found = added_up(measure, kind.facts)
            else:
                found = measured(measure, kind.facts, self.kinds[measure.of].facts)
            table = name_of(f"{self.applications} {measure.full_name}")
            self.run(f"CREATE TEMP TABLE {table} AS {found}")
            kind.measured[measure.name] = table


def count(
    scheme: Scheme,
    rules: Iterable[ResolvedRule],
    collected: Collected,
    connection: duckdb.DuckDBPyConnection,
    also: Sequence[Named] = (),
) -> Counted:
    """Put what was collected into a database, and count and add up what these rules rest on, and ``also`` these.

    Raises NotInColumnsError.
    """
    found = Counted(scheme, connection, "applications")
    _keep(connection, found.applications, "SELECT * FROM held", collected.applications)
    measures, used = needed(scheme, rules, also)
    for kind, names in used.items():
        if scheme.kinds[kind].scope == "application":
            found.kinds[kind] = _read(scheme, kind, names, collected, connection)
    found.measure(measure for measure in measures if measure.over == "application" and measure.kind in found.kinds)
    return found


def _read(
    scheme: Scheme, kind: str, names: set[str], collected: Collected, connection: duckdb.DuckDBPyConnection
) -> _Kind:
    columns = [one for one in columns_of(scheme, kind, measured=False) if one.name in names]
    bounded = {one.name for one in columns if one.bounded}
    of_application = kind not in scheme.tables
    held = collected.facts[kind] if of_application else table_rows(scheme, kind)
    kept = [*(KEYS if of_application else (ROW, GIVEN)), *(name_of(name) for one in columns for name in one.names)]
    _keep(connection, f"facts {kind}", f"SELECT {', '.join(kept)} FROM held", held)
    return _Kind(
        name_of(f"facts {kind}"), Attributes(scheme.types[kind], bounded), {}, frozenset(names), of_application
    )


def _keep(connection: duckdb.DuckDBPyConnection, table: str, query: str, held: pa.Table) -> None:
    connection.register("held", held)
    connection.execute(f"CREATE TEMP TABLE {name_of(table)} AS {query}")
    connection.unregister("held")


class Affected(NamedTuple):
    """What comes out otherwise where some attributes vary: measures, rules, and what else was wanted."""

    also: frozenset[Named]
    measures: tuple[Measure, ...]
    rules: tuple[ResolvedRule, ...]


def affected(
    scheme: Scheme, rules: Sequence[ResolvedRule], varied: Iterable[Named], also: Sequence[Named] = ()
) -> Affected:
    """Return what rests on these attributes, whether directly or through what is counted and added up.

    Of those that are wanted ``also`` it is told too which rest on them.
    """
    moving = set(varied)
    measures = []
    for measure in needed(scheme, rules, also)[0]:
        if measure.over == "application" and moving & {_named(name) for name in measure.reads()}:
            moving.add((measure.kind, measure.name))
            measures.append(measure)
    touched = [rule for rule in rules if moving & {(rule.rule.kind, name) for name in rule.reads}]
    return Affected(frozenset(moving.intersection(also)), tuple(measures), tuple(touched))


def _named(full_name: str) -> Named:
    kind, _, name = full_name.partition(".")
    return kind, name


def count_drawn(base: Counted, draws: pa.Table, varied: Mapping[Named, str], touched: Affected) -> Counted:
    """Return the facts of drawn applications that what is affected rests on, and count and add up over those.

    ``draws`` gives for each its number, the number of the one that it is like, and factors in thousandths; ``varied``
    names the factor of each attribute that is drawn, and where the factor is null the attribute is not known.
    """
    found = Counted(base.scheme, base.connection, "drawn")
    written = f"SELECT held.*, a.{WORDS_WRITTEN} FROM held JOIN {base.applications} AS a ON a.{APPLICATION} = {BASE}"
    _keep(base.connection, found.applications, written, draws)
    wanted: dict[str, set[str]] = {}
    for kind, name in touched.also:
        wanted.setdefault(kind, set()).add(name)
    for rule in touched.rules:
        wanted.setdefault(rule.rule.kind, set()).update(rule.reads)
    for measure in touched.measures:
        wanted.setdefault(measure.kind, set())
        if measure.of:
            wanted.setdefault(measure.of, set())
        for kind, name in map(_named, measure.reads()):
            wanted.setdefault(kind, set()).add(name)
    counted_anew = {(measure.kind, measure.name) for measure in touched.measures}
    for kind, names in wanted.items():
        own = sorted(name for name in names if (kind, name) not in counted_anew)
        found.kinds[kind] = _drawn(
            base, kind, own, {name: column for (of, name), column in varied.items() if of == kind}
        )
    found.measure(touched.measures)
    return found


def _drawn(base: Counted, kind: str, names: Sequence[str], varied: Mapping[str, str]) -> _Kind:
    """Put the facts of a kind once more into a table, for each application that is drawn from theirs."""
    like = base.kinds[kind]
    if not like.of_application:
        return like
    facts = like.facts
    columns = [
        f"CAST(({value} * d.{varied[name]} + 500) // 1000 AS BIGINT) AS {name_of(name)}" if name in varied else value
        for name in names
        for value in (f"b.{name_of(column)}" for column in facts.attributes.columns(name))
    ]
    rows = facts.select(names, [APPLICATION, POSITION, GIVEN])
    chosen = [f"d.{APPLICATION}", f"row_number() OVER () AS {ROW}", f"b.{POSITION}", f"b.{GIVEN}", *columns]
    table = name_of(f"drawn {kind}")
    base.run(
        f"CREATE TEMP TABLE {table} AS SELECT {', '.join(chosen)} FROM drawn AS d "
        f"JOIN ({rows}) AS b ON b.{APPLICATION} = d.{BASE}"
    )
    bounded = {name for name in names if name in facts.attributes.bounded}
    return _Kind(table, Attributes(like.own.types, bounded), {}, frozenset(names))
