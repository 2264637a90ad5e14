"""What comparing two versions prints: the document, the outcomes with their causes, and the decision."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

from sto_check.engine.explain import name_of
from sto_check.reports.layout import STYLE_OF, STYLE_OF_VERDICT, Line
from sto_check.reports.phrases import LEADS_TO, and_more, count_of
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.desk.compare import Comparison, OutcomeChange
    from sto_check.desk.document_changes import DocumentChange
    from sto_check.engine.outcome import Outcome
    from sto_check.text.language import Lang
    from sto_check.text.place import Path

_Found = TypeVar("_Found")
SHOWN = 25
_LONGEST = 160
_AROUND = 30
"""So many letters are shown before and after what differs in a long text."""
_MARK = {"changed": "~", "added": "+", "removed": "-"}


def compare_lines(found: Comparison, lang: Lang, *, verbose: bool = False) -> Iterator[Line]:
    """Yield the comparison of two versions."""
    for word, decision in ((Text("Eerst", "First"), found.before), (Text("Nu", "Now"), found.now)):
        yield Line(f"{decision.application}: {decision.title[lang]}", 0, word[lang].ljust(6),
                   label_style=STYLE_OF_VERDICT[decision.verdict])  # fmt: skip
    yield Line()
    changes = count_of(len(found.changes), ("verandering", "veranderingen"), ("change", "changes"))[lang]
    yield Line(f"{Text('HET DOCUMENT', 'THE DOCUMENT')[lang]} ({changes})", style="head")
    for number, change in enumerate(_first(found.changes, verbose=verbose), 1):
        yield from _change(number, change, found, lang)
    yield from _more(len(found.changes), lang, verbose=verbose)
    yield Line()
    changes = count_of(len(found.outcomes), ("verandering", "veranderingen"), ("change", "changes"))[lang]
    yield Line(f"{Text('DE UITKOMSTEN', 'THE OUTCOMES')[lang]} ({changes})", style="head")
    weighty = [outcome for outcome in found.outcomes if verbose or _matters(outcome)]
    for outcome in _first(weighty, verbose=verbose):
        yield from _outcome(outcome, lang)
    yield from _more(len(weighty), lang, verbose=verbose)
    if along := len(found.outcomes) - len(weighty):
        counted = count_of(along, ("uitkomst", "uitkomsten"), ("outcome", "outcomes"))
        nl = f"Met onderdelen erbij of weg, en zonder gevolg: {counted.nl}; -v toont ze."
        en = f"With parts that came or went, and without effect: {counted.en}; -v shows them."
        yield Line(Text(nl, en)[lang], 2, style="dim")
    yield Line()
    yield Line(Text("DE BESLISSING", "THE DECISION")[lang], style="head")
    yield from _decision(found, lang)


def _first(found: Sequence[_Found], *, verbose: bool) -> Sequence[_Found]:
    return found if verbose else found[:SHOWN]


def _more(many: int, lang: Lang, *, verbose: bool) -> Iterator[Line]:
    if not verbose and many > SHOWN:
        yield Line(and_more(many - SHOWN)[lang], 2, style="dim")


def _matters(change: OutcomeChange) -> bool:
    """Whether an outcome did not just come or go with its part, leading nowhere."""
    return all(one is not None for one in (change.before, change.now)) or any(
        one is not None and one.leads_to for one in (change.before, change.now)
    )


def _change(number: int, change: DocumentChange, found: Comparison, lang: Lang) -> Iterator[Line]:
    side, decision = (0, found.before) if change.kind == "removed" else (1, found.now)
    path = change.before if change.kind == "removed" else change.now
    called = decision.document.names.called(path)
    name = _nearest(path, found.names[side])
    about = f" ({name[lang]})" if name else ""
    yield Line(f"{printable(called)}{printable(about)}", 2, f"{number}. {_MARK[change.kind]}", label_style="bold")
    if change.kind == "changed" and _are_words(change.old) and _are_words(change.new):
        gone = [word for word in change.old if word not in change.new]
        come = [word for word in change.new if word not in change.old]
        for words, label in ((gone, Text("weg:", "gone:")), (come, Text("erbij:", "added:"))):
            if words:
                yield Line(_shown(words, decision, lang), 5, label[lang])
    elif change.kind == "changed":
        old, new = _where_they_differ(change.old, change.new)
        was, now = _shown(old, decision, lang), _shown(new, decision, lang)
        yield Line(Text(f"was {was}, nu {now}", f"was {was}, now {now}")[lang], 5)
    else:
        part = _shown(change.old if change.kind == "removed" else change.new, decision, lang)
        word = {"added": Text("erbij", "added"), "removed": Text("weg", "gone")}[change.kind][lang]
        yield Line(part, 5, f"{word}:")


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _where_they_differ(old: Any, new: Any) -> tuple[Any, Any]:
    """Return two long texts from a little before the first letter that is another to a little after the last."""
    if not (isinstance(old, str) and isinstance(new, str)) or max(len(old), len(new)) <= _LONGEST:
        return old, new
    before = _begin_alike(old, new)
    after = _begin_alike(old[before:][::-1], new[before:][::-1])
    start = max(0, old.rfind(" ", 0, max(0, before - _AROUND)) + 1)
    shown = []
    for text in (old, new):
        end = min(len(text), len(text) - after + _AROUND)
        cut = text[start:end].strip()
        shown.append(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}")
    return shown[0], shown[1]


def _begin_alike(one: str, other: str) -> int:
    """Return with how many of the same letters two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _nearest(path: Path, names: Mapping[Path, Text]) -> Text | None:
    """Return the name of the part that a path is in, or is."""
    for end in range(len(path), 0, -1):
        if path[:end] in names:
            return names[path[:end]]
    return None


