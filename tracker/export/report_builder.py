"""The report as it is read from the open book, by the choices of what goes along."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.coverage import Basis
from tracker.analysis.monthly.evidence import sum_group_by_evidence
from tracker.analysis.monthly.facts import MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.pattern import Pattern
from tracker.analysis.patterns.patterns import find_patterns
from tracker.book.book import Book
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.types import Evidence
from tracker.export.privacy.pseudonyms import Renaming
from tracker.export.privacy.selection import Choice, ChoiceRefused
from tracker.export.report import pattern_highlights
from tracker.export.report.ask_selection import OneAsk, asks_told, picked
from tracker.export.report.cover import Cover, CoverRefused
from tracker.export.report.model import Report, TimeAsked, WhenNoted
from tracker.export.report.notable_months import TellingMonths
from tracker.export.tables.bundle_data import Contents
from tracker.months import Month


def report_of(
    book: Book,
    contents: Contents,
    facts: MonthlyFacts,
    choice: Choice,
    cover: Cover,
    today: date,
    *,
    retold: Renaming,
    root: str = "",
) -> tuple[Report, tuple[OneAsk, ...]]:
    """What the report says, and the asks it may tell one by one, newest first.

    Raises BookError, and ChoiceRefused where the cover has no room with the names that are shown.
    `contents` are those of the bundle with the same choice, `facts` those of the groups that go
    along, under the names that are shown (`taken_facts`), and `retold` takes names that stay out
    of texts; `root` is the witness's.
    """
    asks = _asks_to_pick(book, contents, choice, today, retold)
    told = picked(asks, cover.asks)
    months = [adjust_amount_left(row) for row in contents.rows]
    rows = [row for row in months if row.group == ALL_GROUPS]
    sums = sum_by_group(months)
    report = Report(
        cover=_retold(cover, retold),
        currency=contents.currency,
        month=contents.month,
        groups=contents.groups,
        rows=tuple(_redacted(row, choice) for row in rows),
        total=next((_redacted(row, choice) for row in sums if row.group == ALL_GROUPS), None),
        by_group=tuple(_redacted(row, choice) for row in sums if row.group != ALL_GROUPS),
        telling=TellingMonths.among(rows, with_needs=choice.income),
        basis=Basis.of(rows),
        documented=sum_group_by_evidence(contents.given, ALL_GROUPS).get(Evidence.DOCUMENTED, 0),
        left_out=contents.left_out,
        with_income=choice.income,
        counted=pattern_highlights.chosen(
            _patterns(book, facts, choice, today), with_income=choice.income, days=choice.days
        ),
        asks=told,
        asks_noted=len(asks),
        times_asked=_times_asked(asks),
        when_noted=_when_noted(book, choice, today),
        tag_meanings=_meanings(book.tags.load_meanings() if choice.words else {}, told, retold),
        root=root,
    )
    return report, tuple(asks)


def _retold(cover: Cover, retold: Renaming) -> Cover:
    """The cover with the names that are shown; raises ChoiceRefused where these have no room."""
    try:
        return cover.retold(retold.text)
    except CoverRefused as error:
        raise ChoiceRefused(str(error)) from error


def _asks_to_pick(
    book: Book, contents: Contents, choice: Choice, today: date, retold: Renaming
) -> list[OneAsk]:
    """The asks of which something goes along, the newest first; raises BookError."""
    items = [
        retold.entry(item) for item in book.ask_queries.load_timeline_entries(_end(choice, today))
    ]
    return asks_told(items, contents.rows, choice, _end(choice, today), words=choice.words)


def _times_asked(asks: Iterable[OneAsk]) -> tuple[TimeAsked, ...]:
    times = [
        (moment.day, moment.number, ask.life.group)
        for ask in asks
        for moment in ask.life.steps
        if moment.kind in ASK_STEPS
    ]
    times.sort(key=lambda each: each[:2])
    return tuple(TimeAsked(Month.from_date(day), group) for day, _number, group in times)


def _redacted(row: MonthRow, choice: Choice) -> MonthRow:
    """A row without what stays out, so that no page can say it by mistake."""
    if choice.income:
        return replace(row, limit=row.limit and replace(row.limit, private_note=None))
    return replace(row, income=None)


def _end(choice: Choice, today: date) -> date:
    """The last day that goes along: what came after must not show in what is counted before."""
    return min(today, choice.last.last_day) if choice.last else today


def _patterns(book: Book, facts: MonthlyFacts, choice: Choice, today: date) -> list[Pattern]:
    happened = book.ask_queries.load_pattern_facts(_end(choice, today)).select_groups(
        choice.takes_group
    )
    return find_patterns(happened, MonthlyTable(facts), None, choice.first, choice.last)


def _when_noted(book: Book, choice: Choice, today: date) -> WhenNoted:
    first = choice.first.first_day if choice.first else date.min
    counts = book.ask_queries.count_same_day_entries(first, _end(choice, today))
    taken = [count for group, count in counts.items() if choice.takes_group(group)]
    return WhenNoted(sum(count for count, _same in taken), sum(same for _count, same in taken))


def _meanings(own: Mapping[str, str], asks: Iterable[OneAsk], retold: Renaming) -> dict[str, str]:
    """What the person's own tags in these asks mean, by the tags as they are shown.

    `own` are those of the book; where two are shown as one, the first that was explained stands.
    """
    shown: dict[str, str] = {}
    for tag, meaning in sorted(own.items()):
        if meaning:
            shown.setdefault(retold.tag(tag), retold.text(meaning))
    borne = frozenset(tag for ask in asks for tag in ask.circumstances)
    return {tag: shown.get(tag, "") for tag in sorted(borne) if tag not in VOCABULARY_TAGS}
