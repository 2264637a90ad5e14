"""Completion: what each shell gets to insert and to show, in the protocol that its script speaks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sto_check import load_scheme, scheme_names
from sto_check.cli.main import COMMANDS
from sto_check.cli.rules import COMMANDS as RULES_COMMANDS
from tests.cli.conftest import environment, imported, run_apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.scheme.small import SmallScheme

BREAK = "\n"


class Item(NamedTuple):
    """What a shell is told: the sort, what to insert, and (except in bash) what to show beside it."""

    sort: str
    value: str
    help: str = ""


def ask(shell: str, *words: str, after: tuple[str, ...] = (), cwd: Path | None = None, **env: str) -> list[Item]:
    """Complete the last of the words; the program must end well and say nothing else."""
    line = ["sto-check", *words]
    cursor = words[-1] if shell == "fish" else str(len(words))
    found = run_apart(
        cwd=cwd,
        _STO_CHECK_COMPLETE=f"{shell}_complete",
        COMP_CWORD=cursor,
        COMP_WORDS=(" " if shell == "fish" else BREAK).join([*line, *after]),
        **env,
    )
    assert (found.code, found.err) == (0, "")
    lines = [line for line in found.out.split("\n") if line]
    if shell == "zsh":
        return [Item(*lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return [Item(*line.replace("\t", ",", 1).split(",", 2)) for line in lines]


def values(*words: str, by: str = "bash", after: tuple[str, ...] = (), cwd: Path | None = None) -> list[str]:
    return [item.value for item in ask(by, *words, after=after, cwd=cwd)]


def test_commands_and_their_commands_are_completed() -> None:
    assert values("") == list(COMMANDS)
    assert values("ru") == ["rule", "rules"]
    assert values("rules", "") == list(RULES_COMMANDS)
    assert values("rules", "l") == ["list", "lint"]


def test_options_are_completed_with_their_help() -> None:
    assert Item("plain", "--maxima", "Maxima per regio (bijlage 3): nummer,bedrag.") in ask("fish", "check", "--m")
    assert values("check", "--ver") == ["--verbose"]
    assert values("rules", "-") == ["--table", "--scheme", "--rules", "--lang", "-h", "--help"]
    assert values("rules", "lint", "--s") == ["--scheme"]


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (("check", "--lang", ""), ["nl", "en"]),
        (("check", "--format", "j"), ["json", "junit"]),
        (("rules", "doc", "--format", ""), ["markdown", "html"]),
        (("rules", "graph", "--format", "m"), ["mermaid"]),
        (("schema", "sch"), ["scheme"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
    ],
)
def test_choices_are_completed(words: tuple[str, ...], choices: list[str]) -> None:
    assert values(*words) == choices


@pytest.mark.parametrize("command", [("rule",), ("rules", "show"), ("rules", "graph"), ("rules", "graph", "STO-M4")])
def test_rules_are_completed(command: tuple[str, ...]) -> None:
    ids = [rule.id for rule in load_scheme("sto-2025-2028").rules]
    assert values(*command, "") == ids
    assert values(*command, "STO-M") == [rule_id for rule_id in ids if rule_id.startswith("STO-M")]
    assert values(*command, "sto-m4") == ["STO-M4", "STO-M4b"]
    assert values(*command, "STO-X") == []


def test_a_rule_that_was_given_takes_no_second() -> None:
    assert values("rule", "STO-M4", "") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_rule_stands_beside_its_title_in_the_language_of_the_run(shell: str) -> None:
    nl = Item("plain", "STO-M4", "De cofinanciering is ten minste 10% van de subsidiabele kosten")
    en = Item("plain", "STO-M4", "Co-financing is at least 10% of the eligible costs")
    assert ask(shell, "rule", "STO-M4")[0] == nl
    assert ask(shell, "rule", "--lang", "en", "STO-M4")[0] == en
    assert ask(shell, "rule", "STO-M4", STO_CHECK_LANG="en")[0] == en


@pytest.mark.parametrize("name", scheme_names())
def test_the_rules_are_those_of_the_scheme_that_is_named(name: str) -> None:
    ids = [rule.id for rule in load_scheme(name).rules]
    assert values("rule", "--scheme", name, "") == ids
    assert values("rule", f"--scheme={name}", "") == ids
    assert values("rule", "--scheme", "=", name, "") == ids, "as bash breaks it"
    assert values("rule", "", after=("--scheme", name)) == ids
    assert values("rule", "", after=("--scheme", "=", name)) == ids


def test_a_scheme_of_ones_own_is_completed(small: SmallScheme) -> None:
    mine, folder = ("X-A1", "X-A2", "X-A3", "X-A4", "X-J1"), str(small.folder)
    rules = str(small.folder.parent)
    assert values("rule", "--scheme", folder, "x") == list(mine)
    assert values("rule", "--rules", rules, "--scheme", "klein", "x-j") == ["X-J1"]
    assert values("rule", "X-J", after=("--rules", rules, "--scheme", "klein")) == ["X-J1"]
    assert ask("zsh", "check", "--rules", rules, "--scheme", "") == [Item("plain", "klein", "Kleine regeling")]
    assert ask("fish", "check", "--scheme", folder, "--variant", "") == [Item("plain", "ruim", "de ruime variant")]


def test_schemes_are_completed_with_their_titles() -> None:
    assert values("check", "--scheme", "") == scheme_names()
    assert ask("zsh", "new", "--scheme", "sto-na") == [
        Item("plain", "sto-na-2029", load_scheme("sto-na-2029").head.title.nl)
    ]
    assert ask("bash", "check", "--scheme", "./ru") == [Item("dir", "./ru")]


def test_variants_are_completed() -> None:
    extended = Item("plain", "extension-2029", "de regeling is verlengd met het jaar 2029")
    assert ask("zsh", "check", "aanvraag.yaml", "--variant", "") == [extended]
    assert ask("zsh", "rules", "show", "STO-M4", "--variant", "ext") == [extended]
    assert values("check", "--scheme", "sto-na-2029", "--variant", "") == []


def test_versions_are_completed_with_what_the_shell_replaces() -> None:
    assert values("rules", "diff", "sto-na") == ["sto-na-2029"]
    assert values("rules", "diff", "sto-2025-2028", "@", "ex") == ["@extension-2029"], "as bash breaks it"
    assert values("rules", "diff", "sto-2025-2028", "@") == ["@extension-2029"]
    assert values("rules", "diff", "sto-2025-2028@ex", by="zsh") == ["sto-2025-2028@extension-2029"]
    assert values("rules", "diff", "sto-2025-2028", "@", "extension-2029", "sto-na") == ["sto-na-2029"]


def test_a_value_joined_to_its_option_is_completed() -> None:
    assert values("check", "--lang", "=", "e") == ["en"], "as bash breaks it"
    assert values("check", "--lang", "=") == ["nl", "en"]
    assert values("check", "--lang=e", by="zsh") == ["--lang=en"]
    assert values("check", "--lang=e", by="fish") == ["--lang=en"]


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        (("check", "sam"), "file"),
        (("check", "a.yaml", "sam"), "file"),
        (("check", "--maxima", "sam"), "file"),
        (("check", "--judgements", "sam"), "file"),
        (("rules", "show", "STO-M4", "--facts", "sam"), "file"),
        (("rules", "diff", "sto-2025-2028", "sto-na-2029", "sam"), "file"),
        (("indicators", "sam"), "file"),
        (("rule", "--rules", "sam"), "dir"),
        (("rules", "lint", "sam"), "dir"),
        (("rules", "lint", "--rules", "sam"), "dir"),
    ],
)
def test_files_and_folders_are_left_to_the_shell(words: tuple[str, ...], sort: str) -> None:
    assert ask("bash", *words) == [Item(sort, "sam")]
    assert ask("fish", *words) == [Item(sort, "sam")]


@pytest.mark.parametrize("words", [("check", "--on", ""), ("rules", "show", "--subject", ""), ("new", "")])
def test_nothing_is_made_up(words: tuple[str, ...]) -> None:
    assert values(*words) == []


def break_yaml(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_text("rules: [\n")


def make_a_text(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_text("niets\n")


def make_rules_a_text(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_text("rules: niets\n")


def make_ids_odd(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_text("rules:\n- niets\n- {id: }\n- {id: [x]}\n- {id: {x: y}}\n")


def make_bytes(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_bytes(b"\xff\xfe\x00")


def make_a_folder(small: SmallScheme) -> None:
    small.path("rules/x.yaml").unlink()
    small.path("rules/x.yaml").mkdir()


def nest_deep(small: SmallScheme) -> None:
    small.path("rules/x.yaml").write_text("[" * 100_000)


@pytest.mark.parametrize(
    "spoil", [break_yaml, make_a_text, make_rules_a_text, make_ids_odd, make_bytes, make_a_folder, nest_deep]
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_broken_scheme_gives_nothing_and_no_words(
    spoil: Callable[[SmallScheme], None], shell: str, small: SmallScheme
) -> None:
    assert values("rule", "--scheme", str(small.folder), "X", by=shell) != []
    spoil(small)
    assert values("rule", "--scheme", str(small.folder), "X", by=shell) == []


def test_what_is_not_there_gives_nothing_and_no_words(small: SmallScheme) -> None:
    assert values("rule", "--rules", "/nergens", "") == []
    assert values("rule", "--scheme", "bestaat-niet", "") == []
    assert values("rule", "--scheme", "", "") == []
    assert values("check", "--rules", "/nergens", "--variant", "") == []
    assert values("rules", "diff", "bestaat-niet", "@") == []
    small.path("scheme.yaml").write_text("[")
    assert values("check", "--scheme", str(small.folder), "--variant", "") == []
    assert values("check", "--rules", str(small.folder.parent), "--scheme", "kl") == ["klein"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"COMP_WORDS": "sto-check rule "},
        {"COMP_WORDS": "sto-check rule ", "COMP_CWORD": "x"},
        {"COMP_WORDS": "sto-check rule 'STO", "COMP_CWORD": "99"},
        {"COMP_CWORD": "-7", "COMP_WORDS": ""},
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_asks_oddly_gets_no_words(shell: str, given: dict[str, str]) -> None:
    found = run_apart(cwd=None, _STO_CHECK_COMPLETE=f"{shell}_complete", **given)
    assert (found.code, found.err) == (0, "")


def test_a_broken_pipe_while_completing_gives_no_words() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sto_check"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
            env=environment(_STO_CHECK_COMPLETE="bash_complete", COMP_WORDS="sto-check rule ", COMP_CWORD="2"),
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


HOSTILE = "A\\e[31mB\\x07C\\x9BD\\u202eE\\u2066F\\rG\\nH\\tI"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_no_control_character_reaches_the_terminal(shell: str, small: SmallScheme) -> None:
    small.change("rules/x.yaml", "{nl: Er doet een mbo mee,", f'{{nl: "{HOSTILE}",')
    small.change("rules/x.yaml", "id: X-A2", f'id: "X-{HOSTILE}"')
    small.change(
        "scheme.yaml", "  ruim: {nl: de ruime variant,", f'  "r{HOSTILE}": {{nl: x, en: x}}\n  ruim: {{nl: "{HOSTILE}",'
    )
    found = ask(shell, "rule", "--scheme", str(small.folder), "X")
    assert [item.value for item in found] == ["X-A1", "X-A3", "X-A4", "X-J1"]
    assert [item.value for item in ask(shell, "check", "--scheme", str(small.folder), "--variant", "r")] == ["ruim"]
    if shell != "bash":
        assert found[0].help == "A\ufffd[31mB\ufffdC\ufffdD\ufffdE\ufffdF G H I"


@pytest.mark.parametrize("name", ["X-$(id)", "X-`id`", "X-a b", "X-a;b", "X-'", "X-*", "X-a|b", "X-~/&", 'X-\\"'])
def test_what_a_shell_would_act_upon_is_never_inserted(name: str, small: SmallScheme) -> None:
    small.change("rules/x.yaml", "id: X-A2", f'id: "{name}"')
    assert values("rule", "--scheme", str(small.folder), "X") == ["X-A1", "X-A3", "X-A4", "X-J1"]


def test_a_scheme_folder_of_an_odd_name_is_not_offered(small: SmallScheme) -> None:
    for name in ("k\x1b[31m", "k\u202e", "k`id`", "k goed", "kg\n"):
        small.folder.parent.joinpath(name).mkdir()
        small.folder.parent.joinpath(name, "scheme.yaml").write_text("id: k\n")
    assert values("check", "--rules", str(small.folder.parent), "--scheme", "k") == ["klein"]


@pytest.mark.parametrize(
    ("words", "may"),
    [(("",), set()), (("rules", ""), set()), (("rule", "STO-"), {"yaml"}), (("check", "--scheme", "s"), {"yaml"})],
)
def test_completing_is_quick(words: tuple[str, ...], may: set[str]) -> None:
    modules = imported(
        _STO_CHECK_COMPLETE="bash_complete", COMP_WORDS=BREAK.join(["sto-check", *words]), COMP_CWORD=str(len(words))
    )
    roots = {name.partition(".")[0] for name in modules}
    assert "click" in roots
    assert roots & {"pydantic", "pydantic_core", "durable", "rich", "yaml"} <= may


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed_and_the_shell_reads_it(shell: str) -> None:
    found = run_apart("completion", shell)
    assert (found.code, found.err) == (0, "")
    assert f"_STO_CHECK_COMPLETE={shell}_complete" in found.out
    assert run_apart("completion", SHELL=f"/usr/bin/{shell}").out == found.out
    assert run_apart(_STO_CHECK_COMPLETE=f"{shell}_source").out.rstrip() == found.out.rstrip()
    if shutil.which(shell):
        read = subprocess.run([shell, "-n"], input=found.out, text=True, capture_output=True, check=False, timeout=60)
        assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_with_the_script() -> None:
    script = run_apart("completion", "bash").out
    words = "COMP_WORDS=(sto-check rule STO-M8); COMP_CWORD=2; _sto_check_completion sto-check"
    program = f"{script}\nenv() {{ echo plain,STO-M8a; echo plain,STO-M8b; }}\n{words}; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "--norc", "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "STO-M8a STO-M8b\n", "")


@pytest.mark.parametrize(
    ("given", "lang", "said"),
    [
        ("", "nl", "Noem een shell: SHELL noemt er geen. Bekend zijn: bash, zsh, fish.\n"),
        ("", "en", "Name a shell: SHELL names none. Known are: bash, zsh, fish.\n"),
        ("/bin/tcsh", "nl", "De shell tcsh is niet bekend. Bekend zijn: bash, zsh, fish.\n"),
        ("/bin/a\x1b[31m", "en", "The shell a\ufffd[31m is not known. Known are: bash, zsh, fish.\n"),
    ],
)
def test_without_a_shell_the_three_are_named(given: str, lang: str, said: str) -> None:
    found = run_apart("completion", SHELL=given, STO_CHECK_LANG=lang)
    assert (found.code, found.out, found.err) == (2, "", said)


def test_a_shell_that_is_not_known_is_refused() -> None:
    found = run_apart("completion", "tcsh")
    assert (found.code, found.out) == (2, "")
    assert "Kies uit: bash, zsh, fish." in found.err


def test_the_help_names_a_line_and_a_file_for_each_shell() -> None:
    for lang in ("nl", "en"):
        shown = run_apart("completion", "--help", STO_CHECK_LANG=lang).out
        for said in (
            "~/.bashrc",
            'eval "$(sto-check completion bash)"\n',
            "~/.zshrc",
            'eval "$(sto-check completion zsh)"\n',
            "~/.config/fish/config.fish",
            "sto-check completion fish | source\n",
        ):
            assert said in shown
