"""The JSON report as a model: what is printed are its objects, and its JSON Schema is made from it.

Keys may be added in a later version; those that are here keep their meaning.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from sto_check.decision.decision import Verdict
from sto_check.decision.result import GRAVITY
from sto_check.engine.status import OUTCOMES, Status
from sto_check.scheme.entries import Consequence
from sto_check.text.language import Lang

ExitCode = Annotated[int, WithJsonSchema({"enum": sorted(GRAVITY)})]
Count = Annotated[int, Field(ge=0)]
OutcomeStatus = Annotated[Status, WithJsonSchema({"enum": [str(status) for status in OUTCOMES]})]
Sha256 = Annotated[str | None, Field(description="fingerprint of the file's bytes; null where there is no file")]


@dataclass(slots=True)
class Place:
    """Where a value stands: a line and a column of a text, or a cell of a workbook."""

    file: str
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    sheet: Annotated[str | None, Field(description="the sheet of a workbook; null in a text")]
    cell: Annotated[str | None, Field(description="the cell of a workbook, such as C12; null in a text")]


@dataclass(slots=True)
class Problem:
    """What is wrong with a document, or what a reader should know of how it was read."""

    code: Annotated[str, Field(description="stable, for machines")]
    text: str
    hint: str | None
    path: str | None
    place: Place | None
    excerpt: Annotated[str | None, Field(description="the line it is about with a mark below it, two lines of at most "
                                         "80 columns; null in a workbook")]  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """A value that an outcome rests on."""

    attribute: Annotated[str, Field(description="the attribute, or the fact that was counted")]
    value: Annotated[str | None, Field(description="the value in words")]
    known: bool
    decisive: Annotated[bool, Field(description="made the outcome: a comparison that failed, a value not known")]
    contradicted: Annotated[bool, Field(description="the document gives another value of it elsewhere")]
    path: Annotated[str | None, Field(description="where the document has it, or should have it")]
    place: Place | None
    parts: Annotated[list["Evidence"], Field(description="the facts that a measured value was counted from")]
    missing: Annotated[list["Evidence"], Field(description="what leaves a value unknown")]


@dataclass(slots=True)
class Basis:
    """What one ask of a source says."""

    ask: Annotated[str, Field(description="what is cited: the source's key and one of its asks, F-PLAN/periode")]
    source: str
    title: str
    section: Annotated[str, Field(description="the heading it stands under in the source")]
    says: Annotated[str, Field(description="what the source asks, in our own words")]
    reading: Annotated[str | None, Field(description="what we read into it, which it does not say itself; null where "
                                         "we read nothing into it")]  # fmt: skip


@dataclass(slots=True)
class Judgement:
    """What a person found of an outcome."""

    score: str
    by: str
    on: date
    motivation: str
    stale: Annotated[bool, Field(description="the text has changed since, so that it does not count")]


@dataclass(slots=True)
class SetAside:
    """That a person set an outcome aside."""

    leads_to: Annotated[Consequence | None, Field(description="what follows instead; null where nothing does")]
    by: str
    on: date
    motivation: str
    stale: Annotated[bool, Field(description="what it was about has changed since, so that it does not count")]


@dataclass(slots=True)
class Subject:
    """What an outcome is about."""

    kind: str
    id: str
    name: str | None


@dataclass(slots=True)
class Outcome:
    """What a rule says of one subject."""

    rule: str
    theme: str
    title: str
    subject: Subject
    status: OutcomeStatus
    leads_to: Annotated[Consequence | None, Field(description="null where nothing follows")]
    leads_to_is_reading: Annotated[bool | None, Field(description="true where no source says that this follows and we "
                                                      "read it so; null where nothing follows")]  # fmt: skip
    reason: str
    remedy: Annotated[str | None, Field(description="what would mend it; only for not_met and unknown")]
    waits_for: Annotated[list[str], Field(description="of an unknown outcome the parts that have to be there, or to "
                                          "agree, first")]  # fmt: skip
    judgement: Judgement | None
    set_aside: Annotated[SetAside | None, Field(description="null where nobody set it aside")]
    evidence: list[Evidence]
    basis: Annotated[list[Basis], Field(min_length=1, description="what the rule rests on, and after that the values "
                                        "it reads, on the day that counts")]  # fmt: skip


@dataclass(slots=True)
class Cause:
    """What one or more outcomes wait for, told once."""

    waits_for: Annotated[list[str], Field(min_length=1)]
    reason: str
    remedy: str
    rules: Annotated[list[str], Field(min_length=1)]
    outcomes: Annotated[int, Field(ge=1, description="how many outcomes wait for this and nothing else")]


@dataclass(slots=True)
class Step:
    """One step of the policy."""

    verdict: Verdict
    because: str
    count: Annotated[Count, Field(description="how many outcomes call for it")]
    count_is_reading: Annotated[Count, Field(description="of how many of those no source says that it follows, but we "
                                             "read it so")]  # fmt: skip
    decides: bool


@dataclass(slots=True)
class Scheme:
    """The scheme that an application was held against."""

    id: str
    title: str
    citation: str
    fingerprint: Annotated[str, Field(description="fingerprint of all files of the scheme, tables included")]
    values_of: Annotated[date, Field(description="the day whose values count")]
    variant: str | None


@dataclass(slots=True)
class Score:
    """The sum of the scores given, and the highest possible."""

    given: int
    highest: int


@dataclass(slots=True)
class OpenQuestion:
    """A question without an answer that some rule waits for; of a table a column, once for all its rows."""

    called: Annotated[str, Field(description="what people call it")]
    paths: Annotated[list[str], Field(min_length=1, description="where it should stand")]
    rules: Annotated[list[str], Field(min_length=1, description="the rules that wait for it")]


@dataclass(slots=True)
class Part:
    """How far one part of the document is."""

    name: Annotated[str, Field(description="the sheet of a workbook, or the key of a text")]
    answered: Annotated[Count, Field(description="of its single questions, how many have an answer")]
    asked: Annotated[Count, Field(description="how many single questions it has")]
    rows: Annotated[Count | None, Field(description="of a table, how many rows it has")]
    open: list[OpenQuestion]


@dataclass(slots=True)
class Progress:
    """How far the document is."""

    parts: list[Part]
    by_office: Annotated[list[OpenQuestion], Field(description="what the applicant does not fill in")]
    to_judge: Annotated[list[str], Field(description="the rules that wait for a person's judgement")]


@dataclass(slots=True)
class Decision:
    """The decision about one application, and all it rests on."""

    verdict: Verdict
    title: str
    sha256: Sha256
    judgements_sha256: Sha256
    scheme: Scheme
    chain: Annotated[list[Step], Field(min_length=1, description="the policy's steps; the last one decides")]
    score: Annotated[Score | None, Field(description="null until every judgement rule is scored")]
    outcomes: list[Outcome]
    causes: Annotated[list[Cause], Field(description="why outcomes are unknown, each cause once; what most of them "
                                         "wait for comes first")]  # fmt: skip
    progress: Progress
    not_applicable: Annotated[list[str], Field(description="rules that speak of nothing here")]
    of_the_round: Annotated[list[str], Field(description="rules about all applications of a round")]


@dataclass(slots=True)
class Application:
    """What became of one document."""

    name: Annotated[str, Field(description="the file as it was given")]
    judgements: Annotated[str | None, Field(description="the file of judgements that the decision rests on, or that "
                                            "holds the problems")]  # fmt: skip
    exit_code: ExitCode
    decision: Annotated[Decision | None, Field(description="null where it cannot be read")]
    problems: list[Problem]
    notes: Annotated[list[Problem], Field(description="what a reader should know of how it was read, though nothing "
                                          "is wrong")]  # fmt: skip


@dataclass(slots=True)
class Report:
    """What ``check --format json`` prints."""

    format: Literal["sto-check/check/1"]
    version: str
    lang: Lang
    applications: list[Application]
    exit_code: ExitCode


class _Closed(GenerateJsonSchema):
    """Writes the schema without a title for each key, and says that an object holds nothing else."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def dataclass_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().dataclass_schema(schema) | {"additionalProperties": False}
        del made["title"]
        return made


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``check --format json`` prints."""
    return TypeAdapter(Report).json_schema(mode="serialization", schema_generator=_Closed)
