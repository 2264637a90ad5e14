"""A region's own figures beside the national ones: a table, bars, and the source of each. No part of any decision.

Only what is shown is rounded, half up and by whole numbers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.scheme.indicator_fields import field_of, figure_of
from sto_check.scheme.region_figures import beside_nation
from sto_check.scheme.written import UNKNOWN
from sto_check.text.language import write_amount, write_integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from sto_check.forms.load import Application
    from sto_check.scheme.indicators import Budget, Form, Reference, References
    from sto_check.scheme.region_figures import BesideNation, Moment
    from sto_check.text.language import Lang

BAR = 48
_NAME, _CELL, _LAST, _LABEL = 24, 9, 10, 9
_LONGEST = 200
"""How many characters of the name of a region are shown."""
_MINUS = "-"
_NOT_GIVEN = "–"


def indicator_lines(application: Application, references: References, lang: Lang) -> Iterator[Line]:
    """Yield the region's figures beside the national ones."""
    content = application.content
    compared = beside_nation(content, references)
    yield from _head(application, content, lang)
    yield from _table(compared, lang)
    yield from _bars(compared, lang)
    for indicator in compared:
        yield from _explained(indicator, application, content, references, lang)
    yield Line()
    yield Line(_say("Geld", "Money", lang), style="bold")
    budget = references.budget
    section = references.asks[budget.ask].section
    yield _labelled("Bron", "Source", f"{references.key}, {section}: {_money(budget, lang)}", lang)
    yield Line()
    yield Line(f"{references.key}: {references.source}.", style="dim")


def _money(budget: Budget, lang: Lang) -> str:
    return budget.says[lang].replace("{amount}", write_amount(budget.amount, lang))


def _head(application: Application, content: BaseModel, lang: Lang) -> Iterator[Line]:
    yield Line(application.name, style="bold")
    name = str(field_of(content, "regio.naam") or _unknown(lang))[:_LONGEST]
    years = [_year(content, moment, lang) for moment in ("begin", "eind")]
    yield Line(
        _say(
            f"Indicatoren van {name}: begin {years[0]}, eind {years[1]}.",
            f"Indicators of {name}: start {years[0]}, end {years[1]}.",
            lang,
        ),
        2,
    )
    yield Line(
        _say(
            "Deze cijfers zijn geen deel van een beslissing: geen regel leest ze.",
            "These figures are no part of any decision: no rule reads them.",
            lang,
        ),
        2,
    )


def _year(content: BaseModel, moment: Moment, lang: Lang) -> str:
    return str(field_of(content, f"{moment}.jaar") or _unknown(lang))


def _table(compared: list[BesideNation], lang: Lang) -> Iterator[Line]:
    side = 2 * _CELL + _LAST
    yield Line()
    yield _row(
        " " * _NAME + _say("regio", "region", lang).rjust(side) + _say("landelijk", "national", lang).rjust(side)
    )
    heads = [_say(*words, lang) for words in (("begin", "start"), ("eind", "end"), ("verschil", "change"))]
    yield _row(" " * _NAME + 2 * _cells(heads))
    for indicator in compared:
        region, nation = _written(indicator, lang)
        yield _row(indicator.reference.title[lang].ljust(_NAME) + _cells(region) + _cells(nation))
    yield Line()
    yield Line(
        _say(
            "pp: procentpunt; –: de bron noemt dit niet; landelijke cijfers zoals de bron ze afrondt.",
            "pp: percentage points; –: the source does not give this; national figures as the source rounds them.",
            lang,
        ),
        style="dim",
    )


def _cells(texts: list[str]) -> str:
    return texts[0].rjust(_CELL) + texts[1].rjust(_CELL) + texts[2].rjust(_LAST)


def _row(text: str) -> Line:
    return Line(text.strip(" "), len(text) - len(text.lstrip(" ")))


def _written(indicator: BesideNation, lang: Lang) -> tuple[list[str], list[str]]:
    """Return the cells of the region and of the nation: start, end, change."""
    form, national = indicator.reference.form, indicator.reference.national
    places = 1 if form == "share" else indicator.reference.decimals
    region = [_value(value, form, places, lang) for value in indicator.region[:2]]
    region.append(_change(indicator.region.change, form, 0 if form == "number" else 1, lang))
    given = [_NOT_GIVEN if figure is None else _value(value, form, _places(figure), lang)
             for value, figure in zip(indicator.nation, (national.begin, national.eind), strict=False)]  # fmt: skip
    places = max(_places(figure) for figure in (national.begin, national.eind, national.change))
    return region, [*given, _change(indicator.nation.change, form, places, lang)]


def _value(value: Fraction | None, form: Form, places: int, lang: Lang) -> str:
    if value is None:
        return _unknown(lang)
    return f"{write_rounded(value * 100, places, lang)}%" if form == "share" else write_rounded(value, places, lang)


def _change(value: Fraction | None, form: Form, places: int, lang: Lang) -> str:
    if value is None:
        return _unknown(lang)
    shown = write_rounded(value if form == "number" else value * 100, places, lang, signed=True)
    return shown + {"share": " pp", "growth": "%", "number": ""}[form]


def _places(figure: str | None) -> int:
    return len((figure or "").partition(".")[2])


def write_rounded(value: Fraction, places: int, lang: Lang, *, signed: bool = False) -> str:
    """Return a fraction with so many decimals, half rounded up (away from zero), by whole numbers alone."""
    scale: int = 10**places
    rounded = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(rounded, scale)
    comma = "," if lang == "nl" else "."
    sign = "" if rounded == 0 else _MINUS if value < 0 else "+" if signed else ""
    return f"{sign}{write_integer(whole, lang)}{f'{comma}{rest:0{places}d}' if places else ''}"


