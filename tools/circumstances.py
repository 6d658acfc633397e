"""Write docs/reference/circumstances.md from the vocabulary: `make pictures`."""

import sys
from pathlib import Path

from tracker.entries.tags import TAG_VOCABULARY, Tag

DOC = Path(__file__).parent.parent / "docs" / "reference" / "circumstances.md"
HEAD = """\
# How it was asked

A tag says how it was asked: what a camera could have seen or heard, nothing about what anybody
meant by it. On an entry line it stands as `#in_public`; `#!bus_fare` makes one of your own. In the
app ctrl+g, After a meeting, shows all of them with what they mean, the entries that bear them, and
lets you rename and merge your own; undo takes that back.

There is no total over tags, no score and no label for a group. The scales of the field forbid it:
they were made for research (Chambers et al. 1994: "only as a research instrument") or are a list to
think with (Lalich & Langone: "not a cult scale"). A number would say more than anybody knows. What
was neutral or good is as easy to note as the rest, because notes that also hold what was fair are
believed, and because they are true. No tag repeats what the entries show themselves, such as
another ask after a no.

On `seen` and `heard` a tag says how others were asked. If the hat came to you, you were asked. If
it went past you, you saw it. `no_money` is for a meeting at which money did not come up. Without it
an entry only says that nothing was written down.

Twelve are on keys After a meeting: those that you use most, at least three of them neutral or good.
Before any is used they are those marked *. What is neutral or good is marked ○.

| | tag | what it says | source |
| --- | --- | --- | --- |
"""
FOOT = """
"Mirrored" means: the source names the opposite as unfair. A source is where the notion comes from,
not a judgement of what you noted.

`make pictures` writes this page from the vocabulary.
"""


def render_page() -> str:
    """Return the page; it is the same on every machine."""
    return HEAD + "".join(map(_render_row, TAG_VOCABULARY)) + FOOT


def _render_row(tag: Tag) -> str:
    marks = f"{'○' if tag.is_neutral else ''}{'*' if tag.is_on_key else ''}"
    return f"| {marks} | `{tag.name}` | {tag.meaning} | {tag.source} |\n"


def main() -> None:
    """Write the page."""
    DOC.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
