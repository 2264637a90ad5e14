"""Long lists as CSV files beside the document: ``begroting: {kosten: kosten.csv}``.

Such a file stands in the folder of the document itself. No name leads out of that folder.
"""

from __future__ import annotations

from os.path import realpath
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from sto_check.documents.csv_sheet import read_csv_sheet
from sto_check.documents.document import value_at
from sto_check.documents.errors import DocumentError
from sto_check.documents.locate import by_path
from sto_check.forms.errors import ApplicationError
from sto_check.forms.named_tables import table_named
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.sheets.table import read_table
from sto_check.forms.sheets.tree import SheetTree
from sto_check.text.language import Text
from sto_check.text.place import Path, Place, write_path
from sto_check.text.problems import in_order, problem, quote

if TYPE_CHECKING:
    from sto_check.documents.document import Document
    from sto_check.documents.limits import Limits
    from sto_check.forms.form import Form
    from sto_check.forms.sheets.layout import SheetLayout
    from sto_check.text.errors import Problem


def attach_tables(document: Document, form: Form, limits: Limits) -> Document:
    """Return the document with the rows of every table it names in place of the name.

    Raises ApplicationError with everything wrong in the names and the tables; its ``document`` is the rest.
    """
    problems: list[Problem] = []
    for layout in layout_of(form):
        named = table_named(document.tree, layout.path) if layout.path in form.tables else None
        if named is None:
            continue
        try:
            document, found = _attached(document, layout, _beside(document, layout.path, named), limits)
            problems += found
        except DocumentError as error:
            problems += [_at_its_name(one, document, layout.path) for one in error.problems]
            document = _with_rows(document, layout.path, None)
    if problems:
        raised = ApplicationError(*in_order(problems))
        raised.document = document
        raise raised
    return document


def _at_its_name(found: Problem, document: Document, path: Path) -> Problem:
    """Return what is wrong with a file itself as a problem of the document that names it."""
    if found.place is not None:
        return found
    hint = found.hint
    if found.code in {"is-a-pipe", "is-a-device"}:
        hint = Text("Zet de tabel als bestand naast het document.", "Put the table beside the document as a file.")
    return found._replace(place=document.place(path), path=write_path(path), hint=hint)


def _beside(document: Document, path: Path, named: str) -> FilePath:
    """Return the path of a file beside the document; raises ApplicationError for a name that leads elsewhere."""
    at = document.place(path)
    if not document.from_file:
        raise ApplicationError(
            problem(
                "no-folder",
                f"{quote(named)} kan niet gevonden worden: dit document staat niet in een map.",
                f"{quote(named)} cannot be found: this document does not stand in a folder.",
                at,
                "Bewaar het document in de map van de tabel en noem het bij naam.",
                "Save the document in the folder of the table and give its name.",
                path=path,
            )
        )
    folder = FilePath(document.name).parent
    plain = named == FilePath(named).name and not {"/", "\\", "\0"} & set(named)
    if not plain or FilePath(realpath(folder / named)).parent != FilePath(realpath(folder)):
        raise ApplicationError(
            problem(
                "outside-folder",
                f"{quote(named)} staat niet in de map van dit document.",
                f"{quote(named)} is not in the folder of this document.",
                at,
                f"Zet de tabel naast het document en schrijf alleen haar naam: {path[-1]}.csv.",
                f"Put the table beside the document and write its name only: {path[-1]}.csv.",
                path=path,
            )
        )
    return folder / named


def _attached(
    document: Document, layout: SheetLayout, path: FilePath, limits: Limits
) -> tuple[Document, list[Problem]]:
    """Return the document with the rows of one table, and what is wrong with that table."""
    sheet, data = read_csv_sheet(path, limits)
    read = SheetTree(str(path))
    read_table(read, sheet, layout)
    whole, rows_at = document.locate, by_path(read.places)

    def locate(wanted: Path, of_key: bool) -> Place | None:
        inside = wanted[: len(layout.path)] == layout.path and len(wanted) > len(layout.path)
        return rows_at(wanted, of_key) if inside else whole(wanted, of_key)

    attached = _with_rows(document, layout.path, value_at(read.tree, layout.path))._replace(
        locate=locate, attached=(*document.attached, data), notes=(*document.notes, *read.notes)
    )
    return attached, read.problems


def _with_rows(document: Document, path: Path, rows: object) -> Document:
    """Return the document with other rows at a path; None where there are none to be had."""
    assert isinstance(document.tree, dict)
    return document._replace(tree=_with(document.tree, path, rows))


def _with(tree: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    first, *rest = path
    inside = _with(tree[str(first)], tuple(rest), value) if rest else value
    return {**tree, str(first): inside}
