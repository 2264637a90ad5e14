"""The folder of a batch's results: one batch at a time, and of each application what was found, written whole."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from sto_check.desk.row import Row
from sto_check.documents.document import fingerprint
from sto_check.documents.lock import hold
from sto_check.documents.save import save
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

STATE = ".batch"
"""The folder in it for what was found of each application, so that a batch that was cut off goes on."""


_HALF_WRITTEN = re.compile(r"\.[0-9a-f]{16}")
"""How the name ends of a file that :func:`~sto_check.documents.save.save` has not put in its place yet."""
_NOT_OURS = (OSError, ValueError, TypeError, KeyError)
"""What reading raises of what is absent, half there, or of another version: it is made again."""


class NotResultsError(UsageError):
    """The folder holds other things than results of a batch (exit code 2)."""


class InUseError(UsageError):
    """Another batch is writing into the folder (exit code 2)."""


class Kept(NamedTuple):
    """What was found of one application.

    ``key`` is the fingerprint of all that it rests on; ``outcomes`` are its rows of the table of outcomes and
    ``report`` is its JSON on one line; ``files`` are those written for it beside that, by their names in the folder.
    """

    key: str
    row: Row
    outcomes: list[list[str]]
    report: str
    files: list[str]


class ResultsFolder:
    """A folder of results that is open for one batch."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def kept(self, name: str) -> Kept | None:
        """Return what is kept of an application; None where that is nothing, or not whole."""
        try:
            head, outcomes, report = self._state(name).read_text(encoding="utf-8").rstrip("\n").split("\n")
            found = json.loads(head)
            return Kept(found["key"], Row(**found["row"]), json.loads(outcomes), report, found["files"])
        except _NOT_OURS:
            return None

    def has(self, name: str, key: str) -> bool:
        """Say whether what is kept of an application is of this key, and the files made of it are still there."""
        kept = self.kept(name)
        return kept is not None and kept.key == key and all((self.path / file).is_file() for file in kept.files)

    def keep(self, kept: Kept, files: Mapping[str, bytes]) -> None:
        """Write what was found of an application and the files made of it; raises OSError or UsageError."""
        for name, data in files.items():
            self.write(name, data)
        head = {"key": kept.key, "row": kept.row._asdict(), "files": kept.files}
        lines = (json.dumps(head), json.dumps(kept.outcomes), kept.report)
        save("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"), self._state(kept.row.name),
             overwrite=True)  # fmt: skip

    def drop_others(self, names: Sequence[str]) -> int:
        """Remove what was made of applications that are no longer among these; return of how many."""
        wanted = {self._state(name).name for name in names}
        dropped = 0
        for path in sorted((self.path / STATE).glob("*.jsonl")):
            if path.name in wanted:
                continue
            with suppress(*_NOT_OURS):
                for name in json.loads(path.read_text(encoding="utf-8").split("\n")[0])["files"]:
                    with suppress(FileNotFoundError):
                        (self.path / name).unlink()
            path.unlink()
            dropped += 1
        return dropped

    def write(self, name: str, data: bytes) -> None:
        """Write a file as a whole; raises OSError or UsageError."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        save(data, path, overwrite=True)

    def read(self, name: str) -> bytes:
        """Return a file that was made of an application; raises OSError."""
        return (self.path / name).read_bytes()

    def write_folder(self, folder: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Write the tables of a folder, each whole, and remove what others were in it; raises OSError or UsageError."""
        written = set()
        for name, data in files:
            self.write(name, data)
            written.add(self.path / name)
        for path in (self.path / folder).rglob("*.parquet"):
            if path not in written:
                path.unlink()

    def _state(self, name: str) -> Path:
        return self.path / STATE / f"{fingerprint(name.encode('utf-8', 'surrogateescape'))[:32]}.jsonl"


def piece_name(name: str) -> str:
    """Return where what goes into the tables of all facts is kept of an application."""
    return f"{STATE}/{fingerprint(name.encode('utf-8', 'surrogateescape'))[:32]}.arrow"


@contextmanager
def open_results(path: Path) -> Iterator[ResultsFolder]:
    """Open a folder for results, made if it is not there, and hold it so that no other batch writes there.

    Raises NotResultsError where other things stand in it, InUseError where another batch has it, UsageError where it
    cannot be made. However a batch ends, what holds the folder ends with it.
    """
    _require_ours(path)
    try:
        (path / STATE).mkdir(parents=True, exist_ok=True)
        handle = os.open(path / STATE / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise UsageError(
            problem(
                "no-results-folder",
                f"In {path} kunnen geen uitkomsten worden bewaard: {error.strerror}.",
                f"No results can be kept in {path}: {error.strerror}.",
                None,
                "Kies een andere map.",
                "Choose another folder.",
            )
        ) from error
    try:
        if not hold(handle):
            raise InUseError(
                problem(
                    "results-in-use",
                    f"Een andere batch schrijft nu in {path}.",
                    f"Another batch is writing in {path} now.",
                    None,
                    "Wacht tot die klaar is, of kies een andere map.",
                    "Wait until it is done, or choose another folder.",
                )
            )
        _clear_half_written(path)
        yield ResultsFolder(path)
    finally:
        os.close(handle)


def _clear_half_written(path: Path) -> None:
    """Remove what a batch that was killed was writing; nobody else writes here now."""
    for half in path.rglob(".*"):
        if _HALF_WRITTEN.fullmatch(half.suffix) and half.is_file():
            half.unlink()


def _require_ours(path: Path) -> None:
    if os.path.isdir(path):  # noqa: PTH112 - it says no where nothing may be seen
        with suppress(OSError):
            if not any(path.iterdir()) or (path / STATE).is_dir():
                return
    elif not os.path.lexists(path):
        return
    raise NotResultsError(
        problem(
            "no-results",
            f"In {path} staan al andere bestanden.",
            f"There are other files in {path} already.",
            None,
            "Kies een nieuwe of een lege map.",
            "Choose a new or an empty folder.",
        )
    )
