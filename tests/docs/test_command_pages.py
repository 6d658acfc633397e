"""The pages about commands say what click knows, and the page about JSON what is printed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.command_line import Tracker
from tests.docs.command_usage import find_line_faults
from tools import man_page
from tools.commands import DOC, render_page
from tracker.analysis.events.event_json import COLUMNS, COSTS_BY_LABEL
from tracker.cli.main import ALIASES, COMMANDS

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def read_section(page: str, heading: str) -> str:
    """Return a section of a page of the reference, up to the next heading."""
    text = (REFERENCE / page).read_text("utf-8")
    pattern = rf"^## {re.escape(heading)}\n(.*?)(?=^#|\Z)"
    (found,) = re.findall(pattern, text, re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def list_keys(heading: str) -> list[str]:
    """Return the keys that a section about JSON explains, in its order."""
    names = re.findall(r"^- ((?:`\w+`(?:, )?)+):", read_section("json.md", heading), re.MULTILINE)
    return [key for listed in names for key in re.findall(r"`(\w+)`", listed)]


def test_the_page_of_the_commands_is_what_click_knows(english: None) -> None:
    kept = DOC.read_text("utf-8")
    assert render_page(kept) == kept, "make pictures writes docs/reference/commands.md"
    headings = re.findall(r"^### (.+)$", kept, re.MULTILINE)
    assert [name for name in headings if " " not in name] == list(COMMANDS)
    assert "`--format table|json|csv|lines`: Output format. Default: table." in kept
    assert "--own-names" not in kept


def test_the_manual_page_is_what_click_knows(english: None) -> None:
    kept = man_page.DOC.read_text("utf-8")
    assert man_page.render_page() == kept, "make pictures writes docs/man/tracker.1"
    for name in COMMANDS:
        assert f"\\fBtracker {name}\\fR".replace("-", "\\-") in kept
    assert "\\fB\\-\\-keep\\-drafts\\fR" in kept
    for _text, command in man_page.EXAMPLES:
        assert list(find_line_faults(command)) == []


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_finds_nothing_wrong_with_the_manual_page() -> None:
    command = ["mandoc", "-Tlint", "-Wstyle", str(man_page.DOC)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""


def test_the_packages_have_the_manual_page() -> None:
    name = man_page.DOC.relative_to(ROOT).as_posix()
    source = SdistBuilder(str(ROOT))
    assert name in {file.distribution_path for file in source.recurse_included_files()}
    assert (
        WheelBuilder(str(ROOT)).config.shared_data[str(man_page.DOC)] == "share/man/man1/tracker.1"
    )


def test_the_former_name_of_a_command_stands_beside_the_new_one() -> None:
    (line,) = re.findall(
        r"^- (.*), the former names of (.*), still work",
        read_section("scripts.md", "Former names"),
        re.MULTILINE,
    )
    former, new = (re.findall("`([a-z-]+)`", part) for part in line)
    assert dict(zip(former, new, strict=True)) == ALIASES


@pytest.mark.parametrize(
    ("heading", "arguments"),
    [
        ("drafts", ["drafts"]),
        ("how-often", ["how-often", "--group", "circle", "--against", "choir"]),
        ("check", ["check"]),
        ("verify", ["verify", "files/report.pdf"]),
    ],
)
def test_every_key_that_json_has_is_explained(
    story: Tracker, heading: str, arguments: list[str]
) -> None:
    story("log", stdin=b"2025-10-02 paid 5 merch @!choir")
    story("log", "--keep-drafts", stdin=b"15 mrch")
    assert story("export", "--to", "files").code == 0
    printed = json.loads(story(*arguments, "--format", "json").out)
    objects = printed if isinstance(printed, list) else [printed]
    keys = dict.fromkeys(key for each in objects for key in each)
    assert sorted(list_keys(heading)) == sorted(keys)


def test_every_key_of_an_event_is_explained() -> None:
    assert sorted(list_keys("total +NAME")) == sorted([*COLUMNS, COSTS_BY_LABEL])
