"""The value that a fact has of a field: days and texts as numbers, lists as how many or which, places joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sto_check.engine.fact import Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import AttributeEntry


def field_of(part: Any, name: str) -> Any:
    """Return the value of a field; None of what is no part, or has no such field."""
    held = getattr(part, "__dict__", None)
    return held.get(name) if held else None


def walk(part: Any, steps: Iterable[str]) -> Any:
    """Return what stands at the end of a way of fields; None where nothing does."""
    for step in steps:
        part = field_of(part, step)
    return part


def is_part(value: Any) -> bool:
    """Whether a value is a part of a document: a model, or what was read without one."""
    return hasattr(value, "model_fields_set")


def is_blank(value: Any) -> bool:
    """Whether nothing is given: no value, or a part of which every key is left empty."""
    if not is_part(value):
        return value is None
    return bool(value.model_fields_set) and all(one is None for one in value.__dict__.values())


def unchanged(value: Any) -> Value:
    return value  # type: ignore[no-any-return]


def _tokens(value: Any) -> tuple[str, ...] | None:
    """Return the words of a list, or the keys that a part gives.

    A key of which the value is 0 is not there, as if it were not written: a track with no pupils is not offered. A
    key without a value makes all of it unknown.
    """
    if isinstance(value, dict):
        return tuple(str(key) for key, one in value.items() if one != 0)
    if not is_part(value):
        return tuple(map(str, value))
    given = {name: one for name, one in value.__dict__.items() if name in value.model_fields_set}
    return None if None in given.values() else tuple(name for name, one in given.items() if one != 0)


def joined_list(given: list[Any], convert: Callable[[Any], Value]) -> Value:
    """Return one value for lists, or parts of which each key counts, given in several places: all of them together."""
    items: dict[str, Any] = {}
    for value in given:
        listed = _tokens(value) if is_part(value) else value
        if listed is None:
            return None
        items |= {repr(item): item for item in listed}
    return convert(list(items.values()))


def _says_something(text: str) -> bool:
    """Whether a text has a letter or a digit: a dash or some dots were written, and say nothing."""
    return any(map(str.isalnum, text))


def _count(value: Any) -> int | None:
    """Return how many items a list or part has; a key without a value leaves it unknown.

    An empty text is no item, nor is one that says nothing.
    """
    items = _tokens(value) if is_part(value) else value
    return None if items is None else sum(not isinstance(item, str) or _says_something(item) for item in items)


def converter(entry: AttributeEntry, is_answer: Callable[[str], bool]) -> Callable[[Any], Value]:
    """Return what makes the value of an attribute from what the document holds."""
    if entry.type == "text":
        counts = _says_something if entry.counts == "all" else is_answer
        return lambda text: len(text.split()) if counts(text) else 0
    if entry.type == "identifier" and entry.alike:
        return lambda name: "".join(filter(str.isalnum, name.casefold()))
    if entry.type == "list" and entry.counts == "answers":
        return lambda texts: sum(map(is_answer, texts))
    return _CONVERT.get(entry.type, unchanged)


_CONVERT: dict[Type, Callable[[Any], Value]] = {
    "day": lambda value: value.toordinal(),
    "list": _count,
    "tokens": _tokens,
    "identifier": str,
}
