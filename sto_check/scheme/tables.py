"""The tables of a scheme: figures that are kept outside the rules, such as the maxima per region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.documents.table import read_table
from sto_check.forms.sheets.cell_text import figure
from sto_check.forms.values import read_cents, read_day, read_whole
from sto_check.scheme.errors import UnknownTableError, not_known
from sto_check.scheme.scheme import Table, TableRow
from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sto_check.documents.document import Document
    from sto_check.documents.limits import Limits
    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import KindEntry


class TableError(DocumentError):
    """A table does not hold what the vocabulary says of it (exit code 65)."""


def read_tables(
    folder: Path, kinds: Mapping[str, KindEntry], given: Mapping[str, Path], limits: Limits
) -> tuple[dict[str, Table], list[bytes]]:
    """Read every table that a kind of fact is made from; ``given`` replaces the scheme's own by name.

    Returns the tables by kind and what their files hold. Raises TableError or another
    DocumentError, and SchemeError for a table that the scheme does not have.
    """
    names = {kind.data: name for name, kind in kinds.items() if kind.data}
    for unknown in set(given) - set(names):
        raise UnknownTableError(not_known("unknown-table", "De tabel", "The table", unknown, list(names)))
    tables, files = {}, []
    for table, kind in names.items():
        header, document = read_table(given.get(table) or folder / "data" / f"{table}.csv", limits)
        types = {name: attribute.type for name, attribute in kinds[kind].attributes.items()}
        with showing(document):
            tables[kind] = _typed(table, header, document, types)
        files.append(document.data)
    return tables, files


def _typed(name: str, header: list[str], document: Document, types: Mapping[str, Type]) -> Table:
    problems: list[Problem] = []
    rows: list[TableRow] = []
    seen: set[int | str] = set()
    assert isinstance(document.tree, list)
    if set(header) != set(types):
        expected = ",".join(types)
        says = Text(
            f"De kop van de tabel {name} moet zijn: {expected}.", f"The header of the table {name} must be: {expected}."
        )
        raise TableError(Problem("table-header", says, document.place(())))
    for position, row in enumerate(document.tree):
        place = document.place((position,))
        typed: TableRow = {}
        for word, type_ in types.items():
            value = _read(row[word], type_)
            if value is None:
                problems.append(
                    Problem(
                        "table-value",
                        Text(f"“{row[word]}” past niet bij {word}.", f"“{row[word]}” does not fit {word}."),
                        place,
                        hint=Text("Schrijf een bedrag als 1234567.00.", "Write an amount as 1234567.00.")
                        if type_ == "amount"
                        else None,
                    )
                )
            else:
                typed[word] = value
        key = typed.get(next(iter(types)), "")
        if key in seen:
            problems.append(
                Problem("table-twice", Text(f"{key} staat er twee keer in.", f"{key} is there twice."), place)
            )
        seen.add(key)
        rows.append(typed)
    if problems:
        raise TableError(*problems)
    return Table(name, tuple(rows), tuple(document.place((position,)) for position in range(len(rows))))


def _read(text: str, of: Type) -> int | str | None:
    try:
        if of == "amount":
            return read_cents(figure(text, "amount"))
        if of == "integer":
            return read_whole(figure(text, "whole"))
        if of == "day":
            return read_day(figure(text, "day")).toordinal()
    except ValueError:
        return None
    return text or None
