"""The made-up scheme of gardens, in which something is written otherwise."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sto_check.scheme.load import load_scheme
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme


def gardens(tmp_path: Path, *changes: tuple[str, str]) -> Scheme:
    """Return the scheme with other words in its vocabulary, measures and rules."""
    folder = tmp_path / "rules"
    shutil.copytree(GARDENS.rules, folder)
    for path in (folder / GARDENS.name).rglob("*.yaml"):
        if path.parent.name in {"rules", GARDENS.name} and path.name != "document.yaml":
            text = path.read_text(encoding="utf-8")
            for old, new in changes:
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
    return load_scheme(GARDENS.name, rules=folder)
