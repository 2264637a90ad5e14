"""What the region wants: vision, goals, activities, profile targets; as in the forms regiovisie, activiteitenplan."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sto_check.forms.part import Onderdeel
from sto_check.forms.partners import Leerweg
from sto_check.forms.values import Dag, Geheel, Jaar, Jaarsleutel, Sleutel, Tekst

Element = Literal[
    "dekkend-aanbod", "kwaliteit", "alle-leerlingen", "maatschappelijke-themas", "regionale-samenwerking"
]  # fmt: skip
Doelgroep = Literal["vmbo-leerlingen", "vmbo-personeel", "po", "pro", "vso", "mbo", "havo-vwo"]


class Thema(Onderdeel):
    """Een maatschappelijk thema: waar de regio staat en waar zij aan het einde wil staan."""

    nu: Tekst | None = Field(None, description="waar de regio nu staat")
    straks: Tekst | None = Field(None, description="waar de regio aan het einde van de subsidieperiode wil staan")


class Themas(Onderdeel):
    """De drie maatschappelijke thema's van de regeling."""

    schoolpersoneel: Thema | None = Field(None, description="aantrekken en ontwikkelen van technisch personeel")
    gender_en_inclusie: Thema | None = Field(
        None, title="gender en inclusie", description="tegengaan van stereotypen, bevorderen van inclusie"
    )
    duurzaamheid: Thema | None = Field(None, description="technologie voor duurzaamheid")


class Arbeidsmarkt(Onderdeel):
    """De regionale arbeidsmarkt, in woorden en in cijfers, elk met bronnen."""

    kwalitatief: Tekst | None = Field(None, description="sectoren, beroepen, kennis en vaardigheden")
    sectoren: Tekst | None = Field(
        None, title="sectoren (4.2)", description="welke sectoren of beroepen het betreft (4.2)"
    )
    behoefte_nu: Tekst | None = Field(
        None, title="behoefte nu (4.2)", description="kennis en vaardigheden die nu gevraagd worden (4.2)"
    )
    behoefte_later: Tekst | None = Field(
        None, title="behoefte later (4.2)", description="kennis en vaardigheden die later gevraagd worden (4.2)"
    )
    blijkt_uit: Tekst | None = Field(
        None,
        title="waar de behoefte uit blijkt (4.2)",
        description="agenda's of visies waar dat uit blijkt, of de mededeling dat die er niet zijn (4.2)",
    )
    kwalitatief_bronnen: list[Tekst] | None = Field(None, description="bronnen daarvan")
    kwantitatief: Tekst | None = Field(None, description="groei of tekort, en waardoor")
    oorzaak: Tekst | None = Field(None, title="oorzaak (4.3)", description="waardoor er groei of tekort is (4.3)")
    kwantitatief_bronnen: list[Tekst] | None = Field(None, description="bronnen daarvan")


class KwaliteitNu(Onderdeel):
    """De huidige kwaliteit, onderwerp voor onderwerp (regiovisie 3.1)."""

    sterk_en_zwak: Tekst | None = Field(None, description="sterke en zwakke punten van het technisch vmbo (3.1)")
    voorzieningen: Tekst | None = Field(None, description="hoe goed materialen en machines zijn (3.1)")
    personeel: Tekst | None = Field(None, description="het onderwijspersoneel en hoe het zich kan ontwikkelen (3.1)")
    curriculum: Tekst | None = Field(None, description="vernieuwing in het onderwijsprogramma (3.1)")
    samenwerking_po_mbo: Tekst | None = Field(
        None,
        title="samenwerking met po en mbo",
        description="samenwerking met po en mbo, en de overstap daartussen (3.1)",
    )
    samenwerking_bedrijven: Tekst | None = Field(
        None, title="samenwerking met bedrijven", description="samenwerking met bedrijven en andere partijen (3.1)"
    )
    vervolgonderwijs: Tekst | None = Field(None, description="hoe het technisch vmbo op het vervolg aansluit (3.1)")
    themas: Tekst | None = Field(
        None, title="maatschappelijke thema's", description="aandacht voor de maatschappelijke thema's (3.1)"
    )


