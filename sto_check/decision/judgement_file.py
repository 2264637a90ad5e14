"""Judgements: what a person scored, when and why, read from a file and held to the scheme's judgement rules."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sto_check.decision.judgements import Judgements
from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.engine.outcome import JudgementRecord, SetAside
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import with_more
from sto_check.forms.model_problems import problems_in
from sto_check.forms.source import read_source
from sto_check.forms.values import Dag, Tekst
from sto_check.text.errors import suggestion
from sto_check.text.language import Text, printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sto_check.documents.xlsx.workbook import Workbook
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem


_AS_A_DAY = Text("Schrijf jaar-maand-dag: 2025-01-31.", "Write year-month-day: 2025-01-31.")
CONSEQUENCE_OF: dict[str, Consequence | None] = {
    "geen": None,
    "aanvullen": "supplement",
    "beoordelen": "assess",
    "afwijzen": "refuse",
}
"""What follows instead of an outcome that is set aside, by the word a person writes."""


class Judgement(BaseModel):
    """One judgement: of which rule (and of which subject, if not of all), the score, by whom, when and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regel: str = Field(description="id van de regel: STO-J1")
    onderwerp: str | None = Field(None, description="id van het onderwerp, als het oordeel niet voor alle geldt")
    score: str | None = Field(
        None, description="woord van de schaal: onvoldoende, voldoende of goed; leeg: nog niet beoordeeld"
    )
    door: Tekst | None = Field(None, description="wie oordeelde")
    op: Dag | None = Field(None, description="dag van het oordeel (jjjj-mm-dd)")
    motivering: Tekst | None = Field(None, description="waarom")
    gelezen: str = Field("", description="vingerafdruk van de beoordeelde tekst; verandert die, dan telt het niet meer")


class Aside(BaseModel):
    """One outcome that a person sets aside: of which rule and subject, what follows instead, by whom, when and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regel: str = Field(description="id van de regel: STO-M4")
    onderwerp: str | None = Field(None, description="id van het onderwerp, als het niet om alle uitkomsten gaat")
    gevolg: str = Field("geen", description="wat er in de plaats komt: geen, aanvullen, beoordelen of afwijzen")
    door: Tekst = Field(description="wie de uitkomst terzijde stelt")
    op: Dag = Field(description="dag waarop dat is gedaan (jjjj-mm-dd)")
    motivering: Tekst = Field(description="waarom")
    gelezen: str = Field("", description="vingerafdruk van de waarden waar het om ging")


class JudgementFile(BaseModel):
    """A file of judgements about one application, which it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regeling: str | None = Field(None, description="id van de regeling: sto-2025-2028")
    regio: str | None = Field(None, description="naam van de regio, zoals in de aanvraag")
    nummer: str | None = Field(None, description="nummer van de regio, zoals in de aanvraag")
    beoordelingen: list[Judgement] = Field(default_factory=list)
    terzijde: list[Aside] = Field(default_factory=list, description="uitkomsten die een mens terzijde stelt")


def load_judgements(
    source: Path | str | Mapping[str, Any], scheme: Scheme, limits: Limits = DEFAULT_LIMITS
) -> Judgements:
    """Load judgements from a path (YAML, JSON or a workbook), a YAML or JSON text, or a dict.

    A judgement closes a judgement rule, or an outcome that leads to assess. Raises a DocumentError with every
    problem: a rule that is not known or cannot be judged, a word that is not on the scale, one judged twice.
    """
    read = partial(_judgements, scheme)
    try:
        found = read_source(source, limits)
        document = found if isinstance(found, Document) else _of_workbook(found, scheme)
    except DocumentError as error:
        raise with_more(error, read) from None
    return read(document)


def _of_workbook(book: Workbook, scheme: Scheme) -> Document:
    """Return the judgements in a workbook without the columns that are there to read only."""
    from sto_check.decision.judgement_form import TO_READ, judgement_form
    from sto_check.forms.sheets.read import document_from_workbook

    document = document_from_workbook(book, judgement_form(scheme))
    tree: Any = document.tree
    for entry in tree.get("beoordelingen") or []:
        for key in TO_READ:
            entry.pop(key, None)
    return document


def _judgements(scheme: Scheme, document: Document) -> Judgements:
    with showing(document):
        return _held_to_scheme(document, scheme)


