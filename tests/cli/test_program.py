"""The program as a whole: faults, broken pipes, terminals, and what it does not import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from sto_check.cli.language import chosen_language
from sto_check.cli.main import main
from tests.cli.conftest import MAXIMA, ROOT, Ran, environment, imported, on_terminal, run_apart, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHOLE = sample("techniekregio-volledig")
LATE = sample("techniekregio-te-laat")


def fail(*_arguments: object, **_named: object) -> NoReturn:
    raise RuntimeError("kapot\x1b[31m")


def test_a_fault_gives_no_decision_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sto_check.decision.check_files.check", fail)
    found = run("check", WHOLE)
    assert (found.code, found.out) == (70, "")
    assert found.err.startswith("Onverwachte fout, er is geen beslissing (RuntimeError: kapot")
    assert "STO_CHECK_DEBUG=1" in found.err
    assert "\x1b" not in found.err


def test_a_fault_is_raised_where_debugging_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", LATE).code == 1
    monkeypatch.setattr("sto_check.decision.check_files.check", fail)
    monkeypatch.setenv("STO_CHECK_DEBUG", "1")
    monkeypatch.setattr("sys.argv", ["sto-check", "check", WHOLE])
    with pytest.raises(RuntimeError, match="kapot"):
        main()


def test_an_interruption_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_named: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("sto_check.decision.check_files.check", stop)
    found = run("check", WHOLE)
    assert found.code == 130
    assert found.err.strip() == "Afgebroken."


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", WHOLE, *MAXIMA), 4),
        (("check", LATE, *MAXIMA, "--lang", "en"), 1),
        (("check", "weg.yaml"), 65),
        (("chek",), 2),
        (("rule", "STO-M4"), 0),
        (("schema",), 0),
    ],
)
def test_the_program_exits_with_the_code(arguments: tuple[str, ...], code: int) -> None:
    found = run_apart(*arguments)
    assert found.code == code
    assert bool(found.err) is (code in {2, 65})
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", WHOLE, "-v"),
        ("check", WHOLE, "--format", "json"),
        ("rules",),
        ("rules", "--table"),
        ("new",),
        ("schema",),
        ("rule", "STO-M4"),
        ("--help",),
    ],
)
def test_a_broken_pipe_does_not_trace_back(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sto_check", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 141


def in_shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program, which ``$STO_CHECK`` names, in a shell that redirects its output."""
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        check=False,
        timeout=60,
        env=environment(**env, STO_CHECK=f"{sys.executable} -m sto_check", WHOLE=WHOLE, LATE=LATE),
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("$STO_CHECK check $WHOLE -v >&-", "De uitvoer kan niet worden geschreven: de standaarduitvoer is gesloten\n"),
        (
            "$STO_CHECK check $LATE --format json --lang en >&-",
            "The output cannot be written: standard output is closed\n",
        ),
        ("$STO_CHECK rules >&-", "De uitvoer kan niet worden geschreven: de standaarduitvoer is gesloten\n"),
        ("$STO_CHECK new >&- 2>&-", ""),
        ("$STO_CHECK check $LATE >&- 2>&-", ""),
    ],
)
def test_what_is_written_to_a_closed_output_is_no_success(command: str, said: str) -> None:
    done = in_shell(command)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (74, b"", said)


@pytest.mark.parametrize(
    ("command", "code"),
    [("$STO_CHECK chek 2>&-", 2), ("$STO_CHECK chek >&- 2>&-", 2), ("$STO_CHECK check $LATE 2>&- >/dev/null", 1)],
)
def test_a_closed_output_to_which_nothing_is_written_changes_no_exit_code(command: str, code: int) -> None:
    done = in_shell(command)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


def test_a_file_is_written_where_the_output_is_closed(tmp_path: Path) -> None:
    done = in_shell(f"$STO_CHECK new --output {tmp_path}/a.yaml >&-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "regeling:" in (tmp_path / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("arguments", "lang", "said"),
    [
        ("check $WHOLE", "nl", "De uitvoer kan niet worden geschreven: "),
        ("check $WHOLE --format json", "nl", "De uitvoer kan niet worden geschreven: "),
        ("rules", "nl", "De uitvoer kan niet worden geschreven: "),
        ("schema", "en", "The output cannot be written: "),
    ],
)
def test_a_full_disk_is_told_in_words(arguments: str, lang: str, said: str) -> None:
    done = in_shell(f"$STO_CHECK {arguments} >/dev/full", STO_CHECK_LANG=lang)
    assert done.returncode == 74
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(said)


