"""The text that a person judges of an outcome, and its fingerprint: when it changes, the judgement no longer counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import fingerprint, value_at
from sto_check.text.place import read_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.documents.document import Document
    from sto_check.engine.outcome import Evidence, Outcome

LENGTH = 16
"""How many hexadecimal digits of a fingerprint stand in a file of judgements."""


def text_judged(outcome: Outcome, document: Document) -> list[tuple[str, Any]]:
    """Return what an outcome rests on in a document: the parts a person reads, or else the values that were compared.

    Each with its path; of a value that was counted or added up, those are the parts it was counted from.
    """
    if outcome.rule.judge:
        return [(key, _through_lists(document.tree, key.split("."))) for key in outcome.rule.judge.reads]
    return list(_values(outcome.explanation.evidence, document))


def fingerprint_judged(outcome: Outcome, document: Document) -> str:
    """Return the fingerprint of the text that is judged of an outcome, ``LENGTH`` hexadecimal digits."""
    written = json.dumps(text_judged(outcome, document), ensure_ascii=False, sort_keys=True)
    return fingerprint(written.encode("utf-8", "surrogatepass"))[:LENGTH]


def _values(found: Iterable[Evidence], document: Document) -> Iterator[tuple[str, Any]]:
    for evidence in found:
        if evidence.path and not evidence.parts:
            yield evidence.path, value_at(document.tree, read_path(evidence.path))
        elif not evidence.parts:
            yield evidence.attribute, evidence.value.nl
        yield from _values((*evidence.parts, *evidence.missing), document)


def _through_lists(tree: Any, steps: list[str]) -> Any:
    """Return what stands at the end of steps; in a list of parts, what stands there in each of them."""
    if isinstance(tree, list) and steps:
        return [_through_lists(item, steps) for item in tree]
    if not steps:
        return tree
    return _through_lists(tree.get(steps[0]), steps[1:]) if isinstance(tree, dict) else None
