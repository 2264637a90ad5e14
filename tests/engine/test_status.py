"""The one list of what a rule comes out as."""

from __future__ import annotations

import json

import pytest

from sto_check.engine.status import OUTCOMES, Status
from sto_check.text.language import LANGUAGES


def test_the_gravest_is_told_first() -> None:
    assert sorted(Status, key=lambda status: status.gravity) == ["not_met", "unknown", "open", "met", "not_applicable"]
    assert [*OUTCOMES, Status.NOT_APPLICABLE] == list(Status)


def test_a_status_is_the_word_that_machines_read() -> None:
    assert json.dumps({Status.NOT_MET: Status.MET}) == '{"not_met": "met"}'
    assert (f"{Status.NOT_MET}", {"not_met": 1}[Status.NOT_MET], Status("not_met")) == ("not_met", 1, Status.NOT_MET)
    with pytest.raises(ValueError, match="perhaps"):
        Status("perhaps")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_status_has_a_mark_and_words_of_its_own(lang: str) -> None:
    assert len({status.mark for status in Status}) == len(Status)
    assert len({getattr(status.words, lang) for status in Status}) == len(Status)
