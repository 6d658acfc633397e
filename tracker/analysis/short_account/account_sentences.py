"""A short account as sentences to copy by hand: to ask strangers what is usual, or to warn someone.

There is at most one share of the income. With two, a reader who knows what was asked could work
out the income much better than from one.

There is at most one share of the income. With two of them, two ranges would meet and could be
narrow. Noes are among the sentences: without them the asks read as if each had got a yes.

“The largest monthly payment I was asked for” is true of a range and of several asks.
"""

from collections.abc import Iterator
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.sentence_parts import join_sentences
from tracker.analysis.short_account.account_facts import AccountFacts, RegularAsk
from tracker.analysis.short_account.coarse_numbers import (
    SHARE_STEPS,
    describe_duration,
    describe_part,
    describe_times,
    round_to_step,
)
from tracker.i18n import N_, NumberFormat, _, _label, format_count, ngettext
from tracker.money import Cents, Hundredths

SOME, MOST_OF_ALL = Fraction(2, 5), Fraction(3, 5)
"""What is less than the first part is “some”, and what is more than the second “most”."""
LEAST_MEETINGS = 3
"""After fewer there is no account: who was there would know the person from it at once."""
LEAST, MOST = 3, 8
"""With fewer sentences there is no account. More are not shown."""
NEEDS_SENTENCE = N_(
    "There isn’t enough for an account in a few sentences yet. Tracker makes it after three"
    " meetings, from what you were asked for and what you paid."
)
PURPOSE_SENTENCE = N_(
    "You can use these sentences to ask people who don’t know you whether that is usual, or to warn"
    " someone."
)
"""What the account is for."""
RECOGNITION_SENTENCE = N_("People who were there may still recognise you. It can wait a week.")
"""What always comes with the account."""


class Rank(IntEnum):
    """Which sentences come first where there is room for a few."""

    MEETINGS = 1
    MONEY_CAME_UP = 2
    ASKED_FOR = 3
    GIVEN = 4
    NOES = 5
    GOOD = 6
    PUBLIC_PLEDGE = 7
    OTHERS = 8
    ASKS = 9
    LARGEST_ASK = 10
    TIME_TO_DECIDE = 11


class AccountSentence(NamedTuple):
    """A sentence, and how much it matters."""

    rank: Rank
    text: str


def build_account(facts: AccountFacts, currency: str, numbers: NumberFormat) -> tuple[str, ...]:
    """Return the sentences in the order in which they are read, or none if there are too few."""
    if facts.meetings < LEAST_MEETINGS:
        return ()
    sentences = list(_Account(facts, currency, numbers).build_sentences())
    kept = set(sorted(sentence.rank for sentence in sentences)[:MOST])
    texts = tuple(sentence.text for sentence in sentences if sentence.rank in kept)
    return texts if len(texts) >= LEAST else ()


