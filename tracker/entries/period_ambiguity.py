"""Whether words like `monthly` are a line's period or a part of its label, or may be either."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.entries.amounts import (
    describe_hourly_pay,
    describe_unknown_period,
    is_currency_code,
    looks_like_amount,
)
from tracker.entries.grammar import ALLOWED_FIELDS, PERIOD_WORDS
from tracker.entries.parse_error_text import describe_no_period
from tracker.entries.period_words import (
    HOUR,
    ONCE,
    SURROUNDING_CHARACTERS,
    Frequency,
    PeriodCertainty,
    is_frequency_word,
)
from tracker.entries.tokenizer import Token, quote_label, span_tokens
from tracker.i18n import _

_LINKING_WORDS = frozenset({"for", "in", "of", "für"})
"""Words that say nothing without the words behind them."""


_NEGATING_WORDS = frozenset(
    {"not", "no", "never", "longer", "nicht", "nie", "mehr", "almost", "nearly"}
)
"""Words by which others say something else than alone."""
_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das"})
"""Words before a name, which may read like a period: `the weekly`."""


@dataclass(frozen=True, slots=True)
class PeriodPlace:
    """Where the words stand that say how often."""

    type_word: str
    """The type of the entry."""
    line: Sequence[Token]
    at: int
    end: int
    """Where the label would end that they begin."""
    label_before: str
    """The label as far as it stands before them."""
    amount: Token | None
    """The amount before them."""
    is_direct: bool = False
    """Whether they stand right behind it."""
    is_pledge: bool = False
    """Whether it is the amount of an answer."""
    is_late: bool = False
    """Whether answers stand between."""

    @property
    def is_period_allowed(self) -> bool:
        """Return whether there may be a period here."""
        return self.is_pledge or "period" in ALLOWED_FIELDS[self.type_word]


def is_period(frequency: Frequency, place: PeriodPlace) -> bool:
    """Return whether the words are a period; if not, they are something else, such as a label.

    Raises ParseError, with each way to write it, where either may be meant.
    """
    is_behind = place.end > place.at + frequency.token_count
    if frequency.certainty is PeriodCertainty.ALONE and (is_behind or place.label_before):
        return False
    if frequency.period == ONCE:
        return place.is_direct and not is_behind and place.is_period_allowed
    if frequency.period == HOUR and place.type_word == "wage":
        return True
    is_part = frequency.certainty is PeriodCertainty.LOOSE and bool(place.label_before)
    last = place.label_before.casefold().rpartition(" ")[2]
    is_unsure = (
        is_part
        or place.is_late
        or frequency.certainty in (PeriodCertainty.UNCLEAR, PeriodCertainty.ALONE)
    )
    is_unsure = is_unsure or last in _NEGATING_WORDS or last in _ARTICLES
    if frequency.period not in PERIOD_WORDS:
        if is_part or (frequency.certainty is PeriodCertainty.UNCLEAR and is_behind):
            return False
    elif not place.is_period_allowed:
        if is_unsure or frequency.certainty is PeriodCertainty.SHORT:
            return False
    elif not is_unsure:
        # `a month` right behind an amount is no part of the label behind it.
        is_own = frequency.certainty is PeriodCertainty.PHRASE or (
            frequency.certainty is PeriodCertainty.LOOSE
            and frequency.text.casefold().startswith("a")
        )
        if not is_behind or (place.is_direct and is_own):
            return True
    words = place.line[place.at : place.at + frequency.token_count]
    raise span_tokens(words).build_error(_describe_fix(frequency, place))


def _describe_fix(frequency: Frequency, place: PeriodPlace) -> str:
    """Say that Tracker has no such period, or ask whether it repeats, and how each is written."""
    words = [token.text for token in place.line[place.at : place.end]]
    text = " ".join([*place.label_before.split(), *words])
    takes_label = "label" in ALLOWED_FIELDS[place.type_word] and not place.is_pledge
    label = quote_label(text)
    if not place.is_period_allowed:
        if not takes_label:
            return describe_no_period(place.type_word)
        return _("{word} can’t have a period. Write it each time, or as a label: {label}").format(
            word=place.type_word, label=label
        )
    if frequency.period not in PERIOD_WORDS:
        other = (
            describe_hourly_pay()
            if frequency.period == HOUR and place.type_word == "income"
            else describe_unknown_period()
        )
        return f"{other}. {_describe_as_label(label)}" if takes_label else other
    token = place.amount or next(filter(looks_like_amount, place.line[place.at :]), None)
    amount = token.text.partition("/")[0] if token else "30"
    head = _find_joined_word(frequency, words[0])
    rest = (
        [*place.label_before.split(), *head, *words[frequency.token_count :]]
        if takes_label
        else head
    )
    if rest and rest[-1].casefold() in _LINKING_WORDS | _ARTICLES:
        del rest[-1]
    ask = _("does it repeat? Then write {line}").format(
        line=" ".join((f"{amount}/{frequency.period}", *rest))
    )
    return f"{ask}. {_describe_as_label(label)}" if takes_label else ask


def _find_joined_word(frequency: Frequency, word: str) -> list[str]:
    """Return the word joined to a period, like `job/month`; none where it adds nothing."""
    head = (
        word[: word.casefold().rfind(frequency.text.casefold())] if frequency.text[0] == "/" else ""
    )
    head = head.strip(SURROUNDING_CHARACTERS)
    means_none = is_frequency_word(head.casefold() or "/") or is_currency_code(head)
    return [head] if head.isalpha() and not means_none else []


def _describe_as_label(label: str) -> str:
    return _("A label is written in quotes: {label}").format(label=label)
