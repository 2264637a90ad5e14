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
    document: Document | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the file's bytes in hexadecimal; empty where there is no file."""
        return self.document.sha256 if self.document else ""

    def about(self, rule_id: str, subject_id: str) -> JudgementRecord | None:
        """Return the judgement of a rule for a subject: its own, or else the one for all subjects."""
        return self.given.get((rule_id, subject_id)) or self.given.get((rule_id, None))


NO_JUDGEMENTS = Judgements({})
