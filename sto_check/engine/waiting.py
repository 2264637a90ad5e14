"""What an outcome that is not known waits for, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sto_check.engine.outcome import Evidence

_NAMES_SHOWN = 3


def waiting_for(evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """Return what is not known: by its path in the document, or by the name of a value that comes from elsewhere."""
    return {name: leaf for one in evidence if one.decisive for name, leaf in _leaves(one)}


def _leaves(item: Evidence) -> Iterator[tuple[str, Evidence]]:
    """Yield what a value that is not known waits for in the end: fields to fill in, or to make the same."""
    if item.known:
        return
    if item.missing:
        for one in item.missing:
            yield from _leaves(one)
    else:
        yield item.attribute if item.measured else item.path or item.attribute, item


def called_in(waiting: Mapping[str, Evidence], names: Iterable[str]) -> list[str]:
    """Return what people call what is waited for, where the document has it."""
    return [name if waiting[name].measured else waiting[name].called or name for name in names]


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
