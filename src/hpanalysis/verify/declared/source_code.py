"""The package's own program as declarations: what a module names, read from its text by `ast`. Nothing of it is run.

A declaration is read as far as it is made of constants, tuples, names, calls and members of other modules of the
program. What is otherwise written (a condition on rows) is kept as its text; what cannot be found is `UNKNOWN`, so that
whoever asks leaves it alone: another version of the program may write its declarations in another way.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hpanalysis.verify.opening.package import DATA, Package

SOURCE = f"{DATA}projekt/src/"
_PROGRAM = "hpanalysis"
_RETURNS = re.compile(r"def (\w+)\([^()]*\) -> ([^:\n]+):")
# How far names are followed from module to module: the program's declarations need three or four steps.
_DEEPEST = 12


class Unknown:
    """What a declaration does not tell in a form that is read here. There is one, `UNKNOWN`; it is equal to nothing but
    itself, so a comparison with it must be left out."""

    def __repr__(self) -> str:
        """Its name, for the tests' messages."""
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Member:
    """A member of a class or an enumeration as a declaration names it: `Unit.PERCENT`. Made where a name with a dot is
    read; compared by `name`."""

    of: str  # the class, such as Unit
    name: str  # such as PERCENT


@dataclass(frozen=True)
class Call:
    """A call in a declaration, such as `Count(SOURCE, "børn")`, with its arguments read. Made for each call of a plain
    name; asked for its arguments by `get`."""

    name: str
    arguments: tuple[Any, ...] = ()
    named: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str, place: int | None = None, default: Any = None) -> Any:
        """The argument by its name, else by its place, else the default. Called for each fact that is read out of a
        declaration. place: of the argument where it may be given without its name, from 0."""
        if name in self.named:
            return self.named[name]
        return self.arguments[place] if place is not None and place < len(self.arguments) else default


@dataclass(frozen=True)
class Written:
    """An expression that is not read, kept as the text it is written with, every name in it replaced by what the name
    stands for. Two that are written alike are equal."""

    text: str


