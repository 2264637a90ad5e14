"""What a report shows of an application beside its outcomes: overview.yaml of the scheme, where it has one.

It is read only for a report that shows it, and decides nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, RootModel, ValidationError

from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.scheme.entries import Entry
from sto_check.scheme.errors import SchemeError, not_known
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.documents.document import Document
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem

FILE = "overview.yaml"
_ATTRIBUTE = r"^[^.\s]+\.[^.\s]+$"


class Names(Entry):
    """The names of all facts of some kinds, kind by kind."""

    title: Text
    names: dict[str, Text] = Field(description="the kinds, each with its heading")


class Sums(Entry):
    """An amount or a number, added up by the words of another attribute of the same facts."""

    title: Text
    sum: str = Field(description="KIND.ATTRIBUTE: what is added up", pattern=_ATTRIBUTE)
    by: str = Field(description="the attribute by whose words it is added up, or name: by the name of each fact")


class Values(Entry):
    """Some amounts or numbers of a fact beside each other."""

    title: Text
    values: dict[str, Text] = Field(description="KIND.ATTRIBUTE of each, with its heading")


class Timeline(Entry):
    """Facts in time, from a first to a last day, against a period of the scheme."""

    title: Text
    timeline: str = Field(description="the kind of the facts")
    first: str = Field(description="the attribute with the first day")
    last: str = Field(description="the attribute with the last day")
    period: tuple[str, str] = Field(description="the parameters with the first and the last day of the period")


Shown = Names | Sums | Values | Timeline


class Overview(RootModel[list[Annotated[Shown, Field(union_mode="smart")]]]):
    """The file as it is written."""


def read_overview(scheme: Scheme) -> list[Shown]:
    """Return what a report of this scheme shows beside the outcomes, in that order; nothing where no file says it.

    Raises SchemeError where the file does not fit the scheme, DocumentError where it cannot be read.
    """
    path = Path(scheme.folder, FILE)
    if not path.is_file():
        return []
    document = read_file(path)
    with showing(document):
        try:
            shown = Overview.model_validate(document.tree).root
        except ValidationError as error:
            wrong = sorted({int(detail["loc"][0]) for detail in error.errors() if detail["loc"]})
            raise SchemeError(*(_misshapen(document, position) for position in wrong or (0,))) from None
        problems = [
            one._replace(place=document.place((position,)))
            for position, entry in enumerate(shown)
            for one in _unknown(entry, scheme)
        ]
        if problems:
            raise SchemeError(*problems)
    return shown


def _misshapen(document: Document, position: int) -> Problem:
    nl = "Dit is geen onderdeel van een overzicht: een title met names, sum, values of timeline."
    en = "This is no part of an overview: a title with names, sum, values or timeline."
    return problem("overview-shape", nl, en, document.place((position,)), path=(position,))


def _unknown(entry: Shown, scheme: Scheme) -> Iterator[Problem]:
    """Yield a problem for every name that the scheme does not have, or has with another type."""
    if isinstance(entry, Names):
        for kind in entry.names:
            yield from _kind(kind, scheme)
    elif isinstance(entry, Sums):
        kind, attribute = entry.sum.split(".")
        yield from _attribute(kind, attribute, scheme, {"amount", "integer"})
        if entry.by != "name":
            yield from _attribute(kind, entry.by, scheme, {"identifier", "token"})
    elif isinstance(entry, Values):
        for name in entry.values:
            kind, _, attribute = name.partition(".")
            yield from _attribute(kind, attribute, scheme, {"amount", "integer"})
    else:
        for name in (entry.first, entry.last):
            yield from _attribute(entry.timeline, name, scheme, {"day"})
        for name in entry.period:
            found = scheme.head.parameters.get(name)
            if found is None or found.unit != "day":
                days = [key for key, one in scheme.head.parameters.items() if one.unit == "day"]
                yield not_known("overview-parameter", "De dag", "The day", name, days)


def _kind(kind: str, scheme: Scheme) -> Iterator[Problem]:
    if kind not in scheme.kinds:
        yield not_known("overview-kind", "De soort", "The kind", kind, list(scheme.kinds))


def _attribute(kind: str, name: str, scheme: Scheme, of: set[Type]) -> Iterator[Problem]:
    if kind not in scheme.kinds:
        yield from _kind(kind, scheme)
    elif scheme.types[kind].get(name) not in of:
        fitting = [key for key, found in scheme.types[kind].items() if found in of]
        yield not_known("overview-attribute", f"Het gegeven van {kind}", f"The attribute of {kind}", name, fitting)
