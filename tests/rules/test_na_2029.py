"""The draft for after 2029: its cases, and that it says on every line for people that it is not law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check.decision.check import check
from sto_check.forms.load import load_application
from sto_check.reports.terminal import decision_lines
from sto_check.scheme.basis import cited
from sto_check.scheme.load import load_scheme
from sto_check.text.language import LANGUAGES, Lang, Text
from sto_check.workbench.cases import changed_tree, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SCHEME = load_scheme("sto-na-2029")
ALL = load_cases(SCHEME, ROOT / "rules" / "sto-na-2029" / "cases")
MARK: dict[Lang, str] = {"nl": "(ontwerp, geen recht)", "en": "(draft, not law)"}


def _texts() -> Iterator[tuple[str, Text]]:  # noqa: C901
    yield "scheme.title", SCHEME.head.title
    for rule in SCHEME.rules:
        yield f"{rule.id}.theme", rule.theme
        yield f"{rule.id}.title", rule.title
        yield from ((f"{rule.id}.{key}", text) for key, text in rule.texts())
        if rule.judge is not None:
            yield f"{rule.id}.judge", rule.judge.question
        for basis in rule.basis:
            yield f"{rule.id}.basis.{basis.ask}", basis.says
            if basis.reading is not None:
                yield f"{rule.id}.reading.{basis.ask}", basis.reading
    for key, source in SCHEME.sources.items():
        for name, ask in source.asks.items():
            yield f"{key}/{name}", ask.asks
            if ask.not_checked is not None:
                yield f"{key}/{name}.not_checked", ask.not_checked
    for name, variant in SCHEME.head.variants.items():
        yield f"variant.{name}", variant
    for entry in SCHEME.decision.policy:
        yield f"{entry.id}.title", entry.title
        yield f"{entry.id}.because", entry.because
    for basis in cited(SCHEME.decision.basis, SCHEME.sources):
        yield f"decision.basis.{basis.ask}", basis.reading or basis.says


@pytest.mark.parametrize(("where", "text"), list(_texts()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_text_for_people_says_that_it_is_no_law(where: str, text: Text) -> None:
    for lang in LANGUAGES:
        assert MARK[lang] in text[lang], where


def test_the_citation_says_so_too() -> None:
    assert MARK["nl"] in SCHEME.head.citation


def test_every_file_of_the_draft_says_in_its_first_lines_that_it_is_a_draft() -> None:
    for path in sorted((ROOT / "rules" / "sto-na-2029").rglob("*.yaml")):
        start = " ".join(path.read_text(encoding="utf-8")[:400].replace("#", " ").split()).lower()
        assert "ontwerp, geen recht" in start, path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_opens_with_it(lang: Lang) -> None:
    case = next(case for case in ALL if case.entry.name == "Er is geen bedrijf")
    decision = check(load_application(changed_tree(case)), SCHEME)
    lines = [line for line in decision_lines(decision, lang) if line.text]
    assert all(MARK[lang] in line.text or MARK[lang].upper() in line.label for line in lines[1:3])


def test_no_outcome_refuses_or_asks_for_a_supplement() -> None:
    consequences = {word for rule in SCHEME.rules for word in (rule.otherwise, rule.unknown)}
    assert consequences == {"advise", "assess"}
    assert {entry.id for entry in SCHEME.decision.policy} == {"assess", "eligible"}


def test_a_person_cannot_refuse_by_it_either() -> None:
    scale = SCHEME.decision.scale
    assert min(int(points) for points in scale.values()) == int(scale[SCHEME.decision.sufficient])


def test_only_two_conditions_of_the_note_are_read_and_what_goes_further_is_marked_as_interpretation() -> None:
    assert {rule.id[:6] for rule in SCHEME.rules} == {"STO-B1", "STO-B2"}
    for rule in SCHEME.rules:
        assert [basis.source for basis in rule.basis] == ["NOTA"], rule.id
        assert rule.is_reading, rule.id
        assert rule.marked, rule.id
    assert all(entry.reading for entry in SCHEME.decision.basis)


def test_it_counts_only_after_2029() -> None:
    assert SCHEME.head.in_force.from_.year == 2030