def _held_to_scheme(document: Document, scheme: Scheme) -> Judgements:
    try:
        written = JudgementFile.model_validate(document.tree)
    except ValidationError as error:
        raise ApplicationError(*problems_in(error, document, JudgementFile)) from None
    problems = _problems_of_head(written, scheme, document)
    if not written.model_fields_set & {"beoordelingen", "terzijde"}:
        problems.append(_nothing_in_it(document))
    given: dict[tuple[str, str | None], JudgementRecord] = {}
    aside: dict[tuple[str, str | None], SetAside] = {}
    for position, judgement in enumerate(written.beoordelingen):
        if not judgement.score and not judgement.motivering:
            continue
        problems += _problems(judgement, scheme, document, position)
        key = (judgement.regel, judgement.onderwerp)
        if key in given:
            problems.append(_twice(document, "beoordelingen", position, "beoordeeld", "judged"))
        given[key] = _record(judgement, scheme, position)
    for position, one in enumerate(written.terzijde):
        problems += _problems_of_aside(one, scheme, document, position)
        key = (one.regel, one.onderwerp)
        if key in aside:
            problems.append(_twice(document, "terzijde", position, "terzijde gesteld", "set aside"))
        aside[key] = SetAside(
            CONSEQUENCE_OF.get(one.gevolg), one.door, one.op, one.motivering, one.gelezen, position=position
        )
    if problems:
        raise ApplicationError(*problems)
    of = {key: said for key in ("regio", "nummer") if (said := getattr(written, key))}
    return Judgements(given, document, of, aside=aside)


def _nothing_in_it(document: Document) -> Problem:
    return problem(
        "missing",
        "Hierin staan geen oordelen.",
        "There are no judgements in it.",
        document.place(()),
        "Zet ze onder beoordelingen, en wat terzijde wordt gesteld onder terzijde.",
        "Put them under beoordelingen, and what is set aside under terzijde.",
        path=("beoordelingen",),
    )


def _twice(document: Document, part: str, position: int, nl: str, en: str) -> Problem:
    path = (part, position, "regel")
    return problem(
        "judged-twice",
        f"Deze regel is al {nl}.",
        f"This rule is {en} already.",
        document.place(path),
        path=path,
    )


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


def _record(judgement: Judgement, scheme: Scheme, position: int) -> JudgementRecord:
    score, by, why = judgement.score or "", judgement.door or "", judgement.motivering or ""
    points = int(scheme.decision.scale.get(score, 0))
    return JudgementRecord(score, points, by, judgement.op or date.min, why, judgement.gelezen, position=position)


def _problems(judgement: Judgement, scheme: Scheme, document: Document, position: int) -> Iterator[Problem]:
    wrong = partial(_wrong, document, "beoordelingen", position)
    judged = [rule.id for rule in scheme.rules if rule.judge or "assess" in {rule.otherwise, rule.unknown}]
    if judgement.regel not in judged:
        shown = printable(judgement.regel)
        nl, en = f"{shown} is geen regel die een mens beoordeelt.", f"{shown} is not a rule that a person judges."
        yield wrong("regel", "not-judged", nl, en, suggestion(judgement.regel, judged))
    scale = list(scheme.decision.scale)
    if judgement.score not in scale:
        score = printable(judgement.score or "")
        nl, en = f"“{score}” staat niet op de schaal.", f"“{score}” is not on the scale."
        yield wrong("score", "not-on-scale", nl, en, suggestion(judgement.score or "", scale))
    for key in ("door", "motivering"):
        if not getattr(judgement, key):
            nl = f"{key} is leeg; een oordeel heeft een naam en een motivering."
            yield wrong(key, "empty-judgement", nl, f"{key} is empty; a judgement has a name and a motivation.")
    if judgement.op is None:
        nl = "op is leeg; een oordeel heeft een dag."
        yield wrong("op", "empty-judgement", nl, "op is empty; a judgement has a day.", _AS_A_DAY)


def _problems_of_aside(one: Aside, scheme: Scheme, document: Document, position: int) -> Iterator[Problem]:
    wrong = partial(_wrong, document, "terzijde", position)
    rules = {rule.id: rule for rule in scheme.rules_of("application")}
    shown = printable(one.regel)
    if one.regel not in rules:
        nl, en = f"{shown} is geen regel over één aanvraag.", f"{shown} is not a rule about one application."
        yield wrong("regel", "unknown-rule", nl, en, suggestion(one.regel, rules))
    elif rules[one.regel].judge:
        nl = f"{shown} beoordeelt een mens; dan stelt niemand de uitkomst terzijde."
        en = f"{shown} is judged by a person; then nobody sets the outcome aside."
        yield wrong("regel", "judged-not-set-aside", nl, en, Text("Geef een oordeel.", "Give a judgement."))
    if one.gevolg not in CONSEQUENCE_OF:
        said = printable(one.gevolg)
        nl, en = f"“{said}” is geen gevolg.", f"“{said}” is not something that can follow."
        yield wrong("gevolg", "not-a-consequence", nl, en, suggestion(one.gevolg, CONSEQUENCE_OF))
    for key in ("door", "motivering"):
        if not getattr(one, key):
            nl = f"{key} is leeg; wie een uitkomst terzijde stelt, noemt zich en zegt waarom."
            yield wrong(
                key, "empty-judgement", nl, f"{key} is empty; who sets an outcome aside gives a name and says why."
            )


def _wrong(
    document: Document, part: str, position: int, key: str, code: str, nl: str, en: str, hint: Text | None = None
) -> Problem:
    path = (part, position, key)
    return problem(code, nl, en, document.place(path), path=path, hint=hint)
