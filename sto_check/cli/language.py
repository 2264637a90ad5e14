"""The language of a run of the command line: known before its words are read, and asked when a text is shown."""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from sto_check.text.errors import Problem, UsageError, listed
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.text.language import Lang

PROGRAM = "sto-check"
VARIABLE = "STO_CHECK_LANG"
COMPLETE = "_STO_CHECK_COMPLETE"
"""Set while a shell asks how the words in COMP_WORDS go on."""

_language: ContextVar[Lang] = ContextVar("language", default="nl")


def language() -> Lang:
    """Return the language of this run."""
    return _language.get()


def say(nl: str, en: str) -> str:
    """Return the text in the language of this run."""
    return nl if language() == "nl" else en


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Make a language that of the run, in this thread, for as long as the block lasts."""
    before = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(before)


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that ``--lang`` names (the last one counts), or else STO_CHECK_LANG, or else Dutch.

    A word that is no language is passed over here: the option itself and ``require_known_language`` tell of it.
    """
    wanted = [*reversed(_named(arguments)), environment.get(VARIABLE, "")]
    return next((lang for word in wanted for lang in LANGUAGES if lang == word), "nl")


def require_known_language(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Raise UsageError where STO_CHECK_LANG names a language that there is not, and no ``--lang`` overrides it."""
    language_set = environment.get(VARIABLE, "")
    if language_set and language_set not in LANGUAGES and not _named(arguments):
        raise UsageError(
            Problem(
                "unknown-language",
                Text(
                    f"{VARIABLE}={language_set}: deze taal is er niet.",
                    f"{VARIABLE}={language_set}: there is no such language.",
                ),
                hint=listed(list(LANGUAGES)),
            )
        )


def _named(arguments: Sequence[str]) -> list[str]:
    """Return the words that ``--lang`` gives, up to ``--``, after which nothing is an option."""
    options = list(takewhile(lambda argument: argument != "--", arguments))
    return [
        after.removeprefix("--lang=")
        for before, after in pairwise(["", *options])
        if before == "--lang" or after.startswith("--lang=")
    ]


def words_to_complete(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words of the command line that a shell is completing, without their quotes."""
    from click.shell_completion import split_arg_string

    written = environment.get("COMP_WORDS", "")
    if "\n" not in written:
        return split_arg_string(written)
    return [" ".join(split_arg_string(word)) for word in written.split("\n")]
