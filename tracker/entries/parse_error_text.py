"""Messages of parse errors that several parts of the parser use."""

from collections.abc import Sequence

from tracker.entries.tokenizer import Token, quote_label
from tracker.i18n import _error, _label


def quote_typed(text: str) -> str:
    """Return something to type in the quotes that messages put around it."""
    return _label("“{typed}”").format(typed=text)


def suggest_typed(text: str) -> str:
    """Ask whether something was meant: a word, or a whole line."""
    return _error("Did you mean “{typed}”?").format(typed=text)


def describe_repetition() -> str:
    """Say that a line has something twice that an entry has once."""
    return _error("This line already has one of these. Remove one of the two.")


def describe_unexpected_field(word: str, name: str) -> str:
    """Say that a type has no such field."""
    messages = {
        "amount": _error("“{word}” entries can’t have an amount. Remove it."),
        "percent": _error("“{word}” entries can’t have a percentage. Remove it."),
        "label": _error("“{word}” entries can’t have a label. Remove it."),
        "circumstances": _error("“{word}” entries can’t have tags. Remove them."),
        "group": _error("“{word}” entries can’t have a group. Remove it."),
        "campaign": _error("“{word}” entries can’t have a campaign. Remove it."),
        "event": _error("“{word}” entries can’t have an event. Remove it."),
        "hours": _error("“{word}” entries can’t have hours. Remove them."),
    }
    return messages[name].format(word=word)


def describe_pair_fix(field: str) -> str:
    """Say what has to follow the word of a field."""
    return {
        "until": _error("“until” needs a date. Type it, e.g. until 2026-06-30"),
        "for_entry": _error("“for” needs the number of an entry. Type it, e.g. for 5 or for last"),
        "for_month": _error("“for” needs a month. Type it, e.g. for 2026-11"),
        "by": _error("“by” needs cash, transfer, card or debit. Type one, e.g. by cash"),
        "ref": _error(
            '“ref” needs the place where the receipt is. Type it in quotes, e.g. ref "blue folder"'
        ),
    }[field]


def describe_month_fix(label: str) -> str:
    """Say that a month has to follow `for`. `label` is the words in quotes."""
    return _error(
        "“for” needs a month, such as “for 2026-11”. To use these words as a label, type: {label}"
    ).format(label=label)


def describe_missing_own_words() -> str:
    """Say where a thought is written."""
    return _error("Your words are missing. Type them after a colon, e.g. wrote: it was a long day")


def describe_inexact_amount() -> str:
    """Say that only one exact amount is possible."""
    return _error("This needs one exact amount. Type it, e.g. 50")


def describe_second_amount(words: Sequence[Token]) -> str:
    """Say that an amount was read before, and how digits get into a label."""
    return _error(
        "There’s already an amount in this line. Add each amount on a line of its own."
        " If this is a label with digits, type: {label}"
    ).format(label=quote_label(" ".join(token.text for token in words)))


def suggest_word(suggestion: str) -> str:
    """Ask whether something else than a label is meant."""
    return _error("Did you mean “{typed}”? If it’s a label, put it in 'single quotes'.").format(
        typed=suggestion
    )


def describe_no_period(word: str) -> str:
    """Say that an amount of this type is for no period."""
    if word == "wage":
        return _error(
            "A wage is per hour, such as “wage 12”. For what you earn in a month, type:"
            " income 950/month"
        )
    return _error("This amount can’t have a period. Type the amount alone.")
