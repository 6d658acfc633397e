"""Looking up the groups, tags and campaigns that a line names: known, or made new with `!`."""

import re

from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError, shorten_word
from tracker.entries.tokenizer import Token, fold
from tracker.entries.word_matching import MIN_LETTERS, find_likely_word, find_similar_word
from tracker.i18n import _

ALL_GROUPS_WORD = "all"
"""The word for all groups together, which no group may have as its name."""
_GAP = re.compile(r"[\s_]+")


def find_group(token: Token, context: ParseContext) -> str:
    """Return a group's label as the book has it, also for its number; a new one for `@!name`."""
    if token.folded_text in context.groups:
        return context.groups[token.folded_text]
    if token.text.isascii() and token.text.isdigit():
        label = context.group_numbers.get(int(token.text[:9]))
        if label is None:
            raise token.build_error(_("no group has this number; a name needs a letter"))
        return label
    if token.folded_text == ALL_GROUPS_WORD:
        raise token.build_error(_("all means every group; choose another name"))
    if token.is_new_name:
        return token.text
    raise _build_unknown_error(token, context.groups, _("this group is not known"))


def find_tag(token: Token, context: ParseContext) -> str:
    """Return the tag as the vocabulary or the book has it; a new one only for `#!name`."""
    if token.folded_text in context.tags:
        return context.tags[token.folded_text]
    if token.is_new_name:
        return token.text
    raise _build_unknown_error(token, context.tags, _("this tag is not known"))


def find_campaign(token: Token, context: ParseContext) -> str:
    """Return the campaign as its first goal named it; one without a goal only for `+!name`."""
    if token.folded_text in context.campaigns:
        return context.campaigns[token.folded_text]
    if token.is_new_name:
        return token.text
    hint = _suggest_name(token, context.campaigns)
    if hint:
        raise token.build_error(
            _("this campaign is not known; did you mean +{hint}?").format(hint=hint)
        )
    raise token.build_error(
        _("this campaign is not known; its first goal makes it: goal 1000 +{name}").format(
            name=shorten_word(token.text)
        )
    )


def has_later_part(name: str, beginning: str) -> bool:
    """Return whether a part of a name behind a space or an underscore begins so."""
    folded_name, folded_beginning = fold(name), fold(beginning)
    return any(
        folded_name.startswith(folded_beginning, gap.end()) for gap in _GAP.finditer(folded_name)
    )


def _suggest_name(token: Token, names: dict[str, str]) -> str | None:
    likeliest = find_likely_word(token.text, names.values())
    if likeliest or len(token.text) < MIN_LETTERS:
        return likeliest
    later = [name for name in names.values() if has_later_part(name, token.text)]
    return later[0] if len(later) == 1 else find_similar_word(token.text, names.values())


def _build_unknown_error(token: Token, names: dict[str, str], message: str) -> ParseError:
    mark, hint, name = token.mark.value, _suggest_name(token, names), shorten_word(token.text)
    new_name = f'{mark}!"{name}"' if " " in name else f"{mark}!{name}"
    if hint:
        advice = _("did you mean {hint}? {made} makes a new one").format(
            hint=mark + hint, made=new_name
        )
    else:
        advice = _("{made} makes it").format(made=new_name)
    return token.build_error(f"{message}; {advice}")
