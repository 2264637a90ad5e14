"""A region's own figures beside the national ones, worked out by whole numbers alone. No part of any decision.

Shares and growth are fractions and are compared as fractions; nothing is rounded before it is shown.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.scheme.indicator_fields import field_of, figure_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sto_check.scheme.indicators import Reference, References

Moment = Literal["begin", "eind"]


class Figures(NamedTuple):
    """An indicator at the start and at the end, and the change between them; None is unknown or not given.

    Shares are parts of one and their change is in parts of one too; growth is a part of the start.
    """

    begin: Fraction | None
    eind: Fraction | None
    change: Fraction | None


class BesideNation(NamedTuple):
    """One indicator of a region beside the nation. ``difference`` is the region's less the nation's, exactly.

    ``missing`` names the fields that were not given; ``empty`` the ones that are zero where a share needs more.
    """

    reference: Reference
    region: Figures
    nation: Figures
    difference: Fraction | None
    missing: tuple[str, ...]
    empty: tuple[str, ...]


def beside_nation(content: BaseModel, references: References) -> list[BesideNation]:
    """Return every indicator of a region beside the nation."""
    return [_compared(content, reference) for reference in references.indicators]


def _compared(content: BaseModel, reference: Reference) -> BesideNation:
    moments: dict[Moment, object] = {"begin": field_of(content, "begin"), "eind": field_of(content, "eind")}
    begin, eind = (_at_moment(measured, reference) for measured in moments.values())
    missing = [
        f"{moment}.{name}"
        for moment, measured in moments.items()
        for name in reference.reads
        if figure_of(measured, name) is None
    ]
    empty: list[str] = []
    change = None if begin is None or eind is None else eind - begin
    if reference.of is not None:
        wholes = {f"{moment}.{reference.of}": figure_of(measured, reference.of) for moment, measured in moments.items()}
        empty = [name for name, whole in wholes.items() if whole == 0]
    elif reference.form == "growth":
        empty = [f"begin.{reference.growth}"] if begin == 0 else []
        change = None if change is None or not begin else change / begin
    region, nation = Figures(begin, eind, change), _nation(reference)
    ours, theirs = (region.eind, nation.eind) if reference.form == "share" else (region.change, nation.change)
    comparable = reference.form != "number"  # the national number is that of all regions together
    difference = ours - theirs if comparable and ours is not None and theirs is not None else None
    return BesideNation(reference, region, nation, difference, tuple(missing), tuple(empty))


def _nation(reference: Reference) -> Figures:
    national, per = reference.national, 1 if reference.form == "number" else 100
    begin, eind, change = (
        None if one is None else Fraction(one) / per for one in (national.begin, national.eind, national.change)
    )
    if reference.form == "share" and begin is not None and eind is not None:
        change = eind - begin
    return Figures(begin, eind, change)


def _at_moment(measured: object, reference: Reference) -> Fraction | None:
    counted = figure_of(measured, reference.reads[0])
    if reference.of is None or counted is None:
        return None if counted is None else Fraction(counted)
    whole = figure_of(measured, reference.of)
    return Fraction(counted) / Fraction(whole) if whole else None
