"""What several assessors found, beside each other: each difference, what is settled, and how strict each is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from sto_check.engine.explain import name_of
from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from sto_check.desk.settle import SideBySide, Strictness, Together
    from sto_check.engine.outcome import JudgementRecord
    from sto_check.text.language import Lang


def together_lines(together: Together, lang: Lang, *, verbose: bool = False) -> Iterator[Line]:
    """Yield what the assessors of one application found where they differ, or with ``verbose`` everywhere."""
    yield Line(f"{printable(together.name)}: {_names(together)}", style="bold")
    alike = sum(one.agreed for one in together.questions)
    settled = sum(one.settled is not None for one in together.questions)
    of = len(together.questions)
    nl = f"Gelijk beoordeeld: {alike} van {of}; vastgesteld: {settled} van {of}."
    yield Line(Text(nl, f"Judged alike: {alike} of {of}; settled: {settled} of {of}.")[lang], 2)
    if taken := _ids(one for one in together.open if one.agreed):
        nl, en = (
            f"Gelijk, en nog over te nemen met --by: {taken}.",
            f"Alike, and still to be taken over with --by: {taken}.",
        )
        yield Line(Text(nl, en)[lang], 2, style="warn")
    for one in together.questions:
        if verbose or one.apart or one.departs or (one.is_open and not one.agreed):
            yield from _question(one, lang)


def _question(one: SideBySide, lang: Lang) -> Iterator[Line]:
    rule, subject = one.outcome.rule, name_of(one.outcome.subject)[lang]
    about = "" if one.outcome.subject.id == one.outcome.subject.kind else f" ({subject})"
    yield Line()
    yield Line(f"{rule.title[lang]}{about}", 2, rule.id, style="plain", label_style="head")
    yield from opinion_lines(one)
    said, style = _state(one)
    yield Line(said[lang], 4, style="warn" if style else "dim")


def opinion_lines(one: SideBySide) -> Iterator[Line]:
    """Yield what each assessor found of a question."""
    for opinion in one.opinions:
        yield Line(_said(opinion), 4, f"{printable(opinion.by)}:")


def _state(one: SideBySide) -> tuple[Text, bool]:
    """Return how a question stands, and whether something is still to be done or to be looked at."""
    if one.settled is not None:
        said = f"{_said(one.settled)} ({printable(one.settled.by)})"
        if one.departs:
            return Text(f"anders vastgesteld: {said}", f"settled otherwise: {said}"), True
        return Text(f"vastgesteld: {said}", f"settled: {said}"), False
    if one.agreed:
        return Text("gelijk; nog over te nemen (settle --by)", "alike; still to be taken over (settle --by)"), True
    if one.apart:
        points = count_of(one.apart, ("punt", "punten"), ("point", "points"))
        return Text(
            f"{points.nl} uit elkaar: nog vast te stellen, met een motivering",
            f"{points.en} apart: still to be settled, with a motivation",
        ), True
    return Text("niet door twee beoordelaars beoordeeld", "not judged by two assessors"), True


def round_lines(
    laid: Iterable[Together], strict: Iterable[Strictness], scale: Mapping[str, object], lang: Lang
) -> Iterator[Line]:
    """Yield a line for each application, and how strict each assessor is over all of them."""
    for together in laid:
        name, left = printable(PurePath(together.name).name), list(_left(together))
        said = (
            "; ".join(one[lang] for one in left) or Text("niets meer vast te stellen", "nothing left to settle")[lang]
        )
        yield Line(f"{said} ({_names(together)})", 0, f"{name}:", style="warn" if left else "plain", label_style="bold")
    yield Line()
    yield Line(Text("BEOORDELAARS", "ASSESSORS")[lang], style="head")
    for one in strict:
        counted = ", ".join(f"{word} {one.scores.get(word, 0)}" for word in scale)
        yield Line(f"{counted}; {_compared(one)[lang]}", 2, f"{printable(one.by)}:")


def _left(together: Together) -> Iterator[Text]:
    """Yield what is still to be done of an application."""
    if ids := _ids(one for one in together.open if one.apart):
        yield Text(f"uit elkaar: {ids}", f"apart: {ids}")
    if ids := _ids(one for one in together.open if len(one.opinions) < 2):
        yield Text(f"niet door twee beoordeeld: {ids}", f"not judged by two: {ids}")
    if ids := _ids(one for one in together.open if one.agreed):
        yield Text(f"gelijk en over te nemen: {ids}", f"alike and to be taken over: {ids}")


def _ids(questions: Iterable[SideBySide]) -> str:
    return ", ".join(dict.fromkeys(one.outcome.rule.id for one in questions))


def _compared(one: Strictness) -> Text:
    if one.difference is None:
        return Text("geen vraag die ook een ander beoordeelde", "no question that another judged too")
    questions = count_of(one.compared, ("vraag", "vragen"), ("question", "questions"))
    if not one.difference:
        return Text(f"gemiddeld gelijk aan anderen bij {questions.nl}", f"on average as others over {questions.en}")
    off = _two_decimals(abs(one.difference))
    nl, en = ("lager", "lower") if one.difference < 0 else ("hoger", "higher")
    return Text(
        f"gemiddeld {off.replace('.', ',')} punt {nl} dan anderen bij {questions.nl}",
        f"on average {off} points {en} than others over {questions.en}",
    )


def _two_decimals(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _names(together: Together) -> str:
    return printable(", ".join(together.assessors))


def _said(judgement: JudgementRecord) -> str:
    return f"{printable(judgement.score)}: {printable(judgement.motivation)}"
