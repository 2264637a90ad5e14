"""Which lines of what is changed each test reaches, and how long it takes: a pytest plugin that writes it down."""

from __future__ import annotations

import math
import pickle
import sys
import time
from collections import Counter
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.mutation.changes import ROOT, files

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from types import FrameType

SLOW = 5.0
"""A test that takes more seconds than this, while it is watched, is left out."""
CALLS = 40
"""How many calls of a function are watched in a test; what only a later one reaches is seen in other tests."""

Lines = set[tuple[str, int]]


class Reach(NamedTuple):
    """The lines reached while modules are imported and tests collected; and of each test its seconds and lines."""

    at_import: Lines
    tests: dict[str, tuple[float, Lines]]

    @classmethod
    def read(cls, path: Path) -> Reach:
        """Return what a run wrote down."""
        return cls(*pickle.loads(path.read_bytes()))  # noqa: S301


class _TooSlowError(BaseException):
    """Ends a test that takes too long to be run for each change; nothing in it may catch this."""


class ReachWriter:
    """Runs every test watched, and writes a Reach."""

    def __init__(self, out: Path) -> None:
        self._out, self._files = out, {str(ROOT / file): file for file in files()}
        self._reached: Lines = set()
        self._of_fixtures: dict[str, Lines] = {}
        self._until, self._calls = math.inf, Counter[CodeType]()
        sys.settrace(self._trace)

    def _trace(self, frame: FrameType, _event: str, _arg: object) -> Any:
        file = self._files.get(frame.f_code.co_filename)
        if file is None:
            return None
        if time.process_time() > self._until:
            self._until = math.inf
            raise _TooSlowError
        self._calls[frame.f_code] += 1
        if self._calls[frame.f_code] > CALLS:
            return None

        def line(frame: FrameType, event: str, _arg: object) -> Any:
            if event == "line":
                self._reached.add((file, frame.f_lineno))
            return line

        return line

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """Count what a fixture of several tests reaches for each of them, and its time for none."""
        if fixturedef.scope == "function":
            return (yield)
        before, self._reached, until, self._until = self._reached, set(), self._until, math.inf
        started = time.process_time()
        result = yield
        self._of_fixtures[fixturedef.argname] = self._reached
        self._reached |= before
        self._until = until + time.process_time() - started
        return result

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests one by one."""
        reach = Reach(self._reached, {})
        for item, following in zip(session.items, [*session.items[1:], None], strict=True):
            started = time.process_time()
            self._reached, self._calls, self._until = set(), Counter(), started + SLOW
            sys.settrace(self._trace)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            for name in getattr(item, "fixturenames", ()):
                self._reached |= self._of_fixtures.get(name, set())
            if self._until < math.inf:
                reach.tests[item.nodeid] = (time.process_time() - started, self._reached)
        sys.settrace(None)
        self._out.write_bytes(pickle.dumps(tuple(reach)))
        return True
