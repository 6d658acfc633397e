"""Write docs/reference/tags.md from the vocabulary: `make pictures`."""

import sys
from pathlib import Path

from tracker.entries.tags import TAG_VOCABULARY, Tag

DOC = Path(__file__).parent.parent / "docs" / "reference" / "tags.md"
HEAD = """\
# Tags

A tag says what you noticed: what a camera could have seen or heard. It says nothing about what
anyone meant by it.

## Add a tag

- On an entry line, type `#in_public`. You also find a tag by a part of its name, or by a word of
  its meaning.
- In Add an entry, press the key of a tag. Twelve tags have keys: those that you use most. At least
  three of them are neutral or good. Before you have used any, they are those marked * below. In
  the first week you see six: `in_public`, `public_pledge`, `no_not_accepted`, `time_to_decide`,
  `no_accepted` and `help_received`. The key m shows the others.
- For a tag of your own, type `#!bus_fare` the first time and `#bus_fare` from then on.
- ctrl+g in Add an entry lists all tags with what they mean and the entries that have them. You can
  also rename and merge your own there. Undo takes that back.

## All tags

○ is neutral or good. * has a key at first. Lists show the label.

| | tag | label | what it says |
| --- | --- | --- | --- |
"""
NO_MONEY = """
`no_money` is for a meeting at which money did not come up. Without it, an entry only says that you
wrote nothing down about money. It isn't offered for `seen` and `heard`, but it is kept if you type
it.
"""
FOR_OTHERS = """
## On seen and heard

If the hat came to you, you were asked. If it went past you, you saw it. On `seen` and `heard` a tag
says how others were asked. These say it about someone else there:

| tag | what it says there |
| --- | --- |
"""
SOURCES = """
## Where each tag comes from

A source is where the idea comes from. It isn't a judgement of what you wrote down. "Mirrored" means
that the source names the opposite as unfair.

| tag | source |
| --- | --- |
"""
FOOT = """
## Why there is no total over tags

There is no total over tags, no score and no label for a group. The lists that exist weren't made
for that. One comes from research with former members (Chambers et al. 1994). The other is a list to
think with (Lalich & Langone: "not so much a diagnostic instrument as it is an analytical tool"). A
number would say more than anyone knows. The page *Why there is no score* says more.

What was neutral or good is as easy to record as the rest, because it is true. People also believe a
record more if it has what was fair. No tag repeats what the entries show by themselves, such as
another ask after a no.

`make pictures` writes this page from `tracker/entries/tags.py`.
"""


def render_page() -> str:
    """Return the page, which is the same on every machine."""
    for_others = (tag for tag in TAG_VOCABULARY if tag.meaning_for_others)
    return "".join(
        (
            HEAD,
            *map(_render_row, TAG_VOCABULARY),
            NO_MONEY,
            FOR_OTHERS,
            *(f"| `{tag.name}` | {tag.meaning_for_others} |\n" for tag in for_others),
            SOURCES,
            *(f"| `{tag.name}` | {tag.source} |\n" for tag in TAG_VOCABULARY),
            FOOT,
        )
    )


def _render_row(tag: Tag) -> str:
    marks = f"{'○' if tag.is_neutral else ''}{'*' if tag.is_on_key else ''}"
    return f"| {marks} | `{tag.name}` | {tag.label} | {tag.meaning} |\n"


def main() -> None:
    """Write the page."""
    DOC.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
