"""``sto-check settle``: two assessors beside each other, what is taken over, and what is settled with a motivation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from sto_check.cli.assess import command as assess_command
from sto_check.cli.settle import command
from tests.cli.conftest import MAXIMA, SAMPLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., Ran]

ROUND = SAMPLES / "ronde"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    return path


def judge(plan: Path, who: str, *scores: str) -> None:
    """Have an assessor answer the questions, in a file of their own; an empty score is put off."""
    said = "".join(f"{score}\n{who} vindt dit {score}.\n" if score else "\n" for score in scores)
    own = str(plan.with_name(f"plan.beoordeling.{who}.yaml"))
    CliRunner().invoke(assess_command, [str(plan), *MAXIMA, "--by", who, "--output", own], input=said)


def settle(plan: Path, *more: str, said: str = "") -> Ran:
    found = CliRunner().invoke(command, [str(plan), *MAXIMA, *more], input=said)
    return Ran(found.exit_code, found.stdout, found.stderr)


def counting(plan: Path) -> dict[str, dict[str, str]]:
    text = plan.with_name("plan.beoordeling.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.BaseLoader)["beoordelingen"]  # noqa: S506 - texts only
    return {entry["regel"]: entry for entry in entries}


def test_what_is_alike_is_taken_over_and_what_is_apart_is_asked(plan: Path, run: Run) -> None:
    judge(plan, "bos", "goed", "goed", "voldoende", "goed", "voldoende", "goed")
    judge(plan, "visser", "goed", "voldoende", "voldoende", "onvoldoende", "voldoende", "goed")
    before = settle(plan)
    assert before.code == 4
    assert "Gelijk beoordeeld: 4 van 6; vastgesteld: 0 van 6." in before.out
    assert "over te nemen met --by: STO-J1, STO-J3, STO-J5, STO-J6." in before.out
    assert "1 punt uit elkaar" in before.out
    assert "2 punten uit elkaar" in before.out
    assert not plan.with_name("plan.beoordeling.yaml").exists()
    done = settle(plan, "--by", "C. de Wit", said="voldoende\nSamen gelezen.\nv\n\n  \nHet aanbod dekt de regio.\n")
    assert done.code == 0
    assert "bos: goed: bos vindt dit goed." in done.out
    entries = counting(plan)
    assert {rule: entry["score"] for rule, entry in entries.items()} == {
        "STO-J1": "goed",
        "STO-J2": "voldoende",
        "STO-J3": "voldoende",
        "STO-J4": "voldoende",
        "STO-J5": "voldoende",
        "STO-J6": "goed",
    }
    assert entries["STO-J1"]["door"] == "bos, visser"
    assert entries["STO-J1"]["motivering"] == "bos: bos vindt dit goed. visser: visser vindt dit goed."
    assert (entries["STO-J4"]["door"], entries["STO-J4"]["motivering"]) == ("C. de Wit", "Het aanbod dekt de regio.")
    assert run("check", str(plan), *MAXIMA).code == 0


def test_settling_can_be_broken_off_and_gone_on_with(plan: Path) -> None:
    judge(plan, "bos", *["goed"] * 6)
    judge(plan, "visser", "onvoldoende", "onvoldoende", *["goed"] * 4)
    first = settle(plan, "--by", "C. de Wit", said="g\nOver eens.\nstop\n")
    assert first.code == 4
    assert "Overgenomen waar allen gelijk oordeelden: 4." in first.out
    assert set(counting(plan)) == {"STO-J1", "STO-J3", "STO-J4", "STO-J5", "STO-J6"}
    second = settle(plan, "--by", "C. de Wit", said="g\nOver eens.\n")
    assert second.code == 0
    assert "1/1 STO-J2" in second.out


def test_what_only_one_judged_is_neither_taken_over_nor_settled(plan: Path) -> None:
    judge(plan, "bos", *["goed"] * 6)
    judge(plan, "visser", *["goed"] * 5)
    done = settle(plan, "--by", "C. de Wit")
    assert done.code == 4
    assert "niet door twee beoordelaars beoordeeld" in done.out
    assert "STO-J6" not in counting(plan)


def test_what_was_judged_over_another_text_does_not_count(plan: Path) -> None:
    judge(plan, "bos", *["goed"] * 6)
    judge(plan, "visser", *["goed"] * 6)
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("Onder techniekonderwijs verstaan", "Onder techniek verstaan"), encoding="utf-8")
    found = settle(plan)
    assert "Gelijk beoordeeld: 5 van 6" in found.out
    assert "STO-J1" in found.out.split("over te nemen")[1]
    assert "niet door twee beoordelaars beoordeeld" in found.out


def test_what_was_settled_against_both_is_said(plan: Path) -> None:
    judge(plan, "bos", *["goed"] * 6)
    judge(plan, "visser", *["goed"] * 6)
    settle(plan, "--by", "C. de Wit")
    counts = plan.with_name("plan.beoordeling.yaml")
    counts.write_text(
        counts.read_text(encoding="utf-8").replace("score: goed", "score: voldoende", 1), encoding="utf-8"
    )
    found = settle(plan, "--lang", "en")
    assert found.code == 0
    assert found.out.count("settled otherwise: voldoende") == 1


def test_one_who_judged_twice_is_one_assessor(plan: Path, run: Run) -> None:
    judge(plan, "bos", *["goed"] * 6)
    shutil.copy(plan.with_name("plan.beoordeling.bos.yaml"), plan.with_name("plan.beoordeling.ook-bos.yaml"))
    again = plan.with_name("plan.beoordeling.ook-bos.yaml")
    again.write_text(again.read_text(encoding="utf-8").replace("door: bos", "door: Bos"), encoding="utf-8")
    found = run("settle", str(plan), *MAXIMA)
    assert found.code == 2
    assert "alleen van bos" in found.err
    assert "--output plan.beoordeling.NAAM.yaml" in found.err


def test_errors_in_the_file_of_one_assessor_are_told_as_that_files(plan: Path, run: Run) -> None:
    judge(plan, "bos", *["goed"] * 6)
    judge(plan, "visser", *["goed"] * 6)
    other = plan.with_name("plan.beoordeling.visser.yaml")
    other.write_text(other.read_text(encoding="utf-8").replace("STO-J1", "STO-J9"), encoding="utf-8")
    found = run("settle", str(plan), *MAXIMA)
    assert found.code == 65
    assert "plan.beoordeling.visser.yaml:" in found.err


def test_over_a_round_it_says_what_is_left_and_how_strict_each_is(run: Run) -> None:
    found = run("settle", str(ROUND), "--maxima", str(ROUND / "maxima.csv"))
    assert found.code == 4
    lines = " ".join(found.out.split())
    assert "102-zwinbroek.yaml: uit elkaar: STO-J6;" in lines
    assert "124-uiterstede.yaml: niets meer vast te stellen (A. Bos, B. van Dam)" in lines
    assert "A. Bos: onvoldoende 0, voldoende 23, goed 25; gemiddeld 0,25 punt hoger dan anderen bij 48 vragen" in lines
    assert "B. van Dam: onvoldoende 7, voldoende 21, goed 20; gemiddeld 0,25 punt lager" in lines
    assert found.err == "Zonder oordelen van twee beoordelaars: 22 van 30.\n"


def test_a_round_goes_on_after_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    for path in ROUND.glob("12[45]*"):
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / "124-uiterstede.beoordeling.bos.yaml").write_text("beoordelingen: [", encoding="utf-8")
    found = run("settle", str(tmp_path))
    assert found.code == 65
    assert "124-uiterstede.beoordeling.bos.yaml" in found.err
    assert "125-klingdijk.yaml:" in found.out


def test_a_folder_that_cannot_be_read_is_told(plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_folder: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(plan), "iterdir", forbidden)
    found = run("settle", str(plan), *MAXIMA)
    assert found.code == 65
    assert "is niet te lezen: Permission denied." in found.err


def test_by_settles_one_application(run: Run) -> None:
    found = run("settle", str(ROUND), "--by", "C. de Wit")
    assert found.code == 2
    assert "Geef één bestand." in found.err
