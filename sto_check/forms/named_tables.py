"""Which lists of a document may stand in a CSV file beside it, and whether a document names one."""

from __future__ import annotations

from sto_check.documents.document import value_at

TABLES: tuple[tuple[str, ...], ...] = (("begroting", "kosten"), ("begroting", "cofinanciering"))
TABLE_SUFFIX = ".csv"


def table_named(tree: object, path: tuple[str, ...]) -> str | None:
    """Return the name of the CSV file that a document gives in the place of a list; None where it gives none."""
    named = value_at(tree, path)
    return named if isinstance(named, str) and named.lower().endswith(TABLE_SUFFIX) else None


def names_tables(tree: object) -> bool:
    """Whether a document names a table in a file."""
    return any(table_named(tree, path) is not None for path in TABLES)
