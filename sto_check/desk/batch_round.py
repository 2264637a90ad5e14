"""What the rules of the round say of the applications of a batch together."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.round import check_round
from sto_check.desk.allotment import Claim, allot
from sto_check.engine.explain import name_of
from sto_check.engine.status import Status
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.scheme.compiled import open_scheme
from sto_check.scheme.condition import Comparison, Constant
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.round import Round
    from sto_check.desk.allotment import Share
    from sto_check.desk.batch import Wanted
    from sto_check.desk.found import Found
    from sto_check.desk.row import Row
    from sto_check.engine.outcome import Outcome
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


class Allotted(NamedTuple):
    """Whether an application is granted what it asks of a ceiling, the rule of the round with which it stands."""

    rule: str
    share: Share


class TogetherFound(NamedTuple):
    """What rules of the round say, how a ceiling that is exceeded is allotted, and what a reader should know of it."""

    rows: list[RoundRow]
    allotted: list[Allotted]
    notes: list[Problem]


def check_together(found: Sequence[Found], rows: Sequence[Row], wanted: Wanted) -> TogetherFound:
    """Check the applications of a batch together, those of each scheme by themselves.

    An application that could not be read takes no part, and one that stands there twice takes part once; a note says
    so. Raises what :func:`~sto_check.decision.round.check_round` does.
    """
    together = TogetherFound([], [], [])
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
        checked = _round(sorted(names), scheme, wanted)
        together.rows.extend(_rows(checked, names, wanted))
        together.allotted.extend(_allotted(checked, names, {row.name: row for row in of_scheme}, wanted.seed))
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
    """Yield a row for each outcome; what one application meets many times is one row, that says how many."""
    lang = wanted.lang
    met: Counter[tuple[str, str]] = Counter(_of(one) for one in found.outcomes if one.status == Status.MET)
    for outcome in found.outcomes:
        often = met[_of(outcome)] if outcome.status == Status.MET else 1
        if often == 1:
            explanation = outcome.explanation
            said = name_of(outcome.subject)[lang], explanation.reason[lang], explanation.remedy[lang]
        elif often:
            said = "", _MET_OFTEN[lang].format(often), ""
            met[_of(outcome)] = 0  # told with the first
        else:
            continue
        subject, reason, remedy = said
        yield RoundRow(
            found.scheme.id,
            outcome.rule.id,
            outcome.rule.title[lang],
            names.get(_of(outcome)[1], ""),
            subject,
            str(outcome.status),
            outcome.leads_to or "",
            reason,
            remedy,
        )


_MET_OFTEN = Text("Voldaan: {} keer.", "Met: {} times.")


def _of(outcome: Outcome) -> tuple[str, str]:
    """Return the rule of an outcome, and the document that it is about."""
    document = outcome.subject.document
    return outcome.rule.id, document.name if document else ""


def _allotted(found: Round, names: dict[str, str], rows: dict[str, Row], seed: str | None) -> Iterator[Allotted]:
    """Yield how each ceiling that is exceeded is allotted among what is not refused already."""
    refusals = {entry.id for entry in found.scheme.decision.policy if entry.when == "refuse"}
    for rule_id, way in found.scheme.decision.allotment.items():
        for outcome in found.outcomes:
            if outcome.rule.id == rule_id and outcome.status == Status.NOT_MET:
                claims = [
                    claim for claim in _claims(found, outcome, names, rows) if rows[claim.name].verdict not in refusals
                ]
                for share in allot(claims, _ceiling(found, rule_id)[1], way, seed):
                    yield Allotted(rule_id, share)


def _claims(found: Round, outcome: Outcome, names: dict[str, str], rows: dict[str, Row]) -> Iterator[Claim]:
    """Yield what each application asks: the amounts that were added up, by the document in which each stands."""
    measured = f"{outcome.rule.kind}.{_ceiling(found, outcome.rule.id)[0]}"
    read = found.record.measurers[measured].measure.read
    for fact in found.record.counted(measured, outcome.subject).known:
        amount, document = fact.values[read], fact.document
        assert isinstance(amount, int)
        assert document is not None
        row = rows[names[document.name]]
        yield Claim(row.name, amount, row.score, found.received.get(document.name), row.sha256)


def _ceiling(found: Round, rule_id: str) -> tuple[str, int]:
    """Return the attribute that holds the sum, and the ceiling in cents."""
    require = found.record.rules[rule_id].require
    assert isinstance(require, Comparison)
    assert isinstance(require.operand, Constant)
    assert isinstance(require.operand.value, int)
    return require.attribute, require.operand.value


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
