"""The application as a whole (aanvraag op hoofdlijnen), in the order in which the forms ask for it."""

from typing import Literal

from pydantic import Field

from sto_check.forms.budget import Begroting, LopendProject
from sto_check.forms.part import Onderdeel
from sto_check.forms.partners import Partner, PenvoerendeSchool
from sto_check.forms.plan import Activiteit, Doelstelling, Profieldoel, Visie
from sto_check.forms.values import Dag, Geheel, JaNee, Kilometers, Nummer, Sleutel, Tekst

Stuk = Literal["regiovisie", "activiteitenplan", "begroting", "samenwerkingsovereenkomst"]


class Aanvrager(Onderdeel):
    """Wie de aanvraag indient."""

    naam: Tekst | None = Field(None, description="naam van het bevoegd gezag dat indient")
    bevoegd_gezag_nummer: Nummer | None = Field(None, description="nummer van dat bevoegd gezag")


class Afziening(Onderdeel):
    """Een school in het gebied die niet meedoet."""

    naam: Tekst | None = Field(None, description="naam van de school")
    soort: Literal["vmbo", "vso", "pro"] | None = Field(None, description="vmbo, vso of pro")
    reden: Tekst | None = Field(None, description="waarom zij niet meedoet")
    kans_geboden: JaNee | None = Field(None, description="is zij gevraagd? ja of nee")


class Techniekluw(Onderdeel):
    """Wat een techniekluwe regio daarbij moet aantonen (regiovisie 5.1)."""

    was_techniekluw: JaNee | None = Field(None, description="was de regio techniekluw in 2020-2024? ja of nee")
    leerlingen_bovenbouw: Geheel | None = Field(None, description="leerlingen bovenbouw bb, kb en gl op 1 oktober 2023")
    leerlingen_technisch: Geheel | None = Field(None, description="van hen in een technisch profiel")
    afstand_km: Kilometers | None = Field(
        None, title="afstand in kilometers", description="kilometers tot de volgende vestiging met beroepsgericht vmbo"
    )


class Regio(Onderdeel):
    """De regio en haar afbakening (regiovisie 5)."""

    soort: Literal["techniekregio", "techniekluw"] | None = Field(None, description="techniekregio of techniekluw")
    naam: Tekst | None = Field(None, description="naam van de regio")
    nummer: Nummer | None = Field(None, description="nummer van de regio in bijlage 3")
    caribisch_nederland: JaNee | None = Field(
        None, title="Caribisch Nederland", description="ligt de regio in Caribisch Nederland? ja of nee"
    )
    gemeenten: list[Tekst] | None = Field(None, description="gemeenten in het gebied")
    afbakening: Tekst | None = Field(None, description="waarom dit gebied")
    continuiteit: Tekst | None = Field(
        None, title="continuïteit", description="hoe het gebied voortbouwt op dat van 2020-2024 (5)"
    )
    bestaande_scholen: Tekst | None = Field(None, description="welke scholen en instellingen er in het gebied zijn")
    aantal_po_scholen: Geheel | None = Field(None, description="aantal basisscholen en scholen voor sbo en so (5)")
    bedrijfsleven: Tekst | None = Field(None, description="het bedrijfsleven in de regio")
    afzieningen: list[Afziening] | None = Field(None, description="scholen die niet meedoen; [] als alle meedoen")
    techniekluw: Techniekluw | None = Field(None, description="alleen voor een techniekluwe regio")


class Organisatie(Onderdeel):
    """Organisatie en samenwerking (regiovisie 6)."""

    samenwerking: Tekst | None = Field(None, description="hoe de samenwerking is georganiseerd")
    uitvoering: Tekst | None = Field(None, description="waardoor het plan goed en efficiënt wordt uitgevoerd (6)")
    afspraken: Tekst | None = Field(
        None, description="afspraken over het samenwerken, of de mededeling dat er geen zijn (6)"
    )
    verdeling_gelden: Tekst | None = Field(None, description="hoe over de verdeling van geld wordt beslist")
    continuiteit_netwerk: Tekst | None = Field(
        None,
        title="continuïteit van het netwerk",
        description="hoe contacten blijven bestaan als iemand vertrekt (6)",
    )
    reflectie: Tekst | None = Field(None, description="hoe partners terugkijken op samenwerking en activiteiten (6)")
    duurzame_samenwerking: Tekst | None = Field(
        None, description="waardoor de samenwerking op lange termijn blijft (6)"
    )
    organisatiestructuur: Tekst | None = Field(
        None, description="uit welke organen de organisatie bestaat, zoals stuurgroep en werkgroepen (6)"
    )
    stuurgroep: list[Sleutel] | None = Field(None, description="id's van de partijen in de stuurgroep")


