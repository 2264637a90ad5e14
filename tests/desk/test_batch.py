"""A batch: what is kept, what is done again and what is not, and what becomes of faults."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from sto_check.desk.batch import Made, Wanted, run_batch
from sto_check.desk.found import Found, find_applications
from sto_check.desk.results_folder import InUseError, NotResultsError, open_results
from sto_check.text.errors import UsageError
from tests.desk.conftest import WANTED
from tests.permissions import forbidden_what_is_forbidden

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.decision.result import Result


def make(name: str, result: Result, wanted: Wanted) -> Made:  # noqa: ARG001
    verdict = result.decision.verdict if result.decision else "none"
    return Made([[name, verdict]], f'"{name}"', {f"pages/{name}": verdict.encode()})


def make_but_die_of_b(name: str, result: Result, wanted: Wanted) -> Made:
    if name == "b.yaml" and not result.error:
        os.kill(os.getpid(), signal.SIGKILL)
    return make(name, result, wanted)


def applications(folder: Path) -> list[Found]:
    return find_applications([str(folder)], folder / "none")[0]


def checked(folder: Path, out: Path, wanted: object = WANTED, made: object = make) -> dict[str, bool]:
    with open_results(out) as results:
        return dict(run_batch(applications(folder), wanted, made, results, 2))  # type: ignore[arg-type]


def test_every_application_is_kept_with_its_row_and_its_files(round_of_four: Path, tmp_path: Path) -> None:
    assert checked(round_of_four, tmp_path / "out") == dict.fromkeys(("a.yaml", "b.yaml", "c.yaml", "d.yaml"), True)
    with open_results(tmp_path / "out") as results:
        kept = {name: results.kept(name) for name in ("a.yaml", "c.yaml")}
    good, broken = kept["a.yaml"], kept["c.yaml"]
    assert good is not None
    assert broken is not None
    assert good.row.verdict == good.outcomes[0][1] == (tmp_path / "out" / "pages" / "a.yaml").read_text()
    assert sum(good.row.counts.values()) > 5
    assert (broken.row.verdict, broken.row.exit_code, broken.row.rule) == ("", 65, "yaml-syntax")
    assert str(round_of_four / "c.yaml") in broken.row.reason


def test_what_has_not_changed_is_not_checked_again(round_of_four: Path, tmp_path: Path) -> None:
    checked(round_of_four, tmp_path / "out")
    assert not any(checked(round_of_four, tmp_path / "out").values())


def again(found: dict[str, bool]) -> list[str]:
    return sorted(name for name, now in found.items() if now)


def test_what_a_result_rests_on_is_checked_again_when_it_changes(round_of_four: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    checked(round_of_four, out)
    with (round_of_four / "b.yaml").open("a") as file:
        file.write("# more\n")
    assert again(checked(round_of_four, out)) == ["b.yaml"]
    (round_of_four / "a.beoordeling.yaml").write_text("beoordelingen: []\n")
    assert again(checked(round_of_four, out)) == ["a.yaml"]
    (out / "pages" / "d.yaml").unlink()
    assert again(checked(round_of_four, out)) == ["d.yaml"]
    (round_of_four / "kosten.csv").write_text("x\n")
    assert len(again(checked(round_of_four, out))) == 4
    assert len(again(checked(round_of_four, out, WANTED._replace(lang="en")))) == 4


def test_what_is_kept_of_another_version_or_half_is_made_again(round_of_four: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    checked(round_of_four, out)
    states = sorted((out / ".batch").glob("*.jsonl"))
    states[0].write_text("{}\n[]\n{}\n")
    states[1].write_bytes(states[1].read_bytes()[:40])
    states[2].write_text("")
    assert len(again(checked(round_of_four, out))) == 3
    assert again(checked(round_of_four, out)) == []


def test_what_a_batch_that_was_killed_was_writing_is_cleared_away(round_of_four: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    checked(round_of_four, out)
    half = [out / "pages" / ".a.yaml.0123456789abcdef", out / ".batch" / ".x.jsonl.fedcba9876543210"]
    others = [out / "pages" / ".hidden", out / "pages" / "b.0123456789abcdef"]
    for path in (*half, *others):
        path.write_bytes(b"half")
    assert again(checked(round_of_four, out)) == []
    assert not any(path.exists() for path in half)
    assert all(path.exists() for path in others)


def test_a_document_over_which_the_process_dies_is_a_row(round_of_four: Path, tmp_path: Path) -> None:
    assert len(checked(round_of_four, tmp_path / "out", made=make_but_die_of_b)) == 4
    with open_results(tmp_path / "out") as results:
        rows = {name: results.kept(name) for name in ("a.yaml", "b.yaml", "d.yaml")}
    assert [kept.row.exit_code == 70 for kept in rows.values() if kept] == [False, True, False]
    died = rows["b.yaml"]
    assert died is not None
    assert died.row.rule == "check-broken-off"
    assert "signaal 9" in died.row.reason


def test_a_batch_that_is_broken_off_goes_on_where_it_was(round_of_four: Path, tmp_path: Path) -> None:
    with open_results(tmp_path / "out") as results:
        steps = run_batch(applications(round_of_four), WANTED, make, results, 1)
        first, _ = next(steps)
        steps.close()
    assert first not in again(checked(round_of_four, tmp_path / "out"))


def test_of_two_batches_in_one_folder_the_second_is_refused(tmp_path: Path) -> None:
    with open_results(tmp_path / "out"), pytest.raises(InUseError), open_results(tmp_path / "out"):
        pass
    with open_results(tmp_path / "out"):
        pass


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("x")
    with pytest.raises(NotResultsError), open_results(tmp_path):
        pass
    with pytest.raises(NotResultsError), open_results(tmp_path / "brief.txt"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_folder_where_nothing_may_be_written_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o555)
    with forbidden_what_is_forbidden(), pytest.raises(UsageError) as caught, open_results(closed / "out"):
        pass
    assert caught.value.problems[0].code == "no-results-folder"


def test_what_is_of_applications_that_have_gone_is_dropped(round_of_four: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    checked(round_of_four, out)
    with open_results(out) as results:
        assert results.drop_others(["a.yaml", "b.yaml"]) == 2
    assert sorted(path.name for path in (out / "pages").iterdir()) == ["a.yaml", "b.yaml"]
    (round_of_four / "c.yaml").unlink()
    (round_of_four / "d.yaml").unlink()
    assert again(checked(round_of_four, out)) == []
