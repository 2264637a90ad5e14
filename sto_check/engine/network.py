"""durable-rules, kept safe: the only module that uses it.

One ruleset is made for a set of patterns and one state serves all applications: facts are asserted, the matches read
off, and the facts retracted. Its ``Host`` starts threads and its state cannot be deleted safely, so neither is used;
a ruleset keeps a megabyte for good, so :class:`Network` objects are made once for a scheme and kept.
"""

from __future__ import annotations

import json
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

from sto_check.documents.errors import problem
from sto_check.engine.errors import FigureTooLargeError, NetworkError, PatternRefusedError
from sto_check.engine.loading import load_engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.engine.patterns import Pattern
    from sto_check.errors import Problem

durable_rules_engine = load_engine()
"""The compiled part, loaded before anything of durable-rules imports it in its own way."""
from durable.engine import Ruleset  # noqa: E402

LARGEST = 2**53 - 1
"""The largest integer that durable-rules compares exactly."""

_ACCEPTED = {0, 1}
_numbers = count(1)


class Network:
    """A durable-rules ruleset. ``patterns`` gives a pattern for each name; names that never match are left out.

    Raises PatternRefusedError where a pattern has more alternatives than durable-rules takes.
    """

    def __init__(self, patterns: Mapping[str, Pattern]) -> None:
        definitions = {
            name: {"all": [{"m": pattern}], "run": _nothing}
            for name, pattern in patterns.items()
            if pattern is not False
        }
        self._ruleset = _ruleset(definitions) if definitions else None
        self._lock = Lock()

    def matches(self, facts: list[dict[str, int]]) -> set[tuple[str, int]]:
        """Return which pattern matches which fact, as the pattern's name and the fact's position.

        The facts are the engine's from here on: each is given its position as ``id``.

        Raises FigureTooLargeError where a value is beyond what the engine compares exactly, and NetworkError where
        it does not do as it was asked.
        """
        if self._ruleset is None or not facts:
            return set()
        largest = max(max(fact.values()) for fact in facts)
        if largest > LARGEST:
            raise FigureTooLargeError(
                problem("figure-too-large", f"Een getal of som is te groot om precies te vergelijken: {largest}.",
                        f"A figure or sum is too large to be compared exactly: {largest}.", None,
                        "Controleer de bedragen.", "Check the amounts.")
            )  # fmt: skip
        for number, fact in enumerate(facts):
            fact["id"] = number
        batch = json.dumps(facts, check_circular=False, separators=(",", ":"))
        with self._lock:
            return self._run(batch)

    def _run(self, batch: str) -> set[tuple[str, int]]:
        assert self._ruleset is not None
        handle = self._ruleset._handle
        found: set[tuple[str, int]] = set()
        code, state = durable_rules_engine.assert_facts(handle, batch)
        if code not in _ACCEPTED:
            raise NetworkError(_fault(f"assert_facts: {code}"))
        try:
            started = durable_rules_engine.start_action_for_state(handle, state)
            message = started[1] if started else None
            while message:
                for name, fact in json.loads(message).items():
                    found.add((name, fact["m"]["id"]))
                message = durable_rules_engine.complete_and_start_action(handle, state)
        finally:
            code, _ = durable_rules_engine.retract_facts(handle, batch)
        if code not in _ACCEPTED:
            raise NetworkError(_fault(f"retract_facts: {code}"))
        return found


def _ruleset(definitions: dict[str, Any]) -> Ruleset:
    try:
        return Ruleset(f"r{next(_numbers)}", None, definitions)
    except durable_rules_engine.error as error:
        names = ", ".join(definitions)
        raise PatternRefusedError(_fault(f"{error}: {names}" if len(definitions) == 1 else str(error))) from error


def _fault(what: str) -> Problem:
    return problem(
        "network", f"durable-rules meldt een fout ({what}).", f"durable-rules reports a fault ({what}).", None
    )


def _nothing(_context: object) -> None:
    """Actions are read off, never run."""
