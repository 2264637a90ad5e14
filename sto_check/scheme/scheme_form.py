"""The form of the document that a scheme checks: its own document.yaml, or a form that comes with sto-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_file
from sto_check.forms.build import form_from
from sto_check.forms.named_forms import FORM, form_names, named_form
from sto_check.scheme.errors import SchemeError, not_known
from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.documents.document import Document
    from sto_check.forms.form import Form
    from sto_check.scheme.entries import SchemeFile


def scheme_form(head: SchemeFile, folder: Path, document: Document) -> Form:
    """Return the form of a scheme; raises SchemeError where there is none, or with everything that is wrong with it."""
    path = folder / FORM
    if path.is_file():
        try:
            form = form_from(read_file(path))
        except DocumentError as error:
            raise SchemeError(*error.problems) from None
        if head.document not in {None, form.name}:
            says = Text(f"{FORM} in deze map heet {form.name}.", f"{FORM} in this folder is called {form.name}.")
            hint = Text("Laat document weg.", "Leave document out.")
            raise SchemeError(Problem("other-document", says, document.place(("document",)), hint=hint))
        return form
    known = form_names()
    if head.document is None:
        says = Text(f"In deze map staat geen {FORM}.", f"There is no {FORM} in this folder.")
        hint = Text("Schrijf daarin wat het document vraagt.", "Write in it what the document asks.")
        raise SchemeError(Problem("no-form", says, document.place(()), hint=hint))
    if head.document not in known:
        place = document.place(("document",))
        nl, en = "Het soort document", "The kind of document"
        raise SchemeError(not_known("unknown-document", nl, en, head.document, known, place))
    return named_form(head.document)
