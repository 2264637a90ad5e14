"""What would help an application, asked as people ask it: what for, and what may change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.margins import margins_of
from sto_check.proof.choice import may_change
from sto_check.proof.grave import GRAVE
from sto_check.proof.spots import spots_of
from sto_check.proof.what_if import what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.decision.margins import Margin
    from sto_check.forms.load import Application
    from sto_check.proof.what_if import WhatIf
    from sto_check.scheme.entries import Consequence


class Help(NamedTuple):
    """What would help to be clear of some consequences, and how near the application is to the limits it keeps."""

    found: WhatIf
    clear_of: Sequence[Consequence]
    margins: Sequence[Margin]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is needed, or all of it can be helped at once."""
        found = self.found
        return not found.left and not found.too_hard and (found.together is not None or not found.mends)


def help_for(
    application: Application,
    check: Callable[..., Decision],
    *,
    clear_of: Sequence[Consequence] | None = None,
    keep: Iterable[str] = (),
    change: Iterable[str] = (),
) -> Help:
    """Return what would help an application to be ``clear_of`` some consequences; else of what decides now.

    ``check`` makes a decision of an application, on the day ``on`` where it is given one. Raises NothingThereError
    where ``keep`` or ``change`` lead nowhere, and ProofFaultError where what was found does not come out when checked.
    """
    may = may_change(application.form, spots_of(application), keep, change)
    decision = check(application)
    clear_of = clear_of or _in_the_way(decision)
    found = what_if(application, decision, clear_of, may, partial(check, on=decision.day))
    return Help(found, clear_of, margins_of(decision))


def _in_the_way(decision: Decision) -> tuple[Consequence, ...]:
    """Return what to be clear of where nobody says: what now decides, and all that is graver."""
    leads_to = {one.leads_to for one in decision.outcomes if one.rule.require is not None}
    return next((GRAVE[: place + 1] for place, grave in enumerate(GRAVE) if grave in leads_to), GRAVE)
