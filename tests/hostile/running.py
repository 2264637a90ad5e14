"""Run the program on a hostile input, as a process of its own that may take little time and memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.cli.conftest import environment

if TYPE_CHECKING:
    from pathlib import Path

CPU_SECONDS = 10
"""A bound on hanging, far above what any input needs."""
MEMORY = 700 * 1024 * 1024
"""Address space in bytes, of which the program itself takes about a third before it reads anything."""


class Refusal(NamedTuple):
    """How the program refused an input: its exit code and the problems of its JSON report."""

    exit_code: int
    problems: list[dict[str, Any]]

    @property
    def codes(self) -> list[str]:
        """The code of each problem."""
        return [found["code"] for found in self.problems]

    @property
    def said(self) -> str:
        """What is wrong and what to do, of the first problem."""
        return f"{self.problems[0]['text']} {self.problems[0]['hint']}"

    @property
    def where(self) -> str:
        """The line and column of the first problem, or its sheet and cell; empty where it has no place."""
        place = self.problems[0]["place"]
        if place is None:
            return ""
        return f"{place['sheet']}!{place['cell']}" if place["sheet"] else f"{place['line']}:{place['column']}"


def run_bounded(*arguments: str, cwd: Path, stdin: Any = subprocess.DEVNULL) -> tuple[int, bytes, bytes]:
    """Run the program within the bounds; return its exit code and what it wrote to its two outputs."""
    done = subprocess.run(
        [sys.executable, "-m", "sto_check", *arguments],
        stdin=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(),
        preexec_fn=_bound,
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def refusal(path: str, cwd: Path, lang: str = "nl", stdin: Any = subprocess.DEVNULL) -> Refusal:
    """Check one file and return how it was refused."""
    code, out, err = run_bounded("check", path, "--format", "json", "--lang", lang, cwd=cwd, stdin=stdin)
    assert len(err) < 500_000
    (application,) = json.loads(out)["applications"]
    assert code == application["exit_code"]
    return Refusal(code, application["problems"] or [])


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
