"""What the sources ask and nothing answers, and what is said in their name that they do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.citations import source_uses
from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path

CODES = {
    "ask-not-cited": Text(
        "Een bron vraagt iets waarop geen regel, waarde of beslissing rust. Schrijf een regel, of zeg met "
        "not_checked waarom er geen kan zijn.",
        "A source asks something that no rule, value or decision rests on. Write a rule, or say with "
        "not_checked why there can be none.",
    ),
    "ask-checked": Text(
        "Er staat dat iets niet wordt getoetst, en toch rust er een regel op. Schrap not_checked.",
        "It says that something is not checked, and still a rule rests on it. Strike not_checked.",
    ),
    "consequence-given": Text(
        "De bron zegt zelf wat volgt; consequence: reading is dan niet waar.",
        "The source itself says what follows; consequence: reading is not true then.",
    ),
    "consequence-not-marked": Text(
        "Geen bron zegt dat dit volgt. Zet er consequence: reading bij: het is onze lezing.",
        "No source says that this follows. Mark it with consequence: reading: it is ours.",
    ),
}
"""What each code of this check means."""


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for each ask that nothing cites and each consequence of which it is not said whose it is."""
    yield from _asks(scheme, documents["sources",])
    yield from _consequences(scheme, documents)


def _asks(scheme: Scheme, document: Document) -> Iterator[Problem]:
    for use in (use for source in source_uses(scheme) for use in source.asks):
        key, _, name = use.name.partition("/")
        place = document.key_place((key, "asks", name))
        if use.is_open:
            says = Text(
                f"Niets rust op {use.name}, en er staat niet waarom.",
                f"Nothing rests on {use.name}, and it is not said why.",
            )
            hint = Text(
                "Haal het aan in een basis, of zeg met not_checked waarom dat niet kan.",
                "Cite it in a basis, or say with not_checked why that cannot be.",
            )
            yield Problem("ask-not-cited", says, place, hint=hint)
        elif use.by and use.ask.not_checked is not None:
            says = Text(
                f"{use.name} heet niet getoetst, en {use.by[0]} rust erop.",
                f"{use.name} is called not checked, and {use.by[0]} rests on it.",
            )
            yield Problem("ask-checked", says, place, hint=Text("Schrap not_checked.", "Strike not_checked."))


def _consequences(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    position = 0
    for part, document in documents.items():
        tree = document.tree
        for number, _ in enumerate(tree["rules"] if len(part) > 1 and isinstance(tree, dict) else ()):
            rule = scheme.rules[position]
            position += 1
            place = document.key_place(("rules", number, "consequence" if rule.marked else "otherwise"))
            given = scheme.gives(rule, rule.otherwise)
            if not given and not rule.marked:
                says = Text(
                    f"Geen bron van {rule.id} zegt dat {rule.otherwise} volgt.",
                    f"No source of {rule.id} says that {rule.otherwise} follows.",
                )
                hint = Text(
                    "Schrijf consequence: reading, of haal aan waar het staat.",
                    "Write consequence: reading, or cite what says it.",
                )
                yield Problem("consequence-not-marked", says, place, hint=hint)
            elif given and rule.marked:
                says = Text(
                    f"Een bron van {rule.id} zegt zelf dat {rule.otherwise} volgt.",
                    f"A source of {rule.id} says itself that {rule.otherwise} follows.",
                )
                hint = Text("Schrap consequence: reading.", "Strike consequence: reading.")
                yield Problem("consequence-given", says, place, hint=hint)
