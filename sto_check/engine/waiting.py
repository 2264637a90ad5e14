"""What an outcome that is not known waits for, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.document import value_at
from sto_check.engine.outcome import Lack
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sto_check.engine.outcome import Evidence
    from sto_check.text.place import Path

_NAMES_SHOWN = 3


def waiting_for(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Return what is not known: by its path in the document, or by the name of a value that comes from elsewhere."""
    return {_name(leaf): leaf for one in evidence if one.decisive for leaf in _leaves(one)}


def _leaves(item: Evidence) -> Iterator[Evidence]:
    """Yield what a value that is not known waits for in the end: fields to fill in, or to make the same."""
    if item.missing and not item.known:
        for one in item.missing:
            yield from _leaves(one)
    elif not item.known:
        yield item


def _name(leaf: Evidence) -> str:
    return leaf.attribute if leaf.measured else leaf.path or leaf.attribute


def lacks_of(waiting: Mapping[str, Evidence], supplies: Mapping[str, Text], *, whole: bool) -> tuple[Lack, ...]:
    """Return what is waited for, each once; ``whole`` names of fields the part that has to be there first.

    ``supplies`` says of values that come from elsewhere how they are given.
    """
    found: dict[str, Lack] = {}
    for name, leaf in waiting.items():
        shown, called = name, name if leaf.measured else leaf.called or name
        if whole and leaf.absent:
            shown, called = leaf.absent, leaf.part
        value = leaf.value.nl if leaf.contradicted else ""
        found.setdefault(shown, Lack(shown, called, leaf.place, leaf.contradicted, value, supplies.get(name)))
    return tuple(found.values())


def absent_part(tree: object, path: Path) -> Path:
    """Return the way to the first part on a path where nothing stands; none where something stands at its end."""
    return next((path[:length] for length in range(1, len(path) + 1) if value_at(tree, path[:length]) is None), ())


def reason_of(lacks: Iterable[Lack]) -> Text:
    """Return what is not filled in, and what contradicts itself."""
    lacks = tuple(lacks)
    differing = [f"{one.called} ({one.value})" if one.value else one.called for one in lacks if one.contradicted]
    return joined(
        listed(Text("Niet ingevuld", "Not given"), _to_fill_in(lacks)),
        listed(Text("Verschilt per plaats", "Differs between places"), differing),
    )


def remedy_of(lacks: Iterable[Lack], supply: Text | None = None) -> Text:
    """Return what has to be made the same and filled in; ``supply`` is what a rule itself says of filling in."""
    lacks = tuple(lacks)
    same = [one.called for one in lacks if one.contradicted]
    asked = joined(
        listed(Text("Vul in", "Fill in"), _to_fill_in(lacks)), *dict.fromkeys(one.supply for one in lacks if one.supply)
    )
    only_differs = same and len(same) == len(lacks)
    return joined(listed(Text("Maak gelijk", "Make the same"), same), supply if supply and not only_differs else asked)


def _to_fill_in(lacks: Iterable[Lack]) -> list[str]:
    return [one.called for one in lacks if not one.contradicted and one.supply is None]


def listed(start: Text, names: Collection[str]) -> Text:
    """Return a sentence with these names, the first few of them; nothing where there are none."""
    if not names:
        return Text("", "")
    shown, more = ", ".join(list(names)[:_NAMES_SHOWN]), len(names) - _NAMES_SHOWN
    nl = f"{start.nl}: {shown}{f' en nog {more}' if more > 0 else ''}."
    en = f"{start.en}: {shown}{f' and {more} more' if more > 0 else ''}."
    return Text(nl, en)


def joined(*texts: Text) -> Text:
    """Return texts after each other, without those that are empty."""
    return Text(*(" ".join(text[lang] for text in texts if text[lang]) for lang in LANGUAGES))
