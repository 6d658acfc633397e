"""The words of an ask's life: its title, each thing that happened, and what the signs mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.analysis.asks.timeline import Life, Sum, What
from tracker.entries.entry_description import KINDS, PER
from tracker.i18n import N_, _, ngettext, shown_amount, shown_date, shown_day
from tracker.money import Cents

SIGNS = {
    What.ASKED: "○",
    What.ASKED_AGAIN: "○",
    What.NO: "×",
    What.LATER: "»",
    What.YES: "●",
    What.GAVE: "■",
    What.PAID: "■",
    What.PAYS: "■",
    What.ENDED: "┤",
    What.WITHDREW: "←",
    What.RETURNED: "□",
}
"""One sign for each thing that may happen; wherever one stands, its word stands beside it."""
WORDS = {
    What.ASKED: N_("asked"),
    What.ASKED_AGAIN: N_("asked again"),
    What.NO: N_("no"),
    What.LATER: N_("later"),
    What.YES: N_("yes"),
    What.GAVE: N_("gave"),
    What.PAID: N_("paid"),
    What.PAYS: N_("pays"),
    What.ENDED: N_("paid until here"),
    What.WITHDREW: N_("yes taken back"),
    What.RETURNED: N_("came back"),
}
WITH_A_SUM = {
    What.ASKED: N_("asked for {amount}"),
    What.ASKED_AGAIN: N_("asked again, {amount}"),
    What.YES: N_("yes to {amount}"),
    What.GAVE: N_("gave {amount}"),
    What.PAID: N_("paid {amount}"),
    What.PAYS: N_("pays {amount}"),
    What.RETURNED: N_("{amount} came back"),
}
LEGEND = (
    ((What.ASKED, What.ASKED_AGAIN), N_("asked")),
    ((What.NO,), N_("no")),
    ((What.LATER,), N_("later")),
    ((What.YES,), N_("yes")),
    ((What.GAVE, What.PAID, What.PAYS), N_("gave or paid")),
    ((What.ENDED,), N_("a standing payment ends")),
    ((What.WITHDREW,), N_("yes taken back")),
    ((What.RETURNED,), N_("money came back")),
)
"""What each sign means, in the order in which a life may bring them."""


class Telling(NamedTuple):
    """How amounts and words are told: as they are, or without a figure while amounts are hidden."""

    amount: Callable[[Cents], str] = shown_amount
    words: Callable[[str], str] = str


AS_IT_IS = Telling()


class Mark(NamedTuple):
    """One thing that happened, as it is told."""

    what: What
    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on which something happened: what, in its order, and what was said."""

    day: date
    dated: str
    """The day in words, with the year where it is another than that of the stop before."""
    marks: tuple[Mark, ...]
    said: str
    is_paying: bool
    """Whether a standing payment runs from here on."""


def stops(life: Life, telling: Telling = AS_IT_IS) -> list[Stop]:
    """The days of a life on which something happened."""
    found: list[Stop] = []
    asked: Sum | None = life.first
    is_paying = False
    year = 0
    for day, moments in groupby(life.moments, key=lambda moment: moment.day):
        marks, said = [], []
        for moment in moments:
            sum_ = moment.sum
            if moment.what in (What.ASKED, What.ASKED_AGAIN):
                # The title names what was asked for; only another amount is told again.
                asked, sum_ = moment.sum, moment.sum if moment.sum != asked else None
            marks.append(Mark(moment.what, told(moment.what, sum_, telling)))
            if moment.words:
                said.append(quoted(moment.words, telling))
            is_paying = moment.what is What.PAYS or (is_paying and moment.what is not What.ENDED)
        dated = shown_day(day) if day.year == year else shown_date(day)
        year = day.year
        found.append(Stop(day, dated, tuple(marks), " ".join(said), is_paying))
    return found


def told(what: What, sum_: Sum | None, telling: Telling = AS_IT_IS) -> str:
    """A thing that happened, with its amount if it has one: `yes to 15.00 a month`."""
    if sum_ is None or what not in WITH_A_SUM:
        return _(WORDS[what])
    return _(WITH_A_SUM[what]).format(amount=amount_of(sum_, telling))


def amount_of(sum_: Sum, telling: Telling = AS_IT_IS) -> str:
    """An amount, a range or none, with its period: `30.00 a month`."""
    if sum_.low is None or sum_.high is None:
        text = _("no amount named")
    elif sum_.low == sum_.high:
        text = telling.amount(sum_.low)
    else:
        text = _("{low} to {high}").format(
            low=telling.amount(sum_.low), high=telling.amount(sum_.high)
        )
    return _(PER[sum_.every]).format(amount=text) if sum_.every else text


def quoted(words: str, telling: Telling = AS_IT_IS) -> str:
    """What was said, on one line and in quotes."""
    return f"“{' '.join(telling.words(words).split())}”"


def title(life: Life, telling: Telling = AS_IT_IS) -> str:
    """What was asked for: `dues, 30.00 a month`."""
    kind, first = _(KINDS[life.kind]), amount_of(life.first, telling)
    if life.last == life.first:
        return _("{kind}, {amount}").format(kind=kind, amount=first)
    return _("{kind}, first {first}, last {last}").format(
        kind=kind, first=first, last=amount_of(life.last, telling)
    )


def times(life: Life) -> str:
    """How often it was asked."""
    if life.asks == 1:
        return _("asked once")
    return ngettext("asked {count} time", "asked {count} times", life.asks).format(count=life.asks)


def several_groups(lives: Iterable[Life]) -> bool:
    """Whether the asks are of more than one group, so that each has to name its own."""
    groups = iter(lives)
    first = next(groups, None)
    return first is not None and any(life.group != first.group for life in groups)


def aside(life: Life, *, with_group: bool) -> str:
    """What stands beside the title: how often it was asked, and by whom where there are several."""
    parts = (life.group if with_group else None, times(life))
    return " · ".join(part for part in parts if part)


def legend(lives: Iterable[Life]) -> Iterator[tuple[What, str]]:
    """What the signs mean that stand in these lives."""
    seen: set[What] = set()
    for life in lives:
        seen.update(moment.what for moment in life.moments)
    for whats, text in LEGEND:
        if seen & set(whats):
            yield whats[0], _(text)


def what_belongs_together() -> str:
    """Why one kind may have been asked for more often than one life tells."""
    return _("Asks that you linked with “for” share one line; every other ask has its own.")


def nothing(*, in_range: bool = False) -> str:
    """What stands where there is no ask."""
    if in_range:
        return _("No ask is noted here.")
    return _("No ask is noted yet; once one is, its line begins here.")


def heading(groups: Sequence[str] = ()) -> str:
    """What the picture shows, for somebody who sees nothing else of the book."""
    if len(groups) == 1:
        return _("How {group} asked me for money, ask by ask").format(
            group=" ".join(groups[0].split())
        )
    return _("How I was asked for money, ask by ask")
