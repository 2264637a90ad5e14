"""Check many applications into a folder of results, by several processes; what is there already is not done again."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import sto_check
from sto_check.decision.check_files import check_files
from sto_check.decision.judgements import BESIDE
from sto_check.decision.result import Result
from sto_check.desk.results_folder import Kept
from sto_check.desk.row import row_of
from sto_check.desk.workers import WorkerDiedError, run_each
from sto_check.documents.document import fingerprint
from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.errors import SchemeError
from sto_check.text.errors import EXIT_ENGINE, StoCheckError, UsageError
from sto_check.text.problems import problem
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from sto_check.desk.found import Found
    from sto_check.desk.results_folder import ResultsFolder
    from sto_check.documents.limits import Limits
    from sto_check.text.language import Lang


class Wanted(NamedTuple):
    """How applications are checked, and what is made of each; see :func:`~sto_check.decision.check_files.check_files`.

    ``annotate`` asks for a copy of each workbook with the findings in it, ``parquet`` for tables of all facts, and
    ``seed`` is that of a lot, which is about no application by itself.
    """

    scheme: str | None
    rules: Path | None
    maxima: Path | None
    on: date | None
    variant: str | None
    limits: Limits
    lang: Lang
    annotate: bool = False
    seed: str | None = None
    parquet: bool = False


class Made(NamedTuple):
    """What a report makes of one result: rows of the table of outcomes, JSON on one line, and files by their names."""

    outcomes: list[list[str]]
    report: str
    files: Mapping[str, bytes]


class Maker(Protocol):
    """Makes what is kept of a result; a function of a module, so that another process can be given it."""

    def __call__(self, name: str, result: Result, wanted: Wanted) -> Made:
        """Return what is kept of a result whose application has this name."""


class Task(NamedTuple):
    """One application to check, the fingerprint of all that its result rests on, and where that goes."""

    found: Found
    document: str
    """The fingerprint of the document before it was checked."""
    key: str
    wanted: Wanted
    make: Maker
    results: ResultsFolder


class Checked(NamedTuple):
    """What is kept of one application, and the files that were made of it, by their names in the folder."""

    kept: Kept
    files: Mapping[str, bytes]


class SeenOtherwiseError(UsageError):
    """On another machine stands another version, another scheme or another file than here (exit code 2)."""


class CheckBrokenOffError(StoCheckError):
    """The process that checked an application died twice (exit code 70)."""

    exit_code = EXIT_ENGINE


def run_batch(
    found: Sequence[Found], wanted: Wanted, make: Maker, results: ResultsFolder, workers: int, cluster: str = ""
) -> Generator[tuple[str, bool], None, None]:
    """Check what was found, and yield the name of each application that is done and whether it was checked now.

    What is kept is read back from ``results``. A document that cannot be read, or over which the process that checks
    it dies twice, is a result like any other. ``cluster`` is the address of a cluster whose workers do the checking,
    instead of processes of this machine; this program alone writes. Raises OSError or UsageError where results cannot
    be written, and what :func:`~sto_check.desk.cluster.run_on_cluster` raises.
    """
    to_do: list[Task] = []
    keys = Keys(wanted)
    for one in found:
        document = fingerprint_of(Path(one.path))
        task = Task(one, document, keys.key(one, document), wanted, make, results)
        if results.has(one.name, task.key):
            yield one.name, False
        else:
            to_do.append(task)
    for number, done in _run(to_do, keys, workers, cluster):
        task = to_do[number]
        if isinstance(done, WorkerDiedError):
            results.keep(*_checked(task, Result(task.found.path, None, _broken_off(task.found, done))))
        elif done is not None:
            results.keep(*done)
        yield task.found.name, True


def _run(
    tasks: Sequence[Task], keys: Keys, workers: int, cluster: str
) -> Generator[tuple[int, Checked | WorkerDiedError | None], None, None]:
    """Yield what comes of each task; None where its result is kept already."""
    if not cluster:
        yield from run_each(check_and_keep, tasks, workers)
        return
    from sto_check.desk.cluster import run_on_cluster

    yield from run_on_cluster(partial(check_elsewhere, keys.shared), tasks, cluster)


def check_and_keep(task: Task) -> None:
    """Check one application and keep what was found; raises OSError or UsageError where that cannot be written."""
    task.results.keep(*check_one(task))


def check_one(task: Task) -> Checked:
    """Check one application and return what is to be kept of it."""
    wanted, path = task.wanted, task.found.path
    try:
        (result,) = check_files(
            [path],
            scheme=wanted.scheme,
            rules=wanted.rules,
            maxima=wanted.maxima,
            on=wanted.on,
            variant=wanted.variant,
            limits=wanted.limits,
            of_many=True,
        )
    except SchemeError as error:
        result = Result(path, None, error)
    return _checked(task, result)


def check_elsewhere(shared: Mapping[str, object], tasks: Sequence[Task]) -> list[Checked]:
    """Check applications on another machine; ``shared`` is what results rest on where the tasks were given.

    Raises SeenOtherwiseError where here is another version, another scheme or another file than there.
    """
    keys = Keys(tasks[0].wanted)
    for name, there in shared.items():
        if keys.shared[name] != there:
            raise _seen_otherwise(*_CALLED[name])
    for task in tasks:
        if keys.key(task.found, fingerprint_of(Path(task.found.path))) != task.key:
            raise _seen_otherwise(task.found.path, task.found.path)
    return [check_one(task) for task in tasks]


_CALLED = {
    "version": ("de versie van sto-check", "the version of sto-check"),
    "code": ("de versie van sto-check", "the version of sto-check"),
    "schemes": ("de regelingen", "the schemes"),
    "today": ("de dag van vandaag", "the day of today"),
    "wanted": ("wat er wordt gevraagd", "what is asked"),
    "maxima": ("de tabel met maxima", "the table of maxima"),
}


def _seen_otherwise(nl: str, en: str) -> SeenOtherwiseError:
    return SeenOtherwiseError(
        problem(
            "seen-otherwise",
            f"Een van de werkers van het cluster ziet iets anders: {nl}.",
            f"One of the workers of the cluster sees something else: {en}.",
            None,
            "Zet op elke werker dezelfde versie, en de bestanden op dezelfde plaats (een gedeelde map).",
            "Put the same version on each worker, and the files in the same place (a shared folder).",
        )
    )


def _checked(task: Task, result: Result) -> Checked:
    name = task.found.name
    made = task.make(name, result, task.wanted)
    row = row_of(name, result, task.wanted.lang)
    as_it_was = fingerprint_of(Path(task.found.path)) == task.document
    return Checked(Kept(task.key if as_it_was else "", row, made.outcomes, made.report, list(made.files)), made.files)


def _broken_off(found: Found, died: WorkerDiedError) -> CheckBrokenOffError:
    how = f" (signaal {died.signal})" if died.signal else ""
    how_en = f" (signal {died.signal})" if died.signal else ""
    return CheckBrokenOffError(
        problem(
            "check-broken-off",
            f"Het toetsen van {found.name} brak twee keer af{how}; er is geen beslissing.",
            f"Checking {found.name} broke off twice{how_en}; there is no decision.",
            None,
            "Toets dit document apart, en meld deze fout met het document erbij.",
            "Check this document by itself, and report this fault together with the document.",
        )
    )


class Keys:
    """Fingerprints of all that the result of an application rests on: where one byte differs it is another.

    Beside the document that is every table in its folder, the judgements beside it, the schemes, this program, the
    arguments, and today. Made for one batch: what applications share is read once.
    """

    def __init__(self, wanted: Wanted) -> None:
        self._folders: dict[tuple[Path, str], str] = {}
        self.shared: dict[str, object] = {
            "version": VERSION,
            "code": self._of_files(Path(sto_check.__file__).parent, "**/*.*"),
            "schemes": self._of_files(wanted.rules or rules_folder(), "**/*.*"),
            "today": date.today().isoformat(),
            "wanted": [str(one) for one in wanted._replace(seed=None)],
            "maxima": fingerprint_of(wanted.maxima) if wanted.maxima else "",
        }

    def key(self, found: Found, document: str) -> str:
        """Return the key of an application whose document has this fingerprint."""
        path = Path(found.path)
        own = {
            "path": found.path,
            "document": document,
            "tables": self._of_files(path.parent, "*.[cC][sS][vV]"),
            "judgements": self._of_files(path.parent, f"{_plain(path.stem)}{BESIDE}*"),
        }
        return fingerprint(json.dumps([self.shared, own], sort_keys=True).encode())

    def _of_files(self, folder: Path, pattern: str) -> str:
        known = self._folders.get((folder, pattern))
        if known is None:
            files = sorted(path for path in folder.glob(pattern) if "__pycache__" not in path.parts)
            told = "".join(f"{path.relative_to(folder)}:{fingerprint_of(path)}\n" for path in files)
            known = fingerprint(told.encode("utf-8", "surrogateescape"))
            self._folders[folder, pattern] = known
        return known


def fingerprint_of(path: Path) -> str:
    """Return the fingerprint of a regular file, or why there is none."""
    try:
        return fingerprint(path.read_bytes()) if path.is_file() else "no file"
    except OSError as error:
        return str(error)


def _plain(name: str) -> str:
    """Return a pattern that only this name fits."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
