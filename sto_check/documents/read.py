"""Open a document: a file, standard input or a text; find out how it is written; hand it to its parser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sto_check.documents.document import Document
from sto_check.documents.encoding import decode
from sto_check.documents.errors import SyntaxProblemError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import lines_of, place_at, showing
from sto_check.documents.open_file import STDIN, open_bytes, read_stdin, require_size
from sto_check.documents.yaml_text import parse_yaml
from sto_check.text.place import Place
from sto_check.text.problems import parser_words, problem

if TYPE_CHECKING:
    from pathlib import Path as FilePath

_ONLY_COMMENTS = re.compile(r"(?:\s++|#[^\r\n]*+)*+\Z")
_SURROGATES = r"(?i)(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})"
# What JSON allows as it is inside a text, and YAML takes for the end of a line.
_LINE_ENDS = str.maketrans({"\x85": "\\N", "\N{LINE SEPARATOR}": "\\L", "\N{PARAGRAPH SEPARATOR}": "\\P", "\t": " "})

# The JSON parser's own words, and ours for them.
_JSON_SYNTAX = {
    "Expecting ',' delimiter": ("er ontbreekt een komma of een sluithaak", "a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": ("na deze sleutel ontbreekt een dubbele punt", "a colon is missing after this key"),
    "Expecting value": (
        "hier ontbreekt een waarde, of een tekst zonder aanhalingstekens",
        "a value is missing here, or a text has no quotes",
    ),
    "Expecting property name": (
        "hier wordt een sleutel tussen dubbele aanhalingstekens verwacht",
        "a key between double quotes is expected here",
    ),
    "Illegal trailing comma": ("hier staat een komma te veel", "there is a comma too many here"),
    "Extra data": ("na het einde van het document staat nog tekst", "there is more text after the end of the document"),
    "Unterminated string": ("deze tekst heeft geen aanhalingsteken aan het einde", "this text has no closing quote"),
    "Invalid control character": (
        "in deze tekst staat een stuurteken of het einde van de regel; schrijf \\n of \\t",
        "this text holds a control character or the end of a line; write \\n or \\t",
    ),
    "Invalid \\": ("deze code met een schuine streep (\\) bestaat niet in JSON", "JSON has no such code with a \\"),
}


def read_file(path: str | FilePath, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the YAML or JSON file at ``path``; ``-`` reads standard input.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    if str(path) == "-":
        return read_bytes(read_stdin(limits), STDIN, limits)
    return read_bytes(open_bytes(path, limits), str(path), limits)


def read_text(text: str, name: str = "<text>", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a YAML or JSON text that is already in memory.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    return read_bytes(text.encode("utf-8", "surrogatepass"), name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the bytes of a YAML or JSON document; ``name`` stands in every place and message.

    Raises a :class:`~sto_check.documents.errors.DocumentError` with the place of what is wrong.
    """
    require_size(data, name, limits)
    text = decode(data, name)
    is_json = _opens_as_json(text)
    if is_json:
        with showing(Document(name, None, data=data)):
            _require_json(text, name)
        text = re.sub(_SURROGATES, _join_surrogates, text.translate(_LINE_ENDS))
    with showing(Document(name, None, data=data)):
        _require_more_than_comments(text, name)
        try:
            return parse_yaml(text, name, data, limits)
        except SyntaxProblemError as error:
            _refuse_tabs(error, text)
            if is_json:
                raise _as_json(error) from error
            raise


def _require_more_than_comments(text: str, name: str) -> None:
    if _ONLY_COMMENTS.match(text):
        raise SyntaxProblemError(
            problem(
                "only-comments",
                "Het document bevat alleen commentaar.",
                "The document holds comments only.",
                Place(name, 1, 1),
                "Haal het # weg voor wat u invult, of begin met: sto-check new.",
                "Take the # away before what you fill in, or start with: sto-check new.",
            )
        )


def _refuse_tabs(error: SyntaxProblemError, text: str) -> None:
    """Say that it is the tabs, where a line that YAML does not take is indented with them."""
    found = error.problems[0]
    if found.code != "yaml-syntax" or found.place is None:
        return
    line = next(iter(lines_of(text)[found.place.line - 1 :]), "")
    indentation = len(line) - len(line.lstrip())
    column = line.find("\t", 0, indentation) + 1
    if column and found.place.column <= indentation:
        raise SyntaxProblemError(
            problem(
                "tab-indentation",
                "Deze regel is ingesprongen met een tab.",
                "This line is indented with a tab.",
                found.place._replace(column=column),
                "Spring in met spaties.",
                "Indent with spaces.",
            )
        ) from error


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
            problem(
                "json-syntax",
                f"Geen geldige JSON: {nl}.",
                f"Not valid JSON: {en}.",
                place,
                "Controleer deze regel en de regel erboven.",
                "Check this line and the one above it.",
            )
        ) from error
    except RecursionError:
        return  # the depth is refused where the tree is built, with its place


def _as_json(error: SyntaxProblemError) -> SyntaxProblemError:
    """Say of valid JSON what the YAML parser does not take: half a character, or a key that is too long."""
    *before, last = error.problems
    if last.code != "yaml-syntax":
        return error
    if any(one.code == "key-too-long" for one in before):
        return SyntaxProblemError(*before)
    said = problem(
        "json-syntax",
        "Geen geldige JSON: deze \\u-code staat voor geen teken.",
        "Not valid JSON: this \\u code stands for no character.",
        last.place,
        "Schrijf het teken zelf.",
        "Write the character itself.",
    )
    return SyntaxProblemError(*before, said._replace(excerpt=last.excerpt))


def _join_surrogates(pair: re.Match[str]) -> str:
    """JSON writes a character beyond the first 65,536 as two codes; YAML knows it as one."""
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"
