"""The cases that did not come out: which, where they are written, what was expected and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.language import Text
from sto_check.reports.layout import Line
from sto_check.reports.words import count_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.cases import Case, Difference
    from sto_check.language import Lang

_EXPECTED = Text("verwacht {expected}, gevonden {found}", "expected {expected}, found {found}")


def case_lines(total: int, failures: Sequence[tuple[Case, Sequence[Difference]]], lang: Lang) -> Iterator[Line]:
    """Yield a line for each difference, and the count of all cases."""
    for case, differences in failures:
        yield Line(case.entry.name, 0, "✗", label_style="bad")
        yield Line(str(case.place), 2, style="dim")
        for difference in differences:
            words = _EXPECTED[lang].format(expected=difference.expected, found=difference.found)
            yield Line(words, 2, f"{difference.of}:")
    counted = count_of(total, ("geval", "gevallen"), ("case", "cases"))[lang]
    if failures:
        failed = Text(
            f"{len(failures)} van {counted} komen niet uit.", f"{len(failures)} of {counted} do not come out."
        )
        yield Line()
        yield Line(failed[lang], style="bad")
    else:
        yield Line(Text(f"Alles komt uit: {counted}.", f"All come out: {counted}.")[lang], style="good")
