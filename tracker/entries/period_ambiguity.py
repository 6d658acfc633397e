"""Whether words like `monthly` are a line's period or a part of its label, or may be either."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.entries.amounts import (
    describe_hourly_pay,
    describe_unknown_period,
    is_currency_code,
    looks_like_amount,
)
from tracker.entries.grammar import ALLOWED_FIELDS, BARE_LABEL_TYPES, PERIOD_WORDS
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
from tracker.i18n import _error

_LINKING_WORDS = frozenset({"for", "in", "of", "für"})
"""Words that say nothing without the words after them."""


_NEGATING_WORDS = frozenset(
    {"not", "no", "never", "longer", "nicht", "nie", "mehr", "almost", "nearly"}
)
"""Words by which others say something else than alone."""
_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das"})
"""Words before a name, which may read like a period: `the weekly`."""


@dataclass(frozen=True, slots=True)
class PeriodPlace:
    """The place of the words that say how often."""

    type_word: str
    """The type of the entry."""
    line: Sequence[Token]
    at: int
    end: int
    """Where the label would end that they begin."""
    label_before: str
    """The label as far as it is before them."""
    amount: Token | None
    """The amount before them."""
    is_direct: bool = False
    """Whether they are right after it."""
    is_pledge: bool = False
    """Whether it is the amount of an answer."""
    is_late: bool = False
    """Whether there are answers between them."""

    @property
    def is_period_allowed(self) -> bool:
        """Return whether there may be a period here."""
        return self.is_pledge or "period" in ALLOWED_FIELDS[self.type_word]

    def has_words_behind(self, frequency: Frequency) -> bool:
        """Return whether the label would go on after the words."""
        return self.end > self.at + frequency.token_count


def is_period(frequency: Frequency, place: PeriodPlace) -> bool:
    """Return whether the words are a period. If not, they are something else, such as a label.

    Raises ParseError, with each way to write it, where either may be meant.
    """
    is_behind = place.has_words_behind(frequency)
    if frequency.certainty is PeriodCertainty.ALONE and (is_behind or place.label_before):
        return False
    if frequency.period == ONCE:
        return place.is_direct and not is_behind and place.is_period_allowed
    if frequency.period == HOUR and place.type_word == "wage":
        return True
    if frequency.period in PERIOD_WORDS and place.is_period_allowed:
        is_free = not is_behind or (place.is_direct and _is_phrase(frequency))
        if is_free and not _is_unsure(frequency, place):
            return True
    elif _is_label(frequency, place):
        return False
    words = place.line[place.at : place.at + frequency.token_count]
    raise span_tokens(words).build_error(_describe_fix(frequency, place))


def _is_label(frequency: Frequency, place: PeriodPlace) -> bool:
    """Return whether words that can be no period here are a label, and need no question."""
    if frequency.period in PERIOD_WORDS:
        return frequency.certainty is PeriodCertainty.SHORT or _is_unsure(frequency, place)
    if frequency.certainty is PeriodCertainty.LOOSE:
        return bool(place.label_before)
    return frequency.certainty is PeriodCertainty.UNCLEAR and place.has_words_behind(frequency)


def _is_unsure(frequency: Frequency, place: PeriodPlace) -> bool:
    """Return whether the words may say something else, by what they are and where they are."""
    if place.is_late or frequency.certainty in (PeriodCertainty.UNCLEAR, PeriodCertainty.ALONE):
        return True
    if frequency.certainty is PeriodCertainty.LOOSE and place.label_before:
        return True
    last_word = place.label_before.casefold().rpartition(" ")[2]
    return last_word in _NEGATING_WORDS or last_word in _ARTICLES


def _is_phrase(frequency: Frequency) -> bool:
    """Return whether words right after an amount are no part of a label after them: `a month`."""
    if frequency.certainty is PeriodCertainty.LOOSE:
        return frequency.text.casefold().startswith("a")
    return frequency.certainty is PeriodCertainty.PHRASE


def _describe_fix(frequency: Frequency, place: PeriodPlace) -> str:
    """Say that Tracker has no such period, or ask whether it repeats, and how each is written."""
    words = [token.text for token in place.line[place.at : place.end]]
    text = " ".join([*place.label_before.split(), *words])
    takes_label = place.type_word in BARE_LABEL_TYPES and not place.is_pledge
    label = quote_label(text)
    if not place.is_period_allowed:
        if not takes_label:
            return describe_no_period(place.type_word)
        return _error(
            "“{word}” entries can’t repeat. Add one each time. If it’s a label, type: {label}"
        ).format(word=place.type_word, label=label)
    if frequency.period in PERIOD_WORDS:
        line = _write_repeating(frequency, place, words, takes_label=takes_label)
        if not takes_label:
            return _error("Does it repeat? If so, type: {line}").format(line=line)
        return _error(
            "Does it repeat? If so, type “{line}”. If it’s a label, type: {label}"
        ).format(line=line, label=label)
    if frequency.period == HOUR and place.type_word == "income":
        return describe_hourly_pay(label if takes_label else "")
    return describe_unknown_period(label if takes_label else "")


def _write_repeating(
    frequency: Frequency, place: PeriodPlace, words: Sequence[str], *, takes_label: bool
) -> str:
    """Return the amount with its period and the label, as they are written where it repeats."""
    token = place.amount or next(filter(looks_like_amount, place.line[place.at :]), None)
    amount = token.text.partition("/")[0] if token else "30"
    rest = _find_joined_word(frequency, words[0])
    if takes_label:
        rest = [*place.label_before.split(), *rest, *words[frequency.token_count :]]
    if rest and rest[-1].casefold() in _LINKING_WORDS | _ARTICLES:
        del rest[-1]
    return " ".join((f"{amount}/{frequency.period}", *rest))


def _find_joined_word(frequency: Frequency, word: str) -> list[str]:
    """Return the word joined to a period, like `job/month`, or none if it adds nothing."""
    head = (
        word[: word.casefold().rfind(frequency.text.casefold())] if frequency.text[0] == "/" else ""
    )
    head = head.strip(SURROUNDING_CHARACTERS)
    means_none = is_frequency_word(head.casefold() or "/") or is_currency_code(head)
    return [head] if head.isalpha() and not means_none else []
