"""The file itself: what is no document is refused in words of its own, without waiting and without reading it."""

from __future__ import annotations

import io
import os
import resource
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.errors import FileUnreadableError, TooLargeError
from sto_check.documents.limits import DEFAULT_LIMITS, MEGABYTE
from sto_check.documents.open_file import open_bytes, read_stdin
from sto_check.documents.read import read_file
from sto_check.text.language import Text
from sto_check.text.place import Place
from tests.permissions import forbidden_what_is_forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.text.errors import Problem


def refused(path: str | Path) -> Problem:
    with pytest.raises(FileUnreadableError) as caught:
        open_bytes(path)
    assert caught.value.exit_code == 65
    (problem,) = caught.value.problems
    assert problem.says.nl != problem.says.en
    assert problem.hint is not None
    assert problem.hint.nl != problem.hint.en
    return problem


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def make_loop(path: Path) -> None:
    path.symlink_to(path.with_name("b"))
    path.with_name("b").symlink_to(path)


@pytest.mark.parametrize(
    ("make", "code", "nl"),
    [
        (Path.mkdir, "is-a-directory", "{} is een map, geen bestand."),
        (os.mkfifo, "is-a-pipe", "{} is een pijp met een naam, geen gewoon bestand."),
        (make_socket, "is-a-socket", "{} is een socket, geen bestand."),
        (lambda path: path.symlink_to("/dev/zero"), "is-a-device", "{} is een apparaat, geen bestand."),
        (
            lambda path: path.symlink_to("weg.yaml"),
            "broken-link",
            "{} is een symbolische link naar een bestand dat niet bestaat: weg.yaml.",
        ),
        (make_loop, "link-loop", "{} is een symbolische link die naar zichzelf leidt."),
    ],
)
def test_what_is_no_file_is_named(
    make: Callable[[Path], None], code: str, nl: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("a"))
    problem = refused("a")
    assert (problem.code, problem.says.nl) == (code, nl.format("a"))


def test_a_device_is_refused() -> None:
    assert refused("/dev/zero").code == "is-a-device"


def test_a_file_that_becomes_a_pipe_after_it_was_looked_at_does_not_wait_for_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "a.yaml", tmp_path / "pijp"
    path.write_text("a: 1\n")
    os.mkfifo(pipe)
    really_open = os.open
    monkeypatch.setattr(os, "open", lambda _path, how, *rest: really_open(pipe, how, *rest))
    assert refused(path).code == "is-a-pipe"


def test_a_file_that_vanishes_after_it_was_looked_at_is_simply_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    really_open = os.open

    def vanish(name: str, how: int) -> int:
        path.unlink()
        return really_open(name, how)

    monkeypatch.setattr(os, "open", vanish)
    assert refused(path).code == "not-found"


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    really_look, looked = os.fstat, []

    def look(descriptor: int) -> os.stat_result:
        looked.append(descriptor)
        if len(looked) == 2:
            with path.open("a") as more:
                more.write("b: 2\n")
        return really_look(descriptor)

    monkeypatch.setattr(os, "fstat", look)
    problem = refused(path)
    assert problem.code == "changed-meanwhile"
    assert problem.says.nl == f"{path} is veranderd terwijl het werd gelezen."


def test_a_file_of_half_a_gigabyte_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "groot.yaml"
    with path.open("wb") as file:
        file.truncate(500 * MEGABYTE)
    monkeypatch.setattr("sto_check.documents.open_file._read_within", None)
    with pytest.raises(TooLargeError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    assert problem.place == Place(str(path), 1, 1)
    assert problem.says == Text(
        "Het document is groter dan 10 MB (grens megabytes=10).",
        "The document is larger than 10 MB (limit megabytes=10).",
    )
    assert problem.hint == Text(
        "Geef alleen de aanvraag zelf, zonder bijlagen, of verhoog de grens met: --limit megabytes=20.",
        "Give the application only, without its annexes, or raise the limit with: --limit megabytes=20.",
    )


def test_a_file_that_grows_over_the_limit_is_not_read_beyond_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MEGABYTE + 1))
    size = os.fstat
    small = tmp_path / "klein"
    small.write_bytes(b"#")
    monkeypatch.setattr(os, "fstat", lambda _descriptor: small.stat())
    with pytest.raises(TooLargeError):
        open_bytes(path, DEFAULT_LIMITS._replace(megabytes=1))
    monkeypatch.setattr(os, "fstat", size)
    path.write_bytes(b"#" * MEGABYTE)
    assert len(open_bytes(path, DEFAULT_LIMITS._replace(megabytes=1))) == MEGABYTE


def test_a_limit_that_is_raised_is_not_set_aside_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_file(path, DEFAULT_LIMITS._replace(megabytes=999_999)).tree == {"a": "1"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_without_permission_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n")
    (tmp_path / "a.yaml").chmod(0)
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    with forbidden_what_is_forbidden():
        problem = refused("a.yaml")
    assert (problem.code, problem.says.nl) == ("not-permitted", "U mag a.yaml niet lezen.")


@pytest.mark.parametrize(
    ("name", "code", "nl"),
    [
        ("", "not-found", "Er is geen bestandsnaam gegeven."),
        ("a\0b", "bad-name", "Deze bestandsnaam bevat een NUL-teken en kan niet bestaan."),
        ("a" * 5000, "name-too-long", "Deze bestandsnaam is te lang om te bestaan."),
        (os.fsdecode(b"caf\xe9.yaml"), "not-found", "Het bestand caf\ufffd.yaml bestaat niet."),
    ],
)
def test_a_name_that_no_file_has(name: str, code: str, nl: str) -> None:
    problem = refused(name)
    assert (problem.code, problem.says.nl) == (code, nl)


def test_a_file_whose_name_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    path.write_text("a: 1\n")
    assert read_file(path).tree == {"a": "1"}


class _Input(io.RawIOBase):
    """Standard input that answers a read in an odd way."""

    def __init__(self, answer: OSError | None) -> None:
        self.answer = answer

    def read(self, _size: int = -1) -> Any:
        if self.answer is not None:
            raise self.answer


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (IsADirectoryError(21, "Is a directory"), "is-a-directory"),
        (None, "not-opened"),
        (OSError(5, "x"), "not-opened"),
    ],
)
def test_standard_input_that_cannot_be_read(answer: OSError | None, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": _Input(answer)}))
    with pytest.raises(FileUnreadableError) as caught:
        read_stdin()
    assert caught.value.problems[0].code == code
