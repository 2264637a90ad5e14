"""A fact: a flat set of typed values about one part of an application."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.document import Document
    from sto_check.text.language import Text
    from sto_check.text.place import Path, Place

Value = int | str | tuple[str, ...] | Bounds | None
"""None is unknown, of Bounds the ends are known. Cents, days (ordinals), metres, counts, yes (1) and no (0) are
integers; a text is its words."""

NOWHERE: Mapping[str, tuple[Path, ...]] = MappingProxyType({})


class Fact(NamedTuple):
    """One fact. ``path`` is where it stands in the document; ``given`` is False where that part is absent.

    A part that is absent still has a fact, with its values unknown, so that rules about it say unknown and sums over
    it are unknown. ``label`` is its name in the document, or the one that the scheme gives it. ``document`` is the one
    it was read from, where the applications of a round are read together.
    ``elsewhere`` gives, of a fact that stands in several places, the parts that have a value which the first does not
    have; of a value that they contradict each other about, and that is unknown for it, all the parts that give it.
    """

    kind: str
    id: str
    label: str | Text
    values: dict[str, Value]
    path: Path
    given: bool = True
    place: Place | None = None
    document: Document | None = None
    elsewhere: Mapping[str, tuple[Path, ...]] = NOWHERE

    def is_contradicted(self, attribute: str) -> bool:
        """Whether the document gives different values of an attribute in different places."""
        return len(self.elsewhere.get(attribute, ())) > 1


def is_exact(value: Value) -> bool:
    """Whether a value is known, and not only within bounds."""
    return value is not None and not isinstance(value, Bounds)
