"""A tag under another name: how it may be called, and an entry that bears the other one."""

from dataclasses import replace

from tracker.entries.parse_error import Refusal
from tracker.entries.tokenizer import Mark, Token, tokens
from tracker.entries.types import Answered, Ask, Entry, Meeting
from tracker.i18n import N_, _

STAYS = N_(
    "This tag says the same in every notebook, so its name and its meaning stay."
    " Your own tags can be renamed, and can become one with it."
)
"""Why a tag of the vocabulary is neither renamed nor given another meaning."""


def tag_name(text: str) -> str:
    """A tag as it was typed for itself, as an entry line would take it; raises Refusal.

    `bus fare` and `#bus_fare` are the same.
    """
    name = "_".join(text.strip().lstrip("#!").split())
    try:
        (token,) = tokens(f"#!{name}")
    except (Refusal, ValueError) as error:
        raise _refused(name) from error
    if token != Token(Mark.TAG, name, 1, len(name) + 2, makes_new=True):
        raise _refused(name)
    return name


def _refused(name: str) -> Refusal:
    return Refusal(
        _("a tag is made of letters, digits, _ and -, like bus_fare"), 1, max(1, len(name))
    )


def retagged(entry: Entry, old: str, new: str) -> Entry:
    """An entry with one tag in the place of another; one that had both has it once."""
    if not isinstance(entry, Ask | Answered | Meeting):
        return entry
    tags = dict.fromkeys(new if tag == old else tag for tag in entry.circumstances)
    return replace(entry, circumstances=tuple(tags))
