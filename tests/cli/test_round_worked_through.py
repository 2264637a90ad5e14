"""A round from batch to letters and register: each application its own, and a ceiling refuses what it refuses."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import SAMPLES, Ran, run_apart
from tests.reports.test_letter import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHO = ("--by", "A. Bos")
LETTER = ("--office", "Dienst Subsidies", *WHO, "--sent", "2024-12-02")
MAXIMA = ("--maxima", str(SAMPLES / "ronde" / "maxima.csv"))


NUMBERS = ("101", "102", "113", "124", "125", "126", "127", "128", "129", "131")


def copy_round(folder: Path) -> Path:
    """Copy ten: one to supplement, one to judge, one too late, six that exceed a ceiling, and one not readable."""
    folder.mkdir()
    for number in NUMBERS:
        for path in (SAMPLES / "ronde").glob(f"{number}-*"):
            shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return copy_round(tmp_path / "aanvragen")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a batch of the same applications, wherever they stand."""
    scratch = tmp_path_factory.mktemp("ronde")
    out = scratch / "uitkomsten"
    ran = run_apart("batch", str(copy_round(scratch / "aanvragen")), "--out", str(out), *MAXIMA)
    assert ran.code == 65, ran.err
    return out


def test_each_application_gets_its_letter_and_a_ceiling_is_a_reason(
    few: Path, results: Path, tmp_path: Path, run: Run
) -> None:
    letters = tmp_path / "brieven"
    more = ("--results", str(results), "--until", "2024-12-20", "--output", str(letters))
    found = run("letter", str(few), *LETTER, *MAXIMA, *more)
    assert found.code == 65
    assert "131-niet-af.yaml:4:2" in found.err
    assert "Nog geen besluit: te beoordelen zijn STO-J1" in found.err
    written = {path.name[:3]: text_of(path.read_bytes()) for path in letters.iterdir()}
    assert written.keys() == {"101", "113", "124", "125", "126", "127", "128", "129"}
    assert "Stuur uw aanvulling uiterlijk op vrijdag 20 december 2024." in written["101"]
    assert "omdat zij niet aan alle voorwaarden van de regeling voldoet" in written["113"]
    refused = written.pop("124")
    assert "maar het subsidieplafond is bereikt." in refused
    assert "Plaats 6 (score 7)" in refused
    assert "Alle techniekluwe regio's samen passen binnen hun plafond" in refused
    assert "Bezwaar" in refused
    assert "Onze lezing: In de eerste periode telde de score" in refused
    assert "komt in aanmerking" not in refused
    assert all("plafond is bereikt" not in text for text in written.values())
    assert "komt in aanmerking voor subsidie" in written["129"]


def test_each_decision_is_entered_in_the_register_with_what_the_ceiling_left(
    few: Path, results: Path, tmp_path: Path, run: Run
) -> None:
    register = tmp_path / "register"
    decide = ("decide", str(few), *WHO, *MAXIMA, "--results", str(results), "--register", str(register))
    found = run(*decide, "--decided", "2024-12-02")
    assert found.code == 65
    assert found.out.count("Ingeschreven in") == 8
    records = {
        record["application"]["name"][:3]: record
        for path in (register / "records").glob("*.json")
        for record in [json.loads(path.read_bytes())]
    }
    assert records["124"]["shares"][0]["granted"] is False
    assert records["125"]["shares"][0]["granted"] is True
    assert records["113"]["shares"] == []
    listed = run("register", "list", str(register)).out
    assert "124-uiterstede.yaml: plafond bereikt" in listed
    assert "125-klingdijk.yaml: in aanmerking" in listed
    again = run(*decide, "--decided", "2024-12-02")
    assert again.out.count("stond al in") == 8
    assert run("register", "verify", str(register)).code == 0
    own = next(path for path in (register / "records").glob("*.json") if b"124-uiterstede" in path.read_bytes())
    assert run("verify", str(own), str(few / "124-uiterstede.yaml"), *MAXIMA).code == 0


def test_an_application_that_changed_after_the_batch_has_no_letter(few: Path, results: Path, run: Run) -> None:
    changed = few / "125-klingdijk.yaml"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# later\n", encoding="utf-8")
    letter = few.parent / "brief.docx"
    found = run("letter", str(changed), *LETTER, *MAXIMA, "--results", str(results), "--output", str(letter))
    assert found.code == 2
    assert "niet zoals het bestand nu is" in found.err
    assert not letter.exists()


def test_without_the_round_it_says_that_a_ceiling_may_leave_nothing(few: Path, run: Run) -> None:
    letter = few.parent / "brief.docx"
    found = run("letter", str(few / "125-klingdijk.yaml"), *LETTER, *MAXIMA, "--output", str(letter))
    assert found.code == 0
    assert "geef met --results de map van batch" in found.err
    assert "voor zover het subsidieplafond dat toelaat" in text_of(letter.read_bytes())


def test_a_folder_without_results_is_told(few: Path, run: Run) -> None:
    letter = str(few.parent / "brief.docx")
    found = run("letter", str(few / "125-klingdijk.yaml"), *LETTER, "--results", str(few), "--output", letter)
    assert found.code == 2
    assert "geen map met uitkomsten van een batch" in found.err


def test_where_the_allotment_is_open_there_is_no_letter(few: Path, tmp_path: Path, run: Run) -> None:
    (few / "126-iepdijk.beoordeling.yaml").unlink()  # its score is not known, so there is no order
    results, letters = tmp_path / "uit", tmp_path / "brieven"
    run("batch", str(few), "--out", str(results), *MAXIMA)
    found = run("letter", str(few), *LETTER, *MAXIMA, "--results", str(results), "--output", str(letters))
    assert "het plafond is nog niet verdeeld" in found.err
    assert {path.name[:3] for path in letters.iterdir()} == {"113"}  # no day was given to supplement by


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decide", *WHO), "Geef --register of --output, een map."),
        (("decide", *WHO, "--judgements", "x.yaml", "--output", "uit"), "Geef één bestand."),
        (("letter", *LETTER, "--judgements", "x.yaml", "--output", "uit"), "Geef één bestand."),
        (("letter", *LETTER, "--output", "aanvragen/113-noorderkerke.yaml"), "Kies met --output een map."),
    ],
)
def test_wrong_use_with_many_is_told(
    few: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(few.parent)
    found = run(arguments[0], "aanvragen", *arguments[1:])
    assert found.code == 2
    assert said in found.err


def test_applications_of_one_name_have_letters_of_their_own(few: Path, tmp_path: Path, run: Run) -> None:
    for path in few.iterdir():
        if not path.name.startswith("113"):
            path.unlink()
    late = few / "113-noorderkerke.yaml"
    (few / "sub").mkdir()
    shutil.copy(late, few / "sub" / late.name)
    run("convert", str(late), str(few / "113-noorderkerke.xlsx"))
    letters = tmp_path / "brieven"
    assert run("letter", str(few), *LETTER, "--output", str(letters)).code == 0
    assert {path.name for path in letters.iterdir()} == {
        "113-noorderkerke.yaml.docx",
        "113-noorderkerke.xlsx.docx",
        "sub-113-noorderkerke.docx",
    }
