"""Adding co-financing never turns STO-M4 from met to not met, and the remedy is always exactly enough."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sto_check import check, load_application, load_scheme
from sto_check.documents.read import read_file

if TYPE_CHECKING:
    from sto_check.engine.outcome import Outcome

BASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases" / "bases"
SCHEME = load_scheme("sto-2025-2028")
BASE: Any = read_file(BASES / "techniekregio.yaml").tree
cents = st.integers(0, 10**9)


def euros(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


def m4(costs: int, contributions: list[int]) -> Outcome:
    tree = copy.deepcopy(BASE)
    tree["begroting"]["kosten"] = [{"bedrag": euros(costs), "subsidiabel": "ja"}]
    tree["begroting"]["cofinanciering"] = [{"bedrag": euros(amount)} for amount in contributions]
    (found,) = [one for one in check(load_application(tree), SCHEME).outcomes if one.rule.id == "STO-M4"]
    return found


@settings(max_examples=60, deadline=None)
@given(costs=cents, contributions=st.lists(cents, max_size=4), more=cents)
def test_more_co_financing_never_makes_it_worse(costs: int, contributions: list[int], more: int) -> None:
    before, after = m4(costs, contributions), m4(costs, [*contributions, more])
    assert (before.status, after.status) != ("met", "not_met")


@settings(max_examples=60, deadline=None)
@given(costs=st.integers(1, 10**9), contribution=cents)
def test_it_is_met_from_the_exact_tenth_part_on(costs: int, contribution: int) -> None:
    assert (m4(costs, [contribution]).status == "met") is (contribution * 10 >= costs)


@settings(max_examples=60, deadline=None)
@given(costs=st.integers(2, 10**9), data=st.data())
def test_what_the_remedy_asks_is_just_enough(costs: int, data: st.DataObject) -> None:
    contribution = data.draw(st.integers(0, (costs - 1) // 10))
    found = m4(costs, [contribution])
    if found.status == "met":
        return
    words = found.explanation.remedy.en.split("€\N{NO-BREAK SPACE}")[1].split(" ")[0]
    shortfall = int(words.replace(",", "").replace(".", ""))
    assert m4(costs, [contribution, shortfall]).status == "met"
    assert m4(costs, [contribution, shortfall - 1]).status == "not_met"
