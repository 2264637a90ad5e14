"""One scheme over many applications: what is the same for all values of its parameters is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from sto_check.columns.collected import Collector
from sto_check.columns.counted import BASE, affected, count, count_drawn
from sto_check.columns.layout import APPLICATION
from sto_check.columns.reading import decided, weigh
from sto_check.columns.sql import name_of
from sto_check.engine.resolve import resolve_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow as pa

    from sto_check.columns.counted import Counted, Named
    from sto_check.columns.recipe import Recipe
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.forms.load import Application
    from sto_check.scheme.resolved import Values
    from sto_check.scheme.scheme import Scheme

    Draws = Sequence[tuple[int, list[int | None]]]


class Side:
    """A scheme over given applications, or over those that are drawn from them, for some sets of parameter values.

    Raises CannotVaryError, NotInColumnsError or FigureTooLargeForColumnsError.
    """

    def __init__(
        self,
        scheme: Scheme,
        applications: Iterable[Application],
        values: Sequence[Values],
        recipe: Recipe | None,
        draws: Draws,
        figures: Sequence[Named] = (),
    ) -> None:
        self.scheme = scheme
        self._connection = duckdb.connect()
        self._rules = [resolve_rules(scheme, one, "application") for one in values]
        first = self._rules[0]
        varying = {rule.rule.id for rules in self._rules for rule, other in zip(first, rules, strict=True)
                   if (rule.where, rule.require) != (other.where, other.require)}  # fmt: skip
        self.told = [rule.rule.id for rule in first if rule.rule.id in varying]
        """The rules that may come out otherwise for another set of values."""
        collector = Collector(scheme)
        for application in applications:
            collector.add(application)
        base = count(scheme, first, collector.collected(), self._connection, figures)
        self._parts: list[tuple[Counted, set[str]]] = [(base, {rule.rule.id for rule in first})]
        self._drawn = recipe is not None
        if recipe is not None:
            varied = recipe.attributes(scheme, first)
            touched = affected(scheme, first, varied, figures)
            ids = {rule.rule.id for rule in touched.rules}
            drawn = count_drawn(base, recipe.table(draws), varied, touched)
            self._parts = [(base, self._parts[0][1] - ids), (drawn, ids)]
        self._tables: dict[str, tuple[str, list[str]]] = {}
        """Of each table of what was weighed: how it is joined to an application, and the rules that it tells of."""
        for counted, ids in self._parts:
            self._weigh(counted, [rule for rule in first if rule.rule.id in ids - varying], "same")

    def _weigh(self, counted: Counted, rules: Sequence[ResolvedRule], name: str) -> None:
        table = f"{name} {counted.applications}"
        weigh(counted, rules, table)
        self._tables[table] = (self._key(counted), [rule.rule.id for rule in rules])

    def _key(self, counted: Counted) -> str:
        """Return the column by which an application is found among what was counted: its number, or its base's."""
        return APPLICATION if counted is self._parts[-1][0] else BASE

    def read(self, place: int, told: Iterable[str] = ()) -> pa.Table:
        """Return each application's number, decision, and the gravest that some rules say of it.

        That is for the set of values at this place, of the rules that may differ between sets, or of those that are
        ``told``; in the order of the applications.
        """
        rules = self._rules[place]
        told = list(told) or self.told
        for counted, ids in self._parts:
            own = [rule for rule in rules if rule.rule.id in ids and rule.rule.id in self.told]
            self._weigh(counted, own, "own")
        joins = []
        where: dict[str, int] = {}
        for number, (table, (key, in_it)) in enumerate(self._tables.items()):
            joins.append(f"JOIN {name_of(table)} AS t{number} ON t{number}.{APPLICATION} = a.{key}")
            where |= dict.fromkeys(in_it, number)
        ranks = [f"t{where[rule]}.{name_of(rule)} AS {name_of(rule)}" for rule in told]
        chosen = [f"a.{APPLICATION}", *([f"a.{BASE}"] if self._drawn else []), *ranks]
        counted = self._parts[-1][0]
        return counted.table(
            f"SELECT {', '.join(chosen)}, {decided(self.scheme, list(self._tables))} AS decision "
            f"FROM {counted.applications} AS a {' '.join(joins)} ORDER BY a.{APPLICATION}"
        )

    def figures(self, kind: str, name: str) -> pa.Table:
        """Return of each application the number that a kind of fact has under this name; null where it is not known."""
        for counted, _ in reversed(self._parts):
            held = counted.kinds.get(kind)
            if held and name in held.has:
                break
        rows = counted.facts(kind).select([name], [APPLICATION])
        figure = f"f.{name_of(name)}"
        whole = f"CASE WHEN count(f.{APPLICATION}) = count({figure}) THEN CAST(sum({figure}) AS BIGINT) END"
        asked = f"{self._parts[-1][0].applications} AS a"
        return counted.table(
            f"SELECT a.{APPLICATION}, {whole} AS figure FROM {asked} LEFT JOIN ({rows}) AS f "
            f"ON f.{APPLICATION} = a.{self._key(counted)} GROUP BY a.{APPLICATION} ORDER BY a.{APPLICATION}"
        )
