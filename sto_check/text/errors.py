"""Every way in which sto-check can fail, as a value: where, what is wrong, what to do, and which exit code.

Each room has its own error classes; all of them derive from :class:`StoCheckError`, so a caller can catch one
class and still show the reader a place and a remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.text.language import Lang
    from sto_check.text.place import Place

MAX_LISTED = 20
_MAX_COMPARED = 2000
EXIT_USAGE = 2
EXIT_DOCUMENT = 65
EXIT_UNAVAILABLE = 69
EXIT_ENGINE = 70
EXIT_OUTPUT = 74


class Excerpt(NamedTuple):
    """The line of a document that a problem is about: its number, its text, and what of it is marked.

    ``before`` and ``width`` are columns of a terminal: those before the mark, and those that it takes.
    """

    line: int
    text: str
    before: int
    width: int

    @property
    def gutter(self) -> str:
        """What stands before the text: the number of the line."""
        return f"  {self.line} | "

    def __str__(self) -> str:
        below = f"{'|':>{len(self.gutter) - 1}} "
        return f"{self.gutter}{self.text}\n{below}{' ' * self.before}{'^' * self.width}"


class Problem(NamedTuple):
    """One thing that is wrong in one place.

    ``code`` is stable and meant for machines; ``says`` tells a reader what is wrong and ``hint`` what to do;
    ``excerpt`` shows the line of a document that is text. ``called`` is what people see in the place of the ``path``.
    """

    code: str
    says: Text
    place: Place | None = None
    path: str = ""
    hint: Text | None = None
    excerpt: Excerpt | None = None
    called: str = ""

    def in_print(self) -> Problem:
        """Return the problem with a replacement for every character that does not print.

        What a document or a file name says may stand in a problem, and must not reach a terminal as it is.
        """
        return self._replace(
            says=_in_print(self.says),
            hint=_in_print(self.hint) if self.hint else None,
            place=self.place.in_print() if self.place else None,
            path=printable(self.path),
            called=printable(self.called),
            excerpt=self.excerpt._replace(text=printable(self.excerpt.text)) if self.excerpt else None,
        )

    def render(self, lang: Lang) -> str:
        """Return the problem as one line of text: place, what is wrong, what to do; below it the line it is about."""
        where = str(self.place) if self.place else self.path
        where = f"{where}: " if where else ""
        inside = f"{self.called or self.path}: " if self.path and self.place else ""
        hint = f" {self.hint[lang]}" if self.hint else ""
        excerpt = f"\n{self.excerpt}" if self.excerpt else ""
        return f"{where}{inside}{self.says[lang]}{hint}{excerpt}"


class StoCheckError(Exception):
    """The base of every error that sto-check raises on purpose.

    ``problems`` holds all that was found, never only the first; ``exit_code`` is what the command line returns.
    """

    exit_code: int = EXIT_USAGE

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = tuple(problem.in_print() for problem in problems)

    def render(self, lang: Lang = "nl") -> str:
        """Return every problem from a line of its own, in the language asked for."""
        return "\n".join(problem.render(lang) for problem in self.problems)

    def __str__(self) -> str:
        return self.render("nl")


class UsageError(StoCheckError):
    """The command or function was called with something that does not fit (exit code 2)."""


def _in_print(text: Text) -> Text:
    return Text(printable(text.nl), printable(text.en))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like ``word``, or None where nothing comes near."""
    from difflib import get_close_matches

    by_lowercase = {name.lower(): name for name in known}
    longer = [
        name
        for name in by_lowercase
        if len(word) > 2 and (word.lower().startswith(name) or name.startswith(word.lower()))
    ]
    if longer:
        return by_lowercase[min(longer, key=lambda name: (len(name) > len(word), abs(len(name) - len(word))))]
    matches = get_close_matches(word.lower(), by_lowercase, n=1, cutoff=0.6)
    return by_lowercase[matches[0]] if matches else None


def suggestion(name: str, known: Iterable[str]) -> Text | None:
    """Return the hint that names the nearest known name, or else the first of all there are; None if there are none."""
    names = list(dict.fromkeys(known))
    near = nearest(name, names[:_MAX_COMPARED])
    return Text(f"Bedoelt u {near}?", f"Did you mean {near}?") if near else listed(names)


def listed(names: list[str]) -> Text | None:
    """Return the hint that lists the known names, at most ``MAX_LISTED`` of them; None where there are none."""
    if not names:
        return None
    shown = ", ".join(names[:MAX_LISTED]) + (", …" if len(names) > MAX_LISTED else ".")
    return Text(f"Bekend zijn: {shown}", f"Known are: {shown}")
