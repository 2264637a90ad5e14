"""Check an application: the whole way from a document that has been read to a decision with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from sto_check.decision.decision import Decision, Policy, decide
from sto_check.decision.judgements import NO_JUDGEMENTS
from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.engine.checker import Checker
from sto_check.engine.network import ENGINE
from sto_check.engine.resolve import parameter_values
from sto_check.forms.source import scheme_named_in
from sto_check.text.problems import problem, quote

if TYPE_CHECKING:
    from datetime import date

    from sto_check.decision.judgements import Judgements
    from sto_check.engine.evaluation import Evaluation
    from sto_check.forms.load import Application
    from sto_check.forms.source import Source
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import Scope
    from sto_check.scheme.resolved import Values
    from sto_check.scheme.scheme import Scheme

    _Values = tuple[tuple[str, Scalar | tuple[Scalar, ...]], ...]


class WrongSchemeError(DocumentError):
    """The document says that it is for another scheme (exit code 65)."""


def check(
    application: Application,
    scheme: Scheme,
    *,
    on: date | None = None,
    variant: str | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
) -> Decision:
    """Check an application against a scheme and return the decision.

    ``on`` is the day whose parameter values count: by default the day of receipt, held within the days on which the
    scheme is in force. ``variant`` is one of the scheme's variants. ``judgements`` close what only a person can judge.

    Raises WrongSchemeError, UnknownVariantError, DayOutsideSchemeError, FigureTooLargeError, or EngineError where the
    two readings of the rules do not agree; then there is no decision.
    """
    day = day_that_counts(application, scheme, on, variant)
    return check_by(application, scheme, parameter_values(scheme, day, variant), day, variant, judgements)


def check_by(
    application: Application,
    scheme: Scheme,
    values: Values,
    day: date,
    variant: str | None,
    judgements: Judgements = NO_JUDGEMENTS,
) -> Decision:
    """Check an application by these values of the parameters, which need not be those of the scheme.

    Raises FigureTooLargeError, or EngineError as :func:`check`.
    """
    checker, policy = _ready_for(scheme, values)
    record = checker.agreed(checker.evaluate(application))
    return decide(application, record, checker.scheme, policy, judgements, day, variant)


def day_that_counts(application: Application, scheme: Scheme, on: date | None, variant: str | None) -> date:
    """Return the day whose parameter values count: ``on``, or else the day of receipt held within the scheme.

    Raises WrongSchemeError, UnknownVariantError or DayOutsideSchemeError where the application cannot be checked so.
    """
    require_same_scheme(application.document, scheme)
    if variant is not None:
        scheme.require_variant(variant)
    day = on or scheme.day_for(application.received)
    scheme.require_in_force(day)
    return day


def require_same_scheme(source: Source, scheme: Scheme) -> None:
    """Raise WrongSchemeError where what was read names another scheme under ``regeling``."""
    named = scheme_named_in(source)
    if named is None or named == scheme.id:
        return
    shown, document = quote(named), source if isinstance(source, Document) else Document(source.name, None)
    with showing(document):
        raise WrongSchemeError(
            problem(
                "wrong-scheme",
                f"Dit document is voor {shown}, niet voor {scheme.id}.",
                f"This document is for {shown}, not for {scheme.id}.",
                document.place(("regeling",)),
                "Kies die regeling met --scheme, of verbeter regeling.",
                "Choose that scheme with --scheme, or correct regeling.",
            )
        )


def evaluate(
    application: Application,
    scheme: Scheme,
    scope: Scope = "application",
    *,
    on: date | None = None,
    variant: str | None = None,
) -> Evaluation:
    """Return all that both readings find of an application, also where they do not agree.

    With the scope ``round`` it is what the rules of the round find of a round of this application alone. Raises as
    :func:`check`, but no EngineError for readings that differ.
    """
    day = day_that_counts(application, scheme, on, variant)
    if scope == "round":
        return round_checker(scheme, day, variant).evaluate_round([application])
    return made_ready(scheme, day, variant)[0].evaluate(application)


class MadeReady(NamedTuple):
    """What is made of a scheme once and kept as long as the scheme is, for each set of parameter values."""

    checkers: dict[_Values, tuple[Checker, Policy]]
    rounds: dict[_Values, Checker]


_kept: WeakKeyDictionary[Scheme, MadeReady] = WeakKeyDictionary()


def kept_of(scheme: Scheme) -> MadeReady:
    """Return what has been made ready of a scheme."""
    return _kept.setdefault(scheme, MadeReady({}, {}))


def round_checker(scheme: Scheme, day: date, variant: str | None) -> Checker:
    """Return the checker of the rules of a round, for the values that the parameters have on this day."""
    values = parameter_values(scheme, day, variant)
    key = tuple(values.items())
    with ENGINE:
        rounds = kept_of(scheme).rounds
        if key not in rounds:
            rounds[key] = Checker(scheme, values, "round")
        return rounds[key]


def made_ready(scheme: Scheme, day: date, variant: str | None) -> tuple[Checker, Policy]:
    """Return the checker and the policy for the values that the parameters have on this day in this variant.

    Each set of values has its own, made once: a checker costs a megabyte for good.
    """
    return _ready_for(scheme, parameter_values(scheme, day, variant))


def _ready_for(scheme: Scheme, values: Values) -> tuple[Checker, Policy]:
    key = tuple(values.items())
    with ENGINE:
        checkers = kept_of(scheme).checkers
        if key not in checkers:
            checkers[key] = (Checker(scheme, values), Policy(scheme.decision))
        return checkers[key]
