"""The decision: which outcomes lead where, which of them decides, and the chain that shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sto_check.engine.errors import ReadingsDifferError
from sto_check.engine.network import Network
from sto_check.errors import Problem
from sto_check.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sto_check.application.load import Application
    from sto_check.decision.judgements import Judgement, Judgements
    from sto_check.engine.outcome import Explanation, Outcome, Status
    from sto_check.scheme.entries import Consequence, DecisionFile, PolicyEntry
    from sto_check.scheme.scheme import Rule, Scheme

Verdict = Literal["not-eligible", "supplement", "assess", "eligible"]
CONSEQUENCES: tuple[Consequence, ...] = ("refuse", "supplement", "assess", "advise")


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome with what it leads to, after a person's judgement where there is one.

    ``leads_to`` is None where nothing follows: a condition that is met, or one that a person has judged sufficient.
    """

    outcome: Outcome
    status: Status
    leads_to: Consequence | None
    judgement: Judgement | None = None

    @property
    def rule(self) -> Rule:
        """The rule that was applied."""
        return self.outcome.rule

    @property
    def explanation(self) -> Explanation:
        """The reason, the remedy and the evidence."""
        return self.outcome.explanation


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain: a decision of the policy, how many outcomes call for it, and whether it is the one."""

    verdict: Verdict
    title: Text
    because: Text
    count: int
    decides: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer about one application, with everything needed to repeat it."""

    verdict: Verdict
    title: Text
    exit_code: int
    chain: tuple[Step, ...]
    findings: tuple[Finding, ...]
    not_applicable: tuple[Rule, ...]
    application: str
    application_sha256: str
    judgements_sha256: str
    scheme: Scheme
    day: date
    variant: str | None
    scores: tuple[int, int] | None
    """The sum of the scores given and the highest sum possible; None until every judgement rule is scored."""

    def with_status(self, status: Status) -> list[Finding]:
        """Return the findings of one status, in the order of the rules."""
        return [finding for finding in self.findings if finding.status == status]


class Policy:
    """A scheme's decision policy, as durable-rules runs it and as it reads directly; make one for a scheme."""

    def __init__(self, policy: DecisionFile) -> None:
        self._policy = policy
        called_for = [(str(number), entry.when) for number, entry in enumerate(policy.policy)]
        self._network = Network(
            {name: {"$and": [{"c": CONSEQUENCES.index(when) + 1}, {"$gt": {"n": 0}}]} for name, when in called_for if when}
        )

    def decide(self, leads_to: Counter[Consequence]) -> list[Step]:
        """Return the chain of steps up to and with the one that decides.

        The first entry of the policy that some outcome leads to decides; an entry without ``when`` takes what is left.
        Raises ReadingsDifferError where durable-rules and the direct reading differ.
        """
        tallies = [{"c": CONSEQUENCES.index(word) + 1, "n": count} for word, count in leads_to.items()]
        matched = {int(name) for name, _ in self._network.matches(tallies)}
        direct = {number for number, entry in enumerate(self._policy.policy) if entry.when and leads_to[entry.when] > 0}
        if matched != direct:
            says = Text("De twee lezingen van het beslisbeleid verschillen.", "The two readings of the policy differ.")
            raise ReadingsDifferError(Problem("policy-differs", says))
        chain: list[Step] = []
        for number, entry in enumerate(self._policy.policy):
            decides = number in matched or entry.when is None
            chain.append(_step(entry, leads_to[entry.when] if entry.when else 0, decides=decides))
            if decides:
                break
        return chain


def _step(entry: PolicyEntry, count: int, *, decides: bool) -> Step:
    because = Text(*(entry.because[lang].replace("{count}", str(count)) for lang in LANGUAGES))
    return Step(entry.id, entry.title, because, count, decides)


def decide(
    application: Application,
    outcomes: Sequence[Outcome],
    scheme: Scheme,
    policy: Policy,
    judgements: Judgements,
    day: date,
    variant: str | None,
) -> Decision:
    """Weigh outcomes and judgements by the scheme's policy and return the decision."""
    findings = tuple(_finding(outcome, judgements, scheme) for outcome in outcomes)
    counts: Counter[Consequence] = Counter(finding.leads_to for finding in findings if finding.leads_to)
    chain = policy.decide(counts)
    last = chain[-1]
    exit_code = next(int(entry.exit_code) for entry in scheme.decision.policy if entry.id == last.verdict)
    spoken = {finding.rule.id for finding in findings}
    return Decision(
        last.verdict, last.title, exit_code, tuple(chain), findings,
        tuple(rule for rule in scheme.rules if rule.id not in spoken),
        application.name, application.document.sha256, judgements.sha256, scheme, day, variant,
        _scores(findings, scheme),
    )  # fmt: skip


def _finding(outcome: Outcome, judgements: Judgements, scheme: Scheme) -> Finding:
    rule, status = outcome.rule, outcome.status
    if status == "met":
        return Finding(outcome, status, None)
    leads_to: Consequence = "assess"
    if status != "open":
        leads_to = rule.otherwise if status == "not_met" else rule.unknown
    judgement = judgements.about(rule.id, outcome.subject.id) if leads_to == "assess" else None
    if judgement is None:
        return Finding(outcome, status, leads_to)
    scale = scheme.decision.scale
    sufficient = int(scale[judgement.score]) >= int(scale[scheme.decision.sufficient])
    if status == "open":
        return Finding(outcome, "met" if sufficient else "not_met", None if sufficient else rule.otherwise, judgement)
    return Finding(outcome, status, None if sufficient else "refuse", judgement)


def _scores(findings: Sequence[Finding], scheme: Scheme) -> tuple[int, int] | None:
    judged = [finding for finding in findings if finding.rule.judge]
    if not judged or any(finding.judgement is None for finding in judged):
        return None
    scale = {word: int(score) for word, score in scheme.decision.scale.items()}
    return sum(scale[one.judgement.score] for one in judged if one.judgement), len(judged) * max(scale.values())


