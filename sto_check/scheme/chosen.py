"""Which scheme is meant: the one that a document names, the only one of a folder, or else the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.forms.source import Source

DEFAULT_SCHEME = "sto-2025-2028"


def default_scheme(rules: Path | None) -> str:
    """Return the scheme that is meant where none is named: of a folder with one scheme, that one."""
    if rules is None:
        return DEFAULT_SCHEME
    from sto_check.scheme.folder import scheme_names

    names = scheme_names(rules)
    return names[0] if len(names) == 1 else DEFAULT_SCHEME


def named_scheme(source: Source, rules: Path | None) -> str:
    """Return the scheme that a document names under ``regeling``, if there is one of that name, or else the default."""
    from sto_check.forms.source import scheme_named_in
    from sto_check.scheme.folder import has_scheme

    named = scheme_named_in(source)
    return named if named is not None and has_scheme(named, rules) else default_scheme(rules)
