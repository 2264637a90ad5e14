"""Entries of a scheme that was compiled: the same fields as in :mod:`sto_check.scheme.entries`, without a validator."""

from __future__ import annotations

from typing import Any


class KindPaths:
    """What follows from where the facts of a kind come from."""

    @property
    def paths(self: Any) -> list[tuple[str, ...]]:
        """The steps of each path in the document that its facts come from; none for words and tables."""
        return [() if path == "." else tuple(path.removesuffix("?").split(".")) for path in self.from_]

    @property
    def may_be_absent(self: Any) -> set[tuple[str, ...]]:
        """The paths that give no fact where what they lead to is absent; of others that is unknown."""
        return {steps for steps, path in zip(self.paths, self.from_, strict=True) if path.endswith("?")}


class AttributeType:
    """The type of an attribute, once the form has given it."""

    @property
    def type(self: Any) -> Any:
        """The type of the attribute."""
        assert self.type_ is not None
        return self.type_


class Kept:
    """An entry as it was when the scheme was compiled."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__ = values

    def model_copy(self, *, update: dict[str, Any]) -> Any:
        """Return the same entry with other values in some fields."""
        return self.__class__({**self.__dict__, **update})


class KeptKind(Kept, KindPaths):
    """A kind of fact."""


class KeptAttribute(Kept, AttributeType):
    """An attribute of a kind of fact."""


KEPT: dict[str, type[Kept]] = {"KindEntry": KeptKind, "AttributeEntry": KeptAttribute}
"""What the entries are that are more than their fields; all others are plainly kept."""
