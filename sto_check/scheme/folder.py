"""Where schemes stand: their folders, by name or by path, and the files in them. Reads no scheme."""

from __future__ import annotations

import os
from pathlib import Path

from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.errors import SchemeError, SchemeNotFoundError, not_known
from sto_check.text.errors import Problem
from sto_check.text.language import Text

HEAD = "scheme.yaml"
FILES = {"scheme": HEAD, "sources": "sources.yaml", "kinds": "vocabulary.yaml", "measures": "measures.yaml",
         "decision": "decision.yaml"}  # fmt: skip
"""The files of a scheme beside its rules, by what they hold."""


def scheme_names(rules: Path | None = None) -> list[str]:
    """Return the names of the schemes in a rules folder, by default the folder that comes with sto-check."""
    folder = rules or rules_folder()
    return sorted(entry.parent.name for entry in folder.glob(f"*/{HEAD}"))


def has_scheme(name: str, rules: Path | None = None) -> bool:
    """Whether a rules folder, by default the one that comes with sto-check, has a scheme of this name."""
    plain = name == Path(name).name and name not in {"", ".", ".."} and "\0" not in name
    return plain and holds_scheme((rules or rules_folder()) / name)


def holds_scheme(folder: Path) -> bool:
    """Whether a folder holds a scheme; one of which the name cannot exist does not."""
    try:
        return (folder / HEAD).is_file()
    except OSError:
        return False


def scheme_folder(source: str | Path, rules: Path | None = None) -> Path:
    """Return the folder of a scheme, by its name or path; raises SchemeNotFoundError where there is none."""
    if isinstance(source, str) and "/" not in source and "\\" not in source:
        if has_scheme(source, rules):
            return (rules or rules_folder()) / source
        if not holds_scheme(Path(source)):
            raise SchemeNotFoundError(
                not_known("unknown-scheme", "De regeling", "The scheme", source, scheme_names(rules))
            )
    folder = Path(source)
    if not holds_scheme(folder):
        raise SchemeNotFoundError(
            Problem(
                "no-scheme",
                Text(f"In {folder} staat geen scheme.yaml.", f"There is no scheme.yaml in {folder}."),
                hint=Text("Noem een map met een regeling.", "Name a folder that holds a scheme."),
            )
        )
    return folder


def seen_from_here(folder: Path) -> Path:
    """Return a path that is short to read where the folder stands below the current one."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def rule_files(folder: Path) -> list[Path]:
    """Return the files with the rules of a scheme, in the order of their themes."""
    return sorted((folder / "rules").glob("*.yaml"))


def require_own_files(folder: Path) -> None:
    """Raise SchemeError where a link in the folder of a scheme leads out of it: nothing outside is ever opened."""
    home = os.path.realpath(folder)
    problems = []
    for path in _links(folder):
        if os.path.commonpath([home, os.path.realpath(path)]) != home:
            says = Text(
                f"De link {path} leidt buiten de map van de regeling.",
                f"The link {path} leads out of the folder of the scheme.",
            )
            hint = Text("Zet het bestand zelf in de map.", "Put the file itself in the folder.")
            problems.append(Problem("link-outside", says, hint=hint))
    if problems:
        raise SchemeError(*problems)


def _links(folder: Path) -> list[Path]:
    """Return the symbolic links below a folder, in order of their names."""
    found = []
    for within, folders, files in os.walk(folder):
        found += [path for name in (*folders, *files) if (path := Path(within, name)).is_symlink()]
    return sorted(found)
