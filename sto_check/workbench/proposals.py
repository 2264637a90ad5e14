"""Cases that a proof proposes: for each rule that no case shows alone, the smallest change that does, as a case."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sto_check.documents.write import write_yaml
from sto_check.engine.status import Status
from sto_check.proof.spot import written_as

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.proof.alone import Alone
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path


def proposed_cases(rules: Iterable[Alone], scheme: Scheme) -> str:
    """Return a file of cases for the rules that were found alone; empty where there are none."""
    cases = [_case(one, scheme) for one in rules if one.how == "found"]
    return write_yaml({"base": cases[0]["base"], "cases": cases}) if cases else ""


def _case(one: Alone, scheme: Scheme) -> dict[str, Any]:
    changes = {_path(change.field.spot.path): written_as(change.field.spot.sort, change.to) for change in one.changes}
    return {
        "name": f"Alleen hieraan is niet voldaan: {scheme.rule(one.rule_id).title.nl}",
        "base": PurePath(one.by).stem,
        "about": one.rule_id,
        "on": one.day,
        "set": changes,
        "expect": {one.rule_id: Status.NOT_MET.written},
    }


def _path(path: Path) -> str:
    """Return a path as cases write it: positions in lists count from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
