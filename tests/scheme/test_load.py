"""Finding and loading a scheme, its fingerprint, the days on which it is in force, its rules by name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.errors import (
    DayOutsideSchemeError,
    SchemeNotFoundError,
    UnknownRuleError,
    UnknownVariantError,
)
from sto_check.scheme.folder import scheme_names
from sto_check.scheme.load import load_scheme
from sto_check.text.language import Text
from tests.scheme.small import FILES, RULES, SmallScheme, write_small

NAME = "sto-2025-2028"


def test_the_scheme_that_comes_along_is_found_by_name() -> None:
    assert NAME in scheme_names()
    scheme = load_scheme(NAME)
    assert scheme.id == NAME
    assert len(scheme.rules) > 50
    assert Path(scheme.folder).resolve() == (rules_folder() / NAME).resolve()


def test_names_are_those_of_the_folders_with_a_scheme(tmp_path: Path) -> None:
    for name in ("tweede", "eerste"):
        write_small(tmp_path / name)
    (tmp_path / "geen").mkdir()
    (tmp_path / "los.yaml").touch()
    assert scheme_names(tmp_path) == ["eerste", "tweede"]
    assert scheme_names(tmp_path / "nergens") == []


def test_a_scheme_is_found_by_name_in_a_rules_folder_and_by_path(small: SmallScheme) -> None:
    by_name = load_scheme("klein", rules=small.folder.parent)
    by_path = load_scheme(small.folder)
    by_text = load_scheme(str(small.folder))
    assert by_name.fingerprint == by_path.fingerprint == by_text.fingerprint
    assert [rule.id for rule in by_name.rules] == ["X-A1", "X-A2", "X-A3", "X-A4", "X-J1"]


def test_a_folder_below_the_current_one_is_found_and_shown_short(
    small: SmallScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.folder.parent)
    scheme = load_scheme("klein")
    assert scheme.folder == "klein"
    assert str(scheme.rule("X-A1").place) == "klein/rules/x.yaml:3:3"
    assert load_scheme(small.folder).folder == "klein"


def test_a_scheme_that_is_not_there_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(SchemeNotFoundError) as caught:
        load_scheme("sto-2025-2029")
    (problem,) = caught.value.problems
    assert problem.code == "unknown-scheme"
    assert problem.hint == Text(f"Bedoelt u {NAME}?", f"Did you mean {NAME}?")


def test_where_no_name_comes_near_the_known_ones_are_listed(small: SmallScheme) -> None:
    with pytest.raises(SchemeNotFoundError) as caught:
        load_scheme("zzz", rules=small.folder.parent)
    assert caught.value.problems[0].hint == Text("Bekend zijn: klein.", "Known are: klein.")


def test_a_folder_without_a_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeNotFoundError) as caught:
        load_scheme(tmp_path / "leeg")
    assert caught.value.render("en") == (
        f"There is no scheme.yaml in {tmp_path / 'leeg'}. Name a folder that holds a scheme."
    )


@pytest.mark.parametrize("file", list(FILES))
def test_the_fingerprint_changes_with_every_file(small: SmallScheme, file: str) -> None:
    before = small.load().fingerprint
    small.path(file).write_text(FILES[file] + "# een woord erbij\n")
    after = small.load().fingerprint
    assert before != after
    small.path(file).write_text(FILES[file])
    assert small.load().fingerprint == before


def test_the_fingerprint_changes_with_another_file_of_rules(small: SmallScheme) -> None:
    before = small.load().fingerprint
    small.path("rules/y.yaml").write_text("theme: {nl: Leeg, en: Empty}\nrules: []\n")
    assert small.load().fingerprint != before


def test_the_fingerprint_does_not_change_with_what_is_no_part_of_the_scheme(small: SmallScheme, tmp_path: Path) -> None:
    before = small.load().fingerprint
    small.path("README.md").write_text("uitleg")
    small.path("rules/uitleg.txt").write_text("uitleg")
    small.path("cases").mkdir()
    small.path("cases/1.yaml").write_text("base: b\ncases: []\n")
    assert small.load().fingerprint == before
    moved = tmp_path / "elders" / "anders"
    shutil.copytree(small.folder, moved)
    assert load_scheme(moved).fingerprint == before
    assert len(before) == 64


def test_rules_of_several_files_stand_in_the_order_of_the_names_of_the_files(small: SmallScheme) -> None:
    first = FILES[RULES].replace("X-", "Y-").replace("{nl: Alles, en: Everything}", "{nl: Eerst, en: First}")
    small.path("rules/a.yaml").write_text(first)
    scheme = small.load()
    assert [rule.id for rule in scheme.rules][:6] == ["Y-A1", "Y-A2", "Y-A3", "Y-A4", "Y-J1", "X-A1"]
    assert scheme.rule("Y-A1").theme == Text("Eerst", "First")
    assert scheme.rule("X-A1").theme == Text("Alles", "Everything")


@pytest.mark.parametrize("name", ["X-A1", "x-a1", "X-a1"])
def test_a_rule_is_found_by_its_id_in_capitals_or_not(small: SmallScheme, name: str) -> None:
    assert small.load().rule(name).title == Text("Er doet een mbo mee", "An mbo takes part")


@pytest.mark.parametrize("name", ["STO-R4a", "sto-r4a", "STO-R4A"])
def test_a_rule_with_a_letter_is_found_in_capitals_or_not(name: str) -> None:
    assert load_scheme(NAME).rule(name).id == "STO-R4a"


def test_every_rule_is_found_by_its_id() -> None:
    scheme = load_scheme(NAME)
    for rule in scheme.rules:
        assert scheme.rule(rule.id) is scheme.rule(rule.id.upper()) is scheme.rule(rule.id.lower()) is rule


def test_a_rule_that_is_not_known_is_refused_with_the_nearest(small: SmallScheme) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        small.load().rule("X-A11")
    assert caught.value.render() == "De regel “X-A11” is niet bekend. Bedoelt u X-A1?"
    assert caught.value.exit_code == 2


def test_a_variant_that_is_not_known_is_refused_with_the_nearest(small: SmallScheme) -> None:
    scheme = small.load()
    scheme.require_variant("ruim")
    with pytest.raises(UnknownVariantError) as caught:
        scheme.require_variant("ruin")
    assert caught.value.render("en") == "The variant “ruin” is not known. Did you mean ruim?"


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (None, date(2024, 1, 1)),
        (date(2023, 12, 31), date(2024, 1, 1)),
        (date(2024, 1, 1), date(2024, 1, 1)),
        (date(2026, 6, 1), date(2026, 6, 1)),
        (date(2028, 12, 31), date(2028, 12, 31)),
        (date(2029, 1, 1), date(2028, 12, 31)),
    ],
)
def test_the_day_that_counts_is_that_of_receipt_within_the_scheme(
    small: SmallScheme, received: date | None, day: date
) -> None:
    assert small.load().day_for(received) == day


def test_a_scheme_is_in_force_on_its_first_and_last_day_and_not_outside_them(small: SmallScheme) -> None:
    scheme = small.load()
    scheme.require_in_force(date(2024, 1, 1))
    scheme.require_in_force(date(2028, 12, 31))
    for day in (date(2023, 12, 31), date(2029, 1, 1)):
        with pytest.raises(DayOutsideSchemeError) as caught:
            scheme.require_in_force(day)
        assert caught.value.render() == (
            f"klein geldt niet op {day}. Kies een dag van 2024-01-01 tot en met 2028-12-31."
        )
        assert caught.value.render("en") == (
            f"klein is not in force on {day}. Choose a day from 2024-01-01 to 2028-12-31 inclusive."
        )


def test_measures_stand_after_those_they_rest_on(small: SmallScheme) -> None:
    names = [measure.full_name for measure in small.load().measures]
    assert sorted(names) == [
        "begroting.bijdragen",
        "begroting.dekking",
        "begroting.subsidiabel",
        "regio.eigen",
        "regio.mbo",
    ]
    assert names.index("begroting.bijdragen") < names.index("begroting.dekking")


def test_measured_attributes_have_the_type_of_what_they_measure(small: SmallScheme) -> None:
    types = small.load().types
    assert types["regio"]["mbo"] == "integer"
    assert types["begroting"]["dekking"] == "amount"
    assert types["regio"]["id"] == "identifier"