def _shown(value: Any, decision: Decision, lang: Lang) -> str:
    """Return an answer as people write it; of a part its answers, of a list how many there are or its words."""
    if not value:
        return Text("niet ingevuld", "not given")[lang]
    if isinstance(value, dict):
        text = ", ".join(f"{key}: {_shown(item, decision, lang)}" for key, item in value.items() if item)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        text = count_of(len(value), ("onderdeel", "onderdelen"), ("part", "parts"))[lang]
    elif isinstance(value, list):
        text = ", ".join(str(item) for item in value)
    else:
        text = f"“{decision.document.names.written(value)}”"
    text = printable(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _outcome(change: OutcomeChange, lang: Lang) -> Iterator[Line]:
    before, now = change.before, change.now
    outcome = now or before
    assert outcome is not None
    about = name_of(outcome.subject)[lang]
    was_words, now_words = _status(before, lang), _status(now, lang)
    if was_words == now_words:
        was_words, now_words = _leads_to(before, lang), _leads_to(now, lang)
    text = Text(f"was {was_words}, nu {now_words}", f"was {was_words}, now {now_words}")[lang]
    mark, style = (now.status.mark, STYLE_OF[now.status]) if now else ("–", "dim")
    yield Line(f"{outcome.rule.title[lang]} ({printable(about)}): {text}", 2, f"{mark} {outcome.rule.id}",
               label_style=style)  # fmt: skip
    if now is not None and now.status != "met":
        yield Line(now.explanation.reason[lang], 4)
    if change.causes:
        yield Line(_numbers(change.causes, lang), 4, Text("door", "by")[lang])
    else:
        nl, en = "door meer dan één verandering samen", "by more than one change together"
        yield Line(Text(nl, en)[lang], 4, style="dim")


def _status(outcome: Outcome | None, lang: Lang) -> str:
    return outcome.status.words[lang] if outcome else Text("er niet", "not there")[lang]


def _leads_to(outcome: Outcome | None, lang: Lang) -> str:
    return LEADS_TO[outcome.leads_to][lang] if outcome and outcome.leads_to else Text("geen gevolg", "no effect")[lang]


def _numbers(numbers: Sequence[int], lang: Lang) -> str:
    listed = ", ".join(map(str, numbers))
    one = len(numbers) == 1
    nl = f"verandering {listed}" if one else f"elk van de veranderingen {listed}"
    en = f"change {listed}" if one else f"each of the changes {listed}"
    return Text(nl, en)[lang]


def _decision(found: Comparison, lang: Lang) -> Iterator[Line]:
    before, now = found.before, found.now
    if before.verdict == now.verdict:
        yield Line(Text(f"Blijft: {now.title.nl}.", f"Stays: {now.title.en}.")[lang], 2)
    else:
        nl, en = f"Was {before.title.nl}, nu {now.title.nl}.", f"Was {before.title.en}, now {now.title.en}."
        yield Line(Text(nl, en)[lang], 2, style="bold")
        if found.turns:
            by = _numbers(found.turns, lang)
            nl, en = f"Door {by}; zonder is zij weer als eerst.", f"By {by}; without it, it is as before."
            yield Line(Text(nl, en)[lang], 2)
        else:
            nl = "Geen verandering alleen doet dat: pas meer dan één samen."
            yield Line(Text(nl, "No change alone does that: only more than one together.")[lang], 2)
    if found.untried:
        listed = ", ".join(map(str, found.untried))
        nl = f"Niet alleen ongedaan te maken, want dan is het document niet heel: {listed}."
        yield Line(Text(nl, f"Not to be undone alone, since the document is not whole then: {listed}.")[lang], 2,
                   style="dim")  # fmt: skip
    if found.left:
        nl, en = f"Niet geprobeerd: nog {found.left} veranderingen.", f"Not tried: {found.left} more changes."
        yield Line(Text(nl, en)[lang], 2, style="dim")
