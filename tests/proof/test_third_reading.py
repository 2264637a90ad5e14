"""The third reading, for the solver, against the two that check: the same outcomes for documents with other values."""

from __future__ import annotations

import random

import pytest

from sto_check.proof.fields import spots_of
from tests.proof.third_reading import DOCUMENTS, ROOT, ReadThrice

TURNS = 12


@pytest.mark.parametrize("name", DOCUMENTS)
def test_three_readings_agree_on_documents_with_other_values(name: str) -> None:
    ready = ReadThrice(ROOT / "samples" / name, DOCUMENTS[name])
    assert len(ready.varies.fields) >= 4
    rng = random.Random(name)  # noqa: S311
    seen = set()
    for _ in range(TURNS):
        drawn = ready.draw(rng)
        assert drawn.checked == drawn.proven, drawn.values
        seen |= set((drawn.checked or {}).values())
    assert len(seen) > 1, "the documents must differ in what is found of them"


def test_what_tells_parts_apart_stays_as_it_stands() -> None:
    ready = ReadThrice(ROOT / "samples" / "techniekregio-volledig.yaml", "sto-2025-2028")
    varying = {field.spot.column for field in ready.varies.fields}
    assert ("begroting", "gevraagd_bedrag") in varying
    assert ("activiteiten", "start") in varying
    everything = {spot.column for spot in spots_of(ready.application)}
    # How many pupils a track has says whether it is offered; such a part is read as a whole.
    assert {("partners", "leerwegen", "bb")} <= everything - varying
