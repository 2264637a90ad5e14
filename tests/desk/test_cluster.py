"""Applications checked on a cluster: the same results, whatever becomes of a worker, and each fault in words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from distributed import Client

from sto_check.desk.batch import Keys, SeenOtherwiseError, Task, check_elsewhere, fingerprint_of, run_batch
from sto_check.desk.cluster import NoClusterError, run_on_cluster
from sto_check.desk.results_folder import open_results
from tests.cli.conftest import ROOT, run_apart
from tests.desk.conftest import WANTED
from tests.desk.test_batch import applications, make, make_but_die_of_b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__WORKER__DAEMON": "True",
}


class Cluster:
    """A scheduler and two workers on this machine; who watches over a worker starts it again when it dies."""

    def __init__(self, folder: Path, *, watched: bool) -> None:
        self._file = folder / "scheduler.json"
        self._programs = [self._start("scheduler", "--port", "0", "--no-dashboard")]
        until = time.monotonic() + 60
        while not self._file.exists() or not self._file.read_text():
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        self.address = json.loads(self._file.read_text())["address"]
        guard = "--nanny" if watched else "--no-nanny"
        self.workers = [self._start("worker", "--nthreads", "1", guard, "--no-dashboard") for _ in range(2)]
        with Client(self.address, timeout=60) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=60)

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.dask_{what}",
            "--scheduler-file",
            str(self._file),
            *arguments,
        ]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            command, env=ENVIRONMENT, stdout=quiet, stderr=quiet, cwd=self._file.parent, start_new_session=True
        )

    def end(self) -> None:
        """End all of it at once, with what was started in turn."""
        for program in (*self.workers, *self._programs):
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster for tests that leave it as it is."""
    started = Cluster(tmp_path_factory.mktemp("cluster"), watched=False)
    yield started
    started.end()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"), watched=False)
    yield started
    started.end()


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"), watched=True)
    yield started
    started.end()


def twice(numbers: Sequence[int]) -> list[Any]:
    return [2 * number for number in numbers]


def slowly_by_whom(tasks: Sequence[int]) -> list[Any]:
    time.sleep(0.2)
    return [(task, os.getpid()) for task in tasks]


def refuses(_tasks: Sequence[int]) -> list[Any]:
    raise ValueError("no")


def cannot_write(_tasks: Sequence[int]) -> list[Any]:
    raise OSError("the disk is full")


def lacks(_tasks: Sequence[int]) -> list[Any]:
    raise ModuleNotFoundError("No module named 'sto_check'")


