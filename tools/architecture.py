"""Draw the layers of the packages and the way of an entry line: `make pictures`."""

import sys
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "developers" / "architecture.svg"
DESCRIPTIONS = {
    "__main__": "python -m tracker",
    "cli": "what a person types: one file for each command",
    "app": "the Textual app: start, keys, lock, themes, quit",
    "screens": "one package for each feature, on top of shell",
    "widgets": "parts of screens: values in, messages out",
    "export : charts : importing": "what leaves, what is drawn, what comes back",
    "book": "the notebook's file, and all SQL",
    "analysis": "what the entries add up to: no file, no clock",
    "sample": "the sample story",
    "entries : helplines : help_pages : direct_debits": (
        "the entry line and its rules, people to call, help"
    ),
    "money : months : i18n : clock : text_width : steps": (
        "cents, months, language, today, width of a text, long work"
    ),
    "locale_data : safe_files": "numbers and dates of each locale, private files",
}
"""What is in each layer, in the words of its contract in pyproject.toml."""
STEPS = (
    ("typed", "paid 20 merch", "screens/log/entry_line_screen.py", "EntryLineScreen"),
    ("tokens", "paid | 20 | merch", "entries/tokenizer.py", "tokenize"),
    ("fields", "type, amount, kind", "entries/field_parser.py", "FieldParser"),
    ("entry", "Payment(amount=2000, …)", "entries/entry_builder.py", "build_entries"),
    ("rules", "nothing wrong with it", "entries/validation.py", "find_problem"),
    ("transaction", "entry 41 of change 12", "book/book.py", "Book"),
    ("kept totals", "November: 20.00 more", "book/database/monthly_totals.py", "update_totals"),
    ("month", "given, left, share", "analysis/monthly/table.py", "MonthlyTable"),
    ("shown", "20.00 € given", "screens/this_month/summary.py", "MonthSummary"),
)
"""The way of a line: each state, an example, and the file and the name that lead to it."""
STYLE = """\
    svg { font-family: system-ui, -apple-system, "Segoe UI", sans-serif; font-size: 13px; }
    .ground { fill: #ffffff; }
    .box { fill: #f1f4f7; stroke: #c3ccd5; }
    .way { fill: #fdf3e3; stroke: #d9b982; }
    .name { fill: #16212c; font-weight: 600; }
    .text { fill: #3c4a58; }
    .code { fill: #3c4a58; font-family: ui-monospace, monospace; font-size: 11.5px; }
    .title { fill: #16212c; font-size: 16px; font-weight: 600; }
    .arrow { stroke: #7d8a97; stroke-width: 1.5; fill: none; }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #11171d; }
      .box { fill: #1c2630; stroke: #3a4856; }
      .way { fill: #2c261a; stroke: #6b5930; }
      .name, .title { fill: #eef3f7; }
      .text, .code { fill: #b9c5d0; }
    }"""
WIDTH, MARGIN, TOP = 960, 24, 62
LAYER_WIDTH, LAYER_HEIGHT, LAYER_GAP = 500, 46, 12
STEP_X, STEP_GAP = 560, 16
BOTTOM = 26


def load_layers() -> list[str]:
    """Return the layers of the packages, the highest first, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (packages,) = (contract for contract in contracts if contract["id"] == "packages")
    return [str(layer) for layer in packages["layers"]]


def draw_architecture() -> str:
    """Return the drawing as SVG. It is the same on every machine."""
    layers = load_layers()
    if layers != list(DESCRIPTIONS):
        raise ValueError("DESCRIPTIONS are not the layers of pyproject.toml")
    inner = len(layers) * (LAYER_HEIGHT + LAYER_GAP) - LAYER_GAP
    height = TOP + inner + BOTTOM
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "  <title>The packages of Tracker, and the way of an entry line</title>",
        f"  <style>\n{STYLE}\n  </style>",
        f'  <rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>',
        *_write(MARGIN, 38, "title", "The packages"),
        *_write(MARGIN + 130, 38, "text", "Each imports only from those below it."),
        *_write(STEP_X, 38, "title", "The way of a line"),
        *_draw_layers(layers),
        *_draw_steps(inner),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _draw_layers(layers: list[str]) -> Iterator[str]:
    for index, layer in enumerate(layers):
        top = TOP + index * (LAYER_HEIGHT + LAYER_GAP)
        yield _draw_box("box", MARGIN, top, LAYER_WIDTH, LAYER_HEIGHT)
        yield from _write(MARGIN + 14, top + 19, "name", layer.replace(" : ", "  ·  "))
        yield from _write(MARGIN + 14, top + 37, "text", DESCRIPTIONS[layer])


def _draw_steps(inner: int) -> Iterator[str]:
    width = WIDTH - MARGIN - STEP_X
    height = (inner - (len(STEPS) - 1) * STEP_GAP) / len(STEPS)
    for index, (state, example, file, name) in enumerate(STEPS):
        top = TOP + index * (height + STEP_GAP)
        yield _draw_box("way", STEP_X, top, width, height)
        yield from _write(STEP_X + 14, top + 27, "name", state)
        yield from _write(STEP_X + 120, top + 27, "text", example)
        yield from _write(STEP_X + 14, top + 46, "code", f"{file}  {name}")
        if index < len(STEPS) - 1:
            middle, foot = STEP_X + width / 2, top + height
            yield (
                f'  <path class="arrow" d="M {middle:g} {foot + 2:g} v {STEP_GAP - 5}'
                f' m -4 -4 l 4 4 l 4 -4"/>'
            )


def _draw_box(style: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'  <rect class="{style}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
        'rx="6"/>'
    )


def _write(x: float, y: float, style: str, text: str) -> Iterator[str]:
    yield f'  <text class="{style}" x="{x:g}" y="{y:g}" xml:space="preserve">{escape(text)}</text>'


def main() -> None:
    """Write the drawing."""
    PICTURE.write_text(draw_architecture(), encoding="utf-8")
    sys.stdout.write(f"{PICTURE.name}\n")


if __name__ == "__main__":
    main()
