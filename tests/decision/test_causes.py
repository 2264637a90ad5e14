"""One cause is told once, however many outcomes wait for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_scheme
from sto_check.decision.causes import causes_of
from sto_check.documents.document import Document
from sto_check.documents.read import read_file
from sto_check.engine.status import Status
from sto_check.forms.load import read_application
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})


@pytest.fixture
def tree() -> Any:
    return read_file(SAMPLES / "techniekregio-volledig.yaml").tree


def decided(tree: Any) -> Decision:
    return check(read_application(Document("<dict>", tree)), scheme())


@pytest.mark.parametrize(
    "part",
    ["activiteiten", "begroting", "documenten", "doelstellingen", "lopende_projecten", "ondertekeningen", "organisatie",
     "overeenkomst", "profieldoelen", "visie"],
)  # fmt: skip
@pytest.mark.parametrize("empty", [False, True])
def test_a_whole_part_that_is_absent_is_one_cause_with_one_remedy(tree: Any, part: str, empty: bool) -> None:
    tree[part] = None
    if not empty:
        del tree[part]
    decision = decided(tree)
    (cause,) = causes_of(decision.outcomes)
    assert [lack.name for lack in cause.lacks] == [part]
    assert cause.reason == Text(f"Niet ingevuld: {part}.", f"Not given: {part}.")
    assert cause.remedy == Text(f"Vul in: {part}.", f"Fill in: {part}.")
    assert list(cause.outcomes) == decision.with_status(Status.UNKNOWN)
    assert cause.rules == tuple(dict.fromkeys(outcome.rule.id for outcome in cause.outcomes))
    assert len(cause.rules) > 2


def test_each_outcome_that_is_unknown_has_one_cause_and_no_other_has_any() -> None:
    decision = decided(read_file(SAMPLES / "techniekregio-vroeg-concept.yaml").tree)
    causes = causes_of(decision.outcomes)
    told = [id(outcome) for cause in causes for outcome in cause.outcomes]
    assert sorted(told) == sorted(id(outcome) for outcome in decision.with_status(Status.UNKNOWN))
    assert len({frozenset(lack.name for lack in cause.lacks) for cause in causes}) == len(causes) > 20
    sizes = [len(cause.outcomes) for cause in causes]
    assert sizes == sorted(sizes, reverse=True)


def test_a_cost_without_an_activity_asks_once(tree: Any) -> None:
    del tree["begroting"]["kosten"][0]["activiteit"]
    (cause,) = causes_of(decided(tree).outcomes)
    assert cause.remedy.nl == "Vul in: begroting.kosten[0].activiteit."
    assert {"STO-M9", "STO-M11"} <= set(cause.rules)


def test_in_whatever_order_rules_ask_for_the_same_it_is_one_cause(tree: Any) -> None:
    del tree["begroting"]["kosten"], tree["begroting"]["cofinanciering"]
    causes = causes_of(decided(tree).outcomes)
    both = [cause for cause in causes if len(cause.lacks) == 2]
    assert [{lack.name for lack in cause.lacks} for cause in both] == [{"begroting.kosten", "begroting.cofinanciering"}]
    assert {"STO-M4", "STO-M5"} <= set(both[0].rules)


def test_what_comes_from_elsewhere_is_asked_for_in_its_own_words(tree: Any) -> None:
    tree["regio"]["nummer"] = "9999"
    (cause,) = causes_of(decided(tree).outcomes)
    assert cause.rules == ("STO-M1",)
    assert cause.remedy.en.startswith("Give the maximum of this region with --maxima FILE")


def test_two_places_that_contradict_each_other_are_a_cause_that_asks_to_make_them_the_same(tree: Any) -> None:
    school = next(one for one in tree["partners"] if one.get("profielen"))
    other = {**school, "id": "nogmaals", "leerwegen": {**school["leerwegen"], "bb": "1"}}
    tree["partners"].append(other)
    causes = causes_of(decided(tree).outcomes)
    at = tree["partners"].index(school), len(tree["partners"]) - 1
    one, two = (f"partners[{number}].leerwegen.bb" for number in at)
    told = next(cause for cause in causes if {lack.name for lack in cause.lacks} == {one, two})
    assert sorted(told.remedy.nl.removeprefix("Maak gelijk: ").removesuffix(".").split(", ")) == sorted([one, two])
    assert f"{two} (1)" in told.reason.nl
    assert all(lack.contradicted and lack.supply is None for lack in told.lacks)


def test_a_part_that_is_there_but_lacks_a_field_is_asked_for_that_field(tree: Any) -> None:
    del tree["visie"]["route"]
    (cause,) = causes_of(decided(tree).outcomes)
    assert [lack.name for lack in cause.lacks] == ["visie.route"]
