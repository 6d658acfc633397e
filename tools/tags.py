"""Write docs/reference/tags.md from the vocabulary: `make pictures`."""

import sys
from pathlib import Path

from tracker.entries.tags import TAG_VOCABULARY, Tag

DOC = Path(__file__).parent.parent / "docs" / "reference" / "tags.md"
HEAD = """\
# Tags

A tag says how an ask was made: what a camera could have seen or heard, and nothing about what
anyone meant by it. On an entry line you write it as `#in_public`; `#!bus_fare` makes one of your
own. In the app, ctrl+g in Add an entry lists all tags with what they mean and the entries that have
them. There you can also rename and merge your own. Undo takes that back.

There is no total over tags, no score and no label for a group. The scales of the field forbid it:
they were made for research (Chambers et al. 1994: "only as a research instrument") or are a list to
think with (Lalich & Langone: "not a cult scale"). A number would say more than anyone knows. What
was neutral or good is as easy to record as the rest, because people believe a record that also
holds what was fair, and because it is true. No tag repeats what the entries show themselves, such
as another ask after a no.

On `seen` and `heard` a tag says how others were asked. If the hat came to you, you were asked. If
it went past you, you saw it. `no_money` is for a meeting at which money did not come up. Without it
an entry only says that nothing was written down. It is not offered for `seen` and `heard`, but it
is kept if you type it.

Twelve are on keys in Add an entry: those that you use most, at least three of them neutral or good.
Before you have used any, they are those marked *. What is neutral or good is marked ○. Lists show
the label. In the first week six are shown: `in_public`, `public_pledge`, `no_not_accepted`,
`time_to_decide`, `no_accepted` and `help_received`. The key m shows the others.

| | tag | label | what it says | source |
| --- | --- | --- | --- | --- |
"""
FOR_OTHERS = """
On `seen` and `heard` these say it about someone else:

| tag | what it says there |
| --- | --- |
"""
FOOT = """
"Mirrored" means: the source names the opposite as unfair. A source is where the notion comes from,
not a judgement of what you wrote down.

`make pictures` writes this page from the vocabulary.
"""


def render_page() -> str:
    """Return the page, which is the same on every machine."""
    for_others = (tag for tag in TAG_VOCABULARY if tag.meaning_for_others)
    return "".join(
        (
            HEAD,
            *map(_render_row, TAG_VOCABULARY),
            FOR_OTHERS,
            *(f"| `{tag.name}` | {tag.meaning_for_others} |\n" for tag in for_others),
            FOOT,
        )
    )


def _render_row(tag: Tag) -> str:
    marks = f"{'○' if tag.is_neutral else ''}{'*' if tag.is_on_key else ''}"
    return f"| {marks} | `{tag.name}` | {tag.label} | {tag.meaning} | {tag.source} |\n"


def main() -> None:
    """Write the page."""
    DOC.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
