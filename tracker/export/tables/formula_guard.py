"""The formula guard: no cell of text starts as a formula, and every text can be read back.

Spreadsheet programs read text that starts with `=` as a formula, and which characters end a cell
depends on the reader's locale. So an apostrophe is put before every trigger wherever a cell can
start. It is also put before every apostrophe there, so the guard can be removed without loss.

A text that ends with a separator may take the line end into a cell. What follows is a number, so no
formula begins there.
"""

import re

SEPARATORS = ',;|\t\r\n"'
"""After each of these some program starts a new cell."""
TRIGGERS = "=+-@|\t\r\n\x00＝＋－＠"
"""With each of these some program starts a formula."""

_START = f"(?<![^{SEPARATORS}])"
_RISKY = "[" + re.escape(TRIGGERS + "'") + "]"
_UNGUARDED = re.compile(f"{_START}(?={_RISKY})")
_GUARDED = re.compile(f"{_START}'(?={_RISKY})")


def guard_text(text: str) -> str:
    """Return the text as it is written into a cell."""
    return _UNGUARDED.sub("'", text)


def unguard_cell(cell: str) -> str:
    """Return the text of a guarded cell."""
    return _GUARDED.sub("", cell) if "'" in cell else cell


def is_guarded(cell: str) -> bool:
    """Return whether a cell is as `guard_text` writes it: no apostrophe was lost or added."""
    return guard_text(unguard_cell(cell)) == cell
