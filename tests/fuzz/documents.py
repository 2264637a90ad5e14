"""Whole documents that are valid, of every kind that sto-check reads, made from the models themselves.

``applications(model)`` gives plain trees: groups, lists, texts as one would write them, and None for a key without a
value. Every part may be absent or empty; names are used once and references lead somewhere.
"""

from __future__ import annotations

import operator
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin

from hypothesis import strategies as st

from sto_check.forms import values
from sto_check.forms.annotations import models_in
from sto_check.forms.named_forms import named_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

Group = dict[str, Any]

SCHEMES = {"aanvraag": ("sto-2025-2028", "sto-na-2029"), "uitwerking": ("sto-2025-2028-uitwerking",),
           "aanvraag-2020": ("sto-2020-2024",), "eindrapportage": ("sto-2020-2024-eindrapportage",),
           "indicatoren": ()}  # fmt: skip
"""For each kind of document the schemes that check it."""

_WORDS = ("", "x", "no", "ja", "null", "~", "0123", "1e5", ".inf", "- x", "a: b", "# x", "x #", "'", '"', "[", "*a",
          "&a", "!x", "%x", "@x", "`x", "{a}", "{0}", "$id", "penvoerder", "\\", "\\n", "=1+1", "<<", "---", "é€😀",
          "2025-01-31", "twee\nregels", " ", "\t", "\u2028", "woord " * 301)  # fmt: skip
_LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\t\x85"
)
_TURNS = (
    "2024-04-01",
    "2024-09-24",
    "2024-10-01",
    "2025-01-01",
    "2028-12-31",
    "2029-01-01",
    "2025-06-30",
    "2020-02-29",
)
_texts = st.sampled_from(_WORDS) | st.text(_LETTERS, max_size=12)
_cents = st.integers(0, 10_000_00) | st.integers(0, values.MAX_CENTS) | st.sampled_from([0, 1, values.MAX_CENTS])
_days = st.sampled_from(_TURNS) | st.dates(date(2018, 1, 1), date(2031, 1, 1)).map(str) | st.dates().map(str)
_years = (st.integers(2018, 2031) | st.integers(2000, 2100)).map(str)
_whole = (st.integers(0, 300) | st.integers(0, 999_999_999)).map(str) | st.just("0")
_names = st.sampled_from(
    ["a", "b-1", "0123", "no", "null", "true", "1e5", "1.0", "x" * 64, "geen", "Penvoerder"]
) | st.builds("{}{}".format, st.text("aZ0", min_size=1, max_size=3), st.sampled_from(["", "-1", ".b", "__9"]))


@st.composite
def _decimals(draw: st.DrawFn, whole: st.SearchStrategy[int], most: int) -> str:
    places = draw(st.integers(0, most))
    digits = draw(st.text("059", min_size=places, max_size=places))
    return f"{draw(whole)}.{digits}" if digits else str(draw(whole))


@st.composite
def _amounts(draw: st.DrawFn) -> str:
    cents = draw(_cents)
    written = f"{cents // 100}.{cents % 100:02d}"
    shorter = [text for text in (written.removesuffix("0"), written.removesuffix(".00")) if draw(st.booleans())]
    return min((written, *shorter), key=len)


VALUES: dict[str, st.SearchStrategy[str]] = {
    "amount": _amounts(),
    "change": _amounts() | _amounts().map("-{}".format),
    "percent": st.sampled_from(["0", "-0.01", "3.2", "-16.59", "100", "-999999.99"]),
    "quantity": _decimals(st.integers(0, 999_999_999), 4),
    "distance": _decimals(st.integers(0, 99_999), 3),
    "whole": _whole,
    "year": _years,
    "day": _days,
    "yesno": st.sampled_from(["ja", "nee", "true", "false", "Ja", "NEE"]),
    "text": _texts,
    "key": _names,
    "^[0-9]{0,10}$": st.sampled_from(["", "7", "007", "45", "0123456789"]) | st.text("0189", max_size=10),
    "^([0-9]{2}[A-Za-z]{2})?$": st.sampled_from(["", "12AB", "00AA", "99ZZ", "12ab", "01XY"]),
    "^([0-9]{2})?$": st.sampled_from(["", "00", "01", "99"]),
    "^([0-9]{8})?$": st.sampled_from(["", "12345678", "00000000"]),
    "^([0-9]{4} ?[A-Za-z]{2})?$": st.sampled_from(["", "1234 AB", "1234AB", "9999zz"]),
}
"""What may be written for each sort of value, and for each pattern of a code."""


