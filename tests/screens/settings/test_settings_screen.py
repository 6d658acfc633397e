"""Settings: each line says how it is now, and enter changes it; esc changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.factories import (
    PASSPHRASE,
    TODAY,
    fail_with,
    list_book_lines,
    log_lines,
    make_book,
)
from tests.pilot_actions import is_on, open_app, read_notices, read_screen, read_words
from tests.strategies import ANY_LETTERS
from tracker.book.book import Book
from tracker.book.database.errors import FileAccessError
from tracker.book.open_book import open_book
from tracker.book.stores.auto_lock import parse_idle_minutes
from tracker.clock import FixedClock
from tracker.i18n import NumberFormat
from tracker.screens.log.single_entry_screen import SingleEntryScreen
from tracker.screens.settings.keymap_screen import KeymapScreen
from tracker.screens.settings.limit_history import (
    LimitHistoryScreen,
    format_limit_days,
    list_limit_periods,
)
from tracker.screens.settings.rows import (
    SettingAction,
    SettingValues,
    build_sections,
    find_regular_entries,
    format_entry_from_today,
    format_row_id,
    parse_row_id,
)
from tracker.screens.settings.settings_screen import SettingsScreen
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.input_dialogs import ChoiceDialog, TextInputDialog
from tracker.screens.shell.main_screen import MainScreen
from tracker.screens.this_month.this_month_screen import ThisMonthScreen
from tracker.widgets.entry_input import EntryInput
from tracker.widgets.section_list import SectionList


async def go_to(pilot: Pilot[None], line: str) -> None:
    """Go to Settings and there to the line that begins like this."""
    await pilot.press("f5")
    await pilot.pause()
    offered = pilot.app.screen.query_one(SectionList)
    offered.highlighted = next(
        index for index, option in enumerate(offered.options) if (option.id or "").startswith(line)
    )
    await pilot.pause()


async def choose(pilot: Pilot[None], line: str) -> None:
    """Press enter on the line of Settings that begins like this."""
    await go_to(pilot, line)
    await pilot.press("enter")
    await pilot.pause()


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Put texts into the fields of a dialog and save them."""
    for index, text in enumerate(texts):
        pilot.app.screen.query_one(f"#text-{index}", Input).value = text
    await pilot.press("enter")
    await pilot.pause()


def load_values(book: Book, *, hidden: bool = False, theme: str = "tracker-dark") -> SettingValues:
    """What Settings reads from a book."""
    return SettingValues(
        facts=book.load_monthly_facts(TODAY),
        this_month=list(book.load_entries(TODAY.replace(day=1), TODAY.replace(day=30))),
        groups=book.groups.load_all(),
        settings=book.settings.load_all(),
        is_encrypted=book.encrypted,
        theme=theme,
        numbers=NumberFormat(hidden),
    )


def read_rows(path: Path, *, hidden: bool = False) -> dict[str, str]:
    """Each line of the page: what enter does, and what it says."""
    with open_book(path) as book:
        page = build_sections(load_values(book, hidden=hidden))
    return {
        line.id or line.label: f"{line.label}: {line.value}".replace("\xa0", " ")
        for part in page
        for line in part.rows
    }


