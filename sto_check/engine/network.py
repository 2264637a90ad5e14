"""durable-rules, kept safe: the only module that uses it.

A ruleset is made for a set of patterns, or several where one does not take them all, and one state serves all
applications: facts are asserted, the matches read off, and the facts retracted. Its ``Host`` starts threads and its
state cannot be deleted safely, so neither is used; a ruleset keeps a megabyte for good, so :class:`Network` objects are
made once for a scheme and kept.
"""

from __future__ import annotations

import json
import os
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.errors import FigureTooLargeError, NetworkError, PatternRefusedError
from sto_check.engine.loading import load_engine
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.engine.patterns import Pattern
    from sto_check.text.errors import Problem

durable_rules_engine = load_engine()
"""The compiled part, loaded before anything of durable-rules imports it in its own way."""
from durable.engine import Ruleset  # noqa: E402

LARGEST = 2**53 - 1
"""The largest integer that durable-rules compares exactly."""

ENGINE = RLock()
"""Held by whoever makes a scheme ready or asks a network. durable-rules does one thing at a time in any case, and a
child that is forked meanwhile waits for it: else it would have a lock that nobody opens, and half a network."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=ENGINE.acquire, after_in_parent=ENGINE.release, after_in_child=ENGINE.release)

_ACCEPTED = {0, 1}
_numbers = count(1)


MOST_KEYS = 240
"""How many keys a fact may have for a ruleset: durable-rules goes wrong, without a word, from 254 on."""


class _Part(NamedTuple):
    """Some of the patterns, a ruleset of them, and the keys that they speak of."""

    patterns: dict[str, Pattern]
    ruleset: Ruleset
    keys: frozenset[str]


class Network:
    """Patterns by their names, as durable-rules runs them: in one ruleset, or in several where that takes no more.

    Raises PatternRefusedError where durable-rules does not take a pattern even on its own.
    """

    def __init__(self, patterns: Mapping[str, Pattern]) -> None:
        matching: dict[str, Pattern] = {name: pattern for name, pattern in patterns.items() if pattern is not False}
        with ENGINE:
            self._parts = _parts(matching) if matching else []

    def matches(self, facts: list[dict[str, int]]) -> set[tuple[str, int]]:
        """Return which pattern matches which fact, as the pattern's name and the fact's position.

        The facts are the engine's from here on: each is given its position as ``id``.

        Raises FigureTooLargeError where a value is beyond what the engine compares exactly, and NetworkError where
        it does not do as it was asked.
        """
        if not self._parts or not facts:
            return set()
        largest = max(max(fact.values()) for fact in facts)
        if largest > LARGEST:
            raise FigureTooLargeError(
                problem(
                    "figure-too-large",
                    f"Een getal of som is te groot om precies te vergelijken: {largest}.",
                    f"A figure or sum is too large to be compared exactly: {largest}.",
                    None,
                    "Controleer de bedragen.",
                    "Check the amounts.",
                )
            )
        for number, fact in enumerate(facts):
            fact["id"] = number
        with ENGINE:
            return self._matches(facts)

    def _matches(self, facts: list[dict[str, int]]) -> set[tuple[str, int]]:
        """Give the facts to every part; one in which they touch too many patterns at once is split for good."""
        few_keys = max(map(len, facts)) <= MOST_KEYS
        found: set[tuple[str, int]] = set()
        kept: list[_Part] = []
        to_do = self._parts[::-1]
        while to_do:
            part = to_do.pop()
            whole = few_keys and not kept and not to_do
            sent = facts if whole else [{key: fact[key] for key in fact.keys() & part.keys} for fact in facts]
            try:
                found |= _matches(part.ruleset, json.dumps(sent, check_circular=False, separators=(",", ":")))
            except durable_rules_engine.error as error:
                if len(part.patterns) == 1:
                    raise NetworkError(_fault(str(error))) from error
                to_do += _halves(part.patterns)[::-1]
            else:
                kept.append(part)
        self._parts = kept
        return found


def _matches(ruleset: Ruleset, batch: str) -> set[tuple[str, int]]:
    """Assert facts, read off which pattern matches which, and retract them."""
    handle = ruleset._handle
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


def _parts(patterns: dict[str, Pattern]) -> list[_Part]:
    """Return as few rulesets as take all patterns: halves, and halves of halves, where one does not.

    What durable-rules counts (comparisons, absent keys, branches) differs from pattern to pattern, so it is tried.
    """
    keys = frozenset({"id", *_keys(list(patterns.values()))})
    if len(keys) <= MOST_KEYS:
        definitions = {name: {"all": [{"m": pattern}], "run": _nothing} for name, pattern in patterns.items()}
        try:
            return [_Part(patterns, Ruleset(f"r{next(_numbers)}", None, definitions), keys)]
        except durable_rules_engine.error as error:
            said = str(error)
    else:
        said = f"{len(keys)} keys"
    if len(patterns) == 1:
        (name,) = patterns
        raise PatternRefusedError(_fault(f"{said}: {name}"), name=name)
    return _halves(patterns)


def _halves(patterns: dict[str, Pattern]) -> list[_Part]:
    names = list(patterns)
    middle = len(names) // 2
    first, second = ({name: patterns[name] for name in some} for some in (names[:middle], names[middle:]))
    return _parts(first) + _parts(second)


def _keys(pattern: object) -> Iterator[str]:
    """Yield every key of a fact that a pattern speaks of; durable-rules' own words begin with a dollar."""
    if isinstance(pattern, list):
        for part in pattern:
            yield from _keys(part)
    elif isinstance(pattern, dict):
        for key, value in pattern.items():
            if key == "$m" and isinstance(value, str):
                yield value
            elif not key.startswith("$"):
                yield key
            yield from _keys(value)


def _fault(what: str) -> Problem:
    return problem(
        "network", f"durable-rules meldt een fout ({what}).", f"durable-rules reports a fault ({what}).", None
    )


def _nothing(_context: object) -> None:
    """Actions are read off, never run."""
