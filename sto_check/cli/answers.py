"""Answers that a person gives at a prompt: a word of the scale, or a text that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.language import Lang

STOP = "stop"
"""What a person says to go on another time."""


def ask_score(words: list[str], lang: Lang) -> str:
    """Return a word of the scale, by its first letters; nothing for later, or that the person stops."""
    prompt = Text(f"Score (leeg: later; {STOP}: ophouden)", f"Score (empty: later; {STOP}: stop)")[lang]
    while True:
        said = click.prompt(prompt, default="", show_default=False).strip().casefold()
        known = [word for word in (*words, STOP) if word.startswith(said)]
        if not said or len(known) == 1:
            return known[0] if said else ""
        listed = ", ".join(words)
        click.echo(Text(f"Kies een woord van de schaal: {listed}.", f"Choose a word of the scale: {listed}.")[lang])


def ask_required(prompt: str) -> str:
    """Return a text that is not empty; asked again until it is there."""
    while True:
        said: str = click.prompt(prompt, default="", show_default=False)
        if said.strip():
            return said.strip()
