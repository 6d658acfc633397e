"""The page of the keys says what the classes declare now."""

from pathlib import Path

from tools.keys import render_page

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_keys_is_what_the_classes_declare(english: None) -> None:
    kept = (ROOT / "docs" / "reference" / "keys.md").read_text(encoding="utf-8")
    assert render_page() == kept, "make pictures writes docs/reference/keys.md anew"
    assert "## Everywhere\n\n| key | what it does | fixed |\n" in kept
    assert "| `a` | Add an entry |  |" in kept
    assert "| `ctrl+q` | Quit Tracker | · |" in kept
