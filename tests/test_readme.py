"""The README shows what the tool prints: every example is run and compared."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- run: sto-check (.+?) -->\n```\n(.*?)```\n", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(arguments: str) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        results = f"{scratch}/uitkomsten"
        words = [results if word == "uitkomsten" else word for word in shlex.split(arguments)]
        command = [sys.executable, "-m", "sto_check", *words]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return (done.stderr + done.stdout).replace(results, "uitkomsten")


@pytest.mark.parametrize(("arguments", "shown"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_example_prints_what_the_readme_shows(arguments: str, shown: str) -> None:
    printed = run(arguments)
    before, ellipsis, after = shown.partition("[...]\n")
    if ellipsis:
        assert printed.startswith(before)
        assert printed.endswith(after)
    else:
        assert printed == shown


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4
    assert len(PYTHON) >= 1


@pytest.mark.parametrize("code", PYTHON)
def test_python_example_runs(code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert "STO-M4 Bring in" in capsys.readouterr().out


def test_set_up_commands_are_one_line_each_and_ci_runs_the_tests() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 3
    assert commands[1].endswith(".venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pip\" install -q -e '.[dev]'" in ci
    assert '/venv/bin/pytest"' in ci
