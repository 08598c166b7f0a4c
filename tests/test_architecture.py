"""The house: who may import whom, how long a module may be, and no circles; read with `ast`, nothing is imported."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "schema": frozenset(),
    "connectors": frozenset({"schema"}),
    "matching": frozenset({"schema"}),
    "warehouse": frozenset({"schema"}),
    "pipelines": frozenset({"schema", "connectors", "matching", "warehouse"}),
}
"""What each package may import of ours, beside itself."""
PACKAGES = frozenset(MAY_IMPORT)
ONLY_IN_PIPELINES = frozenset({"prefect"})
LONGEST_MODULE = 300
NAMES_THAT_SAY_NOTHING = frozenset({"helpers", "helper", "utils", "util"})


def _modules() -> dict[str, Path]:
    """Dotted name → file of every module of ours."""
    found = {}
    for package in sorted(PACKAGES):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _imports(name: str) -> Iterator[tuple[str, bool]]:
    """Every module that a module imports, and whether it does so when it is itself imported."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    deferred = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _is_type_checking(node)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        for target in _targets(name, node):
            yield target, id(node) not in deferred


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def _targets(name: str, node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = _absolute(name, node)
    return [inner if (inner := f"{base}.{alias.name}") in MODULES else base for alias in node.names]


def _absolute(name: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, *([node.module] if node.module else [])])


def _top(module: str) -> str:
    return module.partition(".")[0]


def _modules_of(package: str) -> list[str]:
    return [name for name in MODULES if _top(name) == package]


def _text(name: str) -> str:
    return MODULES[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_a_package_imports_only_what_it_may(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package}
    forbidden = (PACKAGES - allowed) | {"tests"} | (set() if package == "pipelines" else ONLY_IN_PIPELINES)
    found = [f"{name} imports {target}" for name in _modules_of(package) for target, _ in _imports(name)
             if _top(target) in forbidden]  # fmt: skip
    assert _modules_of(package)
    assert found == []


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_modules_are_short_and_named_for_what_they_do(package: str) -> None:
    lengths = {name: len(_text(name).splitlines()) for name in _modules_of(package)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}
    assert [name for name in lengths if NAMES_THAT_SAY_NOTHING & set(name.split("."))] == []


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_module_says_what_it_is_for(package: str) -> None:
    silent = [
        name for name in _modules_of(package) if _text(name).strip() and not ast.get_docstring(ast.parse(_text(name)))
    ]
    assert silent == []


def _circle(graph: Mapping[str, frozenset[str]]) -> list[str]:
    """One circle of modules that import each other, or nothing: modules are taken away until only circles are left."""
    left = dict(graph)
    while True:
        free = {name for name, targets in left.items() if not targets & left.keys()}
        if not free:
            break
        left = {name: targets for name, targets in left.items() if name not in free}
    path: list[str] = []
    name = min(left, default="")
    while name and name not in path:
        path.append(name)
        name = min(left[name] & left.keys())
    return path[path.index(name) :] if name else []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        name: frozenset(
            target for target, at_once in _imports(name) if at_once and target in MODULES and target != name
        )
        for name in MODULES
    }
    assert not _circle(graph)


def test_the_search_for_circles_finds_them() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set[str]()}
    assert set(_circle({name: frozenset(targets) for name, targets in graph.items()})) == {"b", "c"}


def test_the_packages_hide_no_module_of_python() -> None:
    assert PACKAGES.isdisjoint(sys.stdlib_module_names)
