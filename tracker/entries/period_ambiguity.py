"""Whether words on an entry line are its period, a part of its label, or have to be asked about."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.entries.amounts import (
    hourly,
    looks_like_amount,
    names_currency,
    other_period,
)
from tracker.entries.grammar import PERIODS, TAKES
from tracker.entries.parse_error_text import no_period, quote_label
from tracker.entries.period_words import (
    AROUND,
    HOUR,
    ONCE,
    HowOften,
    Sort,
    may_say_how_often,
)
from tracker.entries.tokenizer import Token, spanning
from tracker.i18n import _

_BEFORE = frozenset({"for", "in", "of", "für"})
"""Words that say nothing without the words behind them."""


_NOT = frozenset({"not", "no", "never", "longer", "nicht", "nie", "mehr", "almost", "nearly"})
"""Words by which others say something else than alone."""
_NAMING = frozenset({"a", "an", "the", "der", "die", "das"})
"""Words before a name, which may read like a period: `the weekly`."""


@dataclass(frozen=True, slots=True)
class PeriodPlace:
    """Where the words stand that say how often."""

    word: str
    """The type of the entry."""
    line: Sequence[Token]
    at: int
    end: int
    """Where the label would end that they begin."""
    before: str
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
    def takes_period(self) -> bool:
        """Return whether there may be a period here."""
        return self.is_pledge or "period" in TAKES[self.word]


def is_period(said: HowOften, place: PeriodPlace) -> bool:
    """Return whether the words are a period; if not, they are something else, such as a label.

    Raises Refusal, with each way to write it, where either may be meant.
    """
    is_behind = place.end > place.at + said.used
    if said.sort is Sort.ALONE and (is_behind or place.before):
        return False
    if said.period == ONCE:
        return place.is_direct and not is_behind and place.takes_period
    if said.period == HOUR and place.word == "wage":
        return True
    is_part = said.sort is Sort.LOOSE and bool(place.before)
    last = place.before.casefold().rpartition(" ")[2]
    is_unsure = is_part or place.is_late or said.sort in (Sort.UNCLEAR, Sort.ALONE)
    is_unsure = is_unsure or last in _NOT or last in _NAMING
    if said.period not in PERIODS:
        if is_part or (said.sort is Sort.UNCLEAR and is_behind):
            return False
    elif not place.takes_period:
        if is_unsure or said.sort is Sort.SHORT:
            return False
    elif not is_unsure:
        # `a month` right behind an amount is no part of the label behind it.
        is_own = said.sort is Sort.PHRASE or (
            said.sort is Sort.LOOSE and said.text.casefold().startswith("a")
        )
        if not is_behind or (place.is_direct and is_own):
            return True
    words = place.line[place.at : place.at + said.used]
    raise spanning(words).refused(_fix(said, place))


def _fix(said: HowOften, place: PeriodPlace) -> str:
    """Say that Tracker has no such period, or ask whether it repeats, and how each is written."""
    words = [token.text for token in place.line[place.at : place.end]]
    text = " ".join([*place.before.split(), *words])
    takes_label = "label" in TAKES[place.word] and not place.is_pledge
    label = quote_label(text)
    if not place.takes_period:
        if not takes_label:
            return no_period(place.word)
        return _("{word} can’t have a period. Write it each time, or as a label: {label}").format(
            word=place.word, label=label
        )
    if said.period not in PERIODS:
        other = hourly() if said.period == HOUR and place.word == "income" else other_period()
        return f"{other}. {_as_label(label)}" if takes_label else other
    token = place.amount or next(filter(looks_like_amount, place.line[place.at :]), None)
    amount = token.text.partition("/")[0] if token else "30"
    head = _joined_to(said, words[0])
    rest = [*place.before.split(), *head, *words[said.used :]] if takes_label else head
    if rest and rest[-1].casefold() in _BEFORE | _NAMING:
        del rest[-1]
    ask = _("does it repeat? Then write {line}").format(
        line=" ".join((f"{amount}/{said.period}", *rest))
    )
    return f"{ask}. {_as_label(label)}" if takes_label else ask


def _joined_to(said: HowOften, word: str) -> list[str]:
    """The word that is in one with a period, like `job/month`; none where it adds nothing."""
    head = word[: word.casefold().rfind(said.text.casefold())] if said.text[0] == "/" else ""
    head = head.strip(AROUND)
    means_none = may_say_how_often(head.casefold() or "/") or names_currency(head)
    return [head] if head.isalpha() and not means_none else []


def _as_label(label: str) -> str:
    return _("A label is written in quotes: {label}").format(label=label)
