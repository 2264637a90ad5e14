"""What can be changed in our own code, one thing at a time: each change is a mutant, with a name for people."""

from __future__ import annotations

import ast
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType

ROOT = Path(__file__).parents[2]
ROOMS = ("sto_check/engine", "sto_check/decision", "sto_check/scheme/operators")
"""What is changed: all that decides."""

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.BitXor: ast.BitOr, ast.And: ast.Or, ast.Or: ast.And,
    ast.USub: ast.UAdd, ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
"""What each operator, and each way out of a loop, is changed to."""
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}
_LEFT = ("annotation", "returns", "decorator_list", "type_params")
"""Parts of the tree in which nothing is changed: types and decorators."""


class Mutant(NamedTuple):
    """One change: its file and number there, the outermost function it is in and the line that starts on, its lines.

    ``function`` is empty for what runs while a module is imported.
    """

    file: str
    number: int
    function: str
    first: int
    lines: range
    before: str
    after: str

    @property
    def name(self) -> str:
        """How it is called; two changes alike in one function share a name, and an explanation."""
        return f"{self.file}: {self.function or 'module'}: {self.before} -> {self.after}"


class _Site(NamedTuple):
    """A place that can be changed: the node, what is shown of it, and what changes it and returns what to show then."""

    node: ast.AST
    shown: ast.AST
    change: Callable[[], ast.AST]


def files() -> list[str]:
    """Return the files in which things are changed, from the root of the repository."""
    return sorted(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def mutants(file: str) -> Iterator[Mutant]:
    """Yield every change to a file."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for number in range(sum(1 for _ in _sites(ast.parse(text)))):
        yield _changed(ast.parse(text), file, number)


def compiled(mutant: Mutant) -> CodeType:
    """Return the code of its module with the change made."""
    tree = ast.parse((ROOT / mutant.file).read_text(encoding="utf-8"))
    _changed(tree, mutant.file, mutant.number)
    return compile(tree, str(ROOT / mutant.file), "exec")


def _changed(tree: ast.Module, file: str, number: int) -> Mutant:
    site, function, first = next(item for place, item in enumerate(_sites(tree)) if place == number)
    before, start = _short(site.shown), getattr(site.node, "lineno", 0)
    lines = range(start, (getattr(site.node, "end_lineno", None) or start) + 1)
    after = _short(site.change())
    ast.fix_missing_locations(tree)
    return Mutant(file, number, function, first, lines, before, after)


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())[:110]


def _sites(node: ast.AST, function: str = "", first: int = 0, scope: str = "") -> Iterator[tuple[_Site, str, int]]:
    """Yield every place below a node with the outermost function it is in, and the line on which that starts."""
    for site in (*_in_expression(node), *_in_conditions(node), *_in_block(node)):
        yield site, function, first
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or field in _LEFT or _is_for_types(child, function):
                continue
            if isinstance(child, ast.FunctionDef) and not function:
                defaults = [*child.args.defaults, *filter(None, child.args.kw_defaults)]
                for default in defaults:
                    yield from _sites(ast.Expr(default))
                starts = min([child.lineno, *(decorator.lineno for decorator in child.decorator_list)])
                yield from _sites(ast.Module(child.body, []), f"{scope}{child.name}", starts)
            elif isinstance(child, ast.ClassDef) and not function:
                yield from _sites(child, scope=f"{scope}{child.name}.")
            else:
                yield from _sites(child, function, first, scope)


def _is_for_types(node: ast.AST, function: str) -> bool:
    """Whether a part of the tree is there for types, or only asserts what they cannot say."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and not function
    return union or isinstance(node, (ast.Assert, ast.Import, ast.ImportFrom))


def _in_expression(node: ast.AST) -> Iterator[_Site]:
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                yield _Site(node, node, partial(_put, ops, place, _OTHER[type(op)](), node))
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.UnaryOp(op=op) if type(op) in _OTHER:
            yield _Site(node, node, partial(_set, node, "op", _OTHER[type(op)]()))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _Site(node, node, partial(_set, node, "operand", ast.UnaryOp(ast.Not(), operand)))
        case ast.Constant(value=bool() as yes):
            yield _Site(node, node, partial(_set, node, "value", not yes))
        case ast.Constant(value=int() as number):
            yield _Site(node, node, partial(_set, node, "value", number + 1))
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield _Site(node, node, partial(_set, node, "func", ast.Name(_CALLS[name], ast.Load())))
        case ast.Return(value=ast.expr() as given) if not isinstance(given, ast.Constant):
            yield _Site(node, node, partial(_set, node, "value", ast.Constant(None)))


def _in_conditions(node: ast.AST) -> Iterator[_Site]:
    """Yield the conditions that no change of an operator in them turns round."""
    if isinstance(node, ast.comprehension):
        for place, test in enumerate(node.ifs):
            if not _turned_elsewhere(test):
                turned = ast.UnaryOp(ast.Not(), test)
                yield _Site(test, test, partial(_put, node.ifs, place, turned, turned))
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)) and not _turned_elsewhere(node.test):
        yield _Site(node.test, node.test, partial(_turn, node))


def _turned_elsewhere(test: ast.expr) -> bool:
    turns = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    return turns or isinstance(test, (ast.Compare, ast.Constant))


def _in_block(node: ast.AST) -> Iterator[_Site]:
    """Yield the statements that can be left out: calls for what they do, raises, additions; and ways out of loops."""
    for field in ("body", "orelse", "finalbody"):
        found = getattr(node, field, None)
        block = found if isinstance(found, list) else []
        for place, statement in enumerate(block):
            instead: ast.AST | None = None
            match statement:
                case ast.Continue() | ast.Break():
                    instead = _OTHER[type(statement)]()
                case ast.Raise() | ast.AugAssign() | ast.Delete() | ast.Expr(value=ast.Call()):
                    instead = ast.Pass()
            if instead is not None:
                yield _Site(statement, statement, partial(_put, block, place, instead, instead))


def _turn(node: ast.If | ast.IfExp | ast.While) -> ast.AST:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node.test


def _set(node: Any, field: str, value: object) -> Any:
    setattr(node, field, value)
    return node


def _put(items: list[Any], place: int, value: ast.AST, shown: ast.AST) -> ast.AST:
    items[place] = value
    return shown
