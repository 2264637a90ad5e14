"""Keep a document in a file: whole or not at all, and never in the place of another unless that was asked for."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.documents.errors import problem
from sto_check.errors import UsageError

if TYPE_CHECKING:
    from sto_check.errors import Problem


class FileExistsAlreadyError(UsageError):
    """The file to write is there already (exit code 2)."""


def save(data: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write the bytes to a file that is not there yet, or with ``overwrite`` in its place.

    What a symbolic link leads to is written, not the link. Raises FileExistsAlreadyError; UsageError where no file can
    be made there, or where what is there is no file; OSError where writing fails. Then no part is left behind.
    """
    if path.is_symlink() and overwrite:
        path = Path(os.path.realpath(path))
    if not overwrite and os.path.lexists(path):
        raise FileExistsAlreadyError(
            problem("file-exists", f"Het bestand {path} bestaat al.", f"The file {path} exists already.", None,
                    "Kies een andere naam, of overschrijf het met --force.",
                    "Choose another name, or overwrite it with --force.")
        )  # fmt: skip
    try:
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise UsageError(
                problem("not-a-file", f"{path} is geen gewoon bestand en wordt niet vervangen.",
                        f"{path} is not a regular file and is not replaced.", None,
                        "Kies een andere naam.", "Choose another name.")
            )  # fmt: skip
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise UsageError(_unwritable(path, error)) from error
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


def _unwritable(path: Path, error: OSError) -> Problem:
    folder = path.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return problem("no-folder", f"De map {folder} bestaat niet.", f"The folder {folder} does not exist.", None,
                       "Maak haar, of kies een andere.", "Make it, or choose another.")  # fmt: skip
    if isinstance(error, PermissionError):
        return problem("not-permitted", f"U mag in de map {folder} niets schrijven.",
                       f"You have no permission to write in the folder {folder}.", None,
                       "Kies een andere map.", "Choose another folder.")  # fmt: skip
    return problem("not-written", f"{path} kan niet worden geschreven.", f"{path} cannot be written.", None,
                   f"Het systeem meldt: {error.strerror}.", f"The system says: {error.strerror}.")  # fmt: skip
