"""Days by word: --today counts from the real day, lines and ranges from --today; none is saved
before 1900 or after 2199, and where an earlier version saved one a likelier day is proposed."""

import json
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.wrong_days import FIRST, LAST, LAST_BUT_ONE, set_days
from tests.command_line import Tracker
from tests.strategies import count_examples, pick_every
from tracker import clock
from tracker.cli import check
from tracker.cli.session import Session
from tracker.entries.grammar import DAY_WORDS
from tracker.months import EARLIEST, LATEST

REAL = date(2026, 3, 5)
"""A Thursday."""
READING = (
    *((), ("months",), ("total",), ("how-often",), ("timeline",), ("chart",), ("entries",)),
    *(("history", "3"), ("months", "--format", "json"), ("entries", "--format", "json")),
    *(("what-if",), ("entries", "--format", "lines"), ("where", "--all")),
)


NOW = -0.5
"""The seconds by which the clock of a test knows its own moment."""


def set_clock(monkeypatch: pytest.MonkeyPatch, *when: int) -> None:
    """Let the clock of this machine say another time."""

    def localtime(seconds: float) -> time.struct_time:
        year, month, day, hour = when
        if seconds == NOW:
            return time.struct_time((year, month, day, hour, 0, 0, 0, 1, -1))
        return time.localtime(seconds)

    monkeypatch.setattr(clock, "time", SimpleNamespace(time=lambda: NOW, localtime=localtime))


