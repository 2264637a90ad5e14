"""What it costs and who pays: the budget in outline, and other projects that pay for the same field."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from pydantic import Field

from sto_check.forms.part import Onderdeel
from sto_check.forms.values import Aantal, Bedrag, Jaar, JaNee, Sleutel, Tekst


class Kostenpost(Onderdeel):
    """Een regel van de begroting."""

    activiteit: Sleutel | None = Field(None, description="id van de activiteit")
    categorie: Sleutel | None = Field(
        None,
        description="loonkosten, materiaalkosten, machines-en-apparatuur, overhead of overige-kosten",
        examples=["loonkosten", "materiaalkosten", "machines-en-apparatuur", "overhead", "overige-kosten"],
    )
    omschrijving: Tekst | None = Field(None, description="waarvoor")
    jaar: Jaar | None = Field(None, description="kalenderjaar")
    aantal: Aantal | None = Field(None, description="hoeveelheid, ten hoogste vier decimalen")
    eenheid: Tekst | None = Field(None, description="uur, stuk, dag, ...")
    prijs: Bedrag | None = Field(None, description="prijs per eenheid in euro's, bijvoorbeeld 85.00")
    bedrag: Bedrag | None = Field(None, description="aantal maal prijs in euro's, op de cent")
    subsidiabel: JaNee | None = Field(None, description="ja of nee")
    overlap: JaNee | None = Field(None, description="betaalt een andere subsidie dit ook? ja of nee")

    @property
    def aantal_maal_prijs(self) -> int | None:
        """Quantity times price in cents, half a cent rounded up; None where one of them was not given."""
        if self.aantal is None or self.prijs is None:
            return None
        return int((self.aantal * self.prijs).quantize(Decimal(1), ROUND_HALF_UP))


class Cofinanciering(Onderdeel):
    """Een bijdrage aan de kosten, in geld of in natura."""

    partner: Sleutel | None = Field(None, description="id van de partner die bijdraagt")
    vorm: Literal["geld", "natura"] | None = Field(None, description="geld of natura")
    jaar: Jaar | None = Field(None, description="kalenderjaar")
    bedrag: Bedrag | None = Field(None, description="bedrag of waarde in euro's")
    omschrijving: Tekst | None = Field(None, description="waaruit de bijdrage bestaat")


def _or_a_table(schema: dict[str, Any]) -> None:
    """Let editors know that a list may stand in a CSV file: see :mod:`sto_check.forms.sheets.attached`."""
    schema["anyOf"].append({"type": "string", "pattern": r"\.[cC][sS][vV]$"})


class Begroting(Onderdeel):
    """De begroting op hoofdlijnen over de hele subsidieperiode."""

    gevraagd_bedrag: Bedrag | None = Field(None, description="gevraagde subsidie in euro's")
    kosten: list[Kostenpost] | None = Field(
        None,
        description="alle kosten, per activiteit, categorie en jaar; of een CSV-bestand hiernaast: kosten.csv",
        json_schema_extra=_or_a_table,
    )
    cofinanciering: list[Cofinanciering] | None = Field(
        None,
        description="alle bijdragen, in geld of in natura; of een CSV-bestand hiernaast: cofinanciering.csv",
        json_schema_extra=_or_a_table,
    )


class LopendProject(Onderdeel):
    """Een ander project op hetzelfde terrein, bijvoorbeeld met RIF-subsidie."""

    naam: Tekst | None = Field(None, description="naam van het project")
    regeling: Tekst | None = Field(None, description="subsidie waaruit het betaald wordt")
    overlap_en_verschil: Tekst | None = Field(None, description="waar de projecten overlappen en verschillen")
    geen_dubbele_financiering: Tekst | None = Field(None, description="hoe dubbele financiering wordt voorkomen")
