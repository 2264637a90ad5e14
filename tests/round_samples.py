"""A made-up round of thirty applications, for ``samples/ronde``: ``python -m tests.round_samples`` writes it anew.

Each is a sample brought to another region and another size, whole or with one thing wrong. The same seed gives the same
bytes.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sto_check import check, load_application, load_scheme
from sto_check.desk.questions import questions_of
from sto_check.documents.read import read_file, read_text
from sto_check.documents.write import write_yaml
from sto_check.forms.sheets.write import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.desk.questions import Question

Tree = dict[str, Any]
ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "samples" / "ronde"
SEED = 2024
TO_SETTLE = (1, 2)
"""Applications that two assessors judged, and of which nothing is settled yet."""
BASES = {kind: ROOT / "samples" / f"{kind}-volledig.yaml" for kind in ("techniekregio", "techniekluw")}
_FIRST = (
    "Aard", "Berk", "Dal", "Eek", "Elze", "Gors", "Haver", "Hazel", "Heg", "Iep", "Kamp", "Kling", "Krook", "Leem",
    "Lis", "Mos", "Noorder", "Olm", "Plas", "Riet", "Roer", "Schut", "Tarwe", "Uiter", "Vaart", "Venne", "Wiers",
    "Wilge", "Zuider", "Zwin",
)  # fmt: skip
_LAST = ("horst", "broek", "voorde", "kerke", "meer", "donk", "hage", "stede", "wijk", "dijk")
_PLACES = {
    "techniekregio": ("Oeverlanden", "Merendijk", "Lindervoort", "Brakelhoven", "Zandermeer", "Holtveen", "Merendal",
                      "Merenstad", "Merenkust"),
    "techniekluw": ("Veenwoud", "Eskerveen", "Tinnerloo", "Hoogekamp", "Dalmerloo", "Nijbeek"),
}  # fmt: skip
_BRIN = re.compile(r"^[0-9]{2}[A-Z]{2}$")
_DIGITS = re.compile(r"^[0-9]{5}$|^[0-9]{8}$")


def _other_schools(tree: Tree) -> Iterator[Tree]:
    """Yield the vmbo schools that are not the penvoerder's."""
    lead = tree["penvoerder"]["brin"]
    return (one for one in tree["partners"] if one["soort"] == "vmbo" and one["brin"] != lead)


def _none(_tree: Tree) -> None:
    """Leave it whole."""


def _late(tree: Tree) -> None:
    tree["ontvangen"] = "2024-10-03"


def _unsigned(tree: Tree) -> None:
    school = next(_other_schools(tree))
    tree["ondertekeningen"] = [one for one in tree["ondertekeningen"] if one["partner"] != school["id"]]


def _without(kind: str) -> Callable[[Tree], None]:
    def leave_out(tree: Tree) -> None:
        gone = {partner["id"] for partner in tree["partners"] if partner["soort"] == kind}
        _drop_partners(tree, gone)

    return leave_out


def _too_little_of_their_own(tree: Tree) -> None:
    """Bring the contributions to a cent below what is asked for."""
    lines = tree["begroting"]["cofinanciering"]
    costs = [cost for cost in tree["begroting"]["kosten"] if cost.get("subsidiabel") != "nee"]
    wanted = sum((Decimal(cost["bedrag"]) for cost in costs), Decimal(0)) / 10 - Decimal("0.01")
    short = sum((Decimal(line["bedrag"]) for line in lines), -wanted)
    for line in lines:
        less = min(short, Decimal(line["bedrag"]) - 1)
        line["bedrag"] = f"{Decimal(line['bedrag']) - less:.2f}"
        short -= less
    _balance(tree)


def _too_late_an_activity(tree: Tree) -> None:
    tree["activiteiten"][0] |= {"start": "2025-04-01", "eind": "2029-03-31"}
    del tree["activiteiten"][0]["jaren"]


def _thin(tree: Tree) -> None:
    """Leave the questions of the vision without an answer, as in a draft."""
    for key in ("definitie", "kwaliteitsbeeld", "ideaal_aanbod", "innovaties", "arbeidsmarkt", "balans"):
        tree["visie"].pop(key, None)
    tree.pop("overeenkomst")


