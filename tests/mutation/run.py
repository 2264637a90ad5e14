"""Mutation of our own code: change one thing at a time in what decides, and see whether a test notices.

``python -m tests.mutation.run --out FILE`` tries every change, in an order that a seed draws, and writes a line of JSON
for each. Started again it goes on: what was killed is kept, what survived is tried again. ``--report`` prints the
figures and what survives without an explanation in ``explained.yaml``; it ends with 1 where there is any.

A map of which test reaches which line is made first, so that a change is held only against tests that can notice it,
the quick ones first. Tests are collected once; a change is then put into the function of a forked process. What runs
while modules are imported or tests are collected is changed in a process in which they are imported anew.
"""

from __future__ import annotations

import argparse
import gc
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import Phase, settings

from tests.mutation.changes import ROOT, Mutant, compiled, files, mutants
from tests.mutation.reach import Reach, ReachWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.machinery import ModuleSpec

EXPLAINED = Path(__file__).with_name("explained.yaml")
TESTS = ["engine", "decision", "scheme", "rules", "rules_tools", "reports", "household_benefit", "other_subsidy"]
WHERE = [
    *(f"tests/{name}" for name in TESTS),
    "tests/cli/test_judgements.py",
    "tests/columns/test_fourth_reading.py",
    "tests/test_subsidies.py",
    "tests/test_samples.py",
    "rules",
]
QUICK, LONG = 3.0, 12.0
"""How many seconds of tests a change is held against at first, and where it survives those."""
CASES = 40
"""How many of the rules' own cases are among the tests of a first try."""


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module as it is changed."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant, self._path = mutant, ROOT / mutant.file
        self._name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """Return where the module is."""
        if fullname != self._name:
            return None
        within = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self._path, loader=self, submodule_search_locations=within
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run its changed code."""
        exec(compiled(self._mutant), module.__dict__)  # noqa: S102


class _Reports:
    """A pytest plugin: whether a test failed; from the start, only some tests are kept, and a change is imported."""

    def __init__(self, keep: Iterable[str] = (), mutant: Mutant | None = None) -> None:
        self.failed, self._keep, self._mutant = False, set(keep), mutant

    def pytest_sessionstart(self) -> None:
        """Come before pytest's own finder, which rewrites asserts, also of this package as it has a plugin."""
        if self._mutant is not None:
            sys.meta_path.insert(0, _Finder(self._mutant))
            for name in [name for name in sys.modules if name.startswith(("sto_check.", "tests."))]:
                if not name.startswith("tests.mutation"):
                    del sys.modules[name]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.failed |= report.failed

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._keep:
            items[:] = [item for item in items if item.nodeid in self._keep]


