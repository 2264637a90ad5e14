"""Open a document: a file, standard input or a text; find out how it is written; hand it to its parser."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import sys
from pathlib import Path as FilePath

from sto_check.documents.document import Document
from sto_check.documents.errors import EncodingError, FileUnreadableError, SyntaxProblemError, TooLargeError, problem
from sto_check.documents.place import Place
from sto_check.documents.yaml_text import parse_yaml

MAX_BYTES = 10 * 1024 * 1024
STDIN = "<stdin>"
_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def read_file(path: str | FilePath) -> Document:
    """Read the YAML or JSON file at ``path``; ``-`` reads standard input.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), STDIN)
    name = str(path)
    try:
        status = FilePath(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileUnreadableError(
                problem("is-a-directory", f"{name} is een map, geen bestand.", f"{name} is a directory, not a file.",
                        None, "Noem het bestand met de aanvraag.", "Name the file that holds the application.")
            )  # fmt: skip
        if not stat.S_ISREG(status.st_mode):
            raise FileUnreadableError(
                problem("not-a-file", f"{name} is geen gewoon bestand.", f"{name} is not a regular file.",
                        None, "Lees uit een pijp met - als bestandsnaam.", "To read from a pipe give - as the file.")
            )  # fmt: skip
        if status.st_size > MAX_BYTES:
            raise _too_large(name)
        return read_bytes(FilePath(path).read_bytes(), name)
    except OSError as error:
        raise _unopened(name, error) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnreadableError(
            problem("bad-name", "Deze bestandsnaam kan niet bestaan.", "There can be no file of this name.", None)
        ) from error


def read_text(text: str, name: str = "<text>") -> Document:
    """Read a YAML or JSON text that is already in memory."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a YAML or JSON document; ``name`` stands in every place and message."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    text = _decode(data, name)
    if text.lstrip().startswith("{"):
        _require_json(text, name)
        text = _SURROGATES.sub(_join_surrogates, text.replace("\t", " "))
    return parse_yaml(text, name, sha256=hashlib.sha256(data).hexdigest())


def _decode(data: bytes, name: str) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise EncodingError(
            problem("not-utf-8", "Dit bestand is geen UTF-8-tekst.", "This file is not UTF-8 text.",
                    Place(name, line, column), "Bewaar het als UTF-8.", "Save it as UTF-8.")
        ) from error  # fmt: skip
    if not text.strip():
        raise SyntaxProblemError(
            problem("empty", "Het document is leeg.", "The document is empty.", Place(name, 1, 1),
                    "Begin met: sto-check new.", "Start with: sto-check new.")
        )  # fmt: skip
    return text


def _require_json(text: str, name: str) -> None:
    """Hold a text that opens with a brace to JSON, unless it is YAML in flow style (keys without quotes)."""
    after_brace = text.lstrip()[1:].lstrip()
    if after_brace[:1] not in ('"', "}"):
        return
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise SyntaxProblemError(
            problem("json-syntax", "Dit is geen geldige JSON.", "This is not valid JSON.",
                    Place(name, error.lineno, error.colno),
                    f"De lezer meldt: {error.msg}.", f"The parser says: {error.msg}.")
        ) from error  # fmt: skip
    except (RecursionError, ValueError) as error:
        raise TooLargeError(
            problem("too-deep", "De JSON is te diep genest of bevat een te groot getal.",
                    "The JSON is nested too deeply or holds too large a number.", Place(name, 1, 1))
        ) from error  # fmt: skip


def _join_surrogates(pair: re.Match[str]) -> str:
    """JSON writes a character beyond the first 65,536 as two codes; YAML knows it as one."""
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _too_large(name: str) -> TooLargeError:
    limit = MAX_BYTES // (1024 * 1024)
    return TooLargeError(
        problem("too-large", f"Het document is groter dan {limit} MB.", f"The document is larger than {limit} MB.",
                Place(name, 1, 1))
    )  # fmt: skip


def _unopened(name: str, error: OSError) -> FileUnreadableError:
    if isinstance(error, FileNotFoundError):
        near = _nearest_file(name)
        return FileUnreadableError(
            problem("not-found", f"Het bestand {name} bestaat niet.", f"The file {name} does not exist.", None,
                    f"Bedoelt u {near}?" if near else "Controleer de naam en de map.",
                    f"Did you mean {near}?" if near else "Check the name and the folder.")
        )  # fmt: skip
    if isinstance(error, PermissionError):
        return FileUnreadableError(
            problem("not-permitted", f"{name} mag niet gelezen worden.", f"There is no permission to read {name}.", None,
                    "Vraag leesrechten op het bestand.", "Ask for permission to read the file.")
        )  # fmt: skip
    return FileUnreadableError(
        problem("not-opened", f"{name} kan niet geopend worden ({error.strerror}).",
                f"{name} cannot be opened ({error.strerror}).", None)
    )  # fmt: skip


def _nearest_file(name: str) -> str | None:
    from sto_check.errors import nearest

    folder = FilePath(name).parent
    if not folder.is_dir():
        return None
    found = nearest(FilePath(name).name, (entry.name for entry in folder.iterdir()))
    return str(folder / found) if found else None
