"""The shells that complete the command line: click's own completion for each, made safe for a prompt.

While a user is typing nothing may go wrong: what cannot be completed gives no completions and no words about it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
)

from sto_check.cli.language import COMPLETE, PROGRAM, words_to_complete
from sto_check.text.language import printable

if TYPE_CHECKING:
    import click

# What no shell reads as anything but a word: only that is put into a command line.
_WORD = re.compile(r"[\w@%+=:,./-]+")
# Bash takes these for words of their own, even without spaces around them.
_BREAKS = frozenset("=@:")


class _Quiet(ShellComplete):
    """Completes without a word about what is wrong, and sends only what is safe to insert and to show."""

    def complete(self) -> str:
        """Return the completions as the shell's script reads them; none where anything goes wrong."""
        try:
            return super().complete()
        except Exception:  # whatever it is, a user in the middle of a line cannot do anything about it
            return ""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Return the completions that are safe; of ``--lang=e`` they hold the option as well."""
        name, equals, _ = incomplete.partition("=")
        before = name + equals if equals and name.startswith("--") else ""
        found = super().get_completions(args, incomplete)
        return [_shown(item, before) for item in found if item.value.isprintable() and _insertable(item)]


def _insertable(item: CompletionItem[str]) -> bool:
    return item.type != "plain" or _WORD.fullmatch(item.value) is not None


def _shown(item: CompletionItem[str], before: str) -> CompletionItem[str]:
    value = before + item.value if item.type == "plain" else item.value
    return CompletionItem(value, item.type, printable(" ".join(item.help.split())) if item.help else None)


class _Cursor(_Quiet):
    """For shells that send the whole line and the number of the word that is written."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor and the word at it; those after it are kept for what they name."""
        written, cursor = words_to_complete(), int(os.environ["COMP_CWORD"])
        self.ctx_args["obj"] = written[cursor + 1 :]
        return written[1:cursor], written[cursor] if cursor < len(written) else ""


class _Bash(_Cursor, BashComplete):
    """Joins what bash broke at ``=``, ``@`` and ``:``, and completes only what it replaces of that."""

    _cut = 0

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor and the word at it, as they were written."""
        args, incomplete = super().get_completion_args()
        joined = _joined([*args, incomplete])
        kept = "" if _is_break(incomplete) else incomplete
        start = len(joined[-1]) - len(kept)
        self._cut = start - joined[-1][:start].endswith("@")  # which bash replaces together with what follows it
        self.ctx_args["obj"] = _joined(self.ctx_args["obj"])
        return joined[:-1], joined[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the type and what takes the place of the last part."""
        return f"{item.type},{item.value[self._cut :] if item.type == 'plain' else item.value}"


def _is_break(word: str) -> bool:
    return bool(word) and set(word) <= _BREAKS


def _joined(broken: list[str]) -> list[str]:
    """Return words as they were written, before bash broke them."""
    joined: list[str] = []
    glue = False
    for word in broken:
        if joined and word and (glue or _is_break(word)):
            joined[-1] += word
        else:
            joined.append(word)
        glue = _is_break(word)
    return joined


class _Zsh(_Cursor, ZshComplete):
    """Sends every word on a line of its own, and completes a file after ``--option=`` as well."""

    source_template = ZshComplete.source_template.replace("_path_files -", "compset -P '--*='; _path_files -").replace(
        "${words[*]}", "${(F)words}"
    )


class _Fish(_Quiet, FishComplete):
    """Shows a description that holds a comma whole."""

    source_template = FishComplete.source_template.replace('string split "," ', 'string split -m 1 "," ')


SHELLS: dict[str, type[ShellComplete]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str) -> str:
    """Return the script that makes a shell complete the program; ``shell`` is one of SHELLS."""
    import click

    asking = SHELLS[shell](click.Command(PROGRAM), {}, PROGRAM, COMPLETE)
    return asking.source_template % asking.source_vars()


def answer(program: click.Command, instruction: str) -> int:
    """Print what a shell's script asks for (``bash_complete``), and return the exit code."""
    for name, shell in SHELLS.items():
        add_completion_class(shell, name)
    return shell_complete(program, {}, PROGRAM, COMPLETE, instruction)
