"""Judgements: what is wrong with them and where, and what they close."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application, load_judgements, load_scheme
from sto_check.decision.judged import (
    JudgedTooSoonError,
    JudgementsError,
    OtherApplicationError,
    UnknownSubjectError,
)
from sto_check.decision.judgements import NO_JUDGEMENTS
from sto_check.documents.errors import DocumentError
from sto_check.engine.outcome import JudgementRecord
from sto_check.forms.errors import ApplicationError
from sto_check.reports.terminal import decision_lines
from sto_check.text.language import Text
from sto_check.text.place import Place

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.text.errors import Problem
    from tests.scheme.small import SmallScheme

SAMPLES = Path(__file__).parents[2] / "samples"
APPLICATION = """\
ontvangen: 2024-06-01
regio: {soort: techniekregio, afbakening: kort}
visie: {definitie: Techniek is overal.}
partners: [{id: roc, soort: mbo}]
begroting:
  kosten:
  - {bedrag: 10, subsidiabel: nee}
  - {bedrag: 20, subsidiabel: ja}
  - {bedrag: 30, subsidiabel: nee}
"""


def judged(rule: str = "X-J1", score: str = "goed", subject: str = "", why: str = "Daarom.") -> str:
    about = f"  onderwerp: {subject!r}\n" if subject else ""
    return f"- regel: {rule}\n{about}  score: {score}\n  door: Ada\n  op: 2024-10-21\n  motivering: {why}\n"


def decided(small: SmallScheme, *judgements: str) -> Decision:
    scheme = small.load()
    given = load_judgements("beoordelingen:\n" + "".join(judgements), scheme)
    return check(load_application(APPLICATION), scheme, judgements=given)


def refused(small: SmallScheme, text: str) -> list[Problem]:
    with pytest.raises(ApplicationError) as caught:
        load_judgements(text, small.load())
    assert caught.value.exit_code == 65
    return list(caught.value.problems)


def statuses(decision: Decision) -> list[tuple[str, str, str, str | None]]:
    return [(outcome.rule.id, outcome.subject.id, outcome.status, outcome.leads_to) for outcome in decision.outcomes]


@pytest.mark.parametrize(
    ("judgement", "code", "place", "hint"),
    [
        (judged("X-J2"), "not-judged", (2, 10), "Bedoelt u X-J1?"),
        (judged("x-a3"), "not-judged", (2, 10), "Bedoelt u X-A3?"),
        (judged(score="goet"), "not-on-scale", (3, 10), "Bedoelt u goed?"),
        (judged(score="8"), "not-on-scale", (3, 10), "Bekend zijn: onvoldoende, voldoende, goed."),
        (judged(why="''"), "empty-judgement", (6, 15), None),
        (judged(why="'   '"), "empty-judgement", (6, 15), None),
        (judged().replace("Ada", '""'), "empty-judgement", (4, 9), None),
        (judged() + judged(score="voldoende"), "judged-twice", (7, 10), None),
        (judged("X-A3", subject="2") * 2, "judged-twice", (8, 10), None),
        (judged().replace("score", "scoor"), "unknown-key", (3, 3), "Bedoelt u score?"),
        (judged().replace("2024-10-21", "21 oktober"), "day", (5, 7), "Schrijf jaar-maand-dag: 2025-01-31."),
    ],
)
def test_what_is_wrong_with_a_judgement_is_told_at_its_place(
    small: SmallScheme, judgement: str, code: str, place: tuple[int, int], hint: str | None
) -> None:
    found = next(problem for problem in refused(small, "beoordelingen:\n" + judgement) if problem.code == code)
    assert found.place == Place("<text>", *place)
    assert (found.hint.nl if found.hint else None) == hint
    assert found.path.startswith("beoordelingen[")


def test_everything_that_is_wrong_is_told_at_once(small: SmallScheme) -> None:
    text = "beoordelingen:\n" + judged("X-J9", "matig", why="''") + judged("X-A2")
    assert [problem.code for problem in refused(small, text)] == [
        "not-judged",
        "not-on-scale",
        "empty-judgement",
        "not-judged",
    ]


def test_a_file_of_something_else_is_refused(small: SmallScheme) -> None:
    assert {problem.code for problem in refused(small, "regel: X-J1\nscore: goed\n")} == {"unknown-key"}
    assert {problem.code for problem in refused(small, "regeling: klein\n")} == {"missing"}


def test_what_nobody_judged_stays_open(small: SmallScheme) -> None:
    decision = check(load_application(APPLICATION), small.load())
    assert ("X-J1", "aanvraag", "open", "assess") in statuses(decision)
    assert decision.scores is None
    assert decision.verdict == "assess"


@pytest.mark.parametrize(
    ("score", "status", "leads_to", "points"),
    [("goed", "met", None, 2), ("voldoende", "met", None, 1), ("onvoldoende", "not_met", "refuse", 0)],
)
def test_a_judgement_closes_a_judgement_rule(
    small: SmallScheme, score: str, status: str, leads_to: str | None, points: int
) -> None:
    decision = decided(small, judged(score=score))
    (outcome,) = [outcome for outcome in decision.outcomes if outcome.rule.id == "X-J1"]
    assert (outcome.status, outcome.leads_to) == (status, leads_to)
    assert outcome.judgement == JudgementRecord(score, points, "Ada", date(2024, 10, 21), "Daarom.")
    assert decision.scores == (points, 2)


def test_insufficient_means_not_eligible(small: SmallScheme) -> None:
    decision = decided(small, judged(), judged("X-A3"))
    assert decision.verdict == "eligible"
    assert decided(small, judged(score="onvoldoende"), judged("X-A3")).verdict == "not-eligible"


def test_what_is_for_the_assessor_and_found_insufficient_stays_with_the_assessor(small: SmallScheme) -> None:
    """No rule says that it refuses; a judgement does not make it so, and the judgement is shown."""
    decision = decided(small, judged(), judged("X-A3", "onvoldoende", subject="1"), judged("X-A3", subject="3"))
    assert [found for found in statuses(decision) if found[0] == "X-A3"] == [
        ("X-A3", "1", "not_met", "assess"),
        ("X-A3", "2", "met", None),
        ("X-A3", "3", "not_met", None),
    ]
    assert decision.verdict == "assess"
    (outcome,) = [one for one in decision.outcomes if one.rule.id == "X-A3" and one.leads_to == "assess"]
    assert outcome.judgement is not None
    assert outcome.judgement.score == "onvoldoende"


def test_a_judgement_of_what_leads_to_assess_settles_it_and_the_outcome_stays_what_it_is(small: SmallScheme) -> None:
    decision = decided(small, judged("X-A3", "voldoende"))
    assert [found for found in statuses(decision) if found[0] == "X-A3"] == [
        ("X-A3", "1", "not_met", None),
        ("X-A3", "2", "met", None),
        ("X-A3", "3", "not_met", None),
    ]
    assert [bool(outcome.judgement) for outcome in decision.outcomes if outcome.rule.id == "X-A3"] == [
        True,
        False,
        True,
    ]


def test_a_judgement_of_one_subject_leaves_the_others_open(small: SmallScheme) -> None:
    decision = decided(small, judged(), judged("X-A3", "goed", subject="3"))
    assert [found for found in statuses(decision) if found[0] == "X-A3"] == [
        ("X-A3", "1", "not_met", "assess"),
        ("X-A3", "2", "met", None),
        ("X-A3", "3", "not_met", None),
    ]
    assert decision.verdict == "assess"


def test_the_judgement_of_a_subject_goes_before_the_one_for_all(small: SmallScheme) -> None:
    decision = decided(small, judged(), judged("X-A3", "goed"), judged("X-A3", "onvoldoende", subject="1"))
    assert [found[3] for found in statuses(decision) if found[0] == "X-A3"] == ["assess", None, None]
    assert decision.verdict == "assess"


@pytest.mark.parametrize(
    ("rule", "subject", "hint"),
    [
        ("X-J1", "aanvrag", ("Bedoelt u aanvraag?", "Did you mean aanvraag?")),
        ("X-A3", "9", ("Bekend zijn: 1, 2, 3.", "Known are: 1, 2, 3.")),
    ],
)
def test_a_judgement_of_a_subject_that_is_not_there_is_refused(
    small: SmallScheme, rule: str, subject: str, hint: tuple[str, str]
) -> None:
    with pytest.raises(UnknownSubjectError) as caught:
        decided(small, judged(), judged(rule, subject=subject))
    assert isinstance(caught.value, DocumentError)
    assert caught.value.exit_code == 65
    (problem,) = caught.value.problems
    assert problem.code == "unknown-subject"
    assert (problem.says.nl, problem.says.en) == (
        f"Er is geen uitkomst van {rule} over “{subject}”.",
        f"There is no outcome of {rule} about “{subject}”.",
    )
    assert problem.hint == Text(*hint)


def test_a_judgement_does_not_touch_what_a_person_does_not_decide(small: SmallScheme) -> None:
    text = APPLICATION.replace("soort: mbo", "soort: po")
    scheme = small.load()
    given = load_judgements("beoordelingen:\n" + judged() + judged("X-A3"), scheme)
    decision = check(load_application(text), scheme, judgements=given)
    assert decision.verdict == "not-eligible"
    assert ("X-A1", "regio", "not_met", "refuse") in statuses(decision)


def test_judgements_read_alike_from_a_dict_a_text_and_a_file(small: SmallScheme, tmp_path: Path) -> None:
    scheme = small.load()
    text = "beoordelingen:\n" + judged()
    file = tmp_path / "oordeel.yaml"
    file.write_text(text)
    one = {"regel": "X-J1", "score": "goed", "door": "Ada", "op": "2024-10-21", "motivering": "Daarom."}
    loaded = [load_judgements(source, scheme) for source in (text, file, str(file), {"beoordelingen": [one]})]
    assert all(judgements.given == loaded[0].given for judgements in loaded)
    assert loaded[0].sha256 == loaded[1].sha256 != ""


def test_all_that_is_wrong_with_a_file_of_judgements_is_told_at_once(small: SmallScheme) -> None:
    text = "beoordelingen:\n" + judged(score="goad") + "beoordelingen: []\nbeoordeling: []\n"
    with pytest.raises(DocumentError) as caught:
        load_judgements(text, small.load())
    assert [problem.code for problem in caught.value.problems] == ["duplicate-key", "unknown-key"]


@pytest.mark.parametrize(("name", "scores"), [("techniekregio", (10, 12)), ("techniekluw", None)])
def test_the_judged_samples_are_eligible_with_their_score(name: str, scores: tuple[int, int] | None) -> None:
    scheme = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    application = load_application(SAMPLES / f"{name}-volledig.yaml")
    judgements = load_judgements(SAMPLES / f"beoordeling-{name}-volledig.yaml", scheme)
    before = check(application, scheme)
    after = check(application, scheme, judgements=judgements)
    assert (before.verdict, before.scores) == ("assess", None)
    assert after.verdict == "eligible"
    assert after.scores is not None
    assert after.scores[1] == 12
    assert scores is None or after.scores == scores
    assert after.with_status("open") == []


HEADED = APPLICATION.replace("soort: techniekregio,", "soort: techniekregio, naam: Waardenkust, nummer: '27',")
NAMED = {"regeling": "klein", "regio": "Waardenkust", "nummer": "27"}


def given_to(small: SmallScheme, application: str, **head: str) -> Decision:
    scheme = small.load()
    text = (
        "".join(f"{key}: '{value}'\n" for key, value in head.items()) + "beoordelingen:\n" + judged() + judged("X-A3")
    )
    return check(load_application(application), scheme, judgements=load_judgements(text, scheme))


@pytest.mark.parametrize(
    "head",
    [
        NAMED,
        {"regio": "Waardenkust"},
        {"nummer": "27"},
        {"regio": " waardenkust "},
        {"nummer": " 27", "regeling": "klein"},
    ],
)
def test_judgements_name_their_application_by_name_or_number(small: SmallScheme, head: dict[str, str]) -> None:
    assert given_to(small, HEADED, **head).verdict == "eligible"


@pytest.mark.parametrize(
    ("head", "code", "nl", "en"),
    [
        ({**NAMED, "nummer": "14"}, "other-application", "nummer “14”", "number “14”"),
        ({**NAMED, "regio": "Oeverlanden"}, "other-application", "de regio “Oeverlanden”", "the region “Oeverlanden”"),
        ({"regio": "Oeverlanden"}, "other-application", "van de regio “Waardenkust”", "of the region “Waardenkust”"),
        ({}, "which-application", "regio: Waardenkust; nummer: 27.", "regio: Waardenkust; nummer: 27."),
        ({"regeling": "klein"}, "which-application", "regio: Waardenkust", "regio: Waardenkust"),
        ({"nummer": "", "regio": ""}, "which-application", "regio: Waardenkust", "regio: Waardenkust"),
    ],
)
def test_judgements_of_another_region_or_of_none_are_refused(
    small: SmallScheme, head: dict[str, str], code: str, nl: str, en: str
) -> None:
    with pytest.raises(OtherApplicationError) as caught:
        given_to(small, HEADED, **head)
    assert caught.value.exit_code == 65
    assert {problem.code for problem in caught.value.problems} == {code}
    assert nl in caught.value.render("nl")
    assert en in caught.value.render("en")


def test_judgements_of_a_region_are_refused_for_an_application_that_names_none(small: SmallScheme) -> None:
    assert given_to(small, APPLICATION).verdict == "eligible"
    with pytest.raises(OtherApplicationError, match="noemt zelf geen regio"):
        given_to(small, APPLICATION, **NAMED)


def test_judgements_for_another_scheme_are_refused_at_their_line(small: SmallScheme) -> None:
    (found,) = refused(small, "regeling: groot\nbeoordelingen:\n" + judged())
    assert (found.code, found.place, found.path) == ("wrong-scheme", Place("<text>", 1, 11), "regeling")
    assert found.says.en == "These judgements are for “groot”, not for klein."


@pytest.mark.parametrize(("day", "taken"), [("2024-05-31", False), ("2024-06-01", True), ("2024-06-02", True)])
def test_a_judgement_of_before_the_day_of_receipt_is_refused(small: SmallScheme, day: str, taken: bool) -> None:
    judgement = judged().replace("2024-10-21", day)
    if taken:
        assert decided(small, judgement).scores == (2, 2)
        return
    with pytest.raises(JudgedTooSoonError) as caught:
        decided(small, judgement)
    (found,) = caught.value.problems
    assert (found.code, found.path) == ("judged-before-receipt", "beoordelingen[0].op")
    assert found.place == Place("<text>", 5, 7)
    assert "2024-05-31" in found.says.nl


def test_a_judgement_of_a_day_to_come_is_refused(small: SmallScheme) -> None:
    today = date.today()
    assert decided(small, judged().replace("2024-10-21", today.isoformat())).scores == (2, 2)
    later = (today + timedelta(days=1)).isoformat()
    with pytest.raises(JudgedTooSoonError) as caught:
        decided(small, judged().replace("2024-10-21", later))
    (found,) = caught.value.problems
    assert (found.code, found.place) == ("judged-in-future", Place("<text>", 5, 7))


@pytest.mark.parametrize("written", ["", "visie: {}\n", "visie: {definitie: ''}\n", "visie: {definitie: '  '}\n",
                                     "visie: {kwaliteitsbeeld: Iets anders.}\n"])  # fmt: skip
def test_what_is_not_written_cannot_be_judged(small: SmallScheme, written: str) -> None:
    scheme = small.load()
    text = APPLICATION.replace("visie: {definitie: Techniek is overal.}\n", written)
    decision = check(load_application(text), scheme)
    (outcome,) = [one for one in decision.outcomes if one.rule.id == "X-J1"]
    assert (outcome.status, outcome.leads_to) == ("unknown", "supplement")
    assert outcome.explanation.reason == Text(
        "Nog niet te beoordelen; niet ingevuld: visie.definitie.", "Not yet to be judged; not given: visie.definitie."
    )
    assert outcome.explanation.remedy == Text("Vul in: visie.definitie.", "Fill in: visie.definitie.")
    assert outcome.explanation.missing == ("visie.definitie",)
    assert decision.verdict == "supplement"
    given = load_judgements("beoordelingen:\n" + judged() + judged("X-A3"), scheme)
    judged_all_the_same = check(load_application(text), scheme, judgements=given)
    (outcome,) = [one for one in judged_all_the_same.outcomes if one.rule.id == "X-J1"]
    assert (outcome.status, outcome.leads_to) == ("unknown", "supplement")
    assert outcome.judgement is not None
    assert judged_all_the_same.verdict == "supplement"
    assert judged_all_the_same.scores is None
    lines = " ".join(line.text for line in decision_lines(judged_all_the_same, "nl"))
    assert "telt nog niet (goed" in lines


def test_every_error_of_judgements_that_do_not_fit_is_one_class(small: SmallScheme) -> None:
    for error in (OtherApplicationError, UnknownSubjectError, JudgedTooSoonError):
        assert issubclass(error, JudgementsError)
    with pytest.raises(JudgementsError):
        given_to(small, HEADED)


def test_judgements_know_the_file_they_are_from(tmp_path: Path, small: SmallScheme) -> None:
    path = tmp_path / "oordelen.yaml"
    path.write_text("beoordelingen:\n" + judged(), encoding="utf-8")
    given = load_judgements(path, small.load())
    assert given.name == str(path)
    assert given.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (NO_JUDGEMENTS.name, NO_JUDGEMENTS.sha256) == ("", "")
