"""Other values for parameters of a scheme: one value, or a range of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.entries import DatedValue
from sto_check.scheme.literals import UNITS
from sto_check.scheme.parameters import expected_value, read_dated
from sto_check.scheme.written import write_value
from sto_check.text.errors import UsageError, suggestion
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import ParameterEntry
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang, Text

_SUMMED = {"amount", "integer", "list", "distance"}


class CannotSetError(UsageError):
    """There is no such parameter, or it cannot have such a value (exit code 2)."""


class Setting(NamedTuple):
    """A value for a parameter."""

    name: str
    value: Scalar | tuple[Scalar, ...]
    unit: str

    @property
    def written(self) -> Text:
        """The value in words."""

        return write_value(self.value, UNITS[self.unit])

    def told(self, lang: Lang) -> str:
        """Return the setting as people read it: ``cofinanciering.aandeel = 12%``."""
        return f"{self.name} = {self.written[lang]}"


def read_setting(scheme: Scheme, written: str) -> Setting:
    """Return what ``NAME=VALUE`` says, the value as scheme.yaml writes it; raises CannotSetError."""
    name, _, value = written.partition("=")
    entry = _entry(scheme, name)
    return Setting(name, _value(name, entry, value), entry.unit)


def read_range(scheme: Scheme, written: str, steps: int) -> list[Setting]:
    """Return what ``NAME=FROM..TO`` says: that many steps and one, each once; raises CannotSetError."""
    name, _, values = written.partition("=")
    entry = _entry(scheme, name)
    first, dots, last = values.partition("..")
    low, high = (_value(name, entry, one) for one in (first, last if dots else first))
    if not dots or entry.unit == "word" or low == high:
        raise CannotSetError(
            problem(
                "no-range",
                f"{written}: dit is geen bereik.",
                f"{written}: this is no range.",
                None,
                f"Schrijf twee waarden van een getal of dag: {name}=VAN..TOT.",
                f"Write two values of a number or day: {name}=FROM..TO.",
            )
        )
    ends = [Fraction(*end) if isinstance(end, tuple) else Fraction(end) for end in (low, high)]
    grid = 100_000 if entry.unit == "percent" else 1
    found: dict[Scalar | tuple[Scalar, ...], None] = {}
    for step in range(steps + 1):
        exact = Fraction(round((ends[0] + (ends[1] - ends[0]) * step / steps) * grid), grid)
        found[exact.as_integer_ratio() if entry.unit == "percent" else int(exact)] = None
    return [Setting(name, value, entry.unit) for value in found]


def read_figure(scheme: Scheme, written: str) -> tuple[str, str]:
    """Return the kind and the attribute that ``KIND.ATTRIBUTE`` names; raises CannotSetError where it is no number."""
    kind, _, name = written.partition(".")
    numbers = [
        f"{one}.{attribute}" for one, types in scheme.types.items() for attribute, of in types.items() if of in _SUMMED
    ]
    if written not in numbers:
        raise CannotSetError(
            problem(
                "no-figure",
                f"{written} is geen bedrag of getal van een feit.",
                f"{written} is no amount or number of a fact.",
                hint=suggestion(written, numbers),
            )
        )
    return kind, name


def read_ceiling(written: str, *, with_sum: bool) -> int:
    """Return a ceiling in cents, written as in a document; raises CannotSetError."""
    from sto_check.forms.values import read_cents

    try:
        cents = read_cents(written)
    except ValueError:
        cents = None
    if cents is None or not with_sum:
        raise CannotSetError(
            problem(
                "no-ceiling",
                f"--ceiling {written} zegt niets." if with_sum else "--ceiling gaat over de som van --sum.",
                f"--ceiling {written} says nothing." if with_sum else "--ceiling is about the sum of --sum.",
                None,
                "Schrijf een bedrag, en met --sum waarvan: --sum regio.gevraagd_bedrag --ceiling 100000000.",
                "Write an amount, and with --sum of what: --sum regio.gevraagd_bedrag --ceiling 100000000.",
            )
        )
    return cents


def _entry(scheme: Scheme, name: str) -> ParameterEntry:
    entry = scheme.head.parameters.get(name)
    if entry is None:
        raise CannotSetError(
            problem(
                "unknown-parameter",
                f"{scheme.id} heeft geen parameter “{name}”.",
                f"{scheme.id} has no parameter “{name}”.",
                hint=suggestion(name, list(scheme.head.parameters)),
            )
        )
    return entry


def _value(name: str, entry: ParameterEntry, written: str) -> Scalar | tuple[Scalar, ...]:
    plain = written.strip().removesuffix("%") if entry.unit == "percent" else written.strip()
    several = entry.unit == "word" and any(isinstance(dated.value, list) for dated in entry.value)
    value = read_dated(entry, DatedValue.model_validate({"value": plain.split(",") if several else plain}))
    if value is None:
        said = expected_value(entry)
        raise CannotSetError(
            problem(
                "not-a-value",
                f"{written} past niet bij {name}.",
                f"{written} does not fit {name}.",
                None,
                f"Schrijf {said.nl}.",
                f"Write {said.en}.",
            )
        )
    return value
