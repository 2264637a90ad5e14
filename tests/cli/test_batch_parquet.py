"""The tables of a batch say of every application what its check says, and a program that knows SQL can ask them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

from sto_check.columns.parquet import called
from sto_check.decision.check import check
from sto_check.forms.load import load_application
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.load import load_scheme
from tests.cli.conftest import MAXIMA, SAMPLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., Ran]

FILES = ("techniekregio-volledig.yaml", "techniekregio-vroeg-concept.yaml", "sto-2020-2024/aanvraag.yaml")


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "aanvragen"
    folder.mkdir()
    for name in FILES:
        shutil.copy(SAMPLES / name, folder / name.replace("/", "-"))
    (folder / "kapot.yaml").write_text("a: [", encoding="utf-8")
    return folder


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_every_fact_outcome_and_decision_is_there(
    run: Run,
    given: Path,
    tmp_path: Path,
    database: duckdb.DuckDBPyConnection,
) -> None:
    out = tmp_path / "uit"
    assert run("batch", str(given), "--out", str(out), *MAXIMA, "--parquet").code == 65
    tables = out / "parquet" / "sto-2025-2028"
    scheme = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    for name in FILES[:2]:
        decision = check(load_application(SAMPLES / name), scheme)
        (row,) = database.sql(
            f"SELECT decision, rules_sha256 FROM '{tables}/applications.parquet' WHERE application = '{name}'"
        ).fetchall()
        assert row == (decision.verdict, scheme.fingerprint)
        positions = {id(fact): at for facts in decision.record.facts.values() for at, fact in enumerate(facts)}
        told = database.sql(
            f"SELECT rule, position, status, leads_to, reason FROM '{tables}/outcomes.parquet' "
            f"WHERE application = '{name}'"
        ).fetchall()
        assert told == [
            (one.rule.id, positions[id(one.subject)], one.status, one.leads_to, one.explanation.reason.nl)
            for one in decision.outcomes
        ]
        for kind in ("begroting", "activiteit", "vestiging"):
            rows = database.sql(
                f"SELECT * FROM '{tables}/facts/{kind}.parquet' WHERE application = '{name}' ORDER BY position"
            ).to_arrow_table().to_pylist()  # fmt: skip
            facts = decision.record.facts[kind]
            assert [row["label"] for row in rows] == [fact.label for fact in facts]
            for row, fact in zip(rows, facts, strict=True):
                for attribute in {"cofinanciering", "uitgaven", "brin", "leerwegen", "bb", "eerste_dag"} & row.keys():
                    value = fact.values[attribute]
                    if isinstance(value, Bounds):
                        ends = (None, value.low, value.high)
                        assert (row[attribute], row[f"{attribute}__min"], row[f"{attribute}__max"]) == ends
                    elif attribute == "eerste_dag":
                        assert (row[attribute] and row[attribute].toordinal()) == value
                    else:
                        assert row[attribute] == (list(value) if isinstance(value, tuple) else value)
    assert sorted(path.name for path in (out / "parquet").iterdir()) == ["sto-2020-2024", "sto-2025-2028"]


def test_what_was_kept_is_used_again_and_what_is_gone_is_gone(
    run: Run,
    given: Path,
    tmp_path: Path,
    database: duckdb.DuckDBPyConnection,
) -> None:
    out, asked = tmp_path / "uit", ("--parquet", *MAXIMA)
    run("batch", str(given), "--out", str(out), *asked)
    before = {path: path.read_bytes() for path in (out / "parquet").rglob("*.parquet")}
    assert "Al eerder getoetst en niet veranderd: 4." in run("batch", str(given), "--out", str(out), *asked).err
    assert {path: path.read_bytes() for path in (out / "parquet").rglob("*.parquet")} == before
    (given / "sto-2020-2024-aanvraag.yaml").unlink()
    (given / FILES[0]).unlink()
    run("batch", str(given), "--out", str(out), *asked)
    assert not list((out / "parquet" / "sto-2020-2024").rglob("*.parquet"))
    left = database.sql(f"SELECT application FROM '{out}/parquet/sto-2025-2028/applications.parquet'").fetchall()
    assert left == [(FILES[1],)]


def test_an_attribute_called_as_a_column_of_every_fact_has_a_name_of_its_own() -> None:
    assert [called(name) for name in ("label", "naam", "path__min")] == ["label_", "naam", "path__min"]


def test_no_thread_of_a_package_is_there_when_processes_are_forked(given: Path, tmp_path: Path) -> None:
    program = f"""
import os, sys
from sto_check.cli.main import run
fork = os.fork
os.fork = lambda: sys.exit("loaded") if {{"pyarrow", "duckdb"}} & set(sys.modules) else fork()
sys.exit(run(["batch", {str(given)!r}, "--out", {str(tmp_path / "uit")!r}, "--parquet"]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, "loaded" in done.stderr) == (65, False), done.stderr
