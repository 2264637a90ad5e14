"""A file of judgements that a person answers question by question: what is in it stays, what is answered is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.decision.judgements import WORKBOOKS
from sto_check.documents.save import save
from sto_check.documents.write import write_yaml
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from sto_check.decision.decision import Decision
    from sto_check.desk.questions import Question

_HEAD = "# Beoordelingen van {name}, voor sto-check. gelezen: de vingerafdruk van de tekst die is beoordeeld.\n"
_READ_IN_CELL = 1500
"""How many characters of the applicant's text stand in a cell; a row can be no higher than a page."""
_TO_FILL_IN = """\
# Vul van elke vraag score, door, op (jjjj-mm-dd) en motivering in; wat leeg blijft is nog niet beoordeeld.
# score: {scale}.
"""


class CommentsInJudgementsError(UsageError):
    """A file of judgements has comments, which would be lost if it were written anew (exit code 2)."""


class JudgementsInWorkbookError(UsageError):
    """Judgements stand in a workbook, which is filled in by hand (exit code 2)."""


class JudgementWriting:
    """The judgements of one application as they are being given; :meth:`keep` writes each answer at once."""

    def __init__(self, path: Path, decision: Decision) -> None:
        """Begin with the judgements that the decision rests on.

        Raises CommentsInJudgementsError, or JudgementsInWorkbookError where they stand in a workbook.
        """
        if path.suffix in WORKBOOKS:
            raise _in_workbook(path)
        self._path = path
        self._head, self._tree = _HEAD.format(name=decision.application), _begun(decision)
        document = decision.judgements.document
        if document is not None:
            self._head = _comments_before(document.text, path)
            self._tree |= document.tree if isinstance(document.tree, dict) else {}
        self._entries: list[dict[str, Any]] = list(self._tree.get("beoordelingen") or [])

    def keep(self, question: Question, score: str, by: str, on: date, motivation: str) -> None:
        """Put an answer in the place of an earlier one of the same question, and write the file; raises OSError."""
        rule, subject = question.outcome.rule.id, question.subject
        same = [entry for entry in self._entries if _is_about(entry, rule, subject)]
        entry = {"regel": rule, **({"onderwerp": subject} if subject else {})}
        entry |= {"score": score, "door": by, "op": on.isoformat(), "motivering": motivation, "gelezen": question.read}
        if same:
            self._entries[self._entries.index(same[0])] = entry
        else:
            self._entries.append(entry)
        save(self._text().encode(), self._path, overwrite=True)

    def _text(self) -> str:
        return self._head + write_yaml({**self._tree, "beoordelingen": self._entries})


def template_for(decision: Decision, asked: Sequence[Question]) -> str:
    """Return a file of judgements with all questions that are open and no answers (YAML, in Dutch)."""
    head = _HEAD.format(name=decision.application)
    head += _TO_FILL_IN.format(scale=", ".join(decision.scheme.decision.scale))
    head += write_yaml({key: value for key, value in _begun(decision).items() if key != "beoordelingen"})
    return f"{head}beoordelingen:\n" + "\n".join(_asked(question) for question in asked)


def workbook_for(decision: Decision, asked: Sequence[Question], suffix: str = ".xlsx") -> bytes:
    """Return a workbook of judgements with all questions that are open, what to read for them, and no answers."""
    from sto_check.decision.judgement_form import judgement_form
    from sto_check.forms.sheets.write import write_workbook

    rows = [
        {
            "regel": question.outcome.rule.id,
            **({"onderwerp": question.subject} if question.subject else {}),
            "vraag": " ".join(question.asks.nl.split()),
            "tekst": _begin("\n".join(_to_read(question))),
            "gelezen": question.read,
        }
        for question in asked
    ]
    return write_workbook(judgement_form(decision.scheme), {**_begun(decision), "beoordelingen": rows}, suffix)


def _begin(text: str) -> str:
    return text if len(text) <= _READ_IN_CELL else f"{text[:_READ_IN_CELL].rstrip()} … (verder in de aanvraag)"


def _to_read(question: Question) -> Iterator[str]:
    for answer in question.answers:
        yield f"{answer.called}:"
        yield from answer.lines


def _in_workbook(path: Path) -> JudgementsInWorkbookError:
    return JudgementsInWorkbookError(
        problem(
            "judgements-in-workbook",
            f"De oordelen staan in {path}; daar vult u ze zelf in.",
            f"The judgements stand in {path}; you fill them in there yourself.",
            None,
            "Vul score, door, op en motivering in, of kies met --output een YAML-bestand.",
            "Fill in score, door, op and motivering, or choose a YAML file with --output.",
        )
    )


def _asked(question: Question) -> str:
    about = f"    onderwerp: {_scalar(question.subject)}\n" if question.subject else ""
    reads = "".join(f"  # Lees: {answer.called}\n" for answer in question.answers)
    asks = " ".join(question.asks.nl.split())
    return (
        f"  # {asks}\n{reads}  - regel: {question.outcome.rule.id}\n{about}    score:\n    door:\n    op:\n"
        f"    motivering:\n    gelezen: {_scalar(question.read)}\n"
    )


def _scalar(text: str) -> str:
    return write_yaml({"": text}).partition(":")[2].strip()


def _begun(decision: Decision) -> dict[str, Any]:
    """Return the head of a file: the scheme, and how the application names itself."""
    region = decision.document.tree.get("regio") if isinstance(decision.document.tree, dict) else None
    own = region if isinstance(region, dict) else {}
    named = {key: own[field] for key, field in (("regio", "naam"), ("nummer", "nummer")) if own.get(field)}
    return {"regeling": decision.scheme.id, **named, "beoordelingen": []}


def _is_about(entry: dict[str, Any], rule: str, subject: str) -> bool:
    return entry.get("regel") == rule and (entry.get("onderwerp") or "") == subject


def _comments_before(text: str, path: Path) -> str:
    """Return the comments with which a file begins; raises CommentsInJudgementsError where it has others."""
    lines = text.splitlines(keepends=True)
    head = 0
    while head < len(lines) and (lines[head].startswith("#") or not lines[head].strip()):
        head += 1
    for number, line in enumerate(lines[head:], head + 1):
        if line.lstrip().startswith("#"):
            raise CommentsInJudgementsError(
                problem(
                    "comments-in-judgements",
                    f"{path} heeft opmerkingen (regel {number}); die gaan verloren als hier oordelen bij komen.",
                    f"{path} has comments (line {number}); these are lost when judgements are added to it.",
                    None,
                    "Haal de opmerkingen weg, of kies met --output een ander bestand.",
                    "Take out the comments, or choose another file with --output.",
                )
            )
    return "".join(lines[:head])
