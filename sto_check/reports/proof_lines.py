"""What was proven of a scheme, or of two versions of one, in lines and as a table."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from sto_check.reports.content import TYPE_OF, write_content
from sto_check.reports.layout import Line
from sto_check.text.language import Text, printable
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sto_check.proof.alone import Alone, How
    from sto_check.proof.changed_rule import Difference
    from sto_check.proof.directions import Direction
    from sto_check.proof.edges import Edge
    from sto_check.proof.scheme_proof import SchemeProof
    from sto_check.proof.search import Found
    from sto_check.proof.spot import Content
    from sto_check.proof.versions import Example, Proven
    from sto_check.reports.layout import Style
    from sto_check.text.language import Lang
    from sto_check.workbench.mutation import Survivor

_LONGEST = 40
DECISION = Text("de beslissing", "the decision")
_DECIDES = Text("Heeft elke combinatie van uitkomsten een beslissing?", "Has every combination of outcomes a decision?")
_TOGETHER = Text("Is aan alle berekende regels tegelijk te voldoen?", "Can all computed rules be met together?")
_ALONE = Text("Kan elke regel de enige zijn waaraan niet is voldaan?", "Can each rule be the only one that is not met?")
_WORSE = Text(
    "Wat wordt erger als een getal hoger wordt, en wat als het lager wordt?",
    "What gets worse as a number goes up, and what as it goes down?",
)
_EDGES = Text(
    "Tot waar is aan een regel voldaan, als al het andere blijft zoals in de basis?",
    "Up to where is a rule met, where all else stays as in the base?",
)
_PROOF = Text("Bewijs", "Proof")
_SMALLEST = Text("De kleinste aanvraag waarop zij verschilt", "The smallest application on which it differs")
_SAME = Text("Gewijzigd, en toch voor al die aanvragen gelijk", "Changed, and yet the same for all those applications")
HOW: dict[How, Text] = {
    "case": Text("alleen, in een geval", "alone, in a case"),
    "found": Text("alleen, gevonden", "alone, found"),
    "with others": Text("alleen naast andere", "only beside others"),
    "never": Text("nooit in deze vormen", "never in these shapes"),
    "not said": Text("niet te zeggen", "cannot be told"),
    "too hard": Text("niet afgelopen", "did not end"),
}
"""How a rule can be the only one that is not met."""
_DIFFERENCE: dict[str, Text] = {
    "same": Text("maakt niets uit", "makes no difference"),
    "differs": Text("maakt wel uit", "makes a difference"),
    "not said": HOW["not said"],
    "too hard": HOW["too hard"],
}


def proof_lines(proof: SchemeProof, lang: Lang) -> Iterator[Line]:
    """Yield the answers to the standard questions about a scheme."""
    yield Line(proof.scheme.head.title[lang], style="bold")
    yield from _shapes({one.document: one.fields for one in proof.clear}, lang)
    yield Line(_DECIDES[lang], style="head")
    undecided = [", ".join(one) or Text("geen", "none")[lang] for one in proof.undecided]
    yield Line("; ".join(undecided) or Text("Ja.", "Yes.")[lang], 2, style="bad" if undecided else "good")
    yield Line(_TOGETHER[lang], style="head")
    for clear in proof.clear:
        name = PurePath(clear.document).name + (f" @{clear.variant}" if clear.variant else "")
        said = Text("ja", "yes")[lang] if not clear.in_the_way else ", ".join(clear.in_the_way)
        yield Line(f"{name}: {said}", 2, style="plain" if clear.in_the_way else "good")
    yield Line(_ALONE[lang], style="head")
    counts = Counter(one.how for one in proof.rules)
    yield Line("; ".join(f"{HOW[how][lang]}: {counts[how]}" for how in HOW if counts[how]), 2)
    for one in proof.rules:
        if one.how != "case":
            yield Line(_alone(one, lang), 2, one.rule_id, label_style="good" if one.how == "found" else "warn")
    yield Line(_WORSE[lang], style="head")
    for direction in proof.directions:
        if direction.more or direction.less or direction.open:
            yield Line(_direction(direction, lang), 2, ".".join(direction.column))
    yield Line(_EDGES[lang], style="head")
    for edge in proof.edges:
        yield Line(_edge(edge, lang), 2, edge.rule_id)


def _shapes(fields: Mapping[str, int], lang: Lang) -> Iterator[Line]:
    shapes = ", ".join(f"{printable(PurePath(name).name)} ({number})" for name, number in fields.items())
    said = Text(
        f"Voor alle aanvragen met de vorm van: {shapes}; tussen haakjes hoeveel velden kunnen wijzigen of leeg zijn.",
        f"For all applications of the shape of: {shapes}; in brackets how many fields may change or be blank.",
    )
    yield Line(said[lang], style="dim")


def _alone(one: Alone, lang: Lang) -> str:
    said = HOW[one.how][lang]
    if one.how == "found":
        return f"{said} ({PurePath(one.by).name}): {changes_of(one.changes, lang)}"
    return f"{said}: {', '.join(one.others)}" if one.others else said


def _direction(direction: Direction, lang: Lang) -> str:
    none = Text("niets", "nothing")[lang]
    more, less = (", ".join(rules) or none for rules in (direction.more, direction.less))
    open_ = f"; {HOW['too hard'][lang]}: {', '.join(direction.open)}" if direction.open else ""
    return f"{Text('meer', 'more')[lang]}: {more}; {Text('minder', 'less')[lang]}: {less}{open_}"


def _edge(edge: Edge, lang: Lang) -> str:
    least, most = (
        None if value is None else write_content(value, edge.spot.sort)[lang] for value in (edge.least, edge.most)
    )
    words = [(Text("vanaf", "from"), least), (Text("tot en met", "up to and including"), most)]
    if least is not None and least == most:
        words = [(Text("alleen bij", "only at"), least)]
    ends = ", ".join(f"{word[lang]} {value}" for word, value in words if value is not None)
    return f"{write_path(edge.spot.path)} {ends} ({PurePath(edge.document).name})"


def changes_of(changes: Iterable[Found], lang: Lang) -> str:
    """Return what changes in a document, in words: each field with what it was and what it becomes."""
    told = [
        f"{write_path(one.field.spot.path)} {_written(one.field.spot.now, one, lang)} → {_written(one.to, one, lang)}"
        for one in changes
    ]
    return "; ".join(told) or Text("zoals het document is", "as the document stands")[lang]


def _written(value: Content | None, change: Found, lang: Lang) -> str:
    if value is None:
        return Text("leeg", "blank")[lang]
    sort = change.field.spot.sort
    if sort in TYPE_OF and isinstance(value, int):
        return write_content(value, sort)[lang]
    words = printable(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
    return f"“{words[:_LONGEST]}…”" if len(words) > _LONGEST else f"“{words}”"


def versions_lines(proven: Proven, changed: Sequence[str], lang: Lang) -> Iterator[Line]:
    """Yield in what two versions differ for some application; ``changed`` are the rules that the versions change."""
    yield Line(_PROOF[lang], style="head")
    yield from _shapes({name: len(fields) for name, fields in proven.fields.items()}, lang)
    if not proven.examples and proven.whole:
        said = Text(
            "De beslissing en elke regel zijn voor al die aanvragen gelijk.",
            "The decision and every rule are the same for all those applications.",
        )
        yield Line(said[lang], style="good")
        return
    for example in proven.examples:
        yield from _example(example, lang)
    same = [rule_id for rule_id in changed if rule_id in proven.same]
    if same:
        yield Line(f"{_SAME[lang]}: {', '.join(same)}", 2, style="good")
    unsettled: list[tuple[How, tuple[str, ...]]] = [("not said", proven.not_said), ("too hard", proven.too_hard)]
    for how, rules in unsettled:
        if rules:
            yield Line(f"{HOW[how][lang]}: {', '.join(rules)}", 2, style="warn")


def _example(example: Example, lang: Lang) -> Iterator[Line]:
    of = DECISION[lang] if example.of == "decision" else example.of
    told = f"{_SMALLEST[lang]} ({PurePath(example.document).name}): {changes_of(example.changes, lang)}"
    yield Line(told, 2, of, label_style="warn")
    yield Line(f"{example.old.title[lang]} → {example.new.title[lang]}", 4)


def survivor_lines(
    found: Sequence[tuple[Survivor, Difference]], fields: Mapping[str, int], lang: Lang
) -> Iterator[Line]:
    """Yield of each survivor whether the change of its rule makes a difference for any application of a shape."""
    yield Line(_PROOF[lang], style="head")
    yield from _shapes(fields, lang)
    for survivor, one in found:
        said = _DIFFERENCE[one.how][lang]
        if one.how == "differs":
            said = f"{said} ({PurePath(one.by).name}): {changes_of(one.changes, lang)}"
        style: Style = "good" if one.how == "same" else "warn"
        yield Line(f"{survivor.change}: {said}", 2, survivor.rule_id, label_style=style)


def proof_table(proof: SchemeProof, lang: Lang) -> str:
    """Return a Markdown table of how many rules of a scheme were shown to stand alone, and which not."""
    counts = Counter(one.how for one in proof.rules)
    head = [Text("Regeling", "Scheme")[lang], Text("Berekende regels", "Computed rules")[lang]]
    rows = [
        [*head, *(words[lang] for words in HOW.values())],
        ["---", *["---:"] * (len(HOW) + 1)],
        [f"`{proof.scheme.id}`", str(len(proof.rules)), *(str(counts[how]) for how in HOW)],
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def proof_markdown(proof: SchemeProof, lang: Lang) -> str:
    """Return what was proven of one scheme as Markdown: the table, and which rules are not shown alone by a case."""
    told = [
        f"- `{one.rule_id}` {HOW[one.how][lang]}{': ' + ', '.join(one.others) if one.others else ''}\n"
        for one in proof.rules
        if one.how != "case"
    ]
    table = proof_table(proof, lang)
    return f"{table}\n{''.join(told)}" if told else table
