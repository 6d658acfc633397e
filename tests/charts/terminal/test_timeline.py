"""The timeline of an ask in cells: every sign and word is in its place, at every width."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.strategies import SOME
from tests.factories import make_parse_context, read_entries
from tests.strategies import ANY_LETTERS, LAST_DAY, books
from tracker.analysis.asks.timeline import StepKind, Timeline, build_timelines
from tracker.charts.terminal.text_wrap import cut_text, wrap_text
from tracker.charts.terminal.timeline import (
    render_plain_text,
    render_timeline,
    render_timeline_legend,
)
from tracker.charts.timeline_text import (
    STEP_SIGNS,
    TimelineFormat,
    build_timeline_days,
    find_step_kinds,
    has_several_groups,
)
from tracker.entries.types import Entry, StoredEntry
from tracker.i18n import NumberFormat
from tracker.sample import STORY_TODAY, load_story_entries
from tracker.text_width import measure_cells

HIDDEN = TimelineFormat(
    NumberFormat(is_hidden=True).format_amount, lambda words: words.replace("30", "•••")
)
DUES = (
    '2026-01-15 ask 30/month dues no "just 30 a month"',
    '2026-01-22 ask 30/month dues for 1 no "the work comes first, and then your feelings"',
    "2026-03-05 ask 30/month dues for 1 pledged 15/month",
    "2026-03-05 paid 15/month for 1",
)


def timelines_of(entries: list[Entry], today: date = LAST_DAY) -> list[Timeline]:
    items = [
        StoredEntry(number, "x" * 8, LAST_DAY, entry) for number, entry in enumerate(entries, 1)
    ]
    return build_timelines(items, today)


def dues(*more: str) -> Timeline:
    return timelines_of(read_entries((*DUES, *more), make_parse_context(), LAST_DAY))[0]


LONG = """\
dues, 30.00 a month   asked 3 times
Jan 15, 2026          Jan 22
○ asked  × no ─────── ○ asked again  × no ──
“just 30 a month”     “the work comes first, and then your
                      feelings”
   Mar 5
── ○ asked again  ● yes to 15.00 a month ━━━ so far
   ■ pays 15.00 a month"""


def test_the_line_goes_on_below_where_it_does_not_fit() -> None:
    assert render_plain_text(render_timeline(dues(), 60, is_chosen=True)) == LONG


def test_days_far_apart_stand_far_apart_with_the_months_between() -> None:
    _title, days, line, *_words = render_plain_text(render_timeline(dues(), 130)).splitlines()
    assert days.index("Feb") < days.index("Mar 5")
    first, second, third = (
        place for place in range(len(line)) if line.startswith("○ asked", place)
    )
    assert third - second > second - first


def test_a_time_too_long_for_its_line_is_dotted() -> None:
    text = render_plain_text(render_timeline(dues("2026-12-30 ask 10/month dues for 1 no"), 190))
    assert "···" in text
    assert "asked again, 10.00 a month" in text
    assert "···" not in render_plain_text(render_timeline(dues(), 190))


def test_of_an_ask_that_is_not_chosen_words_are_cut_to_a_row() -> None:
    text = render_plain_text(render_timeline(dues(), 60))
    assert "“the work comes first, and then your…" in text
    assert "feelings”" not in text


def test_hidden_amounts_are_dots_in_titles_signs_and_words() -> None:
    text = render_plain_text(render_timeline(dues(), 100, HIDDEN, is_chosen=True))
    assert "dues, ••• a month" in text
    assert "yes to ••• a month" in text
    assert "“just ••• a month”" in text
    assert "15.00" not in text
    assert "30" not in text


def test_the_legend_has_the_signs_that_are_there_and_no_others() -> None:
    text = render_plain_text(render_timeline_legend(find_step_kinds([dues()]), 100))
    assert text == "○ asked   × no   ● yes   ■ gave or paid"
    story = timelines_of(load_story_entries(), STORY_TODAY)
    whole = render_plain_text(render_timeline_legend(find_step_kinds(story), 30))
    assert all(sign in whole for sign in STEP_SIGNS.values())
    assert max(map(measure_cells, whole.splitlines())) <= 30


def test_each_group_is_named_where_there_are_several() -> None:
    story = timelines_of(load_story_entries(), STORY_TODAY)
    assert has_several_groups(story)
    assert "tea table · asked once" in render_plain_text(
        render_timeline(story[0], 80, with_group=True)
    )
    assert not has_several_groups([])
    assert not has_several_groups([dues()])


def test_the_ends_of_a_regular_payment_are_drawn() -> None:
    text = render_plain_text(
        render_timeline(dues("2026-07-20 withdrew for 3", "2026-07-20 paid 0/month dues"), 100)
    )
    assert "━ ← no after all  ┤ payment ends" in text
    assert "so far" not in text


def in_order(timeline: Timeline, text: str) -> bool:
    """Whether every sign with its word stands in the text, in the order of the steps."""
    place = 0
    for day in build_timeline_days(timeline):
        for mark in day.marks:
            place = text.find(f"{STEP_SIGNS[mark.kind]} {mark.text}", place)
            if place < 0:
                return False
            place += 1
    return True


@pytest.mark.parametrize("width", [56, 76, 116, 190])
def test_every_ask_of_the_story_is_drawn_whole_at_every_width(width: int) -> None:
    for timeline in timelines_of(load_story_entries(), STORY_TODAY):
        lines = render_plain_text(
            render_timeline(timeline, width, is_chosen=True, with_group=True)
        ).splitlines()
        assert max(map(measure_cells, lines)) <= width
        text = "\n".join(lines)
        assert in_order(timeline, text)
        for step in timeline.steps:
            assert all(word in text for word in (step.words or "").split())
        assert all(day.day_text in text for day in build_timeline_days(timeline))


@pytest.mark.parametrize("width", range(1, 121))
def test_days_that_leave_no_cell_for_what_still_runs_are_drawn_too(width: int) -> None:
    lines = [
        "2026-01-15 ask 30/month dues yes",
        "2026-01-15 paid 30/month for 1",
        "2026-01-16 ask 40/month dues for 1 no",
        "2026-01-17 ask 50/month dues for 1 no",
    ]
    (timeline,) = timelines_of(read_entries(lines, make_parse_context(), LAST_DAY))
    assert timeline.has_running_payment
    for line in render_timeline(timeline, width, is_chosen=True, with_group=True):
        assert measure_cells(render_plain_text([line])) <= max(12, width)


@SOME
@given(books(), st.integers(1, 200), st.booleans())
def test_any_timeline_stays_within_its_width(entries: list[Entry], width: int, whole: bool) -> None:
    for timeline in timelines_of(entries):
        for line in render_timeline(timeline, width, is_chosen=whole, with_group=True):
            assert measure_cells(render_plain_text([line])) <= max(12, width)


@SOME
@given(books())
def test_on_a_wide_screen_nothing_is_written_over_anything(entries: list[Entry]) -> None:
    for timeline in timelines_of(entries):
        assert in_order(timeline, render_plain_text(render_timeline(timeline, 190)))


@given(st.text(ANY_LETTERS), st.integers(1, 40))
def test_wrapped_text_is_whole_and_cut_text_fits(text: str, width: int) -> None:
    lines = wrap_text(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure_cells(line) <= max(2, width) for line in lines)
    assert measure_cells(cut_text(text, width)) <= width


def test_every_step_has_a_sign_and_a_word() -> None:
    assert set(STEP_SIGNS) == set(StepKind)