ROUND: list[tuple[str, str, Callable[[Tree], None]]] = [
    *[("techniekregio", ".yaml", _none)] * 9,
    *[("techniekregio", ".xlsx", _none)] * 3,
    ("techniekregio", ".yaml", _late),
    ("techniekregio", ".xlsx", _late),
    ("techniekregio", ".yaml", _unsigned),
    ("techniekregio", ".xlsx", _unsigned),
    ("techniekregio", ".yaml", _without("mbo")),
    ("techniekregio", ".yaml", _without("po")),
    ("techniekregio", ".yaml", _too_little_of_their_own),
    ("techniekregio", ".xlsx", _too_little_of_their_own),
    ("techniekregio", ".yaml", _too_late_an_activity),
    ("techniekregio", ".yaml", _thin),
    ("techniekregio", ".yaml", _thin),
    *[("techniekluw", ".yaml", _none)] * 5,
    ("techniekluw", ".xlsx", _none),
]
"""What each application of the round is; one more cannot be read."""


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the round by their names."""
    maxima = ["nummer,bedrag"]
    random = Random(SEED)  # noqa: S311
    names = _names(random)
    before: Tree = {}
    shared, scored, left = "", dict[str, Tree](), dict[str, Tree]()
    for number, (kind, suffix, change) in enumerate(ROUND, 1):
        places = dict(zip(_PLACES[kind], (next(names) for _ in _PLACES[kind]), strict=True))
        tree = _moved(_base(kind), places, number)
        if kind == "techniekregio":
            _resize(tree, random.randint(12, len(tree["activiteiten"])))
        change(tree)
        _balance(tree)
        tree["regio"]["nummer"] = str(100 + number)
        _called_after(tree, places[_PLACES[kind][0]])
        if number == 4:  # a school that also takes part in the region before this one
            _share_a_school(tree, shared)
        if number == 7:  # the number of the region before this one
            tree["regio"]["nummer"] = str(100 + number - 1)
        if number == 9:  # an activity, with what it costs, that is also in the application before this one
            _share_an_activity(tree, before)
        before = tree
        shared = next(school["brin"] for school in _other_schools(tree) if school["vestigingsnummer"] == "00")
        if kind == "techniekregio":
            maxima.append(f"{100 + number},{Decimal(tree['begroting']['gevraagd_bedrag']) + 250000:.2f}")
        name = f"{100 + number}-{places[_PLACES[kind][0]].lower()}"
        if kind == "techniekluw":
            scored[name] = tree
        elif number in TO_SETTLE:
            left[name] = tree
        yield f"{name}{suffix}", _written(tree, suffix)
    yield from _judgements(scored | left, random)
    yield "131-niet-af.yaml", b"regeling: sto-2025-2028\nregio:\n  naam: Techniekregio Niet af\n nummer: '131'\n"
    yield "maxima.csv", "".join(f"{line}\n" for line in maxima).encode()


def _judgements(scored: dict[str, Tree], random: Random) -> Iterator[tuple[str, bytes]]:
    """Yield files of two assessors for some applications, and for the first six what was settled.

    The second assessor is the stricter one. What was settled is sufficient or better.
    """
    scheme = load_scheme("sto-2025-2028")
    words = list(scheme.decision.scale)
    for number, (name, tree) in enumerate(scored.items()):
        questions = questions_of(check(load_application(tree, scheme.form), scheme))
        asked = [question for question in questions if question.outcome.rule.judge]
        given: dict[str, list[Tree]] = {"bos": [], "vandam": [], "": []}
        for question in asked:
            settled = random.choice((1, 2))
            first, second = settled - (settled > 1 and random.random() < 0.1), settled - (random.random() < 0.4)
            given["bos"].append(_judgement(question, words[first], "A. Bos", "2024-11-12", _WHY[first]))
            given["vandam"].append(_judgement(question, words[second], "B. van Dam", "2024-11-14", _WHY[second]))
            who, day, why = "A. Bos, B. van Dam", "2024-11-14", f"A. Bos: {_WHY[first]} B. van Dam: {_WHY[second]}"
            if first == second:
                settled, why = first, _WHY[first]
            else:
                who, day, why = "C. de Wit", "2024-11-20", "Samen gelezen: de bijlagen geven de doorslag."
            given[""].append(_judgement(question, words[settled], who, day, why))
        for who, entries in given.items():
            if who or number < SETTLED:
                of = {"regeling": "sto-2025-2028", "nummer": tree["regio"]["nummer"], "beoordelingen": entries}
                yield f"{name}.beoordeling{'.' if who else ''}{who}.yaml", write_yaml(of).encode()


SETTLED = 6
_WHY = (
    "De antwoorden blijven algemeen en passen niet bij de cijfers van de regio.",
    "De antwoorden zijn concreet en passen bij de cijfers van de regio.",
    "De antwoorden zijn concreet, onderbouwd en gaan verder dan wat er werd gevraagd.",
)


def _judgement(question: Question, score: str, by: str, on: str, why: str) -> Tree:
    return {
        "regel": question.outcome.rule.id,
        **({"onderwerp": question.subject} if question.subject else {}),
        "score": score,
        "door": by,
        "op": on,
        "motivering": why,
        "gelezen": question.read,
    }


def write(folder: Path) -> None:
    """Write the round into a folder, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files():
        (folder / name).write_bytes(data)


