"""Facts of each kind come from their own place in the document, whatever the order of the vocabulary."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sto_check import check, load_application, load_scheme

ROOT = Path(__file__).parents[2]
RULE = """\
theme: {nl: Proef, en: Trial}
rules:
- id: STO-X1
  title: {nl: Het blok is er, en: The block is there}
  for: themablok
  require: {id: {present: yes}}
  otherwise: supplement
  basis: [{ask: F-VISIE/visie, says: {nl: Proef., en: Trial.}}]
  reason: {nl: "{id}", en: "{id}"}
"""


def test_a_kind_after_words_with_the_same_path_has_its_own_facts(tmp_path: Path) -> None:
    folder = tmp_path / "sto-2025-2028"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    with (folder / "vocabulary.yaml").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write("\nthemablok:\n  from: visie.themas\n")
    (folder / "rules" / "8-proef.yaml").write_text(RULE, encoding="utf-8")
    application = load_application(ROOT / "samples" / "techniekregio-volledig.yaml")
    outcomes = check(application, load_scheme(folder)).outcomes
    assert [one.status for one in outcomes if one.rule.id == "STO-X1"] == ["met"]
    assert [one.subject.id for one in outcomes if one.rule.id == "STO-C3"] == [
        "schoolpersoneel",
        "gender_en_inclusie",
        "duurzaamheid",
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [("", 0), (" ", 0), ("-", 0), ("...", 0), ("? !", 0), ("zo", 1), ("a - b", 3), ("7", 1), ("é", 1)],
)
def test_a_text_without_a_letter_or_a_digit_says_nothing(written: str, words: int) -> None:
    scheme = load_scheme("sto-2020-2024-eindrapportage")
    application = load_application({"regio": {"naam": written}}, "eindrapportage")
    outcomes = check(application, scheme).outcomes
    (outcome,) = [outcome for outcome in outcomes if outcome.rule.id == "STO-H12c"]
    assert outcome.subject.values["regio"] == words


def test_a_list_does_not_count_what_says_nothing() -> None:
    tree = {"visie": {"arbeidsmarkt": {"kwalitatief_bronnen": ["-", "", "UWV 2024"]}}}
    outcomes = check(load_application(tree), load_scheme("sto-2025-2028")).outcomes
    (outcome,) = [outcome for outcome in outcomes if outcome.rule.id == "STO-C10"]
    assert outcome.subject.values["kwalitatief_bronnen"] == 1
