"""What can be completed on the command line: rules, schemes, variants, files and folders.

A scheme is only read as documents here, never validated: names and titles are all that is needed, and at once.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.core import ParameterSource

from sto_check.cli.language import language
from sto_check.text.errors import StoCheckError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import click
    from click.shell_completion import CompletionItem

    from sto_check.text.language import Text

    Items = list[CompletionItem[str]]


def rules(ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Return the ids of the rules of the scheme that is meant, with their titles; capitals do not matter."""
    from sto_check.scheme.folder import HEAD, rule_files

    folder = _folder(ctx)
    found = (rule for path in rule_files(folder) for rule in _parts(_read(path), "rules"))
    named = [(str(rule.get("id")), rule.get("title")) for rule in found]
    return _starting(iter(named), incomplete, _figures(_read(folder / HEAD).get("parameters")))


def schemes(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Return the names of the schemes with their titles, or else ask for a folder."""
    from sto_check.forms.named_forms import rules_folder
    from sto_check.scheme.folder import HEAD, scheme_names

    within = _rules(ctx)
    names = [name for name in scheme_names(within) if name.startswith(incomplete)]
    titled = ((name, _title((within or rules_folder()) / name / HEAD)) for name in names)
    return _starting(titled, incomplete) or folders(ctx, param, incomplete)


def versions(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Return the schemes, or after an @ the variants of the scheme before it."""
    name, at, variant = incomplete.partition("@")
    if not at:
        return schemes(ctx, param, incomplete)
    from sto_check.scheme.folder import scheme_folder

    return [_item(f"{name}@{item.value}", help=item.help) for item in _variants(scheme_folder(name), variant)]


def variants(ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Return the variants of the scheme that is meant."""
    return _variants(_folder(ctx), incomplete)


def lint_codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Return the codes of lint with what they mean."""
    from sto_check.workbench.lint.codes import CODES

    return [_item(code, help=text[language()]) for code, text in CODES.items() if code.startswith(incomplete)]


def folders(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Leave it to the shell to complete a folder."""
    return [_item(incomplete, type="dir")]


def _variants(folder: Path, incomplete: str) -> Items:
    from sto_check.scheme.folder import HEAD

    found = _read(folder / HEAD).get("variants")
    return _starting(iter(found.items()) if isinstance(found, dict) else iter(()), incomplete)


def _title(head: Path) -> object:
    """Return the title of a scheme; none of one that cannot be read, which can still be named."""
    with suppress(StoCheckError):
        return _read(head).get("title")
    return None


def _starting(named: Iterator[tuple[str, object]], incomplete: str, figures: Mapping[str, Text] | None = None) -> Items:
    """Return an item for each name that begins with what is written, with its text in the language of the run."""
    lower = incomplete.lower()
    return [_item(name, help=_said(text, figures or {})) for name, text in named if name.lower().startswith(lower)]


def _said(text: object, figures: Mapping[str, Text]) -> str | None:
    said = text.get(language()) if isinstance(text, dict) else None
    if not isinstance(said, str):
        return None
    for name, value in figures.items():
        said = said.replace(f"{{{name}}}", value[language()])
    return said


def _figures(parameters: object) -> dict[str, Text]:
    """Return in words what each parameter with a single value is worth, as far as that can be read."""
    from sto_check.scheme.literals import UNITS, read_literal, read_percentage
    from sto_check.scheme.written import write_value

    found: dict[str, Text] = {}
    for name, entry in parameters.items() if isinstance(parameters, dict) else ():
        unit, written = (entry.get("unit"), entry.get("value")) if isinstance(entry, dict) else (None, None)
        if isinstance(unit, str) and unit in UNITS and isinstance(written, str):
            value = read_percentage(written) if unit == "percent" else read_literal(written, UNITS[unit])
            if value is not None:
                found[f"${name}"] = write_value(value, UNITS[unit])
    return found


def _folder(ctx: click.Context) -> Path:
    from sto_check.scheme.folder import scheme_folder

    return scheme_folder(_named(ctx, "scheme") or "", _rules(ctx))


def _rules(ctx: click.Context) -> Path | None:
    named = _named(ctx, "rules")
    return Path(named) if named else None


def _named(ctx: click.Context, option: str) -> str | None:
    """Return what an option names, before the cursor or (in the words that ``ctx.obj`` keeps) after it."""
    after: list[str] = [part for word in ctx.obj or () for part in word.split("=", 1)]
    if ctx.get_parameter_source(option) is not ParameterSource.COMMANDLINE and f"--{option}" in after[:-1]:
        return after[after.index(f"--{option}") + 1]
    value = ctx.params.get(option)
    return None if value is None else str(value)


def _read(path: Path) -> dict[str, Any]:
    """Return what a file of a scheme says; raises DocumentError where it cannot be read."""
    from sto_check.documents.read import read_file

    tree = read_file(path).tree
    return tree if isinstance(tree, dict) else {}


def _parts(tree: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = tree.get(key)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _item(value: str, **more: Any) -> CompletionItem[str]:
    """Return an item; click's own module for it is only needed where a shell asks."""
    from click.shell_completion import CompletionItem

    return CompletionItem(value, **more)
