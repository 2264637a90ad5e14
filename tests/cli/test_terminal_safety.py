"""Nothing that stands in a file, or in its name, commands the terminal: it prints, or a mark stands in its place."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sto_check.documents.read import read_text
from sto_check.reports.json_model import Place, Problem
from sto_check.reports.json_text import json_lines, json_text
from tests.cli.conftest import Ran, on_terminal, run_apart
from tests.scheme.small import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
CONTROLS = "\x1b[2J\x1b]0;x\x07\x9b2J\x7f\x08\r\t\u202e\u2066\u200b\u2028\ufeff\U000e0041"
HOSTILE = f"é{CONTROLS}z"
ACCEPTED = "é\r\t\x85\u2028z"
"""What a text of a document may hold, of all that a terminal must not be given; the rest is refused with a message."""
MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`|{{%"
IN_A_CELL = HOSTILE.replace("\r", "")
PROSE = {"nl", "en", "citation"}


class Hostile(NamedTuple):
    """A scheme and documents in which every text holds what it can hold."""

    scheme: str
    application: str
    judgements: str
    figures: str
    mistakes: str
    maxima: str
    odd_header: str
    unclosed: str


def spoiled(tree: object, text: str, key: str = "") -> object:
    """Return a scheme's tree with a text after each of its texts for people."""
    if isinstance(tree, dict):
        return {one: spoiled(value, text, one) for one, value in tree.items()}
    if isinstance(tree, list):
        return [spoiled(value, text, key) for value in tree]
    return f"{tree}{text}" if key in PROSE else tree


