"""Which parts make up a workbook: its sheets, styles and texts; and the parts for which it is refused."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.xlsx.cell_value import has_control_character, layout_of, plain_text
from sto_check.documents.xlsx.errors import refusal
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from sto_check.documents.xlsx.cell_value import Layout
    from sto_check.documents.xlsx.package import Element, Package

_MAX_NAME = 255
_YES = frozenset({"1", "true"})
_NO = frozenset({"0", "false"})
# What a workbook may not hold: words in the names of its parts, in their content types and in their relations.
_MACROS = ("vbaproject", "vbadata", "macroenabled", "macrosheet")
_OUTSIDE = ("externallink", "connections", "querytable")


class SheetPart(NamedTuple):
    """A worksheet: its name, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Parts(NamedTuple):
    """The parts of a workbook and what holds for all its sheets; ``texts`` is empty where it shares none."""

    sheets: tuple[SheetPart, ...]
    texts: str
    layouts: tuple[Layout, ...]
    from_1904: bool
    calculated: bool


def find_parts(package: Package) -> Parts:
    """Find out what a package holds.

    Raises a WorkbookError for what is no workbook, and for macros, links and other data from outside.
    """
    book = _book_part(package)
    relations = _relations(package, book)
    for kind, target in relations.values():
        _refuse_kind(package, kind, target)
    found = package.elements(book, frozenset({"sheet", "workbookPr", "calcPr"}))
    properties = {one.name: one.attributes for one in found}
    calculation = properties.get("calcPr", {})
    targets = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    return Parts(
        _sheets(package, [one for one in found if one.parent == "sheets"], relations),
        targets.get("sharedStrings", ""),
        _layouts(package, targets["styles"]) if "styles" in targets else ("number",),
        properties.get("workbookPr", {}).get("date1904") in _YES,
        calculation.get("fullCalcOnLoad") not in _YES and calculation.get("calcCompleted") not in _NO,
    )


def _book_part(package: Package) -> str:
    """Return the name of the main part; raises a WorkbookError where this is another kind of file."""
    names = package.names()
    if "[content_types].xml" not in names:
        raise refusal("not-a-workbook", package.place)
    types = {
        (attributes.get("PartName") or "." + attributes.get("Extension", "")).lower(): attributes.get("ContentType", "")
        for _parent, _name, attributes in package.elements("[Content_Types].xml", frozenset({"Default", "Override"}))
    }
    if any("sheet.binary" in kind for kind in types.values()):
        raise refusal("xlsb", package.place)
    roots = _relations(package, "")
    book = next((target for kind, target in roots.values() if kind.endswith("/officeDocument")), None)
    main = types.get(f"/{book}".lower()) or types.get(posixpath.splitext(book or "")[1].lower(), "")
    if book is None or not ("spreadsheetml" in main or "ms-excel" in main):
        raise refusal("not-a-workbook", package.place)
    for part, kind in types.items():
        _refuse_kind(package, kind, part)
    for part in names:
        _refuse_kind(package, part, part)
    return book


def _refuse_kind(package: Package, kind: str, part: str) -> None:
    lower = kind.lower()
    if any(word in lower for word in _MACROS):
        raise refusal("macros", package.place)
    if any(word in lower for word in _OUTSIDE):
        raise refusal("outside-data", package.place, quote(part.strip("/")))


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part, or of the package for an empty name: their kind and the part they lead to."""
    folder, name = posixpath.split(part)
    found = package.elements(posixpath.join(folder, "_rels", f"{name}.rels"), frozenset({"Relationship"}))
    return {
        one.attributes.get("Id", ""): (
            one.attributes.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, one.attributes.get("Target", ""))).lstrip("/"),
        )
        for one in found
    }


def _sheets(package: Package, elements: list[Element], relations: dict[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    sheets: dict[str, SheetPart] = {}
    for element in elements:
        attributes = element.attributes
        name = plain_text(attributes.get("name", ""))
        if not name.strip() or len(name) > _MAX_NAME or has_control_character(name) or "\n" in name:
            raise refusal("sheet-name", package.place, quote(name))
        if name.casefold() in sheets:
            raise refusal("duplicate-sheet", package.place, quote(name))
        relation = next((value for key, value in attributes.items() if key.endswith("relationships id")), "")
        kind, target = relations.get(relation, ("", name))
        if kind.endswith("/worksheet"):
            hidden = attributes.get("state", "visible") != "visible"
            sheets[name.casefold()] = SheetPart(name, target, hidden)
        elif not kind.endswith(("/chartsheet", "/dialogsheet")):
            raise refusal("part-missing", package.place, target)
    if not sheets:
        raise refusal("no-sheets", package.place)
    return tuple(sheets.values())


def _layouts(package: Package, part: str) -> tuple[Layout, ...]:
    found = package.elements(part, frozenset({"numFmt", "xf"}))
    formats = {
        _number(package, part, one, "numFmtId"): one.attributes.get("formatCode", "")
        for one in found
        if one.parent == "numFmts"
    }
    known: dict[int, Layout] = {}
    layouts = []
    for one in found:
        if one.parent == "cellXfs":
            number = _number(package, part, one, "numFmtId")
            if number not in known:
                known[number] = layout_of(number, formats)
            layouts.append(known[number])
    return tuple(layouts) or ("number",)


def _number(package: Package, part: str, element: Element, key: str) -> int:
    written = element.attributes.get(key, "0")
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise refusal("broken-xml", package.place, part)
    return int(written)
