"""Rules and measures that can never matter: of which it is proved, by their conditions alone.

A warning is given only where it holds for every set of values that the parameters have within the scheme, so that a
rule that says nothing in one variant is left alone.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.condition import ALWAYS, AllOf, Comparison, Condition, Nothing, comparisons
from sto_check.scheme.operators.presence import PRESENT
from sto_check.scheme.resolved import resolved
from sto_check.scheme.value_sets import value_sets
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.workbench.lint.logic import Both, Either, Formula, Logic, implied
from sto_check.workbench.lint.words import closed_words, word_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sto_check.documents.document import Document
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.scheme.value_sets import Values
    from sto_check.text.place import Path, Place

CODES = {
    "never-counts": Text(
        "De voorwaarden van een meting sluiten elkaar uit: zij telt nooit iets. Verbeter where in measures.yaml.",
        "The conditions of a measure exclude each other: it never counts anything. Correct where in measures.yaml.",
    ),
    "never-applies": Text(
        "Aan where kan geen enkel feit voldoen, dus de regel zegt nooit iets. Verbeter where, of schrap de regel.",
        "No fact can meet where, so the rule never says anything. Correct where, or strike the rule.",
    ),
    "never-met": Text(
        "Wat require vraagt sluit elkaar of where uit: geen aanvraag kan eraan voldoen.",
        "What require asks excludes itself or where: no application can meet it.",
    ),
    "repeats-where": Text(
        "require vraagt wat where al zegt; dat deel maakt nooit iets uit.",
        "require asks what where says already; that part never matters.",
    ),
    "never-not-met": Text(
        "De regel kan alleen voldaan of onbekend zijn: otherwise en remedy tellen nooit.",
        "The rule can only be met or unknown: otherwise and remedy never count.",
    ),
    "never-true": Text(
        "Een deel van een voorwaarde geldt nooit, naast de andere delen.",
        "A part of a condition never holds, beside the other parts.",
    ),
    "always-true": Text(
        "Een deel van een voorwaarde geldt altijd, naast de andere delen, en maakt niets uit.",
        "A part of a condition always holds, beside the other parts, and does not matter.",
    ),
    "adds-nothing": Text(
        "Een andere regel vraagt al alles wat deze vraagt, met ten minste zulke zware gevolgen.",
        "Another rule asks all that this one asks already, with consequences at least as grave.",
    ),
}
"""What each code of this check means."""

_STRIKE = Text("Verbeter de vergelijking, of schrap haar.", "Correct the comparison, or strike it.")


class World(NamedTuple):
    """A rule with one set of parameter values, and what reasons about its kind with those values."""

    logic: Logic
    where: Condition
    require: Condition


class Seen(NamedTuple):
    """A rule with every set of values; there is none where some parameter never has a value."""

    rule: Rule
    worlds: tuple[World, ...]


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:  # noqa: ARG001
    """Yield a warning for each word, comparison, guard, requirement or rule that can never matter."""
    words = closed_words(scheme)
    gravity = _gravity(scheme)
    values = value_sets(scheme)
    for measure in scheme.measures:
        found = list(word_problems(measure.where, measure.of, words.get(measure.of, {}))) if measure.of else []
        yield from found
        if not found and measure.where != ALWAYS:
            logic = Logic(
                [measure.where],
                scheme.types[measure.of],
                words.get(measure.of),
                scheme.bounded(measure.of),
                scheme.signed(measure.of),
            )
            if not logic.possible(logic.true(measure.where)):
                yield _says(
                    "never-counts",
                    f"{measure.full_name} kan nooit iets meten: deze voorwaarden sluiten elkaar uit.",
                    f"{measure.full_name} can never measure anything: these conditions exclude each other.",
                    _place(measure.where),
                    _STRIKE,
                )
    for kind, group in groupby(sorted(scheme.rules, key=lambda rule: rule.kind), key=lambda rule: rule.kind):
        sound: list[Seen] = []
        rules = list(group)
        for seen in _seen(scheme, rules, values, words[kind]):
            found = list(_wrong_words(seen.rule, words[kind]))
            found += list(_rule_warnings(seen)) if seen.worlds and not found else []
            yield from found
            if seen.worlds and not found and seen.rule.require is not None:
                sound.append(seen)
        yield from _adding_nothing(sound, gravity)


def _seen(
    scheme: Scheme, rules: list[Rule], values: Sequence[Values], words: Mapping[str, frozenset[str]]
) -> Iterator[Seen]:
    """Yield the rules about one kind, each in every set of values, with a logic that knows all of them."""
    worlds: dict[str, list[World]] = {rule.id: [] for rule in rules}
    for one in values:
        read = [(rule, resolved(rule.where, one), resolved(rule.require or ALWAYS, one)) for rule in rules]
        conditions = [condition for _, where, require in read for condition in (where, require)]
        kind = rules[0].kind
        logic = Logic(conditions, scheme.types[kind], words, scheme.bounded(kind), scheme.signed(kind))
        for rule, where, require in read:
            worlds[rule.id].append(World(logic, where, require))
    for rule in rules:
        yield Seen(rule, tuple(worlds[rule.id]))


def _wrong_words(rule: Rule, words: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for condition in (rule.where, rule.require):
        yield from word_problems(condition, rule.kind, words) if condition else ()


def _rule_warnings(seen: Seen) -> Iterator[Problem]:
    """Yield what is wrong with one rule; what follows from something already said is not said again."""
    rule = seen.rule
    if _always(seen, lambda one: not one.logic.possible(one.logic.true(one.where))):
        yield _says(
            "never-applies",
            f"{rule.id} gaat over geen enkel feit: aan where kan nooit worden voldaan.",
            f"{rule.id} speaks of no fact at all: its where can never hold.",
            _place(rule.where),
            _STRIKE,
        )
        return
    if rule.require is None:
        return
    repeated = list(_repeated(seen, rule.require))
    yield from repeated
    if repeated:
        return
    if _always(seen, lambda one: not one.logic.possible(one.logic.true(one.where), one.logic.false(one.require))):
        if not _asks_to_be_given(rule):
            yield _never_not_met(rule, rule.require)
    elif _always(seen, lambda one: not one.logic.possible(one.logic.true(one.where), one.logic.true(one.require))):
        yield _says(
            "never-met",
            f"Aan {rule.id} kan nooit zijn voldaan: wat require vraagt sluit elkaar of where uit.",
            f"{rule.id} can never be met: what its require asks excludes itself or its where.",
            _place(rule.require),
            _STRIKE,
        )
    else:
        yield from _idle_comparisons(seen)


def _repeated(seen: Seen, require: Condition) -> Iterator[Problem]:
    """Yield a warning for each part of the requirement that every fact the rule speaks of meets already."""
    if seen.rule.where == ALWAYS:
        return
    for position, part in enumerate(_parts(require)):
        if all(implied(one.logic, _parts(one.require)[position], one.where) for one in seen.worlds):
            yield _says(
                "repeats-where",
                f"{seen.rule.id} vraagt hier wat where al zegt.",
                f"{seen.rule.id} asks here what its where says already.",
                _place(part),
                Text("Schrap dit deel van require.", "Strike this part of require."),
            )


def _asks_to_be_given(rule: Rule) -> bool:
    """Return whether a rule that can never be not met means just that: something must be filled in.

    So it is where the rule says ``present`` only, where nothing other follows from not met than from unknown, and
    where it has no remedy, which is for not met; what to do is then said by ``supply``.
    """
    only_present = all(one.operator is PRESENT for one in comparisons(rule.require or ALWAYS))
    return only_present and rule.otherwise == rule.unknown and not rule.remedy


def _never_not_met(rule: Rule, require: Condition) -> Problem:
    if not all(one.operator is PRESENT for one in comparisons(require)):
        return _says(
            "never-not-met",
            f"{rule.id} kan nooit niet voldaan zijn: require geldt altijd.",
            f"{rule.id} can never be not met: its require always holds.",
            _place(require),
            _STRIKE,
        )
    if rule.otherwise == rule.unknown:
        hint = Text("Noem de remedy supply: die geldt bij onbekend.", "Call the remedy supply: that is for unknown.")
    else:
        hint = Text(
            f"Zeg bij unknown wat moet volgen: unknown: {rule.otherwise}, en noem een remedy supply.",
            f"Say under unknown what must follow: unknown: {rule.otherwise}, and call a remedy supply.",
        )
    return _says(
        "never-not-met",
        f"{rule.id} kan nooit niet voldaan zijn: wat ontbreekt is onbekend, dus otherwise en remedy gelden nooit.",
        f"{rule.id} can never be not met: what is absent is unknown, so otherwise and remedy never count.",
        _place(require),
        hint,
    )


def _idle_comparisons(seen: Seen) -> Iterator[Problem]:
    """Yield a warning for each comparison that is always true, or never, of whatever its attribute is."""
    rule = seen.rule
    for section in ("where", "require"):
        written = list(comparisons(getattr(rule, section)))
        for position, comparison in enumerate(written):
            if isinstance(comparison.operand, Nothing):
                continue
            word = comparison.operator.word
            read = [(one.logic, list(comparisons(getattr(one, section)))[position]) for one in seen.worlds]
            for code, nl, en, possible in (
                ("never-true", "geldt nooit", "never holds", Logic.true),
                ("always-true", "geldt altijd", "always holds", Logic.false),
            ):
                if not any(logic.possible(possible(logic, one)) for logic, one in read):
                    yield _says(
                        code,
                        f"{comparison.attribute}: {word} {nl} in {rule.id}.",
                        f"{comparison.attribute}: {word} {en} in {rule.id}.",
                        comparison.place,
                        _STRIKE,
                    )


def _adding_nothing(rules: Sequence[Seen], gravity: Mapping[Consequence, int]) -> Iterator[Problem]:
    """Yield a warning for each rule that asks nothing which another rule about the same kind does not ask too."""
    idle: set[str] = set()
    for seen in reversed(rules):
        for other in rules:
            if other is seen or other.rule.id in idle or not covers(other, seen, gravity):
                continue
            idle.add(seen.rule.id)
            rule, by = seen.rule, other.rule
            yield _says(
                "adds-nothing",
                f"{rule.id} vraagt niets wat {by.id} niet al vraagt, met wat er volgt.",
                f"{rule.id} asks nothing that {by.id} does not ask already, with what follows.",
                rule.place,
                Text(
                    f"Schrap {rule.id}, of vergelijk haar waarden met die van {by.id}.",
                    f"Strike {rule.id}, or compare its values with those of {by.id}.",
                ),
            )
            break


def covers(other: Seen, seen: Seen, gravity: Mapping[Consequence, int]) -> bool:
    """Return whether ``other`` is not met, or unknown, wherever ``seen`` is, and nothing less follows from it.

    What decides nothing, such as an advice, is there for its words: only the like of it says as much.
    """

    def says_as_much(one: Consequence, two: Consequence) -> bool:
        return gravity[one] <= gravity[two] if {one, two} <= gravity.keys() else one == two

    fails_open = says_as_much(other.rule.otherwise, seen.rule.unknown)
    open_open = says_as_much(other.rule.unknown, seen.rule.unknown)
    if not says_as_much(other.rule.otherwise, seen.rule.otherwise) or not (fails_open or open_open):
        return False
    for one, two in zip(other.worlds, seen.worlds, strict=True):
        logic = two.logic
        not_failing = Either((logic.not_true(one.where), logic.not_false(one.require)))
        if logic.possible(logic.true(two.where), logic.false(two.require), not_failing):
            return False
        escapes: list[Formula] = [not_failing] if fails_open else []
        if open_open:
            escapes.append(_not_open(logic, one))
        if logic.possible(_open(logic, two), *escapes):
            return False
    return True


def _open(logic: Logic, one: World) -> Formula:
    """Say that a rule is unknown: whether it speaks of the fact, or whether the fact meets it."""
    undecided = Both((logic.true(one.where), logic.unknown(one.require)))
    return Either((logic.unknown(one.where), undecided))


def _not_open(logic: Logic, one: World) -> Formula:
    """Say that a rule does not speak of the fact, or does and is met or not met."""
    decided = Either((logic.true(one.require), logic.false(one.require)))
    return Either((logic.false(one.where), Both((logic.true(one.where), decided))))


def _gravity(scheme: Scheme) -> dict[Consequence, int]:
    """Return the place of each consequence in the decision policy: the lower, the graver; what decides nothing is out.

    Where the policy names one twice, the first counts.
    """
    found: dict[Consequence, int] = {}
    for position, entry in enumerate(scheme.decision.policy):
        if entry.when is not None:
            found.setdefault(entry.when, position)
    return found


def _always(seen: Seen, holds: Callable[[World], bool]) -> bool:
    return all(holds(one) for one in seen.worlds)


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _place(condition: Condition) -> Place | None:
    """Return where the first comparison of a condition stands."""
    first = next(comparisons(condition), None)
    assert isinstance(first, Comparison), "what can never hold compares something"
    return first.place


def _says(code: str, nl: str, en: str, place: Place | None, hint: Text) -> Problem:
    return Problem(code, Text(nl, en), place, hint=hint)
