"""How far a document is, in lines: part by part what is answered and what is open, and what others fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.progress import Open, PartProgress, Progress
    from sto_check.text.language import Lang

_NAMED = 8
_WIDEST = 30


def how_far(progress: Progress, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield each part in which something is open with what there is to say of it, the whole first."""
    yield "", _in_all(progress, lang)
    for part in progress.parts:
        if part.open:
            yield part.name, _part(part, lang)
    if progress.by_office:
        yield Text("Vult u niet in", "Not for you to fill in")[lang], _names(progress.by_office, lang)


def progress_lines(progress: Progress, lang: Lang) -> Iterator[Line]:
    """Yield how far a document is; of a part that is done one line, of another what is open in it."""
    yield Line()
    yield Line(Text("HOE VER", "HOW FAR")[lang], style="head")
    yield Line(_in_all(progress, lang), 2)
    parts = [part for part in progress.parts if part.asked or part.rows or part.open]
    width = min(max((len(part.name) for part in parts), default=0), _WIDEST)
    for part in parts:
        told = _part(part, lang)
        label = part.name.ljust(width)
        yield Line(told, 2, label, label_style="warn" if part.open else "good")
    if progress.by_office:
        yield Line(_names(progress.by_office, lang), 2, Text("Vult u niet in:", "Not for you to fill in:")[lang])
    if progress.to_judge:
        judged = ", ".join(progress.to_judge)
        yield Line(judged, 2, Text("Voor de beoordelaar:", "For the assessor:")[lang])


def _in_all(progress: Progress, lang: Lang) -> str:
    answered, asked = sum(part.answered for part in progress.parts), sum(part.asked for part in progress.parts)
    number = progress.number_open
    questions = count_of(number, ("vraag", "vragen"), ("question", "questions"))[lang]
    nl = f"Beantwoord zijn {answered} van de {asked} losse vragen."
    en = f"Of {asked} single questions {answered} are answered."
    if number:
        nl, en = f"{nl} Regels wachten nog op {questions}.", f"{en} Rules still wait for {questions}."
    else:
        nl, en = f"{nl} Geen regel wacht nog op een antwoord van u.", f"{en} No rule waits for an answer of yours."
    return Text(nl, en)[lang]


def _part(part: PartProgress, lang: Lang) -> str:
    if part.rows is None:
        done = Text(f"{part.answered} van {part.asked}", f"{part.answered} of {part.asked}")[lang]
    else:
        done = count_of(part.rows, ("rij", "rijen"), ("row", "rows"))[lang]
    if not part.open:
        return done
    return f"{done}; {Text('open', 'open')[lang]} {len(part.open)}: {_names(part.open, lang)}"


def _names(found: Sequence[Open], lang: Lang) -> str:
    names = []
    for one in found[:_NAMED]:
        rows = len(one.paths)
        names.append(
            f"{one.called} ({count_of(rows, ('rij', 'rijen'), ('row', 'rows'))[lang]})" if rows > 1 else one.called
        )
    more = len(found) - _NAMED
    return ", ".join(names) + (Text(f" en nog {more}", f" and {more} more")[lang] if more > 0 else "")
