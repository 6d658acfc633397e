"""Write docs/reference/keys.md from the keys that the classes declare: `make pictures`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.screens.shell.keymap import KeyRow

DOC = Path(__file__).parent.parent / "docs" / "reference" / "keys.md"
HEAD = """\
# Keys

<!-- `make pictures` writes this page from the program. -->

Every key of every screen. The footer of a screen shows the most useful ones, and `?` lists all of
its keys (F10 while you type). A dialog shows its own keys.

- **Change a key:** go to Settings (F5), then *Keys*. Keys with a dot (·) under “fixed” can't be
  changed, so enter, esc, tab and ctrl+q always do what you expect.
- **While you type,** a letter stays a letter. Tab goes to the next field. In an entry line, tab
  first completes the word you began. In the form, the right arrow at the end of a text does that.
- **With the mouse:** click in the footer, in lists and in the list of commands (ctrl+p).
"""
TABLE_HEAD = "| key | what it does | fixed |\n| --- | --- | --- |"


def render_page() -> str:
    """Return the page; it is the same on every machine."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    os.environ.pop("LANGUAGE", None)
    from tracker.app.key_registry import collect_key_rows, group_by_screen
    from tracker.app.tracker_app import TrackerApp

    parts = [HEAD]
    rows = [row for row in collect_key_rows(TrackerApp) if not row.is_in_dialog]
    for screen, screen_rows in group_by_screen(rows).items():
        table = "\n".join(_render_rows(screen_rows))
        parts.append(f"## {screen}\n\n{TABLE_HEAD}\n{table}\n")
    return "\n".join(parts)


def _render_rows(rows: "list[KeyRow]") -> Iterator[str]:
    from tracker.screens.shell.keymap import format_key_name

    for row in rows:
        keys = " ".join(f"`{format_key_name(key)}`" for key in row.keys)
        yield f"| {keys} | {row.description} | {'·' if row.is_fixed else ''} |"


def main() -> None:
    """Write the page."""
    DOC.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
