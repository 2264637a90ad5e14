"""Tasks done by worker processes, so that one that crashes costs its own task and no other."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Done = TypeVar("Done")

TRIES = 2
"""How often a task is begun whose worker dies."""
TIME_TO_END = 2.0
"""How many seconds a worker has to end by itself when it is asked to."""
CLEARED = 8
"""After so many tasks a worker clears its memory away; by itself it does not, for that costs more."""


class WorkerDiedError(Exception):
    """What became of a task whose worker died each time; ``signal`` is what ended it, 0 where it was no signal."""

    def __init__(self, ended_by: int) -> None:
        super().__init__(ended_by)
        self.signal = ended_by


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def run_each(
    job: Callable[[Task], Done], tasks: Sequence[Task], workers: int
) -> Generator[tuple[int, Done | WorkerDiedError], None, None]:
    """Do every task in one of so many processes; yield its position and what came of it, as soon as it is there.

    A task whose worker dies is begun again by another one, and if that dies too it comes to a WorkerDiedError. What a
    job raises is raised here, and ends the others. ``job`` and the tasks must be such that a process can be given
    them. Whoever stops asking, also by an interrupt, ends the workers.
    """
    pool = _Pool(job, tasks)
    try:
        for _ in range(min(workers, len(tasks))):
            pool.start()
        while pool.busy:
            yield from pool.next()
    finally:
        pool.end()


class _Pool(Generic[Task, Done]):
    """The workers, the task that each is at, and the tasks that wait."""

    def __init__(self, job: Callable[[Task], Done], tasks: Sequence[Task]) -> None:
        methods = multiprocessing.get_all_start_methods()
        # A fork has the schemes that are open already; no thread runs here that it could miss.
        self._context = multiprocessing.get_context("fork" if "fork" in methods else None)
        self._job, self._tasks = job, tasks
        self._waiting = list(range(len(tasks)))[::-1]
        self._begun = [0] * len(tasks)
        self.busy: dict[int, tuple[_Worker, int]] = {}

    def start(self) -> None:
        """Start a worker and give it a task, if there is one left."""
        if not self._waiting:
            return
        ours, theirs = self._context.Pipe()
        inherited = [ours, *(worker.pipe for worker, _ in self.busy.values())]
        process = self._context.Process(target=_work, args=(self._job, theirs, inherited), daemon=True)
        process.start()
        theirs.close()
        self._give(_Worker(process, ours))

    def next(self) -> Iterator[tuple[int, Done | WorkerDiedError]]:
        """Wait for a worker to be done or to die, and yield what came of its task."""
        ready = wait([worker.pipe for worker, _ in self.busy.values()])
        for key, (worker, task) in list(self.busy.items()):
            if worker.pipe not in ready:
                continue
            del self.busy[key]
            try:
                done, raised = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._died(worker, task)
                continue
            if raised is not None:
                worker.process.kill()
                worker.process.join()
                raise raised
            self._give(worker)
            yield task, done

    def end(self) -> None:
        """End every worker, whatever it is at: it may clear away what it was writing, but has little time for it."""
        for worker, _ in self.busy.values():
            worker.process.terminate()
        for worker, _ in self.busy.values():
            worker.process.join(TIME_TO_END)
            worker.process.kill()
            worker.process.join()

    def _give(self, worker: _Worker) -> None:
        if not self._waiting:
            worker.pipe.close()
            worker.process.join()
            return
        task = self._waiting.pop()
        self._begun[task] += 1
        self.busy[worker.process.pid or 0] = (worker, task)
        with suppress(OSError):  # one that died meanwhile is found when it is waited for
            worker.pipe.send(self._tasks[task])

    def _died(self, worker: _Worker, task: int) -> Iterator[tuple[int, WorkerDiedError]]:
        worker.process.join()
        code = worker.process.exitcode or 0
        if self._begun[task] < TRIES:
            self._waiting.append(task)
        else:
            yield task, WorkerDiedError(max(-code, 0))
        self.start()


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit


def _work(job: Callable[[Task], Done], pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Do task after task until there are none, or until whoever gives them is gone."""
    for other in inherited:  # else this worker would keep open what tells the others that the end has come
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program that started this decides what an interrupt means
    signal.signal(signal.SIGTERM, _end)
    number = 0
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task, number = pipe.recv(), number + 1
            try:
                answer: tuple[Done | None, Exception | None] = (job(task), None)
            except Exception as error:
                answer = (None, error)
            pipe.send(answer)
            if number % CLEARED == 0:
                gc.collect()
