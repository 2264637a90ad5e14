"""The option ``--limit``: how much a document may hold, raised or lowered for one run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.cli.two_languages import option
from sto_check.documents.limits import DEEPEST, DEFAULT_LIMITS, OPTION, Limits
from sto_check.text.errors import Problem, UsageError, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.cli.command import Decorated

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_SHOWN = ", ".join(f"{name}={value}" for name, value in DEFAULT_LIMITS._asdict().items())


def limit_option(function: Decorated) -> Decorated:
    """Add ``--limit``, which gives the command its ``limit``: the limits of this run."""
    return option(
        OPTION,
        metavar=Text("NAAM=GETAL", "NAME=NUMBER"),
        multiple=True,
        callback=lambda _ctx, _param, written: read_limits(written),
        help=Text(
            f"Grens aan een document; mag vaker. Namen en gewone waarden: {_SHOWN}.",
            f"Limit on a document; may be repeated. Names and usual values: {_SHOWN}.",
        ),
    )(function)


def read_limits(written: tuple[str, ...]) -> Limits:
    """Return the limits with those replaced that are written as ``name=number``; raises UsageError."""
    limits = DEFAULT_LIMITS
    for one in written:
        name, equals, number = one.partition("=")
        if name not in Limits._fields:
            hint = suggestion(name, Limits._fields)
            raise _wrong(
                f"{OPTION} {one}: de grens “{name}” is niet bekend.",
                f"{OPTION} {one}: the limit “{name}” is not known.",
                hint,
            )
        if not equals or not _NUMBER.fullmatch(number):
            value = getattr(DEFAULT_LIMITS, name)
            raise _wrong(
                f"{OPTION} {one}: een grens is een geheel getal van 1 tot en met 999999.",
                f"{OPTION} {one}: a limit is a whole number from 1 to 999999.",
                Text(f"Schrijf: {OPTION} {name}={value}.", f"Write: {OPTION} {name}={value}."),
            )
        if name == "depth" and int(number) > DEEPEST:
            raise _wrong(
                f"{OPTION} {one}: een document kan niet dieper zijn dan {DEEPEST} niveaus.",
                f"{OPTION} {one}: a document cannot be deeper than {DEEPEST} levels.",
                Text(f"Schrijf: {OPTION} depth={DEEPEST}.", f"Write: {OPTION} depth={DEEPEST}."),
            )
        limits = limits._replace(**{name: int(number)})
    return limits


def _wrong(nl: str, en: str, hint: Text | None) -> UsageError:
    return UsageError(Problem("wrong-limit", Text(nl, en), hint=hint))
