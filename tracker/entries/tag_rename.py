"""Renaming a tag: which names are allowed, and an entry with the new name."""

from dataclasses import replace

from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import tokenize
from tracker.entries.types import Ask, Entry, LaterAnswer, Meeting, Observation
from tracker.i18n import N_, _

VOCABULARY_TAG_STAYS = N_(
    "This tag says the same in every notebook, so its name and its meaning stay."
    " Your own tags can be renamed, and can become one with it."
)
"""Why a tag of the vocabulary is neither renamed nor given another meaning."""


def parse_tag_name(text: str) -> str:
    """Return a tag's name from what was typed, as an entry line takes it; raise ParseError.

    `bus fare` and `#bus_fare` are the same.
    """
    name = "_".join(text.strip().lstrip("#!").split())
    try:
        tokenize(f"#!{name}")
    except ParseError as error:
        raise ParseError(
            _("a tag is made of letters, digits, _ and -, like bus_fare"), 1, max(1, len(name))
        ) from error
    return name


def rename_tag(entry: Entry, old: str, new: str) -> Entry:
    """Return an entry with one tag in the place of another; one that had both has it once."""
    if not isinstance(entry, Ask | Observation | LaterAnswer | Meeting):
        return entry
    tags = dict.fromkeys(new if tag == old else tag for tag in entry.circumstances)
    return replace(entry, circumstances=tuple(tags))
