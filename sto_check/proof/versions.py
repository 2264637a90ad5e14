"""Two versions of a scheme for every application of a shape: where they differ the smallest one, or that none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.proof.algebra import pick, some
from sto_check.proof.errors import NotSaidError, ProofFaultError
from sto_check.proof.search import Search, TooHardError
from sto_check.proof.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.documents.document import Document
    from sto_check.engine.fact import Fact
    from sto_check.forms.load import Application
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.fields import Field
    from sto_check.proof.search import Found
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path

DECISION = "decision"


class Example(NamedTuple):
    """The smallest change of a document on which versions differ, in ``of``: a rule, or the decision.

    Both decisions are those about the changed document, as each version finds it.
    """

    of: str
    document: str
    changes: tuple[Found, ...]
    application: Application
    old: Decision
    new: Decision


class Proven(NamedTuple):
    """In what two versions differ for some application that has the shape of a document, and in what for none.

    ``fields`` are those of each document of which any value was considered. In ``same`` are the rules that were
    changed and yet come out alike for all; ``not_said`` could not be told to the solver, ``too_hard`` not be settled.
    """

    fields: Mapping[str, tuple[Path, ...]]
    examples: tuple[Example, ...]
    same: tuple[str, ...]
    not_said: tuple[str, ...]
    too_hard: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether everything was settled."""
        return not self.not_said and not self.too_hard


def prove(old: tuple[Scheme, str | None], new: tuple[Scheme, str | None], documents: Sequence[Document]) -> Proven:
    """Compare two versions, each a scheme and a variant, for all applications of the shape of these documents.

    Of one shape are documents with the same parts, in which the fields of :mod:`~sto_check.proof.spots` take any value.
    Each example has been checked by both versions. Raises ProofFaultError where one does not come out so, and a
    DocumentError where a version cannot read a document.
    """
    pairs = [_Pair(old, new, document) for document in documents]
    examples: dict[str, Example] = {}
    not_said: dict[str, None] = {}
    too_hard: dict[str, None] = {}
    asked = dict.fromkeys(of for pair in pairs for of in (DECISION, *pair.rules))
    for of in asked:
        for pair in pairs:
            try:
                found = pair.smallest(of)
            except NotSaidError:
                not_said[of] = None
            except TooHardError:
                too_hard[of] = None
            else:
                if found is not None and (of not in examples or len(found.changes) < len(examples[of].changes)):
                    examples[of] = found
    same = [of for of in asked if of not in {**examples, **not_said, **too_hard}]
    fields = {pair.name: tuple(field.spot.path for field in pair.fields) for pair in pairs}
    return Proven(fields, tuple(examples.values()), tuple(same), tuple(not_said), tuple(too_hard))


class _Pair:
    """A document as both versions read it, with the same fields varying."""

    def __init__(self, old: tuple[Scheme, str | None], new: tuple[Scheme, str | None], document: Document) -> None:
        self.name = document.name
        self._shapes = shapes = [Shape(scheme, variant, document) for scheme, variant in (old, new)]
        for shape, other in (shapes, shapes[::-1]):
            shape.take({spot.path for spot in other.spots})
        spots = [{spot.path: spot for spot in shape.spots} for shape in shapes]
        shared = {path for path, spot in spots[0].items() if spots[1].get(path) == spot}
        for shape in shapes:
            shape.vary(shared)
        self.fields: tuple[Field, ...] = shapes[0].fields
        self.rules = list(dict.fromkeys(one for shape in shapes for one in shape.record.rules))

    def smallest(self, of: str) -> Example | None:
        """Return the smallest change on which the versions differ; None where there is none for any values.

        Raises NotSaidError, TooHardError, or ProofFaultError.
        """
        differ = self._decisions_differ() if of == DECISION else self._rule_differs(of)
        if differ is False:
            return None
        rules = [rule for shape in self._shapes for rule in shape.rules]
        search = Search(self.fields, rules, [differ], self._shapes[0].day)
        changes = search.first()
        if changes is None:
            return None
        (application, old), (_, new) = (shape.changed(changes) for shape in self._shapes)
        if not _differ(of, old, new):
            raise ProofFaultError([of])
        return Example(of, self.name, tuple(changes), application, old, new)

    def _rule_differs(self, rule_id: str) -> Flag:
        old, new = ({_key(one.fact): one for one in shape.said(rule_id)} for shape in self._shapes)
        there = {**new, **old}
        return some(old.get(key, one.silent).differs(new.get(key, one.silent)) for key, one in there.items())

    def _decisions_differ(self) -> Flag:
        old, new = (_verdict(shape) for shape in self._shapes)
        if isinstance(old, int) or isinstance(new, int):
            return old != new
        return False if old.eq(new) else old != new


def _verdict(shape: Shape) -> Whole:
    """Return which entry of the policy decides, by its position."""
    said = [one for rule_id in shape.record.rules for one in shape.said(rule_id)]
    judged = {one.leads_to for one in shape.decision.outcomes if one.rule.judge is not None}
    verdict: Whole = 0
    for position, entry in reversed(list(enumerate(shape.decision.scheme.decision.policy))):
        if entry.when is None:
            verdict = position
        else:
            called = True if entry.when in judged else some(one.leads_to(entry.when) for one in said)
            verdict = pick(called, position, verdict)
    return verdict


def _differ(of: str, old: Decision, new: Decision) -> bool:
    if of == DECISION:
        return old.verdict != new.verdict
    before, after = (
        {_key(one.subject): one.status for one in decision.outcomes if one.rule.id == of} for decision in (old, new)
    )
    return before != after


def _key(fact: Fact) -> tuple[str, Path, str]:
    return fact.kind, fact.path, fact.id
