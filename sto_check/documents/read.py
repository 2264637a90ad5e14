"""Open a document: a file, standard input or a text; find out how it is written; hand it to its parser."""

from __future__ import annotations

import errno
import json
import re
import stat
import sys
from itertools import islice
from pathlib import Path as FilePath

from sto_check.documents.document import Document
from sto_check.documents.errors import (
    EncodingError,
    FileUnreadableError,
    SyntaxProblemError,
    TooLargeError,
    parser_words,
    problem,
)
from sto_check.documents.lines import place_at, showing
from sto_check.documents.place import Place
from sto_check.documents.yaml_text import parse_yaml
from sto_check.errors import nearest

MAX_BYTES = 10 * 1024 * 1024
_USUAL_BYTES = 64 * 1024
"""Most documents are smaller, and room for the largest takes time to make."""
STDIN = "<stdin>"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MAX_NAMES = 2000
_SURROGATES = r"(?i)(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})"
# What JSON allows as it is inside a text, and YAML takes for the end of a line.
_LINE_ENDS = str.maketrans({"\x85": "\\N", "\N{LINE SEPARATOR}": "\\L", "\N{PARAGRAPH SEPARATOR}": "\\P", "\t": " "})

# The JSON parser's own words, and ours for them.
_JSON_SYNTAX = {
    "Expecting ',' delimiter": ("er ontbreekt een komma of een sluithaak", "a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": ("na deze sleutel ontbreekt een dubbele punt", "a colon is missing after this key"),
    "Expecting value": ("hier ontbreekt een waarde, of een tekst zonder aanhalingstekens",
                        "a value is missing here, or a text has no quotes"),
    "Expecting property name": ("hier wordt een sleutel tussen dubbele aanhalingstekens verwacht",
                                "a key between double quotes is expected here"),
    "Illegal trailing comma": ("hier staat een komma te veel", "there is a comma too many here"),
    "Extra data": ("na het einde van het document staat nog tekst", "there is more text after the end of the document"),
    "Unterminated string": ("deze tekst heeft geen aanhalingsteken aan het einde", "this text has no closing quote"),
    "Invalid control character": ("in deze tekst staat een stuurteken of het einde van de regel; schrijf \\n of \\t",
                                  "this text holds a control character or the end of a line; write \\n or \\t"),
    "Invalid \\": ("deze code met een schuine streep (\\) bestaat niet in JSON", "JSON has no such code with a \\"),
}  # fmt: skip


def read_file(path: str | FilePath) -> Document:
    """Read the YAML or JSON file at ``path``; ``-`` reads standard input.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    if str(path) == "-":
        return read_bytes(read_stdin(), STDIN)
    return read_bytes(open_bytes(path), str(path))


def open_bytes(path: str | FilePath) -> bytes:
    """Return what the file holds; raises FileUnreadableError, or TooLargeError over ``MAX_BYTES`` bytes."""
    name = str(path)
    try:
        if not name:
            raise FileNotFoundError(errno.ENOENT, "")
        _require_regular_file(name, FilePath(path).stat().st_mode)
        with FilePath(path).open("rb") as file:
            data = file.read(_USUAL_BYTES)
            if len(data) == _USUAL_BYTES:
                data += file.read(MAX_BYTES + 1 - _USUAL_BYTES)
    except OSError as error:
        raise _unopened(name, error) from error
    except ValueError as error:  # a NUL in the name
        raise _bad_name() from error
    _require_size(data, name)
    return data


def read_text(text: str, name: str = "<text>") -> Document:
    """Read a YAML or JSON text that is already in memory.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    return read_bytes(text.encode("utf-8", "surrogatepass"), name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a YAML or JSON document; ``name`` stands in every place and message.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    _require_size(data, name)
    text = decode(data, name)
    if _opens_as_json(text):
        with showing(Document(name, None, data=data)):
            _require_json(text, name)
        text = re.sub(_SURROGATES, _join_surrogates, text.translate(_LINE_ENDS))
    with showing(Document(name, None, data=data)):
        return parse_yaml(text, name, data)


def decode(data: bytes, name: str) -> str:
    """Return the text of a file; raises EncodingError where it is not UTF-8, SyntaxProblemError where it is empty."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").rpartition("\n")
        place = Place(name, before[0].count("\n") + len(before[1]) + 1, len(before[2]) + 1)
        raise EncodingError(
            problem("not-utf-8", "Dit bestand is geen UTF-8-tekst.", "This file is not UTF-8 text.", place,
                    "Bewaar het als YAML of JSON met de codering UTF-8.", "Save it as YAML or JSON, encoded in UTF-8.")
        ) from error  # fmt: skip
    if not text.strip():
        raise SyntaxProblemError(
            problem("empty", "Het document is leeg.", "The document is empty.", Place(name, 1, 1),
                    "Begin met: sto-check new.", "Start with: sto-check new.")
        )  # fmt: skip
    return text


def read_stdin() -> bytes:
    """Return what standard input holds, at most one byte more than is allowed; raises FileUnreadableError."""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unopened(STDIN, error) from error
    except (AttributeError, ValueError) as error:  # there is none, or it is closed
        raise _unopened(STDIN, OSError(errno.EBADF, "no standard input")) from error


def _require_regular_file(name: str, mode: int) -> None:
    """Refuse a directory, and what has no end or must wait for a writer: a pipe, a device."""
    if stat.S_ISDIR(mode):
        raise FileUnreadableError(
            problem("is-a-directory", f"{name} is een map, geen bestand.", f"{name} is a directory, not a file.",
                    None, "Noem een bestand.", "Name a file.")
        )  # fmt: skip
    if not stat.S_ISREG(mode):
        raise FileUnreadableError(
            problem("not-a-file", f"{name} is geen gewoon bestand.", f"{name} is not a regular file.",
                    None, "Geef - als bestandsnaam om uit een pijp te lezen.",
                    "To read from a pipe, give - as the file name.")
        )  # fmt: skip


def _require_size(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise TooLargeError(
            problem("too-large", f"Het document is groter dan {limit} MB.", f"The document is larger than {limit} MB.",
                    Place(name, 1, 1), "Geef alleen de aanvraag zelf, zonder bijlagen.",
                    "Give the application only, without its annexes.")
        )  # fmt: skip


def _opens_as_json(text: str) -> bool:
    """Say whether a text is JSON: a brace, and then not a key without quotes as in YAML's flow style."""
    start = text.lstrip()
    return start.startswith("{") and start[1:].lstrip()[:1] in {'"', "}", ""}


def _require_json(text: str, name: str) -> None:
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = place_at(text, error.pos, name)
        nl, en = parser_words(error.msg, _JSON_SYNTAX)
        raise SyntaxProblemError(
            problem("json-syntax", f"Geen geldige JSON: {nl}.", f"Not valid JSON: {en}.", place,
                    "Controleer deze regel en de regel erboven.", "Check this line and the one above it.")
        ) from error  # fmt: skip
    except RecursionError:
        return  # the depth is refused where the tree is built, with its place


def _join_surrogates(pair: re.Match[str]) -> str:
    """JSON writes a character beyond the first 65,536 as two codes; YAML knows it as one."""
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _bad_name() -> FileUnreadableError:
    return FileUnreadableError(
        problem("bad-name", "Deze bestandsnaam kan niet bestaan.", "There can be no file of this name.", None,
                "Controleer de naam.", "Check the name.")
    )  # fmt: skip


def _unopened(name: str, error: OSError) -> FileUnreadableError:
    if error.errno == errno.ENAMETOOLONG:
        return _bad_name()
    if not name:
        found = problem("not-found", "Er is geen bestandsnaam gegeven.", "No file name is given.", None,
                        "Noem een bestand.", "Name a file.")  # fmt: skip
    elif isinstance(error, FileNotFoundError):
        near = _nearest_file(name)
        found = problem("not-found", f"Het bestand {name} bestaat niet.", f"The file {name} does not exist.", None,
                        f"Bedoelt u {near}?" if near else "Controleer de naam en de map.",
                        f"Did you mean {near}?" if near else "Check the name and the folder.")  # fmt: skip
    elif isinstance(error, PermissionError):
        found = problem("not-permitted", f"U mag {name} niet lezen.", f"You have no permission to read {name}.", None,
                        "Vraag leesrechten op het bestand.", "Ask for permission to read the file.")  # fmt: skip
    else:
        found = problem("not-opened", f"{name} kan niet gelezen worden.", f"{name} cannot be read.", None,
                        f"Het systeem meldt: {error.strerror}.", f"The system says: {error.strerror}.")  # fmt: skip
    return FileUnreadableError(found)


def _nearest_file(name: str) -> str | None:
    folder = FilePath(name).parent
    try:
        names = [entry.name for entry in islice(folder.iterdir(), _MAX_NAMES) if entry.is_file()]
    except OSError:
        return None
    found = nearest(FilePath(name).name, names)
    return str(folder / found) if found else None
