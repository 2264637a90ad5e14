"""YAML (and JSON, which is YAML to the parser) without guessing: every scalar stays the text that was written.

The parser's events are turned into a tree by hand, for three reasons: the place of each value is kept, a key that
stands twice is seen, and nothing nests deeper or grows larger than the document itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sto_check.documents.document import Document
from sto_check.documents.errors import (
    DuplicateKeyError,
    ForbiddenFeatureError,
    SyntaxProblemError,
    TooLargeError,
    parser_words,
    problem,
    quote,
)
from sto_check.documents.limits import DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.place import Path, Place

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_KEY = 1024
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = "\ufffe\uffff"

# The parser's own words, and ours for them.
_SYNTAX = {
    "mapping values are not allowed": (
        "hier staat een dubbele punt te veel, of de regel is te ver ingesprongen",
        "there is a colon too many here, or the line is indented too far",
    ),
    "cannot start any token": (
        "hier staat een teken dat niet aan het begin mag staan, zoals een tab, @ of `",
        "a character that cannot stand at the start, such as a tab, @ or `",
    ),
    "could not find expected ':'": (
        "na deze sleutel ontbreekt een dubbele punt",
        "a colon is missing after this key",
    ),
    "did not find expected key": (
        "hier wordt een sleutel verwacht; let op de inspringing en op aanhalingstekens",
        "a key is expected here; mind the indentation and the quotes",
    ),
    "did not find expected '-' indicator": (
        "hier wordt een streepje van de lijst verwacht; let op de inspringing",
        "a dash of the list is expected here; mind the indentation",
    ),
    "did not find expected ',' or": (
        "tussen haken ontbreekt een komma of een sluithaak",
        "a comma or a closing bracket is missing",
    ),
    "control characters are not allowed": (
        "hier staat een onzichtbaar stuurteken",
        "there is an invisible control character here",
    ),
    "invalid Unicode character escape": (
        "deze \\u-code staat voor geen teken",
        "this \\u code stands for no character",
    ),
    "unexpected end of stream": (
        "het document houdt midden in een tekst op; sluit de aanhalingstekens",
        "the document ends in the middle of a text; close the quotes",
    ),
}


def parse_yaml(text: str, name: str, sha256: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one YAML document into a :class:`Document`.

    Raises SyntaxProblemError, DuplicateKeyError, ForbiddenFeatureError or TooLargeError, each with its place.
    """
    control = _find_control(text)
    if control is not None:
        raise _control_problem(text, name, control)
    builder = _TreeBuilder(name, limits)
    try:
        builder.take(_LOADER(text).get_event)
    except UnicodeEncodeError as error:  # half a character, which no UTF-8 text holds
        raise _control_problem(text, name, error.start) from error
    except yaml.MarkedYAMLError as error:
        raise _syntax_problem(error, name) from error
    if builder.root is None:
        raise SyntaxProblemError(
            problem("empty", "Het document is leeg.", "The document is empty.",
                    builder.places.get((), Place(name, 1, 1)),
                    "Begin met: sto-check new.", "Start with: sto-check new.")
        )  # fmt: skip
    return Document(name, builder.root, builder.places, builder.keys, sha256)


def _control_problem(text: str, name: str, position: int) -> SyntaxProblemError:
    before = text[:position].rpartition("\n")
    return SyntaxProblemError(
        problem("control-character", "Hier staat een onzichtbaar stuurteken.",
                "There is an invisible control character here.",
                Place(name, text.count("\n", 0, position) + 1, len(before[2]) + 1),
                "Verwijder het.", "Remove it.")
    )  # fmt: skip


def _find_control(text: str) -> int | None:
    """Return where the first character stands that YAML does not allow; UTF-8 itself allows no lone surrogates."""
    found = _CONTROL.search(text)
    places = [found.start()] if found else []
    places += [place for one in _NO_CHARACTERS if (place := text.find(one)) >= 0]
    return min(places, default=None)


_MAKE = tuple.__new__
"""A place is made for every value and every key; this makes one without a call in Python."""


