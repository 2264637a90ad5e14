"""What the sources ask and what rests on it: nothing is left out, in both directions, both languages and both forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import run as run_program
from sto_check.reports.layout import PLAIN_WIDTH, wrapped
from sto_check.reports.source_list import (
    OPEN,
    counted,
    markdown_rests,
    markdown_scheme,
    markdown_sources,
    scheme_source_lines,
)
from sto_check.scheme.citations import all_that_rests, source_uses
from sto_check.scheme.figures import shown
from sto_check.scheme.folder import scheme_names
from sto_check.scheme.indicators import load_references, reference_uses
from sto_check.scheme.load import load_scheme
from sto_check.text.language import LANGUAGES

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from tests.scheme.small import SmallScheme


@pytest.fixture(params=scheme_names())
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return shown(load_scheme(request.param))


def test_what_cites_an_ask_and_what_a_rule_rests_on_are_the_same_pairs(scheme: Scheme) -> None:
    there = {(use.name, name) for source in source_uses(scheme) for use in source.asks for name in use.by}
    back = {(basis.ask, one.name) for one in all_that_rests(scheme) for basis in one.basis}
    assert there == back
    assert {name for _, name in back} >= {rule.id for rule in scheme.rules}
    assert {name for _, name in back} >= {f"${name}" for name in scheme.head.parameters}


def test_the_national_figures_answer_every_ask_of_theirs() -> None:
    uses = reference_uses(load_references()).asks
    assert [use.name for use in uses if use.is_open] == []
    assert {use.by for use in uses if use.ask.not_checked is None} == {("indicators.yaml",)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_have_a_row_for_each_ask_and_each_rule(scheme: Scheme, lang: Lang) -> None:
    uses = [use for source in source_uses(scheme) for use in source.asks]
    asked = markdown_sources(source_uses(scheme), lang).splitlines()
    assert [row.split(" | ")[0].strip("| ") for row in asked[2:]] == [use.name for use in uses]
    assert all(len(row.split(" | ")) == 4 for row in asked[2:])
    rests = markdown_rests(scheme, lang).splitlines()
    assert [row.split(" | ")[0].strip("| ") for row in rests[2:]] == [one.name for one in all_that_rests(scheme)]
    ours = {"nl": "gevolg: onze lezing", "en": "consequence: our reading"}[lang]
    given = {rule.id for rule in scheme.rules if scheme.gives(rule, rule.otherwise)}
    marked = {row.split(" | ")[0].strip("| ") for row in rests[2:] if ours in row}
    assert marked == {rule.id for rule in scheme.rules} - given


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_say_the_same(scheme: Scheme, lang: Lang) -> None:
    lines = [text for line in scheme_source_lines(scheme, lang) for text in wrapped(line, PLAIN_WIDTH)]
    said = " ".join(" ".join(lines).split())
    for use in (use for source in source_uses(scheme) for use in source.asks):
        assert f"{use.name.partition('/')[2]}: {' '.join(use.ask.asks[lang].split())}" in said
        if use.ask.not_checked is not None:
            assert use.ask.not_checked[lang] in said
    assert counted(source_uses(scheme))[lang] in said


def test_an_open_ask_is_told_and_counted(small: SmallScheme) -> None:
    small.change("sources.yaml", "FORM:", "    art-3: {section: artikel 3, asks: {nl: Meer., en: More.}}\nFORM:")
    scheme = small.load()
    assert f"| WET/art-3 | artikel 3 | Meer. | {OPEN.nl} |" in markdown_scheme(scheme, "nl")
    assert counted(source_uses(scheme)).en == "Asks: 5; cited: 4; not checked, with a reason: 0; open: 1."


def test_what_a_source_says_itself_is_told(small: SmallScheme) -> None:
    small.change("sources.yaml", "    vraag-2: {", "    vraag-2: {gives: advise, ")
    small.change("rules/x.yaml", "  consequence: reading\n  otherwise: advise", "  otherwise: advise")
    scheme = small.load()
    assert "| Keep it short. | X-A4; the source itself says: is advice |" in markdown_scheme(scheme, "en")
    assert "| X-A4 | FORM/vraag-2 |" in markdown_scheme(scheme, "en")


def test_the_command_takes_a_name_a_folder_or_nothing(small: SmallScheme, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_program(["rules", "sources", str(small.folder), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Small scheme\n\nWhat the sources ask, and what rests on it\n")
    assert run_program(["rules", "sources", "klein", "--rules", str(small.folder.parent), "--table"]) == 0
    assert capsys.readouterr().out == markdown_scheme(small.load(), "nl")
    assert run_program(["rules", "sources", "--table"]) == 0
    printed = capsys.readouterr().out
    for name in scheme_names():
        assert f"### {load_scheme(name).head.title.nl}\n" in printed
    assert "| NOTA/budget | Kernpunten |" in printed
    assert run_program(["rules", "sources"]) == 0
    assert printed.count("\n### ") + 1 == capsys.readouterr().out.count("Wat de bronnen vragen, en wat erop rust")
    assert run_program(["rules", "sources", "geen"]) == 2
