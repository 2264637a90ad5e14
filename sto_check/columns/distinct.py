"""How many different facts there are for each subject, where not all is known of each.

It comes to what :func:`sto_check.engine.distinct.distinct` does, for facts told apart by one name or by two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.columns.errors import NotInColumnsError
from sto_check.columns.layout import GIVEN
from sto_check.columns.sql import name_of, some, written
from sto_check.engine.distinct import MOST_COMPARED

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Measure

_WHOLE = "NOT empty AND NOT lacking"
_ONE_UNKNOWN = "CASE WHEN {} > 0 AND different = 0 THEN 1 ELSE 0 END"
"""What is known of nothing by which it could be told apart counts where nothing else does that it may be."""


def distinct(measure: Measure, marked: str, by: str) -> str:
    """Return SQL for the least and the most that count; ``marked`` is what may. Raises NotInColumnsError.

    By more than two attributes it is not said.
    """
    places = range(len(measure.distinct))
    if len(places) > 2:
        raise NotInColumnsError(measure.full_name)
    words = [f"CAST({name_of(name)} AS VARCHAR) AS w{place}" for place, name in enumerate(measure.distinct)]
    named = f"SELECT {by}, {GIVEN}, _sure, {', '.join(words)}, _sure AND {GIVEN} AS here FROM ({marked})"
    empty = written(some(f"coalesce(w{place} = '', false)" for place in places))
    lacking = written(some(f"(w{place} IS NULL)" for place in places))
    key = ", ".join(f"w{place}" for place in places)
    rows = f"SELECT *, {empty} AS empty, {lacking} AND NOT {empty} AS lacking, [{key}] AS key FROM ({named})"
    counts = [
        "count(*) FILTER (WHERE here AND empty) AS nameless",
        f"count(DISTINCT key) FILTER (WHERE here AND {_WHOLE}) AS different",
        f"count(DISTINCT key) FILTER (WHERE (here OR NOT _sure) AND {_WHOLE}) AS every",
        "count(*) FILTER (WHERE here AND lacking) AS lacking",
        "count(*) FILTER (WHERE NOT _sure AND (empty OR lacking)) AS further",
        f"bool_or(NOT {GIVEN}) AS unbounded",
    ]
    apart = _ONE_UNKNOWN.format("lacking")
    if len(places) == 2:
        counts += _half_known()
        apart = _apart()
    return (
        f"SELECT {by}, nameless + different + {apart} AS low, nameless + every + lacking + further AS high, unbounded, "
        f"true AS settled FROM (SELECT {by}, {', '.join(counts)} FROM ({rows}) GROUP BY {by})"
    )


def _half_known() -> list[str]:
    """Count by which first and second names whole facts go, and by which those of which only that one is known."""
    counts = ["count(*) FILTER (WHERE here AND w0 IS NULL AND w1 IS NULL) AS none"]
    for place, other in ((0, 1), (1, 0)):
        half = f"here AND lacking AND w{place} IS NOT NULL AND w{other} IS NULL"
        counts.append(f"list(DISTINCT w{place}) FILTER (WHERE here AND {_WHOLE}) AS counted{place}")
        counts.append(f"list(DISTINCT w{place}) FILTER (WHERE {half}) AS half{place}")
    return counts


def _apart() -> str:
    """Return how many half known facts for certain differ from every whole one and from each other.

    Those with only the first name differ from each other, as do those with only the second; of both sorts none do.
    """
    first, second = (_not_among(f"half{place}", f"counted{place}") for place in (0, 1))
    nameless = _ONE_UNKNOWN.format("none")
    return f"CASE WHEN {first} > 0 THEN {first} WHEN {second} > 0 THEN {second} ELSE {nameless} END"


def _not_among(words: str, others: str) -> str:
    """Return how many words are not among others, as many as are held against each other."""
    left = f"list_filter({words}, lambda w: NOT coalesce(list_contains({others}, w), false))"
    return f"least(coalesce(len({left}), 0), {MOST_COMPARED})"
