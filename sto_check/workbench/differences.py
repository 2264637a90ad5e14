"""In what two trees differ: each value that was added, removed or changed, with the way to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("id", "name", "key", "field")


class PartChange(NamedTuple):
    """A value that was added (``old`` is None), removed (``new`` is None) or changed; ``path`` is the way to it."""

    path: str
    old: str | None
    new: str | None


def differences(old: object, new: object, path: str = "") -> Iterator[PartChange]:
    """Yield what differs between two trees of dicts, lists and values, in the order in which it is written."""
    if old == new:
        return
    before, after = _as_group(old), _as_group(new)
    if before is not None and after is not None:
        for key in dict.fromkeys([*before, *after]):
            yield from differences(before.get(key), after.get(key), f"{path}.{key}" if path else key)
        return
    yield PartChange(path, _written(old), _written(new))


def _as_group(tree: object) -> dict[str, object] | None:
    """Return a tree with a name for each of its parts; a list whose parts have names of their own has those."""
    if isinstance(tree, dict):
        return {str(key): value for key, value in tree.items()}
    if isinstance(tree, list) and tree and all(isinstance(part, dict) for part in tree):
        for name in _NAMES:
            names = [str(part.get(name)) for part in tree if name in part]
            if len(set(names)) == len(tree):
                return dict(zip(names, tree, strict=True))
    return None


def _written(tree: object) -> str | None:
    if tree is None or isinstance(tree, str):
        return tree
    return json.dumps(tree, ensure_ascii=False, default=str)
