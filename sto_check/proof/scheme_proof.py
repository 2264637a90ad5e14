"""What is proven of a scheme: the standard questions of ``rules prove``, for applications of the shape of its bases."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.decision import CONSEQUENCES, Policy
from sto_check.proof.alone import alone
from sto_check.proof.directions import directions
from sto_check.proof.edges import edges
from sto_check.proof.grave import grave_rules
from sto_check.proof.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.documents.document import Document
    from sto_check.proof.alone import Alone
    from sto_check.proof.directions import Direction
    from sto_check.proof.edges import Edge
    from sto_check.scheme.entries import Consequence, DecisionFile
    from sto_check.scheme.scheme import Scheme


class Clear(NamedTuple):
    """A document and whether every rule that is computed leaves it clear: else the rules that stand in the way."""

    document: str
    variant: str | None
    fields: int
    in_the_way: tuple[str, ...]


class SchemeProof(NamedTuple):
    """The answers. ``undecided`` are combinations of consequences for which the policy has no decision."""

    scheme: Scheme
    undecided: tuple[tuple[Consequence, ...], ...]
    clear: tuple[Clear, ...]
    rules: tuple[Alone, ...]
    directions: tuple[Direction, ...]
    edges: tuple[Edge, ...]

    @property
    def whole(self) -> bool:
        """Whether every question has an answer, and every combination of outcomes a decision."""
        open_ = any(one.how in {"not said", "too hard"} for one in self.rules) or any(
            one.open for one in self.directions
        )
        return not self.undecided and not open_


def prove_scheme(scheme: Scheme, documents: Sequence[Document], cases: Iterable[tuple[str, Decision]]) -> SchemeProof:
    """Answer the standard questions about a scheme for all applications of the shape of these documents.

    ``cases`` are decisions about single applications, by the name of the case. Raises ProofFaultError where what the
    solver found does not come out when it is checked, and a DocumentError where a document cannot be read.
    """
    variants = [None, *scheme.head.variants]
    every = [(Shape(scheme, variant, document), variant) for document in documents for variant in variants]
    shapes = [shape for shape, variant in every if variant is None]
    return SchemeProof(
        scheme,
        tuple(_undecided(scheme.decision)),
        tuple(Clear(one.name, variant, len(one.fields), tuple(grave_rules(one.decision))) for one, variant in every),
        tuple(alone(shapes, cases)),
        tuple(directions(shapes)),
        tuple(edges(shapes)),
    )


def _undecided(policy: DecisionFile) -> Iterable[tuple[Consequence, ...]]:
    """Yield each combination of consequences for which no entry of the policy decides: all are tried."""
    decider = Policy(policy)
    for called in product((0, 1), repeat=len(CONSEQUENCES)):
        tally = Counter({word: number for word, number in zip(CONSEQUENCES, called, strict=True) if number})
        if not any(step.decides for step in decider.decide(tally)):
            yield tuple(tally)
