"""The applications of a batch: the files that were named, and those in the folders that were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.judgements import BESIDE
from sto_check.decision.other_kinds import lock_file
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.text.errors import Problem

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx", ".ods")
"""What files in a folder are taken for applications."""


class NothingToCheckError(UsageError):
    """No application was found (exit code 2)."""


class Found(NamedTuple):
    """A file, and its name among the others: where it stands in the folder that was named."""

    name: str
    path: str


def find_applications(paths: Sequence[str], without: Path | None = None) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return the files to check in order of their names, and a note on each that was passed over.

    Of a folder these are its YAML, JSON, XLSX and ODS files and those of the folders in it; not hidden ones, nor files
    of judgements, nor what lies in ``without``, a folder of results. A link is followed to a file, not to a folder.
    Raises NothingToCheckError where none is left.
    """
    found: dict[str, Found] = {}
    notes: list[Problem] = []
    for path in paths:
        if not Path(path).is_dir():
            found.setdefault(os.path.realpath(path), Found(Path(path).name, path))
            continue
        for inside in sorted(_files_in(Path(path), os.path.realpath(without) if without else "")):
            locked = lock_file(str(inside))
            if locked is not None:
                notes.append(locked._replace(hint=None))
            else:
                found.setdefault(os.path.realpath(inside), Found(inside.relative_to(path).as_posix(), str(inside)))
    if not found:
        where = ", ".join(paths)
        raise NothingToCheckError(
            problem(
                "nothing-to-check",
                f"Er staat geen aanvraag in {where}.",
                f"There is no application in {where}.",
                None,
                f"Geef een map met bestanden op {', '.join(SUFFIXES)}.",
                f"Give a folder of files that end in {', '.join(SUFFIXES)}.",
            )
        )
    return sorted(_with_names_of_their_own(found.values())), tuple(notes)


def _files_in(folder: Path, without: str) -> Iterator[Path]:
    for within, folders, files in os.walk(folder):
        here = Path(within)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.realpath(here / name) != without
        )
        for name in files:
            stem, suffix = Path(name).stem, Path(name).suffix
            wanted = suffix.lower() in SUFFIXES and not name.startswith(".") and BESIDE not in stem
            if wanted or lock_file(name):
                yield here / name


def _with_names_of_their_own(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the files; those that have one name, of several folders, get a number behind it."""
    taken: set[str] = set()
    for one in sorted(found, key=lambda file: file.path):
        name, number = one.name, 1
        while name in taken:
            number += 1
            name = f"{one.name} ({number})"
        taken.add(name)
        yield Found(name, one.path)
