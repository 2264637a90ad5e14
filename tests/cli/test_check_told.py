"""What of a check is told: a choice of it, in short, into a file, and again at each save."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check.reports import FORMATS
from tests.cli.conftest import MAXIMA, environment, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Ran

FLAWED, DRAFT, LATE = (
    sample("techniekregio-veel-gebreken"),
    sample("techniekregio-vroeg-concept"),
    sample("techniekregio-te-laat"),
)


def rules_in(out: str) -> set[str]:
    return {outcome["rule"] for outcome in json.loads(out)["applications"][0]["decision"]["outcomes"]}


def statuses_in(out: str) -> set[str]:
    return {outcome["status"] for outcome in json.loads(out)["applications"][0]["decision"]["outcomes"]}


def test_only_some_outcomes_are_told_and_the_decision_stays(run: Callable[..., Ran]) -> None:
    whole = run("check", FLAWED, *MAXIMA, "--format", "json")
    some = run("check", FLAWED, *MAXIMA, "--format", "json", "--only", "not-met,te beoordelen")
    assert some.code == whole.code == 1
    assert statuses_in(some.out) == {"not_met", "open"}
    told, every = (json.loads(one.out)["applications"][0] for one in (some, whole))
    assert told["decision"]["chain"] == every["decision"]["chain"]
    assert [note["code"] for note in told["notes"]] == ["not-all-told"]
    assert f"van de {len(every['decision']['outcomes'])} uitkomsten" in told["notes"][0]["text"]


def test_a_theme_and_a_rule_are_found_by_a_piece_of_their_name(run: Callable[..., Ran]) -> None:
    money = run("check", FLAWED, "--format", "json", "--theme", "geld")
    assert rules_in(money.out) == rules_in(run("check", FLAWED, "--format", "json", "--theme", "Money").out)
    assert {rule[4] for rule in rules_in(money.out)} == {"M"}
    assert rules_in(run("check", FLAWED, "--format", "json", "--rule", "m4", "--rule", "STO-R1").out) == {
        "STO-M4",
        "STO-R1",
    }
    both = run("check", FLAWED, "--format", "json", "--rule", "M4", "--theme", "geld", "--only", "met")
    assert rules_in(both.out) == set()


@pytest.mark.parametrize(
    ("option", "wrong", "near"),
    [("--only", "niet-voldan", "niet voldaan"), ("--theme", "gelt", "Geld"), ("--rule", "STO-M44", "STO-M4")],
)
def test_a_wrong_name_gets_the_nearest_right_one(run: Callable[..., Ran], option: str, wrong: str, near: str) -> None:
    ran = run("check", FLAWED, option, wrong)
    assert ran.code == 2
    assert near in ran.err or "Bekend zijn" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_form_takes_a_choice_and_goes_into_a_file(run: Callable[..., Ran], tmp_path: Path, form: str) -> None:
    target = tmp_path / "uit"
    shown = run("check", FLAWED, "--format", form, "--only", "not-met", "--theme", "geld")
    written = run("check", FLAWED, "--format", form, "--only", "not-met", "--theme", "geld", "--output", str(target))
    assert (written.code, written.out) == (1, "")
    assert target.read_text(encoding="utf-8") == shown.out
    assert "STO-M5" in shown.out
    assert "STO-C3" not in shown.out


def test_a_file_that_is_there_is_not_replaced(run: Callable[..., Ran], tmp_path: Path) -> None:
    target = tmp_path / "uit.json"
    target.write_text("van mij")
    refused = run("check", LATE, "--format", "json", "--output", str(target))
    assert (refused.code, target.read_text()) == (2, "van mij")
    assert "--force" in refused.err
    assert run("check", LATE, "--format", "json", "--output", str(target), "--force").code == 1
    assert json.loads(target.read_text())["exit_code"] == 1
    absent = run("check", LATE, "--output", str(tmp_path / "weg" / "uit"))
    assert absent.code == 2
    assert "bestaat niet" in absent.err


def test_the_short_report_says_how_far_a_draft_is(run: Callable[..., Ran]) -> None:
    said = run("check", DRAFT, "--summary").out
    in_words = " ".join(said.split())
    assert "aanvrager 0 van 2; open 2: aanvrager.bevoegd_gezag_nummer, aanvrager.naam" in in_words
    assert "Vult u niet in: ontvangen, begroting.maximum" in in_words
    assert said.count("\n") < 90
    assert "DOE EERST" in said
    assert run("check", DRAFT, "--format", "summary").out == said


def test_the_whole_report_of_a_draft_begins_with_it_and_of_another_does_not(run: Callable[..., Ran]) -> None:
    assert "HOE VER" in run("check", DRAFT).out.split("NIET VOLDAAN")[0]
    assert "HOE VER" not in run("check", LATE).out
    assert "HOW FAR" in run("check", DRAFT, "--lang", "en").out


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    path = tmp_path / "plan.yaml"
    path.write_bytes(Path(LATE).read_bytes())
    command = [sys.executable, "-m", "sto_check", "check", str(path), "--watch"]
    program = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(), cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    yield path, program
    program.kill()
    program.communicate()


def until(program: subprocess.Popen[str], words: str) -> str:
    """Return what is printed up to the line with these words."""
    assert program.stdout
    told, ends, file = "", time.monotonic() + 30, program.stdout.fileno()
    while words not in told and select.select([file], [], [], max(ends - time.monotonic(), 0))[0]:
        piece = os.read(file, 65536)
        told += piece.decode()
        if not piece:
            break
    assert words in told, told[-2000:]
    return told


def saved(path: Path, text: str, how: str) -> None:
    if how == "in place":
        path.write_text(text, encoding="utf-8")
    elif how == "replaced":
        beside = path.with_suffix(".tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    else:
        with path.open("w", encoding="utf-8") as file:
            for start in range(0, len(text), 30_000):
                file.write(text[start : start + 30_000])
                file.flush()
                time.sleep(0.02)


@pytest.mark.parametrize("how", ["in place", "replaced", "in pieces"])
def test_a_save_is_checked_and_what_changed_is_told(watched: tuple[Path, subprocess.Popen[str]], how: str) -> None:
    path, program = watched
    until(program, "Kijkt of er wordt bewaard")
    text = path.read_text(encoding="utf-8")
    saved(path, re.sub(r"(?m)^ontvangen: .*", "ontvangen: 2024-09-20", text), how)
    told = until(program, "open vragen")
    assert "✓ STO-P3 (aanvraag) nu voldaan, was niet voldaan" in told
    assert "BEOORDELEN (was: niet in aanmerking)" in told
    saved(path, f"{text}\nx: [", how)
    until(program, "Geen geldige YAML")
    path.unlink()
    until(program, "bestaat niet")
    saved(path, text, "in place")
    assert "✗ STO-P3 (aanvraag) nu niet voldaan" in until(program, "open vragen")
    program.send_signal(signal.SIGINT)
    rest, _ = program.communicate(timeout=20)
    assert (program.returncode, rest) == (130, "Afgebroken.\n")


def test_a_save_is_taken_up_at_once(watched: tuple[Path, subprocess.Popen[str]]) -> None:
    path, program = watched
    until(program, "Kijkt of er wordt bewaard")
    text = path.read_text(encoding="utf-8")
    started = time.monotonic()
    saved(path, text + "# meer\n", "in place")
    until(program, "Geen uitkomst veranderde")
    assert time.monotonic() - started < 10


def test_what_cannot_be_watched_is_told(run: Callable[..., Ran], tmp_path: Path) -> None:
    for arguments in (("-",), (LATE, "--output", str(tmp_path / "uit"))):
        assert run("check", *arguments, "--watch").code == 2
