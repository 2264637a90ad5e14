"""The language of one run of the command line, known before any help text is made."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from sto_check.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.language import Lang

PROGRAM = "sto-check"
VARIABLE = "STO_CHECK_LANG"
COMPLETE = "_STO_CHECK_COMPLETE"
"""Set while a shell asks how the words in COMP_WORDS go on."""


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that ``--lang`` names, or else STO_CHECK_LANG, or else Dutch.

    A word that is no language is left for the option itself to refuse.
    """
    named = [after for before, after in pairwise(arguments) if before == "--lang"]
    named += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    wanted = [*named, environment.get(VARIABLE, "")]
    return next((lang for word in wanted for lang in LANGUAGES if lang == word), "nl")


def say(nl: str, en: str) -> str:
    """Return the text in the language of this run."""
    arguments = words() if os.environ.get(COMPLETE) else sys.argv
    return en if chosen_language(arguments[1:], os.environ) == "en" else nl


def words() -> list[str]:
    """Return the words of the command line that a shell is completing, without their quotes."""
    from click.shell_completion import split_arg_string

    written = os.environ.get("COMP_WORDS", "")
    if "\n" not in written:
        return split_arg_string(written)
    return [" ".join(split_arg_string(word)) for word in written.split("\n")]
