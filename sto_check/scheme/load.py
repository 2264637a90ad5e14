"""Load a scheme from its rules folder; report everything that is wrong with it at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sto_check.application.load import problems_in
from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.errors import Problem
from sto_check.language import Text
from sto_check.scheme.connect import connect
from sto_check.scheme.entries import SchemeFolder
from sto_check.scheme.errors import SchemeError, SchemeNotFoundError, not_known
from sto_check.scheme.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.place import Path as Path_
    from sto_check.scheme.scheme import Scheme

FILES = {"scheme": "scheme.yaml", "sources": "sources.yaml", "kinds": "vocabulary.yaml", "measures": "measures.yaml",
         "decision": "decision.yaml"}  # fmt: skip


def rules_folder() -> Path:
    """Return the folder with the schemes that come with sto-check."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


def scheme_names(rules: Path | None = None) -> list[str]:
    """Return the names of the schemes in a rules folder, by default the folder that comes with sto-check."""
    folder = rules or rules_folder()
    return sorted(entry.parent.name for entry in folder.glob("*/scheme.yaml"))


def has_scheme(name: str, rules: Path | None = None) -> bool:
    """Whether a rules folder, by default the one that comes with sto-check, has a scheme of this name."""
    plain = name == Path(name).name and name not in {"", ".", ".."} and "\0" not in name
    return plain and ((rules or rules_folder()) / name / "scheme.yaml").is_file()


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
    folder = _as_seen_from_here(_folder(source, rules))
    problems: list[Problem] = []
    documents: dict[Path_, Document] = {}
    parts: dict[Path_, Path] = {(part,): folder / name for part, name in FILES.items()}
    for position, path in enumerate(sorted((folder / "rules").glob("*.yaml"))):
        parts["themes", position] = path
    for part, path in parts.items():
        try:
            documents[part] = read_file(path)
        except DocumentError as error:
            problems += error.problems
    if problems:
        raise SchemeError(*problems)
    with showing(*documents.values()):
        return _from_documents(documents, folder, data or {}, limits)


def _from_documents(
    documents: Mapping[Path_, Document], folder: Path, data: Mapping[str, Path], limits: Limits
) -> Scheme:
    try:
        written = SchemeFolder.model_validate(_tree(documents))
    except ValidationError as error:
        raise SchemeError(*_problems(error, documents)) from None
    tables, fingerprints = read_tables(folder, written.kinds, data, limits)
    digest = hashlib.sha256()
    for sha256 in sorted([document.sha256 for document in documents.values()] + fingerprints):
        digest.update(sha256.encode())
    return connect(written, documents, tables, digest.hexdigest(), folder)


def _folder(source: str | Path, rules: Path | None) -> Path:
    if isinstance(source, str) and "/" not in source and "\\" not in source:
        if has_scheme(source, rules):
            return (rules or rules_folder()) / source
        if not (Path(source) / "scheme.yaml").is_file():
            raise SchemeNotFoundError(
                not_known("unknown-scheme", "De regeling", "The scheme", source, scheme_names(rules))
            )
    folder = Path(source)
    if not (folder / "scheme.yaml").is_file():
        raise SchemeNotFoundError(
            Problem(
                "no-scheme",
                Text(f"In {folder} staat geen scheme.yaml.", f"There is no scheme.yaml in {folder}."),
                hint=Text("Noem een map met een regeling.", "Name a folder that holds a scheme."),
            )
        )
    return folder


def _as_seen_from_here(folder: Path) -> Path:
    """Return a path that is short to read where the folder stands below the current one."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _problems(error: ValidationError, documents: Mapping[Path_, Document]) -> list[Problem]:
    """Place each of pydantic's errors in the file it came from."""
    places = {part + path: place for part, one in documents.items() for path, place in one.places.items()}
    keys = {part + path: place for part, one in documents.items() for path, place in one.keys.items()}
    whole = Document("", _tree(documents), places, keys)
    return problems_in(error, whole, SchemeFolder)


def _tree(documents: Mapping[Path_, Document]) -> dict[str, Any]:
    tree: dict[str, Any] = {"themes": [one.tree for part, one in documents.items() if len(part) > 1]}
    return tree | {str(part[0]): one.tree for part, one in documents.items() if len(part) == 1}
