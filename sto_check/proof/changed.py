"""A document with other values in some of its fields."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import Document, value_at
from sto_check.forms.load import read_application
from sto_check.proof.spot import written_as

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.forms.load import Application
    from sto_check.proof.spot import Content, Spot


def with_values(
    application: Application, values: Iterable[tuple[Spot, Content | None]], *, plainly: bool = False
) -> Application:
    """Return the application with other values in some fields; None leaves one out.

    ``plainly`` is for a check only, as in :func:`~sto_check.forms.load.read_application`. Raises a DocumentError where
    the form does not take them together.
    """
    tree: Any = deepcopy(application.document.tree)
    for spot, value in values:
        *way, last = spot.path
        value_at(tree, tuple(way))[last] = written_as(spot.sort, value)
    return read_application(Document(application.name, tree), application.form, plainly=plainly)
