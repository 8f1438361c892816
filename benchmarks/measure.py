"""What the source is like to read, in numbers: size, names, branches, docstrings.

    python benchmarks/measure.py [FOLDER]

FOLDER is a checkout, this one if none is named: so an earlier state can be measured by the script
of today. Tests do not count. Complexity is counted by the rules of radon, which has had no release
since 2023: one for a function, and one more for each branch, loop, handler, assertion and
comprehension, each condition in one, and each further operand of “and” and “or”. A function within
another counts by itself.
"""

from __future__ import annotations

import ast
import io
import statistics
import sys
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("revmentor", "screens", "widgets")
VAGUE = ("found", "told", "said", "made", "asked")
"""Names that say one has a value, not what it is."""
COMPLEX, LONG = 10, 60
"""A function above this complexity counts as complex, one of more lines as long."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (
    ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.Assert
    | ast.match_case
)  # fmt: skip


class Source:
    """The modules of a checkout, read once."""

    def __init__(self, root: Path) -> None:
        """Read every module of the packages."""
        self.texts = {
            str(path.relative_to(root)): path.read_text(encoding="utf-8")
            for package in PACKAGES
            for path in sorted((root / package).rglob("*.py"))
        }
        self.trees = {name: ast.parse(text) for name, text in self.texts.items()}
        self.lines = {name: text.count("\n") for name, text in self.texts.items()}

    @property
    def total(self) -> int:
        """All lines, empty ones and comments too."""
        return sum(self.lines.values())

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Yield every function and method with where it stands."""
        for module, tree in self.trees.items():
            for owner, node in _definitions(tree, within=True):
                if isinstance(node, Function):
                    yield f"{module}: {owner}{node.name}", node

    def words(self) -> Counter[str]:
        """Return how often each identifier stands in the source, outside texts and comments."""
        return Counter(
            token.string
            for text in self.texts.values()
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.NAME
        )

    def assigned(self) -> Counter[str]:
        """Return how often a value is given each name: by ``=``, ``for``, ``with`` or ``:=``."""
        return Counter(
            node.id
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )

    def public_names(self) -> dict[str, list[str]]:
        """Return each public name that a module defines at its top, with these modules."""
        modules: dict[str, list[str]] = defaultdict(list)
        for module, tree in self.trees.items():
            for name in {name for node in tree.body for name in _defined(node)}:
                if not name.startswith("_"):
                    modules[name].append(module)
        return dict(modules)

    def docstrings(self) -> tuple[int, int]:
        """Return how many public modules, classes and functions have one, and of how many."""
        every: list[ast.Module | ast.ClassDef | Function] = [*self.trees.values()]
        for tree in self.trees.values():
            every += [node for owner, node in _definitions(tree) if _public(owner, node.name)]
        return sum(ast.get_docstring(node) is not None for node in every), len(every)


def _definitions(
    tree: ast.AST, owner: str = "", *, within: bool = False
) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """Yield classes and functions, each with what it stands in (“Table.”).

    What stands within a function is left out, unless it is wanted.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | Function):
            yield owner, node
            if within or isinstance(node, ast.ClassDef):
                yield from _definitions(node, f"{owner}{node.name}.", within=within)
        elif within:
            yield from _definitions(node, owner, within=True)


def _defined(node: ast.stmt) -> Iterator[str]:
    """Yield the names that one statement at the top of a module defines."""
    if isinstance(node, ast.ClassDef | Function):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


def _public(owner: str, name: str) -> bool:
    return not any(part.startswith("_") for part in [*owner.split("."), name])


def complexity(function: Function) -> int:
    """Return the cyclomatic complexity of a function, without the functions within it."""
    return 1 + sum(map(_branches, function.body))


def _branches(node: ast.AST) -> int:
    if isinstance(node, Function | ast.ClassDef):
        return 0
    count = int(isinstance(node, _BRANCHES))
    if isinstance(node, ast.BoolOp):
        count = len(node.values) - 1
    elif isinstance(node, ast.comprehension):
        count = 1 + len(node.ifs)
    elif isinstance(node, ast.For | ast.AsyncFor | ast.While | ast.Try):
        count += bool(node.orelse)
    return count + sum(map(_branches, ast.iter_child_nodes(node)))


def length(function: Function) -> int:
    """Return the lines of a function, its decorators not counted."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def main() -> None:
    """Print the table, and then the names behind its numbers."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    source = Source(root)
    functions = dict(source.functions())
    branches = {name: complexity(node) for name, node in functions.items()}
    long = {name: length(node) for name, node in functions.items() if length(node) > LONG}
    public = source.public_names()
    shared = {name: modules for name, modules in public.items() if len(modules) > 1}
    words, given, thousands = source.words(), source.assigned(), source.total / 1000
    said, of = source.docstrings()
    largest = max(source.lines, key=lambda name: source.lines[name])
    rows = [
        ("lines of source, without tests", f"{source.total:,}"),
        ("modules", f"{len(source.lines)}"),
        ("lines of a module, median", f"{statistics.median(source.lines.values()):.0f}"),
        ("lines of the largest module", f"{source.lines[largest]} ({largest})"),
        ("public names in two or more modules", f"{len(shared)} of {len(public)}"),
        *(
            (
                f"`{word}` in 1,000 lines (given to a value)",
                f"{words[word] / thousands:.1f} ({given[word] / thousands:.1f})",
            )
            for word in VAGUE
        ),
        ("complexity of a function, mean", f"{statistics.mean(branches.values()):.2f}"),
        (
            f"functions of a complexity over {COMPLEX}",
            f"{sum(each > COMPLEX for each in branches.values()) / len(branches):.1%}",
        ),
        (f"functions of more than {LONG} lines", f"{len(long)} of {len(functions)}"),
        ("public definitions with a docstring", f"{said / of:.1%} of {of}"),
    ]
    print("| measure | number |\n|---|---|")
    for what, number in rows:
        print(f"| {what} | {number} |")
    _list("Public names in two or more modules", {n: ", ".join(m) for n, m in shared.items()})
    _list(f"Functions of more than {LONG} lines", {n: str(lines) for n, lines in long.items()})
    many = {name: str(count) for name, count in branches.items() if count > COMPLEX}
    _list(f"Functions of a complexity over {COMPLEX}", many)


def _list(title: str, lines: dict[str, str]) -> None:
    print(f"\n{title} ({len(lines)}):")
    for name, what in sorted(lines.items()):
        print(f"  {name}: {what}")


if __name__ == "__main__":
    main()
