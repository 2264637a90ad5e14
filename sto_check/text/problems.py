"""How a problem is made from loose texts, and how many are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.place import Path, Place, write_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MAX_PROBLEMS = 200
"""How many problems of one sort are told; of the others only the number."""


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems in order of place, those of a workbook sheet by sheet; those without a place come first."""

    def place(found: Problem) -> tuple[str, str, int, int]:
        at = found.place or Place("", 0, 0)
        return at.file, at.sheet, at.line, at.column

    return sorted(problems, key=place)


def more_problems(others: int, place: Place | None) -> Problem:
    """Return the problem that says how many more there are, at the place of the last that was told."""
    return problem(
        "more-problems",
        f"Hierna volgen nog {others} zulke fouten.",
        f"{others} more such errors follow.",
        place,
        "Herstel eerst de andere.",
        "Mend the others first.",
    )


def problem(
    code: str,
    nl: str,
    en: str,
    place: Place | None = None,
    hint_nl: str = "",
    hint_en: str = "",
    *,
    path: Path = (),
    hint: Text | None = None,
) -> Problem:
    """Return a :class:`~sto_check.errors.Problem` from loose texts: what is wrong and what to do.

    What to do is said in both languages, or is a ``hint`` that was made elsewhere, such as the nearest known name.
    """
    return Problem(code, Text(nl, en), place, write_path(path), Text(hint_nl, hint_en) if hint_nl else hint)


def package_missing(code: str, nl: str, en: str, extra: str) -> Problem:
    """Return the problem of a package that is not installed, and with which extra it comes."""
    command = f"pip install 'sto-check[{extra}]'"
    return problem(code, nl, en, None, f"Installeer het: {command}.", f"Install it: {command}.")


class FirstProblems:
    """The first ``most`` problems, each made only where it is told, and one that ``more`` makes to count the others."""

    def __init__(
        self,
        makers: Iterable[Callable[[], Problem]] = (),
        most: int = MAX_PROBLEMS,
        more: Callable[[int, Place | None], Problem] = more_problems,
    ) -> None:
        self._told: list[Problem] = []
        self._others = 0
        self._most, self._more = most, more
        for make in makers:
            self.add(make)

    def __bool__(self) -> bool:
        return bool(self._told)

    def __iter__(self) -> Iterator[Problem]:
        yield from self._told
        if self._others:
            yield self._more(self._others, self._told[-1].place)

    def add(self, make: Callable[[], Problem]) -> None:
        """Tell a problem, or count it."""
        if len(self._told) < self._most:
            self._told.append(make())
        else:
            self._others += 1


def quote(word: str, length: int = 40) -> str:
    """Return a word from a document between quotation marks, cut off after ``length`` characters."""
    return f"“{word[:length]}…”" if len(word) > length else f"“{word}”"


def parser_words(said: str, known: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return our words, in Dutch and English, for what a parser said; its own words where ``known`` has none."""
    own = (f"de lezer meldt: {said}", f"the parser says: {said}")
    return next((ours for words, ours in known.items() if words in said), own)
