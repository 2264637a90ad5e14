"""The national figures of each indicator, with the source of each: ``rules/indicators.yaml``. No rule reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.forms.model_problems import problems_in
from sto_check.forms.named_forms import rules_folder
from sto_check.forms.values import Bedrag, Geheel, Jaar
from sto_check.scheme.citations import AskUse, SourceUse
from sto_check.scheme.entries import Ask, Entry
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.indicator_fields import is_figure
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

FILE = "indicators.yaml"

Form = Literal["share", "growth", "number"]
Figure = Annotated[str, Field(pattern=r"^-?[0-9]{1,3}(\.[0-9]{1,2})?$")]


class National(Entry):
    """The national figures of one indicator, as the source rounds them: percentages, or a number of profiles."""

    begin: Figure | None = None
    eind: Figure | None = None
    change: Figure | None = None
    begin_year: Jaar | None = None
    end_year: Jaar | None = None


class Reference(Entry):
    """One indicator: which fields of a measurement it reads, and what is known of it nationally."""

    title: Text
    about: Text
    share: str | None = None
    of: str | None = None
    growth: str | None = None
    number: str | None = None
    decimals: Geheel = Field(0, description="decimals in which the region's own number is shown")
    national: National
    ask: str = Field(description="one of the asks: what the source says of it")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = [name for name in (self.share, self.growth, self.number) if name]
        whole = (self.share is None) == (self.of is None)
        figures = (self.national.begin, self.national.eind) if self.share else (self.national.change,)
        if len(given) != 1 or not whole or None in figures or not all(map(is_figure, self.reads)):
            raise PydanticCustomError("indicator", "indicator")
        return self

    @property
    def form(self) -> Form:
        """What kind of figure it is."""
        return "share" if self.share else "growth" if self.growth else "number"

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads of each measurement."""
        return tuple(name for name in (self.share, self.of, self.growth, self.number) if name)


class Budget(Entry):
    """What there is each year for the whole country."""

    amount: Bedrag
    ask: str
    says: Text


class References(Entry):
    """``rules/indicators.yaml``: the national figures and their source."""

    source: str
    key: str
    asks: dict[str, Ask] = Field(description="the figures of the source, each under its heading")
    indicators: list[Reference] = Field(min_length=1)
    budget: Budget

    @model_validator(mode="after")
    def _known_asks(self) -> Self:
        if not {self.budget.ask, *(one.ask for one in self.indicators)} <= set(self.asks):
            raise PydanticCustomError("indicator", "indicator")
        return self


def load_references(path: Path | None = None) -> References:
    """Return the national figures, by default those that come with sto-check; raises SchemeError or DocumentError."""
    document = read_file(path or rules_folder() / FILE)
    try:
        return References.model_validate(document.tree)
    except ValidationError as error:
        with showing(document):
            raise SchemeError(*problems_in(error, document, References)) from None


def reference_uses(references: References) -> SourceUse:
    """Return the source of the national figures with what it says, each shown beside a region or not."""
    shown = {references.budget.ask, *(one.ask for one in references.indicators)}
    asks = tuple(
        AskUse(f"{references.key}/{name}", ask, (FILE,) if name in shown else ())
        for name, ask in references.asks.items()
    )
    return SourceUse(references.key, references.source, asks)
