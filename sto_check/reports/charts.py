"""What a report shows of an application beside its outcomes, worked out from its facts: names, bars, a time line.

Lengths and positions are hundredths of the width there is, so that a drawing fits every screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.explain import name_of
from sto_check.engine.measure import added
from sto_check.scheme.bounds import Bounds, low_of
from sto_check.scheme.overview import Names, Sums, Timeline, Values
from sto_check.scheme.written import UNKNOWN, write_value
from sto_check.text.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sto_check.decision.decision import Decision
    from sto_check.engine.fact import Fact, Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.overview import Shown
    from sto_check.text.language import Lang


class Bar(NamedTuple):
    """A bar with its words: from where and how long, in hundredths of the width; ``outside`` where it ends beyond."""

    label: str
    value: str
    start: float
    length: float
    outside: bool = False


class Chart(NamedTuple):
    """Bars under a title; of a time line ``period`` is a bar behind the others, its words the first and last day."""

    title: str
    bars: tuple[Bar, ...]
    period: Bar | None = None


class Lists(NamedTuple):
    """Names under headings."""

    title: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]


Drawn = Chart | Lists


def draw(decision: Decision, shown: Iterable[Shown], lang: Lang) -> list[Drawn]:
    """Return what is shown of one application; what it has nothing of is left out."""
    drawn = [_draw(decision, entry, lang) for entry in shown]
    return [one for one in drawn if (one.bars if isinstance(one, Chart) else one.lists)]


def _draw(decision: Decision, entry: Shown, lang: Lang) -> Drawn:
    if isinstance(entry, Names):
        named = [(title[lang], _names(decision, kind, lang)) for kind, title in entry.names.items()]
        return Lists(entry.title[lang], tuple((title, names) for title, names in named if names))
    if isinstance(entry, Timeline):
        return _timeline(decision, entry, lang)
    return Chart(entry.title[lang], _bars(_values(decision, entry, lang), lang))


def _given(decision: Decision, kind: str) -> list[Fact]:
    return [fact for fact in decision.record.facts.get(kind, ()) if fact.given]


def _names(decision: Decision, kind: str, lang: Lang) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(fact, lang) for fact in _given(decision, kind)))


def _name(fact: Fact, lang: Lang) -> str:
    """Return the name of a fact without its id, which a list of names does not need."""
    return (printable(fact.label) if isinstance(fact.label, str) else fact.label[lang]) or name_of(fact)[lang]


def _values(decision: Decision, entry: Sums | Values, lang: Lang) -> list[tuple[str, Value, Type]]:
    """Return each value with its heading and its type."""
    types = decision.scheme.types
    if isinstance(entry, Values):
        split = [(*name.split(".", 1), title[lang]) for name, title in entry.values.items()]
        return [
            (title, fact.values[name], types[kind][name]) for kind, name, title in split
            for fact in _given(decision, kind)
        ]  # fmt: skip
    kind, name = entry.sum.split(".")
    parts: dict[str, list[Value]] = {}
    for fact in _given(decision, kind):
        word = fact.values[entry.by] if entry.by != "name" else _name(fact, lang)
        heading = UNKNOWN[lang] if word is None else printable(str(word))
        parts.setdefault(heading, []).append(fact.values[name])
    ordered = parts if entry.by == "name" else dict(sorted(parts.items()))
    return [(heading, _sum(values), types[kind][name]) for heading, values in ordered.items()]


def _sum(values: list[Value]) -> Value:
    """Return a sum; of what is known in part what it is at least."""
    low, high = added(values)
    return low if low == high else Bounds(low, None)


def _least(value: Value) -> int:
    return low_of(value) if isinstance(value, int | Bounds) else 0


def _bars(values: list[tuple[str, Value, Type]], lang: Lang) -> tuple[Bar, ...]:
    most = max((_least(value) for _, value, _ in values), default=0)
    return tuple(
        Bar(heading, write_value(value, of)[lang], 0, _hundredths(max(0, _least(value)), most))
        for heading, value, of in values
    )


def _timeline(decision: Decision, entry: Timeline, lang: Lang) -> Chart:
    """Return facts of which both days are known against the period, which takes the middle of the width."""
    begin, end = (_day(decision.record.parameters, name) for name in entry.period)
    margin = (end - begin) // 20
    low, width = begin - margin, end - begin + 1 + 2 * margin
    bars = []
    for fact in _given(decision, entry.timeline):
        first, last = fact.values[entry.first], fact.values[entry.last]
        if not isinstance(first, int) or not isinstance(last, int):
            bars.append(Bar(_name(fact, lang), UNKNOWN[lang], 0, 0))
            continue
        words = " – ".join(write_value(day, "day")[lang] for day in (first, last))
        start = min(max(first - low, 0), width)
        stop = min(max(last + 1 - low, start), width)
        outside = first < begin or last > end
        bars.append(Bar(_name(fact, lang), words, _hundredths(start, width), _hundredths(stop - start, width), outside))
    days = [write_value(day, "day")[lang] for day in (begin, end)]
    period = Bar(days[0], days[1], _hundredths(margin, width), _hundredths(end - begin + 1, width))
    return Chart(entry.title[lang], tuple(bars), period)


def _day(parameters: Mapping[str, object], name: str) -> int:
    found = parameters[name]
    assert isinstance(found, int)
    return found


def _hundredths(part: int, whole: int) -> float:
    """Return a length in hundredths of the width, with two decimals; it is drawn, and decides nothing."""
    return round(100 * part / whole, 2) if whole else 0
