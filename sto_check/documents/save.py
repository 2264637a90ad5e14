"""Keep a document in a file: whole or not at all, and never in the place of another unless that was asked for."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sto_check.documents.errors import problem
from sto_check.errors import UsageError


class FileExistsAlreadyError(UsageError):
    """The file to write is there already (exit code 2)."""


def save(data: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write the bytes to a file that is not there yet, or with ``overwrite`` in its place.

    Raises FileExistsAlreadyError, or OSError where the file cannot be written; then no part of it is left behind.
    """
    if not overwrite and path.exists():
        raise FileExistsAlreadyError(
            problem("file-exists", f"Het bestand {path} bestaat al.", f"The file {path} exists already.", None,
                    "Kies een andere naam, of overschrijf het met --force.",
                    "Choose another name, or overwrite it with --force.")
        )  # fmt: skip
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
