"""Texts in terminal cells: cut to a room, or over as many lines as they need."""

from tracker.text_width import cut_to_cells, measure_cells

ELLIPSIS = "…"


def cut_text(text: str, width: int) -> str:
    """Return the text in at most so many cells, with an ellipsis where something is cut."""
    if measure_cells(text) <= width:
        return text
    return cut_to_cells(text, max(0, width - 1)).rstrip() + ELLIPSIS if width > 0 else ""


def wrap_text(text: str, width: int) -> list[str]:
    """Return the text as lines of at most so many cells. A word longer than a line is split."""
    width = max(2, width)
    lines: list[str] = []
    for word in text.split():
        if lines and measure_cells(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while measure_cells(rest) > width:
            part = cut_to_cells(rest, width)
            lines.append(part)
            rest = rest[len(part) :]
        lines.append(rest)
    return lines
