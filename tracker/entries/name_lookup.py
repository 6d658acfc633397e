"""The names on a line: groups, tags and campaigns, known to the book or made on purpose."""

import re

from tracker.entries.parse_context import Known
from tracker.entries.parse_error import FEWEST_LETTERS, Refusal, closest, likely, shortened
from tracker.entries.tokenizer import Token, fold
from tracker.i18n import _

EVERY_GROUP = "all"
"""The word for all groups together, which no group may have as its name."""
_GAP = re.compile(r"[\s_]+")


def group_named(token: Token, known: Known) -> str:
    """The group's label as the book has it; a new one only for `@!name`. A number names one too."""
    if token.folded in known.groups:
        return known.groups[token.folded]
    if token.text.isascii() and token.text.isdigit():
        label = known.group_numbers.get(int(token.text[:9]))
        if label is None:
            raise token.refused(_("no group has this number; a name needs a letter"))
        return label
    if token.folded == EVERY_GROUP:
        raise token.refused(_("all means every group; choose another name"))
    if token.makes_new:
        return token.text
    raise _unknown(token, known.groups, _("this group is not known"))


def tag_named(token: Token, known: Known) -> str:
    """The tag as the vocabulary or the book has it; a new one only for `#!name`."""
    if token.folded in known.tags:
        return known.tags[token.folded]
    if token.makes_new:
        return token.text
    raise _unknown(token, known.tags, _("this tag is not known"))


def campaign_named(token: Token, known: Known) -> str:
    """The campaign as its first goal named it; one without a goal only for `+!name`."""
    if token.folded in known.campaigns:
        return known.campaigns[token.folded]
    if token.makes_new:
        return token.text
    hint = _hint(token, known.campaigns)
    if hint:
        raise token.refused(
            _("this campaign is not known; did you mean +{hint}?").format(hint=hint)
        )
    raise token.refused(
        _("this campaign is not known; its first goal makes it: goal 1000 +{name}").format(
            name=shortened(token.text)
        )
    )


def begins_later_part(name: str, begun: str) -> bool:
    """Whether a part of a name behind a space or an underscore begins so."""
    folded, wanted = fold(name), fold(begun)
    return any(folded.startswith(wanted, gap.end()) for gap in _GAP.finditer(folded))


def _hint(token: Token, names: dict[str, str]) -> str | None:
    likeliest = likely(token.text, names.values())
    if likeliest or len(token.text) < FEWEST_LETTERS:
        return likeliest
    later = [name for name in names.values() if begins_later_part(name, token.text)]
    return later[0] if len(later) == 1 else closest(token.text, names.values())


def _unknown(token: Token, names: dict[str, str], message: str) -> Refusal:
    mark, hint, name = token.mark.value, _hint(token, names), shortened(token.text)
    made = f'{mark}!"{name}"' if " " in name else f"{mark}!{name}"
    if hint:
        mend = _("did you mean {hint}? {made} makes a new one").format(hint=mark + hint, made=made)
    else:
        mend = _("{made} makes it").format(made=made)
    return token.refused(f"{message}; {mend}")
