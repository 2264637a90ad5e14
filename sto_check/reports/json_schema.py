"""The shape of the JSON report. Keys may be added in a later version; those that are here keep their meaning."""

from __future__ import annotations

from typing import Any

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_OPTIONAL = {"type": ["string", "null"]}
_PLACE = {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]}
_EVIDENCE_LIST = {"type": "array", "items": {"$ref": "#/$defs/evidence"}}


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``check --format json`` prints."""
    return {
        "$schema": _DIALECT,
        "title": "sto-check check",
        **_object(
            format={"const": "sto-check/check/1"},
            version=_TEXT,
            lang={"enum": ["nl", "en"]},
            exit_code=_code(),
            applications={"type": "array", "items": {"$ref": "#/$defs/application"}},
        ),
        "$defs": {
            "application": _application(),
            "decision": _decision(),
            "outcome": _outcome(),
            "evidence": _object(
                attribute=_said("the attribute, or the fact that was counted"),
                value=_optional("the value in words"),
                known={"type": "boolean"},
                decisive={
                    "type": "boolean",
                    "description": "made the outcome: a comparison that failed, a value not known",
                },
                contradicted={"type": "boolean", "description": "the document gives another value of it elsewhere"},
                path=_optional("where the document has it, or should have it"),
                place=_PLACE,
                parts=_EVIDENCE_LIST | {"description": "the facts that a measured value was counted from"},
                missing=_EVIDENCE_LIST | {"description": "what leaves a value unknown"},
            ),
            "place": _object(
                file=_TEXT,
                line={"type": "integer", "minimum": 1},
                column={"type": "integer", "minimum": 1},
                sheet=_optional("the sheet of a workbook; null in a text"),
                cell=_optional("the cell of a workbook, such as C12; null in a text"),
            ),
        },
    }


def _application() -> dict[str, Any]:
    problem = _object(
        code=_said("stable, for machines"),
        text=_TEXT,
        hint=_OPTIONAL,
        path=_OPTIONAL,
        place=_PLACE,
        excerpt=_optional(
            "the line it is about with a mark below it, two lines of at most 80 columns; null in a workbook"
        ),
    )
    return _object(
        name=_said("the file as it was given"),
        judgements=_optional("the file of judgements that the decision rests on, or that holds the problems"),
        exit_code=_code(),
        decision={
            "anyOf": [{"$ref": "#/$defs/decision"}, {"type": "null"}],
            "description": "null where it cannot be read",
        },
        problems={"type": "array", "items": problem},
        notes={
            "type": "array",
            "items": problem,
            "description": "what a reader should know of how it was read, though nothing is wrong",
        },
    )


def _decision() -> dict[str, Any]:
    verdict = {"enum": ["not-eligible", "supplement", "assess", "eligible"]}
    whole = {"type": "integer", "minimum": 0}
    step = _object(
        verdict=verdict,
        because=_TEXT,
        count=whole | {"description": "how many outcomes call for it"},
        count_is_reading=whole
        | {"description": "of how many of those no source says that it follows, but we read it so"},
        decides={"type": "boolean"},
    )
    score = _object(given={"type": "integer"}, highest={"type": "integer"})
    return _object(
        verdict=verdict,
        title=_TEXT,
        sha256=_optional("fingerprint of the document's bytes"),
        judgements_sha256=_optional("fingerprint of the file of judgements"),
        scheme=_object(
            id=_TEXT,
            title=_TEXT,
            citation=_TEXT,
            fingerprint=_said("fingerprint of all files of the scheme, tables included"),
            values_of={"type": "string", "format": "date", "description": "the day whose values count"},
            variant=_OPTIONAL,
        ),
        chain={
            "type": "array",
            "items": step,
            "minItems": 1,
            "description": "the policy's steps; the last one decides",
        },
        score={"anyOf": [score, {"type": "null"}], "description": "null until every judgement rule is scored"},
        outcomes={"type": "array", "items": {"$ref": "#/$defs/outcome"}},
        not_applicable={"type": "array", "items": _TEXT, "description": "rules that speak of nothing here"},
        of_the_round={"type": "array", "items": _TEXT, "description": "rules about all applications of a round"},
    )


def _outcome() -> dict[str, Any]:
    judgement = _object(score=_TEXT, by=_TEXT, on={"type": "string", "format": "date"}, motivation=_TEXT)
    basis = _object(
        ask=_said("what is cited: the source's key and one of its asks, F-PLAN/periode"),
        source=_TEXT,
        title=_TEXT,
        section=_said("the heading it stands under in the source"),
        says=_said("what the source asks, in our own words"),
        reading=_optional("what we read into it, which it does not say itself; null where we read nothing into it"),
    )
    leads_to = {"enum": ["refuse", "supplement", "assess", "advise", None]}
    return _object(
        rule=_TEXT,
        theme=_TEXT,
        title=_TEXT,
        subject=_object(kind=_TEXT, id=_TEXT, name=_OPTIONAL),
        status={"enum": ["met", "not_met", "unknown", "open"]},
        leads_to=leads_to | {"description": "null where nothing follows"},
        leads_to_is_reading={
            "type": ["boolean", "null"],
            "description": "true where no source says that this follows and we read it so; null where nothing follows",
        },
        reason=_TEXT,
        remedy=_optional("what would mend it; only for not_met and unknown"),
        judgement={"anyOf": [judgement, {"type": "null"}]},
        evidence=_EVIDENCE_LIST,
        basis={
            "type": "array",
            "items": basis,
            "minItems": 1,
            "description": "what the rule rests on, and after that the values it reads, on the day that counts",
        },
    )


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _code() -> dict[str, Any]:
    return {"enum": [0, 1, 2, 3, 4, 65, 70]}


def _said(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _optional(description: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": description}
