"""``sto-check completion``: print the script with which a shell completes the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sto_check.cli.shells import SHELLS, script
from sto_check.cli.two_languages import Command, argument
from sto_check.text.errors import Problem, UsageError, listed
from sto_check.text.language import Text


@click.command(
    "completion",
    cls=Command,
    short_help=Text("Laat uw shell opdrachten aanvullen.", "Let your shell complete commands."),
    help=Text(
        "Schrijf het script waarmee een shell opdrachten, opties, regels, regelingen, varianten en bestanden aanvult "
        "naar standaarduitvoer. Zonder argument is het de shell die $SHELL noemt."
        "\n\nZet deze regel in het bestand, en open een nieuw venster:"
        '\n\n\b\nbash (vanaf 4.4), in ~/.bashrc:\n  eval "$(sto-check completion bash)"'
        '\nzsh, in ~/.zshrc, na compinit:\n  eval "$(sto-check completion zsh)"'
        "\nfish, in ~/.config/fish/config.fish:\n  sto-check completion fish | source",
        "Write the script with which a shell completes commands, options, rules, schemes, variants and files to "
        "standard output. Without an argument it is the shell that $SHELL names."
        "\n\nPut this line in the file, and open a new window:"
        '\n\n\b\nbash (from 4.4), in ~/.bashrc:\n  eval "$(sto-check completion bash)"'
        '\nzsh, in ~/.zshrc, after compinit:\n  eval "$(sto-check completion zsh)"'
        "\nfish, in ~/.config/fish/config.fish:\n  sto-check completion fish | source",
    ),
    examples=("sto-check completion bash", "sto-check completion fish | source"),
)
@argument("shell", required=False, metavar="[bash|zsh|fish]", type=click.Choice(list(SHELLS)))
def command(shell: str | None) -> None:
    """Print the script."""
    click.echo(script(shell or _own_shell()), nl=False)


def _own_shell() -> str:
    """Return the shell that SHELL names; raises UsageError where that is none of those known."""
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise UsageError(
            Problem(
                "unknown-shell",
                Text(
                    f"De shell {name} is niet bekend." if name else "Noem een shell: SHELL noemt er geen.",
                    f"The shell {name} is not known." if name else "Name a shell: SHELL names none.",
                ),
                hint=listed(list(SHELLS)),
            )
        )
    return name
