"""The report as workflow commands, which GitHub shows beside the lines of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from sto_check.reports.remarks import remarks_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.result import Result
    from sto_check.reports.remarks import Level, Remark
    from sto_check.text.language import Lang

_COMMAND: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print a command for each remark on each document; what is met gives none."""
    for result in results:
        out.writelines(f"{_command(remark)}\n" for remark in remarks_of(result, lang))


def _command(remark: Remark) -> str:
    place = remark.place
    where = {"file": remark.name}
    if place and not place.sheet:
        where |= {"line": str(place.line), "col": str(place.column)}
    where["title"] = f"{remark.code} {remark.title}".rstrip()
    said = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    cell = f"{place.sheet}!{place.cell}: " if place and place.sheet else ""
    return f"::{_COMMAND[remark.level]} {said}::{_data(cell + remark.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
