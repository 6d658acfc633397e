"""The pictures in README and docs are those that the app draws now."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "pictures"


def test_the_pictures_are_what_the_app_draws(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tools import pictures\n"
        "pictures.PICTURES = Path(sys.argv[1]); pictures.main()\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env=os.environ | {"COLUMNS": "80"},
    )
    drawn = sorted(tmp_path.iterdir())
    assert [file.name for file in drawn] == sorted(file.name for file in KEPT.glob("*.svg"))
    for file in drawn:
        assert file.read_bytes() == (KEPT / file.name).read_bytes(), f"make pictures: {file.name}"
        assert "@font-face" not in file.read_text("utf-8"), "a picture fetches a font"


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    pages = {
        page: re.findall(r"!\[[^]]+\]\(([^)]+\.svg)\)", page.read_text("utf-8"))
        for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    }
    shown = [(page.parent / picture).resolve() for page in pages for picture in pages[page]]
    assert all(picture.is_file() for picture in shown)
    assert {picture.resolve() for picture in KEPT.glob("*.svg")} == set(shown)
    assert pages[ROOT / "README.md"], "README opens with a picture"
