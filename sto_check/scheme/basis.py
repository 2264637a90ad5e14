"""What rules, values and decisions rest on: what a source asks, and what we read into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.errors import not_known
from sto_check.text.errors import Problem, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.documents.document import Document
    from sto_check.scheme.entries import BasisEntry, Consequence, Source
    from sto_check.text.place import Path


class Basis(NamedTuple):
    """One thing that a source asks, as something rests on it.

    ``ask`` is its name (``F-PLAN/period``), ``says`` what the source says in our words, ``reading`` what we read into
    that, and ``gives`` what the source itself says follows where it is not met.
    """

    ask: str
    source: str
    section: str
    says: Text
    reading: Text | None
    gives: Consequence | None


def cited(entries: Sequence[BasisEntry], sources: Mapping[str, Source]) -> tuple[Basis, ...]:
    """Return what these entries cite; an entry that cites what no source asks is left out."""
    found = []
    for entry in entries:
        key, _, name = entry.ask.partition("/")
        ask = sources[key].asks.get(name) if key in sources else None
        if ask is not None:
            found.append(Basis(entry.ask, key, ask.section, entry.says or ask.asks, entry.reading, ask.gives))
    return tuple(found)


def find_basis_problems(
    entries: Sequence[BasisEntry], sources: Mapping[str, Source], document: Document, path: Path
) -> Iterator[Problem]:
    """Yield a problem for each source that is not known and each thing that its source does not ask."""
    for position, entry in enumerate(entries):
        key, _, name = entry.ask.partition("/")
        place = document.place((*path, "basis", position, "ask"))
        if key not in sources:
            yield not_known("unknown-source", "De bron", "The source", key, sources, place)
        elif name not in sources[key].asks:
            says = Text(f"De bron {key} vraagt geen “{name}”.", f"The source {key} has no ask “{name}”.")
            yield Problem("unknown-ask", says, place, hint=suggestion(name, list(sources[key].asks)))
