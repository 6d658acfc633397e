"""What is installed with the app is what it imports."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = {"pycryptodome": "Crypto", "sqlite-utils": "sqlite_utils"}
"""The module of a package that has another name."""
USED_BY_OTHERS = {"Crypto"}
"""Pypdf encrypts with it where it is installed."""


def list_imported() -> set[str]:
    """The first name of every module that the app imports, wherever it does."""
    names = set()
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"tracker"}


def list_packages(text: str) -> set[str]:
    """The packages that a lock file names."""
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


def test_each_package_is_imported_and_nothing_else_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = [re.split("[<>=]", each)[0] for each in project["dependencies"]]
    needed = {MODULES.get(name, name) for name in packages}
    # Rich and the parser of Markdown are of Textual, and pip would install those that fit it.
    assert list_imported() - {"rich", "markdown_it"} == needed - USED_BY_OTHERS


def test_the_page_on_size_names_each_package_that_is_installed() -> None:
    page = (ROOT / "docs" / "developers" / "installed-size.md").read_text(encoding="utf-8")
    page = page.partition("\n## ")[0]
    told = set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.MULTILINE)) - {"package", "---"}
    lock = list_packages((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert told == lock | {"notebook-tracker"}
