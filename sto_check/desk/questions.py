"""What is still to be judged of an application: each question, what the form asked, and what the applicant wrote."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.text_judged import fingerprint_judged, text_judged
from sto_check.engine.explain import name_of
from sto_check.forms.annotations import models_in
from sto_check.text.language import LANGUAGES, Text, printable
from sto_check.text.place import read_path, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pydantic import BaseModel

    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import JudgementRecord, Outcome
    from sto_check.forms.form import Form


class Answer(NamedTuple):
    """What an applicant wrote: where, what the form asks there (in Dutch), and the lines of the answer."""

    called: str
    asked: str
    lines: list[str]


class Question(NamedTuple):
    """One outcome that a person judges.

    ``asks`` is the question itself, ``answers`` what to read for it. ``subject`` is the id of what it is about, empty
    where the rule speaks of one thing. ``before`` is a judgement that no longer counts, since the text has changed.
    """

    outcome: Outcome
    asks: Text
    subject: str
    answers: list[Answer]
    read: str
    before: JudgementRecord | None


def questions_of(decision: Decision) -> list[Question]:
    """Return what is still to be judged: the questions of judgement rules, then other outcomes that are for a person.

    What is already judged is not asked again, whatever the judgement; what cannot be judged yet is not asked either.
    """
    return questions_about([outcome for outcome in decision.outcomes if _is_asked(outcome)], decision)


def questions_about(outcomes: Iterable[Outcome], decision: Decision) -> list[Question]:
    """Return what a person is asked of outcomes of a decision: of judgement rules first."""
    of_rule = Counter(outcome.rule.id for outcome in decision.outcomes)
    return [
        Question(
            outcome,
            _asks(outcome),
            outcome.subject.id if of_rule[outcome.rule.id] > 1 else "",
            list(_answers(outcome, decision)),
            fingerprint_judged(outcome, decision.document),
            outcome.judgement,
        )
        for outcome in sorted(outcomes, key=lambda outcome: outcome.rule.judge is None)
    ]


def _is_asked(outcome: Outcome) -> bool:
    return outcome.leads_to == "assess" and outcome.standing_judgement is None and not outcome.too_soon_to_judge


def _asks(outcome: Outcome) -> Text:
    """Return what a person is asked: the rule's question, or whether what was found is sufficient all the same."""
    if outcome.rule.judge:
        return outcome.rule.judge.question
    title, reason, about = outcome.rule.title, outcome.explanation.reason, name_of(outcome.subject)
    status = outcome.status.words
    return Text(*(f"{title[lang]} ({about[lang]}; {status[lang]}). {reason[lang]}" for lang in LANGUAGES))


def _answers(outcome: Outcome, decision: Decision) -> Iterator[Answer]:
    named = decision.document.names
    for path, value in text_judged(outcome, decision.document):
        steps = read_path(path)
        lines = list(_lines(value))
        if lines:
            yield Answer(named.called(steps) or path, _form_asks(decision.scheme.form, steps_of(steps)), lines)


def _lines(value: Any) -> Iterator[str]:
    """Yield what an answer says, line by line: of a group each field with its key, of a list each part."""
    if isinstance(value, str):
        yield from (printable(line.strip()) for line in value.splitlines() if line.strip())
    elif isinstance(value, list):
        for item in value:
            inner = list(_lines(item))
            yield from (f"- {line}" if number == 0 else f"  {line}" for number, line in enumerate(inner))
    elif isinstance(value, dict):
        for key, item in value.items():
            inner, called = list(_lines(item)), printable(str(key)).replace("_", " ")
            if len(inner) == 1 and not isinstance(item, list | dict):
                yield f"{called}: {inner[0]}"
            elif inner:
                yield f"{called}:"
                yield from (f"  {line}" for line in inner)


def _form_asks(form: Form, steps: tuple[str, ...]) -> str:
    """Return what the form asks at a field, in its own words; empty where it says no more than the key."""
    models: tuple[type[BaseModel], ...] = (form.model,)
    said = ""
    for step in steps:
        field = next((model.model_fields[step] for model in models if step in model.model_fields), None)
        if field is None:
            return said
        models, said = tuple(models_in(field.annotation)), field.description or ""
    return said


def not_decided_yet(decision: Decision) -> Text:
    """Return what is still to be judged before there is a decision."""
    open_rules = dict.fromkeys(one.rule.id for one in decision.outcomes if one.leads_to == "assess")
    named, name = ", ".join(open_rules), printable(decision.application)
    return Text(
        f"Nog geen besluit: te beoordelen zijn {named}. Beoordeel eerst: sto-check assess {name}.",
        f"No decision yet: still to be judged are {named}. Judge first: sto-check assess {name}.",
    )
