"""Copy the folder of a scheme under a new id, so that its cases are about the copy."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from sto_check.scheme.folder import HEAD
from sto_check.scheme.load import load_scheme
from sto_check.text.errors import Problem, UsageError
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def copy_scheme(old: Path, new: Path) -> list[Path]:
    """Copy the scheme in the folder ``old`` to the folder ``new``, whose name becomes its id.

    The id in scheme.yaml is replaced, and that after ``regeling`` in its cases. Returns the files
    that were changed. Raises UsageError where the name is no id or the folder is already there, and SchemeError
    where the old scheme cannot be used.
    """
    if not _ID.fullmatch(new.name):
        raise UsageError(
            Problem(
                "no-id",
                Text(f"“{new.name}” kan geen id zijn.", f"“{new.name}” cannot be an id."),
                hint=Text("Gebruik kleine letters, cijfers en streepjes.", "Use small letters, digits and hyphens."),
            )
        )
    if new.exists():
        raise UsageError(
            Problem(
                "folder-exists",
                Text(f"De map {new} is er al.", f"The folder {new} is there already."),
                hint=Text("Kies een andere naam.", "Choose another name."),
            )
        )
    old_id = load_scheme(old).id
    shutil.copytree(old, new)
    word = rf"""(["']?){re.escape(old_id)}\2(?=[\s,}}#]|$)"""
    changed = [_replace(new / HEAD, re.compile(rf"^(id:\s*){word}", re.MULTILINE), new.name)]
    of_case = re.compile(rf"(\bregeling:\s*){word}")
    changed += [_replace(path, of_case, new.name) for path in sorted((new / "cases").rglob("*.yaml"))]
    return [path for path in changed if path is not None]


def _replace(path: Path, pattern: re.Pattern[str], new_id: str) -> Path | None:
    text = path.read_text(encoding="utf-8")
    replaced = pattern.sub(lambda found: f"{found[1]}{new_id}", text)
    if replaced == text:
        return None
    path.write_text(replaced, encoding="utf-8")
    return path
