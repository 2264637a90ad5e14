"""Cases: small changes to a base application, and the outcomes and the decision that are expected of them.

A file of cases names a base application that stands in ``cases/bases``. A path leads through the application by keys,
by the id of a part in a list, or by its position counted from 1: ``partners.roc.naam``, ``begroting.kosten.1.bedrag``.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sto_check.decision.check import check, day_that_counts, made_ready, round_checker
from sto_check.decision.judgement_file import load_judgements
from sto_check.decision.judgements import NO_JUDGEMENTS
from sto_check.decision.round import Round, check_round, day_of_round
from sto_check.documents.document import Document
from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.errors import Problem, suggestion
from sto_check.forms.load import read_application
from sto_check.forms.model_problems import problems_in
from sto_check.forms.values import Dag
from sto_check.language import Text
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.load import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.documents.place import Place
    from sto_check.engine.checker import Checker
    from sto_check.engine.fact import Fact
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Rule, Scheme

Result = Literal["met", "not met", "unknown", "open", "not applicable"]
SURVIVORS = "survivors.yaml"
_GRAVITY: tuple[str, ...] = ("not_met", "unknown", "open", "met")


class CaseError(SchemeError):
    """A file of cases cannot be used: a path leads nowhere, a rule or base is not known."""


class Changes(BaseModel):
    """A base application changed: ``set`` gives values by path, ``remove`` takes parts away, ``add`` adds to lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base: str | None = None
    set: dict[str, Any] = {}
    remove: list[str] = []
    add: dict[str, list[Any]] = {}


class CaseEntry(Changes):
    """One case as it is written. With ``round`` its application is one of a round, beside the ones listed there."""

    name: str
    round: list[Changes] = []
    on: Dag | None = None
    variant: str | None = None
    judgements: list[dict[str, str]] = []
    expect: dict[str, Result] = Field(min_length=1)
    decision: Literal["not-eligible", "supplement", "assess", "eligible"] | None = None