def write_scheme(folder: Path, text: str) -> str:
    """Write the small scheme with a text after all its texts, with a table and a case."""
    (folder / "rules").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "cases" / "bases").mkdir(parents=True)
    for name, written in FILES.items():
        tree: object = read_text(written).tree
        if name == "sources.yaml":
            assert isinstance(tree, dict)
            tree = {key: {**source, "title": f"{source['title']}{text}"} for key, source in tree.items()}
            tree["WET"]["asks"]["art-1"]["section"] += text
        if name == "vocabulary.yaml":
            assert isinstance(tree, dict)
            tree["maximum"] = {"data": "maxima", "attributes": {"nummer": "identifier", "bedrag": "amount"}}
        (folder / name).write_text(json.dumps(spoiled(tree, text)))
    (folder / "data" / "maxima.csv").write_text("nummer,bedrag\n1,2.00\n")
    base = {
        "ontvangen": "2025-06-01",
        "regio": {"naam": f"R{text if text == MARKUP else ACCEPTED}", "soort": "techniekregio"},
    }
    (folder / "cases" / "bases" / "b.yaml").write_text(json.dumps(base))
    cases = {
        "base": "b",
        "cases": [
            {"name": f"geval{text}", "expect": {"X-A1": "met"}, "decision": "eligible"},
            {"name": f"ander{text}", "expect": {"X-A2": "not met"}},
        ],
    }
    (folder / "cases" / "a.yaml").write_text(json.dumps(cases))
    return str(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp(f"map{CONTROLS}")
    name = f"k{CONTROLS}"

    def written(kind: str, tree: object) -> str:
        path = folder / f"{kind}{CONTROLS}.yaml"
        path.write_text(tree if isinstance(tree, str) else json.dumps(tree))
        return str(path)

    cost = {"omschrijving": ACCEPTED, "bedrag": "12.00", "subsidiabel": "nee"}
    application = {
        "ontvangen": "2025-06-01",
        "regio": {
            "naam": ACCEPTED,
            "soort": "techniekregio",
            "afbakening": ACCEPTED,
            "gemeenten": [ACCEPTED],
        },
        "partners": [{"id": "p", "soort": "po", "naam": ACCEPTED}],
        "begroting": {"kosten": [cost, cost]},
        "visie": {"definitie": ACCEPTED},
    }
    one = {"regel": "X-J1", "score": "goed", "door": ACCEPTED, "op": "2025-06-02", "motivering": ACCEPTED}
    mistakes = {HOSTILE: HOSTILE, "regio": {"soort": HOSTILE, HOSTILE: ""}, "ontvangen": HOSTILE,
                "partners": [{"id": HOSTILE, "soort": HOSTILE}], "begroting": {"gevraagd_bedrag": HOSTILE}}  # fmt: skip
    figures = read_text((Path(__file__).parents[2] / "samples" / "indicatoren" / "volledig.yaml").read_text()).tree
    assert isinstance(figures, dict)
    return Hostile(
        write_scheme(folder / name, HOSTILE),
        written("aanvraag", application),
        written("oordeel", {"regio": ACCEPTED, "beoordelingen": [one]}),
        written("cijfers", {**figures, "regio": {"naam": ACCEPTED}}),
        written("fouten", mistakes),
        written("maxima", f"nummer,bedrag\n1,{IN_A_CELL}\n"),
        written("kop", f"nummer,bedrag{IN_A_CELL}\n1,2.00\n"),
        written("open", f'nummer,bedrag\n1,"{HOSTILE}\n'),
    )


def commands(given: Hostile) -> dict[str, tuple[str, ...]]:
    """Return every command that shows what stands in files, and what it shows of mistakes."""
    own = ("--scheme", given.scheme)
    check = ("check", given.application, *own)
    odd = f"x{CONTROLS}"
    return {
        "check": check, "check -v": (*check, "-v"), "check en": (*check, "-v", "--lang", "en"),
        "check judged": (*check, "-v", "--judgements", given.judgements),
        "check variant": (*check, "--variant", "ruim"), "check json": (*check, "--format", "json"),
        "check json judged": (*check, "--format", "json", "--judgements", given.judgements),
        "check mistakes": ("check", given.mistakes, given.application, *own),
        "check mistakes json": ("check", given.mistakes, odd, *own, "--format", "json"),
        "check maxima": (*check, "--maxima", given.maxima), "check header": (*check, "--maxima", given.odd_header),
        "check unclosed": (*check, "--maxima", given.unclosed),
        "check csv as document": ("check", given.maxima, *own),
        "check judgements as document": (*check, "--judgements", given.application),
        "check no file": ("check", odd, *own), "check a folder": ("check", given.scheme),
        "check no variant": (*check, "--variant", odd), "check no day": (*check, "--on", odd),
        "check no scheme": ("check", given.application, "--scheme", odd),
        "check no folder": ("check", given.application, "--scheme", f"./{odd}"),
        "check no rules": ("check", given.application, "--rules", odd, "--scheme", "k"),
        "check no option": (*check, f"--{odd}"), "check no format": (*check, "--format", odd),
        "check no language": (*check, "--lang", odd), "no command": (odd,), "no rules command": ("rules", odd),
        "check a value too many": (*check, f"--verbose={odd}"), "schema": ("schema", odd),
        "rule": ("rule", "X-A1", *own), "judge": ("rule", "X-J1", *own), "rule no": ("rule", odd, *own),
        "rule extra": ("rule", "X-A1", odd, *own),
        "rules": ("rules", *own), "rules table": ("rules", "--table", *own), "graph": ("rules", "graph", *own),
        "mermaid": ("rules", "graph", "--format", "mermaid", *own), "dot": ("rules", "graph", "--format", "dot", *own),
        "markdown": ("rules", "doc", *own), "html": ("rules", "doc", "--format", "html", *own),
        "lint": ("rules", "lint", given.scheme), "lint no": ("rules", "lint", odd), "test": ("rules", "test", *own),
        "coverage": ("rules", "coverage", "-v", *own), "mutate": ("rules", "mutate", *own),
        "show": ("rules", "show", "X-A1", "--facts", given.application, "-v", *own),
        "show costs": ("rules", "show", "X-A3", "--facts", given.application, *own),
        "show no": ("rules", "show", "X-A1", "--facts", given.application, "--subject", odd, *own),
        "diff": ("rules", "diff", given.scheme, f"{given.scheme}@ruim", given.application),
        "new": ("new", *own), "indicators": ("indicators", given.figures), "indicators no": ("indicators", odd),
    }  # fmt: skip


NAMES = list(commands(Hostile(*"abcdefgh")))


def unprintable(text: str) -> set[str]:
    return {one for one in text if not one.isprintable() and one not in {"\n", NO_BREAK_SPACE}}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_commands_a_terminal_is_printed(run: Run, hostile: Hostile, name: str) -> None:
    found = run(*commands(hostile)[name])
    assert found.code in {0, 1, 2, 3, 4, 65}, found.err
    assert unprintable(found.out) == set()
    assert unprintable(found.err) == set()
    assert found.out + found.err


@pytest.mark.parametrize(
    "name", ["check -v", "check json", "rule", "rules", "lint", "show", "diff", "test", "indicators"]
)
def test_nor_on_a_terminal_where_only_our_own_colours_are(hostile: Hostile, name: str) -> None:
    _, shown = on_terminal(*commands(hostile)[name], COLUMNS="80")
    own = re.sub(r"\x1b\[(?:[0-9]{1,2};?)*m", "", shown.replace("\r\n", "\n"))
    assert unprintable(own) == set()
    assert "é" in own or name == "lint"  # of a long line it shows a part


def test_the_words_around_what_is_replaced_stay(run: Run, hostile: Hostile) -> None:
    marks = "\N{REPLACEMENT CHARACTER}"
    shown = run("rules", "--scheme", hostile.scheme).out
    assert f"Kleine regelingé{marks}[2J{marks}]0;x{marks}{marks}2J{marks}" in shown
    assert shown.startswith("Kleine") and shown.count("X-A") == 4  # noqa: PT018


def test_json_keeps_what_it_escapes_and_letters_stay_readable(run: Run, hostile: Hostile) -> None:
    printed = run(*commands(hostile)["check json judged"]).out
    (application,) = json.loads(printed)["applications"]
    assert application["name"] == hostile.application
    judged = next(one for one in application["decision"]["outcomes"] if one["rule"] == "X-J1")
    kept = {"score": "goed", "by": ACCEPTED, "on": "2025-06-02", "motivation": ACCEPTED, "stale": False}
    assert judged["judgement"] == kept
    escaped = "é\\r\\t\\u0085\\u2028z"
    assert f'"by":"{escaped}"' in printed


@given(st.recursive(st.text() | st.none() | st.booleans(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_json_text_reads_back_as_it_was_and_only_prints(value: object) -> None:
    for ascii_only in (False, True):
        text = json_text(value, ascii_only=ascii_only)
        assert unprintable(text) == set()
        assert text.isascii() or not ascii_only
        assert json.loads(text) == value


@given(st.text(st.characters(exclude_categories=())), st.integers(0, 3), st.booleans())
@example(text="a\udcff", levels=0, ascii_only=False)
def test_objects_of_the_report_read_back_as_they_were_and_only_print(text: str, levels: int, ascii_only: bool) -> None:
    problems = [Problem(text, text, None, text, Place(text, 1, 2, None, text), text)]
    written = "".join(json_lines(problems, levels, ascii_only=ascii_only))
    assert unprintable(written) == set()
    assert written.isascii() or not ascii_only
    assert json.loads(written) == [asdict(problem) for problem in problems]


@given(st.characters().filter(str.isprintable))
def test_json_text_leaves_what_prints(character: str) -> None:
    assert json_text(character) == json.dumps(character, ensure_ascii=False) + "\n"


def test_half_a_character_in_a_file_name_is_escaped() -> None:
    assert json_text("a\udcff") == '"a\\udcff"\n'


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_a_page_has_the_same_elements_whatever_its_texts_say(run: Run, tmp_path: Path) -> None:
    plain = run("rules", "doc", "--format", "html", "--scheme", write_scheme(tmp_path / "a", " tekst")).out
    marked = run("rules", "doc", "--format", "html", "--scheme", write_scheme(tmp_path / "b", f" {MARKUP}")).out
    assert Shape(marked).elements == Shape(plain).elements
    assert all(link.startswith("#") for link in Shape(marked).links)
    assert "&lt;script&gt;" in marked
    assert "&quot;" in marked


def test_a_bar_in_a_title_divides_no_row(run: Run, tmp_path: Path) -> None:
    rows = run("rules", "--table", "--scheme", write_scheme(tmp_path / "k", " a|b")).out.splitlines()
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [6] * 7
    assert "Er doet een mbo mee a\\|b" in rows[2]


def test_a_kind_of_fact_of_an_odd_name_is_shown_safely(run: Run, tmp_path: Path) -> None:
    folder = Path(write_scheme(tmp_path / "k", ""))
    for path in folder.rglob("*.yaml"):
        path.write_text(re.sub(r'"post(?=["\.])', lambda _: f'"post{json.dumps(CONTROLS)[1:-1]}', path.read_text()))
    for shape in ("dot", "mermaid", "terminal"):
        found = run("rules", "graph", "X-A3", "--format", shape, "--scheme", str(folder))
        assert (found.code, found.err) == (0, "")
        assert unprintable(found.out) == set()
        assert "post\N{REPLACEMENT CHARACTER}" in found.out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a file name is text")
def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff\udc9b.yaml"
    path.write_text("regio: {soort: x}\n")
    for more in ((), ("--format", "json")):
        found = run_apart("check", str(path), *more)
        assert found.code == 65
        assert unprintable(found.out + found.err) == set()
        assert "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.yaml:1:16: regio.soort: " in found.err


def test_a_language_from_the_environment_is_shown_safely() -> None:
    found = run_apart("rules", STO_CHECK_LANG="x\x1b[2J\u202e")
    assert found.code == 2
    assert unprintable(found.err) == set()
