"""Ctrl-C, at whatever moment, gives one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT, environment, sample

LATE = sample("techniekregio-te-laat")
INTERRUPTED = """
import os, signal, sys
from importlib.abc import MetaPathFinder

at, times, *arguments = sys.argv[1:]
sys.argv = ["sto-check", *arguments]


class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == at:
            for _ in range(int(times)):
                os.kill(os.getpid(), signal.SIGINT)


sys.meta_path.insert(0, Finder())
from sto_check.__main__ import start

start()
"""
MOMENTS = ("click", "sto_check.cli.main", "yaml", "sto_check.scheme.compiled", "sto_check.engine.network",
           "durable.engine", "sto_check.reports.terminal")  # fmt: skip


def _interrupted(at: str, times: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, at, str(times), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment(),
        cwd=ROOT,
    )


@pytest.mark.parametrize("at", MOMENTS)
def test_ctrl_c_while_anything_is_imported_is_one_line(at: str) -> None:
    done = _interrupted(at, 1, "check", LATE)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Afgebroken.\n")


@pytest.mark.parametrize("arguments", [("--lang", "en"), ("--lang=en",)])
@pytest.mark.parametrize("at", ["click", "yaml"])
def test_it_speaks_the_language_of_the_run(at: str, arguments: tuple[str, ...]) -> None:
    assert _interrupted(at, 1, "check", LATE, *arguments).stderr == "Interrupted.\n"


def test_a_second_ctrl_c_ends_it_without_a_traceback() -> None:
    done = _interrupted("yaml", 3, "check", LATE)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr in {"", "Afgebroken.\n"}
