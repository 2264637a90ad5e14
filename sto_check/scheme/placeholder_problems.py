"""Placeholders that stand for nothing, in any text of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.placeholders import placeholders
from sto_check.text.errors import Problem, suggestion
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Rule
    from sto_check.text.place import Path


def placeholder_problems(rule: Rule, known: list[str], document: Document, path: Path) -> Iterator[Problem]:
    """Every placeholder must be a value of the scheme or, in a reason or remedy, an attribute of the kind."""
    nl, en = f"is geen gegeven van {rule.kind}", f"is not an attribute of {rule.kind}"
    for key, text in rule.texts():
        yield from _unknown(text, known, known, nl, en, document, (*path, *key))
    of_scheme: list[tuple[Path, Text]] = [(("title",), rule.title)]
    of_scheme += [(("judge", "question"), rule.judge.question)] if rule.judge else []
    of_scheme += [(("basis", number, "says"), basis.says) for number, basis in enumerate(rule.basis)]
    values = [name for name in known if name.startswith("$")]
    nl, en = "is geen waarde van de regeling", "is not a value of the scheme"
    for key, text in of_scheme:
        yield from _unknown(text, known, values, nl, en, document, (*path, *key), only="$")


def _unknown(
    text: Text, known: list[str], near: list[str], nl: str, en: str, document: Document, path: Path, only: str = ""
) -> Iterator[Problem]:
    """Tell of each placeholder of a text that names nothing, once a language."""
    found = [(lang, name) for lang in LANGUAGES for name, _ in placeholders(text[lang]) if name not in known]
    for lang, name in dict.fromkeys(found):
        if name.startswith(only):
            says = Text(f"{{{name}}} {nl}.", f"{{{name}}} {en}.")
            yield Problem("unknown-placeholder", says, document.place((*path, lang)), hint=suggestion(name, near))
