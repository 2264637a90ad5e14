"""Read as columns, random documents come out as they are checked: figures, outcomes and decisions."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sto_check.columns.collected import Collector
from sto_check.columns.distinct import distinct as distinct_sql
from sto_check.columns.errors import NotInColumnsError
from sto_check.engine.distinct import distinct
from sto_check.engine.fact import Fact
from sto_check.scheme.scheme import Measure
from tests.columns.fourth_reading import base_of, bases, differences, drawn, several
from tests.columns.gardens import gardens
from tests.fuzz.effort import examples
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.columns.fourth_reading import Base

WORDS = st.sampled_from(["", "x", "y", "z", None])


@pytest.mark.parametrize("base", bases(), ids=lambda base: base.scheme.id)
def test_a_document_read_as_columns_comes_out_as_it_is_checked(base: Base) -> None:
    rng = random.Random(f"{base.scheme.id} 1")
    some = several(base, rng, 100)
    assert len(some) > 5
    assert differences(base.scheme, some) == []


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.booleans()), max_size=7), st.sampled_from([("naam",), ("naam", "nummer")]))
def test_as_many_different_ones_are_counted(
    rows: list[tuple[str | None, str | None, bool]], names: tuple[str, ...]
) -> None:
    facts = [Fact("a", str(at), "", {"naam": name, "nummer": code}, ()) for at, (name, code, _) in enumerate(rows)]
    sure = [fact for fact, (_, _, counts) in zip(facts, rows, strict=True) if counts]
    rest = [fact for fact in facts if fact not in sure]
    types = [("_row", pa.int64()), ("_given", pa.bool_()), ("_sure", pa.bool_())]
    table = pa.Table.from_pylist(
        [{"_row": 1, "_given": True, "_sure": fact in sure, **fact.values} for fact in facts],
        pa.schema([*types, ("naam", pa.string()), ("nummer", pa.string())]),
    )
    with duckdb.connect() as connection:
        connection.register("marked", table)
        query = distinct_sql(Measure("b", "m", "count", "integer", "a", distinct=names), "SELECT * FROM marked", "_row")
        found = connection.sql(f"SELECT low, high FROM ({query})").fetchall()
    assert (found or [(0, 0)]) == [distinct(sure, rest, names)]


def test_what_is_told_apart_by_three_names_is_refused_by_name() -> None:
    measure = Measure("regio", "scholen", "count", "integer", "school", distinct=("a", "b", "c"))
    with pytest.raises(NotInColumnsError, match=r"regio\.scholen"):
        distinct_sql(measure, "SELECT 1", "_row")


NAMES = (
    ("attributes: [soort, bedrag]", "attributes: {soort: , sure: {from: bedrag}}"), ("kost.bedrag", "kost.sure"),
    ("attributes: [bedrag]", "attributes: {low: {from: bedrag}}"), ("bijdrage.bedrag", "bijdrage.low"),
    ("meters: {from: vierkante_meters}, inheems: ", "high: {from: vierkante_meters}, here: {from: inheems}"),
    ("plantvak.meters", "plantvak.high"), ("inheems: yes", "here: yes"),
)  # fmt: skip


def test_attributes_may_be_called_as_the_queries_call_their_own(tmp_path: Path) -> None:
    base, rng = base_of(gardens(tmp_path, *NAMES), GARDENS.application), random.Random(3)
    assert base.scheme.types["kost"]["sure"] == "amount"
    some = [one for one in (drawn(base, rng) for _ in range(150)) if one is not None]
    assert len(some) > 30
    assert differences(base.scheme, some) == []


@pytest.mark.parametrize("name", ["_sure", "Soort"])
def test_a_name_that_a_database_cannot_have_is_refused(tmp_path: Path, name: str) -> None:
    named = f"attributes: {{soort: , bedrag: , {name}: {{from: soort}}}}"
    scheme = gardens(tmp_path, ("attributes: [soort, bedrag]", named))
    with pytest.raises(NotInColumnsError, match=f"kost.{name}"):
        Collector(scheme)


def test_kinds_that_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    scheme = gardens(
        tmp_path, ("gewas:\n  each", "Kost:\n  each"), ("gewas.vakken", "Kost.vakken"), ("for: gewas", "for: Kost")
    )
    with pytest.raises(NotInColumnsError, match="kost"):
        Collector(scheme)
