"""The record of a decision: what it holds, that it is the same bytes everywhere, and what verifying finds."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application, load_judgements
from sto_check.desk.record import Decided, NotARecordError, read_record, record_of, write_record
from sto_check.desk.verify import Difference, differences, judgements_in, recorded_again
from sto_check.documents.document import fingerprint
from tests.decision.test_judgements import APPLICATION, judged
from tests.decision.test_set_aside import WHY, aside

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.desk.record import Json
    from tests.scheme.small import SmallScheme

DECIDED = Decided("A. Bos", date(2026, 11, 26))
JUDGED = "beoordelingen:\n" + judged() + judged("X-A3", "onvoldoende", subject="3") + aside()


def decided(small: SmallScheme, application: str = APPLICATION, judgements: str = JUDGED) -> Decision:
    scheme = small.load()
    return check(load_application(application), scheme, judgements=load_judgements(judgements, scheme))


def verified(small: SmallScheme, record: Json, application: str = APPLICATION) -> list[Difference]:
    again = check(load_application(application), small.load(), judgements=judgements_in(record))
    return differences(record, recorded_again(record, again))


def test_a_record_holds_all_that_the_decision_rests_on(small: SmallScheme) -> None:
    decision = decided(small)
    record = read_record(write_record(record_of(decision, DECIDED)), "x.json")
    assert record["decided"] == {"by": "A. Bos", "on": "2026-11-26"}
    assert record["application"]["sha256"] == fingerprint(APPLICATION.encode())
    assert record["scheme"]["sha256"] == small.load().fingerprint
    assert len(record["scheme"]["files"]) == len(small.load().files)
    assert record["decision"]["verdict"] == decision.verdict
    assert [(one["rule"], one["subject"]["id"], one["status"], one["leads_to"]) for one in record["outcomes"]] == [
        (one.rule.id, one.subject.id, one.status, one.leads_to) for one in decision.outcomes
    ]
    assert [one["reason"]["nl"] for one in record["outcomes"]] == [
        one.explanation.reason.nl for one in decision.outcomes
    ]
    assert [(one["rule"], one["subject"], one["score"]) for one in record["judgements"]["given"]] == [
        ("X-J1", None, "goed"),
        ("X-A3", "3", "onvoldoende"),
    ]
    (set_aside,) = record["judgements"]["set_aside"]
    assert (set_aside["rule"], set_aside["by"], set_aside["motivation"]) == ("X-A3", "Ada", WHY)


def test_it_holds_what_each_reading_found_before_anybody_judged(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    both = {(one["rule"], one["subject"]["id"]): one["readings"] for one in record["outcomes"]}
    assert both["X-A3", "1"] == {"direct": "not_met", "durable-rules": "not_met"}
    assert both["X-A3", "2"] == {"direct": "met", "durable-rules": "met"}
    assert both["X-J1", "aanvraag"] == {"direct": "open", "durable-rules": "open"}


def test_the_readings_are_those_of_the_evaluation_each_its_own(small: SmallScheme) -> None:
    decision = decided(small)
    key = next(iter(decision.record.raised))
    del decision.record.raised[key]
    differ = [one for one in record_of(decision, DECIDED)["outcomes"] if len(set(one["readings"].values())) > 1]
    assert len(differ) == 1
    assert differ[0]["readings"]["durable-rules"] == "met"


def test_a_record_is_the_same_bytes_on_every_machine_and_python(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    del record["program"], record["scheme"]["files"], record["scheme"]["sha256"]  # its form is that of a real scheme
    data = write_record(record)
    assert data == write_record(json.loads(data))
    assert fingerprint(data) == "8edce7ffa50bf09765e5507f5fa499d664f9e1050dbd6e03eb9b47de0311a906", data.decode()


def test_what_is_worked_out_again_is_the_same(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    assert verified(small, read_record(write_record(record), "x.json")) == []


def test_what_differs_is_told_exactly(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    changed = APPLICATION.replace("bedrag: 20, subsidiabel: ja", "bedrag: 20, subsidiabel: nee")
    found = verified(small, record, changed)
    assert [one.path for one in found if one.about == ""][:1] == ["application.sha256"]
    about = {one.about for one in found if one.about}
    assert "X-A3 post 2" in about
    assert "X-A3 post 1" not in about
    (status,) = [one for one in found if one.path == "outcomes[X-A3 post 2].status"]
    assert (status.recorded, status.found) == ("met", "not_met")


def test_an_outcome_that_is_gone_is_told_by_its_name(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    shorter = APPLICATION.replace("  - {bedrag: 20, subsidiabel: ja}\n", "")
    found = verified(small, {**record, "judgements": {**record["judgements"], "given": []}}, shorter)
    gone = [one for one in found if one.path == "outcomes[X-A3 post 2]" or one.found is None]
    assert gone


def test_an_edit_of_the_record_itself_is_a_difference(small: SmallScheme) -> None:
    record = record_of(decided(small), DECIDED)
    record["decision"]["verdict"] = "eligible"
    (found,) = verified(small, record)
    assert (found.path, found.recorded) == ("decision.verdict", "eligible")


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b'{"record":"iets anders"}', b"[" * 100_000, b'{ "record":"sto-check/record/1"}',
     b'{"record":"sto-check/record/1","x":1.50}', b'{"record":"sto-check/record/1","x":9007199254740993}',
     b'{"record":"sto-check/record/1"}\n'],
)  # fmt: skip
def test_a_file_that_is_no_record_as_it_was_written_is_refused(data: bytes) -> None:
    with pytest.raises(NotARecordError) as caught:
        read_record(data, "x.json")
    assert caught.value.exit_code == 65
    assert "x.json" in str(caught.value)
