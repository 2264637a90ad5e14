"""An outcome that a person sets aside: it shows as that everywhere, never disappears, and counts only as long as what
it was about stands there."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application, load_judgements
from sto_check.decision.judged import JudgedTooSoonError, NothingToSetAsideError, UnknownSubjectError
from sto_check.decision.result import Result
from sto_check.decision.text_judged import fingerprint_judged
from sto_check.reports import csv_report, html_report, json_report
from sto_check.reports.terminal import decision_lines
from tests.decision.test_judgements import APPLICATION, judged, refused

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Outcome
    from tests.scheme.small import SmallScheme

WHY = "De post hoort er toch bij."


def aside(rule: str = "X-A3", subject: str = "1", follows: str = "", read: str = "", why: str = WHY) -> str:
    more = f"  gevolg: {follows}\n" if follows else ""
    more += f"  onderwerp: {subject!r}\n" if subject else ""
    more += f"  gelezen: {read!r}\n" if read else ""
    return f"terzijde:\n- regel: {rule}\n{more}  door: Ada\n  op: 2024-10-21\n  motivering: {why}\n"


def decided(small: SmallScheme, text: str, application: str = APPLICATION) -> Decision:
    scheme = small.load()
    return check(load_application(application), scheme, judgements=load_judgements(text, scheme))


def outcome_of(decision: Decision, subject: str, rule: str = "X-A3") -> Outcome:
    return next(one for one in decision.outcomes if (one.rule.id, one.subject.id) == (rule, subject))


def test_what_is_set_aside_leads_nowhere_and_stays_what_it_is(small: SmallScheme) -> None:
    decision = decided(small, aside())
    found = outcome_of(decision, "1")
    assert (found.status, found.leads_to, found.is_set_aside) == ("not_met", None, True)
    assert outcome_of(decision, "3").leads_to == "assess"
    assert decision.set_aside == [found]
    assert found.explanation.reason.nl.startswith(f"Terzijde gesteld door Ada op 2024-10-21: {WHY} De regel zelf: ")
    assert found.explanation.reason.nl.endswith(outcome_of(decided(small, "terzijde: []\n"), "1").explanation.reason.nl)


def test_what_is_met_can_be_set_aside_too_and_then_decides(small: SmallScheme) -> None:
    assert outcome_of(decided(small, "terzijde: []\n"), "2").status == "met"
    decision = decided(small, aside(subject="2", follows="afwijzen"))
    assert outcome_of(decision, "2").leads_to == "refuse"
    assert decision.verdict == "not-eligible"
    assert decision.chain[-1].readings == 0


@pytest.mark.parametrize(("word", "leads_to"), [("geen", None), ("aanvullen", "supplement"), ("afwijzen", "refuse")])
def test_what_follows_instead_is_what_the_person_says(small: SmallScheme, word: str, leads_to: str | None) -> None:
    assert outcome_of(decided(small, aside(follows=word)), "1").leads_to == leads_to


def test_without_a_subject_all_that_leads_somewhere_else_is_set_aside(small: SmallScheme) -> None:
    decision = decided(small, aside(subject=""))
    assert [one.subject.id for one in decision.set_aside] == ["1", "3"]


def test_one_that_was_set_aside_over_something_else_no_longer_counts(small: SmallScheme) -> None:
    read = fingerprint_judged(outcome_of(decided(small, aside()), "1"), load_application(APPLICATION).document)
    assert outcome_of(decided(small, aside(read=read)), "1").is_set_aside
    elsewhere = APPLICATION.replace("bedrag: 10,", "bedrag: 11,")
    assert outcome_of(decided(small, aside(read=read), elsewhere), "1").is_set_aside
    changed = APPLICATION.replace("bedrag: 10, subsidiabel: nee", "bedrag: 10")
    decision = decided(small, aside(read=read), changed)
    found = outcome_of(decision, "1")
    assert found.set_aside is not None
    assert (found.set_aside.stale, found.is_set_aside) == (True, False)
    assert found.leads_to == outcome_of(decided(small, "terzijde: []\n", changed), "1").leads_to
    lines = "\n".join(line.text for line in decision_lines(decision, "nl"))
    assert f"Terzijde gesteld (Ada, 2024-10-21: {WHY}), maar dat telt niet meer" in lines


def test_it_shows_in_every_report(small: SmallScheme) -> None:
    decision = decided(small, aside(subject="2", follows="afwijzen"))
    result = Result("x.yaml", decision, None)
    lines = "\n".join(f"{line.label} {line.text}" for line in decision_lines(decision, "nl"))
    assert "TERZIJDE GESTELD (1)" in lines
    assert lines.count(f"Terzijde gesteld door Ada op 2024-10-21: {WHY}") == 1
    assert "leidt tot afwijzing" in lines
    for report in (html_report, csv_report, json_report):
        out = StringIO()
        report.write([result], out, "nl")
        assert f"Terzijde gesteld door Ada op 2024-10-21: {WHY}" in out.getvalue()
    found = json.loads(out.getvalue())["applications"][0]["decision"]["outcomes"]
    assert [one["set_aside"] for one in found if one["set_aside"]] == [
        {"leads_to": "refuse", "by": "Ada", "on": "2024-10-21", "motivation": WHY, "stale": False}
    ]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (aside("X-J1", ""), "judged-not-set-aside", "Geef een oordeel."),
        (aside("X-A33"), "unknown-rule", "Bedoelt u X-A3?"),
        (aside(follows="afwijze"), "not-a-consequence", "Bedoelt u afwijzen?"),
        (aside(why="' '"), "empty-judgement", None),
        (aside() + aside().removeprefix("terzijde:\n"), "judged-twice", None),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_place(small: SmallScheme, text: str, code: str, hint: str | None) -> None:
    (found,) = refused(small, text)
    assert (found.code, found.hint.nl if found.hint else None) == (code, hint)
    assert found.path.startswith("terzijde[")
    assert found.place is not None


def test_nothing_is_set_aside_that_is_not_there_or_follows_already(small: SmallScheme) -> None:
    with pytest.raises(NothingToSetAsideError, match="volgt al"):
        decided(small, aside(subject="2"))
    with pytest.raises(UnknownSubjectError, match="geen uitkomst van X-A3 over “9”"):
        decided(small, aside(subject="9"))
    with pytest.raises(JudgedTooSoonError, match="pas ontvangen"):
        decided(small, aside().replace("2024-10-21", "2024-05-31"))


def test_a_judgement_over_a_text_that_changed_is_shown_and_does_not_count(small: SmallScheme) -> None:
    read = fingerprint_judged(
        outcome_of(decided(small, "terzijde: []\n"), "aanvraag", "X-J1"), load_application(APPLICATION).document
    )
    text = "beoordelingen:\n" + judged() + f"  gelezen: {read!r}\n"
    assert outcome_of(decided(small, text), "aanvraag", "X-J1").status == "met"
    decision = decided(small, text, APPLICATION.replace("overal", "nergens"))
    found = outcome_of(decision, "aanvraag", "X-J1")
    assert (found.status, found.leads_to) == ("open", "assess")
    assert found.judgement is not None
    assert found.judgement.stale
    assert decision.scores is None
    lines = "\n".join(line.text for line in decision_lines(decision, "nl"))
    assert "telt niet meer: de tekst is sindsdien veranderd (goed, Ada, 2024-10-21: Daarom.)" in lines
    elsewhere = APPLICATION.replace("afbakening: kort", "afbakening: lang")
    assert outcome_of(decided(small, text, elsewhere), "aanvraag", "X-J1").status == "met"
