"""Where an application comes from: a file, standard input, a text or a dict; a text document or a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import Document, is_workbook
from sto_check.documents.errors import DuplicateKeyError, FileUnreadableError, TooLargeError
from sto_check.documents.limits import DEEPEST, DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.open_file import STDIN, open_bytes, read_stdin
from sto_check.documents.read import read_bytes, read_text
from sto_check.forms.named_tables import TABLE_SUFFIX
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.place import Path, write_path
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.documents.xlsx.workbook import Workbook

    Source = Document | Workbook
    """What was read, before it is held to a model."""


def read_source(source: FilePath | str | Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return what stands at a path, in a text, or in a dict; see :func:`~sto_check.forms.load.load_application`.

    Raises :class:`~sto_check.documents.errors.DocumentError` (exit code 65).
    """
    if isinstance(source, Mapping):
        return Document("<dict>", _plain(source, limits))
    if isinstance(source, str) and ("\n" in source or source.lstrip().startswith("{")):
        return read_text(source, limits=limits)
    if str(source).lower().endswith(TABLE_SUFFIX):
        raise _is_a_table(str(source))
    if str(source) == "-":
        return source_of(read_stdin(limits), STDIN, limits)
    return source_of(open_bytes(source, limits), str(source), limits)


def source_of(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return what these bytes hold: a workbook or a text document, as they themselves show."""
    if not is_workbook(data):
        return read_bytes(data, name, limits)
    from sto_check.documents.xlsx.workbook import read_workbook

    return read_workbook(data, name, limits)


def read_document(source: FilePath | str | Mapping[str, Any], limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the YAML or JSON document at a path, in a text or in a dict; raises a DocumentError for a workbook."""
    found = read_source(source, limits)
    if isinstance(found, Document):
        return found
    raise FileUnreadableError(
        problem(
            "not-text",
            f"{found.name} is een werkmap.",
            f"{found.name} is a workbook.",
            None,
            "Geef hier YAML of JSON.",
            "Give YAML or JSON here.",
        )
    )


def scheme_named_in(source: Source) -> str | None:
    """Return what a document says after ``regeling``; None where it says nothing."""
    if isinstance(source, Document):
        named = source.tree.get("regeling") if isinstance(source.tree, dict) else None
        return named if isinstance(named, str) else None
    from sto_check.forms.sheets.form import answer_to

    return answer_to("regeling", source.sheets)


def _is_a_table(name: str) -> FileUnreadableError:
    return FileUnreadableError(
        problem(
            "is-a-table",
            f"{name} is een tabel, geen document.",
            f"{name} is a table, not a document.",
            None,
            f"Noem haar in een document in dezelfde map, op de plaats van haar lijst: {FilePath(name).name}.",
            f"Name it in a document in the same folder, in the place of its list: {FilePath(name).name}.",
        )
    )


def _plain(value: object, limits: Limits, path: Path = ()) -> object:
    """Copy a dict so that it cannot change under our hands; tuples become lists, days become texts."""
    if len(path) > min(limits.depth, DEEPEST):
        found = limit_problem(
            "too-deep",
            f"De dict is dieper genest dan {limits.depth} niveaus",
            f"The dict nests deeper than {limits.depth} levels",
            None,
            "depth",
            limits,
            ("Controleer of een onderdeel zichzelf bevat", "Check whether a part holds itself"),
        )
        raise TooLargeError(found._replace(path=write_path(path[:3])))
    if isinstance(value, Mapping):
        if len({str(key) for key in value}) < len(value):
            raise DuplicateKeyError(
                Problem(
                    "duplicate-key",
                    Text("Twee sleutels zijn als tekst gelijk.", "Two keys are the same as text."),
                    path=write_path(path),
                    hint=Text("Geef elke sleutel als tekst, en één keer.", "Give each key as a text, and once."),
                )
            )
        return {str(key): _plain(item, limits, (*path, str(key))) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, limits, (*path, position)) for position, item in enumerate(value)]
    return value if not isinstance(value, date) else value.isoformat()
