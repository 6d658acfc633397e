"""The drawing of the architecture is what the tool draws, and all that it names exists."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tools.architecture import DESCRIPTIONS, PICTURE, STEPS, draw_architecture, load_layers

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "developers").glob("*.md")))
PATH = re.compile(r"`(?P<path>[\w.-]+(?:/[\w.-]+)+/?)`(?P<names>(?:,? `\w+`)*)")
UNSTORED = (".venv", "dist/")


def test_the_drawing_is_what_the_tool_draws() -> None:
    assert PICTURE.read_text("utf-8") == draw_architecture(), "make pictures"
    assert list(DESCRIPTIONS) == load_layers()
    assert f"]({PICTURE.name})" in (PICTURE.parent / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize(("file", "name"), [step[2:] for step in STEPS])
def test_each_step_of_a_line_names_what_exists(file: str, name: str) -> None:
    module = import_module(f"tracker.{file.removesuffix('.py').replace('/', '.')}")
    assert hasattr(module, name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_and_name_that_a_page_names_exists(page: Path) -> None:
    faults = []
    for match in PATH.finditer(page.read_text("utf-8")):
        path = match["path"]
        if path.startswith(UNSTORED):
            continue
        found = [place for place in (ROOT / path, ROOT / "tracker" / path) if place.exists()]
        if not found:
            faults.append(path)
        elif found[0].suffix == ".py":
            text = found[0].read_text("utf-8")
            names = re.findall(r"\w+", match["names"])
            faults += [f"{path}: {name}" for name in names if not re.search(rf"\b{name}\b", text)]
    assert faults == []
