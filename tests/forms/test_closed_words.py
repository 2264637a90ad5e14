"""Closed words: capitals, and spaces for dashes, make no other word, and the same in every form of a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.forms.closed_words import Words, meant
from sto_check.forms.convert import convert
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application, read_application
from sto_check.forms.source import source_of

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("loonkosten", "overhead", "overige-kosten")
PLAN: dict[str, Any] = {
    "regio": {"soort": "Techniekregio"},
    "partners": [{"id": "a", "soort": "VMBO"}, {"id": "r", "soort": "Mbo"}],
    "profieldoelen": [{"vestiging": "a", "leerweg": "BB", "profiel": "PIE"}],
    "doelstellingen": [{"id": "d", "elementen": ["Dekkend aanbod", "kwaliteit"]}],
    "begroting": {"kosten": [{"categorie": "Overige kosten"}, {"categorie": "OVERHEAD"}, {"categorie": "reizen"}]},
}


def words(content: Any) -> list[object]:
    return [
        content.regio.soort, *(partner.soort for partner in content.partners), content.profieldoelen[0].leerweg,
        content.profieldoelen[0].profiel, *content.doelstellingen[0].elementen,
        *(cost.categorie for cost in content.begroting.kosten),
    ]  # fmt: skip


READ = [
    "techniekregio", "vmbo", "mbo", "bb", "pie", "dekkend-aanbod", "kwaliteit", "overige-kosten", "overhead", "reizen",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("overhead", "overhead"),
        ("Overhead", "overhead"),
        (" OVERHEAD\n", "overhead"),
        ("Overige  kosten", "overige-kosten"),
        ("overige kosten", "overige-kosten"),
        ("overigekosten", "overigekosten"),
        ("overige_kosten", "overige_kosten"),
        ("reizen", "reizen"),
        ("", ""),
        (None, None),
        (["overhead"], ["overhead"]),
    ],
)
def test_capitals_and_spaces_make_no_other_word(written: object, word: object) -> None:
    assert Words(KINDS).read(written) == word
    assert meant(written, KINDS) == word


def test_yaml_json_dict_and_workbook_take_the_same_spellings(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(json.dumps(PLAN, indent=1), encoding="utf-8")
    application = load_application(PLAN)
    assert words(application.content) == READ
    for name in ("plan.json", "plan.yaml"):
        assert load_application(tmp_path / name).content == application.content
    for suffix in (".xlsx", ".yaml", ".json"):
        data = convert(application, suffix)
        assert words(read_application(source_of(data, f"plan{suffix}")).content) == READ


def test_the_kind_of_a_part_that_is_spelled_otherwise_does_not_move_other_problems() -> None:
    with pytest.raises(ApplicationError) as caught:
        load_application("partners:\n- {id: a, soort: MBO, brin: 1AB, naam: x}\n- {id: b, soort: Mbp}\n")
    assert [(found.code, found.path) for found in caught.value.problems] == [
        ("brin", "partners[0].brin"),
        ("unknown-word", "partners[1].soort"),
    ]


def test_a_key_that_the_kind_does_not_have_is_told_though_the_kind_is_spelled_otherwise() -> None:
    with pytest.raises(ApplicationError) as caught:
        load_application("partners: [{id: a, soort: Overheid, brim: x}]\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("unknown-key", "partners[0].brim")
    assert problem.hint is not None
    assert "postcode" in problem.hint.nl
