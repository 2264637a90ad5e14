"""The rules of the full sample by other engines, beside ours: first that the outcomes are the same, then the time.

Run with ``python -m tests.benchmarks.peers`` after ``pip install zen-engine rule-engine cel-python
common-expression-language``. What is not installed is left out, and said. Each engine is given the same facts at hand,
with measures worked out, and the same expressions; reading documents and giving reasons is no part of it.
"""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sto_check.decision.check import check, made_ready
from sto_check.engine.status import Status
from sto_check.forms.load import load_application
from sto_check.scheme.load import load_scheme
from sto_check.workbench.suite import SuiteRules, outcomes_of
from tests.benchmarks.expressions import Tree, Written, names_of, sides

if TYPE_CHECKING:
    from collections.abc import Callable

    Asks = list[Callable[[dict[str, Any]], bool]]

SAMPLES = Path(__file__).parents[2] / "samples"
ROUNDS = 5
PARTS = ("where_true", "where_false", "require_true", "require_false")
C_LIKE = Written("&&", "||", lambda part: f"!{part}", "true", "false")
ENGINES: dict[str, tuple[str, Written]] = {
    "plain Python": ("json", Written()),
    "zen-engine": ("zen", Written("and", "or", lambda part: f"not({part})", "true", "false")),
    "CEL in Rust (common-expression-language)": ("cel", C_LIKE),
    "rule-engine": ("rule_engine", Written("and", "or", lambda part: f"(not {part})", "true", "false")),
    "cel-python": ("celpy", C_LIKE),
}
"""Each engine with the module that it needs, and how it writes expressions."""


def compiled(engine: str, text: str) -> Callable[[dict[str, Any]], bool]:
    """Return an expression, made ready once, as a function of facts."""
    if engine == "plain Python":
        code = compile(text, "<rule>", "eval")
        return lambda names: bool(eval(code, {"__builtins__": {}}, names))  # noqa: S307 - our own rules
    if engine == "zen-engine":
        import zen  # type: ignore[import-not-found]

        expression = zen.compile_expression(text)
        return lambda names: bool(expression.evaluate(names))
    if engine == "rule-engine":
        import rule_engine  # type: ignore[import-not-found]

        rule = rule_engine.Rule(text)
        return lambda names: bool(rule.matches(names))
    if engine == "cel-python":
        import celpy  # type: ignore[import-not-found]

        environment = celpy.Environment()
        program = environment.program(environment.compile(text))
        return lambda names: bool(program.evaluate(celpy.json_to_cel(names)))
    import cel  # type: ignore[import-not-found]

    ready = cel.compile(text)
    return lambda names: bool(ready.execute(names))


def status(asks: Asks, names: dict[str, Any]) -> str:
    """Return what a rule says, from where its conditions are true and false for certain."""
    where_true, where_false, require_true, require_false = asks
    if where_false(names):
        return Status.NOT_APPLICABLE
    if not where_true(names):
        return Status.UNKNOWN
    if require_true(names):
        return Status.MET
    return Status.NOT_MET if require_false(names) else Status.UNKNOWN


def main() -> None:
    """Print the table."""
    scheme = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    application = load_application(SAMPLES / "techniekregio-volledig.yaml", scheme.form)
    decision = check(application, scheme)
    rules = SuiteRules(scheme)
    asked = [
        (one["rule"], names_of(one["facts"], rules.written[one["rule"]]["attributes"]), one["status"])
        for one in outcomes_of(decision, decision.record.rules, scheme, rules)
    ]
    trees = [sides(rule) for rule in rules.written]
    print(f"{len(trees)} rules, {len(asked)} times a rule about a fact\n")
    print("| Engine | rules it takes | outcomes the same | ms an application | times ours |\n|---|---|---|---|---|")
    ours = our_time(scheme, application, decision.day)
    print(f"| sto-check, two readings | {len(trees)} | {len(asked)} | {ours * 1000:.1f} | 1.0 |")
    for engine, (module, written) in ENGINES.items():
        if find_spec(module) is None:
            print(f"| {engine} | not installed | | | |")
            continue
        asks = {number: made for number, tree in enumerate(trees) if (made := ready(engine, written, tree))}
        mine = [(asks[number], names, expected) for number, names, expected in asked if number in asks]
        same = sum(status(parts, names) == expected for parts, names, expected in mine)
        began = time.process_time()
        for _ in range(ROUNDS):
            for parts, names, _expected in mine:
                status(parts, names)
        took = (time.process_time() - began) / ROUNDS
        print(f"| {engine} | {len(asks)} | {same} of {len(mine)} | {took * 1000:.1f} | {took / ours:.1f} |")


def ready(engine: str, written: Written, tree: dict[str, Tree]) -> Asks | None:
    """Return a rule as an engine takes it; None where it does not."""
    try:
        return [compiled(engine, written.text(tree[part])) for part in PARTS]
    except Exception as error:  # each engine has errors of its own
        print(f"<!-- {engine}: {type(error).__name__}: {str(error)[:120]} -->")
        return None


def our_time(scheme: Any, application: Any, day: Any) -> float:
    """Return the seconds that our two readings take of facts at hand: all but what gathering and measuring take."""
    checker, _ = made_ready(scheme, day, None)

    def seconds(work: Callable[[Any], object]) -> float:
        began = time.process_time()
        for _ in range(ROUNDS * 4):
            work(application)
        return (time.process_time() - began) / ROUNDS / 4

    return seconds(checker.evaluate) - seconds(checker.facts)


if __name__ == "__main__":
    main()
