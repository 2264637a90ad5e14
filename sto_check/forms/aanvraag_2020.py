"""The application of the first period (2020-2024): the region, the three parts, costs and co-financing."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sto_check.forms.budget import Begroting
from sto_check.forms.part import Onderdeel
from sto_check.forms.partners import Partner, Penvoerder
from sto_check.forms.plan import Activiteit, Doelstelling
from sto_check.forms.values import Bedrag, Dag, JaNee, Nummer, Sleutel, Tekst


class Regio2020(Onderdeel):
    """De regio."""

    naam: Tekst | None = Field(None, description="naam van de regio")
    nummer: Nummer | None = Field(None, description="nummer van de regio, als zij er een heeft")
    soort: Literal["techniekregio", "techniekarm"] | None = Field(
        None, description="techniekregio of techniekarm (later techniekluw genoemd)"
    )


class Stuk2020(Onderdeel):
    """Een stuk dat bij de aanvraag gaat."""

    soort: Literal["regiovisie", "activiteitenplan", "begroting"] = Field(
        description="regiovisie, activiteitenplan of begroting"
    )
    bestand: Tekst | None = Field(None, description="naam van het bestand")
    datum: Dag | None = Field(None, description="datum van het stuk")


class Aanvulling2024(Onderdeel):
    """De aanvullende subsidie voor 2024."""

    toegekend: Bedrag | None = Field(None, description="subsidie die voor 2020-2023 is toegekend, in euro's")
    gevraagd: Bedrag | None = Field(None, description="aanvullende subsidie die voor 2024 wordt gevraagd, in euro's")
    wijziging_plan: Tekst | None = Field(None, description="wat er in het activiteitenplan verandert")
    arbeidsmarkt_en_keuzes: Tekst | None = Field(
        None, description="hoe de arbeidsmarkt is veranderd en welke keuzes daaruit volgen"
    )
    activiteiten_tot_augustus_2024: Tekst | None = Field(
        None, description="wat tot 1 augustus 2024 nog uit de eerste subsidie wordt gedaan"
    )
    regionaal_doel: Tekst | None = Field(
        None, description="het doel van de regio voor dekkend en goed techniekonderwijs"
    )
    reservering: Bedrag | None = Field(
        None, description="gereserveerd voor het schrijven van het plan voor 2025 en later, in euro's"
    )


class Aanvraag2020(Onderdeel):
    """Een aanvraag voor Sterk Techniekonderwijs 2020-2024."""

    regeling: Sleutel | None = Field(None, description="regeling waarvoor u aanvraagt: sto-2020-2024")
    soort: Literal["eerste", "tweede", "aanvulling-2024"] | None = Field(
        None, description="eerste, tweede (na een afwijzing) of aanvulling-2024 (extra subsidie voor 2024)"
    )
    vooraanmelding: Dag | None = Field(None, description="dag van de vooraanmelding (jjjj-mm-dd)")
    ontvangen: Dag | None = Field(None, description="dag waarop de aanvraag is ontvangen; leeg voor het indienen")
    eerder_afgewezen: JaNee | None = Field(None, description="is een eerdere aanvraag afgewezen? ja of nee")
    regio: Regio2020 | None = Field(None, description="de regio")
    penvoerder: Penvoerder | None = Field(None, description="de penvoerder; verwijs naar haar met: penvoerder")
    partners: list[Partner] | None = Field(None, description="alle deelnemende partijen")
    doelstellingen: list[Doelstelling] | None = Field(None, description="de doelstellingen van het activiteitenplan")
    activiteiten: list[Activiteit] | None = Field(None, description="de activiteiten van het activiteitenplan")
    begroting: Begroting | None = Field(None, description="de begroting over de hele periode")
    aanvulling: Aanvulling2024 | None = Field(None, description="alleen bij een aanvulling voor 2024")
    documenten: list[Stuk2020] | None = Field(None, description="de stukken die meegaan")
