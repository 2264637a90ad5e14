"""Check files: each against the scheme that it names, one after the other, whatever is wrong with one of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.decision.check import check, require_same_scheme
from sto_check.decision.judged import JudgementsError
from sto_check.decision.judgements import NO_JUDGEMENTS, JudgedInTwoFilesError, beside
from sto_check.decision.other_kinds import refuse_lock_file, require_application, without_lock_files
from sto_check.decision.result import Result
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.documents.open_file import STDIN, require_size
from sto_check.forms.load import read_application, with_more
from sto_check.forms.source import read_source, source_of
from sto_check.scheme.chosen import default_scheme, named_scheme
from sto_check.scheme.compiled import open_scheme
from sto_check.scheme.errors import SchemeError, UnknownTableError
from sto_check.text.errors import StoCheckError, UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from sto_check.documents.limits import Limits
    from sto_check.forms.load import Application
    from sto_check.forms.source import Source
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem


def check_files(
    files: Sequence[Path | str],
    *,
    scheme: str | Path | None = None,
    rules: Path | None = None,
    maxima: Path | None = None,
    judgements: Path | None = None,
    on: date | None = None,
    variant: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    of_many: bool = False,
    opened: dict[str | Path, Scheme] | None = None,
) -> Iterator[Result]:
    """Check applications and yield a result for each, in their order; ``-`` is standard input.

    ``scheme`` is the name or folder of a scheme, by default the one that each document names; ``rules`` is a folder of
    schemes instead of those that come along. ``maxima`` is a table of maxima, ``judgements`` a file of judgements of
    the one application; without it, one that stands beside an application counts (``plan.beoordeling.yaml``). ``on``
    and ``variant`` are those of :func:`~sto_check.decision.check.check`.

    A file that Excel or LibreOffice keeps beside an open workbook is skipped among others, with a note in the first
    result. What is wrong with a document, or with the judgements of it, is in its result; so is, after the first
    document, that its scheme cannot be used with these arguments. Among documents of several schemes ``maxima`` counts
    for those that have such a table, and the others say so in a note; ``of_many`` says that these files are some of
    more, so that this holds also where there is one. ``opened`` keeps the schemes of one call for the next, which has
    the same arguments. Raises UsageError where the arguments exclude
    each other, and SchemeError or UnknownVariantError where the scheme of the first document cannot be used.
    """
    names, skipped = without_lock_files([str(file) for file in files])
    if judgements is not None and len(names) > 1:
        raise UsageError(
            problem(
                "one-file",
                "--judgements gaat over één aanvraag.",
                "--judgements is about one application.",
                None,
                "Toets de aanvragen een voor een.",
                "Check the applications one by one.",
            )
        )
    if names.count("-") > 1:
        raise UsageError(
            problem(
                "stdin-twice",
                "- staat er meer dan één keer.",
                "- is there more than once.",
                None,
                "Standaardinvoer is maar één keer te lezen.",
                "Standard input can be read only once.",
            )
        )
    must_have_table = scheme is not None or (len(names) == 1 and not of_many)
    schemes = _Schemes(scheme, rules, maxima, limits, must_have_table=must_have_table, opened=opened)
    results = _results(names, schemes, on, variant, judgements, limits)
    return (
        result._replace(notes=(*skipped, *result.notes)) if number == 0 and skipped else result
        for number, result in enumerate(results)
    )


def check_bytes(
    data: bytes,
    name: str,
    *,
    scheme: str | Path | None = None,
    rules: Path | None = None,
    maxima: Path | None = None,
    variant: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    opened: dict[str | Path, Scheme] | None = None,
) -> Result:
    """Check an application of which the bytes are at hand; ``name`` is how it is called, such as ``plan.xlsx``.

    The arguments are those of :func:`check_files`. What is wrong with the document or with the scheme for it is in the
    result.
    """
    schemes = _Schemes(scheme, rules, maxima, limits, must_have_table=False, opened=opened)

    def read() -> Source:
        require_size(data, name, limits)
        return source_of(data, name, limits)

    try:
        return _result(name, read, schemes, None, variant, None, limits)
    except SchemeError as error:
        return Result(name, None, error)


def read_file(
    file: str,
    *,
    scheme: str | Path | None = None,
    rules: Path | None = None,
    maxima: Path | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Application, Scheme]:
    """Read one application without checking it; return it with the scheme for it.

    The arguments are those of :func:`check_files`. Raises DocumentError, UsageError or SchemeError.
    """
    schemes = _Schemes(scheme, rules, maxima, limits, must_have_table=scheme is not None, opened=None)
    source = _source(file, limits)
    of_file = schemes.scheme_for(source, None, None)
    return _read(of_file, limits, source), of_file


def open_where_it_fits(name: str | Path, rules: Path | None, data: dict[str, Path] | None, limits: Limits) -> Scheme:
    """Return a scheme with these tables, or without them where it has none of that name; raises SchemeError."""
    try:
        return open_scheme(name, rules, data, limits)
    except UnknownTableError:
        return open_scheme(name, rules, None, limits)


class _Schemes:
    """The schemes of a run, each opened once: the one that was asked for, or else the one each document names."""

    def __init__(
        self,
        chosen: str | Path | None,
        rules: Path | None,
        maxima: Path | None,
        limits: Limits,
        *,
        must_have_table: bool,
        opened: dict[str | Path, Scheme] | None,
    ) -> None:
        self._chosen, self._rules, self._limits = chosen, rules, limits
        self._data = {"maxima": maxima} if maxima else None
        self._must_have_table = must_have_table
        self._opened = {} if opened is None else opened

    def scheme_for(self, source: Source | None, day: date | None, variant: str | None) -> Scheme:
        """Return the scheme for a document; raises SchemeError where it, the variant or the day does not exist."""
        named = named_scheme(source, self._rules) if source else default_scheme(self._rules)
        name = named if self._chosen is None else self._chosen
        if name not in self._opened:
            opened = self._open(name)
            if variant is not None:
                opened.require_variant(variant)
            if day is not None:
                opened.require_in_force(day)
            self._opened[name] = opened
        return self._opened[name]

    def _open(self, name: str | Path) -> Scheme:
        if self._must_have_table:
            return open_scheme(name, self._rules, self._data, self._limits)
        return open_where_it_fits(name, self._rules, self._data, self._limits)

    def notes_for(self, scheme: Scheme) -> tuple[Problem, ...]:
        """Return the note that the table of maxima does not count for a scheme, where it was given and does not."""
        if not self._data or any(table.name == "maxima" for table in scheme.tables.values()):
            return ()
        return (
            problem(
                "maxima-not-used",
                f"{scheme.id} kent geen maxima; --maxima telt hier niet.",
                f"{scheme.id} has no maxima; --maxima does not count here.",
                None,
            ),
        )


def _results(
    names: Sequence[str],
    schemes: _Schemes,
    on: date | None,
    variant: str | None,
    judgements: Path | None,
    limits: Limits,
) -> Iterator[Result]:
    """Yield a result for each file; once something is told, a scheme that cannot be used stops only its document."""
    for number, name in enumerate(names):
        try:
            shown, judged = STDIN if name == "-" else name, judgements or _beside(name)
            result = _result(shown, partial(_source, name, limits), schemes, on, variant, judged, limits)
            if judged is not None and judgements is None:
                result = result._replace(notes=(*result.notes, _judged_beside(judged)))
        except JudgedInTwoFilesError as error:
            result = Result(name, None, error)
        except SchemeError as error:
            if number == 0:
                raise
            result = Result(STDIN if name == "-" else name, None, error)
        yield result


def _beside(name: str) -> Path | None:
    """Return the file of judgements beside a document; none where its name cannot be one, or is standard input's."""
    try:
        return beside(Path(name)) if name not in {"", "-"} else None
    except (OSError, ValueError):
        return None


