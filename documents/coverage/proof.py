"""Which tests prove a rule: found in the tests themselves, by the names that they use.

A test proves a rule when its own lines, or a table of its module that it names, hold the constant of the rule
(`names.HEAD_APPLIES`, resolved by the imports of the module) or its code in quotes; not one that looks only at
what the rule cites. Nothing is run.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

_ONLY_CITES = re.compile(r"_cites?_")
"""A test that only looks at what a rule cites proves nothing of what it does."""
HOUSES = ("home", "documents", "association", "programs")
TESTS = "tests"


def proofs_of(code: str) -> tuple[str, ...] | None:
    """«tests/membership/test_procedure.py::test_…» in order; None where tests are not deployed."""
    found = _all_proofs(settings.BASE_DIR)
    return None if found is None else found.get(code, ())


@cache
def _all_proofs(base: Path) -> dict[str, tuple[str, ...]] | None:
    """Read once for the life of the process: 200 files in under a second."""
    files = sorted((base / TESTS).rglob("test_*.py"))
    if not files:
        return None
    constants = _constants(base)
    proofs: dict[str, list[str]] = defaultdict(list)
    for path in files:
        for name, codes in _tests_in(_parse(path), constants):
            for code in codes:
                proofs[code].append(f"{path.relative_to(base).as_posix()}::{name}")
    return {code: tuple(names) for code, names in proofs.items()}


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _constants(base: Path) -> dict[str, str]:
    """«association.membership.rules.names.HEAD_APPLIES» → «membership.head_applies»."""
    found = {}
    for house in HOUSES:
        for path in (base / house).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            if "rule(" not in source:
                continue
            module = ".".join(path.relative_to(base).with_suffix("").parts)
            module = module.removesuffix(".__init__")
            for name, code in _rules_named_in(ast.parse(source)):
                found[f"{module}.{name}"] = code
    return found


def _rules_named_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="rule"), args=[ast.Constant(value=str(code)), *_]),
            ):
                yield name, code


def _tests_in(tree: ast.Module, constants: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    """(name of a test, codes of the rules that it uses)."""
    names = _imported(tree)
    codes = set(constants.values())
    tables: dict[str, set[str]] = {}

    def used_in(node: ast.AST) -> set[str]:
        used = set()
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and part.value in codes:
                used.add(part.value)
            elif isinstance(part, ast.Name | ast.Attribute):
                dotted = _dotted(part, names)
                used |= {constants[dotted]} if dotted in constants else tables.get(dotted, set())
        return used

    for node in tree.body:
        if isinstance(node, ast.Assign):
            tables |= {each.id: used_in(node.value) for each in node.targets if _is_name(each)}
        elif isinstance(node, ast.FunctionDef) and _proves(node.name):
            yield node.name, used_in(node)


def _proves(name: str) -> bool:
    return name.startswith("test_") and not _ONLY_CITES.search(name)


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name)


def _imported(tree: ast.Module) -> dict[str, str]:
    """What a name of the module means: «names» → «association.membership.rules.names»."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name] = alias.name
    return names


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """The full name of `rules.ISSUE`; a name that is not imported stays as it is."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([names.get(node.id, node.id), *parts])