class StukBijAanvraag(Onderdeel):
    """Een stuk dat bij de aanvraag gaat."""

    soort: Stuk = Field(description="regiovisie, activiteitenplan, begroting of samenwerkingsovereenkomst")
    bestand: Tekst | None = Field(None, description="naam van het bestand")
    datum: Dag | None = Field(None, description="datum van het stuk")


class OvereenkomstPartner(Onderdeel):
    """Een partner zoals de samenwerkingsovereenkomst haar noemt."""

    partner: Sleutel = Field(description="id van de partner; penvoerder voor de penvoerder")
    meerwaarde: Tekst | None = Field(None, description="wat de partner toevoegt")
    taken: Tekst | None = Field(None, title="verantwoordelijkheden", description="taken en verantwoordelijkheden")


class Overeenkomst(Onderdeel):
    """De inhoud van de samenwerkingsovereenkomst."""

    ingangsdatum: Dag | None = Field(None, description="eerste dag waarop zij geldt")
    einddatum: Dag | None = Field(None, description="laatste dag waarop zij geldt")
    partners: list[OvereenkomstPartner] | None = Field(None, description="de lijst van partners in de overeenkomst")
    samenwerking_en_borging: Tekst | None = Field(None, description="hoe samenwerking en borging zijn geregeld")
    verwijst_naar: list[Literal["regiovisie", "activiteitenplan", "begroting"]] | None = Field(
        None, description="stukken waar zij naar verwijst"
    )
    intentieverklaring: JaNee | None = Field(
        None, description="verklaart zij duurzaam te willen samenwerken? ja of nee"
    )
    akkoord_regeling: JaNee | None = Field(
        None, description="verklaren de partijen akkoord te zijn met de subsidieregeling? ja of nee"
    )
    akkoord_uitvoering: JaNee | None = Field(
        None, description="verklaren zij akkoord te zijn met het uitvoeren van plan en begroting? ja of nee"
    )
    akkoord_afspraken: JaNee | None = Field(
        None, description="verklaren zij akkoord te zijn met de afspraken in deze overeenkomst? ja of nee"
    )


class Ondertekening(Onderdeel):
    """Een handtekening onder de samenwerkingsovereenkomst."""

    partner: Sleutel = Field(description="id van de partner; penvoerder voor de penvoerder")
    rol: Literal["directeur", "bestuurslid", "tekenbevoegde"] = Field(
        title="functie",
        description="directeur (vmbo-school), bestuurslid (College van Bestuur) of tekenbevoegde (overheid, bedrijf)",
    )
    naam: Tekst | None = Field(None, description="naam van wie tekent")
    datum: Dag | None = Field(None, description="dag van ondertekening; leeg zolang er niet is getekend")


class Aanvraag(Onderdeel):
    """Een aanvraag op hoofdlijnen voor Sterk Techniekonderwijs 2025-2028."""

    regeling: Sleutel | None = Field(None, description="regeling waarvoor u aanvraagt: sto-2025-2028")
    fase: Literal["aanvraag"] | None = Field(None, description="fase van de regeling: aanvraag")
    vooraanmelding: Dag | None = Field(None, description="dag van de vooraanmelding (jjjj-mm-dd)")
    ontvangen: Dag | None = Field(None, description="dag waarop de aanvraag is ontvangen; leeg voor het indienen")
    aanvrager: Aanvrager | None = Field(None, description="wie de aanvraag indient")
    regio: Regio | None = Field(None, description="de regio en haar afbakening (regiovisie 5)")
    penvoerder: PenvoerendeSchool | None = Field(
        None, description="de penvoerder en haar eigen school; verwijs naar haar met: penvoerder"
    )
    partners: list[Partner] | None = Field(None, description="alle deelnemende partijen")
    organisatie: Organisatie | None = Field(None, description="organisatie en samenwerking (regiovisie 6)")
    visie: Visie | None = Field(None, description="de regiovisie op hoofdlijnen")
    profieldoelen: list[Profieldoel] | None = Field(None, description="doelen per vestiging, leerweg en profiel (4.5)")
    doelstellingen: list[Doelstelling] | None = Field(None, description="de doelstellingen van het activiteitenplan")
    activiteiten: list[Activiteit] | None = Field(None, description="de activiteiten van het activiteitenplan")
    begroting: Begroting | None = Field(None, description="de begroting op hoofdlijnen")
    lopende_projecten: list[LopendProject] | None = Field(None, description="andere projecten; [] als er geen zijn")
    documenten: list[StukBijAanvraag] | None = Field(None, description="de stukken die meegaan")
    overeenkomst: Overeenkomst | None = Field(None, description="de samenwerkingsovereenkomst")
    ondertekeningen: list[Ondertekening] | None = Field(None, description="handtekeningen onder de overeenkomst")
