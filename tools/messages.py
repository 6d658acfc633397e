"""Write `dist/tracker.pot`: all messages, with their contexts and comments, for translators."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
FILE = ROOT / "dist" / "tracker.pot"
KEYWORDS = parse_keywords(
    [
        *("_", "N_", "_error", "N_error", "ngettext:1,2", "_error_plural:1,2"),
        *("_label:1,1t", "_label:1,2c,2t", "N_label:1,1t", "N_label:1,2c,2t"),
        *("_label_plural:1,2,3t", "_label_plural:1,2,4c,4t"),
    ]
)
"""Which arguments of a call are the text, its plural and its context, as `pybabel` names them."""


def extract_catalog() -> Catalog:
    """Return all messages of the package."""
    catalog = Catalog(project="Tracker", charset="utf-8")
    found = extract_from_dir(
        ROOT / "tracker", [("**.py", "python")], {}, KEYWORDS, comment_tags=("Translators:",)
    )
    for file, line, text, comments, context in found:
        catalog.add(text, None, [(f"tracker/{file}", line)], (), comments, context=context)
    return catalog


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("wb") as file:
        write_po(file, extract_catalog(), width=100, sort_by_file=True)
    sys.stdout.write(f"{FILE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
