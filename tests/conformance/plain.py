"""A small engine of its own that runs a suite of cases: it knows the format of the suite, and nothing of sto-check.

Run with ``sto-check rules suite | python tests/conformance/plain.py``.
"""

from __future__ import annotations

import json
import operator
import sys
from fractions import Fraction
from typing import Any

ORDERS = {
    "at_least": operator.ge, "more_than": operator.gt, "at_most": operator.le, "less_than": operator.lt,
    "on_or_after": operator.ge, "after": operator.gt, "on_or_before": operator.le, "before": operator.lt,
    "max_words": operator.le,
}  # fmt: skip


def run_suite(suite: dict[str, Any]) -> list[str]:
    """Return what comes out otherwise than the suite says, a line each."""
    wrong: list[str] = []
    for case in suite["cases"]:
        for asked in case["outcomes"]:
            rule = suite["rules"][asked["rule"]]
            found = status(rule, asked["facts"])
            if found != asked["status"]:
                wrong.append(f"{case['file']}, {case['name']}: {rule['id']} is {found}, not {asked['status']}")
        if "decision" in case and decision(suite["policy"], case["leads_to"]) != case["decision"]:
            wrong.append(f"{case['file']}, {case['name']}: decision")
    return wrong


def status(rule: dict[str, Any], facts: dict[str, Any]) -> str:
    """Return what a rule says of facts."""
    where, require = (holds(rule[part], facts, rule["attributes"]) for part in ("where", "require"))
    if where is False:
        return "not_applicable"
    if where is None or require is None:
        return "unknown"
    return "met" if require else "not_met"


def decision(policy: list[dict[str, Any]], leads_to: dict[str, int]) -> str:
    """Return the first decision of the policy that something leads to; one without ``when`` takes what is left."""
    return next(str(step["decision"]) for step in policy if step["when"] is None or leads_to.get(step["when"], 0) > 0)


def holds(condition: dict[str, Any], facts: dict[str, Any], types: dict[str, str]) -> bool | None:
    """Return whether a condition holds of facts; None where that is not known."""
    for word, settled in (("all", False), ("any", True)):
        if word in condition:
            found = [holds(part, facts, types) for part in condition[word]]
            return settled if settled in found else None if None in found else not settled
    word, value, of = condition["word"], facts[condition["attribute"]], types[condition["attribute"]]
    if word in {"present", "absent"}:
        return given(value, of, there=word == "present")
    if "of" not in condition:
        return compared(word, value, condition["value"])
    other, (numerator, denominator) = facts[condition["of"]], condition["times"]
    if (numerator, denominator) == (1, 1):
        return compared(word, value, other)
    return compared(word, times(value, denominator), times(other, numerator))


def given(value: Any, of: str, *, there: bool) -> bool | None:
    """Return whether a value is there: a text has words, a name is not empty."""
    if of == "text" and isinstance(value, dict):
        low, high = value["at_least"], value["at_most"]
        return there if low > 0 else (not there if high == 0 else None)
    if value is None or isinstance(value, dict):
        return None
    return (value != {"text": 0, "identifier": ""}.get(of)) is there


def times(value: Any, factor: int) -> Any:
    """Return a number, or its bounds, so many times."""
    if isinstance(value, dict):
        return {end: times(one, factor) for end, one in value.items()}
    return None if value is None else Fraction(value) * factor


def compared(word: str, value: Any, other: Any) -> bool | None:
    """Return how a value compares with another by a word; None where one of them is not known."""
    if value is None or other is None:
        return None
    if word in ORDERS:
        return ordered(word, value, other)
    if word in {"equals", "not"}:
        same = equal(value, other)
        return same if same is None or word == "equals" else not same
    if word == "has":
        wanted = other if isinstance(other, list) else [other]
        return all(one != "" and one in value for one in wanted)
    inside = among(value, other)
    return inside if inside is None or word == "one_of" else not inside


def ordered(word: str, value: Any, other: Any) -> bool | None:
    """Return whether an order holds: for certain, certainly not, or None."""
    order, up = ORDERS[word], word in {"at_least", "more_than", "on_or_after", "after"}
    (low, high), (least, most) = ends(value), ends(other)
    worst, best = ((low, most), (high, least)) if up else ((high, least), (low, most))
    if None not in worst and order(*worst):
        return True
    return False if None not in best and not order(*best) else None


def equal(value: Any, other: Any) -> bool | None:
    """Return whether two values are the same; an empty name is the same as no other."""
    if not isinstance(value, dict) and not isinstance(other, dict):
        return bool(value == other != "")
    (low, high), (least, most) = ends(value), ends(other)
    apart = (high is not None and high < least) or (most is not None and most < low)
    return False if apart else None


def among(value: Any, several: list[Any]) -> bool | None:
    """Return whether a value is one of several."""
    if not isinstance(value, dict):
        return value != "" and value in several
    low, high = ends(value)
    inside = [one for one in set(several) if one >= low and (high is None or one <= high)]
    if not inside:
        return False
    return True if high is not None and len(inside) == high - low + 1 else None


def ends(value: Any) -> tuple[Any, Any]:
    """Return the least and the most that a value can be; None where there is no most."""
    return (value["at_least"], value["at_most"]) if isinstance(value, dict) else (value, value)


if __name__ == "__main__":
    given_suite = json.load(sys.stdin)
    differences = run_suite(given_suite)
    print("\n".join(differences) or f"{len(given_suite['cases'])} cases: all come out")
    sys.exit(1 if differences else 0)
