"""What the ceilings of a round leave each application: kept with the results of a batch, for who writes letters."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.desk.results_folder import STATE
from sto_check.text.errors import UsageError
from sto_check.text.language import Text, printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sto_check.desk.batch_round import Allotted
    from sto_check.desk.row import Row

FILE = f"{STATE}/shares.json"


class NoSharesError(UsageError):
    """A folder holds no results of a batch, or not of this application as it is now (exit code 2)."""


class RoundShare(NamedTuple):
    """What a ceiling leaves one application: granted, refused, or None as long as that is open; and why."""

    rule: str
    granted: bool | None
    reason: Text


def write_shares(rows: Sequence[Row], allotted: Sequence[Allotted]) -> bytes:
    """Return the shares of a round, by the fingerprint of each application."""
    shares: dict[str, list[dict[str, Any]]] = {row.sha256: [] for row in rows if row.sha256}
    by_name = {row.name: row.sha256 for row in rows}
    for one in allotted:
        share = one.share
        said = {"rule": one.rule, "granted": share.granted, "reason": asdict(share.reason)}
        shares[by_name[share.name]].append(said)
    return json.dumps(shares, indent=1, sort_keys=True).encode()


def shares_of(folder: Path, sha256: str, name: str) -> list[RoundShare]:
    """Return what ceilings leave an application; nothing where none that counts for it is exceeded.

    Raises NoSharesError where the folder has no results of a batch, or not of this application as it is now.
    """
    try:
        found = json.loads((folder / FILE).read_bytes())[sha256]
        return [RoundShare(one["rule"], one["granted"], Text(**one["reason"])) for one in found]
    except KeyError:
        raise NoSharesError(
            problem(
                "not-in-round",
                f"In {folder} staat {printable(name)} niet zoals het bestand nu is.",
                f"In {folder} {printable(name)} is not there as the file is now.",
                None,
                "Toets de ronde opnieuw: sto-check batch.",
                "Check the round again: sto-check batch.",
            )
        ) from None
    except (OSError, ValueError, TypeError):
        raise NoSharesError(
            problem(
                "no-shares",
                f"{folder} is geen map met uitkomsten van een batch.",
                f"{folder} is no folder of results of a batch.",
                None,
                "Geef de map van batch --out.",
                "Give the folder of batch --out.",
            )
        ) from None
