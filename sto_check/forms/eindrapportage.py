"""The final report of the first period (2020-2024): what was done, what it cost, who paid; as its form asks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sto_check.forms.part import Onderdeel
from sto_check.forms.partners import Penvoerder
from sto_check.forms.values import Bedrag, Dag, JaNee, Nummer, Procent, Sleutel, Tekst, Verschil

PLANNED = "voorgenomen_activiteiten"


class RegioVerslag(Onderdeel):
    """De regio waar het verslag over gaat."""

    naam: Tekst | None = Field(None, description="naam van de regio")
    nummer: Nummer | None = Field(None, description="nummer van de regio, als zij er een heeft")


class VoorgenomenActiviteit(Onderdeel):
    """Een activiteit uit het oorspronkelijke activiteitenplan."""

    id: Sleutel = Field(description="korte naam; dezelfde als in het verslag van deze activiteit")
    naam: Tekst | None = Field(None, description="naam van de activiteit")
    pijler: Tekst | None = Field(None, description="pijler (programmalijn) waar zij onder valt")


class ActiviteitVerslag(Onderdeel):
    """Wat er van een activiteit terecht is gekomen."""

    id: Sleutel = Field(description="id van de voorgenomen activiteit, of een nieuwe naam als zij later is toegevoegd")
    naam: Tekst | None = Field(None, description="naam van de activiteit")
    pijler: Tekst | None = Field(None, description="pijler (programmalijn) waar zij onder valt")
    status: Sleutel | None = Field(
        None,
        description="behaald, deels-behaald, niet-behaald of later-toegevoegd",
        examples=["behaald", "deels-behaald", "niet-behaald", "later-toegevoegd"],
    )
    resultaten: Tekst | None = Field(None, description="wat is bereikt")
    reden: Tekst | None = Field(None, description="waarom niet behaald, niet uitgevoerd of later toegevoegd")


class Regel(Onderdeel):
    """Een regel van het financiële overzicht, over de hele periode."""

    oorspronkelijk: Bedrag | None = Field(None, description="oorspronkelijk begroot, in euro's")
    aanvullend_2024: Bedrag | None = Field(
        None, description="aanvullend begroot voor 2024, in euro's; 0 als dat er niet is"
    )
    wijziging: Verschil | None = Field(
        None,
        description="tussentijds gemelde wijziging, in euro's; met een min ervoor als er afging; 0 als die er niet is",
    )
    begroot: Bedrag | None = Field(None, description="totaal begroot, met de aanvulling voor 2024, in euro's")
    gerealiseerd: Bedrag | None = Field(None, description="gerealiseerd op 31 december 2024, in euro's")
    verschil: Verschil | None = Field(
        None, description="gerealiseerd min totaal begroot, in euro's; met een min ervoor als er minder is besteed"
    )
    verschil_procent: Procent | None = Field(
        None,
        title="verschil in procent",
        description="het verschil in procenten van totaal begroot, bijvoorbeeld -3.25",
    )
    toelichting: Tekst | None = Field(None, description="waarom begroot en gerealiseerd verschillen")


class Kosten(Onderdeel):
    """De kosten, naar de vijf kostensoorten en in totaal."""

    loonkosten: Regel | None = Field(None, description="loonkosten")
    materiaalkosten: Regel | None = Field(None, description="materiaalkosten")
    machines_en_apparatuur: Regel | None = Field(None, description="kosten van machines en apparatuur")
    overhead: Regel | None = Field(None, description="overhead")
    overige_kosten: Regel | None = Field(None, description="overige kosten")
    totaal: Regel | None = Field(None, description="totale kosten")


class Dekking(Onderdeel):
    """Waaruit de kosten zijn betaald."""

    subsidie: Regel | None = Field(None, description="gedekt via toegekende subsidie")
    cofinanciering: Regel | None = Field(None, description="gedekt via cofinanciering")


class Subsidie(Onderdeel):
    """De subsidie die is toegekend."""

    toegekend: Bedrag | None = Field(None, description="toegekend voor 2020-2023, in euro's")
    aanvulling_2024: Bedrag | None = Field(None, description="aanvullend toegekend voor 2024; 0 als dat er niet is")


class Besteding(Onderdeel):
    """Van wanneer tot wanneer de subsidie is besteed."""

    eerste_dag: Dag | None = Field(None, description="dag van de eerste besteding (jjjj-mm-dd)")
    laatste_dag: Dag | None = Field(None, description="dag van de laatste besteding (jjjj-mm-dd)")


class Antwoord(Onderdeel):
    """Het antwoord op een vraag met ja of nee."""

    antwoord: JaNee | None = Field(None, description="ja of nee")
    toelichting: Tekst | None = Field(None, description="als het antwoord ja is: een korte toelichting")


class Vragen(Onderdeel):
    """De vragen van het format, elk met haar nummer."""

    regiovisie: Antwoord | None = Field(
        None, title="regiovisie (1)", description="is de regiovisie veranderd, vergeleken met het begin? (1)"
    )
    organisatiestructuur: Antwoord | None = Field(
        None, title="organisatiestructuur (2)", description="is de organisatiestructuur veranderd? (2)"
    )
    partners: Antwoord | None = Field(
        None, title="partners (3)", description="kwamen er scholen bij, vielen er af of zijn er vervangen? (3)"
    )
    andere_veranderingen: Antwoord | None = Field(
        None, title="andere veranderingen (4)", description="is er in de regio nog iets anders veranderd? (4)"
    )
    evaluaties: Antwoord | None = Field(
        None, title="evaluaties (5)", description="is er geëvalueerd, wat kwam eruit en wat is ermee gedaan? (5)"
    )
    borging: Tekst | None = Field(
        None,
        title="borging (7)",
        description="hoe techniekonderwijs binnen de instellingen is geborgd, zacht en hard (7)",
    )
    samenwerking_bedrijven: Tekst | None = Field(
        None,
        title="samenwerking met bedrijven (9)",
        description="wat de samenwerking met bedrijven heeft opgeleverd (9)",
    )
    bereikt: Tekst | None = Field(
        None, title="bereikt (10)", description="wat met de subsidie is bereikt, trots en wat nog beter kan (10)"
    )


class Verslagstuk(Onderdeel):
    """Een stuk dat met de eindrapportage meegaat."""

    soort: Literal["gerealiseerde-begroting"] = Field(description="gerealiseerde-begroting")
    bestand: Tekst | None = Field(None, description="naam van het bestand")


class Eindrapportage(Onderdeel):
    """Een eindrapportage van Sterk Techniekonderwijs 2020-2024."""

    regeling: Sleutel | None = Field(None, description="regeling: sto-2020-2024-eindrapportage")
    ontvangen: Dag | None = Field(None, description="dag waarop het verslag is ontvangen; leeg voor het indienen")
    regio: RegioVerslag | None = Field(None, description="de regio")
    penvoerder: Penvoerder | None = Field(None, description="de penvoerder")
    voorgenomen_activiteiten: list[VoorgenomenActiviteit] | None = Field(
        None, description="de activiteiten van het oorspronkelijke plan"
    )
    activiteiten: list[ActiviteitVerslag] | None = Field(None, description="het verslag van elke activiteit")
    subsidie: Subsidie | None = Field(None, description="de toegekende subsidie")
    besteding: Besteding | None = Field(None, description="eerste en laatste dag van besteding")
    kosten: Kosten | None = Field(None, description="begroot en gerealiseerd per kostensoort")
    dekking: Dekking | None = Field(None, description="begroot en gerealiseerd per bron van dekking")
    verschillen_per_pijler: Tekst | None = Field(
        None, description="per pijler of onderdeel de reden van de verschillen tussen begroot en gerealiseerd"
    )
    vragen: Vragen | None = Field(None, description="de vragen van het format")
    documenten: list[Verslagstuk] | None = Field(None, description="de stukken die meegaan")