def _bars(compared: list[BesideNation], lang: Lang) -> Iterator[Line]:
    yield Line()
    yield Line(_say("IN BEELD", "IN BARS", lang), style="head")
    yield Line(_say("Delen aan het eind, en groei; elk paar heeft zijn eigen schaal, een - is een daling.",
                    "Shares at the end, and growth; each pair has its own scale, a - is a decline.", lang),
               style="dim")  # fmt: skip
    for indicator in compared:
        if indicator.reference.form == "number":
            continue
        place = 1 if indicator.reference.form == "share" else 2
        region, nation = (cells[place] for cells in _written(indicator, lang))
        ours, theirs = indicator.region[place], indicator.nation[place]
        longest = max(abs(value) for value in (ours, theirs, Fraction(0)) if value is not None)
        yield Line()
        yield Line(indicator.reference.title[lang], style="bold")
        yield _bar(_say("regio", "region", lang), ours, longest, region)
        yield _bar(_say("landelijk", "national", lang), theirs, longest, nation)


def _bar(label: str, value: Fraction | None, longest: Fraction, shown: str) -> Line:
    drawn = ""
    if value is not None and longest:
        part = abs(value) / longest * BAR
        length = (2 * part.numerator + part.denominator) // (2 * part.denominator)
        drawn = ("-" if value < 0 else "#") * length
    return Line(f"{drawn} {shown}".strip(), 2, label.ljust(_LABEL))


def _explained(
    indicator: BesideNation, application: Application, content: BaseModel, references: References, lang: Lang
) -> Iterator[Line]:
    reference = indicator.reference
    yield Line()
    yield Line(reference.title[lang], style="bold")
    yield Line(reference.about[lang], 2)
    if reference.form == "share":
        yield _labelled("Regio", "Region", "; ".join(_counted(content, reference, moment, lang)
                                                     for moment in ("begin", "eind")), lang)  # fmt: skip
    if indicator.difference is not None:
        yield _labelled("Verschil", "Beside", _beside(indicator, lang), lang)
    if indicator.missing:
        yield _labelled("Onbekend", "Unknown", _say("vul in: ", "fill in: ", lang) + ", ".join(indicator.missing), lang)
    if indicator.empty:
        said = _say("nul, daar is niet door te delen: ", "zero, which nothing can be divided by: ", lang)
        yield _labelled("Onbekend", "Unknown", said + ", ".join(indicator.empty), lang)
    places = [application.document.place((moment, *name.split(".")))
              for moment in ("begin", "eind") for name in reference.reads[:1]
              if f"{moment}.{name}" not in indicator.missing]  # fmt: skip
    if any(places):
        yield _labelled("Waar", "Where", ", ".join(str(place) for place in places if place), lang)
    yield from _years(indicator, content, lang)
    ask = references.asks[reference.ask]
    yield _labelled("Bron", "Source", f"{references.key}, {ask.section}: {ask.asks[lang]}", lang)


def _counted(content: BaseModel, reference: Reference, moment: Moment, lang: Lang) -> str:
    measured: object = getattr(content, moment)
    numbers = [figure_of(measured, name) for name in reference.reads]
    part, whole = (_unknown(lang) if number is None else write_integer(int(number), lang) for number in numbers)
    word = _say(*{"begin": ("begin", "start"), "eind": ("eind", "end")}[moment], lang)
    return f"{word} {part} {_say('van', 'of', lang)} {whole}"


def _beside(indicator: BesideNation, lang: Lang) -> str:
    """Say how the region stands beside the nation, as the exact fractions compare."""
    assert indicator.difference is not None
    words = {"share": ("aan het eind", "at the end"), "growth": ("groei", "growth")}
    what = _say(*words[indicator.reference.form], lang)
    if indicator.difference == 0:
        return what + _say(" gelijk aan landelijk", " the same as national", lang)
    size = write_rounded(abs(indicator.difference) * 100, 1, lang)
    if abs(indicator.difference) * 1000 < Fraction(1, 2):
        size = _say("minder dan 0,1", "less than 0.1", lang)
    up = indicator.difference > 0
    nl = f"{what} {size} procentpunt {'hoger' if up else 'lager'} dan landelijk"
    return _say(nl, f"{what} {size} percentage points {'higher' if up else 'lower'} than national", lang)


def _years(indicator: BesideNation, content: BaseModel, lang: Lang) -> Iterator[Line]:
    """Warn where the national figures are about other years than the region's, so far as both are known."""
    known = (indicator.reference.national.begin_year, indicator.reference.national.end_year)
    own = (field_of(content, "begin.jaar"), field_of(content, "eind.jaar"))
    pairs = [(ours, theirs) for ours, theirs in zip(own, known, strict=True) if ours and theirs]
    if any(ours != theirs for ours, theirs in pairs):
        nl = f"let op: landelijk gaat over {known[0]} en {known[1]}"
        yield _labelled("Jaren", "Years", _say(nl, f"note: national is about {known[0]} and {known[1]}", lang), lang)


def _labelled(nl: str, en: str, text: str, lang: Lang) -> Line:
    return Line(text, 2, _say(nl, en, lang).ljust(_LABEL))


def _unknown(lang: Lang) -> str:
    return UNKNOWN[lang]


def _say(nl: str, en: str, lang: Lang) -> str:
    return nl if lang == "nl" else en
