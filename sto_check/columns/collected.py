"""Applications collected for the fourth reading: their facts, and what of them is not a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from sto_check.columns.fact_tables import KindTable
from sto_check.columns.layout import APPLICATION, WORDS_WRITTEN, columns_of, kinds_of
from sto_check.engine.gather import Gatherer
from sto_check.engine.judged_parts import is_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme


class Collected(NamedTuple):
    """The tables of facts by kind, and a row for each application."""

    facts: Mapping[str, pa.Table]
    applications: pa.Table


class Collector:
    """Collects the facts of applications one by one, for the rules of one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        kinds = kinds_of(scheme)
        self._gatherer = Gatherer(scheme, {kind: set(scheme.types[kind]) for kind in kinds})
        self._tables = {kind: KindTable(columns_of(scheme, kind, measured=False)) for kind in kinds}
        self._reads = sorted({key for rule in scheme.rules if rule.judge for key in rule.judge.reads})
        self._applications: list[dict[str, Any]] = []

    def add(self, application: Application) -> int:
        """Add an application and return its number."""
        number = len(self._applications)
        for kind, facts in self._gatherer.gather(application.content).items():
            if kind in self._tables:
                self._tables[kind].add(number, facts)
        tree = application.document.tree
        written = [key for key in self._reads if is_written(tree, tuple(key.split(".")))]
        self._applications.append({APPLICATION: number, WORDS_WRITTEN: written})
        return number

    def collected(self) -> Collected:
        """Return all that was added."""
        schema = pa.schema([(APPLICATION, pa.int64()), (WORDS_WRITTEN, pa.list_(pa.string()))])
        return Collected(
            {kind: table.table() for kind, table in self._tables.items()},
            pa.Table.from_pylist(self._applications, schema),
        )