class CaseFile(BaseModel):
    """A file of cases about one theme."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base: str
    cases: list[CaseEntry]


@dataclass(frozen=True, slots=True)
class Case:
    """A case with the bases its applications start from, and the place and the document where it is written."""

    entry: CaseEntry
    bases: tuple[Document, ...]
    place: Place | None
    document: Document


@dataclass(frozen=True, slots=True)
class Difference:
    """What was expected of a rule, or of the decision, and what was found."""

    of: str
    expected: str
    found: str


def load_cases(scheme: Scheme, folder: FilePath, pattern: str = "*.yaml") -> list[Case]:
    """Return the cases in a folder, or in the files of it that fit a pattern; raises CaseError or a DocumentError."""
    bases = {path.stem: read_file(path) for path in sorted((folder / "bases").glob("*.yaml"))}
    cases: list[Case] = []
    known = {rule.id for rule in scheme.rules}
    for path in sorted(set(folder.glob(pattern)) - {folder / SURVIVORS}):
        document = read_file(path)
        with showing(document):
            cases += _cases_in(document, bases, known)
    return cases


def _cases_in(document: Document, bases: Mapping[str, Document], known: set[str]) -> Iterator[Case]:
    try:
        written = CaseFile.model_validate(document.tree)
    except ValidationError as error:
        raise CaseError(*problems_in(error, document, CaseFile)) from None
    for position, entry in enumerate(written.cases):
        place = document.place(("cases", position))
        wanted = [one.base or written.base for one in (entry, *entry.round)]
        for base in wanted:
            if base not in bases:
                raise _wrong("unknown-base", f"De basis “{base}” is niet bekend.", f"The base “{base}” is not known.",
                             place, suggestion(base, list(bases)))  # fmt: skip
        for rule_id in sorted(set(entry.expect) - known):
            raise _wrong("unknown-rule", f"De regel “{rule_id}” is niet bekend.",
                         f"The rule “{rule_id}” is not known.",
                         document.place(("cases", position, "expect", rule_id)),
                         suggestion(rule_id, sorted(known)))  # fmt: skip
        yield Case(entry, tuple(bases[base] for base in wanted), place, document)


def load_scheme_for_cases(source: str | FilePath, rules: FilePath | None = None) -> Scheme:
    """Load a scheme as its cases expect it: with ``cases/<table>.csv`` instead of its own table, where there is one."""
    scheme = load_scheme(source, rules=rules)
    tables = {table.name: FilePath(scheme.folder) / "cases" / f"{table.name}.csv" for table in scheme.tables.values()}
    given = {name: path for name, path in tables.items() if path.is_file()}
    return load_scheme(FilePath(scheme.folder), data=given) if given else scheme


def run_cases(cases: Sequence[Case], scheme: Scheme) -> list[tuple[Case, list[Difference]]]:
    """Run every case and return those that did not come out, each with its differences."""
    found = [(case, run_case(case, scheme)[1]) for case in cases]
    return [(case, differences) for case, differences in found if differences]


def examples_of(cases: Sequence[Case], rule: Rule, result: Result, most: int) -> list[Case]:
    """Return the shortest cases that show a rule coming out so, of those that name it first: they are about it."""
    about = [case for case in cases if next(iter(case.entry.expect.items())) == (rule.id, result)]
    return sorted(about, key=lambda case: len(case.entry.expect))[:most]


def case_applications(case: Case, scheme: Scheme) -> list[Application]:
    """Return the applications of a case: its own, and in a round those beside it.

    Raises ApplicationError or CaseError.
    """
    return [
        read_application(Document(base.name, changed_tree(case, number)), scheme.form)
        for number, base in enumerate(case.bases)
    ]


def case_facts(case: Case, scheme: Scheme) -> tuple[Checker, Mapping[str, list[Fact]]]:
    """Return the facts of a case, and the checker that judges them on the day and in the variant of the case."""
    entry, applications = case.entry, case_applications(case, scheme)
    if entry.round:
        day = day_of_round(applications, scheme, entry.on, entry.variant)
        checker = round_checker(scheme, day, entry.variant)
        return checker, checker.facts_of_round(applications)
    day = day_that_counts(applications[0], scheme, entry.on, entry.variant)
    checker, _ = made_ready(scheme, day, entry.variant)
    return checker, checker.facts(applications[0])


def run_case(case: Case, scheme: Scheme) -> tuple[Decision | Round, list[Difference]]:
    """Check what a case describes and return the answer with every difference from what was expected."""
    answer = _answer(case, scheme)
    found = results(answer)
    differences = [
        Difference(rule_id, expected, found.get(rule_id, "not applicable"))
        for rule_id, expected in case.entry.expect.items()
        if found.get(rule_id, "not applicable") != expected
    ]
    verdict = "none" if isinstance(answer, Round) else answer.verdict
    if case.entry.decision is not None and case.entry.decision != verdict:
        differences.append(Difference("decision", case.entry.decision, verdict))
    return answer, differences


def _answer(case: Case, scheme: Scheme) -> Decision | Round:
    entry, applications = case.entry, case_applications(case, scheme)
    if entry.round:
        return check_round(applications, scheme, on=entry.on, variant=entry.variant)
    judgements = load_judgements({"beoordelingen": entry.judgements}, scheme) if entry.judgements else NO_JUDGEMENTS
    return check(applications[0], scheme, on=entry.on, variant=entry.variant, judgements=judgements)


def results(decision: Decision | Round) -> dict[str, Result]:
    """Return for each rule the gravest of its outcomes; a rule that speaks of nothing is not applicable."""
    gravest: dict[str, int] = {}
    for outcome in decision.outcomes:
        gravity = _GRAVITY.index(outcome.status)
        gravest[outcome.rule.id] = min(gravity, gravest.get(outcome.rule.id, gravity))
    words: tuple[Result, ...] = ("not met", "unknown", "open", "met")
    return {rule_id: words[gravity] for rule_id, gravity in gravest.items()}


def changed_tree(case: Case, number: int = 0) -> Any:
    """Return the tree of a base application with the case's changes made; in a round, of the one of that number."""
    changes = (case.entry, *case.entry.round)[number]
    with showing(case.document):
        return _change(copy.deepcopy(case.bases[number].tree), case, changes)


def _change(tree: Any, case: Case, changes: Changes) -> Any:
    for path in changes.remove:
        owner, key = _owner(tree, path, case)
        del owner[key]
    for path, items in changes.add.items():
        owner, key = _owner(tree, path, case, may_be_new=True)
        if isinstance(owner, dict) and owner.get(key) is None:
            owner[key] = []
        if not isinstance(owner[key], list):
            raise _no_path(path, path.rpartition(".")[2], case)
        owner[key].extend(items)
    for path, value in changes.set.items():
        owner, key = _owner(tree, path, case, may_be_new=True)
        owner[key] = value
    return tree


def _owner(tree: Any, path: str, case: Case, *, may_be_new: bool = False) -> tuple[Any, Any]:
    """Return the part that holds the last step of a path, and that step as a key or position."""
    steps = path.split(".")
    for step in steps[:-1]:
        found = _step(tree, step)
        if found is None or (isinstance(tree, dict) and found not in tree):
            raise _no_path(path, step, case)
        tree = tree[found]
    last = _step(tree, steps[-1])
    if last is None or (isinstance(tree, dict) and last not in tree and not may_be_new):
        raise _no_path(path, steps[-1], case)
    return tree, last


def _step(tree: Any, step: str) -> Any:
    if isinstance(tree, dict):
        return step
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            if isinstance(item, dict) and step in {item.get("id"), str(position + 1)}:
                return position
    return None


def _no_path(path: str, step: str, case: Case) -> CaseError:
    return _wrong("no-such-path", f"Het pad {path} leidt nergens heen: {step} is er niet.",
                  f"The path {path} leads nowhere: there is no {step}.", case.place, None)  # fmt: skip


def _wrong(code: str, nl: str, en: str, place: Place | None, hint: Text | None) -> CaseError:
    return CaseError(Problem(code, Text(nl, en), place, hint=hint))
