"""Load a scheme from its rules folder; report everything that is wrong with it at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.scheme.connect import connect
from sto_check.scheme.entries import SchemeFolder
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.field_types import typed_kinds
from sto_check.scheme.folder import FILES, require_own_files, rule_files, scheme_folder, seen_from_here
from sto_check.scheme.mistakes import told_once, without_wrong_rules
from sto_check.scheme.scheme_form import scheme_form
from sto_check.scheme.tables import read_tables
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path as Path_
    from sto_check.text.place import Place

_TABLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def load_scheme(
    source: str | Path,
    *,
    rules: Path | None = None,
    data: Mapping[str, Path] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Scheme:
    """Load a scheme.

    ``source`` is the name of a scheme that comes with sto-check (or stands in the folder ``rules``), or the path of a
    folder with a scheme.yaml. ``data`` gives files to use instead of the scheme's own tables, by table name:
    ``{"maxima": Path("maxima.csv")}``; ``limits`` is how much one of those may hold.

    Raises SchemeNotFoundError, SchemeError with every problem found, or DocumentError where a table cannot be read.
    """
    folder = seen_from_here(scheme_folder(source, rules))
    require_own_files(folder)
    documents, unreadable = _read(folder)
    if any((part,) not in documents for part in FILES):
        raise SchemeError(*unreadable)
    with showing(*documents.values()):
        try:
            scheme = _from_documents(documents, folder, data or {}, limits)
        except SchemeError as error:
            error.problems = tuple(told_once(dict.fromkeys([*unreadable, *error.problems]), documents))
            raise
        if unreadable:
            raise SchemeError(*unreadable)
        return scheme


def _read(folder: Path) -> tuple[dict[Path_, Document], list[Problem]]:
    """Return the files of a scheme that can be read, and what is wrong with the others."""
    problems: list[Problem] = []
    documents: dict[Path_, Document] = {}
    named: list[tuple[str, Path]] = [(part, folder / name) for part, name in FILES.items()]
    named += [("themes", path) for path in rule_files(folder)]
    for part, path in named:
        key: Path_ = (part, sum(len(one) > 1 for one in documents)) if part == "themes" else (part,)
        try:
            documents[key] = read_file(path)
        except DocumentError as error:
            problems += error.problems
    return documents, problems


def _from_documents(
    documents: Mapping[Path_, Document], folder: Path, data: Mapping[str, Path], limits: Limits
) -> Scheme:
    try:
        written = SchemeFolder.model_validate(_tree(documents))
    except ValidationError as error:
        raise SchemeError(*_all_problems(error, documents, folder, data, limits)) from None
    _require_plain_names(written, documents["kinds",])
    form = scheme_form(written.scheme, folder, documents["scheme",])
    kinds, problems = typed_kinds(written.kinds, form.model, documents["kinds",])
    written = written.model_copy(update={"kinds": kinds})
    tables, table_files = read_tables(folder, written.kinds, data, limits)
    files = (*(document.data for document in documents.values()), form.data, *table_files)
    return connect(written, documents, tables, files, folder, form, problems)


def _require_plain_names(written: SchemeFolder, vocabulary: Document) -> None:
    """Raise SchemeError where the name of a table is a path: tables stand in the folder data, and nowhere else."""
    problems = [
        problem(
            "plain-name",
            f"“{kind.data}” is geen gewone naam van een tabel.",
            f"“{kind.data}” is no plain name of a table.",
            vocabulary.place((name, "data")),
            "Gebruik kleine letters, cijfers en streepjes; de tabel staat in data/.",
            "Use lowercase letters, digits and hyphens; the table stands in data/.",
        )
        for name, kind in written.kinds.items()
        if kind.data is not None and not _TABLE.fullmatch(kind.data)
    ]
    if problems:
        raise SchemeError(*problems)


def _all_problems(
    error: ValidationError, documents: Mapping[Path_, Document], folder: Path, data: Mapping[str, Path], limits: Limits
) -> list[Problem]:
    """Return the mistakes of shape, and where only rules have those, what is wrong with all the rest as well."""
    problems = _problems(error, documents)
    left = without_wrong_rules(documents, error)
    if left is not None:
        try:
            _from_documents(left, folder, data, limits)
        except SchemeError as more:
            problems += more.problems
    return problems


def _problems(error: ValidationError, documents: Mapping[Path_, Document]) -> list[Problem]:
    """Place each of pydantic's errors in the file it came from."""
    from sto_check.forms.model_problems import problems_in

    def locate(path: Path_, of_key: bool) -> Place | None:
        for part, one in documents.items():
            if path[: len(part)] == part:
                return one.locate(path[len(part) :], of_key)
        return None

    return problems_in(error, Document("", _tree(documents), locate), SchemeFolder)


def _tree(documents: Mapping[Path_, Document]) -> dict[str, Any]:
    tree: dict[str, Any] = {"themes": [one.tree for part, one in documents.items() if len(part) > 1]}
    return tree | {str(part[0]): one.tree for part, one in documents.items() if len(part) == 1}
