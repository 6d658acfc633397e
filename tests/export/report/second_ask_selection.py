"""A second computation of the asks of a summary: every timeline is built, then some are chosen."""

from collections.abc import Sequence
from datetime import date

from tracker.analysis.asks.timeline import StepKind
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.analysis.monthly.table import MonthRow
from tracker.book.book import Book
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.ask_loading import ReportAsks
from tracker.export.report.model import AskTime
from tracker.export.report.report_ask import ReportAsk, build_report_asks
from tracker.months import Month


def build_all_asks(
    book: Book,
    rows: Sequence[MonthRow],
    choice: ExportSelection,
    last: date,
    pseudonyms: Pseudonyms | None = None,
) -> list[ReportAsk]:
    """Every included ask, the one in which something happened last first."""
    items = book.ask_queries.load_timeline_entries(last)
    if pseudonyms is not None:
        items = list(map(pseudonyms.replace_in_entry, items))
    return build_report_asks(items, rows, choice, last, has_words=choice.words)


def choose_asks(asks: Sequence[ReportAsk], numbers: Sequence[int] | None) -> ReportAsks:
    """What a summary has of these asks, all of which are built."""
    wanted = set(propose(asks) if numbers is None else numbers)
    times = sorted(
        (step.day, step.number, ask.timeline.group)
        for ask in asks
        for step in ask.timeline.steps
        if step.kind in ASK_STEPS
    )
    return ReportAsks(
        shown=tuple(
            sorted(
                (ask for ask in asks if wanted.intersection(ask.timeline.entries)),
                key=lambda ask: (ask.timeline.first_day, ask.number),
            )
        ),
        offered=tuple(sorted(asks, key=lambda ask: ask.timeline.first_day, reverse=True))[:200],
        total=len(asks),
        times=tuple(AskTime(Month.from_date(day), group) for day, _number, group in times),
    )


def propose(asks: Sequence[ReportAsk]) -> list[int]:
    """The numbers of the five asks that show most."""
    chosen: list[ReportAsk] = []
    with_amount = [ask for ask in asks if find_highest_amount(ask)]
    largest = (
        [max(with_amount, key=lambda ask: (ask.share_of_income or 0, find_highest_amount(ask)))][
            : len(with_amount)
        ]
        if with_amount
        else []
    )
    chosen += largest
    chosen += [ask for ask in asks if has_yes_after_no(ask) and ask not in chosen][:1]
    spoken = [ask for ask in asks if ask.has_words and ask not in chosen]
    chosen += sorted(spoken, key=lambda ask: -len(ask.circumstances))[:1]
    chosen += [ask for ask in asks if "no_accepted" in ask.circumstances and ask not in chosen][:1]
    chosen += [ask for ask in asks if ask not in chosen][:1]
    others = [ask for ask in asks if ask not in chosen]
    chosen += sorted(others, key=lambda ask: -ask.timeline.ask_count)[: 5 - len(chosen)]
    return [ask.number for ask in chosen]


def find_highest_amount(ask: ReportAsk) -> int:
    """The larger one of what was asked for at first and at last."""
    return max(ask.timeline.first_amount.high or 0, ask.timeline.last_amount.high or 0)


def has_yes_after_no(ask: ReportAsk) -> bool:
    """Whether a yes or a gift followed a no."""
    kinds = [step.kind for step in ask.timeline.steps]
    if StepKind.NO not in kinds:
        return False
    after = kinds[kinds.index(StepKind.NO) :]
    return StepKind.YES in after or StepKind.GAVE in after
