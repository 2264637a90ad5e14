"""Lists of a document that stand in a CSV file beside it, and whether a document names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.document import value_at

if TYPE_CHECKING:
    from sto_check.forms.form import Form

TABLE_SUFFIX = ".csv"


def table_named(tree: object, path: tuple[str, ...]) -> str | None:
    """Return the name of the CSV file that a document gives in the place of a list; None where it gives none."""
    named = value_at(tree, path)
    return named if isinstance(named, str) and named.lower().endswith(TABLE_SUFFIX) else None


def names_tables(form: Form, tree: object) -> bool:
    """Whether a document names a table in a file where its form allows one."""
    return any(table_named(tree, path) is not None for path in form.tables)
