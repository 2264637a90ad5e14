"""Both languages in one process: help, wrong use and reasons, each in the language of its run."""

from __future__ import annotations

import re
from importlib import import_module
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import click
import pytest

from sto_check.cli.main import COMMANDS
from sto_check.cli.main import run as run_program
from sto_check.cli.rules import COMMANDS as RULES_COMMANDS
from sto_check.cli.two_languages import Argument, Command, Option
from sto_check.text.language import Text
from tests.cli.conftest import Ran, run_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

PATHS = [(), *((name,) for name in COMMANDS), *(("rules", name) for name in RULES_COMMANDS)]
CLICKS_ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Examples|OPTIONS|COMMAND|ARGS|default|required|TEXT|INTEGER|PATH|DIRECTORY|"
    r"Show this|exit\.)(?![\w-])"
)
HEADINGS = {"nl": ("Gebruik:", "Opties:", "Voorbeelden:"), "en": ("Usage:", "Options:", "Examples:")}


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_speaks_the_language_of_each_run(run: Run, path: tuple[str, ...]) -> None:
    dutch, english, again = (run(*path, "--help", *lang).out for lang in ((), ("--lang", "en"), ("--lang", "nl")))
    assert dutch == again
    for heading in HEADINGS["nl"]:
        assert heading in dutch
        assert heading not in english
    assert all(heading in english for heading in HEADINGS["en"])
    assert CLICKS_ENGLISH.findall(dutch) == []


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_what_click_breaks_over_two_lines_is_dutch_too(
    run: Run, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert CLICKS_ENGLISH.findall(run(*path, "--help").out) == []


def command_at(path: tuple[str, ...]) -> click.Command:
    name = "_".join(path).replace("-", "_") if path != ("rules", "list") else "rules"
    module = import_module(f"sto_check.cli.{name}")
    found = module.command if path != ("rules", "list") else module.list_command
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("path", PATHS[1:], ids=" ".join)
def test_every_text_of_a_command_is_in_two_languages(path: tuple[str, ...]) -> None:
    command = command_at(path)
    assert isinstance(command, Command)
    assert all(isinstance(vars(command)[name], Text) for name in ("help", "short_help"))
    for param in command.params:
        assert isinstance(param, (Option, Argument))
        assert isinstance(param, Argument) or isinstance(vars(param)["help"], Text)


def test_two_threads_speak_each_their_own_language() -> None:
    from sto_check.cli.language import say, speaking

    both, heard = Barrier(2), {}

    def speak(lang: str) -> None:
        with speaking("nl" if lang == "nl" else "en"):
            both.wait(10)
            heard[lang] = say("hallo", "hello")
            both.wait(10)

    threads = [Thread(target=speak, args=(lang,)) for lang in ("nl", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert heard == {"nl": "hallo", "en": "hello"}
    assert say("hallo", "hello") == "hallo"


def test_a_run_leaves_no_language_behind(run: Run) -> None:
    assert "is not known" in run("chek", "--lang", "en").err
    assert "is niet bekend" in run("chek").err


def test_the_language_before_the_command_counts_for_it(run: Run) -> None:
    assert run("--lang", "en", "rule", "STO-M4") == run("rule", "STO-M4", "--lang", "en")


@pytest.mark.parametrize("arguments", [("rule", "STO-M4"), ("new",), ("--help",), ("chek",)])
def test_a_language_that_is_not_there_is_told_as_what_it_is(arguments: tuple[str, ...]) -> None:
    told = "STO_CHECK_LANG=x\ufffdx: deze taal is er niet. Bekend zijn: nl, en.\n"
    assert run_apart(*arguments, STO_CHECK_LANG="x\x1bx") == Ran(2, "", told)


def test_a_language_that_is_named_overrides_one_that_is_not_there() -> None:
    assert run_apart("rule", "STO-M4", "--lang", "en", STO_CHECK_LANG="xx").code == 0
    assert run_apart("rule", "STO-M4", "--lang", "xx").err.startswith(
        "De waarde van --lang past niet. Kies uit: nl, en."
    )


def test_without_a_command_the_help_keeps_its_lines(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_program([]) == 2
    assert capfd.readouterr().err.startswith("Gebruik: sto-check [OPTIES] OPDRACHT [ARGUMENTEN]...\n\n")