def _judged_beside(judgements: Path) -> Problem:
    return problem(
        "judgements-beside",
        f"De beoordelingen in {judgements} tellen mee: zij staan naast de aanvraag.",
        f"The judgements in {judgements} count: they stand beside the application.",
    )


def _source(name: str, limits: Limits) -> Source:
    refuse_lock_file(name)
    return read_source(Path(name) if name else name, limits)


def _result(
    shown: str,
    read: Callable[[], Source],
    schemes: _Schemes,
    on: date | None,
    variant: str | None,
    judgements: Path | None,
    limits: Limits,
) -> Result:
    try:
        source = read()
    except DocumentError as error:
        scheme = schemes.scheme_for(error.document, on, variant)
        return Result(shown, None, with_more(error, partial(_read, scheme, limits)))
    scheme = schemes.scheme_for(source, on, variant)
    try:
        application = _read(scheme, limits, source)
    except StoCheckError as error:
        return Result(shown, None, error, data=source.data)
    given = NO_JUDGEMENTS
    if judgements is not None:
        from sto_check.decision.judgement_file import load_judgements

        try:
            given = load_judgements(judgements, scheme, limits)
        except StoCheckError as error:
            return Result(shown, None, error, judgements=str(judgements))
    try:
        decision = check(application, scheme, on=on, variant=variant, judgements=given)
    except JudgementsError as error:
        return Result(shown, None, error, judgements=error.file)
    except StoCheckError as error:
        return Result(shown, None, error)
    return Result(shown, decision, None, (*schemes.notes_for(scheme), *application.document.notes))


def _read(scheme: Scheme, limits: Limits, source: Source) -> Application:
    require_application(source, scheme.form)
    require_same_scheme(source, scheme)
    return read_application(source, scheme.form, limits=limits, plainly=True)
