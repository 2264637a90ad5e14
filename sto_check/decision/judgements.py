"""Judgements: what a person found of the rules of one application."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.errors import DocumentError, FileUnreadableError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sto_check.documents.document import Document
    from sto_check.engine.outcome import JudgementRecord, SetAside
    from sto_check.text.place import Place


class JudgedInTwoFilesError(DocumentError):
    """Beside an application there are two files of judgements that could count (exit code 65)."""


class Judgements(NamedTuple):
    """The judgements about one application, by rule and subject (None: all subjects), and the file they stand in.

    ``aside`` are the outcomes that a person set aside, in the same way. ``of`` is how they name their application:
    ``regio`` and ``nummer``, where they do. ``own`` says that they stand beside it and are of no other, as those of a
    case are.
    """

    given: Mapping[tuple[str, str | None], JudgementRecord]
    document: Document | None = None
    of: Mapping[str, str] = MappingProxyType({})
    own: bool = False
    aside: Mapping[tuple[str, str | None], SetAside] = MappingProxyType({})

    @property
    def name(self) -> str:
        """The name of the file; empty where there is no file."""
        return self.document.name if self.document else ""

    @property
    def sha256(self) -> str:
        """The fingerprint of the file's bytes in hexadecimal; empty where there is no file."""
        return self.document.sha256 if self.document else ""

    def about(self, rule_id: str, subject_id: str) -> JudgementRecord | None:
        """Return the judgement of a rule for a subject: its own, or else the one for all subjects."""
        return self.given.get((rule_id, subject_id)) or self.given.get((rule_id, None))

    def setting_aside(self, rule_id: str, subject_id: str) -> SetAside | None:
        """Return that an outcome of a rule about a subject was set aside: by itself, or with all of that rule."""
        return self.aside.get((rule_id, subject_id)) or self.aside.get((rule_id, None))

    def place(self, *path: str | int) -> Place | None:
        """Return where a part of the file stands."""
        return self.document.place(path) if self.document else None


NO_JUDGEMENTS = Judgements({})
BESIDE = ".beoordeling"
"""What stands in the name of a file of judgements that belongs to the application beside it: plan.beoordeling.yaml."""


WORKBOOKS = (".xlsx", ".ods")
SUFFIXES = (".yaml", *WORKBOOKS)
"""In what kinds of file judgements are found."""


def file_beside(application: Path) -> Path:
    """Return where the judgements of an application are kept: plan.yaml has plan.beoordeling.yaml beside it.

    That is the file that stands there, if one does. Raises JudgedInTwoFilesError where there are two.
    """
    return beside(application) or _settled(application)[0]


def files_of_assessors(application: Path) -> list[Path]:
    """Return the files of single assessors beside an application, by their names: plan.beoordeling.bos.yaml.

    Raises FileUnreadableError where the folder cannot be read.
    """
    start = f"{application.stem}{BESIDE}."
    try:
        beside_it = list(application.parent.iterdir())
    except OSError as error:
        nl, en = f"De map van {application} is niet te lezen", f"The folder of {application} cannot be read"
        raise FileUnreadableError(
            problem("folder-unreadable", f"{nl}: {error.strerror}.", f"{en}: {error.strerror}.")
        ) from error
    settled = _settled(application)
    return sorted(
        path for path in beside_it if path.name.startswith(start) and path not in settled and path.suffix in SUFFIXES
    )


def beside(application: Path) -> Path | None:
    """Return the file of judgements that stands beside an application; None where there is none.

    Raises JudgedInTwoFilesError where there are two.
    """
    found = [path for path in _settled(application) if path.is_file()]
    if len(found) > 1:
        raise JudgedInTwoFilesError(
            problem(
                "judged-in-two-files",
                f"Naast {application} staan {' en '.join(path.name for path in found)}; maar één ervan kan tellen.",
                f"Beside {application} there are {' and '.join(path.name for path in found)}; only one can count.",
                None,
                "Haal er een weg, of kies met --judgements.",
                "Take one away, or choose with --judgements.",
            )
        )
    return found[0] if found else None


def _settled(application: Path) -> list[Path]:
    """Return where the judgements that count can stand."""
    return [application.with_name(f"{application.stem}{BESIDE}{suffix}") for suffix in SUFFIXES]
