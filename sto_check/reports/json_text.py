"""JSON as text that is safe to show: letters stay readable, what does not print is written by its number."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sto_check.text.language import NO_BREAK_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as indented JSON with an end of line."""
    return in_print(json.dumps(value, ensure_ascii=ascii_only, indent=2), ascii_only=ascii_only) + "\n"


def json_lines(value: Any, levels: int, before: str = "", *, ascii_only: bool = False) -> Iterator[str]:
    """Yield objects of a model as JSON, piece by piece; of the outer ``levels`` each part has a line.

    Further lines begin with ``before``. What is inside goes at once through the quick serializer of its class.
    """
    if not levels or not (is_dataclass(value) or isinstance(value, list)) or value == []:
        yield _encoded(value, ascii_only=ascii_only)
        return
    inner = f"{before}  "
    if isinstance(value, list):
        opening, closing = "[]"
        parts = [("", part) for part in value]
    else:
        opening, closing = "{}"
        parts = [(f'"{field.name}": ', getattr(value, field.name)) for field in fields(value)]
    for number, (key, part) in enumerate(parts):
        yield f"{',' if number else opening}\n{inner}{key}"
        yield from json_lines(part, levels - 1, inner, ascii_only=ascii_only)
    yield f"\n{before}{closing}"


def in_print(text: str, *, ascii_only: bool = False) -> str:
    """Return JSON in which every character that does not print is written by its number.

    JSON itself escapes only the oldest control characters; here also those that no longer print or that turn the
    direction of writing (``\\u009b``, ``\\u202e``). It reads back as the same value.
    """
    escaped = [
        character
        for character in set(text) - {"\n"}
        if not (character.isprintable() or character == NO_BREAK_SPACE) or (ascii_only and not character.isascii())
    ]
    return text.translate({ord(character): json.dumps(character)[1:-1] for character in escaped})


def _encoded(value: Any, *, ascii_only: bool) -> str:
    from pydantic_core import PydanticSerializationError

    of: Any = type(value)
    try:
        data = _serializer(of)(value)
    except PydanticSerializationError:  # the name of a file whose bytes are no UTF-8
        data = json.dumps(value, default=_plain).encode()
    text, other = str(data, "utf-8"), str(data.translate(None, _PRINTABLE_ASCII), "utf-8")
    prints = not ascii_only and other.replace(NO_BREAK_SPACE, "").isprintable()
    return text if prints else in_print(text, ascii_only=ascii_only)


def _plain(value: Any) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


@lru_cache
def _serializer(of: Any) -> Callable[[object], bytes]:
    from pydantic import TypeAdapter

    made: TypeAdapter[Any] = TypeAdapter(of)
    return made.serializer.to_json
