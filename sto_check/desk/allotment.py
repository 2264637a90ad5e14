"""Who gets money where applications ask more together than there is: in an order, until the ceiling is reached.

An order is by score, by day of receipt or by lot; what is equal in it is ordered by lot. A lot is drawn from a seed and
the fingerprint of each application, so that whoever has both can draw it again, and the order of files says nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.document import fingerprint
from sto_check.text.language import LANGUAGES, Text, write_amount, write_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Way = Literal["score", "receipt", "lot"]
_NAMED = 3


class Claim(NamedTuple):
    """What one application asks of a ceiling, in cents, and what can give it a place in the order.

    ``score`` is None as long as it is not given, ``received`` (a day's ordinal) where it is not known.
    """

    name: str
    asks: int
    score: int | None
    received: int | None
    sha256: str


class Share(NamedTuple):
    """Whether an application is granted what it asks: None as long as that cannot be said.

    ``rank`` counts from 1 and is 0 where there is no order; ``granted_so_far`` is in cents, with this one if granted.
    """

    name: str
    asks: int
    granted: bool | None
    rank: int
    granted_so_far: int
    reason: Text


def allot(claims: Sequence[Claim], ceiling: int, way: Way, seed: str | None) -> list[Share]:
    """Return for each application whether it is granted, in the order that decided; never above the ceiling.

    All are granted where they fit together. Else they are granted in order, until one does not fit: that one and all
    after it are not. What is equal where the ceiling is reached, without a seed to draw a lot from, stays open; so does
    everything as long as what the order rests on is not known of all.
    """
    together = sum(claim.asks for claim in claims)
    if together <= ceiling:
        return list(_all_granted(sorted(claims, key=lambda claim: claim.name), ceiling))
    value = _VALUES[way]
    lacking = sorted(claim.name for claim in claims if value(claim) is None)
    if lacking:
        return [Share(claim.name, claim.asks, None, 0, 0, _not_yet(way, lacking)) for claim in
                sorted(claims, key=lambda claim: claim.name)]  # fmt: skip
    return list(_in_order(claims, ceiling, way, seed))


_VALUES: dict[Way, Callable[[Claim], int | None]] = {
    "score": lambda claim: None if claim.score is None else -claim.score,
    "receipt": lambda claim: claim.received,
    "lot": lambda _claim: 0,
}


def _all_granted(claims: Sequence[Claim], ceiling: int) -> Iterator[Share]:
    so_far = 0
    amounts = {lang: write_amount(ceiling, lang) for lang in LANGUAGES}
    reason = Text(
        f"Alle aanvragen samen passen onder het plafond van {amounts['nl']}.",
        f"All applications together fit under the ceiling of {amounts['en']}.",
    )
    for claim in claims:
        so_far += claim.asks
        yield Share(claim.name, claim.asks, True, 0, so_far, reason)


def _in_order(claims: Sequence[Claim], ceiling: int, way: Way, seed: str | None) -> Iterator[Share]:
    value = _VALUES[way]
    ordered = sorted(claims, key=lambda claim: (value(claim), _lot(seed, claim), claim.name))
    so_far, rank, full = 0, 0, False
    for _, equal in groupby(ordered, key=value):
        group = list(equal)
        fits = not full and so_far + sum(claim.asks for claim in group) <= ceiling
        open_ = not full and not fits and len(group) > 1 and seed is None
        first = rank + 1
        for claim in group:
            rank += 1
            granted = not full and not open_ and so_far + claim.asks <= ceiling
            so_far += claim.asks if granted else 0
            said = _said(claim, way, seed if len(group) > 1 and not fits else None, first if open_ else rank)
            yield Share(
                claim.name,
                claim.asks,
                None if open_ else granted,
                first if open_ else rank,
                so_far,
                _drawn_first(said, len(group))
                if open_
                else _with_ceiling(said, claim, so_far, ceiling, granted=granted),
            )
            full = full or not (granted or open_)
        full = full or open_


def _lot(seed: str | None, claim: Claim) -> str:
    return "" if seed is None else fingerprint(f"{seed}\n{claim.sha256}\n{claim.name}".encode())


def _said(claim: Claim, way: Way, seed: str | None, rank: int) -> Text:
    """Return the place of an application in the order, and what gave it."""
    by = dict.fromkeys(LANGUAGES, "")
    if way == "score" and claim.score is not None:
        by = {"nl": f" (score {claim.score})", "en": f" (score {claim.score})"}
    elif way == "receipt" and claim.received is not None:
        by = {"nl": f" (ontvangen op {write_day(claim.received, 'nl')})",
              "en": f" (received on {write_day(claim.received, 'en')})"}  # fmt: skip
    lot = ("", "") if seed is None else (f", door loting met {seed}", f", by lot with {seed}")
    return Text(f"Plaats {rank}{by['nl']}{lot[0]}", f"Place {rank}{by['en']}{lot[1]}")


def _with_ceiling(said: Text, claim: Claim, so_far: int, ceiling: int, *, granted: bool) -> Text:
    told = {}
    for lang in LANGUAGES:
        left, of = write_amount(ceiling - so_far, lang), write_amount(ceiling, lang)
        asks, used = write_amount(claim.asks, lang), write_amount(so_far, lang)
        if granted:
            after = {"nl": f"met deze is {used} van {of} verdeeld", "en": f"with this one {used} of {of} is allotted"}
        else:
            after = {"nl": f"gevraagd {asks}, en van {of} is nog {left} over; het plafond is bereikt",
                     "en": f"asked {asks}, and of {of} there is {left} left; the ceiling is reached"}  # fmt: skip
        told[lang] = f"{said[lang]}: {after[lang]}."
    return Text(told["nl"], told["en"])


def _drawn_first(said: Text, equal: int) -> Text:
    return Text(
        f"{said.nl}, gelijk met {equal - 1} andere: het lot beslist. Geef een trekking met --seed.",
        f"{said.en}, equal to {equal - 1} more: the lot decides. Give a draw with --seed.",
    )


def _not_yet(way: Way, lacking: Sequence[str]) -> Text:
    what = {"score": ("geen score", "no score"), "receipt": ("geen dag van ontvangst", "no day of receipt")}[way]
    names = ", ".join(lacking[:_NAMED]) + (f" (+{len(lacking) - _NAMED})" if len(lacking) > _NAMED else "")
    return Text(f"Nog niet te verdelen: {what[0]} van {names}.", f"Cannot be allotted yet: {what[1]} of {names}.")
