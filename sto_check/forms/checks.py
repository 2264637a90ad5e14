"""Checks across the fields of one part, as document.yaml says them: days in order, a part within its whole."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import value_at
from sto_check.forms.references import is_among
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.place import Path, write_path
from sto_check.text.problems import FirstProblems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.forms.form import Check, CheckKind, Form, Steps

CODES: dict[CheckKind, str] = {
    "in_order": "end-before-start",
    "increasing": "end-not-after-start",
    "at_most": "part-exceeds-whole",
    "in_years": "day-outside-years",
}
_SAYS: dict[CheckKind, Text] = {
    "in_order": Text("{second} ({second.value}) komt voor {first} ({first.value}).",
                     "{second} ({second.value}) comes before {first} ({first.value})."),
    "increasing": Text("{second} ({second.value}) komt niet na {first} ({first.value}).",
                       "{second} ({second.value}) does not come after {first} ({first.value})."),
    "at_most": Text("{first} ({first.value}) is meer dan {second} ({second.value}).",
                    "{first} ({first.value}) is more than {second} ({second.value})."),
    "in_years": Text("De dag {day} valt buiten {years}.", "The day {day} is outside {years}."),
}  # fmt: skip
_HINT = Text("Controleer {fields}.", "Check {fields}.")
PLACEHOLDERS = ("first", "first.value", "second", "second.value", "day", "years", "fields")
"""What stands between braces in the words of a check: the names of its fields and their values."""


def placeholders_in(text: str) -> list[str]:
    """Return what stands between braces in a text."""
    return re.findall(r"\{([^{}]*)\}", text)


def find_check_problems(form: Form, document: Document) -> list[Problem]:
    """Return a problem for every part whose fields do not agree; a field that is absent or wrong agrees with all."""
    return list(FirstProblems(problem for check in form.checks for problem in _find(check, document)))


def _find(check: Check, document: Document) -> Iterator[Callable[[], Problem]]:
    for path, part in _parts(document.tree, check.path):
        if not is_among(part, check.among):
            continue
        given = [value_at(part, steps) for steps in check.fields]
        values = [_read(written, read) for written, read in zip(given, check.readers, strict=True)]
        if check.kind == "in_years":
            years = values[-1] or ()
            outside = [day for day in values[:-1] if day is not None and years and day.year not in years]
            if outside:
                day = document.names.written(outside[0].isoformat())
                yield partial(_problem, check, document, path, {"day": day})
        elif not any(value is None or isinstance(value, tuple) for value in values) and _differ(check.kind, *values):
            shown = [document.names.written(str(written)) for written in given]
            yield partial(_problem, check, document, path, {"first.value": shown[0], "second.value": shown[1]})


def _differ(kind: CheckKind, first: Any, second: Any) -> bool:
    if kind == "increasing":
        return bool(second <= first)
    return bool(first > second)


def _parts(tree: object, steps: Steps, path: Path = ()) -> Iterator[tuple[Path, dict[str, object]]]:
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _parts(item, steps, (*path, position))
    elif isinstance(tree, dict):
        if steps:
            yield from _parts(tree.get(steps[0]), steps[1:], (*path, steps[0]))
        else:
            yield path, tree


def _read(written: object, read: Callable[[object], Any]) -> Any:
    """Return a value, or a tuple of them; None where it is absent, or where reading it is an error told elsewhere."""
    if written is None:
        return None
    try:
        return tuple(map(read, written)) if isinstance(written, list) else read(written)
    except ValueError:
        return None


def _problem(check: Check, document: Document, path: Path, values: Mapping[str, str]) -> Problem:
    """Return the problem, at the part, or at the field that is too large or too early."""
    names = [document.names.short(check.path, steps) for steps in check.fields]
    shown = {"first": names[0], "second": names[1] if len(names) > 1 else "", "years": names[-1], **values}
    says, hint = check.says or _SAYS[check.kind], check.hint or _HINT
    at = {"at_most": check.fields[0], "increasing": check.fields[-1]}.get(check.kind, ())
    here = (*path, *at)
    return Problem(
        CODES[check.kind],
        _filled(says, shown, names),
        document.place(here),
        write_path(here),
        _filled(hint, shown, names),
    )


def _filled(text: Text, shown: Mapping[str, str], names: list[str]) -> Text:
    """Return a text with names and values in place of what stands between braces."""
    nl, en = text.nl, text.en
    listed = (" en ".join((", ".join(names[:-1]), names[-1])), " and ".join((", ".join(names[:-1]), names[-1])))
    for name, value in shown.items():
        nl, en = nl.replace(f"{{{name}}}", value), en.replace(f"{{{name}}}", value)
    return Text(nl.replace("{fields}", listed[0]), en.replace("{fields}", listed[1]))
