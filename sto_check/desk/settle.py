"""The judgements of several assessors beside each other: where they agree, where they differ, how strict each is."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.judgements import files_of_assessors
from sto_check.desk.questions import questions_about
from sto_check.text.errors import UsageError
from sto_check.text.language import printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.desk.judgement_writing import JudgementWriting
    from sto_check.engine.outcome import JudgementRecord, Outcome

_Key = tuple[str, str]


class TooFewAssessorsError(UsageError):
    """Of an application there are no judgements of two assessors (exit code 2)."""


class SideBySide(NamedTuple):
    """One question and what each assessor found, by name; ``settled`` is what counts, where something does.

    What was judged over a text that has changed since is left out: it does not count.
    """

    outcome: Outcome
    opinions: tuple[JudgementRecord, ...]
    settled: JudgementRecord | None

    @property
    def apart(self) -> int:
        """How many points lie between the lowest and the highest score; 0 where fewer than two judged."""
        points = [one.points for one in self.opinions]
        return max(points) - min(points) if len(points) > 1 else 0

    @property
    def agreed(self) -> bool:
        """Whether all who judged, and they are two or more, gave one score."""
        return len(self.opinions) > 1 and not self.apart

    @property
    def is_open(self) -> bool:
        """Whether nothing counts yet: it is to be judged, taken over where all agree, or settled where they do not."""
        return self.settled is None

    @property
    def departs(self) -> bool:
        """Whether something else was settled than all assessors gave."""
        return self.agreed and self.settled is not None and self.settled.points != self.opinions[0].points


class Together(NamedTuple):
    """The judgements of one application beside each other: of whom, of each question, and the decision as it counts."""

    name: str
    assessors: tuple[str, ...]
    questions: tuple[SideBySide, ...]
    decision: Decision

    @property
    def open(self) -> list[SideBySide]:
        """The questions of which nothing counts yet."""
        return [one for one in self.questions if one.is_open]


class Strictness(NamedTuple):
    """How one assessor judges: how often each score, and how far from what others gave to the same question.

    ``difference`` is in points, on average over the ``compared`` questions that another judged too: below nothing is
    stricter than others; None where there are none.
    """

    by: str
    scores: dict[str, int]
    compared: int
    difference: Fraction | None


def lay_together(file: str, check: Callable[[Path | None], Decision]) -> Together:
    """Lay the judgements about one application beside each other.

    ``check`` checks it with a file of judgements, or with None as it counts: with what stands beside it. Raises what
    that raises, and TooFewAssessorsError where fewer than two assessors have a file beside the application.
    """
    decision = check(None)
    given = [_judged_in(check(path)) for path in files_of_assessors(Path(file))]
    names = tuple(_by_person(one for of_file in given for one in of_file.values()))
    if len(names) < 2:
        raise _too_few(file, names)
    questions = [
        SideBySide(outcome, _opinions(of_file.get(_key(outcome)) for of_file in given), outcome.standing_judgement)
        for outcome in decision.outcomes
        if _is_asked(outcome) or any(_key(outcome) in of_file for of_file in given)
    ]
    return Together(file, names, tuple(questions), decision)


def take_over(together: Together, writing: JudgementWriting) -> int:
    """Write down what all assessors agree on as what counts, where nothing counts yet; return of how many questions."""
    agreed = {_key(one.outcome): one.opinions for one in together.questions if one.settled is None and one.agreed}
    outcomes = [one.outcome for one in together.questions if _key(one.outcome) in agreed]
    for question in questions_about(outcomes, together.decision):
        opinions = agreed[_key(question.outcome)]
        by, said = ", ".join(one.by for one in opinions), dict.fromkeys(one.motivation for one in opinions)
        why = " ".join(f"{one.by}: {one.motivation}" for one in opinions) if len(said) > 1 else next(iter(said))
        writing.keep(question, opinions[0].score, by, max(one.on for one in opinions), why)
    return len(outcomes)


def strictness_of(laid: Iterable[Together]) -> list[Strictness]:
    """Return how strict each assessor is over these applications, by name."""
    names: dict[str, str] = {}
    scores: dict[str, Counter[str]] = {}
    differences: dict[str, list[Fraction]] = {}
    for together in laid:
        for question in together.questions:
            total = sum(one.points for one in question.opinions)
            for one in question.opinions:
                by = names.setdefault(_person(one.by), one.by)
                scores.setdefault(by, Counter())[one.score] += 1
                if others := len(question.opinions) - 1:
                    differences.setdefault(by, []).append(one.points - Fraction(total - one.points, others))
    return [
        Strictness(
            by, dict(scores[by]), len(compared), sum(compared, Fraction(0)) / len(compared) if compared else None
        )
        for by in sorted(scores)
        for compared in [differences.get(by, [])]
    ]


def _key(outcome: Outcome) -> _Key:
    return outcome.rule.id, outcome.subject.id


def _judged_in(decision: Decision) -> dict[_Key, JudgementRecord]:
    return {
        _key(outcome): judgement
        for outcome in decision.outcomes
        if (judgement := outcome.standing_judgement) is not None
    }


def _opinions(given: Iterable[JudgementRecord | None]) -> tuple[JudgementRecord, ...]:
    """Return what each assessor found: of one who stands in two files, what stands in the first."""
    return tuple(_by_person(one for one in given if one is not None).values())


def _by_person(given: Iterable[JudgementRecord]) -> dict[str, JudgementRecord]:
    """Return the first that each person gave, by name; capitals and spaces make no other person."""
    first: dict[str, JudgementRecord] = {}
    for one in given:
        first.setdefault(_person(one.by), one)
    return {one.by: one for one in first.values()}


def _person(name: str) -> str:
    return "".join(name.split()).casefold()


def _is_asked(outcome: Outcome) -> bool:
    """Say whether a person has to judge an outcome, or has done so."""
    return (outcome.leads_to == "assess" or outcome.judgement is not None) and not outcome.too_soon_to_judge


def _too_few(file: str, names: Sequence[str]) -> TooFewAssessorsError:
    shown, stem = printable(file), Path(file).stem
    found = printable(", ".join(names))
    nl = f"alleen van {found}" if found else "van niemand"
    en = f"only of {found}" if found else "of nobody"
    return TooFewAssessorsError(
        problem(
            "too-few-assessors",
            f"Naast {shown} staan geen oordelen van twee beoordelaars: {nl}.",
            f"Beside {shown} there are no judgements of two assessors: {en}.",
            None,
            f"Ieder beoordeelt in een eigen bestand: sto-check assess {shown} --output {stem}.beoordeling.NAAM.yaml.",
            f"Each judges in a file of their own: sto-check assess {shown} --output {stem}.beoordeling.NAME.yaml.",
        )
    )