class _TreeBuilder:
    """Turns a stream of parser events into a tree, without recursion."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._most = limits.values
        self.root: object = None
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self._open: list[list[Any] | dict[str, Any]] = []
        self._path: list[str | int] = []
        self._awaits_key = False
        self._documents = 0
        self._take = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._start_document,
            yaml.AliasEvent: self._alias,
        }

    def take(self, next_event: Callable[[], Any]) -> None:
        """Add the parser's events to the tree; raises a DocumentError for what a document may not hold."""
        handlers = self._take
        while (event := next_event()) is not None:
            handler = handlers.get(event.__class__)
            if handler is not None:
                handler(event)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return _MAKE(Place, (self.name, mark.line + 1, mark.column + 1, ""))

    def _put(self, value: object, event: Any) -> None:
        """Set a value where the path points now."""
        if len(self.places) >= self._most:
            self._refuse_more(event)
        path = tuple(self._path)
        self.places[path] = self._place(event)
        if not path:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent, list):
            parent.append(value)
        else:
            parent[str(path[-1])] = value

    def _refuse_more(self, event: Any) -> None:
        raise TooLargeError(
            limit_problem("too-many-values", f"Het document bevat meer dan {self._most} waarden",
                          f"The document holds more than {self._most} values", self._place(event), "values",
                          self._limits, ("Geef alleen de aanvraag zelf", "Give the application only"))
        )  # fmt: skip

    def _advance(self) -> None:
        if not self._open:
            return
        if isinstance(self._open[-1], list):
            self._path[-1] = len(self._open[-1])
        else:
            self._awaits_key = True

    def _scalar(self, event: Any) -> None:
        """Take a text: a key or a value. Of these there are most, so it makes no calls that it can do without."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        mark = event.start_mark
        place = _MAKE(Place, (self.name, mark.line + 1, mark.column + 1, ""))
        if self._awaits_key:
            self._key(event, place)
            return
        value: str | None = event.value
        if not event.style and value in NO_VALUE:
            value = None
        path = tuple(self._path)
        if len(self.places) >= self._most:
            self._refuse_more(event)
        self.places[path] = place
        if not path:
            self.root = value
            return
        parent, last = self._open[-1], path[-1]
        if isinstance(last, int):
            parent.append(value)  # type: ignore[union-attr]
            self._path[-1] = last + 1
        else:
            parent[last] = value  # type: ignore[call-overload]
            self._awaits_key = True

    def _key(self, event: Any, place: Place) -> None:
        key = event.value
        if key == "<<" and not event.style:
            raise self._forbidden(event, "samenvoegsleutels (<<)", "merge keys (<<)")
        self._path[-1] = key
        path = tuple(self._path)
        if path in self.keys:
            first, shown = self.keys[path], quote(key)
            raise DuplicateKeyError(
                problem("duplicate-key",
                        f"De sleutel {shown} staat hier voor de tweede keer; de eerste staat op regel {first.line}.",
                        f"The key {shown} stands here for the second time; the first is on line {first.line}.",
                        place, "Verwijder een van de twee.", "Remove one of the two.")
            )  # fmt: skip
        self.keys[path] = place
        self._awaits_key = False

    def _start_mapping(self, event: Any) -> None:
        self._start({}, event)
        self._path.append("")
        self._awaits_key = True

    def _start_sequence(self, event: Any) -> None:
        self._start([], event)
        self._path.append(0)
        self._awaits_key = False

    def _start(self, empty: list[Any] | dict[str, Any], event: Any) -> None:
        self._refuse_decoration(event)
        if self._awaits_key:
            raise SyntaxProblemError(
                problem("odd-key", "Een lijst of groep kan geen sleutel zijn.", "A list or group cannot be a key.",
                        self._place(event), "Schrijf een sleutel als één woord, zonder haken.",
                        "Write a key as one word, without brackets.")
            )  # fmt: skip
        if len(self._open) >= self._limits.depth:
            raise TooLargeError(
                limit_problem("too-deep", f"Het document is dieper genest dan {self._limits.depth} niveaus",
                              f"The document is nested deeper than {self._limits.depth} levels", self._place(event),
                              "depth", self._limits, ("Controleer de inspringing en de haken",
                                                      "Check the indentation and the brackets"))
            )  # fmt: skip
        self._put(empty, event)
        self._open.append(empty)

    def _end(self, _event: Any) -> None:
        self._open.pop()
        self._path.pop()
        self._awaits_key = False
        self._advance()

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise ForbiddenFeatureError(
                problem("several-documents", "Na --- begint een tweede document; een bestand bevat er één.",
                        "A second document starts after ---; a file holds one.", self._place(event),
                        "Zet elk document in een eigen bestand.", "Put each document in a file of its own.")
            )  # fmt: skip

    def _alias(self, event: Any) -> None:
        raise self._forbidden(
            event, f"verwijzingen ({quote('*' + event.anchor)})", f"aliases ({quote('*' + event.anchor)})"
        )

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._forbidden(
                event, f"ankers ({quote('&' + event.anchor)})", f"anchors ({quote('&' + event.anchor)})"
            )
        if event.tag is not None:
            raise self._forbidden(event, f"typeaanduidingen ({quote(event.tag)})", f"tags ({quote(event.tag)})")

    def _forbidden(self, event: Any, nl: str, en: str) -> ForbiddenFeatureError:
        return ForbiddenFeatureError(
            problem("forbidden-yaml", f"In een document mogen geen {nl} staan.", f"A document may hold no {en}.",
                    self._place(event), "Schrijf de waarde uit, zo nodig tussen aanhalingstekens.",
                    "Write the value out, where needed between quotes.")
        )  # fmt: skip


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> SyntaxProblemError:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else None
    said = error.problem or error.context or ""
    nl, en = parser_words(said, _SYNTAX)
    hint = ("Controleer deze regel en de regel erboven.", "Check this line and the one above it.")
    if mark and mark.column > MAX_KEY:
        hint = (
            f"Een sleutel heeft hoogstens {MAX_KEY} tekens; zet een tekst met : erin tussen aanhalingstekens.",
            f"A key has at most {MAX_KEY} characters; put quotes around a text that holds a colon.",
        )
    return SyntaxProblemError(
        problem("yaml-syntax", f"Geen geldige YAML: {nl}.", f"Not valid YAML: {en}.", place, *hint)
    )