class Link(NamedTuple):
    """What is written along ``source`` is the id of a part of the list ``target``; see the product's own references."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    soort: str = ""
    penvoerder: bool = False
    needed: bool = False


_TO_GOALS = Link(("activiteiten", "doelstellingen"), ("doelstellingen",))
_TO_ACTIVITIES = Link(("begroting", "kosten", "activiteit"), ("activiteiten",))
_TO_PARTNERS = tuple(
    Link(source, ("partners",), penvoerder=True)
    for source in (("activiteiten", "uitvoerders"), ("begroting", "cofinanciering", "partner"))
)
LINKS: dict[str, tuple[Link, ...]] = {
    "aanvraag": (
        Link(("organisatie", "stuurgroep"), ("partners",), penvoerder=True),
        Link(("profieldoelen", "vestiging"), ("partners",), soort="vmbo", needed=True),
        Link(("ondertekeningen", "partner"), ("partners",), penvoerder=True),
        _TO_GOALS,
        _TO_ACTIVITIES,
        *_TO_PARTNERS,
    ),
    "aanvraag-2020": (_TO_GOALS, _TO_ACTIVITIES, *_TO_PARTNERS),
    "uitwerking": (
        Link(("hoofdlijnen", "activiteiten", "doelstellingen"), ("hoofdlijnen", "doelstellingen")),
        Link(("niet_uitgewerkt", "activiteit"), ("hoofdlijnen", "activiteiten"), needed=True),
        _TO_GOALS,
        _TO_ACTIVITIES,
    ),
    "eindrapportage": (),
    "indicatoren": (),
}
NAMED: dict[str, tuple[tuple[str, ...], ...]] = {
    "aanvraag": (("partners",), ("doelstellingen",), ("activiteiten",)),
    "aanvraag-2020": (("partners",), ("doelstellingen",), ("activiteiten",)),
    "uitwerking": (
        ("hoofdlijnen", "doelstellingen"),
        ("hoofdlijnen", "activiteiten"),
        ("doelstellingen",),
        ("activiteiten",),
    ),
    "eindrapportage": (("voorgenomen_activiteiten",), ("activiteiten",)),
    "indicatoren": (),
}
"""The lists whose parts have an id that is used once."""
_RESERVED = {"penvoerder", "geen"}


@st.composite
def applications(draw: st.DrawFn, model: str = "aanvraag") -> Group:
    """A valid document of the kind that is registered under this name, as a plain tree."""
    tree = draw(groups(named_form(model).model))
    if "regeling" in tree:
        tree["regeling"] = draw(st.sampled_from([None, *SCHEMES[model]]))
    for steps in NAMED[model]:
        _name_once(items_at(tree, steps))
    for link in LINKS[model]:
        _lead_somewhere(draw, tree, link)
    if model == "indicatoren":
        _count_in_order(tree)
    for line in items_at(tree, ("begroting", "kosten")):
        _cost_less(line)
    if model in {"aanvraag", "aanvraag-2020", "uitwerking"}:
        for activity in items_at(tree, ("activiteiten",)):
            _put_days_in_order(activity)
    return tree


def written_as(field: FieldInfo) -> Any:
    """Return what a field takes, without None: pydantic keeps the reader of a field that must be there apart."""
    if field.metadata:
        return Annotated[field.annotation, *field.metadata]
    types = [one for one in get_args(field.annotation) if one is not type(None)]
    is_optional = type(None) in get_args(field.annotation)
    return reduce(operator.or_, types) if is_optional else field.annotation


def unmarked(annotation: Any) -> Any:
    """Return an annotation without the marks of a list of words or of kinds."""
    is_marked = get_origin(annotation) is Annotated and sort_of(annotation) is None
    return get_args(annotation)[0] if is_marked else annotation


def sort_of(annotation: Any) -> str | None:
    """Return the sort of value of this annotation, of a code its pattern; None where it is no single value."""
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((_sort_of(mark) for mark in marks if isinstance(mark, values.Reads)), None)


def _sort_of(mark: values.Reads) -> str:
    return str(mark.schema["pattern"]) if mark.sort == "code" else mark.sort


def items_at(tree: object, steps: tuple[str, ...]) -> list[Any]:
    """Return the items of the list at the end of these steps; none where it is not there."""
    for step in steps:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree if isinstance(tree, list) else []


@st.composite
def groups(draw: st.DrawFn, model: type[BaseModel]) -> Group:
    """A part: every key that must be there, and of the others some, of which some have no value."""
    tree: Group = {}
    for name, field in model.model_fields.items():
        given = 9 if field.is_required() else draw(st.integers(0, 9))
        if given > 2:
            tree[name] = None if given == 3 else draw(_anything(written_as(field)))
    return tree


@cache
def _anything(annotation: Any) -> st.SearchStrategy[Any]:
    """Return what may be written for an annotation."""
    sort = sort_of(annotation)
    if sort is not None:
        return VALUES[sort]
    annotation = unmarked(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is list:
        return st.lists(_anything(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(_anything(arguments[0]), _anything(arguments[1]), max_size=4)
    return st.one_of([groups(model) for model in models_in(annotation)])


def _name_once(parts: list[Group]) -> None:
    seen = set(_RESERVED)
    for number, part in enumerate(parts):
        if part["id"] in seen:
            part["id"] = f"n{number}"
        seen.add(part["id"])


def spots(tree: object, steps: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield each list or group that holds a value along these steps, and the value's step in it."""
    if isinstance(tree, list):
        for item in tree:
            yield from spots(item, steps)
    elif isinstance(tree, dict) and tree.get(steps[0]) is not None:
        inner = tree[steps[0]]
        if len(steps) > 1:
            yield from spots(inner, steps[1:])
        elif isinstance(inner, list):
            yield from ((inner, position) for position in range(len(inner)))
        else:
            yield tree, steps[0]


