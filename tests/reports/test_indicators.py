"""A region's figures beside the national ones: exact, with a source, unknown where missing, no part of a decision."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sto_check.cli.main import run
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import Application, load_application
from sto_check.reports.indicators import BAR, indicator_lines, write_rounded
from sto_check.reports.layout import PLAIN_WIDTH, wrapped
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.folder import scheme_names
from sto_check.scheme.indicator_fields import is_figure
from sto_check.scheme.indicators import load_references
from sto_check.scheme.load import load_scheme
from sto_check.scheme.region_figures import BesideNation, beside_nation
from sto_check.text.language import LANGUAGES, Lang

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "indicatoren"
REFERENCES = load_references()
FILE = ROOT / "rules" / "indicators.yaml"


def tree(**changes: Any) -> dict[str, Any]:
    """Return figures with a numerator and a denominator of each share; ``changes`` replace groups of the end."""
    begin = {
        "jaar": 2018,
        "leerlingen": {"techniekprofiel": 200, "alle_profielen": 1000},
        "keuzevakken": {"met_technisch_examen": 220, "andere_profielen": 1000},
        "docenten": {"fte": "40", "personen": 50},
        "techniekprofielen": 10,
    }
    return {"begin": begin, "eind": {**begin, "jaar": 2023, **changes}}


def loaded(**changes: Any) -> Application:
    return load_application(tree(**changes), "indicatoren")


def compared(application: Application) -> dict[str, BesideNation]:
    return {one.reference.title.en: one for one in beside_nation(application.content, REFERENCES)}


def text(application: Application, lang: Lang = "nl") -> str:
    lines = indicator_lines(application, REFERENCES, lang)
    return "\n".join(part for line in lines for part in wrapped(line, PLAIN_WIDTH))


def row(application: Application, title: str, lang: Lang = "nl") -> list[str]:
    """Return the cells of one row of the table."""
    found = next(line for line in text(application, lang).splitlines() if line.startswith(f"{title} "))
    return [found[start:end].strip() for start, end in pairwise((0, 24, 33, 42, 52, 61, 70, 80))]


def test_the_national_figures_are_those_of_the_note() -> None:
    figures = {one.title.en: one.national for one in REFERENCES.indicators}
    assert [(one.begin, one.eind, one.change) for one in figures.values()] == [
        ("19.2", "20.4", None),
        ("22", "31", None),
        (None, None, "11"),
        (None, None, "7"),
        (None, None, "7"),
    ]
    assert REFERENCES.key == "NOTA"
    assert REFERENCES.budget.amount == 100_000_000_00


def test_every_indicator_has_its_source_in_both_languages() -> None:
    for lang in LANGUAGES:
        printed = " ".join(text(loaded(), lang).split())
        for one in REFERENCES.indicators:
            ask = REFERENCES.asks[one.ask]
            assert f"NOTA, {ask.section}: {ask.asks[lang]}" in printed
        assert f"NOTA: {REFERENCES.source}." in printed


def test_the_national_figures_are_not_taken_for_a_scheme_and_no_scheme_reads_a_region_s_figures() -> None:
    assert "indicators.yaml" not in scheme_names()
    assert {load_scheme(name).form.name for name in scheme_names()}.isdisjoint({"indicatoren"})


@pytest.mark.parametrize(("lang", "said"), [("nl", "geen deel van een beslissing"), ("en", "no part of any decision")])
@pytest.mark.parametrize("name", ["volledig", "onvolledig"])
def test_the_output_says_that_it_is_no_part_of_a_decision(name: str, lang: Lang, said: str) -> None:
    printed = text(load_application(SAMPLES / f"{name}.yaml", "indicatoren"), lang)
    assert said in printed
    assert not re.search(r"voldaan|afwij|beoorde|eligible|refus", printed)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["volledig", "onvolledig"])
def test_it_fits_eighty_columns_and_is_plain(name: str, lang: Lang) -> None:
    printed = text(load_application(SAMPLES / f"{name}.yaml", "indicatoren"), lang)
    for line in printed.splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()
    assert "\x1b" not in printed
    assert "None" not in printed
    assert "{" not in printed
    assert "\n\n\n" not in printed


def test_the_columns_stand_under_their_heads() -> None:
    lines = text(loaded()).splitlines()
    head = next(number for number, line in enumerate(lines) if line.split()[:2] == ["begin", "eind"])
    ends = [found.end() for found in re.finditer(r"\S+", lines[head])]
    assert ends == [33, 42, 52, 61, 70, 80]
    for line in lines[head + 1 : head + 6]:
        for end in ends:
            assert line[end - 1] != " "
            assert len(line) == end or line[end] == " "


def test_shares_are_compared_as_fractions() -> None:
    """204/1000 is exactly the national 20.4%; one pupil in a hundred million more shows alike and is not equal."""
    exact = compared(loaded(leerlingen={"techniekprofiel": 204, "alle_profielen": 1000}))["Technology profile"]
    assert exact.difference == 0
    above = loaded(leerlingen={"techniekprofiel": 20_400_001, "alle_profielen": 100_000_000})
    assert compared(above)["Technology profile"].difference == Fraction(1, 100_000_000)
    assert row(above, "Techniekprofiel")[2] == "20,4%"
    assert "aan het eind minder dan 0,1 procentpunt hoger dan landelijk" in text(above)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (204, "aan het eind gelijk aan landelijk"),
        (205, "aan het eind 0,1 procentpunt hoger dan landelijk"),
        (203, "aan het eind 0,1 procentpunt lager dan landelijk"),
        (0, "aan het eind 20,4 procentpunt lager dan landelijk"),
        (1000, "aan het eind 79,6 procentpunt hoger dan landelijk"),
    ],
)
def test_the_region_stands_above_below_or_level_with_the_nation(part: int, words: str) -> None:
    assert words in text(loaded(leerlingen={"techniekprofiel": part, "alle_profielen": 1000}))


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(1, 20), 1, "0,1"), (Fraction(49, 1000), 1, "0,0"), (Fraction(-1, 20), 1, "-0,1"),
        (Fraction(-49, 1000), 1, "0,0"), (Fraction(1, 3), 1, "0,3"), (Fraction(2, 3), 1, "0,7"),
        (Fraction(9995, 100), 1, "100,0"), (Fraction(12345), 0, "12.345"), (Fraction(5, 2), 0, "3"),
        (Fraction(115, 100), 1, "1,2"), (Fraction(1045, 1000), 2, "1,05"),
    ],
)  # fmt: skip
def test_rounding_is_half_up_and_by_whole_numbers(value: Fraction, places: int, shown: str) -> None:
    assert write_rounded(value, places, "nl") == shown


def test_a_sign_stands_where_it_is_asked_for_and_never_before_zero() -> None:
    assert write_rounded(Fraction(1), 1, "en", signed=True) == "+1.0"
    assert write_rounded(Fraction(-1), 1, "en", signed=True) == "-1.0"
    assert write_rounded(Fraction(0), 1, "en", signed=True) == "0.0"


def test_growth_of_teachers_is_a_part_of_the_start() -> None:
    found = compared(loaded(docenten={"fte": "44.4", "personen": 50}))
    assert found["Teachers, fte"].region.change == Fraction(11, 100)
    assert found["Teachers, fte"].difference == 0
    assert found["Teachers, persons"].region.change == 0
    assert found["Teachers, persons"].difference == Fraction(-7, 100)


def test_the_national_number_of_profiles_is_shown_and_not_compared() -> None:
    found = compared(loaded(techniekprofielen=12))["Profiles on offer"]
    assert (found.region.change, found.nation.change) == (Fraction(2), Fraction(7))
    assert found.difference is None
    assert row(loaded(techniekprofielen=12), "Profielen in aanbod") == [
        "Profielen in aanbod",
        "10",
        "12",
        "+2",
        "–",
        "–",
        "+7",
    ]


@pytest.mark.parametrize("field", ["leerlingen", "keuzevakken", "docenten", "techniekprofielen"])
def test_what_is_missing_reads_unknown(field: str) -> None:
    application = loaded(**{field: None})
    found = [one for one in compared(application).values() if one.missing]
    assert found
    for one in found:
        assert one.reference.reads[0].startswith(field)
        assert one.region.begin is not None
        assert (one.region.eind, one.region.change, one.difference) == (None, None, None)
        assert row(application, one.reference.title.nl)[2:4] == ["onbekend", "onbekend"]
        assert all(f"eind.{name}" in text(application) for name in one.reference.reads)


def test_an_empty_document_is_unknown_everywhere_and_still_shows_the_nation() -> None:
    application = load_application("fase: indicatoren\n", "indicatoren")
    for one in compared(application).values():
        assert one.region == (None, None, None)
        assert row(application, one.reference.title.nl)[1:4] == ["onbekend"] * 3
    assert "Indicatoren van onbekend: begin onbekend, eind onbekend." in text(application)


def test_nothing_is_divided_by_zero() -> None:
    figures = tree(docenten={"fte": "1", "personen": 1}, keuzevakken={"met_technisch_examen": 0, "andere_profielen": 0})
    figures["begin"]["docenten"] = {"fte": "0", "personen": 0}
    application = load_application(figures, "indicatoren")
    found = compared(application)
    assert found["Teachers, fte"].empty == ("begin.docenten.fte",)
    assert found["Teachers, fte"].region.change is None
    assert found["Technical elective"].empty == ("eind.keuzevakken.andere_profielen",)
    assert found["Technical elective"].region.eind is None
    assert "nul, daar is niet door te delen" in text(application)


def bars(application: Application) -> dict[str, str]:
    chart = text(application).partition("IN BEELD")[2].split("\n\n")[1:5]
    return {
        f"{name} {line.split()[0]}": line for name, *lines in (part.splitlines() for part in chart) for line in lines
    }


def test_bars_have_the_length_of_their_share_of_the_longest() -> None:
    drawn = bars(loaded(leerlingen={"techniekprofiel": 102, "alle_profielen": 1000}, docenten={"fte": "35.6"}))
    assert drawn["Techniekprofiel landelijk"].count("#") == BAR
    assert drawn["Techniekprofiel regio"].count("#") == BAR // 2
    assert drawn["Docenten, fte regio"] == f"  regio     {'-' * BAR} -11,0%"
    assert drawn["Docenten, fte landelijk"].count("#") == BAR
    assert drawn["Docenten, personen regio"] == "  regio     onbekend"


def test_other_years_than_the_nation_s_are_pointed_out() -> None:
    assert "let op: landelijk gaat over 2018 en 2023" not in text(loaded())
    assert "let op: landelijk gaat over 2018 en 2023" in text(loaded(jaar=2024))


def test_all_errors_are_told_at_once_with_their_place() -> None:
    with pytest.raises(ApplicationError) as caught:
        load_application(SAMPLES / "fouten.yaml", "indicatoren")
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("begin.leerlingen.techniekprofiel", "part-exceeds-whole"),
        ("begin.docenten.fte", "quantity"),
        ("begin.docenten.persoon", "unknown-key"),
        ("eind.jaar", "end-not-after-start"),
        ("eind.keuzevakken.met_technisch_examen", "whole"),
    ]
    assert all(problem.place and problem.place.line > 1 for problem in caught.value.problems)


@pytest.mark.parametrize("group", ["leerlingen", "keuzevakken"])
def test_a_part_may_be_the_whole_and_no_more(group: str) -> None:
    part, whole = tree()["eind"][group]
    loaded(**{group: {part: 10, whole: 10}})
    with pytest.raises(ApplicationError) as caught:
        loaded(**{group: {part: 11, whole: 10}})
    assert [problem.path for problem in caught.value.problems] == [f"eind.{group}.{part}"]


@pytest.mark.parametrize("name", ["volledig", "onvolledig"])
def test_a_sample_shows_what_its_comment_says(name: str) -> None:
    path = SAMPLES / f"{name}.yaml"
    said = path.read_text(encoding="utf-8")
    assert f"sto-check indicators samples/indicatoren/{name}.yaml\n" in said
    printed = text(load_application(path, "indicatoren"))
    for figure in re.findall(r"\d+,\d procentpunt \w+|\d+,\d%", said):
        assert figure in printed, figure


def test_the_command_prints_and_returns_zero(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STO_CHECK_LANG", raising=False)
    assert run(["indicators", str(SAMPLES / "volledig.yaml")]) == 0
    assert "Techniekprofiel" in capsys.readouterr().out
    assert run(["indicators", str(SAMPLES / "volledig.yaml"), "--lang", "en"]) == 0
    assert "Technology profile" in capsys.readouterr().out


def test_a_document_with_errors_returns_65(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STO_CHECK_LANG", raising=False)
    assert run(["indicators", str(SAMPLES / "fouten.yaml")]) == 65
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.splitlines()
    assert len(lines) == 3 * 5
    assert [set(line) >= {"^"} for line in lines] == [False, False, True] * 5
    assert run(["indicators", str(SAMPLES / "nergens.yaml")]) == 65


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("begin: 19.2", "begin: 19,2"),
        ("begin: 19.2, ", ""),
        ("national: {change: 11}", "national: {}"),
        ("growth: docenten.fte", "growth: docenten.uren"),
        ("  of: leerlingen.alle_profielen\n", ""),
        ("  number: techniekprofielen", "  numbr: techniekprofielen"),
        ("amount: 100000000.00", "amount: veel"),
    ],
)
def test_a_mistake_in_the_national_figures_is_told_with_its_place(tmp_path: Path, old: str, new: str) -> None:
    written = FILE.read_text(encoding="utf-8")
    assert old in written
    path = tmp_path / "indicators.yaml"
    path.write_text(written.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        load_references(path)
    assert caught.value.problems[0].place is not None


def test_only_figures_are_fields() -> None:
    assert is_figure("docenten.fte")
    assert is_figure("techniekprofielen")
    assert not is_figure("docenten")
    assert not is_figure("docenten.fte.meer")
