"""What verifying a recorded decision prints: that all is the same, or what differs, the weightiest first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sto_check.reports.layout import Line
from sto_check.reports.phrases import and_more, count_of
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.desk.record import Json
    from sto_check.desk.verify import Difference
    from sto_check.text.language import Lang

SHOWN = 20
_LONGEST = 200
_PARTS: dict[str, Text] = {
    "application": Text("De aanvraag", "The application"),
    "scheme": Text("De regels", "The rules"),
    "values": Text("De waarden van de regels", "The values of the rules"),
    "decision": Text("De beslissing", "The decision"),
    "outcomes": Text("De uitkomsten", "The outcomes"),
    "judgements": Text("De oordelen", "The judgements"),
    "not_applicable": Text("Niet van toepassing", "Not applicable"),
    "of_the_round": Text("Voor de hele ronde", "For the whole round"),
    "record": Text("Het besluit zelf", "The record itself"),
    "decided": Text("Wie besloot", "Who decided"),
    "program": Text("De versie van sto-check", "The version of sto-check"),
}
"""The parts of a record, those first that explain what differs in the others."""
_SAME_TABLES = Text(
    "Zijn dezelfde --maxima en --rules gegeven als bij het besluit?",
    "Were the same --maxima and --rules given as when it was decided?",
)


def verify_lines(recorded: Json, found: Sequence[Difference], lang: Lang, *, verbose: bool) -> Iterator[Line]:
    """Yield whether the record is the same when it is worked out again, and else what differs."""
    application, decision = recorded["application"], recorded["decision"]
    yield Line(f"{application['name']} ({application['called']})" if application["called"] else application["name"],
               style="bold")  # fmt: skip
    decided = recorded["decided"]
    by = Text(f"{decided['by']} op {decided['on']}", f"{decided['by']} on {decided['on']}")[lang]
    yield Line(f"{decision['title'][lang]}; {by}", 2, style="dim")
    weighty = [one for one in found if _part(one) != "program"]
    if not weighty:
        outcomes = count_of(len(recorded["outcomes"]), ("uitkomst", "uitkomsten"), ("outcome", "outcomes"))[lang]
        said = Text("Hetzelfde: aanvraag, regels, beslissing en", "The same: application, rules, decision and")[lang]
        yield Line(f"{said} {outcomes}.", 2, style="good")
    for part, title in _PARTS.items():
        of_part = [one for one in found if _part(one) == part]
        if not of_part:
            continue
        counted = count_of(len(of_part), ("verschil", "verschillen"), ("difference", "differences"))[lang]
        yield Line()
        yield Line(f"{title[lang]} ({counted})", style="head" if part != "program" else "plain")
        if part == "scheme":
            yield Line(_SAME_TABLES[lang], 2, style="dim")
        for one in of_part if verbose else of_part[:SHOWN]:
            yield from _difference(one, lang)
        more = 0 if verbose else len(of_part) - SHOWN
        if more > 0:
            yield Line(and_more(more)[lang], 4, style="dim")


def _part(one: Difference) -> str:
    return one.path.partition(".")[0].partition("[")[0]


def _difference(one: Difference, lang: Lang) -> Iterator[Line]:
    yield Line(one.path, 2)
    yield Line(_written(one.recorded, lang), 4, Text("toen:", "then:")[lang], label_style="dim")
    yield Line(_written(one.found, lang), 4, Text("nu:  ", "now: ")[lang], label_style="dim")


def _written(value: Any, lang: Lang) -> str:
    if value is None:
        return Text("niet aanwezig", "not there")[lang]
    text = printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
