"""Builds the values of a summary from the open book and the selection."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tracker.analysis.monthly.amount_left import adjust_amount_left
from tracker.analysis.monthly.coverage import MonthCoverage
from tracker.analysis.monthly.evidence import sum_group_by_evidence
from tracker.analysis.monthly.monthly_facts import GroupLabel, MonthlyFacts
from tracker.analysis.monthly.table import ALL_GROUPS, MonthlyTable, MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.analysis.patterns.all_patterns import find_patterns
from tracker.analysis.patterns.answer_outcomes import NO_NOT_ACCEPTED_TAG
from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.analysis.patterns.pattern_facts import DayRange, PatternFacts
from tracker.book.book import Book
from tracker.entries.types import AnswerWord, Evidence, Kind
from tracker.export.privacy.omissions import Omissions
from tracker.export.privacy.pseudonyms import Pseudonyms
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report import pattern_highlights
from tracker.export.report.ask_loading import load_report_asks
from tracker.export.report.cover import CoverNote, CoverNoteError
from tracker.export.report.event_selection import load_shown_events
from tracker.export.report.model import HowAsked, RecordingCounts, Report
from tracker.export.report.notable_months import NotableMonths
from tracker.export.report.observation_selection import (
    ReportObservation,
    build_report_observations,
)
from tracker.export.report.report_ask import ReportAsk
from tracker.export.tables.bundle_data import BundleData
from tracker.money import Cents

LEADER_TAG = "leader_asked"


def build_report(
    book: Book,
    data: BundleData,
    facts: MonthlyFacts,
    selection: ExportSelection,
    cover_note: CoverNote,
    today: date,
    *,
    pseudonyms: Pseudonyms,
    root: str = "",
) -> tuple[Report, tuple[ReportAsk, ...]]:
    """Return the report, and the newest asks that it may show one by one, newest first.

    Raises BookError, and SelectionError where the cover note has no room for the shown names.
    `data` is that of the bundle with the same selection, `facts` those of the included groups under
    the shown names (`redact_facts`), and `root` is the check code.
    """
    last_day = _find_last_day(selection, today)
    pattern_facts = book.ask_queries.load_pattern_facts(last_day)
    asks = load_report_asks(
        book, pattern_facts, data.rows, selection, cover_note.ask_numbers, pseudonyms
    )
    observations = _load_observations(book, selection, today, pseudonyms)
    patterns, how_asked = _find_patterns(pattern_facts, facts, selection)
    rows, sums = _sum_rows(data, selection)
    report = Report(
        cover_note=_replace_cover_names(cover_note, pseudonyms),
        currency=data.currency,
        current_month=data.current_month,
        groups=data.groups,
        rows=tuple(_redact_row(row, selection) for row in rows),
        total=next((row for row in sums if row.group == ALL_GROUPS), None),
        group_totals=tuple(row for row in sums if row.group != ALL_GROUPS),
        notable_months=NotableMonths.from_rows(rows, has_needs=selection.income),
        coverage=MonthCoverage.from_rows(rows),
        documented_amount=_find_documented_amount(data),
        omissions=_redact_omissions(data.omissions, selection),
        has_income=selection.income,
        patterns=patterns,
        how_asked=how_asked,
        asks=asks.shown,
        ask_count=asks.total,
        ask_times=asks.times,
        recording_counts=_count_recordings(book, selection, today),
        tag_meanings=_collect_tag_meanings(book, selection, asks.shown, observations, pseudonyms),
        events=load_shown_events(book, selection, last_day, pseudonyms),
        witness_root=root,
        observations=observations,
    )
    return report, asks.offered


def _find_patterns(
    pattern_facts: PatternFacts, facts: MonthlyFacts, selection: ExportSelection
) -> tuple[tuple[Pattern, ...], HowAsked]:
    """Return the patterns that are shown, and how the person was asked.

    What others were asked stays in the facts without its tick. It says nothing of them at how many
    meetings money came up, and without it that number would be wrong.
    """
    pattern_facts = pattern_facts.select_groups(selection.includes_group)
    patterns = find_patterns(
        pattern_facts, MonthlyTable(facts), None, selection.first, selection.last
    )
    shown = pattern_highlights.select_patterns(
        patterns,
        with_income=selection.income,
        with_limit=selection.limit,
        days=selection.days,
    )
    return shown, _count_how_asked(patterns, pattern_facts, selection)


def _collect_tag_meanings(
    book: Book,
    selection: ExportSelection,
    asks: Iterable[ReportAsk],
    observations: Iterable[ReportObservation],
    pseudonyms: Pseudonyms,
) -> Mapping[str, str]:
    """Return what the person's own tags on these mean, nothing without their own words."""
    tags = {tag for ask in asks for tag in ask.circumstances}
    tags |= {tag for observation in observations for tag in observation.tags}
    return pseudonyms.replace_in_meanings(
        book.tags.load_meanings() if selection.own_words else {}, frozenset(tags)
    )


