"""The comparison words of the rule language, each a value that says everything there is to say of it.

A family of words stands in a file of its own. Whatever needs to know what a word means (reading, network, lint,
mutation, explanation, pages, schema) asks the word; there is no other table of them. To add a word, add a value to its
family, or a family, and name it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.operators.equality import EQUALS, NOT
from sto_check.scheme.operators.membership import HAS, NONE_OF, ONE_OF
from sto_check.scheme.operators.order import (
    AFTER,
    AT_LEAST,
    AT_MOST,
    BEFORE,
    LESS_THAN,
    MAX_WORDS,
    MORE_THAN,
    ON_OR_AFTER,
    ON_OR_BEFORE,
)
from sto_check.scheme.operators.presence import ABSENT, PRESENT

if TYPE_CHECKING:
    from sto_check.scheme.operators.operator import Operator

_ALL: tuple[Operator, ...] = (
    EQUALS, NOT, ONE_OF, NONE_OF, AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN, ON_OR_AFTER, ON_OR_BEFORE, AFTER, BEFORE,
    PRESENT, ABSENT, HAS, MAX_WORDS,
)  # fmt: skip
OPERATORS: dict[str, Operator] = {operator.word: operator for operator in _ALL}
"""Every comparison word by its name, in the order in which they are listed to people."""
