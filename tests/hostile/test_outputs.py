"""Places that take no output: nothing but a file is ever replaced, and each refusal names what is in the way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sto_check.documents.save import save
from sto_check.text.errors import UsageError
from tests.hostile.running import run_bounded
from tests.permissions import forbidden_what_is_forbidden


def new(folder: Path, *arguments: str) -> tuple[int, str]:
    code, _, err = run_bounded("new", *arguments, cwd=folder)
    return code, err.decode().strip()


@pytest.mark.parametrize(
    ("name", "nl"),
    [
        ("weg/a.yaml", "De map weg bestaat niet. Maak haar, of kies een andere."),
        ("bestand/a.yaml", "De map bestand bestaat niet. Maak haar, of kies een andere."),
        ("map", "map is geen gewoon bestand en wordt niet vervangen. Kies een andere naam."),
        ("pijp", "pijp is geen gewoon bestand en wordt niet vervangen. Kies een andere naam."),
        ("naar-pijp", "{folder}/pijp is geen gewoon bestand en wordt niet vervangen. Kies een andere naam."),
    ],
)
def test_what_is_in_the_way_is_named_and_stays(tmp_path: Path, name: str, nl: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").write_text("x")
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "naar-pijp").symlink_to("pijp")
    before = sorted(tmp_path.iterdir())
    assert new(tmp_path, "-o", name, "--force") == (2, nl.format(folder=tmp_path.resolve()))
    assert sorted(tmp_path.iterdir()) == before
    assert stat.S_ISFIFO((tmp_path / "pijp").stat().st_mode)


def test_a_link_is_kept_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("oud")
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    assert new(tmp_path, "-o", "a.yaml", "--force") == (0, "")
    assert (tmp_path / "a.yaml").is_symlink()
    assert "regeling:" in (tmp_path / "b.yaml").read_text(encoding="utf-8")


def test_a_link_that_leads_nowhere_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("weg.yaml")
    code, said = new(tmp_path, "-o", "a.yaml")
    assert (code, said.startswith("Het bestand a.yaml bestaat al.")) == (2, True)


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map").mkdir(mode=0o555)
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with forbidden_what_is_forbidden(), pytest.raises(UsageError) as caught:
        save(b"x", Path("map/a.yaml"))
    assert caught.value.render("nl") == "U mag in de map map niets schrijven. Kies een andere map."


def test_the_name_of_a_template_tells_its_form(tmp_path: Path) -> None:
    assert new(tmp_path, "-o", "a.xlsx") == (0, "")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert new(tmp_path, "--format", "xlsx", "-o", "a.yaml") == (
        2,
        "De naam a.yaml past niet bij --format xlsx. Kies een naam op .xlsx, of laat --format weg.",
    )
    assert new(tmp_path, "--format", "yaml", "-o", "b.xlsx")[0] == 2


def test_standard_input_named_twice_is_wrong_use(tmp_path: Path) -> None:
    code, _, err = run_bounded("check", "-", "-", cwd=tmp_path)
    assert (code, err.decode()) == (2, "- staat er meer dan één keer. Standaardinvoer is maar één keer te lezen.\n")
