"""A document as it was read: a plain tree, the place of every value, and a fingerprint of the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.place import Path, Place

Tree = str | None | list["Tree"] | dict[str, "Tree"]
"""A scalar stays the text that was written; None is a key without a value."""


class Document(NamedTuple):
    """A tree with the places of its values and of their keys. One made from a Python dict has no places.

    ``name`` is the file as it was named, ``sha256`` the fingerprint of its bytes in hexadecimal (empty for a dict);
    ``places`` and ``keys`` say for the path of each value where the value and where its key stands;
    ``text`` is the text that the places count in (empty where there is none).
    """

    name: str
    tree: object
    places: Mapping[Path, Place] = {}
    keys: Mapping[Path, Place] = {}
    sha256: str = ""
    text: str = ""

    def place(self, path: Path) -> Place | None:
        """Return where ``path`` stands, or where the nearest part around it stands if it is absent itself."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return None