class _Account:
    """Builds every sentence that the facts have something for."""

    def __init__(self, facts: AccountFacts, currency: str, numbers: NumberFormat) -> None:
        """Keep the facts, and how amounts are shown."""
        self._facts = facts
        self._currency = currency
        self._numbers = numbers

    def build_sentences(self) -> Iterator[AccountSentence]:
        """Yield the sentences in the order in which they are read."""
        facts = self._facts
        yield from self._describe_meetings()
        yield from self._describe_asks()
        if facts.public_pledges:
            text = _("I had to name an amount in front of others {times}.")
            times = describe_times(facts.public_pledges)
            yield AccountSentence(Rank.PUBLIC_PLEDGE, text.format(times=times))
        elif facts.public_pledges_seen:
            text = _("Others had to name an amount in front of everyone. I saw that {times}.")
            times = describe_times(facts.public_pledges_seen)
            yield AccountSentence(Rank.PUBLIC_PLEDGE, text.format(times=times))
        if facts.noes:
            text = _("I said no {times}.")
            if facts.asked_again:
                text = _("I said no {times}, and {again} I was asked again within a month.")
            times, again = describe_times(facts.noes), describe_times(facts.asked_again)
            yield AccountSentence(Rank.NOES, text.format(times=times, again=again))
        yield AccountSentence(Rank.GIVEN, self._describe_given())
        yield from self._describe_good()
        if others := self._describe_others():
            yield AccountSentence(Rank.OTHERS, others)

    def _describe_meetings(self) -> Iterator[AccountSentence]:
        facts = self._facts
        count = round_to_step(Fraction(facts.meetings))
        text = ngettext(
            "I met with a group about {count} time, over {duration}.",
            "I met with a group about {count} times, over {duration}.",
            count,
        ).format(count=format_count(count), duration=describe_duration(facts.duration))
        yield AccountSentence(Rank.MEETINGS, text)
        if facts.money_at_meetings is not None:
            yield AccountSentence(
                Rank.MONEY_CAME_UP, _describe_money_at_meetings(facts.money_at_meetings)
            )

    def _describe_asks(self) -> Iterator[AccountSentence]:
        facts = self._facts
        if facts.asks:
            text = _("I was asked for money {times}.")
            yield AccountSentence(Rank.ASKS, text.format(times=describe_times(facts.asks)))
        if facts.regular_ask is not None:
            text = self._describe_regular_ask(facts.regular_ask)
            yield AccountSentence(Rank.ASKED_FOR, text)
        if facts.largest_ask is not None:
            rank = Rank.ASKED_FOR if facts.regular_ask is None else Rank.LARGEST_ASK
            text = _("The most I was asked for at once was {amount}.")
            amount = self._round_amount(facts.largest_ask)
            yield AccountSentence(rank, text.format(amount=amount))

    def _describe_regular_ask(self, ask: RegularAsk) -> str:
        if ask.share is None:
            text = _("The largest regular payment I was asked for comes to {amount} a month.")
            if ask.is_monthly:
                text = _("The largest monthly payment I was asked for was {amount}.")
            return text.format(amount=self._round_amount(ask.monthly))
        text = _("The largest regular payment I was asked for was {share} of my income.")
        if ask.is_monthly:
            text = _("The largest monthly payment I was asked for was {share} of my income.")
        return text.format(share=self._round_share(ask.share))

    def _describe_given(self) -> str:
        facts = self._facts
        amount = self._round_amount(facts.given)
        if facts.given_open and facts.given:
            text = _("I gave {amount} in all, and more that I don’t know the amount of.")
            return text.format(amount=amount)
        if facts.given_open:
            return _("I gave money, but I don’t know how much.")
        if not facts.given:
            return _("I gave no money.")
        is_share_told = facts.regular_ask is not None and facts.regular_ask.share is not None
        if facts.share_given is None or is_share_told:
            return _("I gave {amount} in all.").format(amount=amount)
        return _("I gave {share} of my income.").format(share=self._round_share(facts.share_given))

    def _describe_good(self) -> Iterator[AccountSentence]:
        facts = self._facts
        accepted, helped = describe_times(facts.noes_accepted), describe_times(facts.times_helped)
        text = ""
        if facts.noes_accepted and facts.times_helped:
            text = _("They accepted a no {accepted}, and they helped me {helped}.")
        elif facts.noes_accepted:
            text = _("They accepted a no {accepted}.")
        elif facts.times_helped:
            text = _("They helped me {helped}.")
        if text:
            yield AccountSentence(Rank.GOOD, text.format(accepted=accepted, helped=helped))
        if facts.times_to_decide:
            text = _("They gave me time to decide {times}.")
            times = describe_times(facts.times_to_decide)
            yield AccountSentence(Rank.TIME_TO_DECIDE, text.format(times=times))

    def _describe_others(self) -> str:
        facts = self._facts
        if facts.seen and facts.heard:
            text = _(
                "I saw others being asked for money, or giving it, {seen}. I heard of it {heard}."
            )
        elif facts.seen:
            text = _("I saw others being asked for money, or giving it, {seen}.")
        elif facts.heard:
            text = _("I heard of others being asked for money, or giving it, {heard}.")
        else:
            return ""
        return text.format(seen=describe_times(facts.seen), heard=describe_times(facts.heard))

    def _round_amount(self, cents: Cents) -> str:
        step = round_to_step(Fraction(cents, 100))
        text = _label("about {amount} {currency}")
        if not step:
            text = _label("less than {amount} {currency}")
        amount = self._numbers.mask_numbers(format_count(step or 1))
        return text.format(amount=amount, currency=self._currency)

    def _round_share(self, share: Hundredths) -> str:
        step = round_to_step(Fraction(share, 100), SHARE_STEPS)
        text = _label("about {share}") if step else _label("less than {share}")
        return text.format(share=self._numbers.format_percent((step or 1) * 100, decimals=0))


def _describe_money_at_meetings(pattern: Pattern) -> str:
    """Return at how many meetings money came up, and for how many of them that is known."""
    part = describe_part(pattern.count or 0, pattern.total)
    if pattern.name is PatternName.MEETINGS_WITH_ASK:
        return _("I was asked for money at {part} of these meetings.").format(part=part)
    if not pattern.unrecorded_count:
        return _("Money came up at {part} of these meetings.").format(part=part)
    known = Fraction(pattern.total, pattern.total + pattern.unrecorded_count)
    text = _("I wrote down for about half of these meetings whether money came up.")
    if known < SOME:
        text = _("I wrote down for some of these meetings whether money came up.")
    elif known > MOST_OF_ALL:
        text = _("I wrote down for most of these meetings whether money came up.")
    return join_sentences(text, _("It did at {part} of them.").format(part=part))