def _replace_cover_names(cover_note: CoverNote, pseudonyms: Pseudonyms) -> CoverNote:
    """Return the note with the names that are shown.

    Raises SelectionError where they leave no room.
    """
    try:
        return cover_note.replace_names(pseudonyms.replace_in_text)
    except CoverNoteError as error:
        raise SelectionError(str(error)) from error


def _load_observations(
    book: Book, selection: ExportSelection, today: date, pseudonyms: Pseudonyms
) -> tuple[ReportObservation, ...]:
    """Return what others were asked for or gave, nothing without its tick.

    Raises BookError.
    """
    if not selection.observations:
        return ()
    items = book.ask_queries.load_observations(_find_last_day(selection, today))
    return build_report_observations(map(pseudonyms.replace_in_entry, items), selection)


def _sum_rows(
    data: BundleData, selection: ExportSelection
) -> tuple[list[MonthRow], list[MonthRow]]:
    """Return the months of all groups, and the totals of all and of each without what is left out.

    Both have the amount left as people see it.
    """
    months = [adjust_amount_left(row) for row in data.rows]
    rows = [row for row in months if row.group == ALL_GROUPS]
    return rows, [_redact_row(row, selection) for row in sum_by_group(months)]


def _find_documented_amount(data: BundleData) -> Cents:
    """Return what was given with a receipt."""
    sums = sum_group_by_evidence(data.given_by_evidence, ALL_GROUPS)
    return sums.get(Evidence.DOCUMENTED, 0)


def _redact_row(row: MonthRow, selection: ExportSelection) -> MonthRow:
    """Return a row without what is left out, which no page can then show by mistake."""
    limit = row.limit and replace(row.limit, words=None, own_words=None, private_note=None)
    return replace(
        row,
        income=row.income if selection.income else None,
        limit=limit if selection.limit else None,
    )


def _redact_omissions(omissions: Omissions, selection: ExportSelection) -> Omissions:
    """Return what is left out. Without its tick it must not reveal that there is a limit."""
    if selection.limit:
        return omissions
    return replace(omissions, limit=False, percent_limit=False)


def _find_last_day(selection: ExportSelection, today: date) -> date:
    """Return the last included day: what came later must not show in the counts."""
    return min(today, selection.last.last_day) if selection.last else today


def _count_how_asked(
    patterns: Iterable[Pattern], pattern_facts: PatternFacts, selection: ExportSelection
) -> HowAsked:
    """Return how the person was asked, of the times with a tag."""
    days = DayRange.from_months(selection.first, selection.last)
    pattern = next((each for each in patterns if each.name is PatternName.ASKED_IN_PUBLIC), None)
    if pattern is None:
        return HowAsked()
    tags = [pattern_facts.tags_by_entry[number] for number in pattern.total_entries]
    return HowAsked(
        total=pattern.total + pattern.aside_count,
        recorded=pattern.total,
        in_public=pattern.count or 0,
        by_leader=sum(LEADER_TAG in each for each in tags),
        after_no=_count_asked_after_no(pattern_facts, days),
    )


def _count_asked_after_no(pattern_facts: PatternFacts, days: DayRange) -> int | None:
    """Return at how many asks someone went on after a no, or asked again, None without a no.

    A tag says so, or the same line has a further answer, or there is another ask for the same kind
    of thing by the same group on the same day.
    """
    asks = {ask.number: ask for ask in pattern_facts.asks if days.contains(ask.day)}
    tagged_entries = {
        entry for entry, tags in pattern_facts.tags_by_entry.items() if NO_NOT_ACCEPTED_TAG in tags
    }
    last_positions: dict[int, int] = {}
    last_asks: dict[tuple[GroupLabel, Kind, date], int] = {}
    for answer in pattern_facts.answers:
        last_positions[answer.entry] = max(answer.position, last_positions.get(answer.entry, 0))
    for ask in pattern_facts.asks:
        last_asks[ask.group, ask.kind, ask.day] = ask.number
    counted = asks.keys() & tagged_entries
    counted |= {
        answer.ask
        for answer in pattern_facts.answers
        if answer.ask in asks and answer.entry in tagged_entries
    }
    noes = [
        answer
        for answer in pattern_facts.answers
        if answer.word is AnswerWord.NO and answer.ask in asks
    ]
    for no in noes:
        ask = asks[no.ask]
        is_asked_again = last_asks.get((ask.group, ask.kind, no.day), 0) > no.entry
        if is_asked_again or last_positions[no.entry] > no.position:
            counted.add(no.ask)
    return len(counted) if counted or noes else None


def _count_recordings(book: Book, selection: ExportSelection, today: date) -> RecordingCounts:
    first = selection.first.first_day if selection.first else date.min
    counts = book.ask_queries.count_same_day_entries(
        first, _find_last_day(selection, today), with_observations=selection.observations
    )
    included_counts = [count for group, count in counts.items() if selection.includes_group(group)]
    return RecordingCounts(
        sum(count for count, _same in included_counts),
        sum(same for _count, same in included_counts),
    )
