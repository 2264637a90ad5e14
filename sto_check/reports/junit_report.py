"""The report as JUnit XML, which most build servers show: a suite for each document, a test for each rule."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from sto_check.engine.status import Status
from sto_check.reports.remarks import remarks_of
from sto_check.text.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Outcome
    from sto_check.text.language import Lang

_FAILS = (Status.NOT_MET, Status.UNKNOWN)


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print the suites, each as soon as it is there.

    A rule that is not met or unknown is a failure of that type, one that a person is to judge is skipped, and a
    document that cannot be read is an error.
    """
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sto-check">\n'
    for result in results:
        tests = list(_rules(result.decision, lang)) if result.decision else [_unread(result, lang)]
        counted = {name: sum(f"<{name} " in test for test in tests) for name in ("failure", "error", "skipped")}
        numbers = " ".join(
            f'{plural}="{counted[name]}"'
            for name, plural in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped"))
        )
        out.write(f'{before}  <testsuite name={_attribute(result.name)} tests="{len(tests)}" {numbers}>\n')
        out.writelines(tests)
        out.write("  </testsuite>\n")
        before = ""
    out.write(f"{before}</testsuites>\n")


def _rules(decision: Decision, lang: Lang) -> Iterator[str]:
    for _, of_rule in groupby(decision.outcomes, key=lambda outcome: outcome.rule.id):
        outcomes = list(of_rule)
        rule = outcomes[0].rule
        found = "".join(_found(outcome, lang) for outcome in outcomes if outcome.status != Status.MET)
        name = _attribute(f"{rule.id} {rule.title[lang]}")
        yield f"    <testcase classname={_attribute(rule.theme[lang])} name={name}>{found}</testcase>\n"


def _found(outcome: Outcome, lang: Lang) -> str:
    reason, remedy = (printable(text[lang]) for text in (outcome.explanation.reason, outcome.explanation.remedy))
    if outcome.status not in _FAILS:
        return f"<skipped message={_attribute(reason)} />"
    return f'<failure type="{outcome.status}" message={_attribute(reason)} >{escape(remedy)}</failure>'


def _unread(result: Result, lang: Lang) -> str:
    told = "".join(
        f"<error type={_attribute(one.code)} message={_attribute(f'{one.place or one.name}: {one.text}')} />"
        for one in remarks_of(result, lang)
    )
    return f"    <testcase name={_attribute(result.name)}>{told}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
