"""Work a record out again, and tell what differs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.decision.judgements import Judgements
from sto_check.desk.record import Decided, record_of
from sto_check.engine.outcome import JudgementRecord, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.decision import Decision
    from sto_check.desk.record import Json

PROGRAM = "program"
"""The part that says by which versions it was worked out: another version that finds the same is no difference."""


class Difference(NamedTuple):
    """One thing that is not as it was recorded: where in the record, what it says there, and what was found now.

    ``about`` is the rule and the subject, for what differs in an outcome. None is for what is not there at all.
    """

    path: str
    about: str
    recorded: Any
    found: Any


def judgements_in(record: Json) -> Judgements:
    """Return the judgements that a record rests on."""
    given = {(one["rule"], one["subject"]): _judgement(one) for one in record["judgements"]["given"]}
    aside = {(one["rule"], one["subject"]): _aside(one) for one in record["judgements"]["set_aside"]}
    return Judgements(given, own=True, aside=aside)


def _judgement(one: Json) -> JudgementRecord:
    return JudgementRecord(
        one["score"], one["points"], one["by"], date.fromisoformat(one["on"]), one["motivation"], one["read"]
    )


def _aside(one: Json) -> SetAside:
    return SetAside(one["leads_to"], one["by"], date.fromisoformat(one["on"]), one["motivation"], one["read"])


def recorded_again(record: Json, decision: Decision) -> Json:
    """Return the record of a decision that was worked out again, for what an earlier record rests on.

    Who decided, the file the judgements were in and what ceilings of the round left are taken from that record: the
    application alone cannot say these.
    """
    decided = Decided(record["decided"]["by"], date.fromisoformat(record["decided"]["on"]))
    again = record_of(decision, decided)
    again["judgements"]["sha256"] = record["judgements"]["sha256"]
    again["shares"] = record.get("shares", [])
    again["application"]["name"] = record["application"]["name"]
    return again


def differences(recorded: Json, found: Json) -> list[Difference]:
    """Return all that differs between a record and what was worked out again, in the order of the record."""
    return list(_between(recorded, found, "", ""))


def _between(recorded: Any, found: Any, path: str, about: str) -> Iterator[Difference]:
    if isinstance(recorded, dict) and isinstance(found, dict):
        for key in [*recorded, *(key for key in found if key not in recorded)]:
            inner = f"{path}.{key}" if path else key
            yield from _between(recorded.get(key), found.get(key), inner, about)
    elif path == "outcomes" and isinstance(recorded, list) and isinstance(found, list):
        yield from _outcomes(recorded, found)
    elif isinstance(recorded, list) and isinstance(found, list) and len(recorded) == len(found):
        for position, pair in enumerate(zip(recorded, found, strict=True)):
            yield from _between(*pair, f"{path}[{position}]", about)
    elif recorded != found:
        yield Difference(path, about, recorded, found)


def _outcomes(recorded: list[Json], found: list[Json]) -> Iterator[Difference]:
    """Yield what differs between outcomes, each held against the one of the same rule and subject."""
    before, after = _by_name(recorded), _by_name(found)
    for name in [*before, *(name for name in after if name not in before)]:
        yield from _between(before.get(name), after.get(name), f"outcomes[{name}]", name)


def _by_name(outcomes: list[Json]) -> dict[str, Json]:
    """Return outcomes by their rule and subject; two of the same are told apart by their order."""
    named: dict[str, Json] = {}
    for outcome in outcomes:
        name = f"{outcome['rule']} {outcome['subject']['kind']} {outcome['subject']['id']}"
        number = 2
        unique = name
        while unique in named:
            unique, number = f"{name} ({number})", number + 1
        named[unique] = outcome
    return named
