"""The table of entries: columns that fit, a visible cursor, long lists as fast as short ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from tests.factories import TODAY
from tests.pilot_actions import STYLE_SHEETS, read_screen, read_words
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import StoredEntry
from tracker.i18n import NumberFormat
from tracker.widgets.entry_browser import MIN_LISTED_ROWS, EntryBrowser
from tracker.widgets.entry_detail import _flow_details, describe_item, describe_logged_day
from tracker.widgets.entry_table import (
    DraftItem,
    EntryItem,
    EntryTableView,
    RowLabels,
    build_cells,
)
from tracker.widgets.entry_table_columns import COLUMN_PRIORITY, MAX_WIDTHS, fit_columns
from tracker.widgets.recent_entries import GAP
from tracker.widgets.selectable_list import MARK

PLAIN = RowLabels()
SPOKEN = "30/month dues no #in_public"


def make_item(number: int, line: str, day: date = TODAY) -> StoredEntry:
    known = ParseContext("EUR", default_group="circle", groups={"circle": "circle"})
    return StoredEntry(
        number,
        f"id{number:06}",
        day,
        read_line(line, known, LineDays.from_today(day), typed=True)[0],
    )


def make_items(count: int) -> list[EntryItem]:
    lines = (SPOKEN, "paid 20 event by cash", "meeting 2h", "50-450 donation later")
    return [make_item(count - index, lines[index % 4]) for index in range(count)]


class TableApp(App[None]):
    """An app with nothing but the table."""

    CSS_PATH = STYLE_SHEETS

    def __init__(self, items: list[EntryItem], naming: RowLabels = PLAIN) -> None:
        super().__init__()
        self.items = items
        self.naming = naming
        self.opened: list[EntryItem] = []

    def get_css_variables(self) -> dict[str, str]:
        return {**super().get_css_variables(), "dim": "#98a4ae"}

    def compose(self) -> ComposeResult:
        yield EntryBrowser()

    def on_mount(self) -> None:
        self.set_items(self.items)
        self.table.focus()

    def set_items(self, items: list[EntryItem], *, top: bool = False) -> None:
        self.query_one(EntryBrowser).set_entries(
            items, NumberFormat(), self.naming, goes_to_top=top
        )

    @property
    def table(self) -> EntryTableView:
        return self.query_one(EntryTableView)

    @on(EntryTableView.Opened)
    def _keep_opened(self, event: EntryTableView.Opened) -> None:
        self.opened.append(event.item)


def marked_lines(app: App[None]) -> Iterator[str]:
    """Yield the lines with the mark of the cursor."""
    return (line for line in read_screen(app).splitlines() if line.startswith(MARK))


@given(
    st.lists(st.integers(0, 200), min_size=9, max_size=9),
    st.integers(0, 220),
)
def test_columns_never_take_more_than_there_is(wanted: list[int], room: int) -> None:
    given_ = fit_columns(wanted, room)
    taken = [size for size in given_ if size]
    assert sum(taken) + len(GAP) * max(0, len(taken) - 1) <= max(0, room)
    for size, wants, most in zip(given_, wanted, MAX_WIDTHS, strict=True):
        assert 0 <= size <= min(wants, most)


@given(st.lists(st.integers(1, 30), min_size=9, max_size=9), st.integers(0, 160))
def test_more_room_shows_no_less(wanted: list[int], room: int) -> None:
    before, after = fit_columns(wanted, room), fit_columns(wanted, room + 1)
    first = next((column for column in COLUMN_PRIORITY if before[column] != after[column]), None)
    if first is not None:
        assert after[first] > before[first], "the column a person misses most got less"


def test_what_is_missed_most_stays_longest() -> None:
    wanted = (3, 9, 6, 8, 8, 15, 12, 40, 10)
    assert all(fit_columns(wanted, 160)), "there is room for all"
    at_70 = fit_columns(wanted, 65)
    number, mark, day, what, kind, amount, answers, rest, group = at_70
    assert (number, mark, day, what, amount, answers) == (3, 9, 6, 8, 15, 12)
    assert (kind, rest, group) == (0, 0, 0)


def test_one_long_answer_takes_from_no_row_what_was_asked_for() -> None:
    wanted = (3, 0, 6, 12, 8, 15, 23, 40, 0)
    *_others, kind, amount, answers, _rest, _group = fit_columns(wanted, 73)
    assert (kind, amount) == (8, 15)
    assert answers == 19


def test_while_amounts_are_hidden_own_words_and_an_event_show_none() -> None:
    item = make_item(7, "seen 30-40 donation +!event:camp60 +!hall70: 50 each // 950 in")
    hidden = NumberFormat(is_hidden=True)
    texts = "".join(
        (*build_cells(item, "2 Nov", hidden, RowLabels()), str(describe_item(item, hidden)))
    )
    assert "camp" in texts
    assert "hall" in texts
    assert "each" in texts
    for figure in ("30", "40", "50", "60", "70", "950"):
        assert figure not in texts


THOUGHT = "wrote: I liked the songs, and the people who sang them; I would rather read at home"


@pytest.mark.parametrize("has_group", [False, True])
async def test_a_thought_has_the_room_of_the_empty_columns(*, has_group: bool) -> None:
    items: list[EntryItem] = [
        make_item(3, THOUGHT),
        make_item(2, "meeting #no_money: as a guest @circle"),
        make_item(1, "30/month dues no"),
    ]
    app = TableApp(items, RowLabels(has_group=has_group))
    async with app.run_test(size=(76, 12)):
        thought, meeting, ask = read_screen(app).splitlines()[:3]
    assert thought.startswith(f"{MARK}3  12 Nov  I wrote  I liked the songs, and the people who")
    assert "meeting  money didn’t come up, as a guest @circle" in meeting
    assert ask.index("dues") == thought.index("I liked")
    if has_group:
        assert ask.endswith("circle")
        assert thought.index("…") < ask.index("circle")
    else:
        assert "sang them" in thought


def test_while_amounts_are_hidden_no_text_shows_one() -> None:
    item = make_item(7, '30/month dues pledged 20 "give 50, or 60.50" // 950 in, 12 left')
    hidden = NumberFormat(is_hidden=True)
    for text in (
        *build_cells(item, "2 Nov", hidden, RowLabels()),
        str(describe_item(item, hidden)),
    ):
        for figure in ("30", "20.00", "50", "60", "950", "12 left"):
            assert figure not in text.replace(str(TODAY.year), "").replace("12 Nov", "")
    draft = DraftItem(1, TODAY, "45 merch gave 45")
    assert "45" not in "".join(build_cells(draft, "2 Nov", hidden, RowLabels()))
    line = make_item(8, "limit 2.5%")
    assert "2.5" not in "".join(build_cells(line, "2 Nov", hidden, RowLabels()))
    assert "2.5" in "".join(build_cells(line, "2 Nov", NumberFormat(), RowLabels()))


async def test_the_cursor_walks_scrolls_and_is_marked_without_colour() -> None:
    app = TableApp(make_items(120))
    async with app.run_test(size=(80, 24)) as pilot:
        assert [line.split()[1] for line in marked_lines(app)] == ["120"]
        await pilot.press("up")
        assert app.table.cursor == 0
        await pilot.press("down", "down")
        assert [line.split()[1] for line in marked_lines(app)] == ["118"]
        await pilot.press("pagedown")
        assert app.table.cursor > 12
        assert len(list(marked_lines(app))) == 1, "the chosen row is in view"
        await pilot.press("ctrl+end")
        assert [line.split()[1] for line in marked_lines(app)] == ["1"]
        await pilot.press("down", "pagedown")
        assert app.table.cursor == 119
        await pilot.press("ctrl+home")
        assert [line.split()[1] for line in marked_lines(app)] == ["120"]
        assert "Entry 120: asked 30.00 a month, dues" in read_screen(app), "and told in full"


async def test_the_mouse_chooses_opens_and_scrolls() -> None:
    app = TableApp(make_items(120))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(EntryTableView, offset=(10, 3))
        assert app.table.cursor == 3
        assert app.opened == []
        await pilot.double_click(EntryTableView, offset=(10, 5))
        assert app.table.cursor == 5
        assert [item.number for item in app.opened] == [115]
        await pilot._post_mouse_events([MouseScrollDown], EntryTableView)
        await pilot.pause(0.4)
        assert app.table.scroll_offset.y > 0
        assert app.table.cursor == 5, "looking further moves nothing"
        first = app.table.scroll_offset.y
        await pilot.click(EntryTableView, offset=(10, 2))
        assert app.table.cursor == first + 2


async def test_the_cursor_stays_on_its_entry() -> None:
    items = make_items(30)
    app = TableApp(items)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * 5)
        chosen = app.table.chosen_item
        assert chosen is not None
        app.set_items(list(reversed(items)))
        assert app.table.chosen_item == chosen
        app.set_items([item for item in reversed(items) if item != chosen])
        assert app.table.cursor == 24, "what follows takes its place"
        app.set_items(items[:3])
        assert app.table.cursor == 2
        app.set_items(items, top=True)
        assert app.table.cursor == 0
        app.set_items([])
        await pilot.press("down", "pageup", "ctrl+end")
        app.set_items(items[7:9])
        assert app.table.cursor == 0


async def test_columns_are_aligned_and_wide_letters_fit() -> None:
    lines = (
        '5 merch "短い 言葉 とても 長い 言葉 です"',
        "9999999.99 donation no",
        "event 14h #long_day",
    )
    items: list[EntryItem] = [make_item(1000 - index, line) for index, line in enumerate(lines)]
    items.insert(0, DraftItem(1, TODAY, "a draft that is much longer than there is room " * 4))
    app = TableApp(items, RowLabels(has_group=True))
    async with app.run_test(size=(70, 12)) as pilot:
        text = read_screen(app).splitlines()
        assert "draft" in text[0]
        assert text[0].rstrip().endswith("…")
        before = [cell_len(line.partition("circle")[0]) for line in text[1:3]]
        assert before[0] == before[1], "also behind a text that was cut"
        assert text[1].index("asked") == text[2].index("asked") == text[3].index("event")
        assert text[2].index("9,999,999.99") == text[1].index("5.00") == text[3].index("14 h")
        for size in ((40, 10), (20, 5), (3, 3), (1, 1), (200, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                assert cell_len("".join(segment.text for segment in strip)) == size[0]


LONG = " ".join(["I told them three times, and nobody wrote it down."] * 3)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("count", [3, 100])
async def test_nothing_personal_is_cut_where_the_list_can_spare_rows(
    size: tuple[int, int], count: int
) -> None:
    line = f'30/month dues pledged 20 "give as you can" #in_public #deadline // {LONG}'
    app = TableApp([make_item(count + 1, line), *make_items(count)])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = read_words(app)
        assert f"only for me {LONG}" in text
        assert app.table.size.height >= MIN_LISTED_ROWS
        height = app.table.size.height
        await pilot.press("down")
        await pilot.pause()
        assert app.table.size.height == height, "the list does not jump while it is walked"


def test_a_label_never_stands_apart_from_its_text() -> None:
    told = describe_item(make_item(7, f'30 merch no "{LONG}" #in_public // mine'), NumberFormat())
    for width in range(40, 100):
        lines = [line.plain for line in _flow_details(told, width)]
        assert all(len(line) <= width for line in lines)
        for label, text in told.parts:
            first = f"{label} {text.split()[0]}"
            assert any(first in line for line in lines), first
    labels = [label for label, _text in told.parts]
    assert labels == [
        "answer",
        "said",
        "only for me",
        "you noticed",
        "group",
        "day",
        "saved",
        "how you know",
    ]


async def test_a_month_of_800_entries_is_shown_at_once() -> None:
    items = make_items(800)
    app = TableApp([])
    async with app.run_test(size=(120, 40)) as pilot:
        times = []
        for _turn in range(5):
            began = process_time()
            app.set_items(items, top=True)
            app.screen._compositor.render_strips()
            times.append(process_time() - began)
            await pilot.pause()
        assert app.table.virtual_size.height == 800
        assert min(times) < 0.15, "so far it takes 10 ms; this leaves room for a busy machine"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "the same day"), (1, "the day after"), (45, ", 45 days later")]
)
def test_when_an_entry_was_noted_is_counted_from_its_own_day(days: int, said: str) -> None:
    assert describe_logged_day(TODAY - timedelta(days=days), TODAY).endswith(said)
