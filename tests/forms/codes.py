"""The codes that the application form declares, as its fields read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.documents.read import read_file
from sto_check.forms.annotations import readers_in
from sto_check.forms.codes import code_type
from sto_check.forms.entries import FormFile
from sto_check.forms.named_forms import FORM, rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.documents.document import Document


def _types() -> dict[str, Any]:
    document: Document = read_file(rules_folder() / "sto-2025-2028" / FORM)
    written = FormFile.model_validate(document.tree)
    return {name: code_type(name, entry) for name, entry in written.types.items()}


TYPES = _types()
Brin, Vestigingsnummer, Kvk, Postcode = (TYPES[name] for name in ("brin", "vestigingsnummer", "kvk", "postcode"))
_reads: dict[str, Callable[[object], Any]] = {name: readers_in(made)[0].read for name, made in TYPES.items()}
read_brin, read_vestigingsnummer = _reads["brin"], _reads["vestigingsnummer"]
read_kvk, read_postcode = _reads["kvk"], _reads["postcode"]
