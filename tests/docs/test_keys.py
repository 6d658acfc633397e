"""The page of the keys says what the classes declare now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_keys_is_what_the_classes_declare() -> None:
    script = "import sys; from tools.keys import render_page; sys.stdout.write(render_page())"
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    kept = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert made.stdout == kept, "make pictures writes docs/keys.md anew"
    assert "| `a` | After a meeting |  |" in kept
    assert "| `ctrl+q` | Leave | · |" in kept
