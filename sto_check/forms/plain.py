"""A typed document back to a plain tree of texts, as someone would write it down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Mapping


def plain_tree(content: BaseModel) -> dict[str, Any]:
    """Return the tree that :func:`~sto_check.forms.load.load_application` reads to the same content.

    It has the keys that were given, in the order of the model; a key without a value stays one.
    """
    written = content.model_dump(mode="json", exclude_unset=True)
    tree = _texts(written, content)
    assert isinstance(tree, dict)
    return tree


def _texts(written: Any, value: object) -> Any:
    if isinstance(value, BaseModel):
        names = [name for name in type(value).model_fields if name in written]
        return {name: _texts(written[name], getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return _pairs(written, value)
    if isinstance(value, list):
        return [_texts(one, item) for one, item in zip(written, value, strict=True)]
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(written)


def _pairs(written: Mapping[str, Any], value: Mapping[object, object]) -> dict[str, Any]:
    return {str(key): _texts(written[str(key)], item) for key, item in value.items()}
