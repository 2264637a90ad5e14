"""Judgements: what a person found of the rules of one application."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.documents.document import Document
    from sto_check.engine.outcome import JudgementRecord


class Judgements(NamedTuple):
    """The judgements about one application, by rule and subject (None: all subjects), and the file they stand in."""

    given: Mapping[tuple[str, str | None], JudgementRecord]
    sha256: str = ""
    document: Document | None = None

    def about(self, rule_id: str, subject_id: str) -> JudgementRecord | None:
        """Return the judgement of a rule for a subject: its own, or else the one for all subjects."""
        return self.given.get((rule_id, subject_id)) or self.given.get((rule_id, None))


NO_JUDGEMENTS = Judgements({})
