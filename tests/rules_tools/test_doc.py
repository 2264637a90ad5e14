"""A scheme as a page: everything in it, in both languages and both forms, escaped, with links that lead somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from sto_check import load_scheme, scheme_names
from sto_check.reports.page import (
    Anchor,
    Beside,
    Heading,
    Item,
    Items,
    Link,
    Page,
    Pair,
    Paragraph,
    Table,
    write_html,
    write_markdown,
)
from sto_check.reports.scheme_page import scheme_page
from sto_check.scheme.basis import cited
from sto_check.scheme.figures import shown
from sto_check.text.language import LANGUAGES
from tests.cli.conftest import run_apart
from tests.rules_tools.conftest import NASTY

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from tests.cli.conftest import Ran
    from tests.scheme.small import SmallScheme

    Run = Callable[..., Ran]

VOID = {"meta", "br", "hr"}


class Reader(HTMLParser):
    """Reads a page and holds it to what HTML asks: every element that opens closes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.texts.append(data)


def read_html(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def read_markdown(text: str) -> Reader:
    return read_html(MarkdownIt("commonmark").enable("table").render(text))


def words_of(reader: Reader) -> list[str]:
    return " ".join(reader.texts).split()


def anchors(reader: Reader) -> tuple[list[str], set[str]]:
    ids = [attrs["id"] or "" for _, attrs in reader.tags if "id" in attrs]
    links = {(attrs["href"] or "").removeprefix("#") for tag, attrs in reader.tags if tag == "a" and "href" in attrs}
    return ids, links


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", scheme_names())
def test_both_forms_say_the_same_and_every_link_leads_somewhere(name: str, lang: Lang) -> None:
    scheme = load_scheme(name)
    page = scheme_page(scheme, lang)
    as_html, as_markdown = read_html(write_html(page)), read_markdown(write_markdown(page))
    assert sorted(words_of(as_html)) == sorted(words_of(as_markdown))
    for reader in (as_html, as_markdown):
        ids, links = anchors(reader)
        assert len(set(ids)) == len(ids)
        assert links <= set(ids)
        assert {rule.id for rule in scheme.rules} <= links & set(ids)
        assert {f"source-{key}" for key in scheme.sources} <= set(ids)
        assert {f"value-{key}" for key in scheme.head.parameters} <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_all_of_the_scheme(scheme: Scheme, lang: Lang) -> None:
    said = " ".join(words_of(read_html(write_html(scheme_page(scheme, lang)))))
    wanted = [scheme.head.title[lang], scheme.head.citation, *scheme.head.parameters, *scheme.sources]
    wanted += [text[lang] for text in scheme.head.variants.values()]
    wanted += [source.title for source in scheme.sources.values()]
    wanted += [entry.title[lang] for entry in scheme.decision.policy]
    scheme = shown(scheme)
    for rule in scheme.rules:
        wanted += [rule.theme[lang], rule.title[lang], *(basis.says[lang] for basis in rule.basis)]
        wanted += [basis.reading[lang] for basis in rule.basis if basis.reading]
        wanted += [rule.judge.question[lang], *rule.judge.reads] if rule.judge else []
    for entry in scheme.head.parameters.values():
        own = [one for history in (entry.value, *entry.variants.values()) for dated in history for one in dated.basis]
        wanted += [basis.says[lang] for basis in cited([*entry.basis, *own], scheme.sources)]
    missing = [text for text in wanted if " ".join(text.split()) not in said]
    assert missing == []


def test_a_rule_stands_beside_its_source(scheme: Scheme) -> None:
    page = scheme_page(scheme, "nl")
    place = next(at for at, block in enumerate(page.blocks) if isinstance(block, Heading) and block.anchor == "STO-C6")
    beside = page.blocks[place + 1]
    assert isinstance(beside, Beside)
    said = {pair.label[0]: pair.texts for pair in beside.left}
    assert said["Voor elke"] == (("leerweg",),)
    assert said["Als"] == (("vestigingen is ten minste 1",),)
    assert said["Vereist"] == (("techniek uitgaven is meer dan €\N{NO-BREAK SPACE}0,00",),)
    assert said["Niet voldaan"] == (("leidt tot afwijzing (onze lezing)",),)
    assert said["Onbekend"] == (("vraagt om aanvulling (onze lezing)",),)
    measured = [text[0] for text in said["Gemeten"]]
    assert measured[0] == "leerweg.vestigingen: telling van vestiging waarvan leerwegen bevat de eigen id"
    assert any(str(text).startswith("kostenpost.leerwegen: overgenomen van") for text in measured)
    assert len(said["Voorbeeld: niet voldaan"]) == 2
    assert [pair.label[0] for pair in beside.right] == [
        Link("DUSI", "source-DUSI"),
        Link("F-PLAN", "source-F-PLAN"),
    ]
    assert str(beside.right[0].texts[1][0]).startswith("Onze lezing: Geen bron vraagt uitgaven per leerweg")


def test_a_value_with_a_history_and_variants_says_when(small: SmallScheme) -> None:
    page = write_markdown(scheme_page(small.load(), "nl"))
    assert "aandeel | 10% | altijd | percentage |" in page
    assert "| aandeel | 7,5% | vanaf 1 januari 2026 | percentage |" in page
    assert "| aandeel | 5% | in de variant ruim | percentage |" in page
    assert "from 1 January 2026" in write_markdown(scheme_page(small.load(), "en"))


def test_a_scheme_without_values_and_cases_has_a_page(small: SmallScheme) -> None:
    small.change("scheme.yaml", "parameters:\n", "parameters: {}\nvariants_left:\n")
    text = (small.folder / "scheme.yaml").read_text()
    (small.folder / "scheme.yaml").write_text(text.partition("variants_left:")[0])
    rules = small.path("rules/x.yaml")
    rules.write_text(
        rules.read_text()
        .replace("$minimum", "1")
        .replace("$periode.start", "2025-01-01")
        .replace("$soorten", "[techniekregio]")
    )
    page = write_markdown(scheme_page(small.load(), "nl"))
    assert "Deze regeling noemt geen waarden apart." in page
    assert "Voorbeeld" not in page


def nasty_page() -> Page:
    words = (NASTY, Link(NASTY, "a b|c"), Anchor('x"y'))
    return Page(
        NASTY,
        "en",
        (
            Heading(1, NASTY, "top"),
            Paragraph(words),
            Paragraph(("- one",)),
            Paragraph(("1. one",)),
            Paragraph(("=== one\nmore",)),
            Paragraph(("    # one",)),
            Items((Item(words, (Item((f"+ {NASTY}",)),)), Item(("2) two",)))),
            Table((NASTY, "two"), ((words, ("a|b\nc",)), ((NASTY,), ("",)))),
            Beside((NASTY, "two"), (Pair(words, ((NASTY,), words)),), (Pair(("x",), ((NASTY,),)),)),
        ),
    )


def test_whatever_a_text_holds_it_stays_a_text() -> None:
    page = nasty_page()
    as_html, as_markdown = read_html(write_html(page)), read_markdown(write_markdown(page))
    expected = NASTY.split()
    for reader in (as_html, as_markdown):
        joined = " ".join(words_of(reader))
        assert joined.count(" ".join(expected)) >= 12
        assert {tag for tag, _ in reader.tags} <= {
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "div",
            "h1",
            "p",
            "a",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "dl",
            "dt",
            "dd",
            "br",
            "strong",
        }
    assert sorted(words_of(as_html)) == sorted(words_of(as_markdown))
    rows = [tag for tag, _ in as_markdown.tags if tag in {"td", "th"}]
    assert len(rows) == 6 + 4


def test_html_needs_nothing_else_and_reads_on_paper_and_on_a_phone(scheme: Scheme) -> None:
    made = write_html(scheme_page(scheme, "en"))
    assert made.startswith('<!DOCTYPE html>\n<html lang="en">')
    reader = read_html(made)
    tags = {tag for tag, _ in reader.tags}
    assert not tags & {"script", "link", "img", "iframe"}
    assert not [attrs for _, attrs in reader.tags if "src" in attrs or any(name.startswith("on") for name in attrs)]
    assert not re.search(r"@import|url\(|https?:", made)
    assert 'name="viewport"' in made
    assert "@media print" in made
    assert "@media (max-width" in made


def test_headings_go_down_one_level_at_a_time(scheme: Scheme) -> None:
    levels = [block.level for block in scheme_page(scheme, "nl").blocks if isinstance(block, Heading)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_command_prints_the_page(run: Run, small: SmallScheme) -> None:
    markdown = run("rules", "doc", "--scheme", str(small.folder))
    assert (markdown.code, markdown.err) == (0, "")
    assert markdown.out == write_markdown(scheme_page(small.load(), "nl"))
    made = run("rules", "doc", "--scheme", str(small.folder), "--format", "html", "--lang", "en")
    assert made.out == write_html(scheme_page(small.load(), "en"))
    assert run("rules", "doc", "--format", "pdf").code == 2


@pytest.mark.parametrize("command", ["graph", "show", "doc"])
def test_help_is_there_in_both_languages_with_examples(command: str) -> None:
    dutch = run_apart("rules", command, "--help").out
    english = run_apart("rules", command, "--help", STO_CHECK_LANG="en").out
    for text, heading in ((dutch, "Voorbeelden:"), (english, "Examples:")):
        examples = text.split(heading)[1].strip().splitlines()
        assert len(examples) >= 2
        assert all(line.strip().startswith(f"sto-check rules {command}") for line in examples)
        assert all(len(line) <= 80 for line in text.splitlines())
    assert "Options:" not in dutch
    assert "Opties:" not in english
    assert f"  {command} " in run_apart("rules", "--help").out
