"""The words of an ask's life: its title, each thing that happened, and what the signs mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.analysis.asks.timeline import AmountRange, StepKind, Timeline
from tracker.entries.entry_description import KIND_LABELS, PER_PERIOD
from tracker.i18n import N_, _, format_amount, format_date, format_day, ngettext
from tracker.money import Cents

SIGNS = {
    StepKind.ASKED: "○",
    StepKind.ASKED_AGAIN: "○",
    StepKind.NO: "×",
    StepKind.LATER: "»",
    StepKind.YES: "●",
    StepKind.GAVE: "■",
    StepKind.PAID: "■",
    StepKind.PAYS: "■",
    StepKind.ENDED: "┤",
    StepKind.WITHDREW: "←",
    StepKind.RETURNED: "□",
}
"""One sign for each thing that may happen; wherever one stands, its word stands beside it."""
WORDS = {
    StepKind.ASKED: N_("asked"),
    StepKind.ASKED_AGAIN: N_("asked again"),
    StepKind.NO: N_("no"),
    StepKind.LATER: N_("later"),
    StepKind.YES: N_("yes"),
    StepKind.GAVE: N_("gave"),
    StepKind.PAID: N_("paid"),
    StepKind.PAYS: N_("pays"),
    StepKind.ENDED: N_("paid until here"),
    StepKind.WITHDREW: N_("yes taken back"),
    StepKind.RETURNED: N_("came back"),
}
WITH_A_SUM = {
    StepKind.ASKED: N_("asked for {amount}"),
    StepKind.ASKED_AGAIN: N_("asked again, {amount}"),
    StepKind.YES: N_("yes to {amount}"),
    StepKind.GAVE: N_("gave {amount}"),
    StepKind.PAID: N_("paid {amount}"),
    StepKind.PAYS: N_("pays {amount}"),
    StepKind.RETURNED: N_("{amount} came back"),
}
LEGEND = (
    ((StepKind.ASKED, StepKind.ASKED_AGAIN), N_("asked")),
    ((StepKind.NO,), N_("no")),
    ((StepKind.LATER,), N_("later")),
    ((StepKind.YES,), N_("yes")),
    ((StepKind.GAVE, StepKind.PAID, StepKind.PAYS), N_("gave or paid")),
    ((StepKind.ENDED,), N_("a standing payment ends")),
    ((StepKind.WITHDREW,), N_("yes taken back")),
    ((StepKind.RETURNED,), N_("money came back")),
)
"""What each sign means, in the order in which a life may bring them."""


class Telling(NamedTuple):
    """How amounts and words are told: as they are, or without a figure while amounts are hidden."""

    amount: Callable[[Cents], str] = format_amount
    words: Callable[[str], str] = str


AS_IT_IS = Telling()


class Mark(NamedTuple):
    """One thing that happened, as it is told."""

    what: StepKind
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


def stops(life: Timeline, telling: Telling = AS_IT_IS) -> list[Stop]:
    """The days of a life on which something happened."""
    found: list[Stop] = []
    asked: AmountRange | None = life.first_amount
    is_paying = False
    year = 0
    for day, moments in groupby(life.steps, key=lambda moment: moment.day):
        marks, said = [], []
        for moment in moments:
            sum_ = moment.amount
            if moment.kind in (StepKind.ASKED, StepKind.ASKED_AGAIN):
                # The title names what was asked for; only another amount is told again.
                asked, sum_ = moment.amount, moment.amount if moment.amount != asked else None
            marks.append(Mark(moment.kind, told(moment.kind, sum_, telling)))
            if moment.words:
                said.append(quoted(moment.words, telling))
            is_paying = moment.kind is StepKind.PAYS or (
                is_paying and moment.kind is not StepKind.ENDED
            )
        dated = format_day(day) if day.year == year else format_date(day)
        year = day.year
        found.append(Stop(day, dated, tuple(marks), " ".join(said), is_paying))
    return found


def told(what: StepKind, sum_: AmountRange | None, telling: Telling = AS_IT_IS) -> str:
    """A thing that happened, with its amount if it has one: `yes to 15.00 a month`."""
    if sum_ is None or what not in WITH_A_SUM:
        return _(WORDS[what])
    return _(WITH_A_SUM[what]).format(amount=amount_of(sum_, telling))


def amount_of(sum_: AmountRange, telling: Telling = AS_IT_IS) -> str:
    """An amount, a range or none, with its period: `30.00 a month`."""
    if sum_.low is None or sum_.high is None:
        text = _("no amount named")
    elif sum_.low == sum_.high:
        text = telling.amount(sum_.low)
    else:
        text = _("{low} to {high}").format(
            low=telling.amount(sum_.low), high=telling.amount(sum_.high)
        )
    return _(PER_PERIOD[sum_.every]).format(amount=text) if sum_.every else text


def quoted(words: str, telling: Telling = AS_IT_IS) -> str:
    """What was said, on one line and in quotes."""
    return f"“{' '.join(telling.words(words).split())}”"


def title(life: Timeline, telling: Telling = AS_IT_IS) -> str:
    """What was asked for: `dues, 30.00 a month`."""
    kind, first = _(KIND_LABELS[life.kind]), amount_of(life.first_amount, telling)
    if life.last_amount == life.first_amount:
        return _("{kind}, {amount}").format(kind=kind, amount=first)
    return _("{kind}, first {first}, last {last}").format(
        kind=kind, first=first, last=amount_of(life.last_amount, telling)
    )


def times(life: Timeline) -> str:
    """How often it was asked."""
    if life.ask_count == 1:
        return _("asked once")
    return ngettext("asked {count} time", "asked {count} times", life.ask_count).format(
        count=life.ask_count
    )


def several_groups(lives: Iterable[Timeline]) -> bool:
    """Whether the asks are of more than one group, so that each has to name its own."""
    groups = iter(lives)
    first = next(groups, None)
    return first is not None and any(life.group != first.group for life in groups)


def aside(life: Timeline, *, with_group: bool) -> str:
    """What stands beside the title: how often it was asked, and by whom where there are several."""
    parts = (life.group if with_group else None, times(life))
    return " · ".join(part for part in parts if part)


def legend(lives: Iterable[Timeline]) -> Iterator[tuple[StepKind, str]]:
    """What the signs mean that stand in these lives."""
    seen: set[StepKind] = set()
    for life in lives:
        seen.update(moment.kind for moment in life.steps)
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