class _Module:
    """A module of the package's program: the names it gives values to, and those it takes from other modules. Made once
    for each module that is asked for."""

    def __init__(self, text: str) -> None:
        """Read the module's text; SyntaxError or ValueError if it is no Python that this Python reads. Called by
        `SourceCode`."""
        self.values: dict[str, ast.expr] = {}
        self.taken: dict[str, tuple[str, str]] = {}  # name -> the module that it comes from, and its name there
        self.classes: dict[str, ast.ClassDef] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self.values[node.targets[0].id] = node.value
            elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Tuple):
                self._take_several(node.targets[0], node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                self.values[node.target.id] = node.value
            elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
                self.taken |= {name.asname or name.name: (node.module, name.name) for name in node.names}
            elif isinstance(node, ast.ClassDef):
                self.classes[node.name] = node
            elif isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node

    def _take_several(self, targets: ast.Tuple, value: ast.expr) -> None:
        """Keep the names of an assignment to several at once, as in `FRONT, LIST = "index", "liste"`. Called while the
        module is read; left out where the two sides are not of one length."""
        if isinstance(value, ast.Tuple) and len(value.elts) == len(targets.elts):
            pairs = zip(targets.elts, value.elts, strict=True)
            self.values |= {name.id: each for name, each in pairs if isinstance(name, ast.Name)}


class SourceCode:
    """The program that lies in a package, read module by module as it is asked for. Made once for each check that holds
    the publication against what its program declares."""

    def __init__(self, package: Package) -> None:
        """Keep the program's files; none is read yet. Called with the package that is verified."""
        self._files = package.under(SOURCE)
        self._modules: dict[str, _Module | None] = {}
        self._known: dict[tuple[str, str], Any] = {}  # what names stand for, once they are read

    def has(self, module: str) -> bool:
        """Whether the program has a module of this dotted name that can be read. Called where a declaration may be
        missing because the program is an older one."""
        return self._find_module(module) is not None

    def tells(self, module: str, text: str) -> bool:
        """Whether a text stands anywhere in a module's file. Called to see whether the program that made the package
        writes a thing at all, which an older one may not."""
        content = self._files.get(f"{module.replace('.', '/')}.py", b"")
        return text.encode() in content

    def list_modules(self, folder: str) -> list[str]:
        """The names of the modules in a package of the program, in alphabetical order, without `__init__`. Called for
        the folders in which each file is a declaration. folder: its dotted name."""
        start = f"{folder.replace('.', '/')}/"
        names = (name.removeprefix(start) for name in self._files if name.startswith(start) and name.endswith(".py"))
        return sorted(name.removesuffix(".py") for name in names if "/" not in name and name != "__init__.py")

    def read(self, module: str, name: str) -> Any:
        """What a name in a module stands for; `UNKNOWN` if there is no such name, or it is nothing that is read here.
        Called for each declaration."""
        return self._look_up(module, name, _DEEPEST)

    def _look_up(self, module: str, name: str, depth: int) -> Any:
        """What a name in a module stands for, read once. Called for each name in a declaration. depth: how many further
        steps may be taken; what is read on the last of them is not kept, for it may be cut short."""
        key = module, name
        if key not in self._known:
            value = self._follow(module, name, depth)
            if depth < _DEEPEST // 2:
                return value
            self._known[key] = value
        return self._known[key]

    def read_members(self, module: str, name: str) -> dict[str, Any]:
        """The members that a class gives values to, name -> value; empty if there is no such class. Called for the
        words that an enumeration's members stand for, and for what a declaration means where it says nothing."""
        found = self._find_module(module)
        if found is None or name not in found.classes:
            return {}
        members: dict[str, Any] = {}
        for node in found.classes[name].body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                members[node.targets[0].id] = self._evaluate(node.value, module, _DEEPEST)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                members[node.target.id] = self._evaluate(node.value, module, _DEEPEST)
        return members

    def find_returning(self, folder: str, kind: str) -> set[str]:
        """The names of the functions and methods under a folder of the program that all give this kind of thing, by the
        type that they are written with. Called for what a notebook's cell shows when it calls one. folder: its dotted
        name."""
        start = f"{folder.replace('.', '/')}/"
        found: dict[str, set[str]] = {}
        for name, content in self._files.items():
            if name.startswith(start) and name.endswith(".py"):
                for function, given in _RETURNS.findall(content.decode("utf-8", "replace")):
                    found.setdefault(function, set()).add(given)
        return {function for function, given in found.items() if given == {kind}}

    def find_function(self, module: str, name: str) -> ast.FunctionDef | None:
        """A function of a module as its tree, None if there is none. Called for the heads of reports, whose words stand
        in a function."""
        found = self._find_module(module)
        return None if found is None else found.functions.get(name)

    def _find_module(self, module: str) -> _Module | None:
        """The module of this dotted name, read once; None if the program has none, or it cannot be read. Called
        wherever a name is looked up."""
        if module not in self._modules:
            self._modules[module] = None
            path = module.replace(".", "/")
            content = self._files.get(f"{path}.py", self._files.get(f"{path}/__init__.py"))
            if content is not None:
                # A program that cannot be read declares nothing; whose it is, other checks say.
                with contextlib.suppress(SyntaxError, ValueError, RecursionError):
                    self._modules[module] = _Module(content.decode("utf-8"))
        return self._modules[module]

    def _follow(self, module: str, name: str, depth: int) -> Any:
        """What a name stands for in a module, followed through the modules it is taken from; `UNKNOWN` if that ends
        nowhere. Called once for each name. depth: how many further steps may be taken."""
        found = self._find_module(module)
        if found is None or depth == 0:
            return UNKNOWN
        if name in found.values:
            return self._evaluate(found.values[name], module, depth - 1)
        if name in found.taken and found.taken[name][0].startswith(_PROGRAM):
            return self._look_up(*found.taken[name], depth - 1)
        return UNKNOWN

    def _evaluate(self, node: ast.expr, module: str, depth: int) -> Any:
        """What an expression stands for, as far as it is read; else the text that it is written with. Called for each
        expression of a declaration. module: in which it stands. depth: how many further steps may be taken."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, (ast.Tuple, ast.List)):
            return self._evaluate_several(node.elts, module, depth)
        if isinstance(node, ast.Dict) and all(key is not None for key in node.keys):
            keys = [self._evaluate(key, module, depth) for key in node.keys if key is not None]
            return dict(zip(keys, (self._evaluate(value, module, depth) for value in node.values), strict=True))
        if isinstance(node, ast.Name):
            return self._look_up(module, node.id, depth)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return Member(node.value.id, node.attr)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._read_call(node, node.func.id, module, depth)
        return Written(self._write(node, module, depth))

    def _evaluate_several(self, nodes: list[ast.expr], module: str, depth: int) -> Any:
        """The members of a tuple or list, those of a starred one among them; `UNKNOWN` where one starred is no tuple.
        Called for each tuple and list."""
        found: list[Any] = []
        for node in nodes:
            if not isinstance(node, ast.Starred):
                found.append(self._evaluate(node, module, depth))
                continue
            several = self._evaluate(node.value, module, depth)
            if not isinstance(several, tuple):
                return UNKNOWN
            found += several
        return tuple(found)

    def _read_call(self, node: ast.Call, name: str, module: str, depth: int) -> Any:
        """A call of a plain name with its arguments; of `date` the day itself. Called for each such call. `UNKNOWN`
        where an argument is unpacked, for then nobody can say which it gives."""
        if any(keyword.arg is None for keyword in node.keywords):
            return UNKNOWN
        arguments = self._evaluate_several(node.args, module, depth)
        if arguments is UNKNOWN:
            return UNKNOWN
        named = {keyword.arg: self._evaluate(keyword.value, module, depth) for keyword in node.keywords if keyword.arg}
        if name == "date" and not named and len(arguments) == 3 and all(type(part) is int for part in arguments):
            try:
                return date(*arguments)
            except ValueError:
                return UNKNOWN
        return Call(name, arguments, named)

    def _write(self, node: ast.expr, module: str, depth: int) -> str:
        """The text of an expression with the module's own names put in for what they are. Called for expressions that
        are not read, so that two that say the same under different names are equal."""
        look_up = self._find_constant

        class _PutIn(ast.NodeTransformer):
            """Puts in what the names of the module stand for."""

            def visit_Name(self, name: ast.Name) -> ast.AST:  # the name that ast asks for
                """What a name stands for, as an expression; any name of nothing that is read stays. Called by ast."""
                return look_up(module, name, depth)

        # Written and read once more, so that the module's own tree stays as it is.
        return ast.unparse(_PutIn().visit(ast.parse(ast.unparse(node), mode="eval").body))

    def _find_constant(self, module: str, name: ast.Name, depth: int) -> ast.AST:
        """What a name in an expression stands for, as an expression: constants and tuples by their value, the module's
        own expressions as they are written; else the name itself. Called for each name in an expression that is kept as
        its text."""
        value = UNKNOWN if depth == 0 else self._look_up(module, name.id, depth - 1)
        if isinstance(value, Written):
            return ast.parse(value.text, mode="eval").body
        if isinstance(value, (str, int, float)) or (
            isinstance(value, tuple) and all(isinstance(v, str) for v in value)
        ):
            return ast.parse(repr(value), mode="eval").body
        return name
