"""The names on a line: groups, tags and campaigns, known to the book or made on purpose."""

from tracker.entries.known import Known
from tracker.entries.refusal import Refusal, closest, nearest, shortened
from tracker.entries.tokens import Token
from tracker.texts import _

EVERY_GROUP = "all"
"""The word for all groups together, which no group may have as its name."""


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


def _hint(token: Token, names: dict[str, str]) -> str | None:
    return nearest(token.text, names.values()) or closest(token.text, names.values())


def _unknown(token: Token, names: dict[str, str], message: str) -> Refusal:
    mark, hint, name = token.mark.value, _hint(token, names), shortened(token.text)
    made = f'{mark}!"{name}"' if " " in name else f"{mark}!{name}"
    if hint:
        mend = _("did you mean {hint}? {made} makes a new one").format(hint=mark + hint, made=made)
    else:
        mend = _("{made} makes it").format(made=made)
    return token.refused(f"{message}; {mend}")
