"""Looking up the groups, tags and campaigns that a line names: known, or made new with `!`."""

import re
from typing import NamedTuple

from tracker.entries.grammar import CAMPAIGN_TYPES
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError, shorten_word
from tracker.entries.tokenizer import Token, fold
from tracker.entries.word_matching import MIN_LETTERS, find_likely_word, find_similar_word
from tracker.i18n import N_error, _error

ALL_GROUPS_WORD = "all"
"""The word for all groups together, which no group may have as its name."""
_GAP = re.compile(r"[\s_]+")


class _UnknownName(NamedTuple):
    """The messages about a name that the notebook doesn't have."""

    alone: str
    """No name is like it."""
    near_another: str
    """It's like a name that the notebook has."""


_UNKNOWN_GROUP = _UnknownName(
    N_error("There’s no such group. To add it, type: {new_name}"),
    N_error(
        "There’s no such group. Did you mean “{known_name}”? To add a new one, type: {new_name}"
    ),
)
_UNKNOWN_TAG = _UnknownName(
    N_error("There’s no such tag. To add it, type: {new_name}"),
    N_error("There’s no such tag. Did you mean “{known_name}”? To add a new one, type: {new_name}"),
)
_UNKNOWN_NAME = _UnknownName(
    N_error("There’s no such campaign or event. To add it, type: {new_name}"),
    N_error(
        "There’s no such campaign or event. Did you mean “{known_name}”? To add a new one, type:"
        " {new_name}"
    ),
)


def find_group(token: Token, context: ParseContext) -> str:
    """Return a group's label as the notebook has it, also for its number. `@!name` makes one."""
    if token.folded_text in context.groups:
        return context.groups[token.folded_text]
    if token.text.isascii() and token.text.isdigit():
        label = context.group_numbers.get(int(token.text[:9]))
        if label is None:
            raise token.build_error(
                _error("There’s no group with this number. Type a name with at least one letter.")
            )
        return label
    if token.folded_text == ALL_GROUPS_WORD:
        raise token.build_error(_error("“all” means every group. Choose another name."))
    if token.is_new_name:
        return token.text
    raise _build_unknown_error(token, context.groups, _UNKNOWN_GROUP)


def find_tag(token: Token, context: ParseContext) -> str:
    """Return the tag as the vocabulary or the notebook has it. `#!name` makes one."""
    if token.folded_text in context.tags:
        return context.tags[token.folded_text]
    if token.is_new_name:
        return token.text
    raise _build_unknown_error(token, context.tags, _UNKNOWN_TAG)


def find_campaign_or_event(token: Token, context: ParseContext, word: str) -> tuple[str, str]:
    """Return what a name after `+` is, `campaign` or `event`, and the name as the notebook has it.

    A new one is made by a goal and by `+!name`: a campaign on the types that ask for money, else an
    event.
    """
    for field, names in (("campaign", context.campaigns), ("event", context.events)):
        if token.folded_text in names:
            _refuse_other_field(token, field, word)
            return field, names[token.folded_text]
    if token.is_new_name or word == "goal":
        made = "campaign" if word in CAMPAIGN_TYPES else "event"
        return token.name_field or made, token.text
    raise _build_unknown_error(token, context.campaigns | context.events, _UNKNOWN_NAME)


def _refuse_other_field(token: Token, field: str, word: str) -> None:
    """Raise ParseError where a known name is said, or has to be, what it is not."""
    wanted = token.name_field or ("campaign" if word == "goal" else None)
    if wanted in (None, field):
        return
    message = (
        _error("“{name}” is an event. Choose another name for the campaign.")
        if field == "event"
        else _error("“{name}” is a campaign. Choose another name for the event.")
    )
    raise token.build_error(message.format(name=shorten_word(token.text)))


def has_later_part(name: str, beginning: str) -> bool:
    """Return whether a part of a name after a space or an underscore begins so."""
    folded_name, folded_beginning = fold(name), fold(beginning)
    return any(
        folded_name.startswith(folded_beginning, gap.end()) for gap in _GAP.finditer(folded_name)
    )


def suggest_name(text: str, names: dict[str, str]) -> str | None:
    """Return the known name that was most likely meant, or None if none is like it."""
    likeliest = find_likely_word(text, names.values())
    if likeliest or len(text) < MIN_LETTERS:
        return likeliest
    later = [name for name in names.values() if has_later_part(name, text)]
    return later[0] if len(later) == 1 else find_similar_word(text, names.values())


def _build_unknown_error(token: Token, names: dict[str, str], messages: _UnknownName) -> ParseError:
    mark, hint, name = token.mark.value, suggest_name(token.text, names), shorten_word(token.text)
    new_name = f'{mark}!"{name}"' if " " in name else f"{mark}!{name}"
    if hint is None:
        return token.build_error(_error(messages.alone).format(new_name=new_name))
    return token.build_error(
        _error(messages.near_another).format(known_name=mark + hint, new_name=new_name)
    )
