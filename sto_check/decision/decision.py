"""The decision: which outcomes lead where, which of them decides, and the chain that shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.decision.judged import judged, require_fitting
from sto_check.documents.document import value_at
from sto_check.engine.errors import ReadingsDifferError
from sto_check.engine.network import Network
from sto_check.engine.status import Status
from sto_check.text.language import LANGUAGES, Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sto_check.decision.judgements import Judgements
    from sto_check.documents.document import Document
    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.outcome import Outcome
    from sto_check.forms.load import Application
    from sto_check.scheme.entries import Consequence, DecisionFile, PolicyEntry
    from sto_check.scheme.scheme import Rule, Scheme

Verdict = Literal["not-eligible", "supplement", "assess", "eligible"]
CONSEQUENCES: tuple[Consequence, ...] = ("refuse", "supplement", "assess", "advise")


class Step(NamedTuple):
    """One step of the chain: a decision of the policy, how many outcomes call for it, and whether it is the one.

    Of ``readings`` of those outcomes no source says that it follows: that is our reading.
    """

    verdict: Verdict
    title: Text
    because: Text
    number: int
    decides: bool
    readings: int = 0


class Decision(NamedTuple):
    """The answer about one application, with everything needed to repeat it."""

    verdict: Verdict
    title: Text
    exit_code: int
    chain: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    not_applicable: tuple[Rule, ...]
    document: Document
    judgements: Judgements
    scheme: Scheme
    day: date
    variant: str | None
    scores: tuple[int, int] | None
    """The sum of the scores given and the highest sum possible; None until every judgement rule is scored."""
    record: Evaluation
    """All that was found of the application, before anybody judged."""
    received: date | None = None
    """The day of receipt, where it is known."""

    @property
    def application(self) -> str:
        """The name of the document: the file's, ``<stdin>``, ``<text>`` or ``<dict>``."""
        return self.document.name

    @property
    def called(self) -> str:
        """What people call the application: the text that heads its pages; empty where it does not say."""
        way = self.scheme.form.headed_by
        said = value_at(self.document.tree, way) if way else None
        return said if isinstance(said, str) else ""

    @property
    def application_sha256(self) -> str:
        """The fingerprint of the document's bytes in hexadecimal; empty for a dict."""
        return self.document.sha256

    @property
    def judgements_sha256(self) -> str:
        """The fingerprint of the file of judgements in hexadecimal; empty where there is none."""
        return self.judgements.sha256

    @property
    def of_the_round(self) -> tuple[Rule, ...]:
        """The rules that one application cannot meet by itself: they are about all applications of a round."""
        return self.scheme.rules_of("round")

    @property
    def set_aside(self) -> list[Outcome]:
        """The outcomes that a person set aside, in the order of the rules."""
        return [outcome for outcome in self.outcomes if outcome.is_set_aside]

    def with_status(self, status: Status | str) -> list[Outcome]:
        """Return the outcomes of one status, in the order of the rules; raises ValueError for any other word."""
        wanted = Status(status)
        return [outcome for outcome in self.outcomes if outcome.status == wanted]


class Policy:
    """A scheme's decision policy, as durable-rules runs it and as it reads directly; make one for a scheme."""

    def __init__(self, policy: DecisionFile) -> None:
        self._policy = policy
        called_for = [(str(number), entry.when) for number, entry in enumerate(policy.policy)]
        self._network = Network(
            {
                name: {"$and": [{"c": CONSEQUENCES.index(when) + 1}, {"$gt": {"n": 0}}]}
                for name, when in called_for
                if when
            }
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
            nl, en = "De twee lezingen van het beslisbeleid verschillen.", "The two readings of the policy differ."
            raise ReadingsDifferError(problem("policy-differs", nl, en))
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
    record: Evaluation,
    scheme: Scheme,
    policy: Policy,
    judgements: Judgements,
    day: date,
    variant: str | None,
) -> Decision:
    """Weigh the outcomes and the judgements by the scheme's policy and return the decision."""
    outcomes = record.outcomes
    if judgements.given or judgements.document:
        require_fitting(judgements, application, outcomes)
        outcomes = tuple(judged(outcome, judgements, scheme, application.document) for outcome in outcomes)
    counts: Counter[Consequence] = Counter(outcome.leads_to for outcome in outcomes if outcome.leads_to)
    readings = Counter(outcome.leads_to for outcome in outcomes if outcome.leads_to and not given(outcome, scheme))
    whens = {entry.id: entry.when for entry in scheme.decision.policy}
    chain = [_with_readings(step, readings, whens[step.verdict]) for step in policy.decide(counts)]
    last = chain[-1]
    exit_code = next(int(entry.exit_code) for entry in scheme.decision.policy if entry.id == last.verdict)
    spoken = {outcome.rule.id for outcome in outcomes}
    return Decision(
        last.verdict,
        last.title,
        exit_code,
        tuple(chain),
        tuple(outcomes),
        tuple(rule for rule in scheme.rules_of("application") if rule.id not in spoken),
        application.document,
        judgements,
        scheme,
        day,
        variant,
        _scores(outcomes, scheme),
        record,
        application.received,
    )


def _with_readings(step: Step, readings: Counter[Consequence], when: Consequence | None) -> Step:
    return step._replace(readings=readings[when]) if when else step


def given(outcome: Outcome, scheme: Scheme) -> bool:
    """Return whether a source itself says that what an outcome leads to follows from it; else that is our reading.

    Of an outcome that a person set aside it is neither's: that person has said what follows.
    """
    if outcome.is_set_aside:
        return True
    follows = outcome.leads_to
    return follows is not None and scheme.gives(outcome.rule, follows, unknown=outcome.status == Status.UNKNOWN)


def _scores(outcomes: Sequence[Outcome], scheme: Scheme) -> tuple[int, int] | None:
    judged = [outcome for outcome in outcomes if outcome.rule.judge]
    given = [
        judgement.points
        for outcome in judged
        if (judgement := outcome.standing_judgement) and not outcome.too_soon_to_judge
    ]
    if not judged or len(given) < len(judged):
        return None
    return sum(given), len(judged) * max(int(points) for points in scheme.decision.scale.values())
