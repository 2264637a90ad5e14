"""The fields of a region's own figures (the form indicatoren), by names such as ``docenten.fte``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sto_check.forms.annotations import models_in
from sto_check.forms.named_forms import named_form

if TYPE_CHECKING:
    from pydantic import BaseModel

FORM = "indicatoren"


def field_of(part: object, name: str) -> object:
    """Return what a name leads to in a part; None where it was not given."""
    for step in name.split("."):
        part = getattr(part, step, None)
    return part


def figure_of(measured: object, name: str) -> int | Decimal | None:
    """Return the figure that a name leads to in a measurement; None where it was not given."""
    found = field_of(measured, name)
    return found if isinstance(found, int | Decimal) else None


def is_figure(name: str) -> bool:
    """Say whether a name leads to a figure of a measurement."""
    models: list[type[BaseModel]] = models_in(named_form(FORM).model.model_fields["begin"].annotation)
    for step in name.split("."):
        fields = [model.model_fields[step] for model in models if step in model.model_fields]
        if not fields:
            return False
        models = models_in(fields[0].annotation)
    return not models
