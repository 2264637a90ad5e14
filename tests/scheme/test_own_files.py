"""A scheme opens nothing outside its folder, and a long chain of measures is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.scheme.connect import MOST_IN_A_CHAIN
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.load import load_scheme
from sto_check.workbench.cases import load_scheme_for_cases

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scheme.small import SmallScheme

LINKS = ["rules/z.yaml", "rules/.z.yaml", "measures.yaml", "data", "data/maxima.csv", "cases", "cases/bases",
         "cases/bases/a.yaml", "document.yaml"]  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("there", [True, False])
def test_a_link_that_leads_out_of_the_folder_is_refused(
    small: SmallScheme, tmp_path: Path, name: str, there: bool
) -> None:
    outside = tmp_path / "buiten"
    outside.write_text("geheim: ja\n") if there else None
    link = small.folder / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    for load in (load_scheme, load_scheme_for_cases):
        with pytest.raises(SchemeError) as raised:
            load(small.folder)
        (problem,) = raised.value.problems
        assert problem.code == "link-outside"
        assert str(link.name) in problem.says.nl
        assert "geheim" not in raised.value.render("nl")


def test_a_link_within_the_folder_and_a_folder_that_is_a_link_are_taken(small: SmallScheme, tmp_path: Path) -> None:
    (small.folder / "rules" / "x.yaml").rename(small.folder / "x.txt")
    (small.folder / "rules" / "x.yaml").symlink_to("../x.txt")
    other = tmp_path / "anders"
    other.symlink_to(small.folder)
    assert [rule.id for rule in load_scheme(other).rules] == [rule.id for rule in load_scheme(small.folder).rules]


@pytest.mark.parametrize("name", ["../maxima", "/etc/passwd", "a/b", ".", "..", "a.csv", "Maxima", "", "a\\b", "~"])
def test_a_table_has_a_plain_name(small: SmallScheme, name: str) -> None:
    (small.folder.parent / "maxima.csv").write_text("nummer,bedrag\n1,1.00\n")
    path = small.folder / "vocabulary.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + f"maximum:\n  data: '{name}'\n  attributes: {{nummer: identifier, bedrag: amount}}\n",
        encoding="utf-8",
    )
    with pytest.raises(SchemeError) as raised:
        load_scheme(small.folder)
    (problem,) = raised.value.problems
    assert problem.code == "plain-name"
    assert problem.place is not None
    assert problem.place.file.endswith("vocabulary.yaml")


def _chain(small: SmallScheme, length: int, *, backwards: bool) -> None:
    chain = ["begroting.m1: {add: [gevraagd, bijdragen]}"]
    chain += [f"begroting.m{one}: {{add: [m{one - 1}, gevraagd]}}" for one in range(2, length + 1)]
    path = small.folder / "measures.yaml"
    lines = "\n".join(reversed(chain) if backwards else chain)
    path.write_text(path.read_text(encoding="utf-8") + lines + "\n", encoding="utf-8")


@pytest.mark.parametrize("backwards", [True, False])
@pytest.mark.parametrize("length", [MOST_IN_A_CHAIN, 300, 3000])
def test_a_long_chain_of_measures_is_told_once(small: SmallScheme, length: int, backwards: bool) -> None:
    _chain(small, length, backwards=backwards)
    with pytest.raises(SchemeError) as raised:
        load_scheme(small.folder)
    assert [problem.code for problem in raised.value.problems] == ["chain-too-long"]
    assert "metingen rusten hier op elkaar" in raised.value.render("nl")


@pytest.mark.parametrize("backwards", [True, False])
def test_a_chain_of_the_most_measures_is_taken(small: SmallScheme, backwards: bool) -> None:
    _chain(small, MOST_IN_A_CHAIN - 1, backwards=backwards)  # bijdragen is the first of them
    assert f"begroting.m{MOST_IN_A_CHAIN - 1}" in {measure.full_name for measure in load_scheme(small.folder).measures}
