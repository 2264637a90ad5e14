"""References between the parts of an application: each leads to a part that is there, and each name is used once."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import PydanticCustomError

from sto_check.documents.errors import FirstProblems
from sto_check.documents.place import Path, write_path
from sto_check.errors import Problem
from sto_check.forms.errors import unknown_name
from sto_check.forms.values import read_key
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.documents.document import Document

PENVOERDER = "penvoerder"


class Reference(NamedTuple):
    """Every value found along ``source`` must be the id of a part in the list ``target``."""

    source: tuple[str, ...]
    target: str
    what: Text
    soort: str | None = None
    penvoerder: bool = False


_PARTNER = Text("de partner", "the partner")
REFERENCES = (
    Reference(("organisatie", "stuurgroep"), "partners", _PARTNER, penvoerder=True),
    Reference(
        ("profieldoelen", "vestiging"),
        "partners",
        Text("de vmbo-vestiging", "the vmbo-vestiging"),
        soort="vmbo",
        penvoerder=True,
    ),
    Reference(("activiteiten", "doelstellingen"), "doelstellingen", Text("de doelstelling", "the goal")),
    Reference(("activiteiten", "uitvoerders"), "partners", _PARTNER, penvoerder=True),
    Reference(("begroting", "kosten", "activiteit"), "activiteiten", Text("de activiteit", "the activity")),
    Reference(("begroting", "cofinanciering", "partner"), "partners", _PARTNER, penvoerder=True),
    Reference(("ondertekeningen", "partner"), "partners", _PARTNER, penvoerder=True),
)
"""The agreement's own list of partners is absent on purpose: whether it agrees with the application is rule STO-D4."""

NAMED_LISTS = ("partners", "doelstellingen", "activiteiten")


def find_reference_problems(document: Document) -> list[Problem]:
    """Return a problem for every reference that leads nowhere and for every name given to two parts.

    Of a great many, the first ``MAX_PROBLEMS`` are told and the rest are counted.
    """
    tree = document.tree
    assert isinstance(tree, dict)
    repeated = (problem for name in NAMED_LISTS for problem in _find_repeated_names(document, name))
    loose = (problem for reference in REFERENCES for problem in _find_loose_ends(document, tree, reference))
    return [*FirstProblems(repeated), *FirstProblems(loose)]


def _find_loose_ends(
    document: Document, tree: dict[str, object], reference: Reference
) -> Iterator[Callable[[], Problem]]:
    """Yield what makes a problem for each reference that leads nowhere; looking for a near name takes time."""
    known = _names(tree, reference)
    if known is None:
        return
    names = set(known)
    for path, value in _follow(tree, reference.source):
        if value not in names:
            place = document.place(path)
            yield partial(unknown_name, "unknown-reference", reference.what, value, known, place, write_path(path))


def _names(tree: dict[str, object], reference: Reference) -> list[str] | None:
    """Return the names one may refer to; None where the list itself is not there yet."""
    parts = tree.get(reference.target)
    if not isinstance(parts, list):
        return None
    chosen = [part for part in parts if isinstance(part, dict) and reference.soort in (None, part.get("soort"))]
    names = [name for _, name in _follow(chosen, ("id",))]
    return [*names, PENVOERDER] if reference.penvoerder else names


def _follow(tree: object, steps: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _follow(item, steps, (*path, position))
    elif steps:
        if isinstance(tree, dict) and tree.get(steps[0]) is not None:
            yield from _follow(tree[steps[0]], steps[1:], (*path, steps[0]))
    elif isinstance(tree, str | int):
        with suppress(PydanticCustomError):  # what is no name at all is told where the name itself is read
            yield path, read_key(tree)


def _find_repeated_names(document: Document, name: str) -> Iterator[Callable[[], Problem]]:
    assert isinstance(document.tree, dict)
    seen: dict[str, Path] = {}
    for path, value in _follow(document.tree.get(name), ("id",), (name,)):
        if value == PENVOERDER and name == "partners":
            yield partial(
                Problem,
                "reserved-name",
                Text("De naam penvoerder is van de penvoerder zelf.", "The name penvoerder is the penvoerder's own."),
                document.place(path),
                write_path(path),
                Text("Geef deze partner een andere id.", "Give this partner another id."),
            )
        elif value in seen:
            first = document.place(seen[value])
            where = str(first) if first else write_path(seen[value])
            yield partial(
                Problem,
                "repeated-name",
                Text(f"De id {value} is al gebruikt ({where}).", f"The id {value} is already used ({where})."),
                document.place(path),
                write_path(path),
                Text("Geef elk onderdeel een eigen id.", "Give each part an id of its own."),
            )
        else:
            seen[value] = path
