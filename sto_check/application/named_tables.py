"""Which lists of a document may stand in a CSV file beside it, and whether a document names one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sto_check.documents.place import Path

TABLES: tuple[Path, ...] = (("begroting", "kosten"), ("begroting", "cofinanciering"))
TABLE_SUFFIX = ".csv"


def table_named(tree: Any, path: Path) -> str | None:
    """Return the name of the CSV file that a document gives in the place of a list; None where it gives none."""
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree if isinstance(tree, str) and tree.lower().endswith(TABLE_SUFFIX) else None


def names_tables(tree: object) -> bool:
    """Whether a document names a table in a file."""
    return any(table_named(tree, path) is not None for path in TABLES)
