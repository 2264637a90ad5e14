"""The smallest change of a document for which something holds, found by the solver: the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import z3

from sto_check.proof.algebra import added, every, no, pick, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.forms.values import Sort
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.fields import Field
    from sto_check.proof.spot import Content

_PREFERRED: tuple[Sort, ...] = (
    "amount", "change", "whole", "distance", "percent", "day", "yesno", "word", "year", "key", "code", "text",
)  # fmt: skip
"""Which of two changes is the lesser: that of an amount goes before that of a number, a day, a word."""
MOST_CHANGES = 6
"""How many changes at most are looked for together, where people are to make them."""
_STEPS = 40_000_000
"""How much the solver may do for one question, in its own count: the same on every machine, some seconds at most."""


class TooHardError(Exception):
    """The solver did not end in time."""


class Found(NamedTuple):
    """A field that changes, and what it becomes; None where it is left out.

    Of a number also the ends of the stretch in which all would do.
    """

    field: Field
    to: Content | None
    least: int | None
    most: int | None


class Search:
    """Searches among the values of some fields. ``rules`` hold whatever is asked; blank days become days near ``day``.

    What is asked is that all of ``wanted`` holds.
    """

    def __init__(self, fields: Sequence[Field], rules: Sequence[Flag], wanted: Sequence[Flag], day: int) -> None:
        self._fields, self._day = fields, day
        self._asked = _terms([*rules, *wanted])
        self._changed = [field.changed for field in fields]
        self._solver = _solver(self._asked)

    def first(self) -> list[Found] | None:
        """Return the smallest set of changes that does, however many; None where none does. Raises TooHardError."""
        if not _answer(self._solver.check()):
            return None
        size = self.fewest(len(self._fields))
        assert size is not None, "it can hold"
        return next(self.smallest(size))

    def fewest(self, most: int = MOST_CHANGES) -> int | None:
        """Return the fewest changes that do, of at most so many; None where no so many do. Raises TooHardError."""
        if not self._can(most):
            return None
        return next(size for size in range(most + 1) if self._can(size))

    def smallest(self, size: int) -> Iterator[list[Found]]:
        """Yield a set of so many changes for each choice of columns that does, each change as small as can be.

        Which row of a list changes is of no account: of sets in the same columns the first is given. Raises
        TooHardError.
        """
        blocked: list[Flag] = []
        while self._can(size, blocked):
            chosen = self._first_set(size, blocked)
            yield self._least(chosen)
            columns = [[one for one in self._fields if one.spot.column == field.spot.column] for field in chosen]
            blocked.append(no(every(some(one.changed for one in column) for column in columns)))

    def _can(self, size: int, more: Sequence[Flag] = ()) -> bool:
        few = z3.PbLe([(one, 1) for one in self._changed], size) if self._changed else True
        return _answer(self._solver.check(*_terms([few, *more])))

    def _first_set(self, size: int, blocked: Sequence[Flag]) -> list[Field]:
        """Return the set of fields to change that goes first: from the last field on as many stay as can.

        Each field that changes is found by halving: the longest run of fields that can all stay ends before it.
        """
        order = sorted(self._fields, key=lambda field: _PREFERRED.index(field.spot.sort))[::-1]
        fixed: list[Flag] = [*blocked]
        chosen: list[Field] = []
        begin = 0
        while len(chosen) < size:
            stay, fail = begin, len(order)
            while fail - stay > 1:
                middle = (stay + fail) // 2
                can = self._can(size, [*fixed, *(no(field.changed) for field in order[begin:middle])])
                stay, fail = (middle, fail) if can else (stay, middle)
            fixed += [no(field.changed) for field in order[begin:stay]] + [order[stay].changed]
            chosen.append(order[stay])
            begin = stay + 1
        return sorted(chosen, key=self._fields.index)

    def _least(self, chosen: Sequence[Field]) -> list[Found]:
        """Return the least changes of these fields, all others kept; and the ends between which each may be chosen."""
        kept = [field for field in self._fields if field not in chosen]
        held = _with(self._asked, {field.spot.path: (field, field.spot.now) for field in kept})
        given = []
        for field in chosen:
            is_given = field.given is True or possible([*held, field.given])
            held.append(field.given if is_given else no(field.given))
            given += [field] if is_given else []
        for sort in _PREFERRED:
            of_sort = [field for field in given if field.number is not None and field.spot.sort == sort]
            far = [_distance(field.number, self._start(field)) for field in of_sort]
            for term in [added(far), *far, *(field.number for field in of_sort)] if far else ():
                held.append(term == _end(held, term, up=False))
        for field in given:
            if field.number is None:
                held.append(next(flag for flag, _ in field.options if possible([*held, flag])))
        model = _model(held)
        values = {field.spot.path: (field, field.value_in(model)) for field in self._fields if field in chosen}
        values |= {field.spot.path: (field, field.spot.now) for field in kept}
        return [self._with_ends(field, values) for field in chosen]

    def _start(self, field: Field) -> int:
        """Return the number from which a change is counted: as it stands, or else nothing, or the day that counts."""
        now = field.spot.now
        return now if isinstance(now, int) else self._day if field.spot.sort == "day" else 0

    def _with_ends(self, field: Field, values: Mapping[Any, tuple[Field, Content | None]]) -> Found:
        """Return a change with the least and the most that do beside the others, if all between them do as well."""
        _, to = values[field.spot.path]
        if field.number is None or to is None:
            return Found(field, to, None, None)
        held = _with(self._asked, {path: pair for path, pair in values.items() if path != field.spot.path})
        held.append(field.given)
        least, most = _end(held, field.number, up=False), _end(held, field.number, up=True)
        between = [field.number >= least, field.number <= most, field.given]
        whole = not possible([*between, no(every(held))])
        return Found(field, to, least if whole else None, most if whole else None)


class Conflict:
    """What cannot hold together with ``held``: of ``named`` flags so few that none of them can be spared."""

    def __init__(self, held: Sequence[Flag], named: Mapping[str, Flag]) -> None:
        self._solver = _solver(held)
        self._names = list(named)
        for name, flag in named.items():
            self._solver.add(z3.Implies(z3.Bool(name), flag))

    @property
    def others_matter(self) -> bool:
        """Whether what is held can hold by itself; raises TooHardError."""
        return self._can([])

    def smallest(self) -> list[str]:
        """Return the names of a conflict in which none can be spared, in their order; the first ones are preferred.

        The last name of a conflict ends the shortest run of names from the first on that conflicts with what was found
        before; it is found by halving. Raises TooHardError.
        """
        found: list[str] = []
        end = len(self._names)
        while self._can(found):
            stays, fails = 0, end
            while fails - stays > 1:
                middle = (stays + fails) // 2
                stays, fails = (middle, fails) if self._can([*self._names[:middle], *found]) else (stays, middle)
            found.insert(0, self._names[fails - 1])
            end = fails - 1
        return found

    def _can(self, names: Sequence[str]) -> bool:
        return _answer(self._solver.check(*map(z3.Bool, names)))


def _with(asked: Sequence[Any], values: Mapping[Any, tuple[Field, Content | None]]) -> list[Any]:
    """Return what is asked where fields have these values."""
    pairs = [pair for field, value in values.values() for pair in field.as_value(value)]
    return [z3.simplify(z3.substitute(z3.And(*asked), *pairs))]


def _terms(flags: Sequence[Flag]) -> list[Any]:
    return [z3.BoolVal(flag) if isinstance(flag, bool) else flag for flag in flags if flag is not True]


def _distance(number: Whole, start: int) -> Whole:
    return pick(number >= start, number - start, start - number)


def _answer(result: Any) -> bool:
    if result == z3.unknown:
        raise TooHardError
    return bool(result == z3.sat)


def _solver(held: Sequence[Flag]) -> Any:
    solver = z3.Solver()
    solver.set("rlimit", _STEPS)
    solver.set("smt.arith.solver", 2)  # of its ways to reckon the one that takes half the time here
    solver.add(*_terms(held))
    return solver


def possible(held: Sequence[Flag]) -> bool:
    """Return whether all of this can hold together; raises TooHardError."""
    return _answer(_solver(held).check())


def _model(held: Sequence[Flag]) -> Any:
    solver = _solver(held)
    if not _answer(solver.check()):
        raise AssertionError("what was settled is possible")
    return solver.model()


def _end(held: Sequence[Flag], term: Whole, *, up: bool) -> int:
    """Return the smallest or largest that a number can be where all this holds."""
    found = end_of(held, term, up=up)
    if found is None:
        raise AssertionError("what holds is possible")
    return found


def end_of(held: Sequence[Flag], term: Whole, *, up: bool) -> int | None:
    """Return the smallest or largest that a number can be where all this holds; None where it cannot hold.

    Raises TooHardError.
    """
    solver = z3.Optimize()
    solver.set("rlimit", _STEPS)
    solver.add(*_terms(held))
    (solver.maximize if up else solver.minimize)(term)
    if not _answer(solver.check()):
        return None
    return int(solver.model().eval(term, model_completion=True).as_long())
