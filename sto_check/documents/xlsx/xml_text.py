"""XML as text: where its elements stand, so that something can be put between them and all else stays as it is.

A tree that is written again is another text: prefixes, declarations and what no reader knows would change.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr, unescape

_ROOT = re.compile(r"<(?![?!])(?:([\w.-]+):)?([\w.-]+)[\s/>]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Child(NamedTuple):
    """An element inside another: its name without a prefix, and where its text begins and ends."""

    name: str
    start: int
    end: int


class Part:
    """One part of a package as text. ``before`` is the prefix of its elements with a colon, or nothing.

    Raises ValueError where it is not XML in UTF-8.
    """

    def __init__(self, data: bytes) -> None:
        self.text = data.decode("utf-8-sig")
        found = _ROOT.search(self.text)
        if found is None:
            raise ValueError("no root element")
        self.before = f"{found[1]}:" if found[1] else ""
        self.root = found[2]

    @property
    def data(self) -> bytes:
        """The part as bytes."""
        return self.text.encode("utf-8")

    def children(self, of: str | None = None) -> list[Child]:
        """Return the elements directly inside the root, or inside the element of that name in it, in order."""
        data, found = self.data, list[Child]()
        around, start, depth = list[str](), 0, 1 if of is None else 2
        parser = expat.ParserCreate()

        def begin(name: str, _attributes: dict[str, str]) -> None:
            nonlocal start
            if len(around) == depth:
                start = parser.CurrentByteIndex
            around.append(name.rpartition(":")[2])

        def finish(name: str) -> None:
            ended = around.pop()
            if len(around) == depth and of in {None, around[-1]}:
                found.append(Child(ended, start, _end_of(data, parser.CurrentByteIndex, name)))

        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.Parse(data, True)
        return [Child(one.name, self._position(data, one.start), self._position(data, one.end)) for one in found]

    def put(self, fragment: str, order: tuple[str, ...], name: str) -> None:
        """Put an element among those of the root, where the order of their names has it: after others of its name."""
        after = set(order[: order.index(name) + 1])
        at = max((one.end for one in self.children() if one.name in after), default=None)
        if at is None:
            at = self._inside_root()
        self.text = self.text[:at] + fragment + self.text[at:]

    def close(self, fragment: str, name: str | None = None) -> None:
        """Put something before the end of the root, or of the element of that name inside it.

        Raises ValueError where there is no such element.
        """
        tag = self.root if name is None else name
        closing = f"</{self.before}{tag}>"
        at = self.text.rfind(closing)
        if at < 0:
            open_ = re.search(rf"<{re.escape(self.before + tag)}((?:\s[^<>]*)?)/>", self.text)
            if open_ is None:
                raise ValueError(f"no element {tag}")
            self.text = (
                self.text[: open_.start()]
                + f"<{self.before}{tag}{open_[1].rstrip()}>{fragment}{closing}"
                + self.text[open_.end() :]
            )
            return
        self.text = self.text[:at] + fragment + self.text[at:]

    def _inside_root(self) -> int:
        found = _ROOT.search(self.text)
        assert found
        end = self.text.index(">", found.start())
        if self.text[end - 1] == "/":
            opening = self.text[found.start() : end - 1].rstrip()
            self.text = f"{self.text[: found.start()]}{opening}></{self.before}{self.root}>{self.text[end + 1 :]}"
            return found.start() + len(opening) + 1
        return end + 1

    def _position(self, data: bytes, offset: int) -> int:
        return len(data[:offset].decode("utf-8"))


def _end_of(data: bytes, at: int, name: str) -> int:
    """Return where an element ends whose end a parser told ``at`` a byte: behind ``<a/>``, or before ``</a>``."""
    closing = f"</{name}".encode()
    closes = data.startswith(closing, at) and data[at + len(closing) : at + len(closing) + 1] in b"> \t\r\n"
    return data.index(b">", at) + 1 if closes else at


def as_text(value: str) -> str:
    """Return a text as it stands in an element; what XML has no character for becomes a replacement."""
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value))


def as_attribute(value: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value), {"\n": "&#10;"})


def as_said(written: str) -> str:
    """Return what the text of an element says."""
    return unescape(written, {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#xA;": "\n"})
