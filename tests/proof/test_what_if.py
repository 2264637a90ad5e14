"""What would help an application: the smallest changes, each checked again, and nothing made worse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.decision.check import check
from sto_check.documents.document import value_at
from sto_check.engine.status import Status
from sto_check.forms.load import Application, load_application
from sto_check.proof.choice import NothingThereError, may_change
from sto_check.proof.errors import ProofFaultError
from sto_check.proof.spots import spots_of
from sto_check.proof.what_if import WhatIf, what_if
from sto_check.scheme.compiled import open_scheme
from sto_check.text.place import read_path, write_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.decision.decision import Decision
    from sto_check.proof.spot import Content
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"
REFUSED: tuple[Consequence, ...] = ("refuse",)


@cache
def scheme() -> Scheme:
    return open_scheme("sto-2025-2028", None, {"maxima": SAMPLES / "maxima.csv"})


@dataclass
class Asked:
    """An application, what was found of it, and what would help."""

    application: Application
    found: WhatIf

    def ways(self, rule: str) -> list[dict[str, Content | None]]:
        """The changes of each way to mend a rule."""
        (mend,) = [one for one in self.found.mends if rule in {outcome.rule.id for outcome in one.outcomes}]
        return [{write_path(one.field.spot.path): one.to for one in way.changes} for way in mend.ways]


def ask(
    name: str,
    change: dict[str, Any] | None = None,
    *,
    clear_of: Sequence[Consequence] = REFUSED,
    keep: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Asked:
    """Ask what would help a sample, with other values at some paths."""
    tree = load_application(SAMPLES / f"{name}.yaml", scheme().form).document.tree
    for written, value in (change or {}).items():
        *way, last = read_path(written)
        value_at(tree, tuple(way))[last] = value
    application = load_application(tree, scheme().form)  # type: ignore[arg-type]
    again = partial(check, scheme=scheme())
    may = may_change(application.form, spots_of(application), keep, only)
    return Asked(application, what_if(application, again(application), clear_of, may, again))


def status(decision: Decision, rule: str) -> set[Status]:
    return {one.status for one in decision.outcomes if one.rule.id == rule}


def test_too_little_co_financing_needs_less_subsidy_and_as_much_more_from_others() -> None:
    asked = ask("techniekregio-cofinanciering-9-99")
    (way,) = asked.ways("STO-M4")
    assert way == {"begroting.gevraagd_bedrag": 535_080_000, "begroting.cofinanciering[0].bedrag": 8_259_460}
    together = asked.found.together
    assert together is not None
    assert status(together.decision, "STO-M4") == {Status.MET}
    assert together.decision.verdict == "assess"
    assert asked.found.left == ()


def test_one_cent_less_than_the_answer_puts_another_question() -> None:
    less = {"begroting.gevraagd_bedrag": "5350800.01", "begroting.cofinanciering[0].bedrag": "82594.59"}
    decision = ask("techniekregio-cofinanciering-9-99", less).found.decision
    assert status(decision, "STO-M4") == {Status.MET}
    assert status(decision, "STO-M4b") == {Status.NOT_MET}  # it led nowhere before, so no answer may stop here


def test_what_is_kept_does_not_change_and_another_way_is_found() -> None:
    kept = ask("techniekregio-cofinanciering-9-99", keep=["begroting.gevraagd_bedrag"])
    for way in kept.ways("STO-M4"):
        assert "begroting.gevraagd_bedrag" not in way
    assert kept.found.together is not None
    only = ask("techniekregio-cofinanciering-9-99", only=["begroting.gevraagd_bedrag"])
    assert only.found.mends == ()
    assert [one.rule.id for one in only.found.left] == ["STO-M4"]


def test_a_number_tells_how_far_it_may_go() -> None:
    asked = ask(
        "techniekregio-volledig", {"begroting.gevraagd_bedrag": "5252300.01"}, clear_of=("refuse", "supplement")
    )
    changes = {write_path(one.field.spot.path): one for mend in asked.found.mends for one in mend.ways[0].changes}
    assert changes["begroting.gevraagd_bedrag"].to == 525_230_000


def test_what_no_value_can_mend_is_said_to_be_left() -> None:
    late = ask("techniekregio-te-laat")
    assert [one.rule.id for one in late.found.left] == ["STO-P3"]  # the office fills in the day of receipt
    assert late.found.together is None
    alone = ask("techniekregio-zonder-mbo")
    assert [one.rule.id for one in alone.found.left] == ["STO-R1"]


def test_yes_or_no_changes_only_where_that_is_asked_for() -> None:
    double = {"begroting.kosten[3].overlap": "ja"}
    assert [one.rule.id for one in ask("techniekregio-volledig", double).found.left] == ["STO-M8b"]
    asked = ask("techniekregio-volledig", double, only=["begroting.kosten.overlap"])
    assert asked.ways("STO-M8b") == [{"begroting.kosten[3].overlap": False}]


def test_an_activity_that_ends_too_late_ends_on_the_last_day_of_the_period() -> None:
    asked = ask("techniekregio-activiteit-in-2029")
    assert asked.ways("STO-P1") == [{"activiteiten[16].eind": date(2028, 12, 31).toordinal()}]


def test_a_list_of_words_or_years_changes_by_one_where_that_is_asked_for() -> None:
    tracks = ask("techniekregio-leerweg-zonder-besteding", only=["activiteiten.leerwegen"])
    assert tracks.ways("STO-C6") == [{"activiteiten[0].leerwegen": ("bb", "kb", "gl", "tl")}]
    late = {"activiteiten[0].jaren": ["2025", "2026", "2027", "2028", "2029"]}
    years = ask("techniekregio-volledig", late, only=["activiteiten.jaren"])
    assert years.ways("STO-P1") == [{"activiteiten[0].jaren": (2025, 2026, 2027, 2028)}]


def test_a_blank_is_filled_in_with_what_helps() -> None:
    asked = ask("techniekregio-volledig", {"overeenkomst.einddatum": None}, clear_of=("refuse", "supplement"))
    (way,) = asked.ways("STO-P5")
    last = date(2028, 12, 31).toordinal()
    assert way["overeenkomst.einddatum"] == last
    (change,) = asked.found.mends[0].ways[0].changes
    assert change.least == last
    assert change.most == date.max.toordinal()


def test_causes_that_have_nothing_to_do_with_each_other_are_mended_apart_and_together() -> None:
    asked = ask(
        "techniekregio-volledig",
        {"overeenkomst.einddatum": "2028-12-30", "begroting.gevraagd_bedrag": "5900000"},
        clear_of=("refuse", "supplement"),
    )
    rules = [{one.rule.id for one in mend.outcomes} for mend in asked.found.mends]
    assert any("STO-P5" in one and "STO-M1" not in one for one in rules)
    assert any("STO-M1" in one and "STO-P5" not in one for one in rules)
    together = asked.found.together
    assert together is not None
    assert {"STO-P5", "STO-M1"}.isdisjoint(
        {one.rule.id for one in together.decision.outcomes if one.leads_to == "refuse"}
    )


def test_an_answer_makes_nothing_else_worse() -> None:
    asked = ask("techniekregio-cofinanciering-9-99")
    before = {(one.rule.id, one.subject.id): one.leads_to for one in asked.found.decision.outcomes}
    for mend in asked.found.mends:
        for way in mend.ways:
            for one in way.decision.outcomes:
                assert one.leads_to in {None, "advise", before.get((one.rule.id, one.subject.id))}


def test_nothing_is_needed_where_nothing_is_in_the_way() -> None:
    asked = ask("techniekregio-volledig", clear_of=("refuse", "supplement", "assess"))
    assert (asked.found.mends, asked.found.left, asked.found.together) == ((), (), None)


def test_the_same_question_has_the_same_answer() -> None:
    first, second = (ask("techniekregio-veel-gebreken") for _ in range(2))
    shown = [
        [(mend.outcomes[0].rule.id, [way.changes for way in mend.ways]) for mend in one.found.mends]
        for one in (first, second)
    ]
    told = [
        [
            (rule, [[(write_path(change.field.spot.path), change.to) for change in way] for way in ways])
            for rule, ways in one
        ]
        for one in shown
    ]
    assert told[0] == told[1] != []


def test_an_answer_that_does_not_come_out_is_a_fault() -> None:
    application = load_application(SAMPLES / "techniekregio-cofinanciering-9-99.yaml", scheme().form)
    decision = check(application, scheme())
    may = may_change(application.form, spots_of(application))
    with pytest.raises(ProofFaultError, match="STO-M4"):
        what_if(application, decision, REFUSED, may, lambda _changed: decision)


def test_a_path_where_nothing_can_change_is_told_with_the_nearest() -> None:
    application = load_application(SAMPLES / "techniekregio-volledig.yaml", scheme().form)
    spots = spots_of(application)
    with pytest.raises(NothingThereError, match=r"begroting\.gevraagd_bedrag"):
        may_change(application.form, spots, ["begroting.gevraagd_bedragen"])
    may = may_change(application.form, spots, change=["begroting.kosten[2]"])
    assert {spot.path[:3] for spot in spots if may(spot)} == {("begroting", "kosten", 2)}