@pytest.fixture
def thursday(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """An empty book on a Thursday afternoon."""
    set_clock(monkeypatch, REAL.year, REAL.month, REAL.day, 15)
    assert tracker("new", "--currency", "EUR", "--no-passphrase").code == 0
    return tracker


@pytest.fixture
def book_with_wrong_days(tracker: Tracker) -> Tracker:
    """A book in which an earlier version left days of the year 9999."""
    tracker.with_story()
    set_days(tracker.book, 4, day=LAST_BUT_ONE, logged_on=LAST)
    set_days(tracker.book, 6, day=LAST)
    return tracker


def days_of(tracker: Tracker) -> list[str]:
    return [row["date"] for row in json.loads(tracker("entries", "--format", "json").out)]


@pytest.mark.parametrize(
    ("word", "day"),
    [
        *(("today", "2026-03-05"), ("yesterday", "2026-03-04"), ("YESTERDAY", "2026-03-04")),
        *(("thu", "2026-02-26"), ("wed", "2026-03-04"), ("fri", "2026-02-27")),
    ],
)
def test_a_word_given_to_today_counts_from_the_real_day(
    thursday: Tracker, word: str, day: str
) -> None:
    assert thursday("--today", word, "log", stdin=b"paid 5 dues\ntoday paid 6 dues\n").code == 0
    assert days_of(thursday) == [day, day]
    assert thursday("--today", word, "months").out.splitlines()[1].startswith(day[:7])
    assert thursday("--today", word, "export", "--for", "me", "--to", "out").code == 0
    assert thursday("new", "--currency", "EUR", "--no-passphrase", book="other.db").code == 0
    assert thursday("import", "out", book="other.db").out == "Imported 2 entries.\n"


@pytest.mark.parametrize(
    "day", ["tomorrow", "soon", "", "1899-12-31", "2200-01-01", "9999-12-31", "0001-01-01"]
)
def test_another_word_and_another_day_are_refused(thursday: Tracker, day: str) -> None:
    result = thursday("--today", day, "log", stdin=b"paid 5 dues\n")
    assert result.code == 2
    assert "this date. Type " in result.err
    assert result.err.count("\n") == 1
    assert days_of(thursday) == []


def test_a_word_in_a_line_or_a_range_counts_from_today(thursday: Tracker) -> None:
    lines = (
        b"yesterday paid 1 dues\nmon paid 2 dues\npaid 3/month dues until today\n2025-09-27 meeting"
    )
    assert thursday("--today", "2025-10-02", "log", stdin=lines).code == 0
    assert days_of(thursday) == ["2025-10-01", "2025-09-29", "2025-10-02", "2025-09-27"]

    def listed(*arguments: str) -> list[str]:
        out = thursday("--today", "2025-10-02", "entries", *arguments).out
        return [line.split()[0] for line in out.splitlines()[1:]]

    assert listed("--from", "yesterday", "--to", "today") == ["1", "3"]
    assert listed("--from", "mon") == ["1", "2", "3"]
    assert listed("--to", "mon") == ["2", "4"]
    assert listed("--from", "2025-09", "--to", "2025-09") == ["2", "4"]
    assert listed("yesterday") == ["1"]
    assert "Tracker can’t read this date" in thursday("entries", "--from", "tomorrow").err


@settings(
    max_examples=count_examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    today=st.one_of(
        st.sampled_from([*DAY_WORDS, "tomorrow", str(EARLIEST), str(LATEST), "1900-01-03"]),
        st.dates().map(str),
    ),
    word=st.one_of(st.just(""), st.sampled_from([*DAY_WORDS]), st.dates().map(str)),
    what=st.sampled_from(["paid 5 dues", "income 5/month until {}", "need food 1", "limit 2%"]),
)
def test_any_word_and_any_today_give_a_day_that_may_be_or_a_refusal(
    thursday: Tracker, today: str, word: str, what: str
) -> None:
    line = f"{word} {what.format(word or 'today')}\n"
    result = thursday("--today", today, "log", stdin=line.encode())
    assert result.code in (0, 2)
    rows = json.loads(thursday("entries", "--format", "json").out)
    assert len(rows) == (result.code == 0)
    for row in rows:
        days = (row["date"], row["logged_on"], row["until"] or row["date"])
        assert all(EARLIEST <= date.fromisoformat(day) <= LATEST for day in days)
        assert thursday("--today", today, "months").code == 0
        assert thursday("undo").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("year", pick_every(3, [1899, 2200, 2400, 9999]))
@pytest.mark.long
def test_with_a_clock_far_off_all_can_be_read_and_nothing_is_saved(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    tracker.with_story()
    before = tracker.book.read_bytes()
    set_clock(monkeypatch, year, 12, 31, 3)
    for command in READING:
        result = tracker(*command, stdin=b"30/month dues")
        assert "Traceback" not in result.err, command
        assert result.code == 0 or "The date of this device" in result.err, command
    for command in (("log",), ("undo",), ("--today", "today", "log")):
        result = tracker(*command, stdin=b"2025-10-12 paid 5 dues\npaid 5 dues\n")
        assert result.code != 0, command
        assert (
            "The date of this device is" in result.err
            or "Tracker can’t use this date" in result.err
        )
    assert tracker.book.read_bytes() == before
    assert tracker("--today", "2025-11-03", "log", stdin=b"paid 5 dues\n").code == 0


@pytest.mark.parametrize("today", [EARLIEST, LATEST], ids=str)
def test_at_both_ends_of_time_every_command_says_something(tracker: Tracker, today: date) -> None:
    first = max(EARLIEST, today - timedelta(days=400))
    lines = (
        f"{first} income 900/month\n{first} need food 200\n{first} need rent 90/week\n"
        f"{first} limit 2%\n{first} ask 30/week dues pledged 30\n{today} paid 5/week dues\n"
        f"{today} ask 50/year donation no\n{today} paid 7/quarter event @a\n{today} meeting 2h\n"
    )
    assert tracker("new", "--currency", "EUR", "--group", "a", "--no-passphrase").code == 0
    at_end = ("--today", str(today))
    assert tracker(*at_end, "log", stdin=lines.encode()).code == 0
    for command in (*READING, ("check",), ("export", "--for", "me", "--to", "out")):
        result = tracker(*at_end, *command, stdin=b"30/month dues")
        assert result.code == 0, (command, result.err)
    assert tracker(*at_end, "months", "--from", "1900-01", "--to", "2199-12").code == 0
    assert tracker("new", "--currency", "EUR", "--no-passphrase", book="other.db").code == 0
    assert tracker(*at_end, "import", "out", book="other.db").out == "Imported 9 entries.\n"


def test_what_was_left_in_9999_is_seen_and_enters_no_figure(book_with_wrong_days: Tracker) -> None:
    for command in READING:
        result = book_with_wrong_days(*command, stdin=b"30/month dues")
        assert result.code == 0, command
    assert "9999-12-30" in book_with_wrong_days("entries").out
    assert book_with_wrong_days("entries").err == (
        "The dates of entries 4, 6 can’t be right. To see suggested ones, type:"
        " tracker check --repair\n"
    )
    months = json.loads(book_with_wrong_days("months", "--format", "json").out)
    assert sum(float(row["pledged"]) for row in months) == 0
    lines = book_with_wrong_days("entries", "--format", "lines")
    assert "9999" not in lines.out
    assert "These lines leave out" in lines.err
    assert (
        book_with_wrong_days("new", "--currency", "EUR", "--no-passphrase", book="other.db").code
        == 0
    )
    assert book_with_wrong_days("log", stdin=lines.out.encode(), book="other.db").code == 0


def test_a_book_of_such_days_alone_is_not_called_empty(tracker: Tracker) -> None:
    assert tracker("new", "--currency", "EUR", "--no-passphrase").code == 0
    assert tracker("log", stdin=b"2025-10-02 paid 20 dues @!a\n").code == 0
    set_days(tracker.book, 1, day=LAST)
    for command in ((), ("months",), ("total",), ("how-often",), ("chart",)):
        result = tracker(*command)
        assert "Every entry is dated before 1900 or after 2199." in result.out + result.err
        assert "No entries yet" not in result.out + result.err
    assert tracker("export", "--for", "me", "--to", "out").code == 0
    assert (
        "1 entry is left out, because its date can’t be right."
        in tracker("export", "--for", "me", "--to", "again").out
    )
    assert tracker("check", "--repair", "--yes").code == 0
    assert "9999" not in tracker("entries").out


def test_an_export_of_such_a_book_says_what_stays_out_and_can_be_read_back(
    book_with_wrong_days: Tracker,
) -> None:
    set_days(book_with_wrong_days.book, 7, logged_on=FIRST)
    result = book_with_wrong_days("export", "--for", "me", "--to", "out")
    assert result.code == 0
    assert "2 entries are left out, because their date can’t be right." in result.out
    assert "1 entry has a last day or a day of saving that can’t be right." in result.out
    assert book_with_wrong_days("view", "out").code == 0
    assert (
        book_with_wrong_days("new", "--currency", "EUR", "--no-passphrase", book="other.db").code
        == 0
    )
    assert book_with_wrong_days("import", "out", book="other.db").out == "Imported 6 entries.\n"
    assert book_with_wrong_days("export", "--format", "ledger", "--to", "ledger").code == 0
    assert "9999" not in (book_with_wrong_days.folder / "ledger" / "tracker.journal").read_text()


def test_a_table_of_an_earlier_version_is_refused_with_its_place(
    book_with_wrong_days: Tracker,
) -> None:
    table = book_with_wrong_days("entries", "--format", "csv").out
    Path("old.csv").write_text(table, encoding="utf-8")
    assert (
        book_with_wrong_days("new", "--currency", "EUR", "--no-passphrase", book="other.db").code
        == 0
    )
    result = book_with_wrong_days("import", "old.csv", book="other.db")
    assert result.code == 1
    assert "line 5, column" in result.err
    assert "A date must be between 1900-01-01 and 2199-12-31" in result.err


def test_check_names_each_such_entry_and_repair_asks_before_it_saves(
    book_with_wrong_days: Tracker,
) -> None:
    before = book_with_wrong_days("entries", "--format", "json").out
    result = book_with_wrong_days("check")
    assert result.code == 1
    assert "Dates: entry 4: 9999-12-30; entry 4: 9999-12-31; entry 6: 9999-12-31\n" in result.out
    assert (
        result.err == "Some dates can’t be right. To see a suggested date for each, type:"
        " tracker check --repair\n"
    )
    result = book_with_wrong_days("check", "--repair")
    assert result.code == 2
    assert "date 9999-12-30 → 2025-09-01" in result.out
    assert result.err == (
        "Nothing was changed. To repair without being asked, type: tracker check --repair --yes\n"
    )
    assert book_with_wrong_days("check", "--repair", "--format", "json").out == "", (
        "asked for both, it does neither"
    )
    assert book_with_wrong_days("entries", "--format", "json").out == before


def test_repair_saves_one_change_that_undo_takes_back(book_with_wrong_days: Tracker) -> None:
    before = book_with_wrong_days("entries", "--format", "json").out
    result = book_with_wrong_days("check", "--repair", "--yes")
    assert result.code == 0
    assert result.out.endswith("have new dates. To bring the old ones back, type: tracker undo\n")
    assert book_with_wrong_days("check").code == 0
    assert "9999" not in book_with_wrong_days("entries").out
    assert "saved 9999" in book_with_wrong_days("history", "4").out
    assert book_with_wrong_days("undo").out.startswith("2 entries are as they were before:")
    assert book_with_wrong_days("entries", "--format", "json").out == before
    assert book_with_wrong_days("check").code == 1


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_repair_asks(
    book_with_wrong_days: Tracker, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr(check, "is_interactive", lambda: True)
    result = book_with_wrong_days("check", "--repair", stdin=b"y\n" if answer else b"\n")
    assert result.code == 0
    assert ("Nothing was changed." in result.err) is not answer
    assert (book_with_wrong_days("check").code == 0) is answer


def test_without_a_wrong_day_repair_is_a_check(tracker: Tracker) -> None:
    tracker.with_story()
    before = tracker.book.read_bytes()
    result = tracker("check", "--repair")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("No problems found.\n")
    assert tracker.book.read_bytes() == before


def test_a_session_counts_words_only_once_it_knows_its_day(thursday: Tracker) -> None:
    session = Session.from_options(None, None, date(2025, 10, 2))
    assert session.today == date(2025, 10, 2)
    assert "--today" in thursday("entries", "--today", "yesterday").err