def known_to(tree: Group, link: Link) -> list[str] | None:
    """Return the names that a link may lead to; None where their list is not there, and anything goes."""
    owner: Any = tree
    for step in link.target:
        owner = owner.get(step) if isinstance(owner, dict) else None
    if owner is None:
        return None
    names = [part["id"] for part in owner if link.soort in ("", part.get("soort"))]
    return [*names, "penvoerder"] if link.penvoerder else names


def _lead_somewhere(draw: st.DrawFn, tree: Group, link: Link) -> None:
    known = known_to(tree, link)
    if known is None:
        return
    if not known and link.needed:
        tree[link.source[0]] = []
    for owner, step in list(spots(tree, link.source)):
        if known:
            owner[step] = draw(st.sampled_from(known))
        elif isinstance(owner, list):
            owner.clear()
        else:
            owner[step] = None


def _put_days_in_order(activity: Group) -> None:
    """Let an activity begin before it ends, and both in its years."""
    days = sorted(day for key in ("start", "eind") if (day := activity.get(key)))
    if len(days) == 2:
        activity["start"], activity["eind"] = days
    years = activity.get("jaren")
    if years:
        inside = [day for day in days if "2000" <= day[:4] <= "2100"]
        years += [day[:4] for day in inside if day[:4] not in years]
        for key in ("start", "eind"):
            if activity.get(key) not in {None, *inside}:
                activity[key] = None


def _cost_less(line: Group) -> None:
    """Keep a quantity times its price below what the engine compares exactly: above it, there is no decision."""
    if line.get("aantal") and line.get("prijs") and Decimal(line["aantal"]) * Decimal(line["prijs"]) > values.MAX_CENTS:
        line["prijs"] = "85.00"


def _count_in_order(tree: Group) -> None:
    """Let no part be more than its whole, and the end come after the start."""
    for moment in ("begin", "eind"):
        figures = tree.get(moment) or {}
        for group, part, whole in (
            ("leerlingen", "techniekprofiel", "alle_profielen"),
            ("keuzevakken", "met_technisch_examen", "andere_profielen"),
        ):
            counts = figures.get(group) or {}
            if counts.get(part) and counts.get(whole):
                counts[part], counts[whole] = sorted((counts[part], counts[whole]), key=int)
    begin, end = (tree.get(moment) or {} for moment in ("begin", "eind"))
    if begin.get("jaar") and end.get("jaar"):
        begin["jaar"], end["jaar"] = sorted((begin["jaar"], end["jaar"]))
        if begin["jaar"] == end["jaar"]:
            begin["jaar"] = None
