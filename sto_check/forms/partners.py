"""Who takes part: the penvoerder and the partners of the region, in the words of the form samenwerkingsovereenkomst."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field

from sto_check.forms.part import Onderdeel
from sto_check.forms.values import Brin, Geheel, Kvk, Nummer, Postcode, Sleutel, Tekst, Vestigingsnummer

Leerweg = Literal["onderbouw", "bb", "kb", "gl", "tl"]
Profiel = Literal[
    "bwi", "pie", "mt", "mvi", "mat",
    "dp", "ec-ond", "groen", "hbr", "zw",
]  # fmt: skip


class Leerwegen(Onderdeel):
    """De leerwegen die een vestiging aanbiedt, met het aantal leerlingen; een leerweg die er niet is, blijft weg."""

    onderbouw: Geheel | None = Field(None, description="leerlingen in leerjaar 1 en 2")
    bb: Geheel | None = Field(None, title="BB", description="leerlingen basisberoepsgerichte leerweg, leerjaar 3 en 4")
    kb: Geheel | None = Field(None, title="KB", description="leerlingen kaderberoepsgerichte leerweg, leerjaar 3 en 4")
    gl: Geheel | None = Field(None, title="GL", description="leerlingen gemengde leerweg, leerjaar 3 en 4")
    tl: Geheel | None = Field(None, title="TL", description="leerlingen theoretische leerweg, leerjaar 3 en 4")


class Profielaanbod(Onderdeel):
    """Een profiel dat een vestiging in een leerweg aanbiedt."""

    profiel: Profiel = Field(description="bwi, pie, mt, mvi, mat (hard technisch), dp, ec-ond, groen, hbr of zw")
    leerweg: Literal["bb", "kb", "gl"] = Field(description="bb, kb of gl")
    leerlingen: Geheel | None = Field(None, description="leerlingen die op dit profiel zijn ingeschreven")


class School(Onderdeel):
    """Wat van elke onderwijsinstelling wordt gevraagd."""

    naam: Tekst | None = Field(None, description="naam van de school of instelling")
    brin: Brin | None = Field(None, title="BRIN", description="BRIN, bijvoorbeeld 12AB")
    vestigingsnummer: Vestigingsnummer | None = Field(None, description="twee cijfers, bijvoorbeeld 00")
    bevoegd_gezag: Tekst | None = Field(None, description="naam van het bevoegd gezag")
    bevoegd_gezag_nummer: Nummer | None = Field(None, description="nummer van het bevoegd gezag")


class Penvoerder(School):
    """De penvoerder: de aanvrager, die zelf een vmbo-vestiging bestuurt (artikel 1.5)."""


class PenvoerendeSchool(Penvoerder):
    """De penvoerder en haar eigen vmbo-school; wat die aanbiedt staat hier, of bij dezelfde school onder partners."""

    leerwegen: Leerwegen | None = Field(
        None, description="leerwegen van de eigen school, als zij niet bij partners staat"
    )
    profielen: list[Profielaanbod] | None = Field(
        None, description="profielen van de eigen school; [] als er geen zijn"
    )
    keuzevakken: list[Tekst] | None = Field(None, description="technische keuzevakken van de eigen school")
    praktijkgerichte_programmas: list[Tekst] | None = Field(
        None, description="technische praktijkgerichte programma's van de eigen school"
    )


class VmboVestiging(School):
    """Een deelnemende vmbo-vestiging."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    soort: Literal["vmbo"] = Field(description="vmbo")
    leerwegen: Leerwegen | None = Field(None, description="aangeboden leerwegen met leerlingaantallen")
    profielen: list[Profielaanbod] | None = Field(
        None, description="aangeboden profielen per leerweg; [] als er geen zijn"
    )
    keuzevakken: list[Tekst] | None = Field(None, description="technische keuzevakken; [] als er geen zijn")
    praktijkgerichte_programmas: list[Tekst] | None = Field(
        None, description="technische praktijkgerichte programma's; [] als er geen zijn"
    )


class Onderwijspartner(School):
    """Een andere onderwijsinstelling: mbo, po, pro, vso, overig vo, hbo of wo."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    soort: Literal["mbo", "po", "pro", "vso", "vo", "hbo", "wo"] = Field(description="mbo, po, pro, vso, vo, hbo of wo")


class Overheid(Onderdeel):
    """Een lokale overheid: gemeente, provincie, stadsgewest."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    soort: Literal["overheid"] = Field(description="overheid")
    naam: Tekst | None = Field(None, description="naam van de organisatie")
    adres: Tekst | None = Field(None, title="adres vestiging", description="straat en huisnummer")
    postcode: Postcode | None = Field(None, description="postcode, bijvoorbeeld 1234 AB")
    plaats: Tekst | None = Field(None, description="plaats")
    kvk: Kvk | None = Field(None, title="KvK-nummer", description="KvK-nummer, acht cijfers")


class Bedrijf(Onderdeel):
    """Bedrijfsleven: een bedrijf, of in één regel het bedrijfsleven dat in de regio aanwezig is."""

    id: Sleutel = Field(description="korte naam om naar te verwijzen")
    soort: Literal["bedrijf"] = Field(description="bedrijf")
    naam: Tekst | None = Field(None, description="naam, of: het bedrijfsleven in de regio")
    kvk: Kvk | None = Field(None, title="KvK-nummer", description="KvK-nummer, acht cijfers; mag ontbreken")


Partner = Annotated[VmboVestiging | Onderwijspartner | Overheid | Bedrijf, Discriminator("soort")]
