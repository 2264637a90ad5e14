"""Wrong use of the command line, in the reader's language, with the nearest right name."""

from __future__ import annotations

import re

import click

from sto_check.cli.language import PROGRAM, say
from sto_check.text.errors import suggestion
from sto_check.text.language import printable

_COMMAND = re.compile(r"No such command '(.*)'\.")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def usage_text(error: click.UsageError) -> str:
    """Return what is wrong with the command line and how to get help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    command = error.ctx.command_path if error.ctx else PROGRAM
    return f"{printable(_says(error))}\n{say('Meer hulp', 'More help')}: {command} --help"


def _says(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = error.ctx.command.params if error.ctx else []
        options = [word for option in known for word in option.opts if word.startswith("--")]
        name = error.option_name
        return say(f"De optie {name} is niet bekend.", f"The option {name} is not known.") + _hint(name, options)
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        if "does not take a value" in error.message:
            return say(f"Na {name} hoort geen waarde.", f"{name} takes no value.")
        return say(f"Na {name} ontbreekt een waarde.", f"A value is missing after {name}.")
    if isinstance(error, click.MissingParameter):
        shown = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        missing = shown.removesuffix("...")
        if isinstance(error.param, click.Option):
            option = f"{error.param.opts[0]} {missing}"
            return say(f"De optie {option} is nodig.", f"The option {option} is needed.")
        return say(f"Er ontbreekt een argument: {missing}.", f"An argument is missing: {missing}.")
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    command, extra = _COMMAND.match(error.message), _EXTRA.match(error.message)
    if command:
        name, group = command[1], error.ctx.command if error.ctx else None
        commands = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
        return say(f"De opdracht {name} is niet bekend.", f"The command {name} is not known.") + _hint(name, commands)
    if extra:
        return say(f"Dit hoort er niet bij: {extra[1]}.", f"This does not belong here: {extra[1]}.")
    return say("De opdracht is zo niet te gebruiken.", "The command cannot be used like this.")


def _bad_value(error: click.BadParameter) -> str:
    name = error.param.opts[0] if error.param else ""
    text = say(f"De waarde van {name} past niet.", f"The value of {name} does not fit.")
    if error.param and isinstance(error.param.type, click.Choice):
        choices = ", ".join(str(choice) for choice in error.param.type.choices)
        return text + say(f" Kies uit: {choices}.", f" Choose from: {choices}.")
    if error.param and isinstance(error.param.type, click.types.IntParamType):
        return text + say(" Schrijf een geheel getal.", " Write a whole number.")
    return text


def _hint(name: str, known: list[str]) -> str:
    hint = suggestion(name, known)
    return f" {say(hint.nl, hint.en)}" if hint else ""
