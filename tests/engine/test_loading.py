"""durable-rules is loaded where Python no longer has all that it names, and where that fails the reason is told."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import durable_rules_engine
import pytest

from sto_check import check, load_application, load_scheme
from sto_check.cli.main import run
from sto_check.engine import loading
from sto_check.engine.errors import EngineNotLoadedError
from sto_check.engine.loading import EXTENSION, GONE, REPAIR, load_engine
from sto_check.engine.network import Network
from sto_check.text.language import Text

ROOT = Path(__file__).parents[2]
LATE = ROOT / "samples" / "techniekregio-te-laat.yaml"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """Let the loader refuse the extension with the words given as parameter."""
    said: str = request.param

    def refuse(name: str) -> NoReturn:
        assert name == EXTENSION
        raise ImportError(said)

    monkeypatch.setattr(loading, "import_module", refuse)
    monkeypatch.delenv("LD_BIND_NOW", raising=False)
    return said


def _loaded() -> EngineNotLoadedError:
    with pytest.raises(EngineNotLoadedError) as raised:
        load_engine()
    return raised.value


@pytest.mark.parametrize("refused", [f"/x/durable.so: undefined symbol: {GONE}"], indirect=True)
def test_a_loader_that_binds_at_once_is_told_with_what_to_do(refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    error = _loaded()
    version = ".".join(map(str, sys.version_info[:3]))
    assert (error.exit_code, error.said, error.python) == (69, refused, f"Python {version}")
    assert error.render("en") == (
        f"Nothing was checked: Python {version} cannot load durable-rules as it was built here ({refused}). "
        f"Build durable-rules again: {REPAIR}"
    )
    assert error.render("nl").startswith(f"Er is niets getoetst: Python {version} kan durable-rules zoals het hier is")
    monkeypatch.setenv("LD_BIND_NOW", "1")
    assert "Take LD_BIND_NOW out of the environment, or build durable-rules again: CPP" in _loaded().render("en")
    assert "Haal LD_BIND_NOW weg uit de omgeving, of bouw durable-rules opnieuw: CPP" in _loaded().render("nl")


@pytest.mark.parametrize("refused", [f"No module named '{EXTENSION}'"], indirect=True)
def test_an_extension_that_is_not_there_is_told(refused: str) -> None:
    assert _loaded().problems[0].hint == Text(
        "Installeer sto-check opnieuw met deze Python; daarvoor is een C-compiler nodig.",
        "Install sto-check again with this Python; that needs a C compiler.",
    )
    assert refused in _loaded().render("nl")


@pytest.mark.parametrize("refused", [f"/x/durable.so: undefined symbol: {GONE}"], indirect=True)
def test_the_program_says_so_and_ends_in_69(
    refused: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("sto_check.engine.", "sto_check.decision."))]:
        if name not in {"sto_check.engine.loading", "sto_check.engine.errors"}:
            monkeypatch.delitem(sys.modules, name)
    assert run(["check", str(LATE)]) == 69
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Er is niets getoetst: ")
    assert refused in printed.err
    assert len(printed.err.splitlines()) == 1


@pytest.mark.skipif(not hasattr(sys, "setdlopenflags"), reason="only where the loader can be asked")
def test_the_loader_is_asked_to_look_up_late_only_for_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    during: list[int] = []

    def note(_name: str) -> None:
        during.append(sys.getdlopenflags())

    def fail(_name: str) -> NoReturn:
        note("")
        raise ImportError("kapot")

    before = sys.getdlopenflags()
    for instead in (note, fail):
        monkeypatch.setattr(loading, "import_module", instead)
        try:
            load_engine()
        except EngineNotLoadedError:
            assert instead is fail
        assert sys.getdlopenflags() == before
    assert len(during) == 2
    assert all(flags & os.RTLD_LAZY and not flags & os.RTLD_NOW for flags in during)


def test_without_flags_of_a_loader_it_is_imported_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys, "setdlopenflags", raising=False)
    assert load_engine() is durable_rules_engine


@pytest.mark.skipif(sys.platform != "linux", reason="LD_BIND_NOW is for the loader of Linux")
def test_where_all_is_looked_up_at_once_it_works_or_says_why_not() -> None:
    """With a function missing nothing can be checked, in words; without, the decision is the usual one."""
    done = subprocess.run(
        [sys.executable, "-m", "sto_check", "check", "--lang", "en", str(LATE)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "LD_BIND_NOW": "1"},
    )
    if _misses():
        assert (done.returncode, done.stdout) == (69, "")
        assert done.stderr.startswith("Nothing was checked: ")
        assert "Take LD_BIND_NOW out of the environment" in done.stderr
    else:
        assert (done.returncode, done.stderr) == (1, "")
        assert "NOT ELIGIBLE" in done.stdout


def _misses() -> bool:
    """Return whether the extension names a function that this Python does not have."""
    import ctypes

    named = GONE.encode() + b"\0" in Path(importlib.import_module(EXTENSION).__file__ or "").read_bytes()
    return named and not hasattr(ctypes.pythonapi, GONE)


def test_the_callbacks_that_would_call_it_are_never_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> NoReturn:
        raise AssertionError("a callback is set")

    setters = [name for name in dir(durable_rules_engine) if name.endswith("_callback")]
    assert len(setters) == 5
    for name in setters:
        monkeypatch.setattr(durable_rules_engine, name, fail)
    assert Network({"small": {"$lt": {"a": 3}}}).matches([{"a": 1}, {"a": 5}]) == {("small", 0)}
    assert check(load_application(LATE), load_scheme("sto-2025-2028")).verdict == "not-eligible"


def test_the_repair_names_the_version_that_is_asked_for() -> None:
    wanted = next(
        line.strip(' ",') for line in (ROOT / "pyproject.toml").read_text().splitlines() if "durable-rules==" in line
    )
    assert REPAIR.endswith(f" {wanted}")


@pytest.mark.skipif(not hasattr(sys, "setdlopenflags"), reason="the loader cannot be asked here")
def test_what_is_loaded_afterwards_is_looked_up_as_before() -> None:
    before = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_NOW)
    try:
        load_engine()
        assert sys.getdlopenflags() == os.RTLD_NOW
    finally:
        sys.setdlopenflags(before)
