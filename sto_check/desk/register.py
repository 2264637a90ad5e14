"""The register of decisions: a folder with records and a chain of entries that only grows.

Each entry names its record by fingerprint and the entry before it by hash, so that what was changed, left out or
exchanged afterwards is found. ``head`` says which entry is the last.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import rfc8785

from sto_check.documents.document import fingerprint
from sto_check.documents.lock import hold
from sto_check.documents.save import save
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sto_check.desk.record import Json

ENTRIES, RECORDS, HEAD, LOCK = "register.jsonl", "records", "head", ".lock"
FIRST = "0" * 64
"""What stands in the first entry for the hash of the one before it."""
_APPEND = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class NotARegisterError(UsageError):
    """A folder holds other things than a register, or no register can be made there (exit code 2)."""


class BrokenRegisterError(UsageError):
    """The chain of a register is broken, so that nothing is added to it (exit code 2)."""


def _decision_in(told: Json) -> tuple[str, str]:
    """Return what was decided: in a word, and in Dutch. What a ceiling leaves nothing is not eligible."""
    if any(share["granted"] is False for share in told.get("shares", ())):
        return "not-eligible", "plafond bereikt"
    return told["decision"]["verdict"], told["decision"]["title"]["nl"]


class Entry(NamedTuple):
    """One entry of the chain. ``hash`` is that of all else in it but the signature, which signs it.

    ``record`` is the fingerprint of the record and ``previous`` the hash of the entry before; ``decision`` says in
    Dutch what was decided, and ``on`` on which day (``2025-01-31``).
    """

    number: int
    record: str
    previous: str
    application: str
    application_sha256: str
    verdict: str
    decision: str
    by: str
    on: str
    hash: str = ""
    signature: str = ""

    def hashed(self) -> str:
        """Return the hash that the entry ought to have."""
        return fingerprint(rfc8785.dumps(self._unsigned()))

    def line(self) -> bytes:
        """Return the entry as it stands in the register, with an end of line."""
        return rfc8785.dumps({**self._unsigned(), "hash": self.hash, "signature": self.signature}) + b"\n"

    def _unsigned(self) -> dict[str, str | int]:
        return {name: value for name, value in self._asdict().items() if name not in {"hash", "signature"}}


def read_entry(line: bytes) -> Entry | None:
    """Return the entry on a line, without its end; None where the line is not one as it is written."""
    try:
        entry = Entry(**json.loads(line))
        whole = entry.line() == line + b"\n" and isinstance(entry.number, int)
    except (ValueError, TypeError, RecursionError, rfc8785.CanonicalizationError):
        return None
    return entry if whole else None


class Register:
    """A register that is open for one program; make one with :func:`open_register`."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    def add(self, record: bytes, told: Json, sign: Callable[[bytes], str] | None = None) -> tuple[Entry, bool]:
        """Add a record and return its entry, and whether it is new: what is there already is not added again.

        ``told`` is what the record says and ``sign`` signs the bytes of a hash. An entry of which an earlier program
        wrote a part only, after the one that the head names, is taken away first. Raises BrokenRegisterError, OSError
        or UsageError; then nothing is added.
        """
        data, end = self._whole_lines()
        lines = data.splitlines()
        last = read_entry(lines[-1]) if lines else None
        if not self._ends_in(lines, last):
            raise _broken(self._path)
        name = fingerprint(record)
        known = next((entry for line in lines if name.encode() in line and (entry := read_entry(line))), None)
        if known is not None and known.record == name:
            self._keep_head(known if known.number == len(lines) else last)
            return known, False
        entry = Entry(
            len(lines) + 1,
            name,
            last.hash if last else FIRST,
            told["application"]["name"],
            told["application"]["sha256"],
            *_decision_in(told),
            told["decided"]["by"],
            told["decided"]["on"],
        )
        entry = entry._replace(hash=entry.hashed())
        if sign is not None:
            entry = entry._replace(signature=sign(entry.hash.encode()))
        save(record, self._path / RECORDS / f"{name}.json", overwrite=True)
        self._append(entry.line(), end)
        self._keep_head(entry)
        return entry, True

    def _ends_in(self, lines: list[bytes], last: Entry | None) -> bool:
        """Say whether the last line is an entry as it was written, and the one that the head names, or the next."""
        try:
            head = (self._path / HEAD).read_bytes()
        except OSError:
            head = b""
        if last is None:
            return not lines and not head
        before = read_entry(lines[-2]) if len(lines) > 1 else None
        heads = {head_of(last), head_of(before) if before else b""}
        return last.number == len(lines) and last.hash == last.hashed() and head in heads

    def _whole_lines(self) -> tuple[bytes, int]:
        """Return the lines that are whole, and where they end; what stands after them was broken off."""
        size = os.fstat(self._handle).st_size
        os.lseek(self._handle, 0, os.SEEK_SET)
        data = b""
        while len(data) < size and (part := os.read(self._handle, size - len(data))):
            data += part
        end = data.rfind(b"\n") + 1
        return data[:end], end

    def _append(self, line: bytes, end: int) -> None:
        """Write a line after those that are whole; where that fails nothing of it is left."""
        try:
            os.ftruncate(self._handle, end)
            os.lseek(self._handle, end, os.SEEK_SET)
            written = 0
            while written < len(line):
                written += os.write(self._handle, line[written:])
            os.fsync(self._handle)
        except BaseException:
            os.ftruncate(self._handle, end)
            raise

    def _keep_head(self, entry: Entry | None) -> None:
        if entry is not None:
            save(head_of(entry), self._path / HEAD, overwrite=True)


def head_of(entry: Entry) -> bytes:
    """Return what the head says when an entry is the last."""
    return f"{entry.number} {entry.hash}\n".encode()


@contextmanager
def open_register(path: Path) -> Iterator[Register]:
    """Open a register to add to, made if it is not there; who comes second waits until the first is done.

    Raises NotARegisterError.
    """
    try:
        if path.exists() and not (path / ENTRIES).exists() and any(one.name != LOCK for one in path.iterdir()):
            raise _not_a_register(path)
        (path / RECORDS).mkdir(parents=True, exist_ok=True)
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise _not_a_register(path, error) from error
    try:
        hold(lock, wait=True)
        try:
            handle = os.open(path / ENTRIES, _APPEND, 0o666)
        except OSError as error:
            raise _not_a_register(path, error) from error
        try:
            yield Register(path, handle)
        finally:
            os.close(handle)
    finally:
        os.close(lock)


def _not_a_register(path: Path, error: OSError | None = None) -> NotARegisterError:
    if error is not None:
        nl, en = (
            f"In {path} kan geen register worden bijgehouden: {error.strerror}.",
            f"No register can be kept in {path}: {error.strerror}.",
        )
    else:
        nl, en = (
            f"{path} is geen register: er staan andere bestanden.",
            f"{path} is no register: other files are there.",
        )
    return NotARegisterError(
        problem("no-register", nl, en, None, "Kies een nieuwe of een lege map.", "Choose a new or an empty folder.")
    )


def _broken(path: Path) -> BrokenRegisterError:
    return BrokenRegisterError(
        problem(
            "broken-register",
            f"Het register in {path} klopt niet; er wordt niets aan toegevoegd.",
            f"The register in {path} is not whole; nothing is added to it.",
            None,
            f"Kijk wat er mis is: sto-check register verify {path}.",
            f"See what is wrong: sto-check register verify {path}.",
        )
    )
