"""``sto-check assess``: questions one by one, each answer kept at once, and asked again when the text has changed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from sto_check.cli.assess import command
from tests.cli.conftest import MAXIMA, SAMPLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

QUESTIONS = ["STO-J1", "STO-J2", "STO-J3", "STO-J4", "STO-J5", "STO-J6"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    return path


def assess(plan: Path, said: str, *more: str) -> Ran:
    found = CliRunner().invoke(command, [str(plan), *MAXIMA, "--by", "A. Bos", *more], input=said)
    return Ran(found.exit_code, found.stdout, found.stderr)


def entries(plan: Path) -> list[dict[str, str]]:
    text = plan.with_name("plan.beoordeling.yaml").read_text(encoding="utf-8")
    found: list[dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)["beoordelingen"]  # noqa: S506 - texts only
    return found


def test_a_question_shows_what_the_form_asked_what_was_written_and_the_scale(plan: Path) -> None:
    found = assess(plan, "stop\n")
    assert found.code == 4
    out = " ".join(found.out.split())
    assert "1/6 STO-J1 Kwaliteit en ambitie van de visie Is de visie op techniekonderwijs helder" in out
    assert "visie.definitie: wat onder techniekonderwijs valt en wat niet (2) Onder techniekonderwijs verstaan" in out
    assert "Schaal onvoldoende (0), voldoende (1), goed (2)" in out
    assert "STO-J2" not in out
    assert not plan.with_name("plan.beoordeling.yaml").exists()


def test_each_answer_is_kept_at_once_and_the_next_time_goes_on(plan: Path) -> None:
    found = assess(plan, "goed\nHelder.\n\nv\n\n  \nGoed te doen.\n")  # the second is put off, then the input ends
    assert found.code == 4
    assert "Nog te beoordelen: 4." in found.out
    assert [(one["regel"], one["score"], one["motivering"]) for one in entries(plan)] == [
        ("STO-J1", "goed", "Helder."),
        ("STO-J3", "voldoende", "Goed te doen."),
    ]
    assert {(one["door"], one["op"]) for one in entries(plan)} == {("A. Bos", date.today().isoformat())}
    again = assess(plan, "g\nJa.\n" * 4)
    assert again.code == 0
    assert "1/4 STO-J2" in again.out
    assert again.out.endswith("Alles is beoordeeld.\n")
    assert [one["regel"] for one in entries(plan)] == ["STO-J1", "STO-J3", "STO-J2", "STO-J4", "STO-J5", "STO-J6"]
    assert assess(plan, "").out == "\nAlles is beoordeeld.\n"


def test_what_was_judged_counts_in_a_check_and_no_longer_when_the_text_changes(run: Run, plan: Path) -> None:
    assess(plan, "g\nJa.\n" * 6)
    assert run("check", str(plan), *MAXIMA).code == 0
    text = plan.read_text(encoding="utf-8")
    assert "Onder techniekonderwijs" in text
    plan.write_text(text.replace("Onder techniekonderwijs", "Met techniekonderwijs"), encoding="utf-8")
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 4
    assert "telt niet meer: de tekst is sindsdien veranderd (goed, A. Bos" in " ".join(found.out.split())
    outcomes = json.loads(run("check", str(plan), *MAXIMA, "--format", "json").out)["applications"][0]["decision"]
    assert [one["rule"] for one in outcomes["outcomes"] if (one["judgement"] or {}).get("stale")] == ["STO-J1"]
    again = assess(plan, "o\nOnduidelijk.\n")
    assert again.code == 0
    assert "De tekst is veranderd na het oordeel van A. Bos" in " ".join(again.out.split())
    assert next((one["regel"], one["score"]) for one in entries(plan)) == ("STO-J1", "onvoldoende")
    assert len(entries(plan)) == 6
    assert run("check", str(plan), *MAXIMA).code == 1


@pytest.mark.parametrize("said", ["prima\nstop\n", "x\nstop\n"])
def test_a_word_that_is_not_on_the_scale_is_asked_again(plan: Path, said: str) -> None:
    found = assess(plan, said)
    assert "Kies een woord van de schaal: onvoldoende, voldoende, goed." in found.out
    assert found.code == 4


def test_outcomes_that_are_for_the_assessor_are_asked_after_the_questions(plan: Path) -> None:
    found = CliRunner().invoke(command, [str(plan), "--by", "A. Bos"], input="\n" * 7)  # without maxima
    out = " ".join(found.stdout.split())
    assert "7/7 STO-M1" in out
    assert out.index("6/7 STO-J6") < out.index("7/7 STO-M1")


def test_the_template_has_every_open_question_and_reads_as_nothing_judged(run: Run, plan: Path) -> None:
    beside = plan.with_name("plan.beoordeling.yaml")
    assert run("assess", str(plan), *MAXIMA, "--template", "--output", str(beside)).code == 0
    assert [one["regel"] for one in entries(plan)] == QUESTIONS
    assert run("check", str(plan), *MAXIMA).code == 4
    text = beside.read_text(encoding="utf-8")
    filled = text.replace("score:\n    door:\n    op:\n    motivering:\n",
                          "score: goed\n    door: A. Bos\n    op: 2026-01-02\n    motivering: Ja.\n")  # fmt: skip
    assert filled.count("Ja.") == 6
    beside.write_text(filled, encoding="utf-8")
    assert run("check", str(plan), *MAXIMA).code == 0
    refused = run("assess", str(plan), *MAXIMA, "--template", "--output", str(beside))
    assert refused.code == 2
    assert beside.read_text(encoding="utf-8") == filled


def test_a_file_with_comments_is_not_written_over(plan: Path) -> None:
    beside = plan.with_name("plan.beoordeling.yaml")
    text = "# boven\nregio: Techniekregio Oeverlanden\n# tussen\nbeoordelingen: []\n"
    beside.write_text(text, encoding="utf-8")
    found = CliRunner().invoke(command, [str(plan), *MAXIMA, "--by", "A. Bos"], input="g\nJa.\n")
    assert found.exception is not None
    assert "(regel 3)" in str(found.exception)
    assert beside.read_text(encoding="utf-8") == text
    beside.write_text(text.replace("# tussen\n", "").replace("beoordelingen: []", "terzijde: []"), encoding="utf-8")
    assess(plan, "g\nJa.\nstop\n")
    written = beside.read_text(encoding="utf-8")
    assert written.startswith("# boven\nregeling: sto-2025-2028\nregio: Techniekregio Oeverlanden\nnummer: 14\n")
    assert written.endswith("\nterzijde: []\n")
    assert [one["regel"] for one in entries(plan)] == ["STO-J1"]


def test_it_speaks_english(plan: Path) -> None:
    found = assess(plan, "x\nstop\n", "--lang", "en")
    assert "Choose a word of the scale" in found.out
    assert found.out.endswith("Still to be judged: 6. Go on with the same command.\n")