def test_a_batch_on_a_cluster_is_that_of_this_machine_to_the_byte(lasting: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "aanvragen"
    folder.mkdir()
    for source in sorted((ROOT / "samples" / "ronde").glob("1[01]*"))[9:15]:
        (folder / source.name).write_bytes(source.read_bytes())
    outs = tmp_path / "hier", tmp_path / "daar"
    ran = [
        run_apart("batch", str(folder), "--out", str(out), *more)
        for out, more in zip(outs, ((), ("--cluster", lasting.address)), strict=True)
    ]
    assert ran[0].out == ran[1].out
    assert ran[0].code == ran[1].code == 3
    here, there = ({path.relative_to(out): path for path in out.rglob("*") if path.is_file()} for out in outs)
    assert here.keys() == there.keys()
    assert [name for name, path in here.items() if path.read_bytes() != there[name].read_bytes()] == []
    again = run_apart("batch", str(folder), "--out", str(outs[1]))
    assert "Al eerder getoetst en niet veranderd" in again.err


def test_every_task_is_done_once(lasting: Cluster) -> None:
    found = dict(run_on_cluster(twice, range(1000), lasting.address))
    assert found == {number: 2 * number for number in range(1000)}
    assert list(run_on_cluster(twice, [], "nergens")) == []


def test_what_a_worker_was_at_that_is_killed_is_done_by_the_other(cluster: Cluster) -> None:
    answers = run_on_cluster(slowly_by_whom, range(40), cluster.address)
    found: dict[int, Any] = dict([next(answers)])
    victim = cluster.workers[0]
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    found |= dict(answers)
    assert {number: done[0] for number, done in found.items()} == {number: number for number in range(40)}
    assert list(found.values())[-1][1] != victim.pid


def test_a_document_over_which_a_worker_dies_each_time_is_a_row(
    watched: Cluster, round_of_four: Path, tmp_path: Path
) -> None:
    with open_results(tmp_path / "out") as results:
        done = dict(run_batch(applications(round_of_four), WANTED, make_but_die_of_b, results, 1, watched.address))
        assert len(done) == 4
        rows = {name: kept.row for name in done if (kept := results.kept(name))}
    assert rows["b.yaml"].exit_code == 70
    assert "brak twee keer af" in rows["b.yaml"].reason
    assert [name for name, row in rows.items() if row.exit_code == 70] == ["b.yaml"]


def test_what_a_job_raises_is_raised_and_who_stops_takes_back_what_was_given(lasting: Cluster) -> None:
    with pytest.raises(ValueError, match="no"):
        list(run_on_cluster(refuses, range(10), lasting.address))
    with pytest.raises(OSError, match="the disk is full"):
        list(run_on_cluster(cannot_write, range(10), lasting.address))
    with pytest.raises(NoClusterError, match="dezelfde versie van sto-check"):
        list(run_on_cluster(lacks, range(10), lasting.address))
    answers = run_on_cluster(slowly_by_whom, range(400), lasting.address)
    next(answers)
    answers.close()
    with Client(lasting.address, timeout=30) as client:  # type: ignore[no-untyped-call]
        until = time.monotonic() + 30
        while any(client.processing().values()) and time.monotonic() < until:
            time.sleep(0.1)
        assert not any(client.processing().values())


def test_a_cluster_that_goes_away_keeps_what_was_done(cluster: Cluster) -> None:
    answers = run_on_cluster(slowly_by_whom, range(200), cluster.address)
    assert next(answers)[1]
    cluster.end()
    with pytest.raises(NoClusterError, match="Wat al getoetst is, is bewaard"):
        list(answers)


def test_a_cluster_that_does_not_answer_or_has_no_workers_is_told(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sto_check.desk.cluster.SECONDS_TO_ANSWER", 1)
    for address in ("tcp://127.0.0.1:1", "zo maar", "rare://x"):
        with pytest.raises(NoClusterError, match="antwoordt geen cluster"):
            list(run_on_cluster(twice, [1], address))
    monkeypatch.setattr("sto_check.desk.cluster.SECONDS_TO_ANSWER", 30)
    for worker in cluster.workers:
        worker.terminate()
        worker.wait(30)
    with Client(cluster.address, timeout=30) as client:  # type: ignore[no-untyped-call]
        until = time.monotonic() + 30
        while client.nthreads() and time.monotonic() < until:
            time.sleep(0.1)
    with pytest.raises(NoClusterError, match="heeft geen werkers"):
        list(run_on_cluster(twice, [1], cluster.address))


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoClusterError, match=r"pip install 'sto-check\[cluster\]'"):
        list(run_on_cluster(twice, [1], "tcp://127.0.0.1:1"))


def test_a_cluster_whose_last_worker_is_gone_is_told(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sto_check.desk.cluster.SECONDS_TO_ANSWER", 3)
    answers = run_on_cluster(slowly_by_whom, range(400), cluster.address)
    next(answers)
    for worker in cluster.workers:
        os.killpg(worker.pid, signal.SIGKILL)
    with pytest.raises(NoClusterError, match="heeft geen werkers"):
        list(answers)


def test_a_worker_that_sees_something_else_says_so(lasting: Cluster, round_of_four: Path, tmp_path: Path) -> None:
    with open_results(tmp_path / "out") as results:
        found = applications(round_of_four)[0]
        keys = Keys(WANTED)
        document = fingerprint_of(Path(found.path))
        task = Task(found, document, keys.key(found, document), WANTED, make, results)
    assert check_elsewhere(keys.shared, [task])[0].kept.row.name == found.name
    for name, said in (("version", "de versie van sto-check"), ("schemes", "de regelingen"), ("today", "de dag")):
        with pytest.raises(SeenOtherwiseError, match=said):
            check_elsewhere({**keys.shared, name: "iets anders"}, [task])
    other: Any = partial(check_elsewhere, {**keys.shared, "code": "iets anders"})
    with pytest.raises(SeenOtherwiseError, match="de versie van sto-check"):
        list(run_on_cluster(other, [task], lasting.address))
    Path(found.path).write_text("regeling: sto-2025-2028\n", encoding="utf-8")
    with pytest.raises(SeenOtherwiseError, match=r"a\.yaml"):
        check_elsewhere(keys.shared, [task])
