"""What is proven of amendments drawn at random holds by brute force, also where a field is no longer read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sto_check.proof.versions import DECISION, prove
from tests.fuzz.effort import examples
from tests.proof.amendments import classified, found_wrong, laws


def test_amendments_are_classified_as_brute_force_does() -> None:
    decisions = rules = 0
    for told, wrong, proven in classified(examples(90), 1):
        assert wrong == [], told
        decisions += DECISION in {one.of for one in proven.examples}
        rules += len(proven.examples) > 0
    assert rules >= decisions > 0


@pytest.mark.parametrize("forth", [True, False])
def test_a_field_that_only_one_of_the_versions_reads_varies_too(forth: bool) -> None:
    law = laws(1)[1]
    left = [rule for rule in law.scheme.rules if rule.id != "TUIN-P2"]
    fewer = replace(law.scheme, rules=tuple(left), _basis={}, _by_id={})
    old, new = (law.scheme, fewer) if forth else (fewer, law.scheme)
    assert {one.of for one in prove((old, None), (new, None), law.bases).examples} == {DECISION, "TUIN-P2"}
    assert found_wrong(law._replace(scheme=old), new)[0] == []
