"""Keep a document in a file: whole or not at all, and never in the place of another unless that was asked for."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.text.errors import Problem


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""A file that nobody else has; the system itself takes from its permissions what the user does not give to others."""


class FileExistsAlreadyError(UsageError):
    """The file to write is there already (exit code 2)."""


def save(data: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write the bytes to a file that is not there yet, or with ``overwrite`` in its place.

    What a symbolic link leads to is written, not the link. A file that is replaced keeps its permissions; without
    ``overwrite`` of several writers one makes the file, and the others are refused. Raises FileExistsAlreadyError;
    UsageError where no file can be made there, or where what is there is no file; OSError where writing fails. Then,
    and where it is broken off, no part is left behind.
    """
    if path.is_symlink() and overwrite:
        path = Path(os.path.realpath(path))
    if not overwrite and os.path.lexists(path):
        raise exists_already(path)
    beside = path.parent / f".{path.name[:40]}.{token_hex(8)}"
    try:
        try:
            mode = _mode(path)
            handle = os.open(beside, _NEW, 0o666 if mode is None else 0o600)
        except OSError as error:
            raise UsageError(_unwritable(path, error)) from error
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if mode is not None:
            beside.chmod(mode)
        if overwrite:
            beside.replace(path)
        else:
            _put_where_nothing_is(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink()


def require_free(path: Path, *, force: bool) -> None:
    """Raise FileExistsAlreadyError where a file is there already that may not be replaced."""
    if not force and os.path.lexists(path):
        raise exists_already(path)


def _mode(path: Path) -> int | None:
    """Return the permissions of the file that is there, None where there is none; raises UsageError for no file."""
    if not os.path.lexists(path):
        return None
    found = path.lstat().st_mode
    if not stat.S_ISREG(found):
        raise UsageError(
            problem(
                "not-a-file",
                f"{path} is geen gewoon bestand en wordt niet vervangen.",
                f"{path} is not a regular file and is not replaced.",
                None,
                "Kies een andere naam.",
                "Choose another name.",
            )
        )
    return stat.S_IMODE(found)


def _put_where_nothing_is(beside: Path, path: Path) -> None:
    """Give a file its name, unless something has that name by now."""
    try:
        os.link(beside, path, follow_symlinks=False)
    except FileExistsError:
        raise exists_already(path) from None
    except (OSError, NotImplementedError):  # a file system without links
        try:
            os.close(os.open(path, _NEW, 0o666))
        except FileExistsError:
            raise exists_already(path) from None
        try:
            beside.replace(path)
        except BaseException:
            path.unlink()
            raise


def exists_already(path: Path) -> FileExistsAlreadyError:
    """Return the error that a file is there already."""
    return FileExistsAlreadyError(
        problem(
            "file-exists",
            f"Het bestand {path} bestaat al.",
            f"The file {path} exists already.",
            None,
            "Kies een andere naam, of overschrijf het met --force.",
            "Choose another name, or overwrite it with --force.",
        )
    )


def _unwritable(path: Path, error: OSError) -> Problem:
    folder = path.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return problem(
            "no-folder",
            f"De map {folder} bestaat niet.",
            f"The folder {folder} does not exist.",
            None,
            "Maak haar, of kies een andere.",
            "Make it, or choose another.",
        )
    if isinstance(error, PermissionError):
        return problem(
            "not-permitted",
            f"U mag in de map {folder} niets schrijven.",
            f"You have no permission to write in the folder {folder}.",
            None,
            "Kies een andere map.",
            "Choose another folder.",
        )
    return problem(
        "not-written",
        f"{path} kan niet worden geschreven.",
        f"{path} cannot be written.",
        None,
        f"Het systeem meldt: {error.strerror}.",
        f"The system says: {error.strerror}.",
    )
