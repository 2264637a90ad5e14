"""A letter as a DOCX file, from a template that an office can replace by its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sto_check.text.errors import EXIT_UNAVAILABLE, StoCheckError, UsageError, suggestion
from sto_check.text.language import printable
from sto_check.text.problems import package_missing, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE = Path(__file__).with_name("letter.docx")
"""The template that comes along."""
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class NoLettersError(StoCheckError):
    """The package that fills templates is not installed (exit code 69)."""

    exit_code = EXIT_UNAVAILABLE


class TemplateUnreadableError(UsageError):
    """A template is no DOCX file, or what stands in it cannot be filled in (exit code 2)."""


def write_letter(fields: Mapping[str, Any], template: Path = TEMPLATE) -> bytes:
    """Return a template filled with these fields; the same bytes for the same template and fields.

    What stands in a template cannot reach anything but the fields. Raises NoLettersError or TemplateUnreadableError.
    """
    try:
        from docxtpl import DocxTemplate
        from jinja2 import StrictUndefined, TemplateError, UndefinedError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise NoLettersError(
            package_missing(
                "no-letters",
                "Het pakket dat brieven maakt is er niet.",
                "The package that makes letters is not there.",
                "letter",
            )
        ) from error
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    filled = io.BytesIO()
    try:
        letter = DocxTemplate(io.BytesIO(template.read_bytes()))
        letter.render(dict(fields), environment)
        letter.save(filled)
    except UndefinedError as error:
        raise _unreadable(template, str(error), fields, error) from error
    except (TemplateError, OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise _unreadable(template, str(error), {}, error) from error
    return without_clock(filled.getvalue())


def _unreadable(template: Path, why: str, fields: Mapping[str, Any], error: Exception) -> TemplateUnreadableError:
    """Say what is wrong with a template; of a name that is not known, which name comes nearest."""
    shown, said = printable(str(template)), printable(" ".join(why.split()))
    if isinstance(error, OSError):
        said = error.strerror or said
    named = said.split("'")[1] if fields and said.count("'") >= 2 else ""
    hint = suggestion(named, fields) if named else None
    return TemplateUnreadableError(
        problem(
            "template-unreadable",
            f"Met het sjabloon {shown} is geen brief te maken: {said}.",
            f"No letter can be made with the template {shown}: {said}.",
            hint=hint,
        )
    )


def without_clock(data: bytes) -> bytes:
    """Return a package in which no part says when it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in package.infolist():
            made.writestr(zipfile.ZipInfo(entry.filename, _DAY_OF_ZIP), package.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
