"""Run the program in this process, with its output caught, its schemes kept, and an eye on how long it takes."""

from __future__ import annotations

import faulthandler
import io
import os
import pickle
import signal
import sys
import traceback
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sto_check.cli import main as program
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.scheme import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme

GIVE_UP = 120
"""Seconds after which the process is ended with a stack where not even Python runs any more."""


class Hang(BaseException):
    """A run took longer than it may. No ``except Exception`` of the program stops it."""


class Ran(NamedTuple):
    """What a run gave; ``fault`` is the stack of what it raised instead, or empty."""

    code: int
    out: str
    err: str
    fault: str = ""


def run_here(arguments: list[str], seconds: float) -> Ran:
    """Run the program with these arguments; a fault is what it raises, or more than so many seconds of computing."""
    before = sys.argv
    sys.argv = ["sto-check", *arguments]
    fault, code = "", -1
    faulthandler.dump_traceback_later(GIVE_UP, exit=True, file=2)
    try:
        with redirect_stdout(_OUT), redirect_stderr(_ERR), _watched(seconds):
            code = program.run(arguments)
    except (Exception, Hang, SystemExit):
        fault = traceback.format_exc()
    finally:
        faulthandler.cancel_dump_traceback_later()
        sys.argv = before
    return Ran(code, _taken(_OUT), _taken(_ERR), fault)


def run_apart(arguments: list[str], seconds: float) -> Ran:
    """Do the same in a copy of this process: a network made for one input is never given back by durable-rules."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(tuple(run_here(arguments, seconds)), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        written = pipe.read()
    _, status = os.waitpid(child, 0)
    if not written:
        return Ran(-1, "", "", f"The process ended without an answer, with status {status}.")
    return Ran(*pickle.loads(written))  # noqa: S301 (written above)


@contextmanager
def kept_schemes() -> Iterator[None]:
    """Open each scheme that comes along once, also over runs; and let what goes wrong inside be raised."""
    loaded: dict[str, Scheme] = {}
    really = load.load_scheme

    def kept(
        source: str | Path,
        *,
        rules: Path | None = None,
        data: Mapping[str, Path] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Scheme:
        key = f"{source} {data}"
        if rules is not None or "/" in str(source) or (data and os.sep + "invoer" in str(data)):
            return really(source, rules=rules, data=data, limits=limits)
        if key not in loaded:
            loaded[key] = really(source, data=data, limits=limits)
        return loaded[key]

    before = os.environ.get(program.DEBUG)
    os.environ[program.DEBUG] = "1"
    load.load_scheme = kept
    try:
        yield
    finally:
        load.load_scheme = really
        if before is None:
            del os.environ[program.DEBUG]
        else:
            os.environ[program.DEBUG] = before


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", errors="replace", newline="")


_OUT, _ERR = _stream(), _stream()
"""The same for every run: click keeps each stream that it was ever given, and all that was written to it."""


def _taken(stream: io.TextIOWrapper) -> str:
    """Return what was written to a stream, and leave it empty."""
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    written = buffer.getvalue().decode()
    buffer.seek(0)
    buffer.truncate()
    return written


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Raise Hang after so many seconds of this process's own time; what others do on the machine does not count."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise Hang(f"still running after {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
