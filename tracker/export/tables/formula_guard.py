"""The formula guard: no cell of text starts as a formula, and every text comes back as it was.

Spreadsheet programs take text that starts with `=` for a formula, and which characters end a cell
depends on the reader's locale. So an apostrophe is put before every trigger wherever a cell can
start, and before every apostrophe there, which makes it its own escape: the guard is a bijection.
"""

import re

SEPARATORS = ',;|\t\r\n"'
"""After each of these some reader starts a new cell."""
TRIGGERS = "=+-@|\t\r\n\x00＝＋－＠"
"""With each of these some reader starts a formula."""

_START = f"(?<![^{SEPARATORS}])"
_RISKY = "[" + re.escape(TRIGGERS + "'") + "]"
_UNGUARDED = re.compile(f"{_START}(?={_RISKY})")
_GUARDED = re.compile(f"{_START}'(?={_RISKY})")


def guard_text(text: str) -> str:
    """Return the text as a cell carries it."""
    return _UNGUARDED.sub("'", text)


def unguard_cell(cell: str) -> str:
    """Return the text that a guarded cell carries."""
    return _GUARDED.sub("", cell) if "'" in cell else cell


def is_guarded(cell: str) -> bool:
    """Return whether a cell is as `guard_text` writes it; a lost or added apostrophe shows here."""
    return guard_text(unguard_cell(cell)) == cell
