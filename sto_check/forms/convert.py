"""A document in another form: YAML, JSON or a workbook, with the same content."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sto_check.documents.limits import DEFAULT_LIMITS, Limits
from sto_check.forms.load import Application, read_application
from sto_check.forms.plain import plain_tree
from sto_check.forms.source import source_of
from sto_check.text.errors import EXIT_ENGINE, StoCheckError, UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath


class ConversionError(StoCheckError):
    """What was written does not read back to the same content, so it was not kept (exit code 70)."""

    exit_code = EXIT_ENGINE


def form_of(path: PurePath) -> str:
    """Return the form that a file's name asks for; raises UsageError where it names none."""
    suffix = path.suffix.lower()
    suffix = ".yaml" if suffix == ".yml" else suffix
    if suffix not in FORMS:
        raise UsageError(
            problem("unknown-form", f"{path.name}: deze vorm is niet bekend.", f"{path.name}: this form is not known.",
                    None, "Kies een naam op .yaml, .json, .xlsx of .ods.",
                    "Choose a name ending in .yaml, .json, .xlsx or .ods.")
        )  # fmt: skip
    return suffix


def convert(application: Application, suffix: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of a document of this kind of file with the same content.

    ``suffix`` is ``.yaml``, ``.json``, ``.xlsx`` or ``.ods``.

    What was written is read back, within ``limits``, and compared; raises
    ConversionError where it differs, and a DocumentError where the file cannot hold it.
    """
    data = FORMS[suffix](application)
    again = read_application(source_of(data, f"<{suffix}>", limits), application.form, limits=limits)
    if again.content != application.content:
        raise ConversionError(
            problem("conversion-differs", f"De omzetting naar {suffix} is niet volledig en is niet bewaard.",
                    f"The conversion to {suffix} is not complete and was not kept.", None,
                    "Meld deze fout met het document erbij.", "Report this fault together with the document.")
        )  # fmt: skip
    return data


def _yaml(application: Application) -> bytes:
    from sto_check.documents.write import write_yaml

    return write_yaml(plain_tree(application.content)).encode()


def _json(application: Application) -> bytes:
    from sto_check.documents.write import write_json

    return write_json(plain_tree(application.content)).encode()


def _workbook(suffix: str, application: Application) -> bytes:
    from sto_check.forms.sheets.fits import require_cells_hold
    from sto_check.forms.sheets.write import write_workbook

    tree = plain_tree(application.content)
    require_cells_hold(tree, application.document)
    return write_workbook(application.form, tree, suffix)


FORMS: dict[str, Callable[[Application], bytes]] = {
    ".yaml": _yaml, ".json": _json, ".xlsx": partial(_workbook, ".xlsx"), ".ods": partial(_workbook, ".ods"),
}  # fmt: skip
