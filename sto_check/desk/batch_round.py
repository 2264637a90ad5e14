"""What the rules of the round say of the applications of a batch together."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.round import check_round
from sto_check.engine.explain import name_of
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.scheme.compiled import open_scheme
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.round import Round
    from sto_check.desk.batch import Wanted
    from sto_check.desk.found import Found
    from sto_check.desk.row import Row
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem


class RoundRow(NamedTuple):
    """What one rule of the round says, of one application (``name``) or of all together (empty)."""

    scheme: str
    rule: str
    title: str
    name: str
    subject: str
    status: str
    leads_to: str
    reason: str
    remedy: str


class TogetherFound(NamedTuple):
    """What rules of the round say, and what a reader should know of it."""

    rows: list[RoundRow]
    notes: list[Problem]


def check_together(found: Sequence[Found], rows: Sequence[Row], wanted: Wanted) -> TogetherFound:
    """Check the applications of a batch together, those of each scheme by themselves.

    An application that could not be read takes no part, and one that stands there twice takes part once; a note says
    so. Raises what :func:`~sto_check.decision.round.check_round` does.
    """
    together = TogetherFound([], [])
    paths = {one.name: one.path for one in found}
    by_scheme: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.scheme:
            by_scheme[row.scheme].append(row)
    for name, of_scheme in by_scheme.items():
        scheme = open_scheme(wanted.scheme or name, wanted.rules, None, wanted.limits)
        if not scheme.rules_of("round"):
            continue
        different = {row.sha256: row for row in reversed(of_scheme)}
        together.notes.extend(_doubles(of_scheme, different))
        names = {paths[row.name]: row.name for row in different.values()}
        together.rows.extend(_rows(_round(sorted(names), scheme, wanted), names, wanted))
    missing = sum(not row.scheme for row in rows)
    if missing and together.rows:
        together.notes.append(_left_out(missing))
    return together


def _round(paths: Sequence[str], scheme: Scheme, wanted: Wanted) -> Round:
    applications = [
        read_application(read_source(Path(path), wanted.limits), scheme.form, limits=wanted.limits, plainly=True)
        for path in paths
    ]
    return check_round(applications, scheme, on=wanted.on, variant=wanted.variant)


def _rows(found: Round, names: dict[str, str], wanted: Wanted) -> Iterator[RoundRow]:
    lang = wanted.lang
    for outcome in found.outcomes:
        document, explanation = outcome.subject.document, outcome.explanation
        yield RoundRow(
            found.scheme.id,
            outcome.rule.id,
            outcome.rule.title[lang],
            names.get(document.name, "") if document else "",
            name_of(outcome.subject)[lang],
            str(outcome.status),
            outcome.leads_to or "",
            explanation.reason[lang],
            explanation.remedy[lang],
        )


def _doubles(rows: Sequence[Row], different: dict[str, Row]) -> Iterator[Problem]:
    for row in rows:
        first = different[row.sha256]
        if first is not row:
            yield problem(
                "application-twice",
                f"{row.name} is dezelfde aanvraag als {first.name}; voor de ronde telt zij één keer.",
                f"{row.name} is the same application as {first.name}; for the round it counts once.",
            )


def _left_out(missing: int) -> Problem:
    return problem(
        "left-out-of-round",
        f"Niet te lezen en dus niet meegeteld in de ronde: {missing}. Wat over alle aanvragen samen gaat, kan nog "
        "veranderen.",
        f"Not readable and so not counted in the round: {missing}. What is about all applications together may still "
        "change.",
    )
