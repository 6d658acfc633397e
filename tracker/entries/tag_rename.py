"""Renaming a tag: which names are allowed, and an entry with the new name."""

from dataclasses import replace

from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.entries.types import Ask, Entry, LaterAnswer, Meeting, Observation
from tracker.i18n import N_, _error

VOCABULARY_TAG_STAYS = N_(
    "This tag means the same in every notebook, so you can’t rename or change it."
    " You can rename your own tags, or merge them with it."
)
"""Why a tag of the vocabulary can't be renamed or get another meaning."""


def parse_tag_name(text: str) -> str:
    """Return a tag's name from what was typed, or raise ParseError.

    `bus fare` and `#bus_fare` are the same.
    """
    name = "_".join(text.strip().lstrip("#!").split())
    try:
        tokenize(f"#!{name}")
    except ParseError as error:
        raise ParseError(
            _error("A tag can’t be called this. Use letters, digits, _ and -, e.g. bus_fare"),
            1,
            max(1, len(name)),
        ) from error
    return name


def rename_tag(entry: Entry, old: str, new: str) -> Entry:
    """Return an entry with a tag replaced. If it had both, it has the new one once."""
    if not isinstance(entry, Ask | Observation | LaterAnswer | Meeting):
        return entry
    tags = dict.fromkeys(new if tag == old else tag for tag in entry.circumstances)
    return replace(entry, circumstances=tuple(tags))
