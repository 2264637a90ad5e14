"""Everything that is wrong with the files of a scheme, or suspicious though it loads, each with place and suggestion.

An error keeps the scheme from being used; :func:`sto_check.scheme.load.load_scheme` finds those. A warning is about
what loads and is still wrong: what nothing uses, what has no value, what can never matter.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.lines import with_excerpts
from sto_check.documents.read import read_file
from sto_check.engine.refused import refused_rules
from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.errors import SchemeNotFoundError, not_known
from sto_check.scheme.folder import FILES, HEAD, holds_scheme, rule_files, scheme_names
from sto_check.scheme.load import load_scheme
from sto_check.scheme.overview import read_overview
from sto_check.text.errors import Problem, StoCheckError, UsageError
from sto_check.text.language import Text
from sto_check.text.place import Place
from sto_check.workbench.lint.codes import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path as Path_

Kind = Literal["error", "warning"]
CLEAN, WARNINGS, ERRORS = 0, 1, 2


class Finding(NamedTuple):
    """One thing that is wrong (error) or suspicious (warning)."""

    kind: Kind
    problem: Problem


class Linted(NamedTuple):
    """What was found in one scheme, in the order of its files and lines."""

    scheme: str
    folder: Path
    findings: tuple[Finding, ...]


def schemes_to_lint(folder: Path | None = None, scheme: str | None = None, rules: Path | None = None) -> list[Path]:
    """Return the folders of the schemes meant.

    ``folder`` is that of a scheme, or of several; ``rules`` holds several, ``scheme`` is the name or folder of one.
    Without any of them these are the schemes that come with sto-check. Raises UsageError where they exclude each
    other and SchemeNotFoundError where there is no such scheme.
    """
    if folder is not None and (scheme is not None or rules is not None):
        raise UsageError(
            Problem(
                "one-folder",
                Text("Noem een map, of gebruik --scheme en --rules.", "Name a folder, or use --scheme and --rules."),
            )
        )
    if folder is not None and holds_scheme(folder):
        return [folder]
    within = folder or rules or rules_folder()
    names = scheme_names(within)
    if scheme is not None:
        if scheme not in names and not holds_scheme(Path(scheme)):
            raise SchemeNotFoundError(not_known("unknown-scheme", "De regeling", "The scheme", scheme, names))
        return [within / scheme if scheme in names else Path(scheme)]
    if not names:
        raise SchemeNotFoundError(
            Problem(
                "no-scheme",
                Text(f"In {within} staat geen regeling.", f"There is no scheme in {within}."),
                hint=Text(
                    "Noem een map met scheme.yaml, of met zulke mappen.",
                    "Name a folder with scheme.yaml, or with such folders.",
                ),
            )
        )
    return [within / name for name in names]


def lint_all(folders: Iterable[Path]) -> list[Linted]:
    """Return what was found in each of these schemes, and where two of them have one id."""
    found = [lint(folder) for folder in folders]
    seen: dict[str, Path] = {}
    linted = []
    for one in found:
        first = seen.setdefault(one.scheme, one.folder)
        twice = [] if first == one.folder else [Finding("error", _id_twice(one, first))]
        linted.append(one._replace(findings=(*twice, *one.findings)))
    return linted


def _id_twice(linted: Linted, first: Path) -> Problem:
    head = read_file(linted.folder / HEAD)
    return Problem(
        "scheme-twice",
        Text(f"De regeling {linted.scheme} staat ook in {first}.", f"The scheme {linted.scheme} is also in {first}."),
        head.place(("id",)),
        hint=Text(
            "Geef haar een eigen id; rules copy doet dat bij het kopiëren.",
            "Give it an id of its own; rules copy does.",
        ),
    ).in_print()


def lint(folder: Path) -> Linted:
    """Return everything found in the scheme in this folder; raises SchemeNotFoundError where there is none."""
    try:
        scheme = load_scheme(folder)
        read_overview(scheme)
    except SchemeNotFoundError:
        raise
    except StoCheckError as error:
        errors = sorted(error.problems, key=lambda found: found.place or Place("", 0, 0))
        return Linted(folder.name, folder, tuple(Finding("error", problem) for problem in errors))
    if refused := refused_rules(scheme):
        return Linted(scheme.id, folder, tuple(Finding("error", problem) for problem in refused))
    documents = _documents(scheme)
    warnings = [found for check in CHECKS for found in check.find(scheme, documents)]
    names = [document.name for document in documents.values()]
    in_order = sorted(warnings, key=lambda found: _position(found, names))
    shown = with_excerpts(in_order, documents.values())
    return Linted(scheme.id, folder, tuple(Finding("warning", problem.in_print()) for problem in shown))


def exit_code(found: list[Linted]) -> int:
    """Return 2 where there is an error, 1 where there are warnings only, 0 where nothing was found."""
    kinds = {finding.kind for one in found for finding in one.findings}
    return ERRORS if "error" in kinds else WARNINGS if kinds else CLEAN


def _documents(scheme: Scheme) -> dict[Path_, Document]:
    """Read the files once more, for the places of what they say; parts are named as load_scheme names them."""
    folder = Path(scheme.folder)
    found: dict[Path_, Document] = {(part,): read_file(folder / name) for part, name in FILES.items()}
    for position, path in enumerate(rule_files(folder)):
        found["themes", position] = read_file(path)
    return found


def _position(problem: Problem, names: list[str]) -> tuple[int, int, int]:
    assert problem.place is not None, "what stands in a file has a place"
    return names.index(problem.place.file), problem.place.line, problem.place.column
