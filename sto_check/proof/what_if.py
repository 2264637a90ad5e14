"""What would help: the fewest values of a document to change so that nothing leads to what one wants to be clear of.

A solver finds the changes; each answer is a changed document that has been checked again before anybody sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.proof.algebra import every, no
from sto_check.proof.changed import with_values
from sto_check.proof.errors import NotSaidError, ProofFaultError
from sto_check.proof.grave import GRAVE, grave_outcomes
from sto_check.proof.reading import ThirdReading
from sto_check.proof.search import MOST_CHANGES, Found, Search, TooHardError
from sto_check.proof.variables import variables_in
from sto_check.proof.varying import Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.engine.fact import Fact
    from sto_check.engine.outcome import Outcome
    from sto_check.forms.load import Application
    from sto_check.proof.algebra import Flag
    from sto_check.proof.reading import Said
    from sto_check.proof.spot import Spot
    from sto_check.scheme.entries import Consequence
    from sto_check.text.place import Path

MOST_WAYS = 3
_WIDER = 2
"""How many times further fields are looked at, where those that the outcomes rest on do not suffice."""


class Way(NamedTuple):
    """Changes that help together, and what the changed document was found to be."""

    changes: tuple[Found, ...]
    application: Application
    decision: Decision


class Mend(NamedTuple):
    """Outcomes that rest on the same fields, and the smallest sets of changes that mend them all.

    Where ``complete`` is False there are more of this size; where ``proven`` is, there is no smaller one.
    """

    outcomes: tuple[Outcome, ...]
    ways: tuple[Way, ...]
    complete: bool
    proven: bool = False

    @property
    def size(self) -> int:
        """How many changes each set has."""
        return len(self.ways[0].changes)


class WhatIf(NamedTuple):
    """What would help. Of ``left`` no change was found among the ``fields`` values that may change.

    ``too_hard`` are those of which the solver did not end in time, or that it cannot be told. ``together`` is the first
    way of every mend at once; None where there is no mend.
    """

    decision: Decision
    mends: tuple[Mend, ...]
    left: tuple[Outcome, ...]
    too_hard: tuple[Outcome, ...]
    together: Way | None
    fields: int


def what_if(
    application: Application,
    decision: Decision,
    clear_of: Sequence[Consequence],
    may_change: Callable[[Spot], bool],
    check_again: Callable[[Application], Decision],
) -> WhatIf:
    """Return what would make an application clear of these consequences, as far as values that may change can.

    ``decision`` is the one about the application as it stands, ``check_again`` makes one of a changed application.
    No way makes an outcome lead to refusal, supplement or assessment that does not lead there now. Raises
    ProofFaultError where what was found does not come out when checked.
    """
    asker = _Asker(application, decision, clear_of, may_change, check_again)
    waiting = [one for one in decision.outcomes if one.leads_to in clear_of and one.rule.require is not None]
    mends: list[Mend] = []
    left, too_hard = [], []
    for group in asker.groups(waiting):
        for part in (group, *([one] for one in group if len(group) > 1)):
            if any(one in mend.outcomes for mend in mends for one in part):
                continue
            try:
                mend = asker.mend(part)
            except (TooHardError, NotSaidError):
                too_hard += part if len(part) == 1 else []
                continue
            if mend is not None:
                mends.append(mend)
            elif len(part) == 1:
                left.append(part[0])
    together = asker.together(mends) if mends else None
    return WhatIf(decision, tuple(mends), tuple(left), tuple(too_hard), together, asker.number_of_fields)


class _Asker:
    """Asks the solver about one application."""

    def __init__(
        self,
        application: Application,
        decision: Decision,
        clear_of: Sequence[Consequence],
        may_change: Callable[[Spot], bool],
        check_again: Callable[[Application], Decision],
    ) -> None:
        self._application, self._decision, self._clear_of = application, decision, clear_of
        self._check_again = check_again
        self._document = Variable(application, decision.record, may_change)
        whole = self._document.where()
        self._whole = ThirdReading(decision.record, whole.values)
        self._by_name = {name: field.spot.path for field in whole.fields for name in field.names}
        self._leads_to = {_key(one.rule.id, one.subject): one.leads_to for one in decision.outcomes}
        self.number_of_fields = len(whole.fields)

    def groups(self, outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
        """Return outcomes in groups: those that rest on one of the same fields together, in their order."""
        groups: list[tuple[set[Path], list[Outcome]]] = []
        for outcome in outcomes:
            fields = self._fields_of(outcome)
            others = [group for group in groups if group[0] & fields]
            groups = [group for group in groups if group not in others]
            joined = [one for _, several in others for one in several]
            groups.append((fields.union(*(own for own, _ in others)), [*joined, outcome]))
        return [group for _, group in groups]

    def mend(self, outcomes: Sequence[Outcome]) -> Mend | None:
        """Return the smallest changes that mend all of these outcomes; None without any. Raises TooHardError."""
        fields = self._fields_in(map(self._said, outcomes))
        best: Mend | None = None
        for wider in range(1 + _WIDER if fields else 0):
            found, said = self._among(fields, outcomes, best.size - 1 if best else MOST_CHANGES)
            best = found or best
            further = fields | self._fields_in(self._whole.said(one.rule, one.fact) for one in said)
            # A set changes a field that the outcomes rest on; each further field in it needs one more to lead there.
            proven = further == fields or (best is not None and best.size <= wider + 2)
            if proven:
                return best and best._replace(proven=True)
            fields = further
        return best

    def together(self, mends: Sequence[Mend]) -> Way | None:
        """Return the first way of each mend taken together; None where together they do not help as each does."""
        changes = [change for mend in mends for change in mend.ways[0].changes]
        return self._way(changes, [one for mend in mends for one in mend.outcomes])

    def _among(self, fields: set[Path], outcomes: Sequence[Outcome], most: int) -> tuple[Mend | None, list[Said]]:
        """Look for at most so many changes among some fields; return also what may come out otherwise by them."""
        varies = self._document.where(fields)
        reading = ThirdReading(self._decision.record, varies.values)
        said = list(reading.varying_outcomes())
        wanted = [self._clear(reading.said(self._decision.record.rules[one.rule.id], one.subject)) for one in outcomes]
        day = self._decision.day.toordinal()
        search = Search(varies.fields, [*varies.rules, *self._no_worse(said)], wanted, day)
        size = search.fewest(most)
        if size is None:
            return None, said
        ways: list[Way] = []
        for changes in search.smallest(size):
            if len(ways) == MOST_WAYS:
                return Mend(tuple(outcomes), tuple(ways), complete=False), said
            way = self._way(changes, outcomes)
            if way is None:
                raise ProofFaultError([one.rule.id for one in outcomes])
            ways.append(way)
        return Mend(tuple(outcomes), tuple(ways), complete=True), said

    def _fields_of(self, outcome: Outcome) -> set[Path]:
        """Return the fields that an outcome rests on; none where it cannot be told to the solver."""
        try:
            return self._fields_in([self._said(outcome)])
        except NotSaidError:
            return set()

    def _said(self, outcome: Outcome) -> Said:
        return self._whole.said(self._decision.record.rules[outcome.rule.id], outcome.subject)

    def _fields_in(self, said: Iterable[Said]) -> set[Path]:
        """Return the fields that outcomes rest on."""
        names = variables_in(term for one in said for term in (one.met, one.not_met, one.unknown))
        return {self._by_name[name] for name in names}

    def _no_worse(self, said: Sequence[Said]) -> Iterator[Flag]:
        """Yield that an outcome leads nowhere grave where it does not lead now, for each outcome."""
        for one in said:
            now = self._leads_to.get(_key(one.rule.rule.id, one.fact))
            yield from (no(one.leads_to(grave)) for grave in GRAVE if grave != now)

    def _clear(self, said: Said) -> Flag:
        return every(no(said.leads_to(grave)) for grave in self._clear_of)

    def _way(self, changes: Sequence[Found], outcomes: Sequence[Outcome]) -> Way | None:
        """Return a way of which the changed document has been checked; None where it does not mend these, or harms."""
        changed = with_values(self._application, [(one.field.spot, one.to) for one in changes])
        decision = self._check_again(changed)
        wanted = {_key(one.rule.id, one.subject) for one in outcomes}
        for one in grave_outcomes(decision):
            key = _key(one.rule.id, one.subject)
            if self._leads_to.get(key) != one.leads_to or (key in wanted and one.leads_to in self._clear_of):
                return None
        return Way(tuple(changes), changed, decision)


def _key(rule_id: str, fact: Fact) -> tuple[str, str, Path, str]:
    """Return what tells an outcome from others, whatever the values of the document are."""
    return rule_id, fact.kind, fact.path, fact.id
