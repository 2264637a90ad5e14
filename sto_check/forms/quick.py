"""The entries of a document.yaml that is as it should be, made without a validator: setting one up takes longer.

What is not plainly right is left to the validator of :mod:`sto_check.forms.entries`, which says what is wrong. Both
give the same entries; a test holds them to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sto_check.forms import entries
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    Make = Callable[[Any], Any]


class NotPlainError(ValueError):
    """An entry is not plainly right."""


def form_file(tree: object) -> entries.FormFile:
    """Return what a document.yaml says; raises NotPlainError where that is for the validator to look at."""
    made: entries.FormFile = _entry(entries.FormFile, _FORM, ("id", "title", "about", "fields"))(tree)
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotPlainError
    return value


def _like(pattern: str) -> Make:
    fits = re.compile(pattern).fullmatch

    def make(value: Any) -> str:
        if not fits(_text(value)):
            raise NotPlainError
        return str(value)

    return make


def _list(make: Make, least: int = 0, most: int | None = None) -> Make:
    def make_all(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) < least or (most is not None and len(value) > most):
            raise NotPlainError
        return [make(one) for one in value]

    return make_all


def _mapping(make: Make, least: int = 0, most: int | None = None) -> Make:
    def make_all(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) < least or (most is not None and len(value) > most):
            raise NotPlainError
        return {key: make(one) for key, one in value.items()}

    return make_all


def _one_or_more(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(_TEXTS(value))


def _at_least_one(value: Any) -> list[str]:
    found = _one_or_more(value)
    if not found:
        raise NotPlainError
    return found


def _both(value: Any) -> Text:
    if not isinstance(value, dict) or value.keys() != {"nl", "en"}:
        raise NotPlainError
    return Text(_text(value["nl"]), _text(value["en"]))


def _entry(
    model: type[BaseModel], makers: dict[str, Make], needed: tuple[str, ...] = (), short: str | None = None
) -> Make:
    def make(value: Any) -> Any:
        if short is not None and isinstance(value, str):
            value = {short: value}
        if not isinstance(value, dict) or not value.keys() <= makers.keys() or not value.keys() >= set(needed):
            raise NotPlainError
        return model.model_construct(**{key: makers[key](one) for key, one in value.items()})

    return make


_TEXTS = _list(_text)
_ANSWER = _like("yes|no")
_CHECK = _entry(
    entries.CheckEntry,
    {
        "in_order": _list(_text, 2, 2),
        "increasing": _list(_text, 2, 2),
        "at_most": _list(_text, 2, 2),
        "in_years": _list(_text, 2),
        "says": _both,
        "hint": _both,
    },
)
_REFERENCE = _entry(
    entries.ReferenceEntry,
    {
        "list": _text,
        "where": _mapping(_one_or_more, most=1),
        "or": _one_or_more,
        "called": _both,
    },
    ("list",),
    "list",
)


def _field(value: Any) -> Any:
    return _FIELD(value)


_FIELD = _entry(
    entries.FieldEntry,
    {
        "type": _text,
        "one_of": _list(_text, 1),
        "suggest": _list(_text, 1),
        "several": _ANSWER,
        "by_year": _text,
        "fields": _mapping(_field),
        "part": _text,
        "rows": _mapping(_field),
        "parts": _at_least_one,
        "by": _text,
        "required": _ANSWER,
        "title": _text,
        "description": _text,
        "about": _text,
        "refers_to": _REFERENCE,
        "reserved": _mapping(_both),
        "csv": _ANSWER,
        "own_sheet": _ANSWER,
        "product": _list(_text, 2),
        "checks": _list(_CHECK),
    },
    short="type",
)
_PART = _entry(
    entries.PartEntry,
    {
        "about": _text,
        "like": _text,
        "fields": _mapping(_FIELD),
        "checks": _list(_CHECK),
    },
    ("about",),
)
_MISTAKE = _entry(entries.MistakeEntry, {"shape": _text, "wrong": _both, "hint": _both}, ("shape", "wrong", "hint"))
_TYPE = _entry(
    entries.TypeEntry,
    {
        "shape": _like(entries.SHAPE),
        "pattern": _text,
        "otherwise": _both,
        "may_begin_with": _text,
        "leading_zeros": _ANSWER,
        "wrong": _both,
        "hint": _both,
        "mistakes": _mapping(_MISTAKE),
    },
    ("shape", "wrong", "hint"),
)
_TOTAL = _entry(
    entries.TotalEntry,
    {
        "title": _text,
        "sum": _text,
        "where": _mapping(_text, most=1),
        "share": _list(_text, 2, 2),
    },
    ("title",),
)
_FORM: dict[str, Make] = {
    "id": _like(entries.NAME), "title": _both, "about": _text, "sheet": _like(entries.SHEET),
    "headed_by": _text, "by_office": _list(_text), "addressed_to": _list(_text),
    "fields": _mapping(_FIELD, least=1), "parts": _mapping(_PART), "types": _mapping(_TYPE), "checks": _list(_CHECK),
    "totals": _list(_TOTAL),
}  # fmt: skip
