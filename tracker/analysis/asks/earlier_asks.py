"""Earlier asks of a kind, newest first: how each was answered, and what followed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import NamedTuple

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.analysis.patterns.answer_outcomes import YES_ANSWERS
from tracker.analysis.patterns.fundraising_goals import CampaignKey
from tracker.analysis.patterns.pattern_facts import REASK_WINDOW, AskFact
from tracker.entries.types import (
    Answer,
    Ask,
    Kind,
    LaterAnswer,
    StoredEntry,
    Withdrawal,
)

RECENT_PERIOD = timedelta(days=60)
"""For this long an ask without an answer is one to think about."""
_DayAndNumber = tuple[date, int]
"""The day of an entry, then its number."""
_NumberedAsk = tuple[int, Ask]


class DatedAnswer(NamedTuple):
    """An answer, with the day and the number of its entry."""

    day: date
    number: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class EarlierAsk:
    """An ask, and what followed it, with None for what did not."""

    number: int
    ask: Ask
    later_answers: tuple[DatedAnswer, ...] = ()
    """Its later answers, each an entry of its own."""
    asked_again_on: date | None = None
    """When it was repeated, or when another ask of its kind and group came soon after."""
    later_yes_on: date | None = None
    """When a repeat of it got a yes, or None if this ask got one itself."""
    withdrawn_on: date | None = None
    """When the yes to it was taken back."""


class EarlierAsks:
    """Asks with their answers, sorted once, to find what followed each.

    They may be a part of a book: those of a page, with all that is linked to them or came next.
    """

    def __init__(self, entries: Iterable[StoredEntry], today: date) -> None:
        """Select the asks, answers and withdrawals of these entries, as of today."""
        self._answers: dict[int, list[DatedAnswer]] = defaultdict(list)
        self._withdrawals: dict[int, list[_DayAndNumber]] = defaultdict(list)
        items = [item for item in entries if item.entry.day <= today]
        items.sort(key=lambda item: item.number)
        self._root: dict[int, int] = {}
        """The number of the first ask of each ask and its repeats, by the number of each."""
        for item in items:
            if isinstance(item.entry, Ask):
                repeated_ask = item.entry.for_entry
                self._root[item.number] = (
                    self._root.get(repeated_ask, item.number) if repeated_ask else item.number
                )
        items.sort(key=lambda item: (item.entry.day, item.number))
        self._repeats: dict[int, list[_NumberedAsk]] = defaultdict(list)
        self._asks_by_kind: dict[Kind, list[_NumberedAsk]] = defaultdict(list)
        self._asks_by_group_and_kind: dict[tuple[GroupLabel, Kind], list[_NumberedAsk]] = (
            defaultdict(list)
        )
        self._asks_by_campaign_and_kind: dict[tuple[CampaignKey, Kind], list[_NumberedAsk]] = (
            defaultdict(list)
        )
        self._position: dict[int, int] = {}
        """The position of an ask among those of its group and kind."""
        for item in items:
            self._add_entry(item)

    def _add_entry(self, item: StoredEntry) -> None:
        entry = item.entry
        if isinstance(entry, Withdrawal):
            self._withdrawals[entry.for_entry].append((entry.day, item.number))
        elif isinstance(entry, Ask | LaterAnswer):
            ask_number = item.number if isinstance(entry, Ask) else entry.for_entry
            self._answers[ask_number] += (
                DatedAnswer(entry.day, item.number, answer) for answer in entry.answers
            )
        if isinstance(entry, Ask):
            asks_of_kind = self._asks_by_group_and_kind[entry.group, entry.kind]
            self._position[item.number] = len(asks_of_kind)
            repeats = self._repeats[self._root[item.number]]
            for asks in (self._asks_by_kind[entry.kind], asks_of_kind, repeats):
                asks.append((item.number, entry))
            if entry.campaign is not None:
                campaign = (entry.group, entry.campaign)
                self._asks_by_campaign_and_kind[campaign, entry.kind].append((item.number, entry))

    def find_of_kind(
        self,
        kind: Kind,
        limit: int,
        excluded: int | None = None,
        campaign: CampaignKey | None = None,
    ) -> list[EarlierAsk]:
        """Return the newest asks of a kind, those of a campaign first.

        The ask being thought about is left out.
        """
        newest_first: Iterator[_NumberedAsk] = reversed(self._asks_by_kind[kind])
        if campaign is not None:
            newest_first = chain(
                reversed(self._asks_by_campaign_and_kind[campaign, kind]),
                (
                    numbered
                    for numbered in newest_first
                    if not is_of_campaign(numbered[1], campaign)
                ),
            )
        others = (numbered for numbered in newest_first if numbered[0] != excluded)
        return [self._build_earlier_ask(number, ask) for number, ask in islice(others, limit)]

    def _build_earlier_ask(self, number: int, ask: Ask) -> EarlierAsk:
        answers = self._answers[number]
        yes = next((dated for dated in answers if dated.answer.word in YES_ANSWERS), None)
        return EarlierAsk(
            number,
            ask,
            later_answers=tuple(dated for dated in answers if dated.number != number),
            asked_again_on=self._find_asked_again_day(number, ask, answers),
            later_yes_on=None if yes else self._find_later_yes_day(number, ask),
            withdrawn_on=self._find_withdrawal_day(number, yes) if yes else None,
        )

    def _find_asked_again_day(
        self, number: int, ask: Ask, answers: list[DatedAnswer]
    ) -> date | None:
        days_again = [
            other.day
            for other_number, other in self._repeats[self._root[number]]
            if (other.day, other_number) > (ask.day, number)
        ]
        position = self._position[number] + 1
        following = self._asks_by_group_and_kind[ask.group, ask.kind][position : position + 1]
        for _number, other in following:
            days = [ask.day, *(dated.day for dated in answers if dated.day <= other.day)]
            if other.day - max(days) <= REASK_WINDOW:
                days_again.append(other.day)
        return min(days_again, default=None)

    def _find_later_yes_day(self, number: int, ask: Ask) -> date | None:
        days = (
            dated.day
            for repeat, _ask in self._repeats[self._root[number]]
            for dated in self._answers[repeat]
            if dated.answer.word in YES_ANSWERS and (dated.day, dated.number) > (ask.day, number)
        )
        return min(days, default=None)

    def _find_withdrawal_day(self, number: int, yes: DatedAnswer) -> date | None:
        repeats = [repeat for repeat, _ask in self._repeats[self._root[number]]]
        days = (
            day
            for repeat in repeats
            for day, entry in self._withdrawals[repeat]
            if (day, entry) > (yes.day, yes.number)
        )
        return min(days, default=None)


def is_of_campaign(ask: Ask | AskFact, campaign: CampaignKey) -> bool:
    """Return whether an ask was made for a campaign."""
    return (ask.group, ask.campaign) == campaign
