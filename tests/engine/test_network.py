"""A network larger than one durable-rules ruleset takes is split, and finds the same as it would in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import durable_rules_engine
import pytest

from sto_check.engine.errors import NetworkError, PatternRefusedError
from sto_check.engine.network import MOST_KEYS, Network

if TYPE_CHECKING:
    from sto_check.engine.patterns import Pattern


def _share(number: int) -> dict[str, Pattern]:
    """Return the patterns of a rule that compares a share, as STO-M4 does: not met, and unknown."""
    one, other = f"a{number}", f"b{number}"
    less: Pattern = {"$lt": {f"{one}x10": {"$m": f"{other}x1"}}}
    return {
        f"n{number}": {"$and": [{"k": 1}, {"$ex": {one: 1}}, {"$ex": {other: 1}}, less]},
        f"u{number}": {"$and": [{"k": 1}, {"$or": [{"$nex": {one: 1}}, {"$nex": {other: 1}}]}]},
    }


@pytest.mark.parametrize("rules", [1, 63, 64, 130, 500])
def test_rules_of_any_number_are_taken(rules: int) -> None:
    network = Network({name: pattern for number in range(rules) for name, pattern in _share(number).items()})
    whole = {"k": 1}
    for number in range(rules):
        whole |= {f"a{number}": 1, f"b{number}": 1, f"a{number}x10": 10, f"b{number}x1": 10 + number % 2}
    not_met = {(f"n{number}", 0) for number in range(1, rules, 2)}
    nothing = {(f"u{number}", 1) for number in range(rules)}
    for _ in range(2):  # what a first application makes it split is split for the next
        assert network.matches([dict(whole), {"k": 1}]) == not_met | nothing
    assert network.matches([dict(whole), {"k": 2}]) == not_met


@pytest.mark.parametrize("keys", [1, MOST_KEYS, 260, 1000])
def test_facts_of_any_number_of_keys_are_taken(keys: int) -> None:
    network = Network({"first": {"$gt": {"a0": 0}}, "last": {"$gt": {f"a{keys - 1}": 1}}})
    fact = {f"a{number}": 1 for number in range(keys)}
    assert network.matches([fact, {"a0": -1, f"a{keys - 1}": 2}]) == {("first", 0), ("last", 1)} | (
        {("first", 1)} if keys == 1 else set()
    )


def test_a_pattern_that_is_too_much_on_its_own_is_named() -> None:
    many: Pattern = {"$and": [{"$gt": {f"a{number}": 0}} for number in range(MOST_KEYS + 1)]}
    small: dict[str, Pattern] = {f"s{number}": {"$gt": {"a0": number}} for number in range(20)}
    with pytest.raises(PatternRefusedError, match="many") as raised:
        Network({**small, "many": many})
    assert raised.value.name == "many"


def test_what_a_single_pattern_cannot_be_asked_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise durable_rules_engine.error("kapot")

    network = Network({"one": {"$gt": {"a": 0}}, "two": {"$gt": {"a": 1}}})
    monkeypatch.setattr(durable_rules_engine, "assert_facts", fail)
    with pytest.raises(NetworkError, match="kapot"):
        network.matches([{"a": 1}])


@pytest.mark.parametrize("function", ["assert_facts", "retract_facts"])
def test_a_code_of_the_engine_that_means_no_success_is_a_fault(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network({"one": {"$gt": {"a": 0}}})
    whole = getattr(durable_rules_engine, function)

    def unwell(*given: object) -> tuple[int, object]:
        _, state = whole(*given)
        return 99, state

    monkeypatch.setattr(durable_rules_engine, function, unwell)
    with pytest.raises(NetworkError, match=f"{function}: 99"):
        network.matches([{"a": 1}])
