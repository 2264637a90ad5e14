"""A region's own figures (indicatoren): counts at the start and at the end, numerator and denominator kept apart."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sto_check.forms.annotations import models_in
from sto_check.forms.part import Onderdeel
from sto_check.forms.values import Aantal, Geheel, Jaar, Nummer, Tekst

if TYPE_CHECKING:
    from pydantic import BaseModel


class IndicatorRegio(Onderdeel):
    """De regio van wie de cijfers zijn."""

    naam: Tekst | None = Field(None, description="naam van de regio")
    nummer: Nummer | None = Field(None, description="nummer van de regio in bijlage 3")


class Leerlingen(Onderdeel):
    """Leerlingen in profielen."""

    techniekprofiel: Geheel | None = Field(None, description="leerlingen in een techniekprofiel (teller)")
    alle_profielen: Geheel | None = Field(None, description="alle leerlingen in profielen (noemer)")


class Keuzevakken(Onderdeel):
    """Leerlingen uit andere dan techniekprofielen en hun examens in technische keuzevakken."""

    met_technisch_examen: Geheel | None = Field(None, description="van hen met examen in een technisch keuzevak")
    andere_profielen: Geheel | None = Field(None, description="alle leerlingen uit andere profielen (noemer)")


class Docenten(Onderdeel):
    """Docenten in het technisch vmbo."""

    fte: Aantal | None = Field(None, description="fte, ten hoogste vier decimalen: 41.5")
    personen: Geheel | None = Field(None, description="personen")


class Meting(Onderdeel):
    """De cijfers van een jaar."""

    jaar: Jaar | None = Field(None, description="jaar waarover de cijfers gaan")
    leerlingen: Leerlingen | None = Field(None, description="leerlingen in profielen")
    keuzevakken: Keuzevakken | None = Field(None, description="examens in technische keuzevakken")
    docenten: Docenten | None = Field(None, description="docenten in het technisch vmbo")
    techniekprofielen: Geheel | None = Field(None, description="aangeboden techniekprofielen")


class Indicatoren(Onderdeel):
    """De cijfers van een regio aan het begin en aan het eind, om naast de landelijke te zetten."""

    fase: Literal["indicatoren"] | None = Field(None, description="soort document: indicatoren")
    regio: IndicatorRegio | None = Field(None, description="de regio")
    begin: Meting | None = Field(None, description="de cijfers aan het begin")
    eind: Meting | None = Field(None, description="de cijfers aan het eind")


PARTS = (("leerlingen", "techniekprofiel", "alle_profielen"),
         ("keuzevakken", "met_technisch_examen", "andere_profielen"))  # fmt: skip
"""A group, the count in it, and the count that it is a part of."""


def field_of(measured: Meting | None, name: str) -> int | Decimal | None:
    """Return the figure that a name such as ``docenten.fte`` leads to; None where it was not given."""
    found: object = measured
    for step in name.split("."):
        found = getattr(found, step, None)
    return found if isinstance(found, int | Decimal) else None


def is_field(name: str) -> bool:
    """Say whether a name such as ``docenten.fte`` leads to a figure of a measurement."""
    models: list[type[BaseModel]] = [Meting]
    for step in name.split("."):
        fields = [model.model_fields[step] for model in models if step in model.model_fields]
        if not fields:
            return False
        models = models_in(fields[0].annotation)
    return not models
