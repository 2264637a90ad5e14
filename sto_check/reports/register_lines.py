"""What looking through a register prints: its entries, or what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.desk.register import Entry
    from sto_check.desk.register_faults import Checked
    from sto_check.text.language import Lang


def verified_lines(found: Checked, lang: Lang) -> Iterator[Line]:
    """Yield that a register is whole, or what is wrong with it, and the code of the last entry to note down."""
    counted = count_of(len(found.entries), ("inschrijving", "inschrijvingen"), ("entry", "entries"))[lang]
    if found.faults:
        yield Line(Text(f"Het register klopt niet ({counted}):", f"The register is not whole ({counted}):")[lang],
                   style="bad")  # fmt: skip
        for fault in found.faults:
            yield Line(printable(fault[lang]), 2, "-")
    else:
        yield Line(Text(f"Het register klopt: {counted}.", f"The register is whole: {counted}.")[lang], style="good")
    for note in found.notes:
        yield Line(note[lang], 2, Text("Let op", "Note")[lang], label_style="warn")
    if found.entries and not found.faults:
        last = found.entries[-1]
        nl, en = f"Laatste code, om te noteren: {last.hash}", f"Last code, to note down: {last.hash}"
        yield Line(Text(nl, en)[lang], 2, style="dim")


def entry_lines(entries: Sequence[Entry], lang: Lang) -> Iterator[Line]:
    """Yield a line for each entry."""
    width = len(str(len(entries)))
    for entry in entries:
        by = Text(f"{entry.by} op {entry.on}", f"{entry.by} on {entry.on}")[lang]
        said = f"{entry.application}: {Text(entry.decision, entry.verdict)[lang]}, {by}"
        yield Line(printable(said), 0, str(entry.number).rjust(width), label_style="dim")
