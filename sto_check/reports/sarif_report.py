"""The report as SARIF 2.1.0, which editors and code hosts show beside the lines of a file."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from sto_check.reports.remarks import remarks_of
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.result import Result
    from sto_check.reports.remarks import Remark
    from sto_check.text.language import Lang


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print one run with a result for each remark, as soon as it is there; the rules follow when all are known."""
    rules: dict[str, str] = {}
    before, between = '{"version": "2.1.0", "runs": [{"columnKind": "unicodeCodePoints", "results": [', "\n"
    for result in results:
        out.write(before)
        before = ""
        for remark in remarks_of(result, lang):
            rules.setdefault(remark.code, remark.title)
            out.write(f"{between}{_json(_result(remark))}")
            between = ",\n"
    described = [
        {"id": code, **({"shortDescription": {"text": title}} if title else {})} for code, title in rules.items()
    ]
    driver = {"name": "sto-check", "version": VERSION, "language": lang, "rules": described}
    out.write(f'{before}\n], "tool": {_json({"driver": driver})}}}]}}\n')


def _result(remark: Remark) -> dict[str, Any]:
    uri = quote(PurePath(remark.name).as_posix())
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if remark.place and remark.place.sheet:
        cell = f"{remark.place.sheet}!{remark.place.cell}"
        location["logicalLocations"] = [{"fullyQualifiedName": cell, "kind": "object"}]
    elif remark.place:
        region = {"startLine": remark.place.line, "startColumn": remark.place.column}
        location["physicalLocation"]["region"] = region
    return {
        "ruleId": remark.code,
        "level": remark.level,
        "message": {"text": remark.text},
        "locations": [location],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