class _Run:
    """A pytest plugin: once tests are collected, tries each change."""

    def __init__(self, out: Path, only: str, seed: int, seconds: float) -> None:
        self._out, self._until, self._scratch = out, time.monotonic() + seconds, Path(tempfile.mkdtemp())
        self._reports = _Reports()
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)
        done = {_key(line): line["result"] for line in _results(out)}
        every = [mutant for file in files() if file.startswith(only) for mutant in mutants(file)]
        random.Random(seed).shuffle(every)
        left = [mutant for mutant in every if done.get((mutant.name, mutant.number)) != "killed"]
        self._mutants = sorted(left, key=lambda mutant: (mutant.name, mutant.number) in done)
        reach = out.with_suffix(".reach")
        if not reach.is_file():
            self._forked(lambda: _pytest(WHERE, [ReachWriter(reach)]) == 0, 3600)
        self._reach = Reach.read(reach)
        print(f"{len(every)} changes, {len(left)} to try, {len(self._reach.tests)} tests", flush=True)

    def go(self) -> None:
        """Collect the tests, and try each change."""
        try:
            _pytest(WHERE, [self, self._reports])
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Write what became of each change as soon as it is known."""
        items = {item.nodeid: item for item in session.items}
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(ROOT / "sto_check")):
                self._functions[_named(one.__code__)].append(one)
        gc.freeze()
        for mutant in self._mutants:
            if time.monotonic() < self._until:
                line = {"name": mutant.name, "number": mutant.number, "line": mutant.lines.start}
                line["result"] = self._tried(mutant, items)
                with self._out.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(line) + "\n")
        return True

    def _tried(self, mutant: Mutant, items: dict[str, pytest.Item]) -> str:
        """Change a function that is there; then, where it may have done its work before, change it from the start."""
        lines = {(mutant.file, line) for line in mutant.lines}
        reaching = [test for test, (_, reached) in self._reach.tests.items() if reached & lines and test in items]
        if mutant.function and reaching:
            for budget in (QUICK, LONG):
                tests = [items[test] for test in self._chosen(reaching, budget)]
                if not self._forked(lambda tests=tests: self._survives(mutant, tests), budget):  # type: ignore[misc]
                    return "killed"
        if mutant.function and not self._reach.at_import & lines:
            return "survived" if reaching else "not reached"
        near = [test for test, (_, at) in self._reach.tests.items() if any(file == mutant.file for file, _ in at)]
        few = self._chosen(near, 2 * QUICK)
        return "survived" if self._forked(lambda: _survives_from_the_start(mutant, few), LONG) else "killed"

    def _chosen(self, tests: list[str], budget: float) -> list[str]:
        """Return the quickest tests up to so many seconds, with some of the rules' cases; of all if there is time."""
        seconds = {test: self._reach.tests[test][0] for test in tests}
        ours = sorted((test for test in tests if not test.startswith("rules/")), key=seconds.__getitem__)
        cases = [test for test in tests if test.startswith("rules/")]
        if budget < LONG:
            cases = cases[:: max(1, len(cases) // CASES)]
        chosen: list[str] = []
        for test in [*ours, *cases]:
            if seconds[test] <= budget:
                chosen.append(test)
                budget -= seconds[test]
        return chosen

    def _survives(self, mutant: Mutant, tests: list[pytest.Item]) -> bool:
        """Give the live function the changed code, and run the tests until one fails."""
        gc.disable()
        where = (str(ROOT / mutant.file), mutant.function, mutant.first)
        codes = [compiled(mutant)]
        for code in codes:
            codes += [part for part in code.co_consts if isinstance(part, CodeType)]
        (changed,) = (code for code in codes if _named(code) == where)
        for function in self._functions[where]:
            function.__code__ = changed
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if self._reports.failed:
                return False
        return True

    def _forked(self, work: Callable[[], bool], seconds: float) -> bool:
        """Do it in a process of its own, silent and with a limit of time; say whether all went well."""
        root = self._scratch / "tmp"
        root.mkdir(exist_ok=True)
        child = os.fork()
        if not child:
            code = 1
            try:
                os.environ["PYTEST_DEBUG_TEMPROOT"] = str(root)
                resource.setrlimit(resource.RLIMIT_CPU, (int(3 * seconds) + 15, int(3 * seconds) + 20))
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.alarm(int(10 * seconds) + 120)
                nothing = os.open(os.devnull, os.O_RDWR)
                os.dup2(nothing, 1)
                os.dup2(nothing, 2)
                code = 0 if work() else 1
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        shutil.rmtree(root, ignore_errors=True)
        return status == 0


def _named(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _survives_from_the_start(mutant: Mutant, tests: list[str]) -> bool:
    reports = _Reports(tests, mutant)
    code = _pytest(["-x", *sorted({test.split("::")[0] for test in tests})], [reports])
    return code == 0 and not reports.failed


def _pytest(arguments: list[str], plugins: list[object]) -> int:
    without = [option for name in ("terminal", "cacheprovider", "faulthandler") for option in ("-p", f"no:{name}")]
    return int(pytest.main(["-o", "addopts=", "-s", *without, *arguments], plugins=plugins))


def _key(line: dict[str, Any]) -> tuple[str, int]:
    return line["name"], line["number"]


def _results(out: Path) -> list[dict[str, Any]]:
    """Return the last result of each change."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.is_file() else []
    return list({_key(line): line for line in map(json.loads, lines)}.values())


def report(out: Path) -> int:
    """Print how many changes of each file were killed, and those that nothing explains; return 1 if there are any."""
    explained = {entry["change"] for entry in yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    left = []
    for line in _results(out):
        result = line["result"]
        if result != "killed":
            result = "explained" if line["name"] in explained else "open"
        if result == "open":
            left.append(f"{line['name']} (line {line['line']}, {line['result']})")
        counts[line["name"].split(": ")[0]][result] += 1
    counts["together"] = sum(counts.values(), Counter())
    for file, of in counts.items():
        print(f"{file}: {of.total()} changes, " + ", ".join(f"{of[result]} {result}" for result in sorted(of)))
    print(*sorted(left), sep="\n")
    return 1 if left else 0


def main() -> int:
    """Run or report; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="where results are kept")
    parser.add_argument("--only", default="", help="only files whose path begins so")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=4800)
    parser.add_argument("--report", action="store_true", help="print what is in --out")
    given = parser.parse_args()
    if given.report:
        return report(given.out)
    os.chdir(ROOT)
    settings.register_profile("mutation", derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    settings.load_profile("mutation")
    _Run(given.out.absolute(), given.only, given.seed, given.seconds).go()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
