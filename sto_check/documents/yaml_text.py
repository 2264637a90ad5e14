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
    DocumentError,
    DuplicateKeyError,
    ForbiddenFeatureError,
    Found,
    SyntaxProblemError,
    TooLargeError,
    joined,
)
from sto_check.documents.limits import DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.locate import at_mark, by_mark, marked
from sto_check.documents.yaml_words import SYNTAX
from sto_check.text.place import Place
from sto_check.text.problems import parser_words, problem, quote

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_KEY = 1024
KEY_HINT = (
    f"Een sleutel heeft hoogstens {MAX_KEY} tekens; zet een tekst met : erin tussen aanhalingstekens.",
    f"A key has at most {MAX_KEY} characters; put quotes around a text that holds a colon.",
)
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = "\ufffe\uffff"
_NESTING = "exceeded maximum nesting"
"""What the parser says where it meets a limit of its own, which newer versions have."""


def parse_yaml(text: str, name: str, data: bytes = b"", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one YAML document into a :class:`Document`; ``data`` are the bytes that the text was read from.

    Raises SyntaxProblemError or TooLargeError where reading stops. What it can go on after (a key that stands twice,
    YAML that is not allowed) it tells all at once: as DuplicateKeyError, ForbiddenFeatureError or SyntaxProblemError,
    or as DocumentError where there are several sorts. Such an error carries the document without what is wrong.
    """
    builder = _TreeBuilder(name, limits)
    try:
        _build(builder, text)
    except DocumentError as error:
        if builder.found:
            raise joined(builder.found.error(), error) from error
        raise
    root: Any = builder.spots[0] if builder.spots else None
    tree = builder.values[0] if builder.values else None
    document = None if tree is None else Document(name, tree, by_mark(name, root), data)
    if builder.found:
        refused = builder.found.error()
        refused.document, refused.unread = document, frozenset(place.in_print() for place in builder.unread)
        raise refused
    if document is None:
        place = at_mark(name, root) if root is not None else Place(name, 1, 1)
        raise SyntaxProblemError(
            problem(
                "empty",
                "Het document is leeg.",
                "The document is empty.",
                place,
                "Begin met: sto-check new.",
                "Start with: sto-check new.",
            )
        )
    return document


def _build(builder: _TreeBuilder, text: str) -> None:
    """Build the tree of a text; raises a SyntaxProblemError or TooLargeError where that stops."""
    control = _find_control(text)
    if control is not None:
        raise _control_problem(text, builder.name, control)
    try:
        builder.build(_LOADER(text).get_event)
    except UnicodeEncodeError as error:  # half a character, which no UTF-8 text holds
        raise _control_problem(text, builder.name, error.start) from error
    except yaml.reader.ReaderError as error:  # the same, from the parser in Python
        raise _control_problem(text, builder.name, error.position) from error
    except yaml.MarkedYAMLError as error:
        if _NESTING in (error.problem or ""):
            raise _too_deep_for_parser(text, builder, error.problem_mark) from error
        raise _syntax_problem(error, builder.name) from error


def _control_problem(text: str, name: str, position: int) -> SyntaxProblemError:
    before = text[:position].rpartition("\n")
    return SyntaxProblemError(
        problem(
            "control-character",
            "Hier staat een onzichtbaar stuurteken.",
            "There is an invisible control character here.",
            Place(name, text.count("\n", 0, position) + 1, len(before[2]) + 1),
            "Verwijder het.",
            "Remove it.",
        )
    )


def _find_control(text: str) -> int | None:
    """Return where the first character stands that YAML does not allow; UTF-8 itself allows no lone surrogates."""
    found = _CONTROL.search(text)
    places = [found.start()] if found else []
    places += [place for one in _NO_CHARACTERS if (place := text.find(one)) >= 0]
    return min(places, default=None)


_SKIPPED: Any = object()
"""Stands for a key that is not taken; what comes below it is read like the rest, and dropped with the key."""


class _TreeBuilder:
    """Turns a stream of parser events into a tree, without recursion, and keeps where its values stand beside it.

    ``values`` and ``spots`` are those of the list or group that is open: at first of the list of documents.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.values: Any = []
        self.spots: Any = []
        self.found = Found()
        self.unread: set[Place] = set()
        self._key: Any = None  # the key of the value that comes next; None in a list
        self._key_mark: Any = None
        self._keys: dict[str, str] = {}  # a key that stands in a thousand parts is kept once
        self._awaits_key = False
        self._around: list[tuple[Any, Any, Any, bool]] = []
        self._left = limits.values
        self._documents = 0

    def build(self, next_event: Callable[[], Any]) -> None:
        """Add the parser's events to the tree; raises TooLargeError. Of texts there are most: they are taken here."""
        text, keys = yaml.ScalarEvent, self._keys
        others: dict[type, Callable[[Any], None]] = {
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._start_document,
            yaml.AliasEvent: self._alias,
        }  # not kept: a builder that held these would hold itself
        while (event := next_event()) is not None:
            if event.__class__ is not text:
                take = others.get(event.__class__)
                if take is not None:
                    take(event)
                continue
            if event.anchor is not None or event.tag is not None:
                self._refuse_decoration(event)
            value: Any = event.value
            if self._awaits_key:
                is_odd = value in self.values or value == "<<" or len(value) > MAX_KEY
                self._key = self._odd_key(event) if is_odd else keys.setdefault(value, value)
                self._key_mark = event.start_mark
                self._awaits_key = False
                continue
            if not event.style and value in NO_VALUE:
                value = None
            self._put(value, None, event)

    def place(self, mark: Any) -> Place:
        """Return where a mark of the parser stands."""
        return Place(self.name, mark.line + 1, mark.column + 1)

    def too_deep(self, mark: Any) -> TooLargeError:
        """Return the error that the document is nested too deep at a mark of the parser."""
        depth = self.limits.depth
        return TooLargeError(
            limit_problem(
                "too-deep",
                f"Het document is dieper genest dan {depth} niveaus",
                f"The document is nested deeper than {depth} levels",
                self.place(mark),
                "depth",
                self.limits,
                ("Controleer de inspringing en de haken", "Check the indentation and the brackets"),
            )
        )

    def _put(self, value: object, parts: Any, event: Any) -> None:
        """Set a value, and the spots of its parts, where the next one is due."""
        self._left -= 1
        if self._left < 0:
            raise TooLargeError(
                limit_problem(
                    "too-many-values",
                    f"Het document bevat meer dan {self.limits.values} waarden",
                    f"The document holds more than {self.limits.values} values",
                    self.place(event.start_mark),
                    "values",
                    self.limits,
                    ("Geef alleen de aanvraag zelf", "Give the application only"),
                )
            )
        key = self._key
        if key is None:
            self.values.append(value)
            spot = marked(event.start_mark)
            self.spots.append(spot if parts is None else (spot, parts))
        else:
            self.values[key] = value
            spot = marked(event.start_mark, self._key_mark)
            self.spots[key] = spot if parts is None else (spot, parts)
            self._awaits_key = True

    def _odd_key(self, event: Any) -> Any:
        """Return what to do with a key that looks like one that stands here already, or like a merge key."""
        key = event.value
        if key == "<<" and not event.style:
            self._forbid(event, "samenvoegsleutels (<<)", "merge keys (<<)")
        elif len(key) > MAX_KEY:
            self._tell(
                SyntaxProblemError,
                event,
                "key-too-long",
                "Deze sleutel is te lang.",
                "This key is too long.",
                *KEY_HINT,
            )
        elif key in self.values:
            line, shown = at_mark(self.name, self.spots[key], of_key=True).line, quote(key)
            self._tell(
                DuplicateKeyError,
                event,
                "duplicate-key",
                f"De sleutel {shown} staat hier nog een keer; de eerste staat op regel {line}.",
                f"The key {shown} stands here once more; the first is on line {line}.",
                "Verwijder een van de twee.",
                "Remove one of the two.",
            )
        else:
            return key
        return _SKIPPED

    def _start_mapping(self, event: Any) -> None:
        self._start({}, {}, event)
        self._awaits_key = True

    def _start_sequence(self, event: Any) -> None:
        self._start([], [], event)
        self._awaits_key = False

    def _start(self, values: Any, spots: Any, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        if len(self._around) >= self.limits.depth:
            raise self.too_deep(event.start_mark)
        is_key = self._awaits_key
        if is_key:
            self._key = _SKIPPED
            self._tell(
                SyntaxProblemError,
                event,
                "odd-key",
                "Een lijst of groep kan geen sleutel zijn.",
                "A list or group cannot be a key.",
                "Schrijf een sleutel als één woord, zonder haken.",
                "Write a key as one word, without brackets.",
            )
        self._put(values, spots, event)
        self._around.append((self.values, self.spots, self._key, self._awaits_key and not is_key))
        self.values, self.spots, self._key = values, spots, None

    def _end(self, _event: Any) -> None:
        if isinstance(self.values, dict) and _SKIPPED in self.values:
            del self.values[_SKIPPED], self.spots[_SKIPPED]
        self.values, self.spots, self._key, self._awaits_key = self._around.pop()

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:
            self._tell(
                ForbiddenFeatureError,
                event,
                "several-documents",
                "Na --- begint een tweede document; een bestand bevat er één.",
                "A second document starts after ---; a file holds one.",
                "Zet elk document in een eigen bestand.",
                "Put each document in a file of its own.",
            )

    def _alias(self, event: Any) -> None:
        """Take an alias for a key or value that could not be read; what it stands for is not looked up."""
        shown = quote("*" + event.anchor)
        self._forbid(event, f"verwijzingen ({shown})", f"aliases ({shown})")
        if self._awaits_key:
            self._key, self._key_mark, self._awaits_key = _SKIPPED, event.start_mark, False
        else:
            self.unread.add(self.place(event.start_mark))
            self._put(None, None, event)

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            shown = quote("&" + event.anchor)
            self._forbid(event, f"ankers ({shown})", f"anchors ({shown})")
        if event.tag is not None:
            self._forbid(event, f"typeaanduidingen ({quote(event.tag)})", f"tags ({quote(event.tag)})")

    def _forbid(self, event: Any, nl: str, en: str) -> None:
        self._tell(
            ForbiddenFeatureError,
            event,
            "forbidden-yaml",
            f"In een document mogen geen {nl} staan.",
            f"A document may hold no {en}.",
            "Schrijf de waarde uit, zo nodig tussen aanhalingstekens.",
            "Write the value out, where needed between quotes.",
        )

    def _tell(
        self, kind: type[DocumentError], event: Any, code: str, nl: str, en: str, hint_nl: str, hint_en: str
    ) -> None:
        self.found.add(kind, problem(code, nl, en, self.place(event.start_mark), hint_nl, hint_en))


def _too_deep_for_parser(text: str, stopped: _TreeBuilder, mark: Any) -> TooLargeError:
    """Say where it gets too deep when the parser, which reads ahead on a line, stopped there by itself.

    It then has not told of the brackets before; up to where it stopped it does, and one of them goes too deep for us.
    """
    try:
        _TreeBuilder(stopped.name, stopped.limits).build(_LOADER(text[: mark.index]).get_event)
    except TooLargeError as found:
        return found
    except yaml.MarkedYAMLError:
        pass
    return stopped.too_deep(mark)


def _syntax_problem(error: yaml.MarkedYAMLError, name: str) -> SyntaxProblemError:
    mark = error.problem_mark or error.context_mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else None
    said = error.problem or error.context or ""
    nl, en = parser_words(said, SYNTAX)
    hint = ("Controleer deze regel en de regel erboven.", "Check this line and the one above it.")
    if mark and mark.column > MAX_KEY:
        hint = KEY_HINT
    return SyntaxProblemError(
        problem("yaml-syntax", f"Geen geldige YAML: {nl}.", f"Not valid YAML: {en}.", place, *hint)
    )
