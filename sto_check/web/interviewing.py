"""One turn of an interview on the page, as a process of its own takes it: the answers so far in, the next page out.

Nothing is kept between turns: the page itself holds the document, and what was left for later.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sto_check.decision.check import check, require_same_scheme
from sto_check.documents.document import value_at
from sto_check.documents.errors import DocumentError
from sto_check.documents.write import write_json
from sto_check.forms.convert import convert
from sto_check.forms.load import read_application
from sto_check.forms.plain import plain_tree
from sto_check.forms.source import source_of
from sto_check.interview.answer import name_for, with_answer, with_none
from sto_check.interview.errors import AnswerError
from sto_check.interview.next_question import interview
from sto_check.interview.question import given_question, part_question, question_at
from sto_check.text.place import read_path, write_path
from sto_check.web.checking import Answer, Asked, answer, open_for
from sto_check.web.pages.questions import interview_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as FilePath

    from sto_check.documents.limits import Limits
    from sto_check.forms.load import Application
    from sto_check.interview.question import Question
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang
    from sto_check.text.place import Path

Action = Literal["begin", "answer", "more", "none", "later", "change", "yaml", "xlsx", "report"]
_ANSWERS = ("answer", "more", "none")
NAME = "antwoorden.json"
"""What the document on the page is called."""


class Turn(NamedTuple):
    """What somebody did on the page: an ``action`` for the question at ``path``, with what each input says.

    ``document`` holds the answers so far, ``later`` the paths of what was left, ``given`` of what was answered. The
    rest is as in
    :class:`~sto_check.web.checking.Asked`.
    """

    action: Action
    document: bytes
    name: str
    path: str
    said: tuple[str, ...]
    later: tuple[str, ...]
    given: tuple[str, ...]
    lang: Lang
    scheme: str
    rules: FilePath | None
    maxima: FilePath | None
    limits: Limits
    empty: str


def take(turn: Turn) -> Answer:
    """Take a turn and return the page with the next question, the document, or the report on it."""
    os.chdir(turn.empty)  # a document that names a table beside it finds none here
    scheme = open_for(turn.scheme, turn.rules, turn.maxima, turn.limits)
    try:
        application = _read(turn, scheme)
    except DocumentError:  # the report says what is wrong with it, and where
        return _report(turn, turn.document, turn.name)
    if turn.action == "report":
        return _report(turn, write_json(plain_tree(application.content)).encode(), f"{application.form.name}.json")
    if turn.action in ("yaml", "xlsx"):
        return Answer(convert(application, f".{turn.action}", turn.limits), turn.action, 0)
    return Answer(_next_page(turn, scheme, application), "page", 0)


def _read(turn: Turn, scheme: Scheme) -> Application:
    source = source_of(turn.document, turn.name, turn.limits)
    require_same_scheme(source, scheme)
    return read_application(source, scheme.form, limits=turn.limits)


def _report(turn: Turn, data: bytes, name: str) -> Answer:
    return answer(Asked(data, name, "html", turn.lang, turn.scheme, turn.rules, turn.maxima, turn.limits, turn.empty))


def _next_page(turn: Turn, scheme: Scheme, application: Application) -> bytes:
    """Take what was answered, and return the page with what is asked then: the same again where it is refused."""
    problems: tuple[Problem, ...] = ()
    path = read_path(turn.path)
    question = _question(application, path)
    if question is not None and turn.action in _ANSWERS:
        try:
            application = _answered(turn, application, question)
        except (DocumentError, AnswerError) as error:
            problems = error.problems
    later = (*turn.later, turn.path) if turn.action == "later" else turn.later
    found = interview(application, partial(check, scheme=scheme), [read_path(one) for one in later])
    again = question if problems or turn.action == "change" else None
    if turn.action == "more" and not problems:
        again = part_question(application.form, application.document.tree, path)
    if again is not None:  # with the rules that wait for it
        again = next((one for one in found.questions if one.path == again.path), again)
    following = again or next(iter(found.questions), None)
    answered = turn.path if turn.action in _ANSWERS and not problems else ""
    given = _given(application, [*turn.given, answered])
    return interview_page(
        turn.lang,
        scheme.head.title,
        found,
        following,
        problems=problems,
        said=turn.said if problems else _proposed(application, following),
        given=given,
        hidden={
            "scheme": scheme.id,
            "document": write_json(plain_tree(application.content)),
            "name": NAME,
            "later": "\n".join(later),
            "given": "\n".join(given),
            "path": write_path(following.path) if following else "",
        },
    ).encode("utf-8", "replace")


def _question(application: Application, path: Path) -> Question | None:
    """Return the question that was answered, or is to be asked again; None where it is not there any more."""
    form, tree = application.form, application.document.tree
    return question_at(form, tree, path) or given_question(form, tree, path) or part_question(form, tree, path)


def _answered(turn: Turn, application: Application, question: Question) -> Application:
    if turn.action == "none":
        return with_none(application, question)
    said = dict(zip((column.path for column in question.inputs), turn.said, strict=False))
    return with_answer(application, question, said)


def _given(application: Application, paths: Iterable[str]) -> dict[str, str]:
    """Return what stands in the document where it was answered, by its path."""
    found: dict[str, str] = {}
    for written in paths:
        value = value_at(application.document.tree, read_path(written)) if written else None
        texts: list[Any] = value if isinstance(value, list) else [value]
        if value is not None and all(isinstance(text, str) for text in texts):
            found[written] = ", ".join(texts)
    return found


def _proposed(application: Application, question: Question | None) -> tuple[str, ...]:
    """Return what stands in the inputs at first: the answer as it is, or a name for a new part."""
    if question is None:
        return ()
    if question.sort == "value":
        value = value_at(application.document.tree, question.path)
        between = "\n" if question.inputs[0].sort == "text" else ", "
        return (between.join(value) if isinstance(value, list) else value or "",)
    return tuple(name_for(application, question) if one.path == ("id",) else "" for one in question.inputs)
