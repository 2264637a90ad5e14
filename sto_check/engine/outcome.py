"""What a rule says of one fact: met, not met, unknown or open, and the explanation of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sto_check.engine.fact import Fact
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Rule
    from sto_check.text.language import Text
    from sto_check.text.place import Place


class JudgementRecord(NamedTuple):
    """What a person found of an outcome: the score as a word and as a number, by whom, on which day, and why.

    ``read`` is the fingerprint of the text that was judged, empty where the person did not note it. ``stale`` says that
    the text has changed since, so that the judgement does not count. ``position`` is the one in its list in the file.
    """

    score: str
    points: int
    by: str
    on: date
    motivation: str
    read: str = ""
    stale: bool = False
    position: int = 0


class SetAside(NamedTuple):
    """That a person set an outcome aside: what follows instead (None: nothing), by whom, on which day, and why.

    ``read``, ``stale`` and ``position`` are those of a judgement.
    """

    leads_to: Consequence | None
    by: str
    on: date
    motivation: str
    read: str = ""
    stale: bool = False
    position: int = 0


class Evidence(NamedTuple):
    """A value that an outcome rests on.

    ``value`` is written for people; ``path`` and ``place`` are where the document has it, or should have it.
    ``parts`` are the facts that a measured value was counted from, ``missing`` those that leave it unknown.
    ``decisive`` marks what made the outcome: the comparison that failed, or the value that is not known.
    ``contradicted`` marks a value that the document gives differently elsewhere, so that neither is known. ``called``
    is what people see in the place of the path. ``absent`` is the path of the part that has to be there first, where
    not only the value but all around it is missing, and ``part`` what people see in its place.
    """

    attribute: str
    value: Text
    known: bool
    path: str
    place: Place | None
    parts: tuple[Evidence, ...] = ()
    missing: tuple[Evidence, ...] = ()
    decisive: bool = False
    measured: bool = False
    contradicted: bool = False
    called: str = ""
    absent: str = ""
    part: str = ""


class Lack(NamedTuple):
    """What an outcome that is unknown waits for: a part of the document, or a value that comes from elsewhere.

    ``name`` is the path of the part, or the name of the value, and ``called`` what people see in its place.
    ``contradicted`` says that the part is there, but that the document gives ``value`` for it here and another
    elsewhere. ``supply`` says how a value that comes from elsewhere is given; None for a part, which is filled in.
    """

    name: str
    called: str
    place: Place | None
    contradicted: bool = False
    value: str = ""
    supply: Text | None = None


class Explanation(NamedTuple):
    """Why an outcome is what it is, what would mend it, and what it rests on.

    ``missing`` names what leaves the outcome unknown, as paths of the document: fields that are not filled in, or that
    contradict each other. ``lacks`` tells the same by the parts that have to be there first: where the whole budget is
    absent, that is the budget, whatever field of it is asked for.
    """

    reason: Text
    remedy: Text
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()


class Outcome(NamedTuple):
    """What ``rule`` says of ``subject``, and what that leads to.

    ``leads_to`` is None where nothing follows: the condition is met, or a person has judged it sufficient or set it
    aside. The explanation is made when it is asked for.
    """

    rule: Rule
    subject: Fact
    status: Status
    explain: Callable[[Outcome], Explanation]
    leads_to: Consequence | None = None
    judgement: JudgementRecord | None = None
    set_aside: SetAside | None = None

    @property
    def too_soon_to_judge(self) -> bool:
        """Whether a person judges it, and what is to be judged is not there yet."""
        return self.rule.judge is not None and self.status == Status.UNKNOWN

    @property
    def standing_judgement(self) -> JudgementRecord | None:
        """What a person judged of it, over what still stands in the document; None where nobody did."""
        return None if self.judgement is None or self.judgement.stale else self.judgement

    @property
    def is_set_aside(self) -> bool:
        """Whether a person has set the outcome aside, over what still stands in the document."""
        return self.set_aside is not None and not self.set_aside.stale

    @property
    def explanation(self) -> Explanation:
        """The reason, the remedy and the evidence, in both languages."""
        return self.explain(self)
