"""Worker processes: every task has its answer, whatever becomes of the one that does it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from sto_check.desk.workers import WorkerDiedError, run_each

Crash = tuple[str, int]


def double(number: int) -> int:
    return 2 * number


def dies_of(task: Crash) -> str:
    """Die as long as the file that a task names holds fewer letters than it says."""
    path, times = Path(task[0]), task[1]
    if len(path.read_text()) < times:
        with path.open("a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def refuses(_task: int) -> int:
    raise ValueError("no")


@pytest.mark.parametrize("workers", [1, 3, 50])
def test_every_task_is_done_once(workers: int) -> None:
    found: list[Any] = sorted(run_each(double, range(20), workers))
    assert found == [(number, 2 * number) for number in range(20)]


def test_of_no_tasks_nothing_comes() -> None:
    assert list(run_each(double, [], 4)) == []


def test_a_task_whose_worker_dies_once_is_done_by_another(tmp_path: Path) -> None:
    tries = tmp_path / "tries"
    tries.touch()
    assert list(run_each(dies_of, [(str(tries), 1)], 2)) == [(0, "done")]
    assert tries.read_text() == "x"


def test_a_task_whose_worker_dies_twice_costs_no_other(tmp_path: Path) -> None:
    calm, fatal = tmp_path / "calm", tmp_path / "fatal"
    calm.touch()
    fatal.touch()
    tasks = [(str(calm), 0), (str(fatal), 9), (str(calm), 0), (str(calm), 0)]
    found = dict(run_each(dies_of, tasks, 2))
    assert sorted(found) == [0, 1, 2, 3]
    died = found.pop(1)
    assert isinstance(died, WorkerDiedError)
    assert died.signal == signal.SIGKILL
    assert set(found.values()) == {"done"}
    assert fatal.read_text() == "xx"


def test_what_a_job_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="no"):
        list(run_each(refuses, [1, 2, 3], 2))


def test_who_stops_asking_ends_the_workers() -> None:
    answers = run_each(double, range(1000), 2)
    next(answers)
    assert len(multiprocessing.active_children()) == 2
    answers.close()
    assert multiprocessing.active_children() == []


def clears_away(task: str) -> None:
    """Write a file and take it away again, as what is half written is when writing is broken off."""
    path = Path(task)
    try:
        path.write_text("half")
        time.sleep(60)
    finally:
        path.unlink()


def fails_when_written(task: str) -> None:
    if task.startswith("wait for "):
        while not Path(task.removeprefix("wait for ")).exists():
            time.sleep(0.01)
        raise ValueError("no")
    clears_away(task)


def test_a_worker_that_is_ended_clears_away_what_it_was_writing(tmp_path: Path) -> None:
    half = tmp_path / "half"
    with pytest.raises(ValueError, match="no"):
        list(run_each(fails_when_written, [str(half), f"wait for {half}"], 2))
    assert not half.exists()
    assert multiprocessing.active_children() == []


def test_a_worker_that_does_not_end_when_asked_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sto_check.desk.workers.TIME_TO_END", 0.2)
    answers = run_each(deaf, [1, 2, 3], 2)
    next(answers)
    answers.close()
    assert multiprocessing.active_children() == []


def deaf(task: int) -> int:
    """Be deaf to being asked to end, at the second task."""
    if task > 1:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    return task


def test_workers_end_when_the_program_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys, time\n"
        "from sto_check.desk.workers import run_each\n"
        "def job(task):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(0.3)\n"
        "list(run_each(job, range(100), 2))\n"
    )
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    workers = {int(program.stdout.readline()) for _ in range(2)}
    program.kill()
    program.wait()
    program.stdout.close()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