def encoded(encoding: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sto_check", *arguments],
        capture_output=True,
        env=environment(PYTHONUTF8="0", PYTHONIOENCODING=encoding),
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_an_output_cannot_hold_becomes_question_marks(encoding: str) -> None:
    done = encoded(encoding, "check", LATE, *MAXIMA, "-v")
    whole = encoded("utf-8", "check", LATE, *MAXIMA, "-v").stdout.decode()
    assert (done.returncode, done.stderr) == (1, b"")
    assert "✗" in whole
    assert done.stdout == whole.encode(encoding, "replace")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_json_on_an_output_that_is_not_utf8_is_ascii_and_says_the_same(encoding: str) -> None:
    done = encoded(encoding, "check", LATE, *MAXIMA, "--format", "json")
    whole = encoded("utf-8", "check", LATE, *MAXIMA, "--format", "json").stdout
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.isascii()
    assert not whole.isascii()
    assert json.loads(done.stdout) == json.loads(whole)


def test_a_terminal_gets_colour_and_the_same_words_as_a_pipe() -> None:
    code, shown = on_terminal("check", LATE, *MAXIMA, COLUMNS="80")
    assert code == 1
    assert "\x1b[1;31mNIET IN AANMERKING:\x1b[0m" in shown
    piped = run_apart("check", LATE, *MAXIMA).out
    plain = "".join(part.partition("m")[2] if number else part for number, part in enumerate(shown.split("\x1b[")))
    assert plain.split() == piped.split()


def test_a_terminal_gets_no_colour_where_none_is_wanted() -> None:
    _, shown = on_terminal("check", LATE, NO_COLOR="1")
    assert "\x1b[1;31m" not in shown
    assert "NIET IN AANMERKING" in shown


def test_a_check_in_a_pipe_imports_nothing_of_rich() -> None:
    modules = imported("check", WHOLE)
    assert "sto_check.decision.check" in modules
    assert {name for name in modules if name.partition(".")[0] == "rich"} == set()


@pytest.mark.parametrize("arguments", [("new",), ("schema",), ("rules",), ("--help",)])
def test_what_checks_nothing_does_not_import_durable(arguments: tuple[str, ...]) -> None:
    modules = imported(*arguments)
    assert "sto_check.cli.main" in modules
    assert {name for name in modules if "durable" in name} == set()


def test_importing_the_library_imports_none_of_it() -> None:
    program = "import sto_check, sys; print(*(name for name in sys.modules if name.startswith('sto_check')))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(), check=True, timeout=60
    )
    assert done.stdout.split() == ["sto_check"]


def test_the_library_names_all_that_it_offers() -> None:
    import sto_check

    for name in sto_check.__all__:
        assert getattr(sto_check, name).__module__.startswith("sto_check.")
    assert dir(sto_check) == sto_check.__all__
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        sto_check.chek  # noqa: B018


@pytest.mark.parametrize(
    ("arguments", "given", "lang"),
    [
        ([], {}, "nl"),
        ([], {"STO_CHECK_LANG": "en"}, "en"),
        ([], {"STO_CHECK_LANG": "de"}, "nl"),
        (["check", "--lang", "en"], {}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["check", "--lang", "nl"], {"STO_CHECK_LANG": "en"}, "nl"),
        (["check", "--lang", "de"], {"STO_CHECK_LANG": "en"}, "en"),
        (["check", "--lang"], {}, "nl"),
        (["check", "en"], {}, "nl"),
        (["check", "--lang", "en", "--lang", "nl"], {}, "nl"),
        (["check", "--lang=nl", "--lang=en"], {}, "en"),
        (["check", "--", "--lang", "en"], {}, "nl"),
    ],
)
def test_the_language_of_a_run(arguments: list[str], given: dict[str, str], lang: str) -> None:
    assert chosen_language(arguments, given) == lang


def test_paths_are_shown_as_they_were_given(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ontvangen: 2024-09-24\nregio: {sort: x}\n")
    found = run_apart("check", "a.yaml", cwd=tmp_path)
    assert found.err.startswith("a.yaml:2:9: regio.sort: ")
    assert (ROOT / "samples").is_dir()
