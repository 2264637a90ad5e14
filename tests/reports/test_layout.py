"""Lines: indented, labelled and wrapped; plain in a pipe, in colour on a terminal."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.reports.layout import PLAIN_WIDTH, Line, wrapped, write_lines

words = st.lists(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30), max_size=40)


@given(words, st.integers(0, 8), st.text("abc", max_size=12), st.integers(40, 120))
def test_wrapping_keeps_every_word_in_order_and_the_width(said: list[str], indent: int, label: str, width: int) -> None:
    lines = list(wrapped(Line(" ".join(said), indent, label), width))
    expected = [label] * bool(label) + said
    assert " ".join(" ".join(lines).split()) == " ".join(expected)
    assert all(len(line) <= width for line in lines if len(line.split()) > 1 + bool(label))
    assert all(line == line.rstrip() for line in lines)
    assert len(lines) >= 1


@given(words.filter(bool), st.integers(0, 8), st.text("abc", min_size=1, max_size=12))
def test_every_line_after_the_first_stands_below_the_text_of_the_first(
    said: list[str], indent: int, label: str
) -> None:
    lines = list(wrapped(Line(" ".join(said), indent, label), 60))
    before = indent + len(label) + 1
    assert lines[0].startswith(" " * indent + label + " ")
    assert all(line[:before].isspace() and not line[before].isspace() for line in lines[1:])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line(), [""]),
        (Line("een"), ["een"]),
        (Line("een\ntwee", 2), ["  een twee"]),
        (Line("", 2, "Waar"), ["  Waar"]),
        (Line("\n", 0, "Waar"), ["Waar"]),
        (Line(" \n\n ", 2, "Waar"), ["  Waar"]),
        (Line("\n", 2), [""]),
        (Line("een", 2, "Waar     "), ["  Waar      een"]),
        (Line("x" * 90, 2), ["  " + "x" * 90]),
        (Line("a " + "x" * 78, 2), ["  a", "  " + "x" * 78]),
        (Line("a-" * 50, 0), ["a-" * 50]),
    ],
)
def test_lines_of_every_kind(line: Line, expected: list[str]) -> None:
    assert list(wrapped(line, PLAIN_WIDTH)) == expected


def test_an_amount_is_not_broken_between_sign_and_figures() -> None:
    amount = "€\N{NO-BREAK SPACE}1.234,00"
    lines = list(wrapped(Line(" ".join([amount] * 20)), PLAIN_WIDTH))
    assert len(lines) > 1
    assert {word for line in lines for word in line.split(" ")} == {amount}


@given(st.text())
def test_no_character_that_does_not_print_comes_through(text: str) -> None:
    for line in wrapped(Line(text, 2, "Waar"), PLAIN_WIDTH):
        assert line.replace("\N{NO-BREAK SPACE}", "").isprintable()


def test_a_narrow_terminal_still_gets_forty_columns() -> None:
    assert [len(line) for line in wrapped(Line("woord " * 20), 10)] == [35, 35, 35, 17 - 6]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, lines: list[Line], **environment: str) -> str:
    """Return what a terminal gets."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    made = Terminal()
    write_lines(lines, made)
    return made.getvalue()


LINES = [Line("[bold]niet[/bold] :smile:", 2, "Waar", "plain", "bad"), Line("kop", style="head")]


def test_a_terminal_gets_colour_and_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = on_terminal(monkeypatch, LINES)
    assert "\x1b[1;31mWaar\x1b[0m" in shown
    assert "\x1b[1;4mkop\x1b[0m" in shown
    assert "[bold]niet[/bold] :smile:" in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_colour_gets_none(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    assert "31" not in on_terminal(monkeypatch, LINES, **environment)


def test_a_pipe_gets_plain_text() -> None:
    made = StringIO()
    write_lines(LINES, made)
    assert made.getvalue() == "  Waar [bold]niet[/bold] :smile:\nkop\n"


def test_a_wide_terminal_gets_no_more_than_a_hundred_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = on_terminal(monkeypatch, [Line("woord " * 80)], COLUMNS="300")
    assert 90 < max(len(line) for line in shown.splitlines()) <= 100
