"""Findings in the applicant's own workbook: a first sheet that tells them all, and a colour and a note on each cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.decision import given
from sto_check.documents.document import is_workbook
from sto_check.documents.errors import DocumentError
from sto_check.documents.save import require_free
from sto_check.documents.xlsx.annotate import Mark, annotate
from sto_check.documents.xlsx.first_sheet import SheetOfWords, Words
from sto_check.documents.xlsx.style_sheet import Look
from sto_check.engine.explain import name_of
from sto_check.engine.status import OUTCOMES, Status
from sto_check.forms.sheets.findings import FINDINGS, KNOWN_BY
from sto_check.reports.phrases import led_to, led_to_word
from sto_check.reports.shown import WHAT_IS_OURS, by_cause, checked_by, effects_of, ours_decides, shown_of, told_once
from sto_check.text.errors import UsageError
from sto_check.text.language import Text, printable
from sto_check.text.place import read_path
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Evidence, Outcome
    from sto_check.scheme.entries import Consequence
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

_COLOURS = {"refuse": "F4B6B6", "supplement": "FFD59E", "assess": "BFD7F2", "advise": "E2E2E2"}
_LOOKS = {
    "title": Look(bold=True, colour="1F4E79"),
    "text": Look(),
    "head": Look(bold=True, colour="FFFFFF", fill="1F4E79", middle=True),
    "link": Look(colour="0563C1", underlined=True),
    **{key: Look(fill=colour) for key, colour in _COLOURS.items()},
}
_WEIGHT = ("refuse", "supplement", "assess", "advise")
_HEADER = (
    (Text("Blad", "Sheet"), 20),
    (Text("Cel", "Cell"), 8),
    (Text("Uitkomst", "Outcome"), 15),
    (Text("Gevolg", "Leads to"), 20),
    (Text("Regel", "Rule"), 22),
    (Text("Reden", "Reason"), 58),
    (Text("Wat helpt", "What helps"), 50),
)
_CELLS = 5
"""Of what was counted or added up from more cells than this none is marked: the finding links to the first."""


class NoWorkbookError(DocumentError):
    """Only an XLSX workbook can be annotated (exit code 65)."""


class _Finding(NamedTuple):
    """One finding: where it is told, what it is, and the cells that it points to."""

    place: Place | None
    weight: Consequence
    outcome: Text
    leads_to: Text
    rule: str
    reason: Text
    remedy: Text
    cells: tuple[Place, ...]


def annotated(result: Result, lang: Lang) -> bytes:
    """Return the bytes of the workbook that was checked, with the findings in it.

    Raises NoWorkbookError where the document is another kind of file or could not be opened, and NotAnnotatedError.
    """
    data = result.decision.document.data if result.decision else result.data
    if not is_workbook(data):
        raise NoWorkbookError(_no_workbook(result.name))
    findings = sorted(_findings(result), key=_order)
    sheet = SheetOfWords(
        FINDINGS[lang],
        KNOWN_BY[lang],
        [Words(line) for line in _head(result, lang)],
        [label[lang] for label, _ in _HEADER],
        [_row(finding, lang) for finding in findings],
        [width for _, width in _HEADER],
        printable(Path(result.name).name),
    )
    data, _ = annotate(data, result.name, sheet, list(_marks(findings, lang)), _LOOKS, _COLOURS)
    return data


def require_one_workbook(files: Sequence[str], target: Path, *, force: bool) -> None:
    """Raise UsageError where findings cannot go into a copy of one workbook under this name."""
    wrong: tuple[str, str, str, str] | None = None
    if len(files) > 1:
        wrong = ("--annotate gaat over één werkmap.", "--annotate is about one workbook.",
                 "Toets de werkmappen een voor een, of met: sto-check batch --annotate.",
                 "Check the workbooks one by one, or with: sto-check batch --annotate.")  # fmt: skip
    elif target.exists() and files[0] != "-" and Path(files[0]).exists() and target.samefile(files[0]):
        wrong = (f"{target} is de werkmap zelf.", f"{target} is the workbook itself.",
                 "Kies voor de kopie een andere naam.", "Choose another name for the copy.")  # fmt: skip
    if wrong is not None:
        raise UsageError(problem("annotate", wrong[0], wrong[1], None, wrong[2], wrong[3]))
    require_free(target, force=force)


def _no_workbook(name: str) -> Problem:
    return problem(
        "no-workbook",
        f"{printable(name)} is geen werkmap (.xlsx) waarin bevindingen kunnen staan.",
        f"{printable(name)} is no workbook (.xlsx) that findings can stand in.",
        None,
        "Maak er eerst een werkmap van: sto-check convert.",
        "Make it a workbook first: sto-check convert.",
    )


def _head(result: Result, lang: Lang) -> Iterator[str]:
    decision = result.decision
    if decision is None:
        yield Text(
            "Deze werkmap is nog niet te toetsen: los eerst op wat hieronder staat.",
            "This workbook cannot be checked yet: first solve what stands below.",
        )[lang]
        return
    yield f"{decision.title[lang].upper()}: {decision.chain[-1].because[lang]}"
    if ours := ours_decides(decision):
        yield ours[lang]
    yield checked_by(decision, lang)
    counts = [(status, len(decision.with_status(status))) for status in OUTCOMES]
    yield ", ".join(f"{status.words[lang]}: {number}" for status, number in counts)
    yield Text(
        "Klik op een cel om erheen te gaan. In elke gekleurde cel staat een notitie met de reden en wat helpt.",
        "Click on a cell to go there. Each coloured cell has a note with the reason and what helps.",
    )[lang]
    yield WHAT_IS_OURS[lang]


def _findings(result: Result) -> Iterator[_Finding]:
    if result.decision is not None:
        for status in OUTCOMES:
            if status != Status.MET:
                yield from _of_status(result.decision, result.decision.with_status(status))
    elif result.error is not None:
        for found in result.error.problems:
            what = Text("niet te lezen", "not readable")
            first = Text("eerst oplossen", "solve first")
            called = f"{found.called}: " if found.called else ""
            says = Text(f"{called}{found.says.nl}", f"{called}{found.says.en}")
            place = found.place if found.place and found.place.sheet else None
            hint = found.hint or Text("", "")
            yield _Finding(place, "refuse", what, first, "", says, hint, (place,) if place else ())


def _of_status(decision: Decision, outcomes: Sequence[Outcome]) -> Iterator[_Finding]:
    shared, others = told_once(outcomes)
    for cause in shared:
        effects = effects_of(cause, decision.scheme)
        weight = next(iter(effects), ("advise", True))
        places = _places(decision, cause.outcomes[:1])
        rules = ", ".join(cause.rules)
        words = _both([led_to_word(*effect) for effect in effects])
        yield _Finding(places[0] if places else None, weight[0], Status.UNKNOWN.words, words, rules, cause.reason,
                       cause.remedy, places)  # fmt: skip
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in others:
        by_rule.setdefault(outcome.rule.id, []).append(outcome)
    for found in by_rule.values():
        for group in by_cause(found):
            yield _of_outcomes(decision, group)


def _of_outcomes(decision: Decision, group: Sequence[Outcome]) -> _Finding:
    """Return one finding for outcomes of a rule that wait for the same, and else for the one there is."""
    outcome = group[0]
    explanation, rule = outcome.explanation, outcome.rule
    places = _places(decision, group)
    follows = led_to(outcome.leads_to, given(outcome, decision.scheme)) if outcome.leads_to else Text("", "")
    about = [name_of(one.subject) for one in group[1:4]]
    more = Text("", "")
    if about:
        rest = len(group) - 1 - len(about)
        names = Text(", ".join(one.nl for one in about), ", ".join(one.en for one in about))
        and_more = f" (+{rest})" if rest else ""
        more = Text(f" Ook: {names.nl}{and_more}.", f" Also: {names.en}{and_more}.")
    reason = Text(f"{explanation.reason.nl}{more.nl}", f"{explanation.reason.en}{more.en}")
    title = Text(f"{rule.title.nl}. {reason.nl}", f"{rule.title.en}. {reason.en}")
    asks = outcome.status in {Status.NOT_MET, Status.UNKNOWN}
    remedy = explanation.remedy if asks else Text("", "")
    return _Finding(places[0] if places else None, outcome.leads_to or "advise", outcome.status.words, follows, rule.id,
                    title, remedy, places)  # fmt: skip


def _places(decision: Decision, outcomes: Sequence[Outcome]) -> tuple[Place, ...]:
    """Return the cells that outcomes point to, each once, what decides first; or else where it should stand."""
    found: dict[Place, None] = {}
    for outcome in outcomes:
        for evidence in sorted(shown_of(outcome), key=lambda one: not one.decisive):
            found.update(dict.fromkeys(_cells_of(evidence)))
    if not found:
        near = (decision.document.place(read_path(path)) for outcome in outcomes for path in _paths_of(outcome))
        found.update(dict.fromkeys(place for place in near if place and place.sheet))
    return tuple(found)


def _paths_of(outcome: Outcome) -> list[str]:
    """Return what a person reads to judge, or else where what is absent should stand."""
    if outcome.rule.judge:
        return list(outcome.rule.judge.reads)
    return [evidence.path for evidence in shown_of(outcome) if evidence.path]


def _cells_of(evidence: Evidence) -> list[Place]:
    if evidence.place and evidence.place.sheet:
        return [evidence.place]
    parts = [part.place for part in evidence.parts if part.place and part.place.sheet]
    return parts if len(parts) <= _CELLS else parts[:1]


def _order(finding: _Finding) -> tuple[str, int, int, int, str]:
    place = finding.place
    where = (place.sheet, place.line, place.column) if place else ("\uffff", 0, 0)
    return where[0], _WEIGHT.index(finding.weight), where[1], where[2], finding.rule


def _row(finding: _Finding, lang: Lang) -> list[Words]:
    place = finding.place
    link = f"'{place.sheet.replace(chr(39), chr(39) * 2)}'!{place.cell}" if place else ""
    where = (place.sheet, place.cell) if place else (Text("nergens", "nowhere")[lang], "")
    look = "link" if place else "text"
    return [
        Words(where[0], look, link),
        Words(where[1], look, link),
        Words(finding.outcome[lang]),
        Words(finding.leads_to[lang], finding.weight),
        Words(finding.rule),
        Words(finding.reason[lang]),
        Words(finding.remedy[lang]),
    ]


def _marks(findings: Iterable[_Finding], lang: Lang) -> Iterator[Mark]:
    """Yield what is put on each cell, the gravest finding first, for that gives the colour."""
    for finding in sorted(findings, key=lambda one: _WEIGHT.index(one.weight)):
        said = [f"{finding.outcome[lang]}, {finding.leads_to[lang]}".strip(", ")]
        said += [f"{finding.rule} {finding.reason[lang]}".strip()]
        said += [f"→ {finding.remedy[lang]}"] if finding.remedy[lang] else []
        for place in finding.cells:
            yield Mark(place.sheet, (place.line, place.column), finding.weight, "\n".join(said))


def _both(texts: Sequence[Text]) -> Text:
    return Text(", ".join(one.nl for one in texts), ", ".join(one.en for one in texts))
