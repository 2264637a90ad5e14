"""The third reading, for the solver, against the two that check: the same outcomes for documents with other values."""

from __future__ import annotations

import random

import pytest

from sto_check.proof.spots import spots_of
from tests.proof.third_reading import DOCUMENTS, ROOT, ReadThrice, read_thrice

TURNS = 12


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_three_readings_agree_on_documents_with_other_values(name: str, seed: int) -> None:
    ready = read_thrice(name, seed)
    assert len(ready.varies.fields) >= 4
    rng = random.Random(f"{name} {seed}")  # noqa: S311
    seen = set()
    for _ in range(TURNS):
        drawn = ready.draw(rng)
        assert drawn.checked == drawn.proven, drawn.values
        seen |= set((drawn.checked or {}).values())
    assert len(seen) > 1, "the documents must differ in what is found of them"


def test_what_tells_parts_apart_stays_as_it_stands() -> None:
    ready = ReadThrice(ROOT / "rules" / "sto-2025-2028" / "cases" / "bases" / "techniekregio.yaml", "sto-2025-2028")
    varying = {field.spot.column for field in ready.varies.fields}
    assert {("begroting", "gevraagd_bedrag"), ("activiteiten", "start"), ("visie", "definitie")} <= varying
    everything = {spot.column for spot in spots_of(ready.application)}
    # How many pupils a track has says whether it is offered; such a part is read as a whole.
    assert {("partners", "leerwegen", "bb"), ("partners", "brin")} <= everything - varying
