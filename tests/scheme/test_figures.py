"""Figures of the scheme in titles, questions and sources: filled in when shown, and found by lint where written out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application
from sto_check.scheme.figures import filled, first_figures, shown
from sto_check.scheme.load import load_scheme
from sto_check.text.language import Text
from sto_check.workbench.lint.findings import lint
from tests.scheme.small import RULES, SmallScheme, write_small

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.errors import Problem

TITLE = "title: {nl: Er doet een mbo mee, en: An mbo takes part}"
FIGURES = 'title: {nl: "Ten minste {$aandeel} vanaf {$periode.start}", en: "At least {$aandeel} from {$periode.start}"}'


@pytest.fixture
def small(tmp_path: Path) -> SmallScheme:
    return write_small(tmp_path / "klein")


def test_a_title_is_filled_in_with_the_values_of_the_first_day(small: SmallScheme) -> None:
    small.change(RULES, TITLE, FIGURES)
    scheme = small.load()
    assert shown(scheme).rule("X-A1").title == Text(
        "Ten minste 10% vanaf 1 januari 2025", "At least 10% from 1 January 2025"
    )


@pytest.mark.parametrize(
    ("on", "variant", "aandeel"),
    [(date(2025, 1, 1), None, "10%"), (date(2026, 1, 1), None, "7,5%"), (date(2026, 1, 1), "ruim", "5%")],
)
def test_an_outcome_shows_the_values_that_counted_for_it(
    small: SmallScheme, on: date, variant: str | None, aandeel: str
) -> None:
    small.change(RULES, TITLE, FIGURES)
    small.change(RULES, "says: {nl: Een mbo hoort erbij.", 'says: {nl: "Een mbo brengt {$aandeel} mee."')
    application = load_application({"regio": {"soort": "techniekregio"}})
    decision = check(application, small.load(), on=on, variant=variant)
    (rule,) = {outcome.rule for outcome in decision.outcomes if outcome.rule.id == "X-A1"}
    assert rule.title.nl == f"Ten minste {aandeel} vanaf 1 januari 2025"
    assert rule.basis[0].says.nl == f"Een mbo brengt {aandeel} mee."


def test_a_question_is_filled_in(small: SmallScheme) -> None:
    rule = next(one for one in small.load().rules if one.judge)
    assert rule.judge is not None
    small.change(RULES, f"nl: {rule.judge.question.nl}", 'nl: "Is {$minimum} genoeg?"')
    scheme = small.load()
    judge = shown(scheme).rule(rule.id).judge
    assert judge is not None
    assert judge.question.nl == "Is 1 genoeg?"


def test_what_is_no_parameter_stays_as_it_is(small: SmallScheme) -> None:
    text = Text("{$weg} en {mbo}", "{$minimum}")
    assert filled(text, first_figures(small.load())) == Text("{$weg} en {mbo}", "1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            TITLE,
            'title: {nl: "Zo {$aandeell}", en: x}',
            "{$aandeell} is geen waarde van de regeling. Bedoelt u $aandeel?",
        ),
        ("says: {nl: Een mbo hoort erbij.", 'says: {nl: "Zo {$weg}."', "{$weg} is geen waarde van de regeling."),
    ],
)
def test_a_figure_that_the_scheme_does_not_have_is_refused(small: SmallScheme, old: str, new: str, said: str) -> None:
    small.change(RULES, old, new)
    found = lint(small.folder).findings
    (finding,) = [one for one in found if one.problem.code == "unknown-placeholder"]
    assert finding.kind == "error"
    assert finding.problem.render("nl").split(": ", 2)[2].startswith(said)


def numbers(small: SmallScheme) -> list[Problem]:
    return [one.problem for one in lint(small.folder).findings if one.problem.code == "number-in-text"]


@pytest.mark.parametrize(
    ("written", "number", "hint"),
    [
        ("Ten minste 10% cofinanciering", "10%", "Schrijf {$aandeel}."),
        ("Niet meer dan € 4.000", "€ 4.000", "Schrijf {$hoogste}."),
        ("Niet meer dan € 4.000,00", "€ 4.000,00", "Schrijf {$hoogste}."),
        ("Vanaf 1 januari 2025", "1 januari 2025", "Schrijf {$periode.start}."),
        ("In juni 2024", "juni 2024", None),
        ("Ten minste 3 partners", "3", None),
        ("Ten minste 7,5%", "7,5%", None),
    ],
)
def test_a_number_in_a_text_is_found(small: SmallScheme, written: str, number: str, hint: str | None) -> None:
    small.change(RULES, TITLE, f'title: {{nl: "{written}", en: An mbo takes part}}')
    (problem,) = numbers(small)
    assert problem.says.nl == f"“{number}” staat als getal in title."
    assert problem.hint is not None
    assert problem.hint.nl == (hint or problem.hint.nl)
    assert (hint is None) == problem.hint.nl.startswith("Noem het onder parameters")
    assert problem.place is not None
    assert (problem.place.file.rpartition("/")[2], problem.place.line) == ("x.yaml", 4)


@pytest.mark.parametrize(
    "written",
    ["In 2024", "De periode 2020–2024", "In 2025-2026", "Volgens bijlage 3", "Vul 0 in", "{$aandeel} van het mbo"],
)
def test_a_year_an_annex_zero_and_a_parameter_are_no_number_to_name(small: SmallScheme, written: str) -> None:
    small.change(RULES, TITLE, f'title: {{nl: "{written}", en: An mbo takes part}}')
    assert numbers(small) == []


def test_the_titles_of_the_packaged_schemes_follow_their_values(tmp_path: Path) -> None:
    import shutil

    from sto_check.forms.named_forms import rules_folder

    folder = tmp_path / "sto-2025-2028"
    shutil.copytree(rules_folder() / "sto-2025-2028", folder)
    head = folder / "scheme.yaml"
    text = head.read_text()
    start = text.index("cofinanciering.aandeel:")
    head.write_text(text[:start] + text[start:].replace("value: 10\n", "value: 15\n", 1))
    scheme = load_scheme(folder)
    title = shown(scheme).rule("STO-M4").title
    assert title == Text(
        "De cofinanciering is ten minste 15% van de subsidiabele kosten",
        "Co-financing is at least 15% of the eligible costs",
    )
