"""``sto-check batch``: what it prints, what it writes, and what becomes of it when it is cut off."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from sto_check.reports.json_model import Application
from tests.cli.conftest import MAXIMA, SAMPLES, environment
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

FILES = [
    "allotment.csv",
    "overview.csv",
    "outcomes.csv",
    "round.csv",
    "results.jsonl",
    "results.sqlite",
    "results.xlsx",
]


@pytest.fixture
def garden_round(tmp_path: Path) -> Path:
    folder = tmp_path / "ronde"
    (folder / "zuid").mkdir(parents=True)
    base = GARDENS.application.read_text(encoding="utf-8")
    (folder / "goed.yaml").write_text(base, encoding="utf-8")
    (folder / "zuid" / "klein.yaml").write_text(base.replace("oppervlakte: 200", "oppervlakte: 2"), encoding="utf-8")
    (folder / "stuk.yaml").write_text("tuin: [", encoding="utf-8")
    (folder / "notes.yaml").write_text("beoordelingen: []\n", encoding="utf-8")
    return folder


@pytest.fixture
def batch(run: Callable[..., Ran], garden_round: Path, tmp_path: Path) -> Callable[..., Ran]:
    def checked(*more: str) -> Ran:
        return run("batch", str(garden_round), "--out", str(tmp_path / "uit"), "--rules", str(GARDENS.rules), *more)

    return checked


def lines(ran: Ran) -> list[str]:
    return ran.out.split("\n\n")[0].splitlines()


def test_each_application_is_one_line_and_the_exit_code_is_the_gravest(batch: Callable[..., Ran]) -> None:
    ran = batch()
    assert ran.code == 65
    good, broken, small = lines(ran)
    assert good.startswith("De Groene Hoek (goed.yaml)")
    assert broken.startswith("stuk.yaml")
    assert "niet te lezen" in broken
    assert small.startswith("De Groene Hoek (zuid/klein.yaml)")
    assert "✗1" in small
    assert "3 aanvragen:" in ran.out
    assert "notes.yaml" not in ran.out
    assert "notes.yaml" in ran.err


def test_the_overview_is_sorted_and_filtered(batch: Callable[..., Ran]) -> None:
    small = lines(batch("--decision", "supplement"))
    assert ["(zuid/klein.yaml)" in line for line in small] == [True]
    rule = next(word.rstrip(":") for word in small[0].split() if word.endswith(":"))
    assert lines(batch("--rule", rule.lower())) == small
    by_decision = lines(batch("--sort", "decision"))
    assert [name in line for name, line in zip(("klein", "goed", "stuk"), by_decision, strict=True)] == [True] * 3
    shown = batch("--decision", "unreadable").out
    assert "Getoond: 1." in shown
    wrong = batch("--decision", "supplemant")
    assert wrong.code == 2
    assert "Bedoelt u supplement?" in wrong.err


def test_results_are_the_same_in_every_form(batch: Callable[..., Ran], tmp_path: Path) -> None:
    batch("--lang", "en")
    out = tmp_path / "uit"
    assert sorted(path.name for path in out.iterdir()) == sorted([".batch", "reports", *FILES])
    overview = list(csv.DictReader((out / "overview.csv").open(encoding="utf-8")))
    outcomes = list(csv.DictReader((out / "outcomes.csv").open(encoding="utf-8")))
    whole = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["document"] for row in overview] == ["goed.yaml", "stuk.yaml", "zuid/klein.yaml"]
    assert len(whole) == 3
    assert {*whole[0]} == {*Application.__dataclass_fields__}
    counted = sum(int(row[status]) for row in overview for status in ("not_met", "unknown", "open", "met"))
    assert counted == sum(len(one["decision"]["outcomes"]) for one in whole if one["decision"])
    assert counted == sum(row["status"] != "error" for row in outcomes)
    with sqlite3.connect(out / "results.sqlite") as base:
        assert base.execute("SELECT document, verdict FROM application ORDER BY document").fetchall() == [
            (row["document"], row["verdict"]) for row in overview
        ]
        assert base.execute("SELECT count(*) FROM outcome").fetchone() == (len(outcomes),)
    base.close()
    book = load_workbook(out / "results.xlsx")
    assert book.sheetnames[:3] == ["Applications", "Outcomes", "Rules"]
    first = book["Applications"]["A2"]
    assert (out / str(first.hyperlink.target).replace("%20", " ")).is_file()
    assert [cell.value for cell in book["Applications"]["C"]][1:] == [
        row["decision"] or "not readable" for row in overview
    ]
    rules = {row[0]: sum(map(int, map(str, row[2:6]))) for row in book["Rules"].iter_rows(min_row=2, values_only=True)}
    assert sum(rules.values()) == counted
    assert sorted(path.name for path in out.rglob("*.html")) == ["goed.yaml.html", "klein.yaml.html", "stuk.yaml.html"]


def test_a_second_time_gives_the_same_bytes(batch: Callable[..., Ran], tmp_path: Path) -> None:
    first = batch()
    data = {name: (tmp_path / "uit" / name).read_bytes() for name in FILES}
    second = batch()
    assert first.out == second.out
    assert "niet veranderd: 4" in second.err
    assert {name: (tmp_path / "uit" / name).read_bytes() for name in FILES} == data


def test_rules_of_the_round_are_told_and_doubles_count_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "ronde"
    folder.mkdir()
    text = (SAMPLES / "techniekregio-volledig.yaml").read_text(encoding="utf-8")
    for name, data in (("a", text), ("b", f"{text}# anders\n"), ("c", text)):
        (folder / f"{name}.yaml").write_text(data, encoding="utf-8")
    ran = run("batch", str(folder), "--out", str(tmp_path / "uit"), *MAXIMA)
    together = ran.out.split("ALLE AANVRAGEN SAMEN")[1]
    assert "STO-R12b" in together
    assert "aanvragen met deze school als penvoerder 2. (a.yaml, b.yaml)" in " ".join(together.split())
    assert "c.yaml is dezelfde aanvraag als a.yaml" in " ".join(together.split())
    rows = list(csv.DictReader((tmp_path / "uit" / "round.csv").open(encoding="utf-8")))
    assert {row["document"] for row in rows if row["rule"] == "STO-R12c"} == {"a.yaml", "b.yaml"}


def test_workbooks_get_a_copy_with_the_findings_in_it(
    run: Callable[..., Ran], garden_round: Path, tmp_path: Path
) -> None:
    rules, out = ("--rules", str(GARDENS.rules)), tmp_path / "uit"
    assert run("convert", str(garden_round / "goed.yaml"), str(garden_round / "boek.xlsx"), *rules).code == 0
    (garden_round / "stuk.xlsx").write_text("geen werkmap")
    run("batch", str(garden_round), "--out", str(out), "--annotate", *rules)
    assert [path.name for path in (out / "annotated").iterdir()] == ["boek.xlsx"]
    assert load_workbook(out / "annotated" / "boek.xlsx").sheetnames[0] == "Bevindingen"


def test_wrong_use_is_told(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    nothing = run("batch", str(tmp_path / "leeg"), "--out", str(tmp_path / "uit"))
    assert nothing.code == 2
    assert "Er staat geen aanvraag in" in nothing.err
    assert not (tmp_path / "uit").exists()
    absent = run("batch", str(tmp_path / "weg"), "--out", str(tmp_path / "uit"))
    assert absent.code == 2
    taken = run("batch", str(SAMPLES), "--out", str(SAMPLES))
    assert taken.code == 2
    assert "staan al andere bestanden" in taken.err


def program(folder: Path, out: Path, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sto_check", "batch", str(folder), "--out", str(out), "--workers", "2"]
    started: subprocess.Popen[str] = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        preexec_fn=before,  # noqa: PLW1509
    )
    return started


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough applications that a batch of them is still going on when the first are done."""
    folder = tmp_path / "veel"
    folder.mkdir()
    text = (SAMPLES / "techniekregio-volledig.yaml").read_text(encoding="utf-8")
    for number in range(12):
        (folder / f"{number:02}.yaml").write_text(f"{text}# {number}\n", encoding="utf-8")
    return folder


