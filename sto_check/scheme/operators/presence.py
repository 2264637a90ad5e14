"""Words of presence: present and absent, for every type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_check.scheme.condition import NUMBERS, WORDS
from sto_check.scheme.operators.formula import NEVER_SO, Compares, End, Every, Given, Is
from sto_check.scheme.operators.operator import Operator
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.scheme.condition import Constant, Nothing, Share, Type
    from sto_check.scheme.operators.formula import Formula
    from sto_check.scheme.operators.operator import Exact, Takes


@dataclass(frozen=True)
class Presence(Operator):
    """Whether a value is there. A text without words and an empty name were given, but are not there.

    A value that was not given may yet be, so it is unknown; so is one of which only bounds are known.
    """

    word: str
    text: Text
    there: bool
    types: tuple[Type, ...] = ("day", "yesno", "text", "tokens", *NUMBERS, *WORDS)
    takes: tuple[Takes, ...] = ("yesno",)

    def exact(self, of: Type) -> Exact:
        """Return whether a value that was given is more than an empty one."""
        there = self.there
        empty = {"text": 0, "identifier": ""}.get(of)
        if empty is None:
            return lambda _value, _nothing: there
        return lambda value, _nothing: (value != empty) is there

    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:  # noqa: ARG002
        """Look whether a value is known and not empty, or is known and empty."""
        there = self.there is true
        if of == "text":
            end = End(attribute, 1, "low" if there else "high")
            return Compares(end, ">" if there else "<=", 0)
        if of == "identifier":
            return Every((Given(attribute), Is(attribute, "", true=False))) if there else Is(attribute, "")
        return Given(attribute) if there else NEVER_SO

    @property
    def opposite(self) -> Presence:
        """The other word of the two."""
        return ABSENT if self.there else PRESENT

    def can_fail(self, of: Type) -> bool:
        """A number or a list that was given is there; only a text or a name can be given and empty."""
        return not self.there or of in {"text", "identifier"}


PRESENT = Presence("present", Text("is ingevuld", "is given"), True)
ABSENT = Presence("absent", Text("is leeg", "is empty"), False)