class Visie(Onderdeel):
    """De regiovisie op hoofdlijnen."""

    bereikte_doelen: Tekst | None = Field(
        None, title="bereikte doelen (1.1)", description="bereikt in 2020-2024, ten hoogste 300 woorden (1.1)"
    )
    geleerde_lessen: Tekst | None = Field(
        None, title="geleerde lessen (1.2)", description="geleerd in 2020-2024, ten hoogste 300 woorden (1.2)"
    )
    definitie: Tekst | None = Field(
        None,
        title="definitie van techniekonderwijs (2)",
        description="wat onder techniekonderwijs valt en wat niet (2)",
    )
    kwaliteitsbeeld: Tekst | None = Field(
        None, title="kwaliteitsbeeld (2)", description="wat goed techniekonderwijs is (2)"
    )
    ideaal_aanbod: Tekst | None = Field(
        None, title="ideaal aanbod (2)", description="het ideale aanbod aan het einde van de periode (2)"
    )
    onderbouw: Tekst | None = Field(
        None, title="onderbouw (2)", description="hoe de onderbouw met techniek in aanraking komt (2)"
    )
    innovaties: Tekst | None = Field(
        None, title="innovaties (2)", description="innovaties en wat het bedrijfsleven verwacht (2)"
    )
    themas: Themas | None = Field(None, title="thema", description="de drie maatschappelijke thema's, nu en straks (2)")
    huidige_kwaliteit: Tekst | None = Field(
        None, title="huidige kwaliteit (3.1)", description="de huidige kwaliteit (3.1)"
    )
    kwaliteit_nu: KwaliteitNu | None = Field(
        None, title="kwaliteit nu (3.1)", description="de huidige kwaliteit, onderwerp voor onderwerp (3.1)"
    )
    route: Tekst | None = Field(
        None, title="route naar gewenste kwaliteit (3.2)", description="de route naar de gewenste kwaliteit (3.2)"
    )
    effecten: Tekst | None = Field(
        None, title="effecten van de route (3.2)", description="wat die route oplevert (3.2)"
    )
    aanbod: Tekst | None = Field(
        None, title="huidig aanbod (4.1)", description="het huidige aanbod in de regio en de aansluiting (4.1)"
    )
    andere_profielen_technologisch: Geheel | None = Field(
        None,
        title="andere profielen met technologie (4.1)",
        description="hoeveel andere profielen een technologische invulling hebben (4.1)",
    )
    technische_tl: Geheel | None = Field(
        None, title="technische theoretische leerweg (4.1)", description="op hoeveel plaatsen die er is (4.1)"
    )
    aansluiting: Tekst | None = Field(
        None,
        title="aansluiting (4.1)",
        description="aansluiting op mbo en arbeidsmarkt, met doorlopende leerlijnen (4.1)",
    )
    goed_en_beter: Tekst | None = Field(
        None, title="wat goed gaat en wat beter kan (4.1)", description="wat nu goed gaat en wat beter kan (4.1)"
    )
    leerlingprognose: dict[Jaarsleutel, Geheel] | None = Field(
        None, description="leerlingen per jaar, tien jaar vooruit (4.1)"
    )
    arbeidsmarkt: Arbeidsmarkt | None = Field(None, description="de regionale arbeidsmarkt (4.2, 4.3)")
    behoefte: Tekst | None = Field(
        None, title="behoefte (4.4)", description="match of mismatch van aanbod en arbeidsmarkt (4.4)"
    )
    doel_aanbod: Tekst | None = Field(
        None, title="doel aanbod (4.5)", description="het beoogde aanbod, dekkend en doelmatig (4.5)"
    )
    balans: Tekst | None = Field(
        None,
        title="balans (4.5)",
        description="dekkend en bereikbaar tegenover doelmatig, en zo divers als te organiseren is (4.5)",
    )


class Profieldoel(Onderdeel):
    """Het doel voor een hard technisch profiel, per vestiging en leerweg (regiovisie 4.5)."""

    vestiging: Sleutel = Field(description="id van de vmbo-vestiging")
    leerweg: Literal["bb", "kb", "gl"] = Field(description="bb, kb of gl")
    profiel: Literal["bwi", "pie", "mt", "mvi", "mat"] = Field(description="bwi, pie, mt, mvi of mat")
    leerlingen_doel: Geheel | None = Field(None, description="leerlingen aan het einde van de subsidieperiode")


class Doelstelling(Onderdeel):
    """Een doelstelling van het activiteitenplan."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    naam: Tekst | None = Field(None, description="de doelstelling in een zin")
    elementen: list[Element] | None = Field(
        None,
        description="waaraan zij bijdraagt: dekkend-aanbod, kwaliteit, alle-leerlingen, maatschappelijke-themas, "
        "regionale-samenwerking",
    )
    bijdrage: Tekst | None = Field(None, description="hoe zij bijdraagt aan het doel van de regeling")
    huidige_situatie: Tekst | None = Field(None, description="waar de regio nu staat")
    gewenste_situatie: Tekst | None = Field(None, description="waar de regio over vier jaar wil staan")


class Activiteit(Onderdeel):
    """Een activiteit van het activiteitenplan. Zij heeft jaren, of een eerste en een laatste dag, of beide."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    naam: Tekst | None = Field(None, description="wat er gebeurt")
    doelstellingen: list[Sleutel] | None = Field(None, description="id's van de doelstellingen waar zij onder valt")
    jaren: list[Jaar] | None = Field(None, description="kalenderjaren waarin zij plaatsvindt")
    start: Dag | None = Field(None, description="eerste dag (jjjj-mm-dd)")
    eind: Dag | None = Field(None, description="laatste dag (jjjj-mm-dd)")
    uitvoerders: list[Sleutel] | None = Field(None, description="id's van de partners die haar uitvoeren")
    leerwegen: list[Leerweg] | None = Field(None, description="voor welke leerwegen: onderbouw, bb, kb, gl, tl")
    doelgroepen: list[Doelgroep] | None = Field(
        None, description="vmbo-leerlingen, vmbo-personeel, po, pro, vso, mbo, havo-vwo"
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start and self.eind and self.eind < self.start:
            raise PydanticCustomError("end-before-start", "end-before-start")
        outside = [day for day in (self.start, self.eind) if day and self.jaren and day.year not in self.jaren]
        if outside:
            raise PydanticCustomError("day-outside-years", "day-outside-years", {"day": outside[0].isoformat()})
        return self

    @property
    def eerste_dag(self) -> date | None:
        """The first day: ``start``, or 1 January of the first year where that comes earlier or is all there is."""
        days = [self.start] if self.start else []
        if self.jaren and (not self.start or min(self.jaren) < self.start.year):
            days.append(date(min(self.jaren), 1, 1))
        return min(days, default=None)

    @property
    def laatste_dag(self) -> date | None:
        """The last day: ``eind``, or 31 December of the last year where that comes later or is all there is."""
        days = [self.eind] if self.eind else []
        if self.jaren and (not self.eind or max(self.jaren) > self.eind.year):
            days.append(date(max(self.jaren), 12, 31))
        return max(days, default=None)

    @property
    def alle_jaren(self) -> list[int] | None:
        """The years in which it takes place: as given, or else those from its first to its last day."""
        if not self.jaren and self.start and self.eind:
            return list(range(self.start.year, self.eind.year + 1))
        return self.jaren
