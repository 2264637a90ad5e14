"""Templates of pages: they escape whatever is put into them, and are compiled once for all pages of a run."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup


@cache
def templates_in(package: str, folder: str) -> Environment:
    """Return the templates in a folder of a package."""
    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style_sheet(package: str, name: str) -> Markup:
    """Return a style sheet of ours, ``html/report.css`` of a package, to stand in a page as it is."""
    folder, _, file = name.rpartition("/")
    templates = templates_in(package, folder)
    assert templates.loader is not None
    return Markup(templates.loader.get_source(templates, file)[0])  # noqa: S704 - our own file