@cache
def _base(kind: str) -> str:
    tree: Any = read_file(BASES[kind]).tree
    return write_yaml(tree)


def _names(random: Random) -> Iterator[str]:
    """Yield names of places that do not exist, each once."""
    every = [first + last for first in _FIRST for last in _LAST]
    random.shuffle(every)
    yield from every


def _moved(text: str, places: dict[str, str], number: int) -> Tree:
    """Return the sample as it is in another region: other places, schools with other numbers, other boards."""
    for place, name in places.items():
        text = text.replace(place, name).replace(place.lower(), name.lower())
    text = text.replace("Eskerland", f"Land van {next(iter(places.values()))}")
    tree: Any = read_text(text).tree
    brins: dict[str, str] = {}

    def renumbered(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: one if key in {"bedrag", "prijs", "aantal"} else renumbered(one) for key, one in value.items()}
        if isinstance(value, list):
            return [renumbered(one) for one in value]
        if isinstance(value, str) and _BRIN.match(value):
            letters = chr(ord("A") + len(brins) // 26), chr(ord("A") + len(brins) % 26)
            return brins.setdefault(value, f"{10 + number:02}{''.join(letters)}")
        if isinstance(value, str) and _DIGITS.match(value):
            return f"{(int(value) + 137 * number) % 10 ** len(value):0{len(value)}}"
        return value

    moved: Tree = renumbered(tree)
    return moved


def _resize(tree: Tree, activities: int) -> None:
    """Keep so many activities, with what they cost and the goals that they are for."""
    tree["activiteiten"] = tree["activiteiten"][:activities]
    kept = {activity["id"] for activity in tree["activiteiten"]}
    goals = {goal for activity in tree["activiteiten"] for goal in activity["doelstellingen"]}
    tree["doelstellingen"] = [goal for goal in tree["doelstellingen"] if goal["id"] in goals]
    costs = tree["begroting"]["kosten"]
    tree["begroting"]["kosten"] = [cost for cost in costs if cost.get("activiteit", "") in {*kept, ""}]


def _drop_partners(tree: Tree, gone: set[str]) -> None:
    """Leave partners out wherever they are named."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items()}
        if isinstance(value, list):
            kept = [one for one in value if not (isinstance(one, str) and one in gone)]
            named = ("id", "partner")
            return [
                without(one)
                for one in kept
                if not (isinstance(one, dict) and any(one.get(key) in gone for key in named))
            ]
        return value

    changed = without(tree)
    tree.clear()
    tree.update(changed)


def _share_a_school(tree: Tree, brin: str) -> None:
    school = next(_other_schools(tree))
    school["brin"], school["vestigingsnummer"] = brin, "00"


def _called_after(tree: Tree, place: str) -> None:
    """Name activities and costs after the region: else each application would seem to ask the same."""
    for activity in tree["activiteiten"]:
        activity["naam"] = f"{activity['naam']} ({place})"
    for cost in tree["begroting"]["kosten"]:
        cost["omschrijving"] = f"{cost['omschrijving']} ({place})"


def _share_an_activity(tree: Tree, before: Tree) -> None:
    """Ask for the first activity of another application, with its costs, in the place of the own one."""
    own, other = tree["activiteiten"][0], before["activiteiten"][0]
    own["naam"] = other["naam"]

    def costs(of: Tree, activity: Tree) -> list[Tree]:
        return [cost for cost in of["begroting"]["kosten"] if cost.get("activiteit") == activity["id"]]

    taken = [{**cost, "activiteit": own["id"]} for cost in costs(before, other)]
    mine = costs(tree, own)
    tree["begroting"]["kosten"] = taken + [cost for cost in tree["begroting"]["kosten"] if cost not in mine]
    _balance(tree)


def _balance(tree: Tree) -> None:
    """Ask for what the costs leave after the contributions."""
    costs = sum(Decimal(cost["bedrag"]) for cost in tree["begroting"]["kosten"])
    own = sum(Decimal(line["bedrag"]) for line in tree["begroting"]["cofinanciering"])
    tree["begroting"]["gevraagd_bedrag"] = f"{costs - own:.2f}"


def _written(tree: Tree, suffix: str) -> bytes:
    if suffix == ".yaml":
        return write_yaml(tree).encode()
    return write_workbook(load_scheme("sto-2025-2028").form, tree)


if __name__ == "__main__":
    write(FOLDER)
