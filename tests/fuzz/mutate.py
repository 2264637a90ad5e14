"""Give the program changed samples by the hundred thousand and see that it always answers in words.

    python -m tests.fuzz.mutate --seconds 60 --seed 1
    python -m tests.fuzz.mutate --inputs 100000
    python -m tests.fuzz.mutate --inputs 20000 --only .xlsx

Each input has a number; with the seed it says exactly what the input is. A failure is written to a file.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import tests.fuzz.cell_mutations
import tests.fuzz.tree_mutations
import tests.fuzz.xlsx_mutations
import tests.fuzz.yaml_mutations  # noqa: F401 (all make their changes known)
from tests.fuzz.mutations import BY_SUFFIX, mutate, register, splice_with
from tests.fuzz.oracle import command_for, run_and_judge
from tests.fuzz.running import kept_schemes
from tests.fuzz.samples import Sample, find_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_A_RUN = 2.0
_PROGRESS = 10


class Failure(NamedTuple):
    """An input that the program did not handle as it must: its number, what it was made from, what was wrong."""

    number: int
    sample: str
    arguments: list[str]
    wrong: str
    data: bytes


@dataclass
class Tally:
    """What came of a run of the fuzzer: how many inputs, how many of each exit code, and every failure."""

    codes: Counter[int] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        """How many inputs were given to the program."""
        return self.codes.total()


class Fuzzer:
    """Makes inputs from the samples and runs the program on each; ``folder`` holds the input that is running."""

    def __init__(self, seed: int, folder: Path, seconds: float = SECONDS_A_RUN, only: str = "") -> None:
        self.seed, self.folder, self.seconds = seed, folder, seconds
        self.samples = find_samples((only,) if only else tuple(BY_SUFFIX))
        self._shares = [sample.share for sample in self.samples]
        _register_splices(self.samples)

    def make(self, number: int) -> tuple[Sample, bytes, Random]:
        """Return the sample that an input is made from, the input, and the random numbers that go with it."""
        random = Random(f"{self.seed}:{number}")
        (sample,) = random.choices(self.samples, self._shares)
        return sample, mutate(random, sample.suffix, sample.data), random

    def run(self, numbers: Iterator[int]) -> Iterator[tuple[int, Failure | None]]:
        """Run the program on the inputs of these numbers; yield each exit code, and the failure if it is one."""
        with kept_schemes():
            for number in numbers:
                sample, data, random = self.make(number)
                path = self.folder / f"invoer{sample.suffix}"
                path.write_bytes(data)
                command = command_for(sample, path, random)
                ran, wrong = run_and_judge(command, path, self.seconds, twice=random.random() < 0.05)
                failure = Failure(number, sample.name, command.arguments, wrong, data) if wrong else None
                yield ran.code, failure


def fuzz(
    seed: int, first: int, inputs: int, seconds: float, folder: Path, limit: float = SECONDS_A_RUN, only: str = ""
) -> Iterator[Tally]:
    """Run until so many inputs or seconds have gone by; yield the tally after each input.

    ``limit`` is how many seconds of computing one run of the program may take; ``only`` is the suffix of the samples
    to change, all of them where it is empty.
    """
    tally, begin = Tally(), time.monotonic()
    for code, failure in Fuzzer(seed, folder, limit, only).run(iter(range(first, first + inputs))):
        tally.codes[code] += 1
        if failure is not None:
            tally.failures.append(failure)
        yield tally
        if time.monotonic() - begin > seconds:
            return


_spliced: set[str] = set()


def _register_splices(samples: list[Sample]) -> None:
    for suffix in {sample.suffix for sample in samples} - _spliced:
        _spliced.add(suffix)
        register(suffix, splice_with([sample.data for sample in samples if sample.suffix == suffix]))


def _save(failure: Failure, seed: int, folder: Path, only: str) -> str:
    """Write the input of a failure to a file and return what to tell about it."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = folder / f"{seed}-{failure.number}{Path(failure.sample).suffix}"
    saved.write_bytes(failure.data)
    return (
        f"FAILURE {failure.sample}: {failure.wrong.rstrip()}\n"
        f"  input   {saved}\n  run     sto-check {' '.join(failure.arguments)}\n"
        f"  repeat  python -m tests.fuzz.mutate --seed {seed} --first {failure.number} --inputs 1"
        + (f" --only {only}" if only else "")
    )


def _progress(tally: Tally, begin: float) -> str:
    codes = ", ".join(f"{code}: {count}" for code, count in sorted(tally.codes.items()))
    took = time.monotonic() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{tally.inputs} inputs in {took:.0f} s ({tally.inputs / took:.0f} a second), "
        f"{len(tally.failures)} failures, {memory} MB at most; exit codes {codes}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the fuzzer as the command line asks; return 1 where the program failed on any input."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.mutate", description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=sys.maxsize // 2, help="stop after so many inputs")
    parser.add_argument("--seconds", type=float, default=None, help="stop after so many seconds (60 without --inputs)")
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="folder for inputs that fail")
    parser.add_argument("--only", choices=sorted(BY_SUFFIX), default="", help="change only samples of this kind")
    given = parser.parse_args(arguments)
    seconds = given.seconds or (60.0 if given.inputs > sys.maxsize // 4 else float("inf"))
    begin = told = time.monotonic()
    tally, known = Tally(), 0
    with tempfile.TemporaryDirectory() as folder:
        for tally in fuzz(given.seed, given.first, given.inputs, seconds, Path(folder), only=given.only):
            for failure in tally.failures[known:]:
                print(_save(failure, given.seed, given.failures, given.only), flush=True)
            known = len(tally.failures)
            if time.monotonic() - told > _PROGRESS:
                told = time.monotonic()
                print(_progress(tally, begin), flush=True)
    print(_progress(tally, begin))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
