"""What the cases reach, and which changes of the rules they do not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.text.language import Lang
    from sto_check.workbench.coverage import Boundary, RuleCoverage
    from sto_check.workbench.mutation import MutationReport


def coverage_lines(covered: Sequence[RuleCoverage], lang: Lang, *, verbose: bool = False) -> Iterator[Line]:
    """Yield what is missing of each rule, with ``verbose`` also what is reached, and the total."""
    for rule in covered:
        if rule.complete and not verbose:
            continue
        reached = ", ".join(status.words[lang] for status in rule.reached)
        yield Line(
            reached,
            0,
            f"{'✓' if rule.complete else '✗'} {rule.rule_id}",
            label_style="good" if rule.complete else "bad",
        )
        missing = [status.words[lang] for status in rule.missing] + [
            _boundary(part, lang) for part in rule.missing_boundaries
        ]
        for part in missing:
            yield Line(part, 4, Text("ontbreekt:", "missing:")[lang], label_style="warn")
    points = sum(len(rule.boundaries) + len(rule.missing_boundaries) for rule in covered)
    touched = sum(len(rule.boundaries) for rule in covered)
    complete = sum(rule.complete for rule in covered)
    rules = count_of(len(covered), ("regel", "regels"), ("rule", "rules"))[lang]
    words = Text(
        f"Volledig: {complete} van {rules}; grenspunten bereikt: {touched} van {points}.",
        f"Complete: {complete} of {rules}; boundary points reached: {touched} of {points}.",
    )
    yield Line(words[lang], style="good" if complete == len(covered) else "bad")


def _boundary(boundary: Boundary, lang: Lang) -> str:
    side = Text("net wel", "just meets") if boundary.meets else Text("net niet", "just fails")
    return f"{boundary.attribute} {boundary.word}: {side[lang]}"


def mutation_lines(report: MutationReport, lang: Lang) -> Iterator[Line]:
    """Yield every change that survived, with its reason, and the total."""
    for survivor in report.survivors:
        mark, style = ("=", "dim") if survivor.reason else ("✗", "bad")
        yield Line(survivor.change, 0, f"{mark} {survivor.rule_id}", label_style="dim" if style == "dim" else "bad")
        if survivor.reason:
            yield Line(survivor.reason, 4, style="dim")
    for rule_id, change in report.stale:
        words = Text("Deze uitleg hoort bij geen wijziging meer:", "This reason belongs to no change any more:")
        yield Line(f"{rule_id}, {change}", 0, words[lang], label_style="warn")
    explained = len(report.survivors) - len(report.unexplained)
    words = Text(
        f"Wijzigingen: {report.mutants}; niet gemerkt: {len(report.unexplained)}; zonder verschil en uitgelegd: "
        f"{explained}.",
        f"Changes: {report.mutants}; not noticed: {len(report.unexplained)}; without difference and explained: "
        f"{explained}.",
    )
    yield Line(words[lang], style="bad" if report.unexplained else "good")
