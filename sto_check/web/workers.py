"""Checks in processes of their own, each with bounds on time and memory; what dies costs one request."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sto_check.documents.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from sto_check.web.checking import Answer

Asked = TypeVar("Asked")
"""What is asked, such as a check of a document."""


class Bounds(NamedTuple):
    """What one check may take, and how many there may be.

    ``seconds`` is how long it may take and ``megabytes`` how much memory; ``at_once`` checks run beside each other, and
    so many more may be ``waiting``.
    """

    seconds: float = 30
    megabytes: int = 1024
    at_once: int = 2
    waiting: int = 100


class TooBusyError(Exception):
    """More wait already than may."""


class CheckDiedError(Exception):
    """The process ended without an answer: it took too much time or memory, or it crashed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Workers:
    """Does checks, so many at once, the others in the order in which they came."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._room = asyncio.Semaphore(bounds.at_once)
        self._asked = 0
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["sto_check.web.ready"])

    @property
    def asked(self) -> int:
        """How many checks run or wait."""
        return self._asked

    async def do(self, work: Callable[[Asked], Answer], asked: Asked) -> Answer:
        """Return what a function of a module answers; raises TooBusyError or CheckDiedError."""
        if self._asked >= self._bounds.at_once + self._bounds.waiting:
            raise TooBusyError
        self._asked += 1
        try:
            async with self._room:
                return await self._run(work, asked)
        finally:
            self._asked -= 1

    async def _run(self, work: Callable[[Asked], Answer], asked: Asked) -> Answer:
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_work, args=(work, asked, theirs, self._bounds), daemon=True)
        try:
            await asyncio.to_thread(process.start)
        except OSError:  # it was killed while it began, or the system has no room for another
            ours.close()
            raise CheckDiedError("crash") from None
        finally:
            theirs.close()
        try:
            return await asyncio.to_thread(self._received, ours)
        finally:
            process.kill()
            ours.close()
            await asyncio.to_thread(process.join)
            process.close()

    def _received(self, pipe: Connection) -> Answer:
        if not pipe.poll(self._bounds.seconds):
            raise CheckDiedError("time")
        try:
            found = pipe.recv()
        except (EOFError, OSError):
            raise CheckDiedError("crash") from None
        if isinstance(found, BaseException):
            raise CheckDiedError("memory" if isinstance(found, MemoryError) else "crash")
        answered: Answer = found
        return answered


def _work(work: Callable[[Asked], Answer], asked: Asked, pipe: Connection, bounds: Bounds) -> None:
    """Do one task within the bounds and send what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError):
        import resource

        memory = bounds.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (int(bounds.seconds) + 1, int(bounds.seconds) + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pipe.send(work(asked))
    except BaseException as error:
        pipe.send(MemoryError() if isinstance(error, MemoryError) else RuntimeError(type(error).__name__))
