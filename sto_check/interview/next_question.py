"""What an interview asks next: only what can still change the decision, what settles it soonest first.

It looks at the document and nothing else, so that answers in any order, and corrected ones, lead to the same questions.
A value that is not known is counted as such (three-valued logic), so what is settled holds whatever the rest becomes.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.engine.status import Status
from sto_check.forms.load import read_application
from sto_check.interview.answer import put
from sto_check.interview.question import absent_group, question_at
from sto_check.text.place import read_path, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Outcome
    from sto_check.forms.load import Application
    from sto_check.interview.question import Question
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path

_MOST_ROUNDS = 20
"""How many times the groups that are absent are looked into; each is inside one of the time before."""


class Interview(NamedTuple):
    """Where an interview stands: the decision as the document is now, and the questions, the next one first.

    ``settled`` is whether the decision stays what it is, whatever is answered: then the questions are about what is to
    be supplied all the same. Parts may still be added to a list; that changes what was answered.
    """

    decision: Decision
    questions: tuple[Question, ...]
    settled: bool


def interview(
    application: Application, check: Callable[[Application], Decision], skipped: Collection[Path] = ()
) -> Interview:
    """Return where an interview about an application stands; ``skipped`` are questions not to ask (again)."""
    decision = check(application)
    level = _levels(decision.scheme)
    certain = [level(one.leads_to) for one in decision.outcomes if one.status != Status.UNKNOWN]
    floor = min(certain, default=level(None))
    open_ = [_gravest(one, level) for one in decision.outcomes if one.status == Status.UNKNOWN]
    asked = _questions(application, _waiting(application, decision, check), level, floor)
    questions = tuple(question for question in asked if question.path not in skipped)
    return Interview(decision, questions, min(open_, default=floor) >= floor)


def _questions(
    application: Application,
    waiting: Iterable[tuple[Outcome, list[Path]]],
    level: Callable[[Any], int],
    floor: int,
) -> Iterator[Question]:
    """Yield the open questions, each once: first those on which the decision can turn, those of most weight first.

    It can turn on what may lead to something graver than ``floor``, to which what is known already leads.
    """
    tree = application.document.tree
    found: dict[Path, _Open] = {}
    for outcome, missing in waiting:
        gravest = _gravest(outcome, level)
        if gravest == level(None):
            continue
        for path in missing:
            question = question_at(application.form, tree, path)
            if question is not None:
                found.setdefault(question.path, _Open(question)).add(outcome, gravest, len(missing))
    for one in sorted(found.values(), key=lambda one: (one.level, one.question.sort != "value", -one.weight)):
        yield one.question._replace(rules=tuple(one.rules.values()), decisive=one.level < floor)


def _gravest(outcome: Outcome, level: Callable[[Any], int]) -> int:
    """Return how grave what may follow from an outcome that is not known is at most."""
    return min(level(outcome.rule.otherwise), level(outcome.rule.unknown))


class _Open:
    """A question with what waits for it. ``level`` is that of the gravest that can follow, 0 the gravest of all."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.level = 1 << 30
        self.weight = 0.0
        self.rules: dict[str, Any] = {}

    def add(self, outcome: Outcome, level: int, of: int) -> None:
        """Add an outcome that waits for this and so many questions in all."""
        if level < self.level:
            self.level, self.weight = level, 0.0
        if level == self.level:
            self.weight += 1 / of
        self.rules[outcome.rule.id] = outcome.rule


def _levels(scheme: Scheme) -> Callable[[Any], int]:
    """Return how grave a consequence is: its position in the policy; what the policy does not name comes last."""
    order = [entry.when for entry in scheme.decision.policy if entry.when]
    return lambda consequence: order.index(consequence) if consequence in order else len(order)


def _waiting(
    application: Application, decision: Decision, check: Callable[[Application], Decision]
) -> Iterator[tuple[Outcome, list[Path]]]:
    """Yield every outcome that is not known, with where what it waits for should stand.

    Of a group that is absent the rules say only that it is absent. Which of its values they wait for shows in a
    document that has the group, and nothing in it.
    """
    form, office = application.form, set(application.form.by_office)
    tree: Any = deepcopy(application.document.tree)
    for _ in range(_MOST_ROUNDS):
        paths = {path for one in decision.outcomes for path in _missing(one)}
        groups = {group for path in paths if (group := absent_group(form, tree, path))}
        for group in groups:
            put(tree, group, {})
        if not groups:
            break
        try:
            decision = check(read_application(Document(application.name, tree), form))
        except DocumentError:  # a group may not be empty for a reason of the form's own
            break
    for outcome in decision.outcomes:
        missing = [path for path in _missing(outcome) if steps_of(path) not in office]
        if missing:
            yield outcome, missing


def _missing(outcome: Outcome) -> list[Path]:
    waits = outcome.status == Status.UNKNOWN and outcome.judgement is None
    return [read_path(path) for path in outcome.explanation.missing] if waits else []
