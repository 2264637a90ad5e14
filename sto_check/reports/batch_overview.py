"""The overview of a batch: a line an application, then what only all of them together show."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import Status
from sto_check.reports.layout import STYLE_OF, STYLE_OF_VERDICT, Line, one_line
from sto_check.reports.phrases import count_of
from sto_check.text.errors import UsageError, suggestion
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sto_check.desk.batch_round import Allotted, RoundRow, TogetherFound
    from sto_check.desk.row import Row
    from sto_check.reports.layout import Style
    from sto_check.text.language import Lang

GRANTED: dict[bool | None, tuple[Text, Style]] = {
    True: (Text("toe te kennen ", "to be granted "), "good"),
    False: (Text("af te wijzen  ", "to be refused "), "bad"),
    None: (Text("nog open      ", "open yet      "), "open"),
}
NO_DECISION = "unreadable"
UNREADABLE = Text("niet te lezen", "not readable")
_TOLD = (Status.NOT_MET, Status.UNKNOWN, Status.OPEN)
_NARROWEST, _CALLED = 24, 48
_FOUND = 8
"""Of a rule of the round so many findings are told; of more how many there are."""

SORTS: dict[str, Callable[[Row], object]] = {
    "name": lambda row: row.name,
    "region": lambda row: (row.called.casefold(), row.name),
    "decision": lambda row: (row.exit_code, row.name),
    "reason": lambda row: (row.rule, row.name),
}
"""In which order an overview can be, by the words of ``--sort``."""


class Filter(NamedTuple):
    """Which applications an overview tells of; what is empty holds for all.

    ``decisions`` are ids or titles of decisions, and ``unreadable`` of what has none; ``rules`` and ``themes`` are of
    rules that lead somewhere: an id, and a piece of the name of a theme.
    """

    decisions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def keeps(self, row: Row) -> bool:
        """Say whether an application is told of."""
        words = {word.casefold() for word in self.decisions}
        themes = [theme.casefold() for both in row.led_to.values() for theme in both]
        return (
            (not words or bool(words & _names(row)))
            and (not self.rules or any(rule.upper() in row.led_to for rule in self.rules))
            and (not self.themes or any(word.casefold() in theme for word in self.themes for theme in themes))
        )

    def require_known(self, rows: Iterable[Row]) -> None:
        """Raise UsageError for a decision that none of the applications has."""
        known = sorted({row.verdict or NO_DECISION for row in rows})
        names = {name for row in rows for name in _names(row)}
        unknown = [word for word in self.decisions if word.casefold() not in names]
        if unknown:
            raise UsageError(
                problem(
                    "no-such-decision",
                    f"Geen aanvraag heeft de beslissing “{unknown[0]}”.",
                    f"No application has the decision “{unknown[0]}”.",
                    hint=suggestion(unknown[0], known),
                )
            )


def _names(row: Row) -> set[str]:
    return (
        {row.verdict.casefold(), row.decision.casefold()}
        if row.verdict
        else {NO_DECISION, UNREADABLE.nl, UNREADABLE.en}
    )


def overview_lines(
    rows: Sequence[Row], together: TogetherFound, lang: Lang, width: int | None, chosen: Filter, sort: str
) -> Iterator[Line]:
    """Yield the overview; ``width`` is that of a terminal, on which a line is cut off, None where none is."""
    chosen.require_known(rows)
    told = sorted((row for row in rows if chosen.keeps(row)), key=SORTS[sort])  # type: ignore[arg-type]
    columns = _columns(told)
    for row in told:
        yield _application(row, columns, lang, width)
    if told:
        yield Line()
    yield Line(_in_all(rows, len(told), lang), style="bold")
    yield from _together(together, lang)
    yield from _allotted(together.allotted, lang)


def _columns(rows: Iterable[Row]) -> tuple[int, int, int]:
    rows = list(rows)
    called = max((len(_called(row)) for row in rows), default=0)
    decision = max((len(row.decision or UNREADABLE.nl) for row in rows), default=0)
    return min(called, _CALLED), decision, max((len(_counts(row)) for row in rows), default=0)


def _application(row: Row, columns: tuple[int, int, int], lang: Lang, width: int | None) -> Line:
    decision = row.decision or UNREADABLE[lang]
    called = _cut(_called(row), columns[0]).ljust(columns[0])
    label = f"{called}  {decision.ljust(columns[1])}"
    before = f"{_counts(row).ljust(columns[2])}  "
    why = one_line(f"{row.rule}: {row.reason}" if row.rule and row.verdict else row.reason)
    text = f"{before}{why}".rstrip()
    if width is not None:
        text = _cut(text, max(width - len(label) - 1, _NARROWEST))
    return Line(text, 0, label, label_style=STYLE_OF_VERDICT.get(row.verdict, "bad"), wrap=False)


def _called(row: Row) -> str:
    return one_line(f"{row.called} ({row.name})" if row.called else row.name)


def _counts(row: Row) -> str:
    return " ".join(f"{status.mark}{row.counts[status]}" for status in _TOLD if row.counts.get(status))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _in_all(rows: Sequence[Row], told: int, lang: Lang) -> str:
    decided = Counter(row.decision or UNREADABLE[lang] for row in sorted(rows, key=lambda row: row.exit_code))
    counted = ", ".join(f"{number} {words}" for words, number in decided.items())
    whole = f"{count_of(len(rows), ('aanvraag', 'aanvragen'), ('application', 'applications'))[lang]}: {counted}."
    if told < len(rows):
        whole += Text(f" Getoond: {told}.", f" Shown: {told}.")[lang]
    return whole


def _together(together: TogetherFound, lang: Lang) -> Iterator[Line]:
    if not together.rows and not together.notes:
        return
    yield Line()
    yield Line(Text("ALLE AANVRAGEN SAMEN", "ALL APPLICATIONS TOGETHER")[lang], style="head")
    for note in together.notes:
        yield Line(note.in_print().says[lang], 2, Text("Let op", "Note")[lang], label_style="warn")
    by_rule: dict[tuple[str, str], list[RoundRow]] = {}
    for row in together.rows:
        if row.status != Status.MET:
            by_rule.setdefault((row.rule, row.title), []).append(row)
    if together.rows and not by_rule:
        yield Line(Text("Aan elke regel van de ronde is voldaan.", "Every rule of the round is met.")[lang], 2)
    for (rule, title), rows in by_rule.items():
        gravest = min((Status(row.status) for row in rows), key=lambda status: status.gravity)
        yield Line(title, 2, f"{gravest.mark} {rule}", label_style=STYLE_OF[gravest])
        yield from _of_rule(rows, lang)


def _allotted(allotted: Sequence[Allotted], lang: Lang) -> Iterator[Line]:
    """Yield how a ceiling that is exceeded is allotted: a line an application, in the order that decided."""
    for rule, shares in groupby(allotted, key=lambda one: one.rule):
        yield Line()
        yield Line(Text(f"VERDELING ({rule})", f"ALLOTMENT ({rule})")[lang], style="head")
        for (granted, reason), alike in groupby(shares, key=lambda one: (one.share.granted, one.share.reason[lang])):
            words, style = GRANTED[granted]
            names = ", ".join(one.share.name for one in alike)
            yield Line(f"{names}: {reason}", 2, words[lang], label_style=style)


def _of_rule(rows: Sequence[RoundRow], lang: Lang) -> Iterator[Line]:
    """Yield what a rule of the round finds: each finding once, with the applications that it is in."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        found.setdefault((row.reason, row.remedy), {})[row.name] = None
    usual = Counter(remedy for _, remedy in found).most_common(1)[0][0]
    for reason, remedy in list(found)[:_FOUND]:
        where = ", ".join(name for name in found[reason, remedy] if name)
        of_its_own = remedy if remedy != usual else ""
        yield Line(" ".join(part for part in (reason, where and f"({where})", of_its_own) if part), 4)
    if len(found) > _FOUND:
        more = len(found) - _FOUND
        yield Line(Text(f"En nog {more}; zie round.csv.", f"And {more} more; see round.csv.")[lang], 4, style="dim")
    if usual:
        yield Line(usual, 4, "→")
