"""What versions decide as a drawing (SVG): for each a bar, with a part for each decision."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sto_check.reports.simulation_lines import title_of
from sto_check.text.language import Text, write_integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.columns.simulation import Simulation
    from sto_check.text.language import Lang

_COLOURS = {"not-eligible": "#b3261e", "supplement": "#c77700", "assess": "#2b6cb0", "eligible": "#2e7d32"}
_ROW, _LEFT, _WIDTH, _TOP = 26, 300, 560, 64
_FONT = 'font-family="system-ui, sans-serif" font-size="13"'
_NARROWEST = 26
"""A part that is narrower than this has no number in it."""


def simulation_plot(found: Simulation, lang: Lang) -> str:
    """Return the drawing; it says in words what it shows."""
    first = found.versions[0].version
    height = _TOP + _ROW * len(found.versions) + 12
    title = Text(f"{first.scheme.id}: beslissingen per versie", f"{first.scheme.id}: decisions by version")[lang]
    box = f"0 0 {_LEFT + _WIDTH + 20} {height}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="title" {_FONT}>',
        f'<title id="title">{escape(title)}</title>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="12" y="24" font-weight="bold" fill="#1a1a1a">{escape(title)}</text>',
        *_legend(found, lang),
    ]
    for number, _ in enumerate(found.versions):
        parts += _bar(found, number, lang)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(found: Simulation, lang: Lang) -> Iterator[str]:
    x = 12
    for entry in found.versions[0].version.scheme.decision.policy:
        yield f'<rect x="{x}" y="38" width="12" height="12" fill="{_COLOURS[entry.id]}"/>'
        yield f'<text x="{x + 18}" y="49" fill="#1a1a1a">{escape(entry.title[lang])}</text>'
        x += 40 + 8 * len(entry.title[lang])


def _bar(found: Simulation, number: int, lang: Lang) -> Iterator[str]:
    seen, first, y = found.versions[number], found.versions[0].version, _TOP + _ROW * number
    title = title_of(seen.version, first, lang)
    yield (
        f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end" fill="#1a1a1a"><title>{escape(title)}</title>'
        f"{escape(title if len(title) <= 40 else title[:39] + '…')}</text>"
    )
    before = 0
    for entry in first.scheme.decision.policy:
        count = seen.decisions.get(entry.id, 0)
        start, end = (_WIDTH * value // found.number for value in (before, before + count))
        before += count
        if not count:
            continue
        said = f"{title}: {entry.title[lang]} {write_integer(count, lang)}"
        yield (
            f'<rect x="{_LEFT + start}" y="{y}" width="{max(end - start, 1)}" height="{_ROW - 6}" '
            f'fill="{_COLOURS[entry.id]}"><title>{escape(said)}</title></rect>'
        )
        if end - start >= max(_NARROWEST, 9 * len(write_integer(count, lang))):
            place = f'x="{_LEFT + (start + end) // 2}" y="{y + 14}" text-anchor="middle"'
            yield f'<text {place} fill="#ffffff">{write_integer(count, lang)}</text>'
