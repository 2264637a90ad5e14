"""Ways to run the program: in this process, and as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import main
from tests.scheme.small import SmallScheme, write_small

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
MAXIMA = ("--maxima", str(SAMPLES / "maxima.csv"))
OWN = ("STO_CHECK_LANG", "STO_CHECK_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def on_one_line(printed: str) -> str:
    """Return what was printed with plain spaces, whatever the lines are."""
    return " ".join(printed.replace("\N{NO-BREAK SPACE}", " ").split())


def sample(name: str) -> str:
    return str(SAMPLES / f"{name}.yaml")


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a program of its own: nothing of ours but what is given."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def run_apart(*arguments: str, stdin: str = "", cwd: Path | None = None, **env: str) -> Ran:
    """Run ``python -m sto_check`` as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sto_check", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(**env),
        cwd=cwd,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def on_terminal(*arguments: str, **env: str) -> tuple[int, str]:
    """Run the program with a terminal as its standard output; return its exit code and what the terminal got."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sto_check", *arguments],
        stdout=slave,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env=environment(TERM="xterm", **env),
    ) as program:
        os.close(slave)
        got = b""
        try:
            while part := os.read(master, 65536):
                got += part
        except OSError:  # the end of a terminal
            pass
        finally:
            os.close(master)
        return program.wait(60), got.decode()


def imported(*arguments: str, **env: str) -> set[str]:
    """Return the names of all modules that a run has imported when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"sys.argv = ['sto-check', *{arguments!r}]\n"
        "from sto_check.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(**env), check=False, timeout=60
    )
    assert done.stdout
    return set(done.stderr.split())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the program in this process."""
    for name in OWN:
        monkeypatch.delenv(name, raising=False)

    def run_here(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["sto-check", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        assert "Traceback" not in printed.err
        return Ran(stopped.value.code, printed.out, printed.err)

    return run_here


@pytest.fixture
def small(tmp_path: Path) -> SmallScheme:
    return write_small(tmp_path / "klein")
