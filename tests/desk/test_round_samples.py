"""The round of thirty applications that comes along: as it is made, and what a batch says of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sto_check.desk.batch import Wanted, run_batch
from sto_check.desk.found import find_applications
from sto_check.desk.results_folder import open_results
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.reports.batch_files import finish
from sto_check.reports.batch_parts import make
from tests.round_samples import FOLDER, files

if TYPE_CHECKING:
    from pathlib import Path


def test_the_round_is_as_it_is_made() -> None:
    made = dict(files())
    for name, data in made.items():
        assert (FOLDER / name).read_bytes() == data, f"{name}: run python -m tests.round_samples"
    assert {path.name for path in FOLDER.iterdir()} == set(made)


def test_a_batch_of_it_finds_what_was_put_in(tmp_path: Path) -> None:
    found, _ = find_applications([str(FOLDER)], tmp_path)
    wanted = Wanted(None, None, FOLDER / "maxima.csv", None, None, DEFAULT_LIMITS, "nl")
    with open_results(tmp_path / "out") as results:
        assert len(list(run_batch(found, wanted, make, results, 2))) == 30
        done = finish(results, found, wanted)
    assert Counter(row.verdict for row in done.rows) == {
        "not-eligible": 7,
        "supplement": 12,
        "assess": 4,
        "eligible": 6,
        "": 1,
    }
    not_met = {(row.rule, row.name) for row in done.together.rows if row.status == "not_met"}
    assert {rule for rule, _ in not_met} == {"STO-M3b", "STO-M8f", "STO-M8g", "STO-R12a", "STO-R12c"}
    for rule in ("STO-M8f", "STO-M8g"):
        assert {name[:3] for found, name in not_met if found == rule} == {"108", "109"}
    assert {name[:3] for rule, name in not_met if rule == "STO-R12c"} == {"106", "107"}
    assert {name[:3] for rule, name in not_met if rule == "STO-R12a"} == {"103", "104"}
    shares = [one.share for one in done.together.allotted]
    assert {share.name[:3] for share in shares} == {"124", "125", "126", "127", "128", "129"}
    scores = {row.name: row.score for row in done.rows}
    assert [scores[share.name] for share in shares] == sorted(
        (scores[share.name] or 0 for share in shares), reverse=True
    )
    assert sum(share.asks for share in shares if share.granted) <= 20_000_000_00
    assert 0 < sum(share.granted is True for share in shares) < 6
