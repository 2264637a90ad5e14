"""Texts for people: one that is empty in a language, and figures in a reason or remedy that cannot be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.condition import ALWAYS, AnyOf, Comparison, comparisons
from sto_check.scheme.placeholders import placeholders
from sto_check.text.errors import Problem, listed
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.condition import Condition, Type
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.place import Path, Place

CODES = {
    "text-empty": Text(
        "Een tekst is in een van de talen leeg; wie die taal leest, ziet niets.",
        "A text is empty in one of the languages; who reads that language sees nothing.",
    ),
    "no-english": Text(
        "Een tekst van een regel is er alleen in het Nederlands, zoals in een ontwerp mag; tot er en staat, "
        "ziet een Engelse lezer het Nederlands.",
        "A text of a rule is there in Dutch only, as a draft may be; until en is there an English reader "
        "sees the Dutch.",
    ),
    "figure-without-limit": Text(
        "Een tekst noemt {gegeven.limit}, .shortfall, .excess of .difference, en de regel vergelijkt dat "
        "gegeven niet met een getal of een dag.",
        "A text names {attribute.limit}, .shortfall, .excess or .difference, and the rule compares that "
        "attribute with no number or day.",
    ),
    "figure-always-zero": Text(
        "Een herstel noemt een verschil dat altijd nul is waar de regel niet is voldaan: shortfall waar "
        "excess hoort, of andersom.",
        "A remedy names a difference that is always zero where the rule is not met: shortfall where excess "
        "belongs, or the other way round.",
    ),
}
"""What each code of this check means."""

_LIMITED: tuple[Type, ...] = ("day", "amount", "integer", "distance", "text", "list")


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for each text that is empty in a language and each figure that a reason cannot give."""
    for document in documents.values():
        yield from _empty(document.tree, (), document)
    position = 0
    for part, document in documents.items():
        tree = document.tree
        entries = tree["rules"] if len(part) > 1 and isinstance(tree, dict) else []
        for number, _ in enumerate(entries):
            yield from _figures(scheme, scheme.rules[position], document, ("rules", number))
            position += 1


def _empty(tree: object, path: Path, document: Document) -> Iterator[Problem]:
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _empty(item, (*path, position), document)
    elif isinstance(tree, dict):
        for lang in LANGUAGES if set(tree) == set(LANGUAGES) else ():
            if isinstance(tree[lang], str) and not tree[lang].strip():
                says = Text(
                    f"{path[-1]} is leeg in het {_language(lang).nl}.", f"{path[-1]} is empty in {_language(lang).en}."
                )
                hint = Text("Vul de tekst in beide talen in.", "Fill in the text in both languages.")
                yield Problem("text-empty", says, document.place((*path, lang)), hint=hint)
        if isinstance(tree.get("nl"), str) and "en" not in tree:  # load_scheme takes this of rules only
            key = next(step for step in reversed(path) if isinstance(step, str))
            says = Text(f"{key} is er niet in het Engels.", f"{key} is not there in English.")
            hint = Text("Voeg en toe; tot dan staat het Nederlands er.", "Add en; until then the Dutch stands there.")
            yield Problem("no-english", says, document.place(path), hint=hint)
        for key, item in tree.items():
            yield from _empty(item, (*path, key), document)


def _language(lang: str) -> Text:
    return Text("Nederlands", "Dutch") if lang == "nl" else Text("Engels", "English")


def _figures(scheme: Scheme, rule: Rule, document: Document, path: Path) -> Iterator[Problem]:
    """Hold every ``{attribute.limit}`` and the like to what the rule requires of that attribute."""
    types = scheme.types[rule.kind]
    always = {sentence.key for sentence in rule.remedy if sentence.when == ALWAYS}
    for key, text in rule.texts():
        for lang in LANGUAGES:
            for name, what in dict.fromkeys(placeholders(text[lang])):
                place = document.place((*path, *key, lang))
                if what and not name.startswith("$"):
                    yield from _figure(rule, (name, what), types, place, remedy=key in always)


def _figure(
    rule: Rule, figure: tuple[str, str], types: Mapping[str, Type], place: Place | None, *, remedy: bool
) -> Iterator[Problem]:
    name, what = figure
    limiting = [one for one in comparisons(rule.require) if one.operator.edge(0, 1) is not None] if rule.require else []
    known = [one.attribute for one in limiting if types[one.attribute] in _LIMITED]
    compared = next((one for one in limiting if one.attribute == name), None)
    if compared is None or types[name] not in _LIMITED:
        says = Text(
            f"{{{name}.{what}}} is er niet: {rule.id} vergelijkt {name} niet met een getal of een dag.",
            f"There is no {{{name}.{what}}}: {rule.id} compares {name} with no number or day.",
        )
        hint = listed([f"{{{one}.{what}}}" for one in dict.fromkeys(known)])
        yield Problem("figure-without-limit", says, place, hint=hint)
    elif remedy and what in {"shortfall", "excess"} - {compared.operator.lack or what} and _fails_as_one(rule.require):
        yield _other_way(rule, name, what, compared, place)


def _other_way(rule: Rule, name: str, what: str, compared: Comparison, place: Place | None) -> Problem:
    other = "excess" if what == "shortfall" else "shortfall"
    says = Text(
        f"{{{name}.{what}}} is altijd nul waar {rule.id} niet is voldaan: de regel vraagt {compared.operator.word}.",
        f"{{{name}.{what}}} is always zero where {rule.id} is not met: the rule asks {compared.operator.word}.",
    )
    hint = Text(f"Schrijf {{{name}.{other}}}.", f"Write {{{name}.{other}}}.")
    return Problem("figure-always-zero", says, place, hint=hint)


def _fails_as_one(condition: Condition | None) -> bool:
    """Return whether every comparison fails where the condition does: a single one, or any of several."""
    if condition is None or isinstance(condition, Comparison):
        return condition is not None
    single = isinstance(condition, AnyOf) or len(condition.parts) == 1
    return single and all(_fails_as_one(part) for part in condition.parts)
