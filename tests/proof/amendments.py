"""Amendments drawn at random, each classified by proof and held against brute force over many small documents.

``python -m tests.proof.amendments 100 SEED`` draws a hundred; they are of three schemes in turn.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_args

from sto_check.decision.check import check
from sto_check.documents.errors import DocumentError
from sto_check.engine.resolve import parameter_values, resolve_rules
from sto_check.forms.load import read_application
from sto_check.proof.changed import with_values
from sto_check.proof.spot import NUMBERS
from sto_check.proof.spots import spots_of
from sto_check.proof.versions import DECISION, prove
from sto_check.scheme.condition import ALWAYS, AllOf, AnyOf
from sto_check.scheme.entries import Consequence
from sto_check.text.place import write_path
from sto_check.workbench.cases import load_scheme_for_cases
from sto_check.workbench.mutation import mutants_of
from sto_check.workbench.proving import bases_of
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.documents.document import Document
    from sto_check.forms.load import Application
    from sto_check.proof.spot import Content, Spot
    from sto_check.proof.versions import Proven
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.place import Path

MOST_DOCUMENTS = 250


class Drawn(NamedTuple):
    """A document, and the fields in which it differs from the base."""

    application: Application
    fields: frozenset[Path]


class Law(NamedTuple):
    """A scheme, the documents of which proofs take the shape, and many documents of those shapes."""

    scheme: Scheme
    bases: list[Document]
    documents: list[Drawn]


def laws(seed: int) -> list[Law]:
    """Return three small schemes with documents drawn from their bases."""
    rng = random.Random(seed)
    schemes = [
        *(load_scheme_for_cases(one.name, one.rules) for one in (ENERGY, GARDENS)),
        load_scheme_for_cases("sto-na-2029"),
    ]
    return [_law(scheme, rng) for scheme in schemes]


def _law(scheme: Scheme, rng: random.Random) -> Law:
    bases = bases_of(scheme)[:1]
    documents: list[Drawn] = []
    application = read_application(bases[0], scheme.form)
    spots = spots_of(application)
    while len(documents) < MOST_DOCUMENTS:
        some = rng.sample(spots, min(len(spots), rng.choice([1, 1, 2, 3, 10])))
        try:
            changed = with_values(application, [(spot, _value(spot, rng)) for spot in some])
            documents.append(Drawn(changed, frozenset(spot.path for spot in some)))
        except DocumentError:
            continue
    return Law(scheme, bases, documents)


def _value(spot: Spot, rng: random.Random) -> Content | None:
    """Draw a value that a proof considers: none, a word, or a number, often at a boundary."""
    if not spot.required and rng.random() < 0.2:
        return None
    if spot.words:
        return rng.choice(spot.words)
    low, high = NUMBERS[spot.sort]
    now = spot.now if isinstance(spot.now, int) else rng.choice([1, 740_000])
    drawn = rng.choice([0, 1, now - 1, now + 1, now + rng.randint(-400, 400), now * 2, rng.randint(0, 2 * now + 2)])
    return min(high, max(low, drawn))


def amended(scheme: Scheme, rng: random.Random) -> tuple[Scheme, list[str]]:
    """Return a scheme with one to three amendments, and what they are."""
    told = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        rules = list(scheme.rules)
        computed = [at for at, rule in enumerate(rules) if rule.require is not None and rule.scope == "application"]
        at = rng.choice(computed)
        change = rng.choice([_mutated, _mutated, _other_consequence, _dropped, _guarded, _either])
        new, said = change(scheme, rules[at], rng)
        told.append(f"{rules[at].id}: {said}")
        rules[at : at + 1] = [new] if new else []
        scheme = replace(scheme, rules=tuple(rules), _basis={}, _by_id={})
    return scheme, told


def _mutated(scheme: Scheme, rule: Rule, rng: random.Random) -> tuple[Rule | None, str]:
    values = parameter_values(scheme, scheme.day_for(None), None)
    resolved = next(one for one in resolve_rules(scheme, values, "application") if one.rule.id == rule.id)
    mutants = list(mutants_of(resolved))
    if not mutants:
        return rule, "as it is"
    mutant = rng.choice(mutants)
    return rule._replace(where=mutant.where, require=mutant.require), mutant.change


def _other_consequence(_scheme: Scheme, rule: Rule, rng: random.Random) -> tuple[Rule | None, str]:
    follows = rng.choice(get_args(Consequence))
    if rng.random() < 0.5:
        return rule._replace(otherwise=follows), f"otherwise {follows}"
    return rule._replace(unknown=follows), f"unknown {follows}"


def _dropped(_scheme: Scheme, _rule: Rule, _rng: random.Random) -> tuple[Rule | None, str]:
    return None, "dropped"


def _guarded(scheme: Scheme, rule: Rule, rng: random.Random) -> tuple[Rule | None, str]:
    """Let a rule speak only where another about the same kind of fact would be met."""
    other = _other(scheme, rule, rng)
    where = (rule.where,) if rule.where != ALWAYS else ()
    assert other.require is not None
    return rule._replace(where=AllOf((*where, other.require))), f"where {other.id} is met"


def _either(scheme: Scheme, rule: Rule, rng: random.Random) -> tuple[Rule | None, str]:
    """Let it suffice that another rule about the same kind of fact is met."""
    other = _other(scheme, rule, rng)
    assert rule.require is not None
    assert other.require is not None
    return rule._replace(require=AnyOf((rule.require, other.require))), f"or {other.id}"


def _other(scheme: Scheme, rule: Rule, rng: random.Random) -> Rule:
    return rng.choice(
        [one for one in scheme.rules if one.kind == rule.kind and one.require is not None and one.scope == rule.scope]
    )


def found_wrong(law: Law, new: Scheme) -> tuple[list[str], Proven]:
    """Prove in what an amended scheme differs, and say where brute force contradicts it."""
    proven = prove((law.scheme, None), (new, None), law.bases)
    differs = {one.of for one in proven.examples} | {*proven.not_said, *proven.too_hard}
    day = law.scheme.day_for(read_application(law.bases[0], law.scheme.form).received)
    wrong: dict[str, None] = {}
    (considered,) = proven.fields.values()
    for document in law.documents:
        if not document.fields <= set(considered):
            continue
        old, other = (check(document.application, scheme, on=day) for scheme in (law.scheme, new))
        if old.verdict != other.verdict and DECISION not in differs:
            wrong[f"the decision differs for {sorted(map(write_path, document.fields))}"] = None
        before, after = _statuses(old), _statuses(other)
        for rule in {**before, **after}:
            if before.get(rule) != after.get(rule) and rule not in differs:
                wrong[f"{rule} differs"] = None
    return list(wrong), proven


def _statuses(decision: Decision) -> dict[str, set[tuple[str, object, str, str]]]:
    found: dict[str, set[tuple[str, object, str, str]]] = {}
    for one in decision.outcomes:
        if one.rule.require is not None:
            key = one.subject.kind, one.subject.path, one.subject.id, str(one.status)
            found.setdefault(one.rule.id, set()).add(key)
    return found


def classified(number: int, seed: int) -> Iterator[tuple[list[str], list[str], Proven]]:
    """Yield for each amendment what it is, what brute force contradicts, and what was proven."""
    rng, every = random.Random(seed), laws(seed)
    for turn in range(number):
        law = every[turn % len(every)]
        new, told = amended(law.scheme, rng)
        yield told, *found_wrong(law, new)


def main(arguments: Sequence[str]) -> int:
    """Draw amendments and print what comes of them; return 1 where something is wrong."""
    wrong = same = hard = 0
    for at, (told, contradicted, proven) in enumerate(classified(*map(int, arguments)), 1):
        wrong, hard = wrong + bool(contradicted), hard + (not proven.whole)
        same += DECISION not in {one.of for one in proven.examples}
        if contradicted:
            print(told, *contradicted, sep="\n  ")
        print(f"{at} amendments: {same} that change no decision, {hard} not settled, {wrong} wrong", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
