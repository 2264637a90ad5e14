"""What would help an application, in lines and as JSON: the changes, what they lead to, and what no change helps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sto_check.reports.content import TYPE_OF, write_content
from sto_check.reports.json_text import json_text
from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.scheme.written import write_difference, write_value
from sto_check.text.language import Text, printable
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.margins import Margin
    from sto_check.documents.document import Names
    from sto_check.engine.outcome import Outcome
    from sto_check.proof.search import Found
    from sto_check.proof.spot import Content
    from sto_check.proof.what_if import Mend, Way, WhatIf
    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import Consequence
    from sto_check.text.language import Lang

TITLE = Text("Wat zou helpen", "What would help")
MOST_MARGINS = 5
_MOST_LEFT = 20
_GOALS: dict[int, Text] = {
    1: Text("niet te worden afgewezen", "not to be refused"),
    2: Text("niet te worden afgewezen en niets te hoeven aanvullen", "not to be refused and to need no supplement"),
    3: Text("niets meer te hebben dat in de weg staat", "to have nothing left in the way"),
}
_NO_HELP = Text(
    "Hier vonden wij geen waarde die helpt; dit is er te doen",
    "Here we found no value that helps; this is to be done",
)
ONLY_WHAT_IS_TRUE = Text(
    "Verander alleen wat waar is of wat u zelf beslist: een wijziging helpt alleen als zij klopt.",
    "Change only what is true or what you decide yourself: a change helps only where it is so.",
)


def what_if_lines(
    found: WhatIf, clear_of: Sequence[Consequence], margins: Sequence[Margin], lang: Lang
) -> Iterator[Line]:
    """Yield what would help, what would not, and how near the limits are that are kept."""
    decision, names = found.decision, found.decision.document.names
    yield Line(f"{printable(decision.application)}: {decision.title[lang]}", style="bold")
    if not found.mends and not found.left and not found.too_hard:
        goal = _GOALS[len(clear_of)]
        yield Line()
        yield Line(Text(f"Er is niets nodig om {goal.nl}.", f"Nothing is needed {goal.en}.")[lang], style="good")
    elif found.mends:
        goal = _GOALS[len(clear_of)]
        yield Line()
        yield Line(Text(f"Wat zou helpen om {goal.nl}", f"What would help {goal.en}")[lang], style="head")
    for mend in found.mends:
        yield Line()
        yield from _mend(mend, names, lang)
    if found.together is not None:
        yield Line()
        yield from _then(found, found.together, lang)
    elif len(found.mends) > 1:
        yield Line()
        said = Text(
            "Elk hiervan helpt; alle tegelijk hebben wij niet kunnen laten uitkomen.",
            "Each of these helps; all at once we could not make come out.",
        )
        yield Line(said[lang], style="warn")
    yield from _no_help(found, lang)
    yield from _near(margins, lang)
    if found.mends:
        yield Line()
        yield Line(ONLY_WHAT_IS_TRUE[lang], style="dim")


def _mend(mend: Mend, names: Names, lang: Lang) -> Iterator[Line]:
    yield from _about(mend.outcomes, lang)
    for number, way in enumerate(mend.ways):
        if number:
            yield Line(Text("of", "or")[lang], 2, style="dim")
        for change in way.changes:
            yield Line(_change(change, names, lang), 4)
    if not mend.proven:
        less = Text("of het met minder wijzigingen kan, is niet bewezen", "whether fewer changes do is not proven")
        yield Line(less[lang], 4, style="dim")


def _about(outcomes: Sequence[Outcome], lang: Lang) -> Iterator[Line]:
    for outcome in outcomes:
        yield Line(outcome.rule.title[lang], 2, outcome.rule.id, label_style="bad")
        yield Line(outcome.explanation.reason[lang], 4, style="dim")


def _then(found: WhatIf, way: Way, lang: Lang) -> Iterator[Line]:
    words = Text("Met deze wijzigingen", "With these changes")
    if any(len(mend.ways) > 1 for mend in found.mends):
        words = Text("Met steeds de eerste van deze wijzigingen", "With the first of these changes each time")
    checked = Text("opnieuw getoetst", "checked again")
    yield Line(f"{words[lang]}: {way.decision.title[lang]} ({checked[lang]}).", style="bold")


def _change(change: Found, names: Names, lang: Lang) -> str:
    spot = change.field.spot
    of, called = TYPE_OF[spot.sort], printable(names.called(spot.path))
    assert change.to is not None, "nothing that is given is left out"
    to = write_content(change.to, spot.sort)[lang]
    if spot.now is None:
        return f"{called}: {Text('invullen', 'fill in')[lang]}, {_ends(change, of, lang)}"
    now = write_content(spot.now, spot.sort)[lang]
    if not isinstance(change.to, int) or isinstance(change.to, bool):
        return f"{called}: {now} → {to}"
    return f"{called}: {now} → {to} ({_step(change, of, lang)})"


def _step(change: Found, of: Type, lang: Lang) -> str:
    """Return how much a number changes, and whether it may change further."""
    now, to = change.field.spot.now, change.to
    assert isinstance(now, int)
    assert isinstance(to, int)
    gap, more = write_difference(abs(to - now), of)[lang], to > now
    if of == "day":
        way = Text("later", "later") if more else Text("eerder", "earlier")
    else:
        way = Text("meer", "more") if more else Text("minder", "less")
    further = change.most if more else change.least
    at_least = Text("ten minste ", "at least ")[lang] if further not in {None, to} else ""
    return f"{at_least}{gap} {way[lang]}"


def _ends(change: Found, of: Type, lang: Lang) -> str:
    """Return what a blank becomes: the stretch in which all would do, where it is one."""
    least, most, to = change.least, change.most, change.to
    if of == "day" and least is not None and most is not None and least != most:
        words = Text("van {} tot en met {}", "from {} to {}")[lang]
        return words.format(write_value(least, of)[lang], write_value(most, of)[lang])
    if least is not None and most is not None and least != most:
        return Text("ten minste", "at least")[lang] + f" {write_value(least, of)[lang]}"
    return Text("namelijk", "namely")[lang] + f" {write_value(to, of)[lang]}"


def _no_help(found: WhatIf, lang: Lang) -> Iterator[Line]:
    if found.left:
        yield Line()
        yield Line(_NO_HELP[lang], style="head")
        for outcome in found.left[:_MOST_LEFT]:
            remedy = outcome.explanation.remedy[lang] or outcome.explanation.reason[lang]
            yield Line(f"{outcome.rule.title[lang]}. {remedy}", 2, outcome.rule.id, label_style="bad")
        if len(found.left) > _MOST_LEFT:
            yield Line(
                count_of(len(found.left) - _MOST_LEFT, ("andere", "andere"), ("more", "more"))[lang], 2, style="dim"
            )
    if found.too_hard:
        yield Line()
        heading = Text(
            "Hiervan was in de tijd die er is geen antwoord te vinden", "No answer was found of these in time"
        )
        yield Line(heading[lang], style="head")
        yield from _about(found.too_hard, lang)


def _near(margins: Sequence[Margin], lang: Lang) -> Iterator[Line]:
    if not margins:
        return
    yield Line()
    yield Line(Text("Hoe dicht bij een grens", "How near to a limit")[lang], style="head")
    for margin in margins[:MOST_MARGINS]:
        name = printable(margin.outcome.rule.title[lang])
        yield Line(f"{name}: {_how_near(margin, lang)}", 2, margin.outcome.rule.id)


def _how_near(margin: Margin, lang: Lang) -> str:
    """Return how far a value is from its limit, in words."""
    gap, limit = write_difference(margin.gap, margin.type)[lang], write_value(margin.limit, margin.type)[lang]
    if margin.type == "day":
        return f"{gap} {Text('voor de laatste dag', 'before the last day')[lang]}, {limit}"
    if margin.gap == 0:
        return f"{Text('precies op de grens van', 'exactly at the limit of')[lang]} {limit}"
    below = margin.value < margin.limit
    words = (
        Text("onder de grens van", "below the limit of") if below else Text("boven de grens van", "above the limit of")
    )
    return f"{gap} {words[lang]} {limit}"


def what_if_json(found: WhatIf, clear_of: Sequence[Consequence], margins: Sequence[Margin], lang: Lang) -> str:
    """Return what would help as JSON: numbers as the form counts them (cents, metres), days as 2025-01-31."""
    decision = found.decision
    return json_text(
        {
            "format": "sto-check/what-if/1",
            "application": decision.application,
            "decision": decision.verdict,
            "clear_of": list(clear_of),
            "fields_that_may_change": found.fields,
            "mends": [
                {
                    "outcomes": [_outcome(one) for one in mend.outcomes],
                    "ways": [[_change_json(change) for change in way.changes] for way in mend.ways],
                    "more_ways": not mend.complete,
                    "proven_smallest": mend.proven,
                }
                for mend in found.mends
            ],
            "then": found.together.decision.verdict if found.together else None,
            "no_value_helps": [_outcome(one) | {"remedy": one.explanation.remedy[lang] or None} for one in found.left],
            "too_hard": [_outcome(one) for one in found.too_hard],
            "near_limits": [
                {
                    **_outcome(one.outcome),
                    "attribute": one.attribute,
                    "value": _plain(one.value, one.type == "day"),
                    "limit": _plain(one.limit, one.type == "day"),
                    "gap": one.gap,
                }
                for one in margins
            ],
        }
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {"rule": outcome.rule.id, "kind": outcome.subject.kind, "id": outcome.subject.id}


def _change_json(change: Found) -> dict[str, Any]:
    spot = change.field.spot
    is_day = spot.sort == "day"
    values = {"now": spot.now, "to": change.to, "least": change.least, "most": change.most}
    return {"path": write_path(spot.path), "sort": spot.sort} | {
        name: _plain(one, is_day) for name, one in values.items()
    }


def _plain(value: Content | None, is_day: bool) -> Content | None:
    return date.fromordinal(value).isoformat() if is_day and isinstance(value, int) else value
