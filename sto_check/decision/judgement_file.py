"""Judgements: what a person scored, when and why, read from a file and held to the scheme's judgement rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sto_check.decision.judgements import Judgements
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.engine.outcome import JudgementRecord
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import with_more
from sto_check.forms.model_problems import problems_in
from sto_check.forms.source import read_document
from sto_check.forms.values import Dag, Tekst
from sto_check.text.errors import suggestion
from sto_check.text.language import printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.language import Text


class Judgement(BaseModel):
    """One judgement: of which rule (and of which subject, if not of all), the score, by whom, when and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regel: str = Field(description="id van de regel: STO-J1")
    onderwerp: str | None = Field(None, description="id van het onderwerp, als het oordeel niet voor alle geldt")
    score: str = Field(description="woord van de schaal: onvoldoende, voldoende of goed")
    door: Tekst = Field(description="wie oordeelde")
    op: Dag = Field(description="dag van het oordeel (jjjj-mm-dd)")
    motivering: Tekst = Field(description="waarom")


class JudgementFile(BaseModel):
    """A file of judgements about one application, which it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regeling: str | None = Field(None, description="id van de regeling: sto-2025-2028")
    regio: str | None = Field(None, description="naam van de regio, zoals in de aanvraag")
    nummer: str | None = Field(None, description="nummer van de regio, zoals in de aanvraag")
    beoordelingen: list[Judgement]


def load_judgements(
    source: Path | str | Mapping[str, Any], scheme: Scheme, limits: Limits = DEFAULT_LIMITS
) -> Judgements:
    """Load judgements from a path, a YAML or JSON text, or a dict.

    A judgement closes a judgement rule, or an outcome that leads to assess. Raises a DocumentError with every
    problem: a rule that is not known or cannot be judged, a word that is not on the scale, one judged twice.
    """
    read = partial(_judgements, scheme)
    try:
        document = read_document(source, limits)
    except DocumentError as error:
        raise with_more(error, read) from None
    return read(document)


def _judgements(scheme: Scheme, document: Document) -> Judgements:
    with showing(document):
        return _held_to_scheme(document, scheme)


def _held_to_scheme(document: Document, scheme: Scheme) -> Judgements:
    try:
        written = JudgementFile.model_validate(document.tree)
    except ValidationError as error:
        raise ApplicationError(*problems_in(error, document, JudgementFile)) from None
    problems = _problems_of_head(written, scheme, document)
    given: dict[tuple[str, str | None], JudgementRecord] = {}
    for position, judgement in enumerate(written.beoordelingen):
        problems += _problems(judgement, scheme, document, position)
        key = (judgement.regel, judgement.onderwerp)
        if key in given:
            problems.append(
                problem(
                    "judged-twice",
                    "Deze regel is al beoordeeld.",
                    "This rule is judged already.",
                    document.place(("beoordelingen", position, "regel")),
                    path=("beoordelingen", position, "regel"),
                )
            )
        given[key] = _record(judgement, scheme)

    if problems:
        raise ApplicationError(*problems)
    of = {key: said for key in ("regio", "nummer") if (said := getattr(written, key))}
    return Judgements(given, document, of)


def _problems_of_head(written: JudgementFile, scheme: Scheme, document: Document) -> list[Problem]:
    if written.regeling in {None, scheme.id}:
        return []
    said = printable(written.regeling or "")
    return [
        problem(
            "wrong-scheme",
            f"Deze beoordelingen zijn voor “{said}”, niet voor {scheme.id}.",
            f"These judgements are for “{said}”, not for {scheme.id}.",
            document.place(("regeling",)),
            path=("regeling",),
        )
    ]


def _record(judgement: Judgement, scheme: Scheme) -> JudgementRecord:
    points = int(scheme.decision.scale.get(judgement.score, 0))
    return JudgementRecord(judgement.score, points, judgement.door, judgement.op, judgement.motivering)


def _problems(judgement: Judgement, scheme: Scheme, document: Document, position: int) -> Iterator[Problem]:
    def wrong(key: str, code: str, nl: str, en: str, hint: Text | None = None) -> Problem:
        path = ("beoordelingen", position, key)
        return problem(code, nl, en, document.place(path), path=path, hint=hint)

    judged = [rule.id for rule in scheme.rules if rule.judge or "assess" in {rule.otherwise, rule.unknown}]
    if judgement.regel not in judged:
        shown = printable(judgement.regel)
        nl, en = f"{shown} is geen regel die een mens beoordeelt.", f"{shown} is not a rule that a person judges."
        yield wrong("regel", "not-judged", nl, en, suggestion(judgement.regel, judged))
    scale = list(scheme.decision.scale)
    if judgement.score not in scale:
        score = printable(judgement.score)
        nl, en = f"“{score}” staat niet op de schaal.", f"“{score}” is not on the scale."
        yield wrong("score", "not-on-scale", nl, en, suggestion(judgement.score, scale))
    for key in ("door", "motivering"):
        if not getattr(judgement, key):
            nl = f"{key} is leeg; een oordeel heeft een naam en een motivering."
            yield wrong(key, "empty-judgement", nl, f"{key} is empty; a judgement has a name and a motivation.")
