"""The detailed activity plan after the grant (uitwerking), beside the plan in outline that it elaborates."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field
from pydantic_core import PydanticCustomError

from sto_check.documents.document import value_at
from sto_check.documents.errors import FirstProblems
from sto_check.documents.place import Path, write_path
from sto_check.errors import Problem
from sto_check.forms.budget import Begroting
from sto_check.forms.errors import unknown_name
from sto_check.forms.part import Onderdeel
from sto_check.forms.plan import Activiteit, Doelstelling
from sto_check.forms.values import Dag, Jaar, Nummer, Sleutel, Tekst, read_key
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.documents.document import Document

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
    niet_uitgewerkt: Tekst | None = Field(
        None, description="waarom zij in dit tijdvak niet is uitgewerkt; alleen als dat zo is"
    )

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
    doelstellingen: list[UitgewerkteDoelstelling] | None = Field(None, description="de uitgewerkte doelstellingen")
    activiteiten: list[UitgewerkteActiviteit] | None = Field(None, description="de uitgewerkte activiteiten")
    begroting: Begroting | None = Field(None, description="de uitgewerkte begroting van dit tijdvak")


class _Reference(NamedTuple):
    """Every name found along ``source`` must be the id of a part in the list ``target``."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    what: Text


_REFERENCES = (
    _Reference(("hoofdlijnen", "activiteiten", "doelstellingen"), ("hoofdlijnen", "doelstellingen"),
               Text("de doelstelling op hoofdlijnen", "the goal in outline")),
    _Reference(("activiteiten", "doelstellingen"), ("doelstellingen",),
               Text("de uitgewerkte doelstelling", "the detailed goal")),
    _Reference(("begroting", "kosten", "activiteit"), ("activiteiten",),
               Text("de uitgewerkte activiteit", "the detailed activity")),
)  # fmt: skip
# hoofdlijn is absent on purpose: whether the plan comes from the outline is for rules STO-G2a and STO-G2b to say.
_NAMED = (("hoofdlijnen", "doelstellingen"), ("hoofdlijnen", "activiteiten"), ("doelstellingen",), ("activiteiten",))


def find_uitwerking_problems(document: Document) -> list[Problem]:
    """Return a problem for each reference that leads nowhere, each id used twice, and each outline id ``geen``."""
    repeated = (problem for steps in _NAMED for problem in _repeated(document, steps))
    loose = (problem for reference in _REFERENCES for problem in _loose(document, reference))
    return [*FirstProblems(repeated), *FirstProblems(loose)]


def _loose(document: Document, reference: _Reference) -> Iterator[Callable[[], Problem]]:
    owner = value_at(document.tree, reference.target)
    if not isinstance(owner, list):  # what one would refer to is not there yet
        return
    known = [name for _, name in _names(owner, ("id",))]
    among = set(known)
    for path, name in _names(document.tree, reference.source):
        if name not in among:
            place = document.place(path)
            yield partial(unknown_name, "unknown-reference", reference.what, name, known, place, write_path(path))


def _repeated(document: Document, steps: tuple[str, ...]) -> Iterator[Callable[[], Problem]]:
    seen: dict[str, Path] = {}
    for path, name in _names(document.tree, (*steps, "id")):
        place, written = document.place(path), write_path(path)
        if name == NONE and steps[0] == "hoofdlijnen":
            says = Text(
                "De id geen is voorbehouden aan wat niet uit de hoofdlijnen komt.",
                "The id geen is kept for what does not come from the outline.",
            )
            hint = Text("Geef dit onderdeel een andere id.", "Give this part another id.")
            yield partial(Problem, "reserved-name", says, place, written, hint)
        elif name in seen:
            first = document.place(seen[name])
            where = str(first) if first else write_path(seen[name])
            says = Text(f"De id {name} is al gebruikt ({where}).", f"The id {name} is already used ({where}).")
            hint = Text("Geef elk onderdeel een eigen id.", "Give each part an id of its own.")
            yield partial(Problem, "repeated-name", says, place, written, hint)
        else:
            seen[name] = path


def _names(tree: object, steps: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every name along a path; what is no name at all is told where the name itself is read."""
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _names(item, steps, (*path, position))
    elif steps:
        if isinstance(tree, dict):
            yield from _names(tree.get(steps[0]), steps[1:], (*path, steps[0]))
    elif isinstance(tree, str | int):
        with suppress(PydanticCustomError):
            yield path, read_key(tree)
