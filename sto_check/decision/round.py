"""Check a round: the rules that speak of all applications together, such as a ceiling or a school in two regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.check import require_same_scheme, round_checker
from sto_check.documents.errors import DocumentError
from sto_check.engine.status import Status
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.outcome import Outcome
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Rule, Scheme


class ApplicationTwiceError(DocumentError):
    """The same file was given twice for one round (exit code 65)."""


class Round(NamedTuple):
    """What the rules of the round say of applications together.

    ``outcomes`` has one outcome for each rule and each fact it speaks of; where that is part of an application,
    ``outcome.subject.document`` is the document it stands in. ``not_applicable`` are the rules that speak of nothing.
    """

    applications: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    not_applicable: tuple[Rule, ...]
    scheme: Scheme
    day: date
    variant: str | None
    record: Evaluation
    """All that was found of the applications together."""
    received: Mapping[str, int]
    """The day of receipt (a proleptic ordinal) of each application of which it is known."""

    def with_status(self, status: Status | str) -> list[Outcome]:
        """Return the outcomes of one status, in the order of the rules; raises ValueError for any other word."""
        wanted = Status(status)
        return [outcome for outcome in self.outcomes if outcome.status == wanted]


def check_round(
    applications: Sequence[Application], scheme: Scheme, *, on: date | None = None, variant: str | None = None
) -> Round:
    """Check the applications of one round against the rules with ``scope: round``.

    ``on`` is the day whose parameter values count: by default the last day of receipt, held within the days on which
    the scheme is in force. The order of the applications changes no status and no figure.

    Raises ApplicationTwiceError where one file is given twice, WrongSchemeError, UnknownVariantError,
    DayOutsideSchemeError, FigureTooLargeError, or EngineError where the two readings of the rules do not agree.
    """
    _require_different(applications)
    day = day_of_round(applications, scheme, on, variant)
    checker = round_checker(scheme, day, variant)
    record = checker.agreed(checker.evaluate_round(applications))
    outcomes = record.outcomes
    spoken = {outcome.rule.id for outcome in outcomes}
    return Round(
        tuple(application.name for application in applications),
        outcomes,
        tuple(rule for rule in checker.scheme.rules_of("round") if rule.id not in spoken),
        checker.scheme,
        day,
        variant,
        record,
        {name: day.toordinal() for name, day in _received(applications)},
    )


def day_of_round(applications: Sequence[Application], scheme: Scheme, on: date | None, variant: str | None) -> date:
    """Return the day whose parameter values count for a round: ``on``, or else the last day of receipt.

    Raises WrongSchemeError, UnknownVariantError or DayOutsideSchemeError.
    """
    for application in applications:
        require_same_scheme(application.document, scheme)
    if variant is not None:
        scheme.require_variant(variant)
    day = on or scheme.day_for(max((day for _, day in _received(applications)), default=None))
    scheme.require_in_force(day)
    return day


def _received(applications: Sequence[Application]) -> list[tuple[str, date]]:
    """Return the name and the day of receipt of each application of which that is known."""
    days = ((application.name, application.received) for application in applications)
    return [(name, day) for name, day in days if day is not None]


def _require_different(applications: Sequence[Application]) -> None:
    """Raise ApplicationTwiceError where two documents are the same to the byte: they would count twice."""
    seen: dict[str, str] = {}
    for application in applications:
        fingerprint = application.document.sha256
        if fingerprint and fingerprint in seen:
            raise ApplicationTwiceError(
                problem(
                    "application-twice",
                    f"{application.name} is dezelfde aanvraag als {seen[fingerprint]}.",
                    f"{application.name} is the same application as {seen[fingerprint]}.",
                    None,
                    "Geef elke aanvraag van de ronde één keer.",
                    "Give each application of the round once.",
                )
            )
        seen[fingerprint] = application.name
