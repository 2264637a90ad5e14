"""Tasks done by the workers of a Dask cluster, many at a time; who gives them gets back what came of each."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from sto_check.desk.workers import WorkerDiedError
from sto_check.text.errors import EXIT_UNAVAILABLE, StoCheckError
from sto_check.text.language import printable
from sto_check.text.problems import package_missing, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

Task = TypeVar("Task")
Done = TypeVar("Done")

MOST_AT_ONCE = 32
"""How many tasks a worker is given at most at a time."""
SHARES = 4
"""In how many rounds the tasks are dealt out, so that no worker waits long for the last."""
SECONDS_TO_ANSWER = 10
_ONE_AT_A_TIME = threading.Lock()
"""A worker with several threads does one task at a time: the engine runs in one thread."""


class NoClusterError(StoCheckError):
    """A cluster cannot be reached, has no workers, is gone, or the package for it is absent (exit code 69)."""

    exit_code = EXIT_UNAVAILABLE


def run_on_cluster(
    job: Callable[[Sequence[Task]], list[Done]], tasks: Sequence[Task], address: str
) -> Generator[tuple[int, Done | WorkerDiedError], None, None]:
    """Have the workers of a cluster do every task; yield its position and what came of it, as soon as it is there.

    ``job`` does several tasks. Dask blames all that a worker had when it died; each of these is given again when all
    others are done, and alone, so that only the one over which a worker dies again comes to a WorkerDiedError. What a
    job raises is raised here. Whoever stops asking takes back what was given. Raises NoClusterError.
    """
    if not tasks:
        return
    client = _client(address)
    try:
        yield from _run(client, job, tasks, address)
    except _JobError as raised:
        raise raised.error from None
    except _gone_errors() as error:
        raise _gone(address, error) from error
    finally:
        _leave(client)


def _run(
    client: Any, job: Callable[[Sequence[Task]], list[Done]], tasks: Sequence[Task], address: str
) -> Generator[tuple[int, Done | WorkerDiedError], None, None]:
    blamed: list[int] = []
    chunks = _chunks(len(tasks), _threads(client, address))
    for chunk, done in _each_done(client, {_give(client, job, tasks, chunk): chunk for chunk in chunks}, address):
        if done is None:
            blamed += chunk
        else:
            yield from zip(chunk, done, strict=True)
    for number in blamed:
        for _, done in _each_done(client, {_give(client, job, tasks, [number]): [number]}, address):
            yield number, WorkerDiedError(0) if done is None else done[0]


def _each_done(client: Any, given: dict[Any, list[int]], address: str) -> Iterator[tuple[list[int], Any]]:
    """Yield of each future what it was given for and what came of it, as soon as it is there: None where a worker died.

    What was lost with a worker is waited for again; raises NoClusterError where none is left.
    """
    while given:
        for future in _first_done(client, given, address):
            try:
                done = _result(future)
            except _LostError:
                _threads(client, address)
                continue
            yield given.pop(future), done


def _first_done(client: Any, futures: Iterable[Any], address: str) -> list[Any]:
    """Wait until at least one is done and return those; raises NoClusterError where no worker is left to do them."""
    from distributed import wait

    while True:
        try:
            with client.as_current():
                found: Any = wait(list(futures), SECONDS_TO_ANSWER, "FIRST_COMPLETED")  # type: ignore[no-untyped-call]
            return list(found.done)
        except TimeoutError:
            _threads(client, address)


class _LostError(Exception):
    """What came of a future was with a worker that is gone; the cluster does it again, if it still has one."""


class _JobError(Exception):
    """What a job raised on a worker, kept apart from what goes wrong with the cluster itself."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error


def _result(future: Any) -> Any:
    """Return what came of a future; None where a worker died over it.

    Raises _JobError, _LostError or NoClusterError.
    """
    from distributed import KilledWorker

    if future.status != "error":
        try:
            return future.result(SECONDS_TO_ANSWER)
        except TimeoutError as late:
            raise _LostError from late
    error = future.exception()
    if isinstance(error, KilledWorker):
        return None
    if isinstance(error, ModuleNotFoundError):
        raise _not_there(str(error)) from error
    raise _JobError(error)


def _gone_errors() -> tuple[type[BaseException], ...]:
    from distributed import CancelledError

    return (CancelledError, OSError, TimeoutError)


def _do(job: Callable[[Sequence[Any]], list[Any]], tasks: Sequence[Any]) -> list[Any]:
    with _ONE_AT_A_TIME:
        return job(tasks)


def _give(client: Any, job: Callable[[Sequence[Any]], list[Any]], tasks: Sequence[Any], chunk: list[int]) -> Any:
    return client.submit(_do, job, [tasks[number] for number in chunk], pure=False)


def _chunks(number: int, threads: int) -> list[list[int]]:
    size = max(1, min(MOST_AT_ONCE, number // (threads * SHARES)))
    return [list(range(start, min(start + size, number))) for start in range(0, number, size)]


def _client(address: str) -> Any:
    """Return what speaks with a cluster; raises NoClusterError where nobody answers in time."""
    try:
        from distributed import Client
    except ImportError as error:
        raise NoClusterError(
            package_missing(
                "no-cluster-package",
                "Het pakket dat met een cluster spreekt is er niet.",
                "The package that speaks with a cluster is not there.",
                "cluster",
            )
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told in our words
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, ImportError, AssertionError) as error:
        raise _unreachable(address) from error  # on a machine that stands still Dask asserts that it could begin


def _threads(client: Any, address: str) -> int:
    threads = sum(client.nthreads().values())
    if not threads:
        raise NoClusterError(
            problem(
                "cluster-without-workers",
                f"Het cluster op {printable(address)} heeft geen werkers.",
                f"The cluster at {printable(address)} has no workers.",
                None,
                "Start er een: dask worker ADRES --nthreads 1.",
                "Start one: dask worker ADDRESS --nthreads 1.",
            )
        )
    return int(threads)


def _leave(client: Any) -> None:
    """Take back what is not done yet, and go; a cluster that is gone has nothing to take back."""
    try:
        client.close(timeout=2)
    except (OSError, TimeoutError):
        return


def _unreachable(address: str) -> NoClusterError:
    return NoClusterError(
        problem(
            "cluster-unreachable",
            f"Op {printable(address)} antwoordt geen cluster.",
            f"No cluster answers at {printable(address)}.",
            None,
            "Geef het adres dat dask scheduler noemt: tcp://host:8786.",
            "Give the address that dask scheduler names: tcp://host:8786.",
        )
    )


def _gone(address: str, error: BaseException) -> NoClusterError:
    why = printable(" ".join(str(error).split())) or type(error).__name__
    return NoClusterError(
        problem(
            "cluster-gone",
            f"Het cluster op {printable(address)} is weggevallen ({why}).",
            f"The cluster at {printable(address)} is gone ({why}).",
            None,
            "Wat al getoetst is, is bewaard; de volgende keer gaat het verder.",
            "What was checked is kept; the next time it goes on.",
        )
    )


def _not_there(why: str) -> NoClusterError:
    return NoClusterError(
        problem(
            "not-on-cluster",
            f"Een werker van het cluster mist iets: {printable(why)}.",
            f"A worker of the cluster lacks something: {printable(why)}.",
            None,
            "Installeer op elke werker dezelfde versie van sto-check.",
            "Install the same version of sto-check on each worker.",
        )
    )
