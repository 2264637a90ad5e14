"""Rules of the round: what only all applications together show, and what one application says of it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from sto_check import DocumentError, check, check_round, load_application, load_scheme
from sto_check.decision.check import WrongSchemeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check import Application, Outcome, Round
    from tests.scheme.small import SmallScheme

SCHEME = load_scheme("sto-2025-2028")


def region(name: str, number: str, brin: str, asks: int, kind: str = "techniekregio") -> Application:
    school = {"id": "a", "soort": "vmbo", "naam": name, "brin": brin, "vestigingsnummer": "00"}
    return load_application(
        {
            "regio": {"soort": kind, "naam": name, "nummer": number},
            "penvoerder": {"naam": name, "brin": brin, "vestigingsnummer": "00"},
            "partners": [school],
            "begroting": {"gevraagd_bedrag": f"{asks}.00"},
        }
    )


def about(found: Round, rule: str) -> list[Outcome]:
    return [outcome for outcome in found.outcomes if outcome.rule.id == rule]


def said(found: Round) -> list[tuple[str, str, str]]:
    return sorted((one.rule.id, one.status, one.explanation.reason.nl) for one in found.outcomes)


def test_what_applications_ask_together_is_held_against_the_ceiling() -> None:
    applications = [region("Een", "1", "01AA", 300_000_000), region("Twee", "2", "02AA", 100_000_000)]
    (ceiling,) = about(check_round(applications, SCHEME), "STO-M3a")
    assert ceiling.status == "not_met"
    assert ceiling.leads_to == "refuse"
    assert ceiling.explanation.reason.nl.replace("\u00a0", " ") == (
        "Samen gevraagd: € 400.000.000,00; plafond: € 368.640.080,00."
    )
    assert "31.359.920,00" in ceiling.explanation.remedy.nl


def test_a_school_in_two_regions_is_told_in_each_of_them() -> None:
    applications = [region("Een", "1", "01AA", 1), region("Twee", "2", "01AA", 1), region("Drie", "3", "03AA", 1)]
    found = about(check_round(applications, SCHEME), "STO-R12a")
    assert [(one.subject.label, one.status) for one in found] == [
        ("Een", "not_met"),
        ("Twee", "not_met"),
        ("Drie", "met"),
    ]
    assert all(
        one.subject.document is application.document for one, application in zip(found, applications, strict=True)
    )


def planned(name: str, *costs: tuple[str, str]) -> Application:
    """Return an application with one activity, and what it costs: each a description and an amount."""
    lines = [
        {"activiteit": "act", "categorie": "loonkosten", "omschrijving": what, "jaar": "2025", "bedrag": amount,
         "subsidiabel": "ja"}
        for what, amount in costs
    ]  # fmt: skip
    activity = {"id": "act", "naam": "Techniekdagen in de werkplaats"}
    return load_application({"regio": {"naam": name}, "activiteiten": [activity], "begroting": {"kosten": lines}})


def test_what_is_counted_in_an_application_is_its_own_and_what_is_counted_in_the_round_is_of_all() -> None:
    applications = [planned("Een", ("Uren", "10.00"), ("Hout", "5.00")), planned("Twee", ("Uren", "15.00"))]
    found = about(check_round(applications, SCHEME), "STO-M8f")
    assert [one.status for one in found] == ["not_met", "not_met"]
    for application, outcome in zip(applications, found, strict=True):
        evidence = {one.attribute: one for one in outcome.explanation.evidence}
        assert outcome.subject.document is application.document
        assert [part.attribute for part in evidence["activiteit.zo_begroot"].parts] == ["activiteit act"]
        assert len(evidence["activiteit.in_de_ronde"].parts) == 2
        spent = [part.value.nl.replace("\u00a0", " ") for part in evidence["activiteit.uitgaven"].parts]
        assert spent == (["€ 10,00", "€ 5,00"] if application is applications[0] else ["€ 15,00"])


def test_activities_that_cost_another_amount_are_not_the_same() -> None:
    applications = [planned("Een", ("Uren", "10.00")), planned("Twee", ("Uren", "10.01"))]
    assert [one.status for one in about(check_round(applications, SCHEME), "STO-M8f")] == ["met", "met"]


def test_the_order_of_the_applications_changes_nothing() -> None:
    applications = [region("Een", "1", "01AA", 5), region("Twee", "1", "02AA", 6), region("Drie", "3", "01AA", 7)]
    ways: list[Sequence[Application]] = list(permutations(applications))
    first, *others = [said(check_round(way, SCHEME)) for way in ways]
    assert len(first) == 2 + 3 * 3 + 3 * 2, "the two ceilings; of each region three, and of each absent plan two"
    assert all(one == first for one in others)


def test_a_ceiling_of_one_kind_of_region_leaves_the_other_alone() -> None:
    applications = [region("Een", "1", "01AA", 20_000_001, "techniekluw"), region("Twee", "2", "02AA", 1)]
    found = check_round(applications, SCHEME)
    assert [one.status for one in about(found, "STO-M3a")] == ["met"]
    assert [one.status for one in about(found, "STO-M3b")] == ["not_met"]


def test_a_single_check_says_only_that_a_rule_is_for_the_round() -> None:
    decision = check(region("Een", "1", "01AA", 400_000_000), SCHEME)
    of_the_round = {rule.id for rule in decision.of_the_round}
    assert of_the_round == {"STO-M3a", "STO-M3b", "STO-M8f", "STO-M8g", "STO-R12a", "STO-R12b", "STO-R12c"}
    assert not of_the_round & {outcome.rule.id for outcome in decision.outcomes}
    assert not of_the_round & {rule.id for rule in decision.not_applicable}


def test_the_same_application_twice_is_refused() -> None:
    one = load_application("regio: {naam: Een}\n")
    with pytest.raises(DocumentError) as caught:
        check_round([one, one], SCHEME)
    assert caught.value.problems[0].code == "application-twice"


def test_a_round_of_nothing_has_no_outcomes() -> None:
    assert check_round([], SCHEME).outcomes == ()


def test_a_rule_about_one_application_cannot_read_what_is_of_the_round(small: SmallScheme) -> None:
    small.change("measures.yaml", "where: {soort: mbo}}", "where: {soort: mbo}, over: round}")
    (problem,) = small.problems()
    assert problem.code == "rule-of-round"
    assert "regio.mbo" in problem.says.nl


def test_a_measure_of_one_application_cannot_read_what_is_of_the_round(small: SmallScheme) -> None:
    small.change("measures.yaml", "{sum: bijdrage.bedrag}", "{sum: bijdrage.bedrag, over: round}")
    (problem,) = small.problems()
    assert problem.code == "measure-of-round"
    assert "begroting.dekking" in problem.says.nl


def test_a_rule_of_the_round_that_speaks_of_nothing_is_named() -> None:
    without_schools = load_application({"regio": {"soort": "techniekregio", "naam": "Een", "nummer": "1"}})
    found = check_round([without_schools], SCHEME)
    silent = {rule.id for rule in SCHEME.rules_of("round")} - {outcome.rule.id for outcome in found.outcomes}
    assert {rule.id for rule in found.not_applicable} == silent
    assert "STO-M3a" not in silent


def test_the_last_day_of_receipt_counts_for_a_round() -> None:
    received = [load_application({"ontvangen": f"2024-09-{day:02}"}) for day in (20, 3, 11)]
    assert check_round(received, SCHEME).day == date(2024, 9, 20)


def test_outcomes_of_a_round_are_found_by_their_status() -> None:
    found = check_round([region("Een", "1", "01AA", 1), region("Twee", "2", "01AA", 1)], SCHEME)
    for status in ("met", "not_met", "unknown", "open"):
        assert found.with_status(status) == [one for one in found.outcomes if one.status == status]
    assert found.with_status("not_met") != []
    with pytest.raises(ValueError, match="missing"):
        found.with_status("missing")


def test_an_application_for_another_scheme_takes_no_part_in_a_round() -> None:
    others = [region("Een", "1", "01AA", 1), load_application({"regeling": "sto-na-2029"})]
    with pytest.raises(WrongSchemeError):
        check_round(others, SCHEME)
