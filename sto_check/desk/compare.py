"""Two versions of an application: what changed in the document, in the outcomes, and which change caused which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.check import check
from sto_check.decision.judged import JudgementsError
from sto_check.desk.document_changes import compare_documents, undone
from sto_check.documents.errors import DocumentError
from sto_check.engine.explain import name_of
from sto_check.forms.load import load_application
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.decision.decision import Decision
    from sto_check.desk.document_changes import Compared, DocumentChange
    from sto_check.engine.outcome import Outcome
    from sto_check.text.language import Text
    from sto_check.text.place import Path

MOST_UNDONE = 200
"""Of more changes than this, the first are undone one at a time and the others are not tried."""
Key = tuple[str, str, tuple[str | int, ...], str]


class OtherSchemesError(UsageError):
    """Two documents are for different schemes (exit code 2)."""


class OutcomeChange(NamedTuple):
    """An outcome that is another; ``causes`` are the numbers of the changes of which undoing one alone undoes it."""

    before: Outcome | None
    now: Outcome | None
    causes: tuple[int, ...]


class Comparison(NamedTuple):
    """What changed between two versions.

    ``names`` are what people call the parts of both, by their path in the first and in the second. ``turns`` are the
    numbers of the changes of which undoing one alone brings back the earlier decision; ``untried`` those that cannot
    be undone alone, since the document would not be whole, and ``left`` is how many were not tried.
    """

    before: Decision
    now: Decision
    changes: list[DocumentChange]
    names: tuple[Mapping[Path, Text], Mapping[Path, Text]]
    outcomes: list[OutcomeChange]
    turns: tuple[int, ...]
    untried: tuple[int, ...]
    left: int


def compare_decisions(before: Decision, now: Decision) -> Comparison:
    """Compare the decisions about two versions of an application.

    Each change is undone in the second version, alone, and the application checked again: what that brings back, the
    change caused. Raises OtherSchemesError.
    """
    if before.scheme.id != now.scheme.id:
        raise OtherSchemesError(
            problem(
                "other-schemes",
                f"De ene versie is voor {before.scheme.id}, de andere voor {now.scheme.id}.",
                f"One version is for {before.scheme.id}, the other for {now.scheme.id}.",
            )
        )
    documents = compare_documents(before.document.tree, now.document.tree)
    old, new = _by_key(before, None), _by_key(now, documents)
    other = [key for key in {**old, **new} if _differ(old.get(key), new.get(key))]
    causes: dict[Key, list[int]] = {key: [] for key in other}
    turns, untried = [], []
    tried = documents.changes[:MOST_UNDONE] if other or before.verdict != now.verdict else []
    for number, change in enumerate(tried, 1):
        decision = _decided_without(change, now)
        if decision is None:
            untried.append(number)
            continue
        found = _by_key(decision, compare_documents(before.document.tree, decision.document.tree))
        for key in other:
            if not _differ(old.get(key), found.get(key)):
                causes[key].append(number)
        if before.verdict != now.verdict and decision.verdict == before.verdict:
            turns.append(number)
    return Comparison(
        before,
        now,
        documents.changes,
        (_names(before), _names(now)),
        [OutcomeChange(old.get(key), new.get(key), tuple(causes[key])) for key in other],
        tuple(turns),
        tuple(untried),
        len(documents.changes) - len(tried) if tried else 0,
    )


def _decided_without(change: DocumentChange, now: Decision) -> Decision | None:
    """Return the decision about the second version with one change undone; None where that is no whole document."""
    tree = undone(now.document.tree, change)
    try:
        application = load_application(tree, now.scheme.form)
        return check(application, now.scheme, on=now.day, variant=now.variant, judgements=now.judgements)
    except (DocumentError, JudgementsError):
        return None


def _differ(old: Outcome | None, new: Outcome | None) -> bool:
    if old is None or new is None:
        return old is not new
    return (old.status, old.leads_to) != (new.status, new.leads_to)


def _by_key(decision: Decision, compared: Compared | None) -> dict[Key, Outcome]:
    """Return outcomes by their rule and subject; of a subject that is known by its row, by that row in the first."""
    found = {}
    for outcome in decision.outcomes:
        fact = outcome.subject
        path = compared.in_first(fact.path) if compared else fact.path
        found[outcome.rule.id, fact.kind, path, "" if _by_row(fact.id, fact.path) else fact.id] = outcome
    return found


def _by_row(fact_id: str, path: Path) -> bool:
    """Whether an id is no more than the number of the row, or of the row in its part."""
    last = path[-1] if path else None
    return isinstance(last, int) and fact_id.rpartition(".")[2] == str(last + 1)


def _names(decision: Decision) -> dict[Path, Text]:
    names: dict[Path, Text] = {}
    for facts in decision.record.facts.values():
        for fact in facts:
            if fact.given and fact.path and any(isinstance(step, int) for step in fact.path):
                names.setdefault(fact.path, name_of(fact))
    return names
