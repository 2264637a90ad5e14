"""The program answers in words whatever is done to its files; and the fuzzer sees where it does not."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.cli import main as program
from tests.fuzz.effort import examples
from tests.fuzz.mutate import Fuzzer, fuzz, main
from tests.fuzz.mutations import BY_SUFFIX
from tests.fuzz.oracle import Command, run_and_judge
from tests.fuzz.running import kept_schemes
from tests.fuzz.samples import find_samples

if TYPE_CHECKING:
    from collections.abc import Callable

TOGETHER = 160
"""How many inputs one test gives to the program."""
PATIENCE = 30.0
"""Seconds of computing; a run takes hundredths of one, so this tells a hang from a slow machine."""


@pytest.mark.parametrize("first", range(0, examples(3200), TOGETHER))
def test_whatever_is_done_to_a_file_the_program_answers(first: int, tmp_path: Path) -> None:
    *_, last = fuzz(7, first, TOGETHER, float("inf"), tmp_path, PATIENCE)
    assert [(one.number, one.sample, one.wrong) for one in last.failures] == []
    assert last.inputs == TOGETHER


def test_inputs_of_every_kind_are_made(tmp_path: Path) -> None:
    wanted = {0, 1, 2, 3, 4, 65}
    assert any(wanted == set(tally.codes) for tally in fuzz(7, 0, 3200, float("inf"), tmp_path, PATIENCE))


def test_a_seed_and_a_number_say_what_the_input_is(tmp_path: Path) -> None:
    one, other = Fuzzer(1, tmp_path), Fuzzer(1, tmp_path)
    assert [one.make(number)[:2] for number in range(50)] == [other.make(number)[:2] for number in range(50)]
    assert Fuzzer(2, tmp_path).make(3)[1] != one.make(3)[1]


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv", ".xlsx"])
def test_every_change_changes_something(suffix: str) -> None:
    data = min((sample.data for sample in find_samples((suffix,))), key=len)
    for change in dict.fromkeys(BY_SUFFIX[suffix]):
        results = {change(Random(seed), data) for seed in range(15)}
        assert len(results - {data}) > 1, change


def test_there_are_samples_of_every_role() -> None:
    roles = {sample.role for sample in find_samples(tuple(BY_SUFFIX))}
    assert roles == {"application", "judgements", "maxima", "indicators", "scheme", "costs"}


def say(text: str, code: int = 65) -> Callable[[list[str]], int]:
    def run(_arguments: list[str]) -> int:
        sys.stdout.write(text)
        sys.stderr.write(f"invoer.yaml:1:1: {text}")
        return code

    return run


def fail(_arguments: list[str]) -> int:
    raise RuntimeError("kapot")


def hang(_arguments: list[str]) -> int:
    for _ in itertools.count():
        pass
    return 0


def complain_of_nothing(_arguments: list[str]) -> int:
    sys.stderr.write("fout")
    return 65


_answers = itertools.count()


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("run", "wrong"),
    [
        (fail, "RuntimeError: kapot"),
        (hang, "Hang: still running after 0.2 seconds"),
        (say("", 70), "exit code 70"),
        (say("", 2), "exit code 2"),
        (say("rood \x1b[31m\u202e"), "the output holds U+001B, U+202E"),
        (say("regel\r\n"), "the output holds U+000D"),
        (say("\N{NO-BREAK SPACE}é\n", 0), ""),
        (complain_of_nothing, "exit code 65 without a message that names the file: fout"),
    ],
)
def test_what_the_program_may_not_do_is_seen(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[list[str]], int], wrong: str, apart: bool
) -> None:
    monkeypatch.setattr(program, "run", run)
    command = Command(["check", "invoer.yaml"], "application", apart)
    _, said = run_and_judge(command, Path("invoer.yaml"), 0.2, twice=False)
    assert (wrong in said) if wrong else (said == "")


def test_another_answer_the_second_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "run", lambda _arguments: say(f"{next(_answers)}")([]))
    command = Command(["check", "invoer.yaml"], "application")
    _, said = run_and_judge(command, Path("invoer.yaml"), PATIENCE, twice=True)
    assert said == "the same input gives another output the second time"


@pytest.mark.parametrize(
    ("report", "wrong"),
    [('{"format": 1}', "does not obey its schema"), ("{", "the output is no JSON"), ("", "the output is no JSON")],
)
def test_a_report_that_is_no_report_is_seen(monkeypatch: pytest.MonkeyPatch, report: str, wrong: str) -> None:
    monkeypatch.setattr(program, "run", say(report, 0))
    command = Command(["check", "invoer.yaml", "--format", "json"], "application")
    _, said = run_and_judge(command, Path("invoer.yaml"), PATIENCE, twice=False)
    assert wrong in said


CONVERTED = Command(["convert", "invoer.yaml", "omgezet.xlsx", "--force"], "conversion")


@pytest.mark.parametrize(
    ("code", "status", "wrong"),
    [
        (0, "met", ""),
        (3, "met", "converted to omgezet.xlsx the exit code is 3, and was 0"),
        (0, "unknown", "converted to omgezet.xlsx it gives another decision"),
    ],
)
def test_a_conversion_that_gives_another_decision_is_seen(
    monkeypatch: pytest.MonkeyPatch, code: int, status: str, wrong: str
) -> None:
    def run(arguments: list[str]) -> int:
        again = arguments[1] == "omgezet.xlsx"
        found = {"rule": "STO-A1", "subject": "aanvraag", "status": status if again else "met"}
        decision = {"verdict": "eligible", "outcomes": [found]}
        sys.stdout.write(json.dumps({"applications": [{"decision": decision}]}))
        return code if again else 0

    monkeypatch.setattr(program, "run", run)
    assert wrong in run_and_judge(CONVERTED, Path("invoer.yaml"), PATIENCE, twice=False)[1]
    assert bool(wrong) == bool(run_and_judge(CONVERTED, Path("invoer.yaml"), PATIENCE, twice=False)[1])


def test_only_samples_of_one_kind_are_changed_where_that_is_asked(tmp_path: Path) -> None:
    chosen = Fuzzer(1, tmp_path, only=".xlsx")
    assert {sample.suffix for sample in chosen.samples} == {".xlsx"}
    assert chosen.make(3)[1] != Fuzzer(1, tmp_path).make(3)[1]


def test_a_scheme_is_opened_once_and_a_changed_table_each_time(tmp_path: Path) -> None:
    from sto_check.scheme import load

    table = tmp_path / "invoer.csv"
    with kept_schemes():
        assert load.load_scheme("sto-2020-2024") is load.load_scheme("sto-2020-2024")
        found: list[Any] = []
        for amount in ("1.00", "2.00"):
            table.write_text(f"nummer,bedrag\n1,{amount}\n")
            found.append(load.load_scheme("sto-2025-2028", data={"maxima": table}).tables["regiomaximum"].rows)
    assert found[0] != found[1]


def test_a_failure_is_saved_and_told_with_how_to_repeat_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "run", fail)
    assert main(["--seed", "5", "--first", "8", "--inputs", "1", "--failures", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    (saved,) = tmp_path.iterdir()
    assert saved.name.startswith("5-8.")
    assert saved.read_bytes() == Fuzzer(5, tmp_path).make(8)[1]
    assert "RuntimeError: kapot" in told
    assert f"input   {saved}" in told
    assert "repeat  python -m tests.fuzz.mutate --seed 5 --first 8 --inputs 1" in told


def test_no_failure_is_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "5", "--inputs", "3", "--failures", str(tmp_path / "geen")]) == 0
    assert "3 inputs in " in capsys.readouterr().out
    assert not (tmp_path / "geen").exists()
