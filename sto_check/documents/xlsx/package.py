"""A workbook's zip file and its XML parts: checked for what could harm, unpacked in pieces, read without a tree.

The parser is expat itself. It refuses a document type (and so every entity) as defusedxml does, at a third of the
time; what stands here besides bounds the depth, the size of one tag and the number of different names, so that no
part can take more memory than the limits allow.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.parsers import expat

from sto_check.documents.xlsx.errors import refusal
from sto_check.text.place import Place
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.documents.limits import Limits

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of a workbook's own elements: as Excel writes it, and as it does in a strict file."""
_NAMESPACES = frozenset(
    {
        *MAIN,
        "http://schemas.openxmlformats.org/package/2006/content-types",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    }
)
MEGABYTE = 1024 * 1024
MAX_PARTS = 2_000
MAX_DEPTH = 100
_PIECE = 64 * 1024
_MAX_TAG = MEGABYTE
_TAGS_PER_MEGABYTE = 60_000
_MAX_NAMES = 20_000
_MAX_ELEMENTS = 200_000
_LOCAL_HEADER = 30
_ENCRYPTED = 1
# What zipfile raises for a damaged file; NotImplementedError is a RuntimeError, an undecodable name a ValueError.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


class Reader(Protocol):
    """What takes the elements of a part, one after the other; a name is ``namespace name``."""

    def start(self, name: str, attributes: dict[str, str], /) -> None: ...
    def end(self, name: str, /) -> None: ...
    def text(self, data: str, /) -> None: ...


class Element(NamedTuple):
    """An element of a part: the names of itself and of the element around it, without their namespaces."""

    parent: str
    name: str
    attributes: dict[str, str]


class Package:
    """The parts of a workbook. Each is unpacked once: by the reader that needs it or, to check it, by ``finish``."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.place = Place(name, 1, 1)
        self._data = data
        self._tags = 0
        self._max_tags = limits.unpacked * _TAGS_PER_MEGABYTE
        self._unread = self._open(limits)

    def _open(self, limits: Limits) -> dict[str, zipfile.ZipInfo]:
        """Return the parts by their names in lower case; raises a WorkbookError or TooLargeError."""
        if self._data.count(b"PK\x01\x02") > MAX_PARTS:  # before an object is made for each
            raise refusal("too-many-parts", self.place, limit=MAX_PARTS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self._data))
        except _ZIP_ERRORS as error:
            raise refusal("broken-zip", self.place) from error
        entries = self._zip.infolist()
        parts = {entry.filename.lower(): entry for entry in entries}
        for entry in entries:
            if parts[entry.filename.lower()] is not entry or not entry.filename.isprintable():
                raise refusal("part-name", self.place, quote(entry.filename))
            if entry.flag_bits & _ENCRYPTED:
                raise refusal("password", self.place)
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise refusal("compression", self.place, entry.filename)
        self._require_apart(entries)
        # A part is never unpacked beyond the size that stands here; if that is too small, its checksum differs.
        if sum(entry.file_size for entry in entries) > limits.unpacked * MEGABYTE:
            raise refusal("unpacked-too-large", self.place, limit=limits.unpacked)
        return parts

    def _require_apart(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse entries that share bytes, with which a small file can unpack to an endless one."""
        free = 0
        for entry in sorted(entries, key=lambda one: one.header_offset):
            start = entry.header_offset
            header = self._data[start : start + _LOCAL_HEADER]
            if start < free:
                raise refusal("overlapping-parts", self.place)
            names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
            free = start + _LOCAL_HEADER + names + entry.compress_size
        if free > self._zip.start_dir:
            raise refusal("overlapping-parts", self.place)

    def names(self) -> list[str]:
        """Return the names of the parts that have not been read, in lower case."""
        return list(self._unread)

    def opening(self, part: str) -> bytes:
        """Return the first bytes of a part, at most 64 kB; none if there is no such part. It still counts as unread."""
        entry = self._unread.get(part.lower())
        return next(self._pieces(entry), b"") if entry else b""

    def read(self, part: str, reader: Reader) -> None:
        """Give the elements of a part to ``reader``; raises a WorkbookError where it is absent or not well-formed."""
        entry = self._unread.pop(part.lower(), None)
        if entry is None:
            raise refusal("part-missing", self.place, part)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = self._refuse_doctype(part)
        parser.StartNamespaceDeclHandler = lambda *_names: None  # so that its names are counted too
        fed = 0
        for piece in self._pieces(entry):
            self._parse(parser, part, piece)
            fed += len(piece)
            self._tags += piece.count(b"<")
            if self._tags > self._max_tags:
                raise refusal("too-many-tags", self.place, limit=self._max_tags)
            if fed - parser.CurrentByteIndex > _MAX_TAG or len(parser.intern) > _MAX_NAMES:
                raise refusal("broken-xml", self.place, part)
        self._parse(parser, part, b"", last=True)

    def elements(self, part: str, wanted: frozenset[str]) -> list[Element]:
        """Return the elements of a part whose name, without its namespace, is ``wanted``."""
        reader = _Elements(self.place, part, wanted)
        self.read(part, reader)
        return reader.found

    def finish(self) -> None:
        """Unpack the parts that nobody read, to check them as well."""
        for part, entry in list(self._unread.items()):
            if part.endswith((".xml", ".rels")):
                self.elements(part, frozenset())
            else:
                for _piece in self._pieces(entry):
                    pass

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _ZIP_ERRORS as error:
            raise refusal("broken-zip", self.place) from error

    def _parse(self, parser: expat.XMLParserType, part: str, piece: bytes, last: bool = False) -> None:
        try:
            parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an unknown encoding
            raise refusal("broken-xml", self.place, part) from error

    def _refuse_doctype(self, part: str) -> Callable[..., None]:
        def refuse(*_declared: object) -> None:
            raise refusal("dtd", self.place, part)

        return refuse


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Elements:
    """Gathers the wanted elements of a part, and holds the part to its depth."""

    def __init__(self, place: Place, part: str, wanted: frozenset[str]) -> None:
        self.found: list[Element] = []
        self._place, self._part = place, part
        self._wanted = frozenset(f"{space} {name}" for space in _NAMESPACES for name in wanted)
        self._around: list[str] = [""]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        around = self._around
        if len(around) > MAX_DEPTH:
            raise refusal("too-deep", self._place, self._part, MAX_DEPTH)
        if name in self._wanted:
            if len(self.found) >= _MAX_ELEMENTS:
                raise refusal("broken-xml", self._place, self._part)
            self.found.append(Element(_local(around[-1]), _local(name), attributes))
        around.append(name)

    def end(self, _name: str) -> None:
        self._around.pop()

    def text(self, data: str) -> None:
        pass
