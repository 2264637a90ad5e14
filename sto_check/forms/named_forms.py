"""The forms that come with sto-check, by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sto_check.forms.form import Form

NAMES = ("aanvraag", "uitwerking", "indicatoren", "aanvraag-2020", "eindrapportage")


@cache
def named_form(name: str) -> Form:
    """Return the form of that name; raises KeyError where there is none."""
    from sto_check.forms.shipped import SHIPPED

    return SHIPPED[name]()


def form_names() -> list[str]:
    """Return the names of all forms that come with sto-check."""
    return list(NAMES)
