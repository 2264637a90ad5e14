"""A file of judgements on the command line: whose it is, which file an error is in, and how to write one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import MAXIMA, SAMPLES, Ran, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHOLE = sample("techniekregio-volledig")
OWN = SAMPLES / "beoordeling-techniekregio-volledig.yaml"
OTHER = SAMPLES / "beoordeling-techniekluw-volledig.yaml"


def test_judgements_of_another_region_make_nothing_eligible(run: Run) -> None:
    assert run("check", WHOLE, *MAXIMA, "--judgements", str(OWN)).code == 0
    found = run("check", WHOLE, *MAXIMA, "--judgements", str(OTHER))
    assert found.code == 65
    assert found.err.startswith(f"{OTHER}:4:8: regio: Deze beoordelingen zijn van de regio “Techniekluwe regio Esker")
    assert f"{OTHER}:5:9: nummer: Deze beoordelingen zijn van nummer “62”" in found.err
    assert " ".join(found.out.split()) == (
        f"{WHOLE}: niet getoetst; de beoordelingen in {OTHER} zijn niet te gebruiken, zie de foutmelding"
    )


@pytest.mark.parametrize(
    ("before", "after", "place", "said"),
    [
        ("score: goed", "score: prima", "8:12", "“prima” staat niet op de schaal."),
        ("regio: Techniekregio Oeverlanden\n", "", ":3:1: ", ""),
        ("op: 2024-10-21", "op: 2024-01-21", "", "en de aanvraag is pas ontvangen op"),
        ("beoordelingen:", "beordelingen:", "", "Bedoelt u beoordelingen?"),
        ("regel: STO-J1", "regel: [", "", ""),
    ],
)
def test_an_error_in_judgements_is_told_as_that_files(
    run: Run, tmp_path: Path, before: str, after: str, place: str, said: str
) -> None:
    path = tmp_path / "oordeel.yaml"
    text = OWN.read_text(encoding="utf-8")
    assert before in text
    text = text.replace(before, after)
    path.write_text(text.replace("nummer: '14'\n", "") if not said and not after else text, encoding="utf-8")
    found = run("check", WHOLE, *MAXIMA, "--judgements", str(path))
    assert found.code == 65
    assert str(path) in found.err
    assert place in found.err
    assert said in found.err
    assert WHOLE not in found.err.split("\n")[0].split(": ")[0]
    out = " ".join(found.out.split())
    assert out.startswith(f"{WHOLE}: niet getoetst; de beoordelingen in ")
    assert "niet gelezen" not in out


def test_an_error_in_the_application_is_still_that_files(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "aanvraag.yaml"
    path.write_text("regoi: {}\n")
    found = run("check", str(path), "--judgements", str(OWN))
    assert (found.code, " ".join(found.out.split())) == (65, f"{path}: niet gelezen; zie de foutmelding")


def test_the_report_for_machines_names_the_file_of_judgements(run: Run) -> None:
    for file, code in ((OWN, 0), (OTHER, 65)):
        found = run("check", WHOLE, *MAXIMA, "--judgements", str(file), "--format", "json")
        (one,) = json.loads(found.out)["applications"]
        assert (found.code, one["exit_code"], one["judgements"]) == (code, code, str(file))
    assert [problem["code"] for problem in one["problems"]] == ["other-application", "other-application"]
    (alone,) = json.loads(run("check", WHOLE, "--format", "json").out)["applications"]
    assert alone["judgements"] is None


def test_a_template_of_judgements_asks_every_question_and_is_taken_once_filled_in(run: Run, tmp_path: Path) -> None:
    written = run("new", "--judgements").out
    assert re.findall(r"regel: (\S+)", written) == [f"STO-J{number}" for number in range(1, 7)]
    assert "# Lees: visie.definitie, visie.kwaliteitsbeeld" in written
    path = tmp_path / "oordeel.yaml"
    path.write_text(written, encoding="utf-8")
    empty = run("check", WHOLE, *MAXIMA, "--judgements", str(path))
    assert empty.code == 65
    filled = written.replace("score:\n", "score: goed\n").replace("door:\n", "door: Ada\n")
    filled = filled.replace("op:\n", "op: 2024-10-21\n").replace("motivering:\n", "motivering: Helder.\n")
    path.write_text(filled.replace("regio:\n", "regio: Techniekregio Oeverlanden\n"), encoding="utf-8")
    assert run("check", WHOLE, *MAXIMA, "--judgements", str(path)).code == 0


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_template_of_judgements_can_be_a_workbook(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"oordeel{suffix}"
    assert run("new", "--judgements", "--output", str(path)).code == 0
    empty = run("check", WHOLE, *MAXIMA, "--judgements", str(path))
    assert empty.code == 65
    assert "zeggen niet dat zij van" in empty.err, "it names no application yet"


def test_judgements_beside_an_application_count_and_are_told(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    assert run("check", str(plan), *MAXIMA).code == 4
    beside = tmp_path / "plan.beoordeling.yaml"
    beside.write_bytes((SAMPLES / "beoordeling-techniekregio-volledig.yaml").read_bytes())
    counted = run("check", str(plan), *MAXIMA)
    assert counted.code == 0
    assert f"De beoordelingen in {beside} tellen mee" in " ".join(counted.out.split())
    both = run("check", str(plan), sample("techniekregio-te-laat"), *MAXIMA, "--format", "json")
    assert [one["judgements"] for one in json.loads(both.out)["applications"]] == [str(beside), None]


def test_what_is_wrong_with_judgements_beside_an_application_is_told_as_that_files(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    beside = tmp_path / "plan.beoordeling.yaml"
    beside.write_text("regeling: sto-2025-2028\nnummer: '99'\nbeoordelingen: []\n", encoding="utf-8")
    ran = run("check", str(plan))
    assert ran.code == 65
    assert str(beside) in ran.err
    own = SAMPLES / "beoordeling-techniekregio-volledig.yaml"
    assert run("check", str(plan), "--judgements", str(own), *MAXIMA).code == 0
