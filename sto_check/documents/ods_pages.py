"""The pages of a workbook as OpenDocument has them: fonts and colours by name, what stands above and below, panes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import range_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

_PREFIXES = {
    "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle", "config": "config",
    "manifest": "manifest", "meta": "meta", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
NAMESPACES = " ".join(
    [f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"' for one, space in _PREFIXES.items()]
    + [
        'xmlns:ooo="http://openoffice.org/2004/office"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)
_MARGIN = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.2cm" fo:margin-bottom="0.2cm"/>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def _colours(book: Workbook) -> Iterator[str]:
    rules = (rule for sheet in book for block in sheet.conditional_formatting for rule in block.rules)
    yield from dict.fromkeys(rule.dxf.fill.bgColor.rgb[-6:] for rule in rules)


def styles(book: Workbook) -> str:
    """Return styles.xml: the font of all cells, the colours of conditions, the pages and what stands above them."""
    first = book.worksheets[0]
    above, under = first.HeaderFooter.oddHeader, first.HeaderFooter.oddFooter
    assert above is not None
    assert under is not None
    right, left, below = (str(part.text or "") for part in (above.right, under.left, under.right))
    colours = "".join(
        f'<style:style style:name="colour-{one}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties fo:background-color="#{one}"/></style:style>'
        for one in _colours(book)
    )
    wide = sorted({sheet.page_setup.fitToWidth or 1 for sheet in book})
    layouts = "".join(
        f'<style:page-layout style:name="layout-{pages}"><style:page-layout-properties fo:page-width="29.7cm" '
        f'fo:page-height="21cm" style:print-orientation="landscape" fo:margin-left="1cm" fo:margin-right="1cm" '
        f'fo:margin-top="0.8cm" fo:margin-bottom="0.8cm" style:scale-to-X="{pages}" style:scale-to-Y="0"/>'
        f"<style:header-style>{_MARGIN}</style:header-style><style:footer-style>{_MARGIN}</style:footer-style>"
        "</style:page-layout>"
        for pages in wide
    )
    masters = "".join(
        f'<style:master-page style:name="pages-{pages}" style:page-layout-name="layout-{pages}"><style:header>'
        f"<style:region-left><text:p><text:sheet-name/></text:p></style:region-left><style:region-right><text:p>"
        f"{_said(right)}</text:p></style:region-right></style:header>"
        f"<style:footer><style:region-left><text:p>{_said(left)}</text:p></style:region-left><style:region-right><text:p>{_said(below)}</text:p></style:region-right>"
        "</style:footer></style:master-page>"
        for pages in wide
    )
    return (
        f'{HEAD}<office:document-styles {NAMESPACES} office:version="1.3"><office:font-face-decls><style:font-face '
        'style:name="Calibri" svg:font-family="Calibri, Carlito"/></office:font-face-decls><office:styles>'
        '<style:style style:name="Default" style:family="table-cell"><style:text-properties style:font-name="Calibri" '
        f'fo:font-size="11pt"/></style:style>{colours}</office:styles><office:automatic-styles>{layouts}'
        f"</office:automatic-styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )


def _said(text: str) -> str:
    """Return what stands above or below a page, with fields in the place of the marks that XLSX has for them."""
    fields = {"&P": "<text:page-number/>", "&N": "<text:page-count/>", "&F": "<text:file-name/>", "&&": "&amp;"}
    pieces = re.split(r"(&[PNF&])", text)
    return "".join(fields[piece] if piece in fields else escape(piece) for piece in pieces)


def settings(book: Workbook) -> str:
    """Return settings.xml: which rows and columns of each sheet stay in sight."""

    def item(name: str, kind: str, value: object) -> str:
        return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    sheets = ""
    for sheet in book:
        column, row, *_ = range_boundaries(sheet.freeze_panes or "A1")
        across, down = (column or 1) - 1, (row or 1) - 1
        frozen = (("Horizontal", across, "Right"), ("Vertical", down, "Bottom"))
        split = "".join(
            item(f"{way}SplitMode", "short", 2 if at else 0)
            + item(f"{way}SplitPosition", "int", at)
            + item(f"Position{side}", "int", at)
            for way, at, side in frozen
        )
        pane = item("ActiveSplitRange", "short", (3 if across else 2) if down else 1)
        name = quoteattr(sheet.title)
        sheets += f"<config:config-item-map-entry config:name={name}>{split}{pane}</config:config-item-map-entry>"
    return (
        f'{HEAD}<office:document-settings {NAMESPACES} office:version="1.3"><office:settings><config:config-item-set '
        'config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        "<config:config-item-map-entry>"
        f"{item('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{sheets}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )
