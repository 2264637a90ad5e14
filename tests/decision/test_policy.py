"""What outcomes lead to: refuse over supplement over assess over eligible, and the chain that shows it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_judgements, load_scheme
from sto_check.decision.check import kept_of
from sto_check.decision.decision import Decision, Policy
from sto_check.engine.errors import ReadingsDifferError
from sto_check.engine.network import Network
from sto_check.scheme.errors import DayOutsideSchemeError, UnknownVariantError
from sto_check.text.language import Text

if TYPE_CHECKING:
    from tests.scheme.small import SmallScheme

JUDGED: dict[str, Any] = {
    "beoordelingen": [{"regel": "X-J1", "score": "goed", "door": "A", "op": "2025-06-02", "motivering": "Helder."}]
}


def application(*, refuse: bool = False, supplement: bool = False, assess: bool = False, advise: bool = False) -> Any:
    """Return an application that meets everything except what leads to each of these."""
    return {
        "ontvangen": "2025-06-01" if supplement else "2024-06-01",
        "regio": {"soort": "techniekregio", "afbakening": "een twee drie vier vijf" + " zes" * advise},
        "visie": {"definitie": "Techniek is overal."},
        "partners": [{"id": "roc", "soort": "po" if refuse else "mbo"}],
        "begroting": {"kosten": [{"bedrag": "10", "subsidiabel": "nee" if assess else "ja"}]},
    }


def decision_on(small: SmallScheme, given: Any, judged: dict[str, Any] = JUDGED) -> Decision:
    scheme = small.load()
    return check(load_application(given), scheme, judgements=load_judgements(judged, scheme))


@pytest.mark.parametrize(("refuse", "supplement", "assess", "advise"), list(product([False, True], repeat=4)))
def test_the_gravest_outcome_decides_and_advice_changes_nothing(
    small: SmallScheme, refuse: bool, supplement: bool, assess: bool, advise: bool
) -> None:
    decision = decision_on(small, application(refuse=refuse, supplement=supplement, assess=assess, advise=advise))
    ladder = [("not-eligible", 1, refuse), ("supplement", 3, supplement), ("assess", 4, assess), ("eligible", 0, True)]
    verdict, exit_code = next((verdict, code) for verdict, code, holds in ladder if holds)
    assert (decision.verdict, decision.exit_code) == (verdict, exit_code)
    verdicts = [verdict for verdict, _, _ in ladder]
    assert [step.verdict for step in decision.chain] == verdicts[: verdicts.index(verdict) + 1]
    assert [step.decides for step in decision.chain] == [False] * (len(decision.chain) - 1) + [True]
    leads = Counter(outcome.leads_to for outcome in decision.outcomes if outcome.leads_to)
    assert (
        leads == Counter({"refuse": refuse, "supplement": supplement, "assess": assess, "advise": advise}) - Counter()
    )


def test_the_chain_says_why_with_the_number_of_outcomes(small: SmallScheme) -> None:
    given = application()
    given["begroting"]["kosten"] = [{"bedrag": "10", "subsidiabel": "nee"}] * 3
    decision = decision_on(small, given)
    assert [(step.number, step.because) for step in decision.chain] == [
        (0, Text("Afwijzend: 0.", "Refusing: 0.")),
        (0, Text("Aan te vullen: 0.", "To supplement: 0.")),
        (3, Text("Te beoordelen: 3.", "To assess: 3.")),
    ]
    assert decision.title == Text("beoordelen", "assess")


def test_what_is_unknown_leads_to_a_supplement_unless_the_rule_says_otherwise(small: SmallScheme) -> None:
    decision = check(load_application({"regio": {"naam": "Leeg"}}), small.load())
    leads = {outcome.rule.id: (outcome.status, outcome.leads_to) for outcome in decision.outcomes}
    assert leads["X-A1"] == ("unknown", "supplement")
    assert leads["X-A2"] == ("unknown", "supplement")
    assert leads["X-A4"] == ("unknown", "advise")
    assert decision.verdict == "supplement"


def test_a_rule_that_speaks_of_nothing_is_not_applicable(small: SmallScheme) -> None:
    given = application()
    given["begroting"]["kosten"] = []
    decision = decision_on(small, given)
    assert [rule.id for rule in decision.not_applicable] == ["X-A3"]
    assert "X-A3" not in {outcome.rule.id for outcome in decision.outcomes}
    assert decision.verdict == "eligible"


def test_outcomes_stand_in_the_order_of_the_rules_and_can_be_asked_by_status(small: SmallScheme) -> None:
    decision = decision_on(small, application(refuse=True), {"beoordelingen": []})
    assert [outcome.rule.id for outcome in decision.outcomes] == ["X-A1", "X-A2", "X-A3", "X-A4", "X-J1"]
    assert [outcome.rule.id for outcome in decision.with_status("not_met")] == ["X-A1"]
    assert [outcome.rule.id for outcome in decision.with_status("open")] == ["X-J1"]
    assert decision.with_status("unknown") == []


def test_an_entry_that_no_outcome_leads_to_is_passed_by_however_many_others_there_are(small: SmallScheme) -> None:
    policy = Policy(small.load().decision)
    chain = policy.decide(Counter({"advise": 7, "assess": 250, "supplement": 0}))
    assert [(step.verdict, step.number, step.decides) for step in chain] == [
        ("not-eligible", 0, False),
        ("supplement", 0, False),
        ("assess", 250, True),
    ]


def test_the_policy_is_the_schemes_own(small: SmallScheme) -> None:
    text = small.path("decision.yaml").read_text()
    small.path("decision.yaml").write_text(text.replace("when: refuse", "when: advise"))
    decision = decision_on(small, application(refuse=True, advise=True))
    assert decision.verdict == "not-eligible"
    decision = decision_on(small, application(refuse=True))
    assert decision.verdict == "eligible"


@pytest.mark.parametrize(
    ("received", "on", "day"),
    [
        ("2026-05-01", None, date(2026, 5, 1)),
        ("2020-05-01", None, date(2024, 1, 1)),
        ("2031-05-01", None, date(2028, 12, 31)),
        (None, None, date(2024, 1, 1)),
        ("2026-05-01", date(2025, 1, 1), date(2025, 1, 1)),
    ],
)
def test_the_day_is_that_of_receipt_within_the_scheme_or_the_one_that_is_given(
    small: SmallScheme, received: str | None, on: date | None, day: date
) -> None:
    given = {**application(), "ontvangen": received}
    assert check(load_application(given), small.load(), on=on).day == day


def test_the_values_of_the_day_and_the_variant_decide(small: SmallScheme) -> None:
    small.add_rule("require: {bijdragen: {at_least: {percent: $aandeel, of: subsidiabel}}}", kind="begroting")
    scheme = small.load()
    given = application()
    given["begroting"] = {
        "kosten": [{"bedrag": "1000", "subsidiabel": "ja"}, {"bedrag": "5000", "subsidiabel": "nee"}],
        "cofinanciering": [{"bedrag": "50"}, {"bedrag": "25"}],
    }
    loaded = load_application(given)

    def status(on: date, variant: str | None = None) -> str:
        decision = check(loaded, scheme, on=on, variant=variant)
        assert decision.variant == variant
        return next(outcome.status for outcome in decision.outcomes if outcome.rule.id == "X-B1")

    assert status(date(2025, 12, 31)) == "not_met"
    assert status(date(2026, 1, 1)) == "met"
    assert status(date(2025, 12, 31), "ruim") == "met"


def test_a_day_outside_the_scheme_and_a_variant_that_is_not_known_are_refused(small: SmallScheme) -> None:
    scheme, loaded = small.load(), load_application(application())
    with pytest.raises(DayOutsideSchemeError):
        check(loaded, scheme, on=date(2029, 1, 1))
    with pytest.raises(UnknownVariantError) as caught:
        check(loaded, scheme, variant="riuim")
    assert caught.value.problems[0].hint == Text("Bedoelt u ruim?", "Did you mean ruim?")


def test_a_decision_holds_the_fingerprints_of_all_it_rests_on(small: SmallScheme) -> None:
    scheme = small.load()
    text = "ontvangen: 2024-06-01\n"
    judged = "beoordelingen: []\n"
    decision = check(load_application(text), scheme, judgements=load_judgements(judged, scheme))
    assert decision.application_sha256 == sha256(text.encode()).hexdigest()
    assert decision.judgements_sha256 == sha256(judged.encode()).hexdigest()
    assert decision.scheme.fingerprint == scheme.fingerprint
    again = check(load_application(text + "# woord\n"), scheme)
    assert again.application_sha256 != decision.application_sha256
    assert again.judgements_sha256 == ""
    assert check(load_application({"ontvangen": "2024-06-01"}), scheme).application_sha256 == ""


def test_one_scheme_serves_many_applications_in_any_order(small: SmallScheme) -> None:
    scheme = small.load()
    given = [application(refuse=bool(number % 2), assess=number % 3 == 0) for number in range(12)]
    loaded = [load_application(one) for one in given]
    forward = [check(one, scheme).verdict for one in loaded]
    backward = [check(one, scheme).verdict for one in reversed(loaded)]
    assert forward == backward[::-1]
    assert set(forward) == {"not-eligible", "assess"}
    assert len(kept_of(scheme).checkers) == 1


def test_the_scheme_that_comes_along_decides_in_the_same_order() -> None:
    policy = load_scheme("sto-2025-2028").decision.policy
    assert [(entry.id, entry.when, entry.exit_code) for entry in policy] == [
        ("not-eligible", "refuse", "1"),
        ("supplement", "supplement", "3"),
        ("assess", "assess", "4"),
        ("eligible", None, "0"),
    ]


def test_a_difference_between_the_readings_of_the_policy_stops_the_run(
    small: SmallScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = Policy(small.load().decision)
    assert policy.decide(Counter({"refuse": 1}))[-1].verdict == "not-eligible"
    monkeypatch.setattr(Network, "matches", lambda _self, _facts: set())
    with pytest.raises(ReadingsDifferError, match="beslisbeleid"):
        policy.decide(Counter({"refuse": 1}))
