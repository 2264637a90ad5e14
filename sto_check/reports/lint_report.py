"""What lint found: a place a line, then what is wrong and what to do, and the count of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line, Style
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.text.language import Lang
    from sto_check.workbench.lint.findings import Finding, Kind, Linted

_KIND: dict[Kind, tuple[Text, Style]] = {
    "error": (Text("fout", "error"), "bad"),
    "warning": (Text("waarschuwing", "warning"), "warn"),
}


def lint_lines(linted: list[Linted], lang: Lang) -> Iterator[Line]:
    """Yield every finding with its place, its kind and its code, and how many there are."""
    findings = [finding for scheme in linted for finding in scheme.findings]
    for finding in findings:
        yield from _finding(finding, lang)
    schemes = count_of(len(linted), ("regeling", "regelingen"), ("scheme", "schemes"))[lang]
    if not findings:
        clean = Text(f"Niets op te merken in {schemes}.", f"Nothing to remark in {schemes}.")
        yield Line(clean[lang], style="good")
        return
    errors = sum(finding.kind == "error" for finding in findings)
    counted = [
        count_of(errors, ("fout", "fouten"), ("error", "errors"))[lang],
        count_of(len(findings) - errors, ("waarschuwing", "waarschuwingen"), ("warning", "warnings"))[lang],
    ]
    yield Line()
    yield Line(f"{', '.join(counted)} in {schemes}.", style="bad" if errors else "warn")


def _finding(finding: Finding, lang: Lang) -> Iterator[Line]:
    problem = finding.problem
    word, style = _KIND[finding.kind]
    where = f"{problem.place or problem.path}: " if problem.place or problem.path else ""
    yield Line(f"[{problem.code}]", 0, f"{where}{word[lang]}", label_style=style)
    inside = f"{problem.path}: " if problem.path and problem.place else ""
    yield Line(f"{inside}{problem.says[lang]}{f' {problem.hint[lang]}' if problem.hint else ''}", 2)
    for shown in str(problem.excerpt).split("\n") if problem.excerpt else ():
        yield Line(label=shown)
