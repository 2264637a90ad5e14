"""The proposal of the README: co-financing of 7.5% for techniekluwe regio's, made in a copy of the scheme."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.proof.third_reading import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCHEME = "sto-2025-2028"
_GUARD = "  for: begroting\n  where: {{soort_regio: {}}}\n"
_SHARE = """  cofinanciering.aandeel:
    unit: percent
    value: 10
    basis: [{ask: DUSI/cofinanciering}]
"""


def propose(folder: Path) -> None:
    """Write the proposal to a folder that is not there yet."""
    shutil.copytree(ROOT / "rules" / SCHEME, folder)
    money = folder / "rules" / "4-geld.yaml"
    text = money.read_text(encoding="utf-8")
    rule = text[text.index("- id: STO-M4\n") : text.index("- id: STO-M4b\n")]
    others = rule.replace("  for: begroting\n", _GUARD.format("{not: techniekluw}"))
    own = rule.replace("  for: begroting\n", _GUARD.format("techniekluw")).replace("STO-M4\n", "STO-M4c\n")
    own = own.replace("$cofinanciering.aandeel", "$cofinanciering.aandeel_techniekluw")
    money.write_text(text.replace(rule, others + own), encoding="utf-8")
    head = folder / "scheme.yaml"
    text = head.read_text(encoding="utf-8")
    assert _SHARE in text
    share = _SHARE.replace("aandeel:", "aandeel_techniekluw:").replace("value: 10", "value: 7.5")
    head.write_text(text.replace(_SHARE, _SHARE + share), encoding="utf-8")
