"""What a batch takes for applications."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_check.desk.found import Found, NothingToCheckError, find_applications


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def names(*paths: Path, without: Path = Path("nowhere")) -> list[str]:
    return [one.name for one in find_applications([str(path) for path in paths], without)[0]]


def test_documents_of_a_folder_and_its_folders_are_found_in_order(tmp_path: Path) -> None:
    made(tmp_path, "b.yaml", "a.yml", "C.XLSX", "noord/plan.json", "noord/plan.ods", "kosten.csv", "lees.txt")
    assert names(tmp_path) == ["C.XLSX", "a.yml", "b.yaml", "noord/plan.json", "noord/plan.ods"]


def test_hidden_files_judgements_and_the_results_themselves_are_not(tmp_path: Path) -> None:
    made(tmp_path, "a.yaml", "a.beoordeling.yaml", ".b.yaml", ".git/c.yaml", "uit/reports/d.yaml")
    assert names(tmp_path, without=tmp_path / "uit") == ["a.yaml"]


def test_a_lock_file_is_passed_over_with_a_note(tmp_path: Path) -> None:
    made(tmp_path, "plan.xlsx", "~$plan.xlsx")
    found, notes = find_applications([str(tmp_path)], Path("nowhere"))
    assert [one.name for one in found] == ["plan.xlsx"]
    assert [note.code for note in notes] == ["lock-file"]


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    made(tmp_path, "a.yaml")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    assert len(names(tmp_path, tmp_path / "a.yaml")) == 1


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    made(tmp_path / "elsewhere", "secret.yaml")
    made(tmp_path / "round", "a.yaml")
    (tmp_path / "round" / "out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "round" / "loop").symlink_to(tmp_path / "round")
    assert names(tmp_path / "round") == ["a.yaml"]


def test_files_of_several_folders_that_have_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("noord", "zuid"):
        made(tmp_path / folder, "plan.yaml")
    found, _ = find_applications([str(tmp_path / "zuid"), str(tmp_path / "noord")], Path("nowhere"))
    assert found == [
        Found("plan.yaml", str(tmp_path / "noord" / "plan.yaml")),
        Found("plan.yaml (2)", str(tmp_path / "zuid" / "plan.yaml")),
    ]


def test_a_folder_without_any_is_told(tmp_path: Path) -> None:
    made(tmp_path, "kosten.csv")
    with pytest.raises(NothingToCheckError) as caught:
        find_applications([str(tmp_path)], Path("nowhere"))
    assert str(tmp_path) in caught.value.render("nl")
    assert caught.value.exit_code == 2
