"""Two versions of an application: which outcomes are another, and by which change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application
from sto_check.desk.compare import OtherSchemesError, compare_decisions
from sto_check.documents.read import read_file
from sto_check.scheme.compiled import open_scheme
from tests.cli.conftest import SAMPLES, Ran
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.desk.compare import Comparison

    Run = Callable[..., Ran]

WHOLE = SAMPLES / "techniekregio-volledig.yaml"


def compared(edit: Callable[[Any], None]) -> Comparison:
    scheme = open_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    tree: Any = read_file(WHOLE).tree
    before = check(load_application(tree, scheme.form), scheme)
    later: Any = read_file(WHOLE).tree
    edit(later)
    return compare_decisions(before, check(load_application(later, scheme.form), scheme))


def other(found: Comparison) -> dict[str, tuple[str, str, tuple[int, ...]]]:
    return {
        (one.now or one.before).rule.id: (  # type: ignore[union-attr]
            one.before.status if one.before else "",
            one.now.status if one.now else "",
            one.causes,
        )
        for one in found.outcomes
    }


def test_rows_in_another_order_change_nothing() -> None:
    def edit(tree: Any) -> None:
        for key in ("partners", "activiteiten", "profieldoelen", "ondertekeningen"):
            tree[key].reverse()
        tree["begroting"]["kosten"].reverse()

    found = compared(edit)
    assert (found.changes, found.outcomes) == ([], [])


def test_each_outcome_is_held_to_the_change_that_caused_it() -> None:
    def edit(tree: Any) -> None:
        tree["vooraanmelding"] = "2024-07-04"
        tree["begroting"]["gevraagd_bedrag"] = "5900000.00"
        tree["visie"]["definitie"] = (
            "Techniek is van iedereen, en begint bij wat leerlingen thuis al maken en repareren."
        )

    found = compared(edit)
    assert [change.now for change in found.changes] == [
        ("vooraanmelding",),
        ("visie", "definitie"),
        ("begroting", "gevraagd_bedrag"),
    ]
    outcomes = other(found)
    assert outcomes["STO-P4"] == ("met", "not_met", (1,))
    assert outcomes["STO-M1"] == ("met", "not_met", (3,))
    assert all(2 not in causes for _, _, causes in outcomes.values())
    assert found.before.verdict == "assess"
    assert found.now.verdict == "not-eligible"
    assert found.turns == (3,)


def test_one_change_that_turns_the_decision_is_named() -> None:
    def edit(tree: Any) -> None:
        tree["begroting"]["gevraagd_bedrag"] = "5900000.00"
        tree["partners"].insert(0, tree["partners"].pop())

    found = compared(edit)
    assert (len(found.changes), found.turns) == (1, (1,))


def test_a_row_that_came_first_makes_the_others_no_other() -> None:
    def edit(tree: Any) -> None:
        tree["begroting"]["kosten"].insert(
            0, {**tree["begroting"]["kosten"][0], "overlap": "ja", "omschrijving": "Extra"}
        )

    found = compared(edit)
    assert [change.kind for change in found.changes] == ["added"]
    of_rows = [one for one in found.outcomes if (one.now or one.before).subject.kind == "kostenpost"]  # type: ignore[union-attr]
    assert {one.now.subject.id for one in of_rows if one.now} == {"1"}
    assert all(one.before is None for one in of_rows)


def test_a_change_that_cannot_be_undone_alone_is_told() -> None:
    def edit(tree: Any) -> None:
        tree["partners"].append({**tree["partners"][18], "id": "nieuw", "naam": "Bouwbedrijf Anker"})
        tree["activiteiten"][0]["uitvoerders"].append("nieuw")
        tree["vooraanmelding"] = "2024-07-04"

    found = compared(edit)
    assert [change.kind for change in found.changes] == ["changed", "added", "changed"]
    assert found.untried == (2,)
    assert other(found)["STO-P4"][2] == (1,)


def test_two_schemes_are_not_compared() -> None:
    one, two = open_scheme("sto-2025-2028"), GARDENS.scheme()
    before = check(load_application(WHOLE, one.form), one)
    with pytest.raises(OtherSchemesError, match=GARDENS.name):
        compare_decisions(before, check(load_application(GARDENS.application, two.form), two))
