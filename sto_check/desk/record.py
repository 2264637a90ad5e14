"""The record of a decision: all that it rests on, as canonical JSON (RFC 8785), the same bytes on every machine."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

import rfc8785

from sto_check.decision.decision import Decision, given
from sto_check.documents.document import fingerprint
from sto_check.documents.errors import DocumentError
from sto_check.engine.status import Status
from sto_check.scheme.literals import UNITS
from sto_check.scheme.written import write_value
from sto_check.text.language import printable
from sto_check.text.problems import problem
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sto_check.desk.round_shares import RoundShare
    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.outcome import Evidence, JudgementRecord, SetAside
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Text
    from sto_check.text.place import Place

KIND = "sto-check/record/1"
"""What a record says that it is; the number goes up when a key changes its meaning."""
Json = dict[str, Any]


class NotARecordError(DocumentError):
    """A file is no record of a decision, or not as it was written (exit code 65)."""


class Decided(NamedTuple):
    """Who decided, and on which day."""

    by: str
    on: date


def record_of(decision: Decision, decided: Decided, shares: Sequence[RoundShare] = ()) -> Json:
    """Return the record of a decision.

    ``shares`` are what the ceilings of the round left the application, which no application shows by itself.
    It holds the application and the rules by their fingerprints; the values of the rules; every judgement; and of each
    outcome what both readings found, what it rests on and why. Nothing in it depends on the machine, the folder or the
    version of Python. Days are written ``2025-01-31`` and amounts in cents.
    """
    evaluation, scheme = decision.record, decision.scheme
    return {
        "record": KIND,
        "program": {"sto-check": VERSION, "durable-rules": version("durable-rules")},
        "decided": {"by": printable(decided.by), "on": decided.on.isoformat()},
        "application": {
            "name": _file_name(decision.application),
            "called": printable(decision.called),
            "sha256": decision.application_sha256,
        },
        "scheme": {
            "id": scheme.id,
            "title": _text(scheme.head.title),
            "sha256": scheme.fingerprint,
            "files": sorted(map(fingerprint, scheme.files)),
            "day": decision.day.isoformat(),
            "variant": decision.variant,
        },
        "values": {name: _parameter(name, value, scheme) for name, value in evaluation.parameters.items()},
        "judgements": {
            "sha256": decision.judgements_sha256,
            "given": [_given(*entry) for entry in decision.judgements.given.items()],
            "set_aside": [_aside_entry(*entry) for entry in decision.judgements.aside.items()],
        },
        "decision": {
            "verdict": decision.verdict,
            "title": _text(decision.title),
            "because": _text(decision.chain[-1].because),
            "chain": [
                {"verdict": step.verdict, "number": step.number, "readings": step.readings, "decides": step.decides}
                for step in decision.chain
            ],
            "score": list(decision.scores) if decision.scores else None,
        },
        "outcomes": list(_outcomes(decision, evaluation)),
        "not_applicable": [rule.id for rule in decision.not_applicable],
        "of_the_round": [rule.id for rule in decision.of_the_round],
        "shares": [{"rule": one.rule, "granted": one.granted, "reason": _text(one.reason)} for one in shares],
    }


def write_record(record: Json) -> bytes:
    """Return a record as canonical JSON; what is the same is the same bytes."""
    return rfc8785.dumps(record)


def read_record(data: bytes, name: str) -> Json:
    """Return the record that a file holds; raises NotARecordError where it holds none, or not as it was written."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("record") != KIND:
        raise _no_record(f"{name} is geen besluit van sto-check.", f"{name} is no record of sto-check.")
    try:
        whole = rfc8785.dumps(found) == data
    except rfc8785.CanonicalizationError:
        whole = False
    if not whole:
        raise _no_record(
            f"{name} is niet meer zoals het is geschreven.",
            f"{name} is no longer as it was written.",
        )
    return found


def _no_record(nl: str, en: str) -> NotARecordError:
    return NotARecordError(
        problem(
            "no-record",
            nl,
            en,
            None,
            "Geef een bestand dat sto-check decide heeft geschreven.",
            "Give a file that sto-check decide has written.",
        )
    )


def _outcomes(decision: Decision, evaluation: Evaluation) -> Iterator[Json]:
    """Yield each outcome with what both readings found before anybody judged."""
    numbers = {rule_id: number for number, rule_id in enumerate(evaluation.rules)}
    positions = {
        id(fact): position
        for kind, first in evaluation.first.items()
        for position, fact in enumerate(evaluation.facts[kind], first)
    }
    for before, outcome in zip(evaluation.outcomes, decision.outcomes, strict=True):
        explanation, rule = outcome.explanation, outcome.rule
        matched = evaluation.raised.get((numbers[rule.id], positions[id(outcome.subject)]))
        network = before.status if rule.judge else matched or Status.MET
        yield {
            "rule": rule.id,
            "subject": {"kind": outcome.subject.kind, "id": printable(outcome.subject.id)},
            "status": outcome.status,
            "readings": {"direct": before.status, "durable-rules": network},
            "leads_to": outcome.leads_to,
            "by_source": given(outcome, decision.scheme) if outcome.leads_to else None,
            "reason": _text(explanation.reason),
            "remedy": _text(explanation.remedy) if explanation.remedy.nl and outcome.status != Status.MET else None,
            "evidence": [_evidence(one) for one in explanation.evidence],
            "judgement": _judgement(outcome.judgement) if outcome.judgement else None,
            "set_aside": _aside(outcome.set_aside) if outcome.set_aside else None,
        }


def _evidence(evidence: Evidence) -> Json:
    """Return what an outcome rests on: only what there is to say, since there is much of it."""
    found: Json = {"attribute": evidence.attribute, "value": evidence.value.nl or None, "known": evidence.known}
    found |= {"path": evidence.path} if evidence.path else {}
    found |= {"place": _place(evidence.place)} if evidence.place else {}
    found |= {name: True for name in ("decisive", "contradicted") if getattr(evidence, name)}
    for name, parts in (("parts", evidence.parts), ("missing", evidence.missing)):
        found |= {name: [_evidence(part) for part in parts]} if parts else {}
    return found


def _place(place: Place) -> str:
    where = f"{place.sheet}!{place.cell}" if place.sheet else f"{place.line}:{place.column}"
    return f"{_file_name(place.file)}:{where}"


def _given(of: tuple[str, str | None], judgement: JudgementRecord) -> Json:
    return {"rule": of[0], "subject": of[1], "points": judgement.points} | _judgement(judgement)


def _judgement(judgement: JudgementRecord) -> Json:
    return {"score": judgement.score, **_person(judgement)}


def _aside_entry(of: tuple[str, str | None], aside: SetAside) -> Json:
    return {"rule": of[0], "subject": of[1]} | _aside(aside)


def _aside(aside: SetAside) -> Json:
    return {"leads_to": aside.leads_to, **_person(aside)}


def _person(entry: JudgementRecord | SetAside) -> Json:
    return {
        "by": printable(entry.by),
        "on": entry.on.isoformat(),
        "motivation": printable(entry.motivation),
        "read": entry.read,
        "stale": entry.stale,
    }


def _parameter(name: str, value: Scalar | tuple[Scalar, ...], scheme: Scheme) -> Json:
    """Return a value of the scheme with its unit (days as ordinals, amounts in cents) and in words."""
    unit = scheme.head.parameters[name].unit
    plain = list(value) if isinstance(value, tuple) else value
    return {"value": plain, "unit": unit, "words": write_value(value, UNITS[unit]).nl}


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _file_name(path: str) -> str:
    return printable(PurePath(path).name)
