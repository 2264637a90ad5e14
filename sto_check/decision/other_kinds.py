"""Files that stand among applications and are none: told as what they are, with what to do with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.documents.document import Document
from sto_check.documents.errors import FileUnreadableError
from sto_check.documents.lines import showing
from sto_check.forms.errors import ApplicationError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.decision.result import Result
    from sto_check.forms.form import Form
    from sto_check.forms.source import Source
    from sto_check.text.errors import Problem

OTHER_KIND = "other-kind"
"""The code of the problem that a document is of another kind."""
_EXCEL, _LIBREOFFICE = "~$", ".~lock."
_SCHEME = ("bestand van een regeling", "file of a scheme", "Kijk het na met: sto-check rules lint.",
           "Look it over with: sto-check rules lint.")  # fmt: skip
# What a key says that a file is, in Dutch and in English, and what to do with it.
_KINDS: dict[str, tuple[str, str, str, str]] = {
    "beoordelingen": ("bestand met beoordelingen", "file of judgements",
                      "Geef het bij de aanvraag: sto-check check aanvraag.yaml --judgements {name}.",
                      "Give it with the application: sto-check check aanvraag.yaml --judgements {name}."),
    "applications": ("uitkomst van sto-check", "result of sto-check", "Geef de aanvraag zelf.",
                     "Give the application itself."),
    **dict.fromkeys(("rules", "cases", "policy", "in_force", "parts"), _SCHEME),
}  # fmt: skip


def require_application(source: Source, form: Form) -> None:
    """Raise ApplicationError for a document that is of another kind than the form."""
    if not isinstance(source, Document) or not isinstance(source.tree, dict):
        return
    key = next((key for key in _KINDS if key in source.tree and key not in form.model.model_fields), None)
    if key is None:
        return
    nl, en, hint_nl, hint_en = (text.format(name=Path(source.name).name) for text in _KINDS[key])
    with showing(source):
        raise ApplicationError(
            problem(
                OTHER_KIND,
                f"Dit is een {nl}, geen {form.title.nl}.",
                f"This is a {en}, no {form.title.en}.",
                source.key_place((key,)),
                hint_nl,
                hint_en,
            )
        )


def is_of_another_kind(result: Result) -> bool:
    """Say whether a result is that its document is no application but, say, a file of judgements."""
    return result.error is not None and any(one.code == OTHER_KIND for one in result.error.problems)


def lock_file(name: str) -> Problem | None:
    """Return what to say of a file that Excel or LibreOffice keeps beside a workbook that is open; None of another."""
    path = Path(name)
    if path.name.startswith(_EXCEL):
        program, book = "Excel", path.name.removeprefix(_EXCEL)
    elif path.name.startswith(_LIBREOFFICE) and path.name.endswith("#"):
        program, book = "LibreOffice", path.name.removeprefix(_LIBREOFFICE).removesuffix("#")
    else:
        return None
    return problem(
        "lock-file",
        f"{name} is geen werkmap: {program} bewaart zo dat {book} open is.",
        f"{name} is no workbook: so {program} keeps that {book} is open.",
        None,
        f"Sluit {program}, en geef {book}.",
        f"Close {program}, and give {book}.",
    )


def without_lock_files(names: Sequence[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """Return files without those that a program keeps beside an open workbook, and a note on each of these.

    Where there are no others, they stay: to be refused.
    """
    locks = {name: found for name in names if (found := lock_file(name))}
    if all(name in locks for name in names):
        return list(names), ()
    skipped = tuple(found._replace(hint=None) for found in locks.values())
    return [name for name in names if name not in locks], skipped


def refuse_lock_file(name: str) -> None:
    """Raise FileUnreadableError for a file that a program keeps beside an open workbook."""
    found = lock_file(name)
    if found:
        raise FileUnreadableError(found)
