"""The pictures in README and docs are those that the app draws now."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


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
    assert [file.name for file in drawn] == sorted(
        file.name for file in (ROOT / "docs" / "pictures").iterdir()
    )
    for file in drawn:
        kept = ROOT / "docs" / "pictures" / file.name
        assert file.read_bytes() == kept.read_bytes(), f"make pictures draws {file.name} anew"
        assert file.name in (ROOT / "README.md").read_text("utf-8")
        assert "@font-face" not in file.read_text("utf-8"), "a picture fetches a font"
