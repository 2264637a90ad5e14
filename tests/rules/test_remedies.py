"""What the remedies about money say, done alone or all at once, leads there: nothing they ask undoes another.

STO-M4 says itself what is for the assessor (STO-M10b) once the co-financing is large enough.
"""

from __future__ import annotations

import copy
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.documents.read import read_file

if TYPE_CHECKING:
    from sto_check.engine.outcome import Outcome

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": CASES / "maxima.csv"})
BASE: Any = read_file(CASES / "bases" / "techniekregio.yaml").tree
MONEY = ("STO-M1", "STO-M4", "STO-M5", "STO-M10", "STO-M10b")
AMOUNT = re.compile("€\N{NO-BREAK SPACE}([0-9.]+),([0-9]{2})")
ASKED = (5_000_00, 89_999_99, 90_000_00, 95_000_00, 100_000_00, 100_000_01, 160_000_00)
CO_FINANCED = (0, 5_999_99, 9_999_99, 10_000_00, 15_000_00, 70_000_00)
NOT_ELIGIBLE = ((), (0,), (1, 5))


def budget(asked: int, co_financed: int, not_eligible: tuple[int, ...]) -> Any:
    tree = copy.deepcopy(BASE)
    tree["begroting"]["gevraagd_bedrag"] = _euros(asked)
    contribution = tree["begroting"]["cofinanciering"][0] | {"bedrag": _euros(co_financed)}
    tree["begroting"]["cofinanciering"] = [contribution] if co_financed else []
    for position in not_eligible:
        tree["begroting"]["kosten"][position]["subsidiabel"] = "nee"
    return tree


def failing(tree: Any) -> list[Outcome]:
    outcomes = check(load_application(tree), SCHEME).outcomes
    return [one for one in outcomes if one.rule.id in MONEY and one.status == "not_met"]


def steps(outcome: Outcome) -> tuple[int, int]:
    """Return by how much a remedy changes the subsidy asked and the co-financing, in cents."""
    said = outcome.explanation.remedy.nl
    found = AMOUNT.search(said)
    assert found, said
    amount = int(found[1].replace(".", "") + found[2])
    assert amount > 0, said
    if "evenveel" in said:
        return -amount, amount
    return (-amount, 0) if "minder subsidie" in said else (0, amount)


def followed(budget_of: tuple[int, int, tuple[int, ...]], outcomes: list[Outcome]) -> Any:
    asked, co_financed, not_eligible = budget_of
    for outcome in outcomes:
        less, more = steps(outcome)
        asked, co_financed = asked + less, co_financed + more
    return budget(max(asked, 0), co_financed, not_eligible)


@pytest.mark.parametrize("not_eligible", NOT_ELIGIBLE)
def test_all_remedies_about_money_together_leave_nothing(not_eligible: tuple[int, ...]) -> None:
    for asked, co_financed in itertools.product(ASKED, CO_FINANCED):
        found = failing(budget(asked, co_financed, not_eligible))
        if sum(steps(one)[0] for one in found) + asked < 0:
            continue  # more is to be left out than was asked: the budget itself must be made again
        left = {one.rule.id for one in failing(followed((asked, co_financed, not_eligible), found))}
        told = {"STO-M10b"} if "STO-M4" in {one.rule.id for one in found} else set()
        assert left <= told, (asked, co_financed, [one.rule.id for one in found])


@pytest.mark.parametrize("not_eligible", NOT_ELIGIBLE)
def test_each_remedy_about_money_alone_mends_its_own_rule(not_eligible: tuple[int, ...]) -> None:
    for asked, co_financed in itertools.product(ASKED, CO_FINANCED):
        before = failing(budget(asked, co_financed, not_eligible))
        for one in before:
            if steps(one)[0] + asked < 0:
                continue
            after = {left.rule.id for left in failing(followed((asked, co_financed, not_eligible), [one]))}
            assert one.rule.id not in after, (asked, co_financed)
            assert after <= {other.rule.id for other in before} | {"STO-M10b"}, (asked, co_financed, one.rule.id)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
