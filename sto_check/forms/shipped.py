"""The forms that come with sto-check, as long as their models are written in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.forms.form import Check, Form, NamedList, Reference, Total
from sto_check.forms.values import read_whole, read_year
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

_RESERVED = Text("De naam penvoerder is van de penvoerder zelf.", "The name penvoerder is the penvoerder's own.")
_NONE = Text("De id geen is voorbehouden aan wat niet uit de hoofdlijnen komt.",
             "The id geen is kept for what does not come from the outline.")  # fmt: skip
_PARTNER = Text("de partner", "the partner")
_PENVOERDER = ("penvoerder",)
_VMBO = ("soort", frozenset({"vmbo"}))
_TABLES = (("begroting", "kosten"), ("begroting", "cofinanciering"))
_COSTS = ("begroting", "kosten", "bedrag")
_TOTALS = (
    Total("Totale kosten", _COSTS),
    Total("Subsidiabele kosten", _COSTS, ("subsidiabel", "ja")),
    Total("Cofinanciering", ("begroting", "cofinanciering", "bedrag")),
    Total("Cofinanciering als deel van de subsidiabele kosten", share=("Cofinanciering", "Subsidiabele kosten")),
)
_OF_PLAN = (
    Reference(("activiteiten", "doelstellingen"), ("doelstellingen",), Text("de doelstelling", "the goal")),
    Reference(("activiteiten", "uitvoerders"), ("partners",), _PARTNER, others=_PENVOERDER),
    Reference(("begroting", "kosten", "activiteit"), ("activiteiten",), Text("de activiteit", "the activity")),
    Reference(("begroting", "cofinanciering", "partner"), ("partners",), _PARTNER, others=_PENVOERDER),
)
_NAMED = (
    NamedList(("partners",), {"penvoerder": _RESERVED}),
    NamedList(("doelstellingen",), {}),
    NamedList(("activiteiten",), {}),
)


def _aanvraag() -> Form:
    from sto_check.forms.aanvraag import Aanvraag

    return Form(
        "aanvraag", Aanvraag,
        Text("aanvraag op hoofdlijnen voor Sterk Techniekonderwijs 2025-2028",
             "application in outline for Sterk Techniekonderwijs 2025-2028"),
        (
            Reference(("organisatie", "stuurgroep"), ("partners",), _PARTNER, others=_PENVOERDER),
            Reference(("profieldoelen", "vestiging"), ("partners",),
                      Text("de vmbo-vestiging", "the vmbo-vestiging"), _VMBO, _PENVOERDER),
            *_OF_PLAN,
            Reference(("ondertekeningen", "partner"), ("partners",), _PARTNER, others=_PENVOERDER),
        ),
        _NAMED, (), _TABLES, "Regio", ("visie", "overeenkomst"), _TOTALS, frozenset({"soort"}),
    )  # fmt: skip


def _aanvraag_2020() -> Form:
    from sto_check.forms.aanvraag_2020 import Aanvraag2020

    return Form(
        "aanvraag-2020", Aanvraag2020,
        Text("aanvraag voor Sterk Techniekonderwijs 2020-2024", "application for Sterk Techniekonderwijs 2020-2024"),
        _OF_PLAN, _NAMED, (), _TABLES, "Regio", (), _TOTALS, frozenset({"soort"}),
    )  # fmt: skip


def _eindrapportage() -> Form:
    from sto_check.forms.eindrapportage import Eindrapportage

    return Form(
        "eindrapportage", Eindrapportage,
        Text("eindrapportage van Sterk Techniekonderwijs 2020-2024",
             "final report of Sterk Techniekonderwijs 2020-2024"),
        (), (NamedList(("activiteiten",), {}), NamedList(("voorgenomen_activiteiten",), {})), (), (), "Regio",
        ("kosten", "dekking", "vragen"),
    )  # fmt: skip


def _uitwerking() -> Form:
    from sto_check.forms.uitwerking import Uitwerking

    outline = ("hoofdlijnen", "doelstellingen")
    return Form(
        "uitwerking", Uitwerking,
        Text("uitgewerkt activiteitenplan voor Sterk Techniekonderwijs 2025-2028",
             "detailed activity plan for Sterk Techniekonderwijs 2025-2028"),
        (
            Reference(("hoofdlijnen", "activiteiten", "doelstellingen"), outline,
                      Text("de doelstelling op hoofdlijnen", "the goal in outline")),
            Reference(("niet_uitgewerkt", "activiteit"), ("hoofdlijnen", "activiteiten"),
                      Text("de activiteit op hoofdlijnen", "the activity in outline")),
            Reference(("activiteiten", "doelstellingen"), ("doelstellingen",),
                      Text("de uitgewerkte doelstelling", "the detailed goal")),
            Reference(("begroting", "kosten", "activiteit"), ("activiteiten",),
                      Text("de uitgewerkte activiteit", "the detailed activity")),
        ),
        (NamedList(outline, {"geen": _NONE}), NamedList(("hoofdlijnen", "activiteiten"), {"geen": _NONE}),
         NamedList(("doelstellingen",), {}), NamedList(("activiteiten",), {})),
        (), _TABLES, "Regio", (), _TOTALS,
    )  # fmt: skip


def _indicatoren() -> Form:
    from sto_check.forms.indicatoren import PARTS, Indicatoren

    within = Text("{first} ({first.value}) is meer dan {second} ({second.value}).",
                  "{first} ({first.value}) is more than {second} ({second.value}).")  # fmt: skip
    hint = Text("Een deel is ten hoogste het geheel: controleer beide.", "A part is at most the whole: check both.")
    checks = [
        Check((moment, group), "at_most", ((part,), (whole,)), (read_whole, read_whole), says=within, hint=hint)
        for moment in ("begin", "eind")
        for group, part, whole in PARTS
    ]
    later = Check(
        (), "increasing", (("begin", "jaar"), ("eind", "jaar")), (read_year, read_year),
        says=Text("Het eind ({second.value}) ligt niet na het begin ({first.value}).",
                  "The end ({second.value}) does not come after the start ({first.value})."),
        hint=Text("Controleer jaar bij begin en eind.", "Check jaar at begin and eind."),
    )  # fmt: skip
    title = Text("cijfers van een regio, om naast de landelijke te zetten",
                 "figures of a region, to set beside the national ones")  # fmt: skip
    return Form("indicatoren", Indicatoren, title, checks=(*checks, later), answers="Regio")


SHIPPED: dict[str, Callable[[], Form]] = {
    "aanvraag": _aanvraag, "uitwerking": _uitwerking, "indicatoren": _indicatoren, "aanvraag-2020": _aanvraag_2020,
    "eindrapportage": _eindrapportage,
}  # fmt: skip
