"""The life of one ask: what was asked, answered and paid, day by day, with every repeat of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.analysis.asks.timeline_steps import ASKING, Chain, Moment, Sum, What, chains, ends
from tracker.analysis.monthly.facts import Group
from tracker.entries.types import Kind, Logged

__all__ = ["Life", "Moment", "Sum", "What", "lives"]


@dataclass(frozen=True, slots=True)
class Life:
    """An ask from the first time on, with its repeats and what became of them."""

    group: Group
    kind: Kind
    first: Sum
    """What was asked for at first."""
    last: Sum
    """What was asked for the last time."""
    moments: tuple[Moment, ...]
    """In the order in which they happened."""
    entries: tuple[int, ...]
    """The numbers of the entries behind it."""
    is_paying: bool = False
    """Whether a standing payment still runs."""

    @property
    def asks(self) -> int:
        """How often it was asked."""
        return sum(moment.what in ASKING for moment in self.moments)

    @property
    def start(self) -> date:
        """The day on which something happened first."""
        return self.moments[0].day

    @property
    def end(self) -> date:
        """The day on which something happened last."""
        return self.moments[-1].day


def lives(
    entries: Iterable[Logged],
    today: date,
    group: Group = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Life]:
    """The life of every ask up to today; the one in which something happened last comes first.

    `entries` are asks, answers, withdrawals, money back, and the payments that are tied to an ask
    or standing; others do no harm. With `group` only its asks; with `first` or `last` only those
    in which something happened on these days, each of them whole.
    """
    known = [item for item in entries if item.entry.day <= today]
    ended = ends(known, today)

    def life(chain: Chain) -> Life:
        asks = [ask for _number, ask in chain.asks]
        moments = chain.moments(ended)
        return Life(
            group=asks[0].group,
            kind=asks[0].kind,
            first=Sum.asked(asks[0]),
            last=Sum.asked(asks[-1]),
            moments=moments,
            entries=tuple(sorted({*chain.numbers, *(moment.number for moment in moments)})),
            is_paying=chain.is_paying(ended),
        )

    found = [life(chain) for chain in chains(known) if group in (None, chain.group)]
    days = (first or date.min, last or date.max)
    found = [life for life in found if any(days[0] <= each.day <= days[1] for each in life.moments)]
    return sorted(found, key=lambda life: (life.end, life.entries[-1]), reverse=True)
