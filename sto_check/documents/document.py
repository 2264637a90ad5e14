"""A document as it was read: a plain tree, where every value of it stands, and the bytes it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.text.errors import Problem
    from sto_check.text.place import Path, Place

    Locate = Callable[[Path, bool], Place | None]
    """Says where a path stands, or its key if the second argument asks for that; see ``documents/locate.py``."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a zip file begins, and the kind of file that Office wrote before it used zip (and still does for passwords)."""
Tree = str | None | list["Tree"] | dict[str, "Tree"]
"""A scalar stays the text that was written; None is a key without a value."""


def nowhere(_path: Path, _of_key: bool) -> Place | None:
    """Locate what was never written down: the values of a Python dict have no place."""
    return None


class Names:
    """How people know what stands in a document: here, by the keys of a text; another medium has names of its own."""

    def called(self, path: Path) -> str:
        """Return what people call the value, group or list at a path, wherever they are told of it."""
        return write_path(path)

    def short(self, _part: tuple[str, ...], field: tuple[str, ...]) -> str:
        """Return what people call a field where they see already which part it belongs to."""
        return ".".join(field)

    def written(self, value: str) -> str:
        """Return a day or a number of the tree as people write it here."""
        return value

    def spoken(self, text: str) -> str:
        """Return a text of a rule in which keys have the names that people know them by."""
        return text

    def told(self, found: Problem) -> Problem:
        """Return a problem in the words of the medium."""
        return found


KEYS = Names()


class Document(NamedTuple):
    """A tree and where its values stand. One made from a Python dict has no places.

    ``name`` is the file as it was named and ``data`` what it holds (empty for a dict); ``locate`` knows the places.
    ``attached`` are the bytes of the tables that were read with it. ``notes`` are what a reader should know of the
    reading, though nothing is wrong. ``names`` say how people know what stands in it. ``loose`` are rows of a
    workbook that belong to a part by an id that no part has: the list, the id and the place.
    """

    name: str
    tree: object
    locate: Locate = nowhere
    data: bytes = b""
    attached: tuple[bytes, ...] = ()
    notes: tuple[Problem, ...] = ()
    names: Names = KEYS
    loose: tuple[tuple[tuple[str, ...], str, Place], ...] = ()

    @property
    def text(self) -> str:
        """The text that the places count in; empty where there is none, as in a workbook."""
        return "" if is_workbook(self.data) else self.data.decode("utf-8-sig", "replace")

    @property
    def from_file(self) -> bool:
        """Whether it was read from a file, rather than from standard input, a text or a dict."""
        return not (self.name.startswith("<") and self.name.endswith(">"))

    def place(self, path: Path) -> Place | None:
        """Return where ``path`` stands, or where the nearest part around it stands if it is absent itself."""
        return self.locate(path, False)

    def key_place(self, path: Path) -> Place | None:
        """Return where the key of ``path`` stands; what has no key, or is absent, has the place of its value."""
        return self.locate(path, True)

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes in hexadecimal, made when asked for; empty for a dict.

        With attached tables it is that of the fingerprints of all files, one after the other.
        """
        if not self.attached:
            return fingerprint(self.data) if self.data else ""
        return fingerprint("".join(fingerprint(one) for one in (self.data, *self.attached)).encode())


def value_at(tree: object, path: Path) -> Any:
    """Return what stands in a tree at a path; None where nothing does."""
    for step in path:
        if isinstance(step, int):
            tree = tree[step] if isinstance(tree, list) and step < len(tree) else None
        else:
            tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def is_workbook(data: bytes) -> bool:
    """Say by their content whether bytes are a workbook's: a zip file, or Office's older kind of file."""
    return data.startswith((ZIP, OLE))


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
