"""Every output: one file with a ``write`` that prints to the stream it is given, and to no other."""

from __future__ import annotations

from inspect import signature
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from sto_check.reports import FORMATS, Report, report_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.result import Result


@pytest.mark.parametrize("form", FORMATS)
def test_every_output_is_a_report(form: str) -> None:
    asked = list(signature(Report.__call__).parameters.values())[1:]
    assert list(signature(report_in(form)).parameters.values()) == asked


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_prints_each_result_before_the_next_is_there(
    form: str, results: dict[str, Result], capsys: pytest.CaptureFixture[str]
) -> None:
    printed, sizes = StringIO(), []

    def one_by_one() -> Iterator[Result]:
        for name in ("techniekregio-te-laat", "techniekregio-veel-gebreken", "techniekregio-vroeg-concept"):
            sizes.append(len(printed.getvalue()))
            yield results[name]

    report_in(form)(one_by_one(), printed, "nl")
    assert sizes[0] == 0
    assert sizes[0] < sizes[1] < sizes[2] < len(printed.getvalue())
    assert capsys.readouterr() == ("", "")
