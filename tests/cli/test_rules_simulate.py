"""``sto-check rules simulate``: what it prints, keeps and refuses."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import MAXIMA, SAMPLES, Ran, on_one_line, sample
from tests.simulated import SIMULATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

FULL = sample("techniekregio-volledig")
SHORT = sample("techniekregio-cofinanciering-9-99")
SIMULATE = ("rules", "simulate", FULL, SHORT, *MAXIMA)


def test_who_is_decided_otherwise_is_told_with_the_rules(run: Run) -> None:
    found = run(*SIMULATE, "--set", "cofinanciering.aandeel=7.5", "--set", "subsidie.aandeel=92.5")
    out = on_one_line(found.out)
    assert found.code == 1
    assert out.startswith("2 aanvragen niet in aanmerking aanvullen beoordelen in aanmerking anders zoals nu 1 0 1 0")
    assert "cofinanciering.aandeel = 7,5%, subsidie.aandeel = 92,5% 0 0 2 0" in out
    assert "niet in aanmerking → beoordelen: 1" in out
    assert (
        "techniekregio-cofinanciering-9-99.yaml: niet in aanmerking → beoordelen; STO-M4 niet voldaan → voldaan" in out
    )


def test_nothing_changes_where_nothing_is_asked(run: Run) -> None:
    found = run(*SIMULATE, "--lang", "en")
    assert found.code == 0
    assert "as it is now" in found.out
    found = run(*SIMULATE, "--set", "doelstellingen.minimum=1", "--lang", "en")
    assert (found.code, "No application comes out otherwise." in found.out) == (0, True)


def test_a_range_over_what_is_drawn_is_drawn_too(run: Run, tmp_path: Path) -> None:
    plot = tmp_path / "aandeel.svg"
    asked = (*SIMULATE, "--draw", "300", "--vary", "begroting.cofinanciering.bedrag=50%..150%", "--range",
             "cofinanciering.aandeel=5..15", "--steps", "2", "--plot", str(plot), "--lang", "en")  # fmt: skip
    found = run(*asked)
    assert found.code == 1
    assert on_one_line(found.out).startswith("300 applications, drawn from 2 documents (seed 1): begroting.cofin")
    assert [line.split("  ")[1] for line in found.out.splitlines() if " = " in line] == [
        "cofinanciering.aandeel = 5%", "cofinanciering.aandeel = 10%", "cofinanciering.aandeel = 15%"
    ]  # fmt: skip
    root = ElementTree.fromstring(plot.read_text(encoding="utf-8"))  # noqa: S314 - our own
    titles = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "sto-2025-2028: decisions by version"
    now = [title for title in titles if title.startswith("as it is now: ")]
    assert sum(int(title.rsplit(" ", 1)[1]) for title in now) == 300
    assert run(*asked).code == 2  # the drawing is there
    assert run(*asked, "--force").out == found.out


def test_the_drawing_in_the_readme_is_what_is_drawn_now(run: Run, tmp_path: Path) -> None:
    plot = tmp_path / "nu.svg"
    run(*SIMULATION, "--plot", str(plot))
    assert plot.read_bytes() == (SAMPLES / "pictures" / "simulation.svg").read_bytes()


def test_what_is_drawn_and_named_can_be_checked_by_itself(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "getrokken"
    asked = (*SIMULATE, "--draw", "100", "--vary", "begroting.cofinanciering.bedrag=50%..150%", "--set",
             "cofinanciering.aandeel=12", "--documents", str(folder))  # fmt: skip
    found = json.loads(run(*asked, "--format", "json").out)
    named = {one["number"]: one["old"] for one in found["versions"][1]["examples"]}
    assert len(named) == 5
    assert {path.name for path in folder.iterdir()} == {f"{number}.yaml" for number in named}
    codes = {"not-eligible": 1, "supplement": 3, "assess": 4}
    for number, old in named.items():
        assert run("check", str(folder / f"{number}.yaml"), *MAXIMA).code == codes[old]
    assert run(*asked).code == 2


def test_it_is_there_for_programs(run: Run) -> None:
    found = run(*SIMULATE, "--against", "@extension-2029", "--sum", "regio.gevraagd_bedrag", "--ceiling", "6000000",
                "--format", "json")  # fmt: skip
    told = json.loads(found.out)
    assert (found.code, told["applications"], told["drawn"]) == (0, 2, None)
    now, then = told["versions"]
    assert (now["title"], then["title"], then["variant"]) == ("zoals nu", "@extension-2029", "extension-2029")
    assert now["decisions"] == {"assess": 1, "not-eligible": 1}
    assert now["within_ceiling"] == {"number": 1, "sum": now["sums"]["assess"]["sum"]}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--set", "cofinanciering.aandeel=veel"], "Schrijf een percentage"),
        (["--set", "cofinanciering=7"], "Bedoelt u cofinanciering.aandeel?"),
        (["--vary", "begroting.gevraagd_bedrag=1%..2%"], "--draw 10000"),
        (["--draw", "10"], "--vary begroting.cofinanciering.bedrag=50%..150%"),
        (["--sum", "regio.gevraagd"], "Bedoelt u regio.gevraagd_bedrag?"),
        (["--ceiling", "100"], "--sum regio.gevraagd_bedrag"),
        (["--sum", "regio.gevraagd_bedrag", "--ceiling", "veel"], "Schrijf een bedrag"),
        (["--against", "@verlenging"], "variant"),
        (["--against", "sto-2025"], "sto-2025-2028"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(run: Run, more: list[str], says: str) -> None:
    found = run(*SIMULATE, *more)
    assert (found.code, found.out) == (2, "") or (found.code, found.out) == (78, "")
    assert says in on_one_line(found.err)


def test_without_the_packages_it_says_how_to_get_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    found = run(*SIMULATE)
    assert (found.code, found.out) == (69, "")
    assert "pip install 'sto-check[columns]'" in found.err
