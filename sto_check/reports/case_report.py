"""The cases that did not come out, by the rule that causes it, and those that could not be run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.engine.status import Status
from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.scheme.figures import shown
from sto_check.text.language import Text
from sto_check.workbench.case_run import DECISION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang
    from sto_check.workbench.case_run import CaseRun, Failure
    from sto_check.workbench.cases import Unusable

CASES_SHOWN = 5
_DECISION = Text("De beslissing", "The decision")


def case_lines(run: CaseRun, scheme: Scheme, lang: Lang, *, verbose: bool = False) -> Iterator[Line]:
    """Yield the rules that make cases fail, each with its cases, then what cannot be run, and the counts.

    Without ``verbose`` only the first cases of a rule are shown and the others counted.
    """
    most = None if verbose else CASES_SHOWN
    titles = {rule.id: rule.title[lang] for rule in shown(scheme).rules}
    by_rule: dict[str, list[Failure]] = {}
    for failure in run.failures:
        for rule_id in failure.causes:
            by_rule.setdefault(rule_id, []).append(failure)
    for rule_id, failures in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        counted = _cases(len(failures), lang)
        title, name = (f"{titles[rule_id]}:", rule_id) if rule_id in titles else ("", f"{_DECISION[lang]}:")
        yield Line(f"{title} {counted}".strip(), 0, f"✗ {name}", label_style="bad")
        of_rule = sorted(failures, key=lambda failure: rule_id not in {part.of for part in failure.differences})
        for failure in of_rule[:most]:
            yield from _failure(failure, scheme, lang)
        yield from _others(len(failures), most, lang)
    yield from _unusable(run.unusable, most, lang)
    yield from _total(run, lang)


def _failure(failure: Failure, scheme: Scheme, lang: Lang) -> Iterator[Line]:
    yield Line(failure.case.entry.name, 2, "-")
    yield Line(str(failure.case.place), 4, style="dim")
    for difference in failure.differences:
        of = _DECISION[lang] if difference.of == DECISION else difference.of
        expected, found = (_word(value, scheme, lang) for value in (difference.expected, difference.found))
        words = Text(f"verwacht {expected}, gevonden {found}", f"expected {expected}, found {found}")
        yield Line(words[lang], 4, f"{of}:")


def _word(value: Status | str, scheme: Scheme, lang: Lang) -> str:
    """Return in words what a rule came out as, or which decision was taken."""
    if isinstance(value, Status):
        return value.words[lang]
    titles = {str(entry.id): entry.title for entry in scheme.decision.policy}
    return titles.get(value, Text("geen beslissing", "no decision"))[lang]


def _unusable(unusable: Sequence[Unusable], most: int | None, lang: Lang) -> Iterator[Line]:
    """Yield what is wrong once, with the cases that cannot be run because of it."""
    by_problem: dict[tuple[Problem, ...], list[Unusable]] = {}
    for case in unusable:
        by_problem.setdefault(tuple(problem._replace(place=None) for problem in case.problems), []).append(case)
    for problems, cases in by_problem.items():
        cannot = Text(f"{_cases(len(cases), lang)} niet te draaien", f"{_cases(len(cases), lang)} cannot be run")
        yield Line("", 0, f"! {cannot[lang]}", label_style="warn")
        for problem in problems:
            yield Line(problem._replace(excerpt=None).render(lang), 2)
        for case in cases[:most]:
            yield Line(case.name, 2, "-")
            yield Line(str(case.place or case.problems[0].place or ""), 4, style="dim")
        yield from _others(len(cases), most, lang)


def _others(count: int, most: int | None, lang: Lang) -> Iterator[Line]:
    if most is not None and count > most:
        more = Text(f"en nog {count - most}; met -v ziet u ze alle", f"and {count - most} more; -v shows them all")
        yield Line(more[lang], 2, style="dim")


def _total(run: CaseRun, lang: Lang) -> Iterator[Line]:
    if run.passed:
        yield Line(
            Text(f"Alles komt uit: {_cases(run.ran, lang)}.", f"All come out: {_cases(run.ran, lang)}.")[lang],
            style="good",
        )
        return
    failed, unusable = len(run.failures), len(run.unusable)
    words = Text(
        f"{failed} van {_cases(run.ran, lang)} {'komt' if failed == 1 else 'komen'} niet uit.",
        f"{failed} of {_cases(run.ran, lang)} {'does' if failed == 1 else 'do'} not come out.",
    )
    more = Text(f" Niet te draaien: {unusable}.", f" Not to be run: {unusable}.")[lang] if unusable else ""
    yield Line()
    yield Line(words[lang] + more, style="bad")


def _cases(count: int, lang: Lang) -> str:
    return count_of(count, ("geval", "gevallen"), ("case", "cases"))[lang]