async def test_its_amounts_are_hidden_by_the_key_below(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert "ctrl+n Hide" in read_screen(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "840" not in read_screen(app)


async def test_an_empty_book_says_how_to_begin(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        text = read_screen(app)
        assert "add @! and" in text
        assert "› Add an income" in text
        assert "off, no passphrase" in text
        assert "A letter to myself" in text
        assert "Past limits" not in text, "without a line there is none"
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, ThisMonthScreen)


async def test_tab_and_arrows_walk_and_each_line_can_be_reached(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        offered = app.screen.query_one(SectionList)
        assert "Groups" in read_screen(app)
        can = [option.id for option in offered.options if option.id]
        seen = []
        for key in ["tab", "down"] * (len(can) // 2 + 1):
            assert offered.highlighted is not None
            seen.append(offered.options[offered.highlighted].id)
            line = next(text for text in read_screen(app).splitlines() if "›" in text)
            assert line.strip().startswith("› ")
            await pilot.press(key)
            await pilot.pause()
        assert seen[: len(can)] == can
        await pilot.press("home", "shift+tab")
        await pilot.pause()
        assert "› Keys" in read_screen(app)


async def test_a_group_gets_an_alias_and_a_day(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        group = app.current_book.groups.load_all()[0]
        await choose(pilot, "group:")
        assert is_on(app, TextInputDialog)
        await fill(pilot, "the readers", "2026-10-03")
        noted = app.current_book.groups.load_all()[0]
        assert (noted.label, noted.alias, noted.left_on) == (
            group.label,
            "the readers",
            date(2026, 10, 3),
        )
        assert "last day 3 Oct 2026, shown as the readers" in read_screen(app)
        await pilot.press("enter")
        await fill(pilot, "", "")
        assert app.current_book.groups.load_all()[0] == group


async def test_what_a_group_cannot_be_called_is_said_where_it_is_typed(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        before = app.current_book.groups.load_all()
        await choose(pilot, "group:")
        await fill(pilot, before[1].label, "")
        assert is_on(app, TextInputDialog)
        assert "Another group has this name" in read_screen(app)
        assert before[1].label in read_screen(app)
        await fill(pilot, "", "2027-01-01")
        assert "in the future" in read_screen(app)
        await fill(pilot, "", "soon")
        assert "This isn’t a date." in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert app.current_book.groups.load_all() == before


async def test_money_is_noted_as_entries(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        for line, begun in (
            ("entry:0 income", "income "),
            ("entry:0 need", "need "),
            ("entry:", "income 840/month"),
        ):
            await choose(pilot, line)
            assert is_on(app, SingleEntryScreen)
            assert app.screen.query_one(Input).value == begun
            await pilot.press("escape")
            await pilot.pause()


async def test_a_newer_income_ends_the_one_before(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "entry:")
        line = app.screen.query_one(Input)
        line.value = line.value.replace("840", "990")
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "990.00 a month" in read_screen(app)
        assert "840.00" not in read_screen(app)


async def test_the_currency_gets_another_name(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "currency:")
        assert "Your amounts stay the same" in read_screen(app)
        await fill(pilot, "euros")
        assert "Type its three letters, e.g. EUR" in read_words(app)
        await fill(pilot, "jpy")
        assert "can’t use JPY yet" in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_book.currency == "EUR"
        await pilot.press("enter")
        await fill(pilot, "chf")
        assert app.current_book.currency == "CHF"
        assert "CHF" in read_screen(app)


async def test_after_how_long_an_encrypted_book_locks(locked_path: Path) -> None:
    app = open_app(locked_path, PASSPHRASE)
    async with app.run_test() as pilot:
        await pilot.pause()
        await choose(pilot, "idle:")
        for text in ("soon", "1.5", "-1", "1000"):
            await fill(pilot, text)
            assert "type whole minutes, e.g. 10" in read_screen(app)
        await fill(pilot, "3")
        assert app.current_book.settings.get("idle_minutes") == "3"
        assert "after 3 minutes" in read_screen(app)
        await pilot.press("enter")
        await fill(pilot, "")
        assert parse_idle_minutes(app.current_book.settings.load_all()) == 0
        assert "Auto-lock off" in read_words(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "Auto-lock off" in read_words(app)


async def test_a_theme_is_chosen_from_all_of_them(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "theme:")
        assert is_on(app, ChoiceDialog)
        offered = app.screen.query_one(OptionList)
        assert [option.id for option in offered.options] == list(app.available_themes)
        await pilot.press("escape", "enter", "down", "enter")
        await pilot.pause()
        await pilot.pause()
        assert app.theme == "tracker-light"
        assert app.current_book.settings.get("theme") == "tracker-light"
        assert "Theme tracker-light" in read_words(app)


async def test_amounts_are_hidden_and_shown_again(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await choose(pilot, "hide:")
        assert app.app_context.numbers == NumberFormat(is_hidden=True)
        assert "840" not in read_screen(app)
        assert "••• a month" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.app_context.numbers == NumberFormat()
        assert "840.00 a month" in read_screen(app)


async def test_my_line_has_a_history_page(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test(size=(80, 40)) as pilot:
        log_lines(app.current_book, "2026-11-05 limit 17", "2026-11-05 limit 18")
        await choose(pilot, "my_line:")
        assert is_on(app, LimitHistoryScreen)
        told = read_words(app)
        assert (
            "18.00 a month since 5 Nov 2026 17.00 a month on 5 Nov 2026"
            " 9.00 a month from 1 Sept 2026 to 4 Nov 2026"
            " 1.5 % of income from 1 Sept 2025 to 31 Aug 2026" in told
        )
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "••• a month since 5 Nov 2026" in read_words(app)
        assert "17.00" not in read_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "› Past limits" in read_screen(app)


def test_a_line_ends_by_its_own_day_or_before_the_next_one(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "book.db",
        "2026-03-01 limit 3%",
        "2026-01-01 limit 1% until 2026-01-31",
        "2026-06-01 limit 0 until 2026-06-30",
        "2026-12-01 limit 2%",
    )
    with open_book(path) as book:
        lines = LimitHistoryScreen(AppContext(book, FixedClock(TODAY))).periods
    assert format_limit_days(lines[0], TODAY) == "from 1 Dec 2026"
    assert format_limit_days(lines[0], date(2026, 12, 1)) == "since 1 Dec 2026"
    assert [(line.limit.day.month, line.last_day) for line in lines] == [
        (12, None),
        (6, date(2026, 6, 30)),
        (3, date(2026, 5, 31)),
        (1, date(2026, 1, 31)),
    ]
    assert list_limit_periods([]) == []


def test_a_group_that_was_left_meets_no_more(story_path: Path) -> None:
    def count_meeting_rows() -> int:
        return sum(does.startswith("meets:") for does in read_rows(story_path))

    with open_book(story_path) as book:
        count = len(book.groups.load_all())
    assert count_meeting_rows() == count
    with open_book(story_path) as book:
        book.groups.set_left_on(1, TODAY)
    assert count_meeting_rows() == count - 1


async def test_a_question_put_aside_for_good_can_come_back(story_path: Path) -> None:
    with open_book(story_path) as book:
        book.settings.set("question.still", "never")
        book.settings.set("question.needs", "2026-11-01")
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f5", "end")
        await pilot.pause()
        assert "What do you live on?" not in read_screen(app)
        assert "› Ask if income changed" in read_screen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "question.still" not in app.current_book.settings.load_all()
        assert "› Keys" in read_screen(app)


async def test_the_keys_have_a_page_of_their_own(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await choose(pilot, "keys:")
        await pilot.pause()
        assert is_on(app, KeymapScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert is_on(app, SettingsScreen)


async def test_the_mouse_chooses_a_line(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        await pilot.press("f5")
        await pilot.pause()
        row = next(
            y for y, line in enumerate(read_screen(app).splitlines()) if "Add an income" in line
        )
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert is_on(app, SingleEntryScreen)


async def test_a_book_that_cannot_be_written_says_so_here(
    story_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(story_path)

    async with app.run_test() as pilot:
        monkeypatch.setattr(
            app.current_book, "rename_currency", fail_with(FileAccessError("The disk is full."))
        )
        await choose(pilot, "currency:")
        await fill(pilot, "CHF")
        assert is_on(app, SettingsScreen)
        assert "The disk is full." in read_screen(app)


def test_one_off_money_of_this_month_is_shown_and_not_chosen(story_path: Path) -> None:
    with open_book(story_path) as book:
        log_lines(book, "2026-11-03 income 50 sold a chair", "2026-10-03 income 70 sold a table")
    lines = read_rows(story_path)
    assert lines["Income"] == "Income: 50.00, on 3 Nov, once, sold a chair"
    assert not [text for text in lines.values() if "sold a table" in text]


def test_hidden_amounts_stay_hidden_in_what_enter_would_type(story_path: Path) -> None:
    with open_book(story_path) as book:
        log_lines(book, "need rent 412/month", "limit 17", "income 33/week job")
        facts = book.load_monthly_facts(TODAY)
        hidden = load_values(book, hidden=True)
        begun = {
            format_entry_from_today(item.entry, hidden) for item in find_regular_entries(facts)
        }
    page = " ".join(f"{key} {text}" for key, text in read_rows(story_path, hidden=True).items())
    assert {"need rent /month ", "income job /week "} <= begun
    for amount in ("412", "33", "840"):
        assert amount not in page
    assert "limit " in page
    assert "17.00" not in page


def test_what_stands_is_the_newest_of_its_kind_and_what_is_still_to_begin(tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "book.db",
        "2026-01-01 income 900/month",
        "2026-03-01 income 950/month",
        "2026-03-01 income 80/month job",
        "2026-05-01 income 0/month job",
        "2026-01-01 need food 200/month",
        "2026-01-01 need rent 300/month until 2026-06-30",
        "2026-11-20 income 970/month",
    )
    with open_book(path) as book:
        words = [
            format_entry_from_today(item.entry, load_values(book))
            for item in find_regular_entries(book.load_monthly_facts(TODAY))
        ]
    assert words == ["income 950/month", "income 970/month", "need food 200/month"]
    assert "from 20 Nov 2026" in " ".join(read_rows(path).values())


async def test_a_long_name_leaves_room_and_is_whole_where_there_is_more(tmp_path: Path) -> None:
    name = "x" * 30
    app = open_app(make_book(tmp_path / "book.db", f"2026-01-01 meeting 2h @!{name}"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert "› xxxxxxxxxxxxxxxxxxxxxxxxxx… shown" in read_screen(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert f"› {name}  shown" in read_screen(app)


def test_a_private_note_is_not_typed_again(tmp_path: Path) -> None:
    path = make_book(tmp_path / "book.db", "2026-01-01 income 900/month documented // from aunt")
    with open_book(path) as book:
        (item,) = find_regular_entries(book.load_monthly_facts(TODAY))
        assert format_entry_from_today(item.entry, load_values(book)) == "income 900/month"


@pytest.mark.parametrize(
    ("lines", "says", "counts"),
    [
        (["2026-09-01 limit 2%"], "2 % of income, since 1 Sept 2026", ""),
        (["2026-11-05 limit 20"], "20.00 a month, since 5 Nov 2026", ""),
        (["2026-09-01 limit 1%", "2026-11-05 limit 2%"], "2 % of income", "from December 2026"),
        (["2026-09-01 limit 1% until 2026-10-01"], "none", ""),
    ],
)
def test_my_line_as_it_was_set_last(
    tmp_path: Path, lines: list[str], says: str, counts: str
) -> None:
    path = make_book(tmp_path / "book.db", *lines)
    told = " ".join(read_rows(path).values())
    assert f"My limit: {says}" in told
    with open_book(path) as book:
        said = " ".join(part.explanation for part in build_sections(load_values(book)))
    assert ("Your new limit counts" in said) is bool(counts)
    assert counts in said


@given(st.sampled_from(SettingAction), st.text(ANY_LETTERS))
def test_a_line_is_found_again_by_what_enter_does(does: SettingAction, about: str) -> None:
    assert parse_row_id(format_row_id(does, about)) == (does, about)


@given(st.dictionaries(st.just("idle_minutes"), st.text(ANY_LETTERS, max_size=6)))
def test_any_setting_of_minutes_is_read(settings: dict[str, str]) -> None:
    assert 0 <= parse_idle_minutes(settings) <= 999


def test_minutes_until_it_locks() -> None:
    made = {None: 10, "": 0, "0": 0, "3": 3, "nonsense": 10}
    for text, minutes in made.items():
        assert parse_idle_minutes({} if text is None else {"idle_minutes": text}) == minutes


async def test_a_last_day_is_saved_without_totals_and_going_again_clears_it_without_a_word(
    story_path: Path,
) -> None:
    app = open_app(story_path)
    async with app.run_test(notifications=True) as pilot:
        await choose(pilot, "group:1")
        assert "Clear the day" not in read_screen(app)
        app.screen.query_one("#text-1", Input).value = "2026-07-16"
        await pilot.press("enter")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "last day 16 Jul 2026" in read_screen(app)
        assert "i Clear the day" in read_words(app)
        assert "You gave" not in read_screen(app)
        await pilot.press("down")
        await pilot.pause()
        assert "Clear the day" not in read_screen(app)
        await pilot.press("i")
        await pilot.pause()
        assert "last day 16 Jul 2026" in read_screen(app), "the cursor is on another row"
        await pilot.press("up", "i")
        await pilot.pause()
        assert is_on(app, SettingsScreen)
        assert "last day" not in read_screen(app)
        assert app.current_book.groups.load_all()[0].left_on is None
        assert read_notices(app) == ""
        await pilot.press("i")
        await pilot.pause()
        assert is_on(app, SettingsScreen)


async def test_settings_live_in_every_size(story_path: Path) -> None:
    app = open_app(story_path)
    async with app.run_test() as pilot:
        for size in ((20, 5), (60, 20), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.press("f5", "end", "home", "enter", "escape")
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)
            assert max(map(len, read_screen(app).splitlines()[:-1])) <= 174


async def test_each_of_three_answers_about_rent_can_be_given_and_changed(empty_path: Path) -> None:
    app = open_app(empty_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await choose(pilot, "cost:rent")
        assert "Tracker doesn’t know your rent yet." in read_screen(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "left out, not asked" in read_screen(app)
        assert app.current_book.settings.get("question.rent") == "never"
        await choose(pilot, "cost:rent")
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "question.rent" not in app.current_book.settings.load_all()
        await choose(pilot, "cost:rent")
        await pilot.press("down", "enter")
        await pilot.pause()
        lines = list_book_lines(app.current_book)
        assert lines == ["2026-11-12 need rent 0/month"]
        await choose(pilot, "cost:rent")
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app.screen.query_one(EntryInput).value == "need rent "
