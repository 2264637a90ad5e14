"""Changes of a whole application: one thing each that an assessor would stop at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Tree = dict[str, Any]
    Change = Callable[[Tree], None]

HARD = {"bwi", "pie", "mt", "mvi", "mat"}


def set_to(path: str, value: object) -> Change:
    """Give the value at a path; a number in it is a position, and ``None`` takes the value away."""

    def change(tree: Any) -> None:
        *before, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in before:
            tree = tree[step]
        if value is None:
            del tree[last]
        else:
            tree[last] = value

    return change


def schools(tree: Tree) -> list[Tree]:
    return [partner for partner in tree["partners"] if partner["soort"] == "vmbo"]


def the_first(tree: Tree, kind: str) -> Tree:
    return next(partner for partner in tree["partners"] if partner["soort"] == kind)


def on_paper_only(kind: str, group: str = "") -> Change:
    """Let the partners of a kind carry out nothing and no activity be meant for them."""

    def change(tree: Tree) -> None:
        names = {partner["id"] for partner in tree["partners"] if partner["soort"] == kind}
        for activity in tree["activiteiten"]:
            activity["uitvoerders"] = [name for name in activity["uitvoerders"] if name not in names]
            activity["uitvoerders"] = activity["uitvoerders"] or [schools(tree)[0]["id"]]
            activity["doelgroepen"] = [one for one in activity["doelgroepen"] if one != group] or ["vmbo-leerlingen"]

    return change


def one_school_written_often(tree: Tree) -> None:
    first, *others = schools(tree)
    for school in others:
        school |= {key: first[key] for key in ("brin", "vestigingsnummer", "bevoegd_gezag_nummer")}


def tracks_without_pupils(tree: Tree) -> None:
    for school in schools(tree)[1:]:
        school["leerwegen"] = dict.fromkeys(school["leerwegen"], "0")
        school["profielen"] = []
    names = [school["id"] for school in schools(tree)[1:]]
    tree["profieldoelen"] = [target for target in tree["profieldoelen"] if target["vestiging"] not in names]


def starts_after_the_period(tree: Tree) -> None:
    activity = tree["activiteiten"][0]
    for key in ("jaren", "eind"):
        activity.pop(key, None)
    activity["start"] = "2030-01-01"


def hardly_anything_eligible(tree: Tree) -> None:
    for cost in tree["begroting"]["kosten"][5:]:
        cost["subsidiabel"] = "nee"


def all_costs_in_2029(tree: Tree) -> None:
    for cost in tree["begroting"]["kosten"]:
        cost["jaar"] = "2029"


def all_signatures(key: str, value: str | None) -> Change:
    def change(tree: Tree) -> None:
        for signature in tree["ondertekeningen"]:
            set_to(key, value)(signature)

    return change


def one_goal(tree: Tree) -> None:
    elements = {element: None for goal in tree["doelstellingen"] for element in goal["elementen"]}
    goal = tree["doelstellingen"][0] | {"elementen": list(elements)}
    tree["doelstellingen"] = [goal]
    for activity in tree["activiteiten"]:
        activity["doelstellingen"] = [goal["id"]]


def a_goal_with_one_activity(tree: Tree) -> None:
    first, second = (goal["id"] for goal in tree["doelstellingen"][:2])
    under = [activity for activity in tree["activiteiten"] if first in activity["doelstellingen"]]
    for activity in under[1:]:
        activity["doelstellingen"] = [second]


def no_money_for_kb(tree: Tree) -> None:
    for activity in tree["activiteiten"]:
        activity["leerwegen"] = [track for track in activity["leerwegen"] if track != "kb"]


def a_token_for_kb(tree: Tree) -> None:
    no_money_for_kb(tree)
    activity = tree["activiteiten"][0] | {"id": "fooi", "naam": "Klein gebaar", "leerwegen": ["kb"]}
    tree["activiteiten"].append(activity)
    cost = tree["begroting"]["kosten"][0]
    token = {"activiteit": "fooi", "omschrijving": "Klein gebaar", "aantal": "1", "prijs": "1.00", "bedrag": "1.00"}
    tree["begroting"]["kosten"].append(cost | token)
    given = tree["begroting"]["cofinanciering"][0]
    given["bedrag"] = f"{int(given['bedrag'].partition('.')[0]) + 1}.00"


def more_pupils_in_a_profile_than_in_its_track(tree: Tree) -> None:
    schools(tree)[0]["profielen"][0]["leerlingen"] = "4000"


def a_profile_in_a_track_that_is_not_there(tree: Tree) -> None:
    school = schools(tree)[0]
    track = school["profielen"][0]["leerweg"]
    del school["leerwegen"][track]


def a_partner_that_also_declined(tree: Tree) -> None:
    told = {"naam": schools(tree)[1]["naam"], "soort": "vmbo", "reden": "Zij wilde niet.", "kans_geboden": "ja"}
    tree["regio"]["afzieningen"].append(told)


def answers(word: str) -> Change:
    def change(tree: Tree) -> None:
        vision = tree["visie"]
        for key in ("definitie", "kwaliteitsbeeld", "ideaal_aanbod", "route", "behoefte", "doel_aanbod"):
            vision[key] = word

    return change


def money_for_havo(tree: Tree) -> None:
    tree["activiteiten"][0]["doelgroepen"] = ["havo-vwo"]


def forecast(first: int) -> Change:
    def change(tree: Tree) -> None:
        tree["visie"]["leerlingprognose"] = {str(year): "900" for year in range(first, first + 10)}

    return change


def without_the_mbo_in_the_agreement(tree: Tree) -> None:
    name = the_first(tree, "mbo")["id"]
    listed = tree["overeenkomst"]["partners"]
    tree["overeenkomst"]["partners"] = [one for one in listed if one["partner"] != name]


def without_a_budget(tree: Tree) -> None:
    tree["documenten"] = [one for one in tree["documenten"] if one["soort"] != "begroting"]


def hidden_technical_pupils(tree: Tree) -> None:
    school = next(one for one in schools(tree) if any(profile["profiel"] in HARD for profile in one["profielen"]))
    profile = next(one for one in school["profielen"] if one["profiel"] in HARD)
    profile["leerlingen"] = "300"
    school["leerwegen"][profile["leerweg"]] = "900"


def copied(source: str, *targets: str) -> Change:
    """Give the value at a path to other paths too."""

    def change(tree: Tree) -> None:
        value: Any = tree
        for step in source.split("."):
            value = value[int(step) if step.isdigit() else step]
        for target in targets:
            set_to(target, value)(tree)

    return change


def partner(name: str, **values: str) -> Change:
    def change(tree: Tree) -> None:
        next(one for one in tree["partners"] if one["id"] == name).update(values)

    return change


def every(where: str, **values: str) -> Change:
    """Give each item of a list these values."""

    def change(tree: Tree) -> None:
        items: Any = tree
        for step in where.split("."):
            items = items[step]
        for item in items:
            item.update(values)

    return change


def each_cost_once(tree: Tree) -> None:
    for cost in tree["begroting"]["kosten"]:
        cost |= {"aantal": "1", "prijs": cost["bedrag"], "eenheid": "post"}


def a_profile_named_twice(tree: Tree) -> None:
    school = schools(tree)[0]
    school["profielen"].append(school["profielen"][0] | {"leerlingen": "1"})


def a_second_target(tree: Tree) -> None:
    tree["profieldoelen"].append(tree["profieldoelen"][0] | {"leerlingen_doel": "1"})


def one_board_member_for_all(tree: Tree) -> None:
    for signature in tree["ondertekeningen"]:
        if signature["rol"] == "bestuurslid":
            signature["naam"] = "Hester van Rooijendaal"


def signed_by_the_school_itself(tree: Tree) -> None:
    signature = next(one for one in tree["ondertekeningen"] if one["partner"] == "m-oeverlanden")
    signature["naam"] = "ROC Oeverlanden"


def a_project_that_is_an_activity(tree: Tree) -> None:
    tree["lopende_projecten"][0]["naam"] = tree["activiteiten"][0]["naam"].upper()


def themes_alike(tree: Tree) -> None:
    themes = tree["visie"]["themas"]
    themes["schoolpersoneel"] = themes["gender_en_inclusie"] = dict(themes["duurzaamheid"])
