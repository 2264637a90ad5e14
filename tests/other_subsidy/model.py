"""The document of another subsidy: an application for a grant for a community garden."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sto_check.forms.load import DocumentModel, register_model
from sto_check.forms.part import Onderdeel
from sto_check.forms.values import Bedrag, Dag, Geheel, JaNee, Kilometers, Sleutel, Tekst

NAME = "tuinaanvraag"


class Tuin(Onderdeel):
    """De tuin."""

    naam: Tekst | None = None
    wijk: Sleutel | None = None
    oppervlakte: Geheel | None = None
    openbaar: JaNee | None = None
    afstand_school_km: Kilometers | None = None
    toestemming_eigenaar: Dag | None = None


class Vrijwilliger(Onderdeel):
    """Iemand die meewerkt."""

    id: Sleutel
    naam: Tekst | None = None
    rol: Literal["coordinator", "tuinier"]
    uren: Geheel | None = None
    vog: Dag | None = None


class Plantvak(Onderdeel):
    """Een deel van de tuin."""

    id: Sleutel
    gewas: Literal["groente", "fruit", "bloemen", "struiken"] | None = None
    vierkante_meters: Geheel | None = None
    inheems: JaNee | None = None


class Kosten(Onderdeel):
    """Een kostenpost."""

    waarvoor: Tekst | None = None
    soort: Literal["grond", "planten", "gereedschap", "eten"] | None = None
    bedrag: Bedrag | None = None


class Bijdrage(Onderdeel):
    """Wat een ander betaalt."""

    van: Tekst | None = None
    bedrag: Bedrag | None = None


class Geld(Onderdeel):
    """Kosten en dekking."""

    gevraagd: Bedrag | None = None
    kosten: list[Kosten] | None = None
    bijdragen: list[Bijdrage] | None = None


class Plan(Onderdeel):
    """Wat de buurt wil."""

    doel: Tekst | None = None
    voor_wie: list[Literal["buurt", "school", "ouderen"]] | None = None
    start: Dag | None = None
    eind: Dag | None = None


class Tuinaanvraag(Onderdeel):
    """Een aanvraag voor een buurttuin."""

    regeling: Sleutel | None = None
    ontvangen: Dag | None = None
    tuin: Tuin | None = None
    vrijwilligers: list[Vrijwilliger] | None = Field(None)
    plantvakken: list[Plantvak] | None = None
    geld: Geld | None = None
    plan: Plan | None = None


def register() -> None:
    """Make the document known to sto-check; this is all the Python that another subsidy needs."""
    register_model(NAME, lambda: DocumentModel(Tuinaanvraag, lambda _document: []))
