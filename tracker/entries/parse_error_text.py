"""Messages of parse errors that several parts of the parser use."""

from collections.abc import Sequence

from tracker.entries.tokenizer import Token, quote_label
from tracker.i18n import _


def describe_unexpected_field(word: str, name: str) -> str:
    """Say that a type has no such field."""
    names = {
        "amount": _("amount"),
        "percent": _("percentage"),
        "words": _("words that were said"),
        "label": _("label"),
        "circumstances": _("circumstances"),
        "group": _("group"),
        "campaign": _("campaign"),
        "event": _("event"),
        "hours": _("hours"),
    }
    return _("a line of {word} takes no {name}; leave it out").format(
        word=word, name=names.get(name, name)
    )


def describe_pair_fix(field: str) -> str:
    """Say what stands behind the word of a field, which never stands alone."""
    return {
        "until": _("after until stands a date, like until 2026-06-30"),
        "for_entry": _("after for stands the number of an entry, or last"),
        "for_month": _("after for stands the month it is for, like for 2026-11"),
        "by": _("after by stands cash, transfer, card or debit"),
        "ref": _('after ref stands where the proof lies, in quotes: ref "blue folder"'),
    }[field]


def describe_missing_own_words() -> str:
    """Say where a thought is written."""
    return _("what you write stands behind a colon: wrote: it was a long day")


def describe_second_amount(words: Sequence[Token]) -> str:
    """Say that an amount was read before, and how digits get into a label."""
    return _(
        "there is an amount before this. Note each amount on a line of its own."
        " A label with digits is written in quotes: {label}"
    ).format(label=quote_label(" ".join(token.text for token in words)))


def suggest_word(suggestion: str) -> str:
    """Ask whether something else than a label is meant."""
    return _("did you mean {word}? a label that reads so is written in 'quotes'").format(
        word=suggestion
    )


def describe_no_period(word: str) -> str:
    """Say that an amount of this type is for no period."""
    if word == "wage":
        return _("a wage is for an hour, like wage 12. What a month brings is income 950/month")
    return _("no period stands here; write the amount alone")
