"""Cases: small changes to a base application, and the outcomes and the decision that are expected of them.

A file of cases names a base application that stands in ``cases/bases``. A path leads through the application by keys,
by the id of a part in a list, or by its position counted from 1: ``partners.roc.naam``, ``begroting.kosten.1.bedrag``.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from sto_check.decision.check import check, day_that_counts, made_ready, round_checker
from sto_check.decision.judgement_file import load_judgements
from sto_check.decision.judgements import NO_JUDGEMENTS
from sto_check.decision.round import Round, check_round, day_of_round
from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.documents.read import read_file
from sto_check.engine.status import Status
from sto_check.forms.load import read_application
from sto_check.forms.model_problems import problems_in
from sto_check.forms.values import Dag
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.load import load_scheme
from sto_check.text.errors import Problem, StoCheckError, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.engine.checker import Checker
    from sto_check.engine.fact import Fact
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.place import Path, Place

SURVIVORS = "survivors.yaml"
_STATUSES = {status.written: status for status in Status}


def _status_of(word: object) -> Status:
    if not isinstance(word, str) or word not in _STATUSES:
        raise PydanticCustomError("enum", "status", {"expected": ", ".join(_STATUSES)})
    return _STATUSES[word]


Expected = Annotated[Status, BeforeValidator(_status_of)]
"""What a case expects a rule to come out as, by the word of those who write cases: ``not met``."""


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
    """One case as it is written.

    ``about`` is the rule for which it was written, where it names more than that. With ``round`` its application is
    one of a round, beside the ones listed there.
    """

    name: str
    about: str | None = None
    round: list[Changes] = []
    on: Dag | None = None
    variant: str | None = None
    judgements: list[dict[str, str]] = []
    expect: dict[str, Expected] = Field(min_length=1)
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
    expected: Status | str
    found: Status | str


class Unusable(NamedTuple):
    """A case, or a whole file of cases, that cannot be run: its name, its place, and what is wrong with it."""

    name: str
    place: Place | None
    problems: tuple[Problem, ...]


def load_cases(scheme: Scheme, folder: FilePath, pattern: str = "*.yaml") -> list[Case]:
    """Return the cases in a folder, or in the files of it that fit a pattern; raises CaseError with all mistakes."""
    cases, unusable = read_cases(scheme, folder, pattern)
    if unusable:
        raise CaseError(*dict.fromkeys(problem for one in unusable for problem in one.problems))
    return cases


def read_cases(scheme: Scheme, folder: FilePath, pattern: str = "*.yaml") -> tuple[list[Case], list[Unusable]]:
    """Return the cases in a folder, or in the files of it that fit a pattern, and those that cannot be used."""
    reader = _Reader({rule.id for rule in scheme.rules})
    for path in sorted((folder / "bases").glob("*.yaml")):
        reader.read_base(path)
    for path in sorted(set(folder.glob(pattern)) - {folder / SURVIVORS}):
        reader.read_cases(path)
    return reader.cases, reader.unusable


class _Reader:
    """Reads files of cases; what is wrong with one case leaves the others as they are."""

    def __init__(self, known: set[str]) -> None:
        self.cases: list[Case] = []
        self.unusable: list[Unusable] = []
        self._known = known
        self._bases: dict[str, Document | DocumentError] = {}

    def read_base(self, path: FilePath) -> None:
        """Read a base application; one that cannot be read is told of the cases that start from it."""
        try:
            self._bases[path.stem] = read_file(path)
        except DocumentError as error:
            self._bases[path.stem] = error

    def read_cases(self, path: FilePath) -> None:
        """Read the cases of one file."""
        try:
            document = read_file(path)
        except DocumentError as error:
            self.unusable.append(Unusable(path.name, None, error.problems))
            return
        with showing(document):
            base, entries = self._entries(document)
            for position, entry in entries:
                place = document.place(("cases", position))
                try:
                    self.cases.append(self._case(entry, base, position, document))
                except StoCheckError as error:
                    self.unusable.append(Unusable(entry.name, place, error.problems))

    def _entries(self, document: Document) -> tuple[str, list[tuple[int, CaseEntry]]]:
        """Return the base of a file and its cases that have the right shape, each with its position."""
        tree = document.tree
        try:
            written = CaseFile.model_validate(tree)
        except ValidationError as error:
            places = [found["loc"] for found in error.errors(include_url=False)]
            positions = [int(place[1]) for place in places if place[0] == "cases" and len(place) > 1]
            problems = CaseError(*problems_in(error, document, CaseFile)).problems
            if len(positions) < len(places) or not isinstance(tree, dict):
                self.unusable.append(Unusable(document.name, None, problems))
                return "", []
            for position in dict.fromkeys(positions):
                of_case = [one for at, one in zip(positions, problems, strict=False) if at == position]
                name = tree["cases"][position].get("name") if isinstance(tree["cases"][position], dict) else None
                place = document.place(("cases", position))
                self.unusable.append(Unusable(str(name or position + 1), place, tuple(of_case or problems)))
            kept = [number for number in range(len(tree["cases"])) if number not in positions]
            written = CaseFile.model_validate({**tree, "cases": [tree["cases"][number] for number in kept]})
            return written.base, list(zip(kept, written.cases, strict=True))
        return written.base, list(enumerate(written.cases))

    def _case(self, entry: CaseEntry, base: str, position: int, document: Document) -> Case:
        path: Path = ("cases", position)
        found = []
        for name in (one.base or base for one in (entry, *entry.round)):
            source = self._bases.get(name)
            if source is None:
                raise _wrong(
                    "unknown-base",
                    f"De basis “{name}” is niet bekend.",
                    f"The base “{name}” is not known.",
                    document.place(path),
                    suggestion(name, list(self._bases)),
                )
            if isinstance(source, DocumentError):
                raise source
            found.append(source)
        named: list[tuple[Path, str]] = [(("expect", rule_id), rule_id) for rule_id in sorted(entry.expect)]
        named += [(("about",), entry.about)] if entry.about else []
        for keys, rule_id in named:
            if rule_id not in self._known:
                raise _wrong(
                    "unknown-rule",
                    f"De regel “{rule_id}” is niet bekend.",
                    f"The rule “{rule_id}” is not known.",
                    document.place((*path, *keys)),
                    suggestion(rule_id, sorted(self._known)),
                )
        return Case(entry, tuple(found), document.place(path), document)


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


def examples_of(cases: Sequence[Case], rule: Rule, status: Status, most: int) -> list[Case]:
    """Return the shortest cases that show a rule coming out so: written for it, or for no rule in particular.

    A case that was written for some other rule to fail is no example of this one being met.
    """
    found = [case for case in cases if case.entry.expect.get(rule.id) == status and _shows(case.entry, rule.id)]
    return sorted(found, key=lambda case: (next(iter(case.entry.expect)) != rule.id, len(case.entry.expect)))[:most]


def _shows(entry: CaseEntry, rule_id: str) -> bool:
    if entry.about is not None:
        return entry.about == rule_id
    failing = {name for name, status in entry.expect.items() if status.gravity < Status.MET.gravity}
    return not failing or rule_id in failing


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
        Difference(rule_id, expected, status)
        for rule_id, expected in case.entry.expect.items()
        if (status := found.get(rule_id, Status.NOT_APPLICABLE)) != expected
    ]
    verdict = "none" if isinstance(answer, Round) else answer.verdict
    if case.entry.decision is not None and case.entry.decision != verdict:
        differences.append(Difference("decision", case.entry.decision, verdict))
    return answer, differences


def _answer(case: Case, scheme: Scheme) -> Decision | Round:
    entry, applications = case.entry, case_applications(case, scheme)
    if entry.round:
        return check_round(applications, scheme, on=entry.on, variant=entry.variant)
    judgements = NO_JUDGEMENTS
    if entry.judgements:
        judgements = load_judgements({"beoordelingen": entry.judgements}, scheme)._replace(own=True)
    return check(applications[0], scheme, on=entry.on, variant=entry.variant, judgements=judgements)


def results(decision: Decision | Round) -> dict[str, Status]:
    """Return for each rule the gravest of its outcomes; a rule that is not there speaks of nothing."""
    gravest: dict[str, Status] = {}
    for outcome in decision.outcomes:
        before = gravest.get(outcome.rule.id, outcome.status)
        gravest[outcome.rule.id] = min(before, outcome.status, key=attrgetter("gravity"))
    return gravest


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
    return _wrong(
        "no-such-path",
        f"Het pad {path} leidt nergens heen: {step} is er niet.",
        f"The path {path} leads nowhere: there is no {step}.",
        case.place,
        None,
    )


def _wrong(code: str, nl: str, en: str, place: Place | None, hint: Text | None) -> CaseError:
    return CaseError(Problem(code, Text(nl, en), place, hint=hint))
