"""The report for machines: one JSON object, whose shape ``json_model`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from sto_check.decision.causes import causes_of
from sto_check.decision.decision import given
from sto_check.decision.progress import progress_of
from sto_check.decision.result import gravest
from sto_check.engine.status import Status
from sto_check.reports import json_model as model
from sto_check.reports.json_text import json_lines
from sto_check.text.language import Text
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.causes import Cause
    from sto_check.decision.decision import Decision
    from sto_check.decision.progress import Open
    from sto_check.decision.result import Result
    from sto_check.engine.fact import Fact
    from sto_check.engine.outcome import Evidence, JudgementRecord, Outcome, SetAside
    from sto_check.scheme.scheme import Rule
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

LEVELS = 3
"""Of an application, its decision and its outcomes each part has a line; an outcome is one line, which is quicker."""


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print one JSON object about all documents, each as soon as it is there; it always holds everything."""
    ascii_only = (out.encoding or "utf-8").lower().replace("-", "") != "utf8"
    whole = model.Report("sto-check/check/1", VERSION, lang, [], 0)
    head, empty, _ = "".join(json_lines(whole, 1)).partition("[]")
    before = f"{head}["
    for result in results:
        out.write(f"{before}\n    ")
        out.writelines(json_lines(application(result, lang), LEVELS, "    ", ascii_only=ascii_only))
        before = ","
        whole.exit_code = gravest((whole.exit_code, result.exit_code))
    _, _, rest = "".join(json_lines(whole, 1)).partition("[]")
    closed = "\n  ]" if before == "," else head + empty
    out.write(f"{closed}{rest}\n")


def application(result: Result, lang: Lang) -> model.Application:
    """Return what is printed of one document."""
    decision, error = result.decision, result.error
    judgements = (result.judgements if error else decision and decision.judgements.name) or None
    return model.Application(
        result.name,
        judgements,
        result.exit_code,
        _DecisionParts(decision, lang).decision() if decision else None,
        [_problem(problem, lang) for problem in (error.problems if error else ())],
        [_problem(note, lang) for note in result.notes],
    )


def _problem(problem: Problem, lang: Lang) -> model.Problem:
    return model.Problem(
        problem.code,
        problem.says[lang],
        problem.hint[lang] if problem.hint else None,
        problem.path or None,
        _place(problem.place) if problem.place else None,
        str(problem.excerpt) if problem.excerpt else None,
    )


class _DecisionParts:
    """What is printed of one decision in one language; what many outcomes share is made once."""

    def __init__(self, decision: Decision, lang: Lang) -> None:
        self._decision, self._lang = decision, lang
        self._basis: dict[str, list[model.Basis]] = {}
        self._subjects: dict[int, model.Subject] = {}

    def decision(self) -> model.Decision:
        """Return the decision with all its outcomes."""
        decision, scheme, lang = self._decision, self._decision.scheme, self._lang
        return model.Decision(
            decision.verdict,
            decision.title[lang],
            decision.application_sha256 or None,
            decision.judgements_sha256 or None,
            model.Scheme(
                scheme.id,
                scheme.head.title[lang],
                scheme.head.citation,
                scheme.fingerprint,
                decision.day,
                decision.variant,
            ),
            [
                model.Step(step.verdict, step.because[lang], step.number, step.readings, step.decides)
                for step in decision.chain
            ],
            model.Score(*decision.scores) if decision.scores else None,
            [self._outcome(outcome) for outcome in decision.outcomes],
            [_cause(cause, lang) for cause in causes_of(decision.outcomes)],
            _progress(decision),
            [rule.id for rule in decision.not_applicable],
            [rule.id for rule in decision.of_the_round],
        )

    def _outcome(self, outcome: Outcome) -> model.Outcome:
        rule, explanation, lang = outcome.rule, outcome.explanation, self._lang
        asks = outcome.status in {Status.NOT_MET, Status.UNKNOWN}
        return model.Outcome(
            rule.id,
            rule.theme[lang],
            rule.title[lang],
            self._subject(outcome.subject),
            outcome.status,
            outcome.leads_to,
            not given(outcome, self._decision.scheme) if outcome.leads_to else None,
            explanation.reason[lang],
            (explanation.remedy[lang] or None) if asks else None,
            [lack.name for lack in explanation.lacks],
            _judgement(outcome.judgement) if outcome.judgement else None,
            _set_aside(outcome.set_aside) if outcome.set_aside else None,
            [_evidence(evidence, lang) for evidence in explanation.evidence],
            self._basis_of(rule),
        )

    def _subject(self, fact: Fact) -> model.Subject:
        subject = self._subjects.get(id(fact))
        if subject is None:
            label = fact.label[self._lang] if isinstance(fact.label, Text) else fact.label
            subject = self._subjects[id(fact)] = model.Subject(fact.kind, fact.id, label or None)
        return subject

    def _basis_of(self, rule: Rule) -> list[model.Basis]:
        basis = self._basis.get(rule.id)
        if basis is None:
            decision, lang = self._decision, self._lang
            basis = self._basis[rule.id] = [
                model.Basis(
                    cited.ask,
                    cited.source,
                    decision.scheme.sources[cited.source].title,
                    cited.section,
                    cited.says[lang],
                    cited.reading[lang] if cited.reading else None,
                )
                for cited in decision.scheme.basis_on(rule, decision.day, decision.variant)
            ]
        return basis


def _progress(decision: Decision) -> model.Progress:
    found = progress_of(decision)
    parts = [
        model.Part(part.name, part.answered, part.asked, part.rows, list(map(_open, part.open))) for part in found.parts
    ]
    return model.Progress(parts, list(map(_open, found.by_office)), list(found.to_judge))


def _open(one: Open) -> model.OpenQuestion:
    return model.OpenQuestion(one.called, list(one.paths), list(one.rules))


def _cause(cause: Cause, lang: Lang) -> model.Cause:
    waits_for = [lack.name for lack in cause.lacks]
    return model.Cause(waits_for, cause.reason[lang], cause.remedy[lang], list(cause.rules), len(cause.outcomes))


def _judgement(judgement: JudgementRecord) -> model.Judgement:
    return model.Judgement(judgement.score, judgement.by, judgement.on, judgement.motivation, judgement.stale)


def _set_aside(aside: SetAside) -> model.SetAside:
    return model.SetAside(aside.leads_to, aside.by, aside.on, aside.motivation, aside.stale)


def _evidence(evidence: Evidence, lang: Lang) -> model.Evidence:
    return model.Evidence(
        evidence.attribute,
        evidence.value[lang] or None,
        evidence.known,
        evidence.decisive,
        evidence.contradicted,
        evidence.path or None,
        _place(evidence.place) if evidence.place else None,
        [_evidence(part, lang) for part in evidence.parts] if evidence.parts else [],
        [_evidence(part, lang) for part in evidence.missing] if evidence.missing else [],
    )


def _place(place: Place) -> model.Place:
    return model.Place(place.file, place.line, place.column, place.sheet or None, (place.sheet and place.cell) or None)