def states(out: Path) -> int:
    return len(list((out / ".batch").glob("*.jsonl")))


def after_some(done: subprocess.Popen[str], out: Path) -> None:
    until = time.monotonic() + 60
    while states(out) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    assert done.poll() is None


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_stopped_has_whole_results_and_goes_on(many: Path, tmp_path: Path, how: signal.Signals) -> None:
    out = tmp_path / "uit"
    started = program(many, out)
    after_some(started, out)
    started.send_signal(how)
    _, said = started.communicate(timeout=60)
    assert "Traceback" not in said
    if how == signal.SIGINT:
        assert (started.returncode, said) == (130, "Afgebroken.\n")
    kept = states(out)
    assert 3 <= kept < 12
    assert not [path for path in out.rglob("*") if path.is_file() and not path.stat().st_size and path.name != "lock"]
    again = program(many, out)
    told, said = again.communicate(timeout=120)
    assert again.returncode == 4
    assert "12 aanvragen: 12 beoordelen." in told
    found = int(said.split("niet veranderd: ")[1].split(".")[0])
    assert kept <= found < 12


def test_a_full_disk_is_told_and_nothing_is_half_written(many: Path, tmp_path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    full = program(many, tmp_path / "uit", limit)
    _, said = full.communicate(timeout=60)
    assert full.returncode == 74
    assert "kan niet worden geschreven" in said
    written = [path for path in (tmp_path / "uit").rglob("*") if path.is_file() and path.name != "lock"]
    assert {path.suffix for path in written} <= {".html"}
    assert all(path.read_text(encoding="utf-8").rstrip().endswith("</html>") for path in written)
    again = program(many, tmp_path / "uit")
    told, _ = again.communicate(timeout=120)
    assert "12 aanvragen: 12 beoordelen." in told


def test_a_worker_that_is_killed_costs_a_second_try(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    started = program(many, out)
    after_some(started, out)
    workers = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(started.pid)], capture_output=True, text=True, check=True
    )
    os.kill(int(workers.stdout.split()[0]), signal.SIGKILL)
    told, said = started.communicate(timeout=120)
    assert "12 aanvragen: 12 beoordelen." in told
    assert "niet veranderd" not in said
