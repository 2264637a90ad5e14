"""``sto-check letter``: what it writes, asks for and refuses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sto_check.reports.letter_file import TEMPLATE
from tests.cli.conftest import MAXIMA, SAMPLES, Ran, sample
from tests.reports.test_letter import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHO = ("--office", "Dienst Subsidies", "--by", "A. Bos", "--sent", "2024-12-09")
LATE = sample("techniekregio-te-laat")


def test_a_decision_is_a_letter(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "brief.docx"
    found = run("letter", LATE, *WHO, *MAXIMA, "--reference", "2024-17", "--output", str(letter))
    assert (found.code, found.out) == (0, "")
    assert found.err.strip() == f"Niet in aanmerking: {letter}"
    assert "2024-17" in text_of(letter.read_bytes())
    again = run("letter", LATE, *WHO, *MAXIMA, "--output", str(letter))
    assert again.code == 2
    assert "bestaat al" in again.err


def test_what_is_still_to_be_judged_has_no_letter(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "brief.docx"
    whole = sample("techniekregio-volledig")
    found = run("letter", whole, *WHO, *MAXIMA, "--output", str(letter), "--lang", "en")
    assert found.code == 4
    assert found.err.startswith("No decision yet: still to be judged are STO-J1")
    assert not letter.exists()
    judged = ("--judgements", str(SAMPLES / "beoordeling-techniekregio-volledig.yaml"))
    assert run("letter", whole, *WHO, *MAXIMA, *judged, "--output", str(letter)).code == 0
    assert "komt in aanmerking" in text_of(letter.read_bytes())


def test_an_office_begins_with_the_template_that_comes_along(run: Run, tmp_path: Path) -> None:
    own, letter = tmp_path / "eigen.docx", tmp_path / "brief.docx"
    assert run("letter", "--write-template", str(own)).code == 0
    assert own.read_bytes() == TEMPLATE.read_bytes()
    assert run("letter", LATE, *WHO, "--template", str(own), "--output", str(letter)).code == 0
    wrong = run("letter", LATE, *WHO, "--template", LATE, "--output", str(tmp_path / "b.docx"))
    assert wrong.code == 2
    assert "geen brief te maken" in wrong.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Voor een brief is BESTAND nodig."),
        ((LATE,), "Voor een brief is --output nodig."),
        ((LATE, "-o", "b.docx"), "Voor een brief is --office nodig."),
        ((LATE, "-o", "b.docx", "--office", "Dienst", "--by", " "), "Voor een brief is --by nodig."),
        ((LATE, "-o", "b.docx", *WHO, "--until", "2024-12-23"), "Laat --until weg."),
        ((sample("techniekregio-vroeg-concept"), "-o", "b.docx", *WHO), "Geef --until DAG."),
        (
            (sample("techniekregio-vroeg-concept"), "-o", "b.docx", *WHO, "--until", "2024-12-01"),
            "is van vóór het verzoek om aan te vullen",
        ),
    ],
)
def test_what_a_letter_lacks_is_told(
    run: Run, arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("letter", *arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert not list(tmp_path.glob("*"))


def test_without_the_package_it_says_how_to_get_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    found = run("letter", LATE, *WHO, "--output", str(tmp_path / "brief.docx"))
    assert found.code == 69
    assert "pip install 'sto-check[letter]'" in found.err


def test_a_scheme_that_writes_no_letters_says_so(run: Run, tmp_path: Path) -> None:
    document = SAMPLES / "sto-na-2029" / "techniekregio.yaml"
    found = run("letter", str(document), *WHO, "--output", str(tmp_path / "brief.docx"))
    assert found.code == 2
    assert "schrijft sto-na-2029 geen brief" in found.err
