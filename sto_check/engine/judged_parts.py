"""What a person reads to judge: whether those parts of a document have anything in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sto_check.text.place import Path


def is_written(tree: object, path: Path) -> bool:
    """Whether something stands at a path of a document: a text, or a part in which some value is given.

    An empty list says that there is none of it; that is an answer, which a person can judge.
    """
    if tree == [] and not path:
        return True
    if isinstance(tree, list):
        return any(is_written(item, path) for item in tree)
    if isinstance(tree, dict):
        inner, further = ([tree.get(path[0])], path[1:]) if path else (tree.values(), ())
        return any(is_written(value, further) for value in inner)
    return not path and tree is not None and str(tree).strip() != ""
