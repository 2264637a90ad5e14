"""The report for machines: one JSON object, whose shape check.schema.json describes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from sto_check.decision.decision import given
from sto_check.decision.result import exit_code, gravest
from sto_check.engine.status import Status
from sto_check.language import Text
from sto_check.reports.json_text import json_part
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.documents.place import Place
    from sto_check.engine.fact import Fact
    from sto_check.engine.outcome import Evidence, JudgementRecord, Outcome
    from sto_check.errors import Problem
    from sto_check.language import Lang

FORMAT = "sto-check/check/1"


LEVELS = 3
"""Of an application, its decision and its outcomes each part has a line; an outcome is one line, which is quicker."""


def write(results: Iterable[Result], lang: Lang, verbose: bool) -> None:  # noqa: ARG001
    """Print one JSON object about all documents, each as soon as it is there; it always holds everything."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    head = {"format": FORMAT, "version": VERSION, "lang": lang}
    members = "".join(f"  {json_part(key)}: {json_part(said)},\n" for key, said in head.items())
    before = f'{{\n{members}  "applications": ['
    codes = []
    for result in results:
        part = json_part(_result(result, lang), levels=LEVELS, indent=4, ascii_only=plain)
        sys.stdout.write(f"{before}\n    {part}")
        codes.append(result.exit_code)
        before = ","
    sys.stdout.write(f'\n  ],\n  "exit_code": {gravest(codes)}\n}}\n')


def report(results: Sequence[Result], lang: Lang) -> dict[str, Any]:
    """Return the object that is printed, with its texts in one language."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "lang": lang,
        "applications": [_result(result, lang) for result in results],
        "exit_code": exit_code(results),
    }


def _result(result: Result, lang: Lang) -> dict[str, Any]:
    return {
        "name": result.name,
        "judgements": _judgements(result),
        "exit_code": result.exit_code,
        "decision": decision_object(result.decision, lang) if result.decision else None,
        "problems": [_problem(one, lang) for one in (result.error.problems if result.error else ())],
        "notes": [_problem(one, lang) for one in result.notes],
    }


def _judgements(result: Result) -> str | None:
    """Return the file of judgements that was given; None where there is none, or it was not come to."""
    return (result.judgements if result.error else result.decision and result.decision.judgements.name) or None


def _problem(problem: Problem, lang: Lang) -> dict[str, Any]:
    return {
        "code": problem.code,
        "text": problem.says[lang],
        "hint": problem.hint[lang] if problem.hint else None,
        "path": problem.path or None,
        "place": _place(problem.place),
        "excerpt": str(problem.excerpt) if problem.excerpt else None,
    }


def decision_object(decision: Decision, lang: Lang) -> dict[str, Any]:
    """Return a decision as JSON knows it."""
    scheme = decision.scheme
    return {
        "verdict": decision.verdict,
        "title": decision.title[lang],
        "sha256": decision.application_sha256 or None,
        "judgements_sha256": decision.judgements_sha256 or None,
        "scheme": {
            "id": scheme.id,
            "title": scheme.head.title[lang],
            "citation": scheme.head.citation,
            "fingerprint": scheme.fingerprint,
            "values_of": decision.day.isoformat(),
            "variant": decision.variant,
        },
        "chain": [
            {
                "verdict": step.verdict,
                "because": step.because[lang],
                "count": step.number,
                "count_is_reading": step.readings,
                "decides": step.decides,
            }
            for step in decision.chain
        ],
        "score": {"given": decision.scores[0], "highest": decision.scores[1]} if decision.scores else None,
        "outcomes": [_outcome(outcome, decision, lang) for outcome in decision.outcomes],
        "not_applicable": [rule.id for rule in decision.not_applicable],
        "of_the_round": [rule.id for rule in decision.of_the_round],
    }


def _outcome(outcome: Outcome, decision: Decision, lang: Lang) -> dict[str, Any]:
    rule, subject, explanation = outcome.rule, outcome.subject, outcome.explanation
    scheme = decision.scheme
    return {
        "rule": rule.id,
        "theme": rule.theme[lang],
        "title": rule.title[lang],
        "subject": {"kind": subject.kind, "id": subject.id, "name": _name(subject, lang)},
        "status": outcome.status,
        "leads_to": outcome.leads_to,
        "leads_to_is_reading": not given(outcome, scheme) if outcome.leads_to else None,
        "reason": explanation.reason[lang],
        "remedy": (explanation.remedy[lang] or None) if outcome.status in {Status.NOT_MET, Status.UNKNOWN} else None,
        "judgement": _judgement(outcome.judgement) if outcome.judgement else None,
        "evidence": [_evidence(item, lang) for item in explanation.evidence],
        "basis": [
            {
                "ask": basis.ask,
                "source": basis.source,
                "title": scheme.sources[basis.source].title,
                "section": basis.section,
                "says": basis.says[lang],
                "reading": basis.reading[lang] if basis.reading else None,
            }
            for basis in scheme.basis_on(rule, decision.day, decision.variant)
        ],
    }


def _name(subject: Fact, lang: Lang) -> str | None:
    """Return the name by which people know what an outcome is about; None where it has none."""
    label = subject.label
    return (label[lang] if isinstance(label, Text) else label) or None


def _judgement(judgement: JudgementRecord) -> dict[str, Any]:
    return {
        "score": judgement.score,
        "by": judgement.by,
        "on": judgement.on.isoformat(),
        "motivation": judgement.motivation,
    }


def _evidence(evidence: Evidence, lang: Lang) -> dict[str, Any]:
    return {
        "attribute": evidence.attribute,
        "value": evidence.value[lang] or None,
        "known": evidence.known,
        "decisive": evidence.decisive,
        "contradicted": evidence.contradicted,
        "path": evidence.path or None,
        "place": _place(evidence.place),
        "parts": [_evidence(item, lang) for item in evidence.parts],
        "missing": [_evidence(item, lang) for item in evidence.missing],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }
