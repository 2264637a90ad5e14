"""What an interview asks: only what still matters, all that does, and whatever the order of the answers the same."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest

from sto_check.decision.check import check
from sto_check.documents.document import Document
from sto_check.engine.status import Status
from sto_check.forms.load import load_application, read_application
from sto_check.interview.next_question import interview
from sto_check.scheme.compiled import open_scheme
from sto_check.text.place import Path, write_path
from tests.interview.completions import completions
from tests.interview.people import answered
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.forms.load import Application
    from sto_check.interview.next_question import Interview
    from sto_check.scheme.scheme import Scheme
    from tests.interview.completions import Completions
    from tests.subsidies import Subsidy

SCHEMES = ["sto-2025-2028", "sto-2025-2028-uitwerking", "sto-2020-2024", "sto-2020-2024-eindrapportage", "sto-na-2029"]


def _empty(scheme: Scheme) -> Application:
    return read_application(Document("<empty>", {"regeling": scheme.id}), scheme.form)


@pytest.mark.parametrize("name", [*SCHEMES, ENERGY.name, GARDENS.name])
def test_an_interview_ends_and_what_was_settled_stays(name: str) -> None:
    rules = {ENERGY.name: ENERGY.rules, GARDENS.name: GARDENS.rules}.get(name)
    scheme, random = open_scheme(name, rules), Random(1)
    asks = partial(check, scheme=scheme)
    application, later, settled = _empty(scheme), set[Path](), None
    answers: set[Path] = set()
    for _ in range(400):
        found = interview(application, asks, later)
        assert not answers & {question.path for question in found.questions}, "an answer is an answer"
        settled = settled or (found.decision.verdict if found.settled else None)
        assert settled in {None, found.decision.verdict}
        if not found.questions:
            break
        changed = answered(application, found.questions[0], random)
        if changed is None:
            later.add(found.questions[0].path)
        else:
            answers.add(found.questions[0].path)
            application = changed
    assert not found.questions


@pytest.mark.parametrize("subsidy", [ENERGY, GARDENS], ids=lambda one: one.name)
def test_it_asks_what_a_decision_can_turn_on_and_nothing_else(subsidy: Subsidy) -> None:
    for made, found in _held_against_all(subsidy, changes=0):
        assert (set(made.verdicts.values()) == {found.decision.verdict}) == found.settled
        asked = {question.path for question in found.questions if question.decisive}
        assert all(made.turns_on(path) for path in asked & set(made.blanks))


@pytest.mark.parametrize("subsidy", [ENERGY, GARDENS], ids=lambda one: one.name)
def test_what_is_settled_is_whatever_is_wrong_with_the_rest(subsidy: Subsidy) -> None:
    settled = 0
    for made, found in _held_against_all(subsidy, changes=2):
        assert not found.settled or set(made.verdicts.values()) == {found.decision.verdict}
        settled += found.settled
    assert settled


def _held_against_all(subsidy: Subsidy, changes: int) -> Iterator[tuple[Completions, Interview]]:
    scheme, random = subsidy.scheme(), Random(1)
    asks = partial(check, scheme=scheme)
    tree = load_application(subsidy.application, scheme.form).document.tree
    assert isinstance(tree, dict)
    made = (completions(scheme.form, tree, asks, random, changes) for _ in range(60))
    for one in made:
        if one is not None:
            yield one, interview(one.application, asks)


def test_the_order_of_answers_makes_no_difference() -> None:
    scheme = open_scheme("sto-2025-2028")
    asks = partial(check, scheme=scheme)
    one = {"regeling": scheme.id, "regio": {"soort": "techniekluw", "naam": "Noord"}, "vooraanmelding": "2024-01-31"}
    other = {"vooraanmelding": "2024-01-31", "regio": {"naam": "Noord", "soort": "techniekluw"}, "regeling": scheme.id}
    first, second = (interview(read_application(Document("<x>", tree), scheme.form), asks) for tree in (one, other))
    assert _asked(first) == _asked(second)


def test_refusal_goes_first_and_settles_it() -> None:
    scheme = open_scheme("sto-2025-2028")
    asks = partial(check, scheme=scheme)
    found = interview(_empty(scheme), asks)
    assert not found.settled
    assert "refuse" in {rule.otherwise for rule in found.questions[0].rules}
    refused = {"regeling": scheme.id, "aanvrager": {"bevoegd_gezag_nummer": "1"},
               "penvoerder": {"bevoegd_gezag_nummer": "2"}}  # fmt: skip
    found = interview(read_application(Document("<x>", refused), scheme.form), asks)
    assert (found.settled, found.decision.verdict) == (True, "not-eligible")
    assert found.questions
    assert not any(question.decisive for question in found.questions)


def test_what_only_an_advice_waits_for_is_not_asked() -> None:
    scheme = open_scheme("sto-2025-2028")
    found = interview(_empty(scheme), partial(check, scheme=scheme))
    for question in found.questions:
        assert {rule.otherwise for rule in question.rules} | {rule.unknown for rule in question.rules} != {"advise"}


def test_what_the_office_fills_in_is_not_asked() -> None:
    scheme = open_scheme("sto-2025-2028")
    found = interview(_empty(scheme), partial(check, scheme=scheme))
    assert any(
        one.status == Status.UNKNOWN and "ontvangen" in one.explanation.missing for one in found.decision.outcomes
    )
    assert ("ontvangen",) not in {question.path for question in found.questions}


def _asked(found: Interview) -> list[tuple[str, bool]]:
    return [(write_path(question.path), question.decisive) for question in found.questions]
