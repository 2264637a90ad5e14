"""The values of a parameter: each with when it counts, in the scheme itself or in a variant, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.basis import cited
from sto_check.scheme.literals import UNITS
from sto_check.scheme.parameters import read_dated
from sto_check.scheme.written import write_value
from sto_check.text.language import LANGUAGES, Text, write_day

if TYPE_CHECKING:
    from sto_check.scheme.basis import Basis
    from sto_check.scheme.scheme import Scheme


class ValueShown(NamedTuple):
    """One value in words; ``counts`` says from which day and in which variant, and is empty where always."""

    value: Text
    counts: Text
    basis: tuple[Basis, ...]


def values_of(scheme: Scheme, name: str) -> list[ValueShown]:
    """Return every value of a parameter, in the order in which they are written."""
    entry = scheme.head.parameters[name]
    values = []
    for variant, history in (("", entry.value), *entry.variants.items()):
        for dated in history:
            since = dated.from_
            parts = [Text(f"in de variant {variant}", f"in the variant {variant}")] if variant else []
            if since:
                days = [write_day(since.toordinal(), lang) for lang in LANGUAGES]
                parts.append(Text(f"vanaf {days[0]}", f"from {days[1]}"))
            counts = Text(", ".join(part.nl for part in parts), ", ".join(part.en for part in parts))
            basis = cited(dated.basis or entry.basis, scheme.sources)
            values.append(ValueShown(write_value(read_dated(entry, dated), UNITS[entry.unit]), counts, basis))
    return values
