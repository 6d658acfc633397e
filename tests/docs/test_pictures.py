"""The pictures in README and docs are those that the app draws now."""

import re
from pathlib import Path

from tools import pictures

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "pictures"


def test_the_pictures_are_what_the_app_draws(english: None, quick_app: None) -> None:
    drawn = pictures.draw_all()
    assert sorted(drawn) == sorted(file.stem for file in KEPT.glob("*.svg"))
    for name, picture in drawn.items():
        kept = (KEPT / f"{name}.svg").read_text(encoding="utf-8")
        assert picture == kept, f"make pictures: {name}"
        assert "@font-face" not in picture, "a picture fetches a font"


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    pages = {
        page: re.findall(r"!\[[^]]+\]\(([^)]+\.svg)\)", page.read_text("utf-8"))
        for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    }
    shown = [(page.parent / picture).resolve() for page in pages for picture in pages[page]]
    assert all(picture.is_file() for picture in shown)
    screens = {picture for picture in shown if picture.parent == KEPT}
    assert {picture.resolve() for picture in KEPT.glob("*.svg")} == screens
    assert pages[ROOT / "README.md"], "README opens with a picture"
