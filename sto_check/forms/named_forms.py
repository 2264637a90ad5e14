"""The forms that come with sto-check: each in the folder of its scheme, found by the name that it gives itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sto_check.forms.form import Form

FORM = "document.yaml"


def rules_folder() -> Path:
    """Return the folder with the schemes that come with sto-check."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


@cache
def named_form(name: str) -> Form:
    """Return the form of that name; raises KeyError where there is none."""
    from sto_check.documents.read import read_file
    from sto_check.forms.build import form_from

    return form_from(read_file(_files()[name]))


def form_names() -> list[str]:
    """Return the names of all forms that come with sto-check."""
    return list(_files())


@cache
def _files() -> dict[str, Path]:
    found = {_name(path): path for path in sorted(rules_folder().glob(f"*/{FORM}"))}
    return {name: path for name, path in found.items() if name}


def _name(path: Path) -> str:
    """Return the name that a form gives itself, without reading the rest of it."""
    with path.open(encoding="utf-8") as lines:
        return next((line.removeprefix("id:").strip() for line in lines if line.startswith("id:")), "")
