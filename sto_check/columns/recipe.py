"""How applications are drawn that are like given ones: which fields vary, between what, and from which seed.

All values of a field in one application vary by one factor, in thousandths, rounded to the cent, metre or unit; so
what is drawn can be written as a document and checked.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from sto_check.columns.counted import BASE, Named
from sto_check.columns.errors import CannotVaryError, no_such_field, worked_out_from
from sto_check.columns.layout import APPLICATION
from sto_check.engine.checker import needed
from sto_check.proof.changed import with_values
from sto_check.proof.spot import NUMBERS
from sto_check.proof.spots import spots_of
from sto_check.scheme.derived import derived_from, read_from
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.engine.resolve import ResolvedRule
    from sto_check.forms.load import Application
    from sto_check.scheme.entries import AttributeEntry, KindEntry
    from sto_check.scheme.scheme import Scheme

WHOLE = 1000
"""The factor of a value as it stands."""
_PERCENT = r"([0-9]{1,4}(?:\.[0-9])?)%"
_RANGE = re.compile(rf"([^=]+)={_PERCENT}\.\.{_PERCENT}")
_SHARE = re.compile(rf"([^=]+)={_PERCENT}")
_VARIABLE = {"amount", "integer", "distance"}


class Vary(NamedTuple):
    """A field that varies: its path without positions in lists, between which factors, and how often it is blank."""

    path: str
    low: int = WHOLE
    high: int = WHOLE
    blank: int = 0


class Recipe(NamedTuple):
    """What is drawn, how often and from which seed."""

    number: int
    fields: tuple[Vary, ...]
    seed: int = 1

    def draws(self, bases: int) -> Iterator[tuple[int, list[int | None]]]:
        """Yield for each application the number of the one it is like, and a factor a field; None leaves it blank."""
        drawn = random.Random(self.seed)  # noqa: S311
        for _ in range(self.number):
            base = drawn.randrange(bases)
            yield base, [_factor(field, drawn) for field in self.fields]

    def table(self, draws: Sequence[tuple[int, list[int | None]]]) -> pa.Table:
        """Return draws as a table: the number of each, the one it is like, and its factors."""
        columns = {
            APPLICATION: list(range(len(draws))),
            BASE: [base for base, _ in draws],
            **{f"factor{at}": [factors[at] for _, factors in draws] for at, _ in enumerate(self.fields)},
        }
        return pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()})

    def attributes(self, scheme: Scheme, rules: Sequence[ResolvedRule]) -> dict[Named, str]:
        """Return for each attribute that varies, of those that the rules read, the column with its factor.

        Raises CannotVaryError for a field that they do not read as a number, or from which something is worked out.
        """
        _, used = needed(scheme, rules)
        read = [one for kind, names in used.items() for one in _read(scheme, kind, names)]
        found: dict[Named, str] = {}
        for at, field in enumerate(self.fields):
            direct = {one.named for one in read if one.fields == [field.path] and one.direct}
            rest = [one.named for one in read if field.path in one.fields and one.named not in direct]
            others = [f"{kind}.{name}" for kind, name in rest]
            if others:
                raise worked_out_from(field.path, others)
            others = [rule.rule.id for rule in rules if field.blank and _is_judged(field.path, rule)]
            if others:
                raise worked_out_from(field.path, others)
            if not direct:
                raise no_such_field(field.path, sorted({one.fields[0] for one in read if one.direct}))
            found |= dict.fromkeys(direct, f"factor{at}")
        return found

    def applied(self, application: Application, factors: Sequence[int | None]) -> Application:
        """Return the document that was drawn; raises DocumentError where the form does not take it."""
        drawn = dict(zip((field.path for field in self.fields), factors, strict=True))
        values = [
            (spot, None if factor is None else (int(str(spot.now)) * factor + 500) // 1000)
            for spot in spots_of(application)
            if spot.sort in NUMBERS and spot.now is not None and ".".join(spot.column) in drawn
            for factor in [drawn[".".join(spot.column)]]
        ]
        return with_values(application, values)


def _is_judged(path: str, rule: ResolvedRule) -> bool:
    """Whether a person reads a field, so that it matters whether anything is there."""
    reads = rule.rule.judge.reads if rule.rule.judge else ()
    return any(f"{path}.".startswith(f"{key}.") for key in reads)


def _factor(field: Vary, drawn: random.Random) -> int | None:
    factor = drawn.randint(field.low, field.high)
    return None if drawn.randrange(1000) < field.blank else factor


class _Attribute(NamedTuple):
    """An attribute that rules read, and the fields it comes from; ``direct``: it is the number in one of them."""

    named: Named
    fields: list[str]
    direct: bool


def _read(scheme: Scheme, kind: str, names: Iterable[str]) -> Iterator[_Attribute]:
    entry = scheme.kinds[kind]
    if kind in scheme.tables:
        return
    for name in sorted(names):
        attribute = entry.attributes.get(name)
        if attribute is None:
            continue
        fields = list(dict.fromkeys(_fields(entry, attribute, name)))
        number = scheme.types[kind][name] in _VARIABLE and derived_from(attribute) is None
        yield _Attribute((kind, name), fields, number and len(fields) == 1 and attribute.unwritten is None)


def _fields(entry: KindEntry, attribute: AttributeEntry, name: str) -> Iterator[str]:
    """Yield the paths of the fields that an attribute is read from."""
    words = [word.split(".") for word in entry.each] if entry.each and entry.from_ else [[]]
    for path in entry.paths or [()]:
        for word in words:
            for field in read_from(attribute, name):
                yield ".".join(_way([*path, *word], [] if field == "." else field.split(".")))


def _way(part: list[str], field: list[str]) -> list[str]:
    if field[:1] == ["root"]:
        return field[1:]
    return [*part[:-1], *field[1:]] if field[:1] == ["parent"] else [*part, *field]


def read_recipe(number: int | None, vary: Iterable[str], blank: Iterable[str], seed: int) -> Recipe:
    """Return a recipe from what options say: ``PATH=50%..150%`` and ``PATH=10%``; raises CannotVaryError."""
    fields: dict[str, Vary] = {}
    for written in vary:
        match = _RANGE.fullmatch(written)
        if match is None or _thousandths(match[2]) > _thousandths(match[3]):
            raise _not_written(written, "begroting.cofinanciering.bedrag=50%..150%")
        fields[match[1]] = Vary(match[1], _thousandths(match[2]), _thousandths(match[3]))
    for written in blank:
        match = _SHARE.fullmatch(written)
        if match is None or _thousandths(match[2]) > WHOLE:
            raise _not_written(written, "begroting.gevraagd_bedrag=10%")
        fields[match[1]] = fields.get(match[1], Vary(match[1]))._replace(blank=_thousandths(match[2]))
    if number is None:
        raise CannotVaryError(
            problem(
                "nothing-drawn",
                "--vary en --blank zeggen wat er varieert in wat wordt getrokken.",
                "--vary and --blank say what varies in what is drawn.",
                None,
                "Zeg met --draw hoeveel aanvragen: --draw 10000.",
                "Say with --draw how many applications: --draw 10000.",
            )
        )
    if not fields:
        raise CannotVaryError(
            problem(
                "nothing-varies",
                "Er is niets dat varieert: de getrokken aanvragen zouden gelijk zijn.",
                "Nothing varies: the applications that are drawn would be equal.",
                None,
                "Zeg met --vary of --blank welk veld: --vary begroting.cofinanciering.bedrag=50%..150%.",
                "Say with --vary or --blank which field: --vary begroting.cofinanciering.bedrag=50%..150%.",
            )
        )
    return Recipe(number, tuple(fields.values()), seed)


def _thousandths(percent: str) -> int:
    return int(Decimal(percent) * 10)


def _not_written(written: str, example: str) -> CannotVaryError:
    return CannotVaryError(
        problem(
            "cannot-vary",
            f"{written}: dit zegt niet welk veld en hoeveel.",
            f"{written}: this does not say which field and how much.",
            None,
            f"Schrijf een pad en percentages: {example}.",
            f"Write a path and percentages: {example}.",
        )
    )
