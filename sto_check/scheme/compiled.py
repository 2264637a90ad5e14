"""Schemes that come with sto-check, compiled ahead: found by the content of their files and of the code for them.

``python -m sto_check.scheme.compiled`` compiles them; building sto-check does. A file that differs in a byte, or other
code, is another content, and then the YAML is read. A folder from outside is never compiled.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.documents.read import read_bytes
from sto_check.forms.form import Form
from sto_check.forms.named_forms import FORM, rules_folder
from sto_check.scheme.folder import (
    FILES,
    require_own_files,
    rule_files,
    scheme_folder,
    scheme_names,
    seen_from_here,
)
from sto_check.scheme.frozen import frozen, thawed
from sto_check.scheme.scheme import Scheme
from sto_check.scheme.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from sto_check.documents.limits import Limits

_PACKAGE = Path(__file__).resolve().parent.parent
COMPILED = _PACKAGE / "_compiled"
"""Where compiled schemes stand: beside the code, and as safe as that."""
_CODE = ("", "documents", "forms", "scheme", "scheme/operators")
_FORM_FIELDS = tuple(field.name for field in fields(Form) if field.name not in {"_model", "data"})
"""All of a form but its model and the bytes it was written in."""
_FIELDS = ("head", "sources", "kinds", "types", "measures", "rules", "decision")


def open_scheme(
    source: str | Path,
    rules: Path | None = None,
    data: Mapping[str, Path] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Scheme:
    """Load a scheme for a check: as it was compiled, if it was, or else as :func:`~sto_check.scheme.load.load_scheme`.

    A compiled scheme is the same, but that its entries are no models. Raises what load_scheme raises.
    """
    if rules is None and isinstance(source, str) and source in scheme_names():
        folder = seen_from_here(scheme_folder(source))
        require_own_files(folder)
        found = read_compiled(source, folder, COMPILED)
        if found is not None:
            return _scheme(*found, folder, data or {}, limits)
    from sto_check.scheme.load import load_scheme

    return load_scheme(source, rules=rules, data=data, limits=limits)


def read_compiled(name: str, folder: Path, compiled: Path) -> tuple[Any, list[bytes], Path] | None:
    """Return what was compiled of a scheme, what its files hold, and where its form stands.

    None where it was not compiled, or not from what these files hold now; what is broken is as if it were not there.
    """
    try:
        header, _, written = (compiled / f"{name}.json").read_bytes().partition(b"\n")
        form, key, checksum = header.decode("ascii").split(" ")
        path = rules_folder() / form / FORM
        files = [*_files(folder), path.read_bytes()]
        if key == _key(files) and checksum == hashlib.sha256(written).hexdigest():
            return thawed(json.loads(written), _beginning(folder)), files, path
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return None


def _beginning(folder: Path) -> str:
    """Return how the names of files in a folder begin: of those in the current one with nothing."""
    return str(folder / "_")[:-1]


def _files(folder: Path) -> list[bytes]:
    named = [folder / name for name in FILES.values()] + rule_files(folder)
    return [path.read_bytes() for path in named]


def _key(files: Iterable[bytes]) -> str:
    """Return the fingerprint of the files of a scheme, in their order, and of the code that reads them."""
    found = hashlib.sha256()
    code = [path for folder in _CODE for path in sorted((_PACKAGE / folder).glob("*.py"))]
    for held in (*files, *(path.read_bytes() for path in code)):
        found.update(b"%d:" % len(held))
        found.update(held)
    return found.hexdigest()


def _scheme(
    parts: Any, files: list[bytes], form_path: Path, folder: Path, data: Mapping[str, Path], limits: Limits
) -> Scheme:
    held, kept = dict(zip(_FIELDS, parts[0], strict=True)), dict(zip(_FORM_FIELDS, parts[1], strict=True))
    tables, table_files = read_tables(folder, held["kinds"], data, limits)
    form = Form(_model=partial(_model, files[-1], str(form_path)), data=files[-1], **kept)
    return Scheme(tables=tables, files=(*files, *table_files), folder=str(folder), form=form, **held)


def _model(data: bytes, name: str) -> type[BaseModel]:
    """Return the model of a form, which a check of a document without mistakes does not need."""
    from sto_check.forms.build import form_from

    return form_from(read_bytes(data, name)).model


def compile_schemes(compiled: Path) -> None:
    """Compile every scheme that comes with sto-check; raises SchemeError where one cannot be used."""
    from sto_check.scheme.load import load_scheme

    compiled.mkdir(exist_ok=True)
    forms = {path.read_bytes(): path.parent.name for path in sorted(rules_folder().glob(f"*/{FORM}"))}
    for name in scheme_names():
        folder = rules_folder() / name
        scheme = load_scheme(folder)
        parts = [getattr(scheme, field) for field in _FIELDS], [getattr(scheme.form, field) for field in _FORM_FIELDS]
        records = frozen(parts, _beginning(Path(scheme.folder)))
        written = json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode()
        key = _key([*_files(folder), scheme.form.data])
        header = f"{forms[scheme.form.data]} {key} {hashlib.sha256(written).hexdigest()}\n".encode("ascii")
        (compiled / f"{name}.json").write_bytes(header + written)


if __name__ == "__main__":
    compile_schemes(COMPILED)
