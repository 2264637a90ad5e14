"""A file is written whole or not at all, keeps its permissions, and is never lost to another writer."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import NoReturn

import pytest

from sto_check.documents.save import FileExistsAlreadyError, save


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"oud")
    path.chmod(mode)
    save(b"nieuw", path, overwrite=True)
    assert (path.read_bytes(), _mode(path)) == (b"nieuw", mode)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_user_gives(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        save(b"x", tmp_path / "a.yaml")
        save(b"x", tmp_path / "b.yaml", overwrite=True)
    finally:
        os.umask(before)
    assert (_mode(tmp_path / "a.yaml"), _mode(tmp_path / "b.yaml")) == (mode, mode)


def test_the_umask_of_the_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_mask: int) -> NoReturn:
        raise AssertionError("other threads would make files that anyone may read")

    monkeypatch.setattr(os, "umask", fail)
    save(b"x", tmp_path / "a.yaml")
    save(b"y", tmp_path / "a.yaml", overwrite=True)


@pytest.mark.parametrize("links", [True, False])
def test_of_several_writers_one_writes_and_the_others_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_given: object, **_named: object) -> NoReturn:
        raise PermissionError(1, "this file system has no links")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    barrier = Barrier(8)

    def write(number: int) -> bool:
        barrier.wait(10)
        try:
            save(f"{number}".encode() * 1000, tmp_path / "a.yaml")
        except FileExistsAlreadyError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, range(8)))
    assert written.count(True) == 1
    assert (tmp_path / "a.yaml").read_bytes() == f"{written.index(True)}".encode() * 1000
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_while_another_is_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    link = os.link

    def late(source: Path, target: Path, **named: bool) -> None:
        target.write_bytes(b"van een ander")
        if not links:
            raise PermissionError(1, "this file system has no links")
        link(source, target, **named)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileExistsAlreadyError):
        save(b"x", tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").read_bytes() == b"van een ander"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
@pytest.mark.parametrize("overwrite", [True, False])
def test_nothing_half_is_left_where_writing_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], overwrite: bool
) -> None:
    def broken(*_given: object, **_named: object) -> NoReturn:
        raise error

    monkeypatch.setattr(Path, "replace", broken)
    monkeypatch.setattr(os, "link", broken)
    with pytest.raises(error):
        save(b"x", tmp_path / "a.yaml", overwrite=overwrite)
    assert list(tmp_path.iterdir()) == []
