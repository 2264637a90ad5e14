"""Open a file or standard input and read its bytes: never more than the limit, never waiting for a writer."""

from __future__ import annotations

import errno
import os
import stat
import sys
from itertools import islice
from pathlib import Path as FilePath
from typing import IO, TYPE_CHECKING

from sto_check.documents.errors import FileUnreadableError, TooLargeError
from sto_check.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits, limit_problem
from sto_check.text.errors import Problem, nearest
from sto_check.text.place import Place
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

STDIN = "<stdin>"
_MAX_NAMES = 2000
_CHUNK = 64 * 1024
"""Most documents are smaller, and room for a larger piece takes time to make."""
_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""What became a pipe since it was looked at does not wait for a writer, and no terminal becomes ours."""

# Files that are no document: the code, what it is, and what to do.
_KINDS: tuple[tuple[Callable[[int], bool], tuple[str, str, str, str, str]], ...] = (
    (stat.S_ISDIR, ("is-a-directory", "is een map, geen bestand", "is a directory, not a file",
                    "Noem een bestand.", "Name a file.")),
    (stat.S_ISFIFO, ("is-a-pipe", "is een pijp met een naam, geen gewoon bestand",
                     "is a named pipe, not a regular file",
                     "Geef - als bestandsnaam om uit een pijp te lezen.",
                     "To read from a pipe, give - as the file name.")),
    (stat.S_ISSOCK, ("is-a-socket", "is een socket, geen bestand", "is a socket, not a file",
                     "Noem een bestand.", "Name a file.")),
    (stat.S_ISCHR, ("is-a-device", "is een apparaat, geen bestand", "is a device, not a file",
                    "Geef - als bestandsnaam om van standaardinvoer te lezen.",
                    "To read standard input, give - as the file name.")),
    (stat.S_ISBLK, ("is-a-device", "is een apparaat, geen bestand", "is a device, not a file",
                    "Noem een bestand.", "Name a file.")),
)  # fmt: skip


def open_bytes(path: str | FilePath, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return what the file holds.

    Raises FileUnreadableError, or TooLargeError where it is larger than ``limits`` allow; that is seen before it is
    read.
    """
    name = str(path)
    try:
        if not name:
            raise FileNotFoundError(errno.ENOENT, "")
        _require_regular_file(name, FilePath(path).stat().st_mode)
        with os.fdopen(os.open(path, _HOW), "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            _require_regular_file(name, before.st_mode)
            if before.st_size > limits.megabytes * MEGABYTE:
                raise too_large(name, limits)
            data = _read_within(file, name, limits)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise FileUnreadableError(_unopened(name, error)) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnreadableError(
            problem(
                "bad-name",
                "Deze bestandsnaam bevat een NUL-teken en kan niet bestaan.",
                "This file name holds a NUL character and cannot exist.",
                None,
                "Controleer de naam.",
                "Check the name.",
            )
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileUnreadableError(
            problem(
                "changed-meanwhile",
                f"{name} is veranderd terwijl het werd gelezen.",
                f"{name} changed while it was read.",
                None,
                "Probeer het opnieuw als niemand het bestand nog schrijft.",
                "Try again when nobody is writing the file.",
            )
        )
    return data


def read_stdin(limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return what stands on standard input; raises FileUnreadableError, or TooLargeError over the limit."""
    try:
        return _read_within(sys.stdin.buffer, STDIN, limits)
    except OSError as error:
        raise FileUnreadableError(_unopened(STDIN, error)) from error
    except (AttributeError, ValueError) as error:  # there is none, or it is closed
        raise FileUnreadableError(
            problem(
                "no-standard-input",
                "Er is geen standaardinvoer: zij is gesloten.",
                "There is no standard input: it is closed.",
                None,
                "Noem een bestand, of stuur er een naartoe: sto-check check - < aanvraag.yaml.",
                "Name a file, or send one to it: sto-check check - < aanvraag.yaml.",
            )
        ) from error


def require_size(data: bytes, name: str, limits: Limits) -> None:
    """Raise TooLargeError where the bytes are more than the limits allow."""
    if len(data) > limits.megabytes * MEGABYTE:
        raise too_large(name, limits)


def too_large(name: str, limits: Limits) -> TooLargeError:
    """Return the error for a document that is larger than the limits allow."""
    return TooLargeError(
        limit_problem(
            "too-large",
            f"Het document is groter dan {limits.megabytes} MB",
            f"The document is larger than {limits.megabytes} MB",
            Place(name, 1, 1),
            "megabytes",
            limits,
            ("Geef alleen de aanvraag zelf, zonder bijlagen", "Give the application only, without its annexes"),
        )
    )


def _read_within(file: IO[bytes], name: str, limits: Limits) -> bytes:
    """Read piece by piece to the end, and stop where there is more than the limit."""
    pieces: list[bytes] = []
    left = limits.megabytes * MEGABYTE
    while piece := file.read(min(_CHUNK, left + 1)):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise too_large(name, limits)
    if piece is None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return b"".join(pieces)


def _require_regular_file(name: str, mode: int) -> None:
    """Refuse a directory, and what has no end or must wait for a writer: a pipe, a device."""
    if stat.S_ISREG(mode):
        return
    other = ("not-a-file", "is geen gewoon bestand", "is not a regular file", "Noem een bestand.", "Name a file.")
    code, nl, en, *hint = next((words for of, words in _KINDS if of(mode)), other)
    raise FileUnreadableError(problem(code, f"{name} {nl}.", f"{name} {en}.", None, *hint))


def _unopened(name: str, error: OSError) -> Problem:
    if not name:
        return problem(
            "not-found",
            "Er is geen bestandsnaam gegeven.",
            "No file name is given.",
            None,
            "Noem een bestand.",
            "Name a file.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return problem(
            "name-too-long",
            "Deze bestandsnaam is te lang om te bestaan.",
            "This file name is too long to exist.",
            None,
            "Controleer de naam.",
            "Check the name.",
        )
    if error.errno == errno.ELOOP:
        return problem(
            "link-loop",
            f"{name} is een symbolische link die naar zichzelf leidt.",
            f"{name} is a symbolic link that leads to itself.",
            None,
            "Noem het bestand zelf.",
            "Name the file itself.",
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _not_found(name)
    if isinstance(error, IsADirectoryError):
        return problem(
            "is-a-directory",
            f"{name} is een map, geen bestand.",
            f"{name} is a directory, not a file.",
            None,
            "Noem een bestand.",
            "Name a file.",
        )
    if isinstance(error, PermissionError):
        return problem(
            "not-permitted",
            f"U mag {name} niet lezen.",
            f"You have no permission to read {name}.",
            None,
            "Vraag leesrechten op het bestand.",
            "Ask for permission to read the file.",
        )
    return problem(
        "not-opened",
        f"{name} kan niet gelezen worden.",
        f"{name} cannot be read.",
        None,
        f"Het systeem meldt: {error.strerror}.",
        f"The system says: {error.strerror}.",
    )


def _not_found(name: str) -> Problem:
    path = FilePath(name)
    if path.is_symlink():
        target = path.readlink()
        return problem(
            "broken-link",
            f"{name} is een symbolische link naar een bestand dat niet bestaat: {target}.",
            f"{name} is a symbolic link to a file that does not exist: {target}.",
            None,
            "Herstel de link, of noem het bestand zelf.",
            "Mend the link, or name the file itself.",
        )
    near = _nearest_file(path)
    return problem(
        "not-found",
        f"Het bestand {name} bestaat niet.",
        f"The file {name} does not exist.",
        None,
        f"Bedoelt u {near}?" if near else "Controleer de naam en de map.",
        f"Did you mean {near}?" if near else "Check the name and the folder.",
    )


def _nearest_file(path: FilePath) -> str | None:
    try:
        names = [entry.name for entry in islice(path.parent.iterdir(), _MAX_NAMES) if entry.is_file()]
    except OSError:
        return None
    found = nearest(path.name, names)
    return str(path.parent / found) if found else None
