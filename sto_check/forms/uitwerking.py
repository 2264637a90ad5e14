"""The detailed activity plan after the grant (uitwerking), beside the plan in outline that it elaborates."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sto_check.forms.budget import Begroting
from sto_check.forms.part import Onderdeel
from sto_check.forms.plan import Activiteit, Doelstelling
from sto_check.forms.values import Dag, Jaar, Nummer, Sleutel, Tekst

NONE = "geen"
"""What a detailed goal or activity names as its origin where it has none in the plan in outline."""
_PERIODS = {"2025-2026": {2025, 2026}, "2027-2028": {2027, 2028}, "2029": {2029}}


class ToegekendeRegio(Onderdeel):
    """De regio waaraan de subsidie is verleend."""

    naam: Tekst | None = Field(None, description="naam van de regio")
    nummer: Nummer | None = Field(None, description="nummer van de regio in bijlage 3")


class Hoofddoelstelling(Onderdeel):
    """Een doelstelling van het plan op hoofdlijnen, zoals toegekend."""

    id: Sleutel = Field(description="korte naam uit het plan op hoofdlijnen")
    naam: Tekst | None = Field(None, description="de doelstelling in een zin")


class Hoofdactiviteit(Onderdeel):
    """Een activiteit van het plan op hoofdlijnen, zoals toegekend."""

    id: Sleutel = Field(description="korte naam uit het plan op hoofdlijnen")
    naam: Tekst | None = Field(None, description="wat er gebeurt")
    doelstellingen: list[Sleutel] | None = Field(None, description="id's van de doelstellingen op hoofdlijnen")
    jaren: list[Jaar] | None = Field(None, description="kalenderjaren waarin zij zou plaatsvinden")

    @property
    def tijdvakken(self) -> list[str] | None:
        """The periods in which its years fall; None where no year is known."""
        if not self.jaren:
            return None
        return [name for name, years in _PERIODS.items() if years & set(self.jaren)]


class Hoofdlijnen(Onderdeel):
    """Het plan op hoofdlijnen, zoals toegekend."""

    doelstellingen: list[Hoofddoelstelling] | None = Field(None, description="alle doelstellingen op hoofdlijnen")
    activiteiten: list[Hoofdactiviteit] | None = Field(None, description="alle activiteiten op hoofdlijnen")


class NietUitgewerkt(Onderdeel):
    """Een activiteit op hoofdlijnen die in deze jaren gepland was en niet is uitgewerkt."""

    activiteit: Sleutel = Field(description="id van de activiteit op hoofdlijnen")
    reden: Tekst | None = Field(None, description="waarom zij in dit tijdvak niet is uitgewerkt")


class UitgewerkteDoelstelling(Doelstelling):
    """Een uitgewerkte doelstelling."""

    hoofdlijn: Sleutel | None = Field(None, description="id van de doelstelling op hoofdlijnen; geen als zij nieuw is")


class UitgewerkteActiviteit(Activiteit):
    """Een uitgewerkte activiteit; haar kosten staan in de begroting."""

    hoofdlijn: Sleutel | None = Field(None, description="id van de activiteit op hoofdlijnen; geen als zij nieuw is")
    zonder_kosten: Tekst | None = Field(None, description="waarom zij niets kost; alleen als dat zo is")


class Uitwerking(Onderdeel):
    """Een uitgewerkt activiteitenplan met begroting, voor een tijdvak van Sterk Techniekonderwijs 2025-2028."""

    regeling: Sleutel | None = Field(None, description="regeling: sto-2025-2028-uitwerking")
    fase: Literal["uitwerking"] | None = Field(None, description="fase van de regeling: uitwerking")
    tijdvak: Literal["2025-2026", "2027-2028", "2029"] | None = Field(
        None, description="2025-2026 of 2027-2028; 2029 alleen als de regeling met dat jaar is verlengd"
    )
    ontvangen: Dag | None = Field(None, description="dag waarop het plan is ontvangen; leeg voor het indienen")
    regio: ToegekendeRegio | None = Field(None, description="de regio waaraan de subsidie is verleend")
    hoofdlijnen: Hoofdlijnen | None = Field(None, description="het plan op hoofdlijnen, zoals toegekend")
    niet_uitgewerkt: list[NietUitgewerkt] | None = Field(
        None, description="activiteiten op hoofdlijnen van deze jaren die hierna ontbreken; [] als er geen ontbreken"
    )
    doelstellingen: list[UitgewerkteDoelstelling] | None = Field(None, description="de uitgewerkte doelstellingen")
    activiteiten: list[UitgewerkteActiviteit] | None = Field(None, description="de uitgewerkte activiteiten")
    begroting: Begroting | None = Field(None, description="de uitgewerkte begroting van dit tijdvak")
