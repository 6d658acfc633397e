"""`log --keep-drafts`: what is understood is saved, the rest is kept as it was typed."""

from datetime import date

import pytest

from tests.command_line import Tracker
from tracker.book.open_book import open_book
from tracker.book.stores.drafts import Draft

LINES = b"""\xef\xbb\xbf2025-10-02 ask 30/month dues no\r
\t\r
// a comment
2025-10-03 ask 15 mrch no // only for me\r
2025-10-04 answered for last later
2025-10-05 paid 20 event by cash
yesterday meting 2h \xe2\x80\xaeso"""
"""Two lines to be saved, among others; Windows line ends, a BOM, no end of the last line."""
THE_DRAFT = "This may refer to standard input, line 4, which became a draft"
WHERE = "To finish them, open Entries in the app or type: tracker drafts"
TODAY = ("--today", "2025-10-08")


@pytest.fixture
def tracker_with_drafts(tracker: Tracker) -> Tracker:
    assert tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase").code == 0
    return tracker


def drafts(tracker: Tracker) -> list[Draft]:
    with open_book(tracker.book) as book:
        return book.drafts.load_all()


def test_good_lines_are_saved_as_one_change_and_the_others_are_drafts(
    tracker_with_drafts: Tracker,
) -> None:
    result = tracker_with_drafts(*TODAY, "log", "--keep-drafts", stdin=LINES)
    assert result.code == 2
    assert [line.split()[:2] for line in result.out.splitlines()] == [
        ["1", "2025-10-02"],
        ["2", "2025-10-05"],
    ]
    assert result.err.splitlines() == [
        "standard input, line 4, column 19: Did you mean “merch”?",
        "  2025-10-03 ask 15 mrch no // only for me",
        "                    ^^^^",
        f"standard input, line 5, column 25: {THE_DRAFT}. Save that draft first.",
        "  2025-10-04 answered for last later",
        "                          ^^^^",
        (
            "standard input, line 7, column 11: Tracker can’t read this. Start with what it is,"
            " e.g. ask, paid, meeting or income"
        ),
        "  yesterday meting 2h \N{WHITE SQUARE}so",
        "            ^^^^^^",
        f"2 entries saved. 3 lines are now drafts. {WHERE}",
    ]
    day = date(2025, 10, 8)
    assert drafts(tracker_with_drafts) == [
        Draft(1, day, "2025-10-03 ask 15 mrch no // only for me"),
        Draft(2, day, "2025-10-04 answered for last later"),
        Draft(3, day, "2025-10-07 meting 2h \N{RIGHT-TO-LEFT OVERRIDE}so"),
    ]
    assert tracker_with_drafts("undo").code == 0
    assert tracker_with_drafts("entries").out == ""
    assert len(drafts(tracker_with_drafts)) == 3


def test_without_the_option_a_text_is_all_or_nothing(tracker_with_drafts: Tracker) -> None:
    result = tracker_with_drafts(*TODAY, "log", stdin=LINES)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == "standard input, line 4, column 19: Did you mean “merch”?"
    assert result.err.splitlines()[-1] == "Nothing was saved."
    assert tracker_with_drafts("entries").out == ""
    assert drafts(tracker_with_drafts) == []


def test_good_lines_alone_make_no_draft_and_no_fuss(tracker_with_drafts: Tracker) -> None:
    result = tracker_with_drafts("log", "--keep-drafts", stdin=b"2025-10-02 meeting 2h\n\n")
    assert (result.code, result.err) == (0, "")
    assert drafts(tracker_with_drafts) == []


def test_drafts_alone_are_kept_too(tracker_with_drafts: Tracker) -> None:
    line = "ask 5 mrch " + "x" * 40_000
    result = tracker_with_drafts("log", "--keep-drafts", stdin=f"{line}\n".encode())
    assert result.code == 2
    assert result.err.splitlines()[-1].startswith("0 entries saved. 1 line is now a draft.")
    assert [draft.text for draft in drafts(tracker_with_drafts)] == [line]
    assert tracker_with_drafts("undo").code == 1, "no entry was saved, so there is nothing to undo"


def test_a_dry_run_says_the_same_and_saves_nothing(tracker_with_drafts: Tracker) -> None:
    result = tracker_with_drafts(*TODAY, "log", "--keep-drafts", "--dry-run", stdin=LINES)
    assert result.code == 2
    assert len(result.out.splitlines()) == 2
    assert "line 4, column 19" in result.err
    assert result.err.splitlines()[-1] == "Nothing was saved. 3 lines would become drafts."
    assert tracker_with_drafts("entries").out == ""
    assert drafts(tracker_with_drafts) == []


def test_a_line_of_one_file_may_mean_a_draft_of_another(tracker_with_drafts: Tracker) -> None:
    (tracker_with_drafts.folder / "a.txt").write_bytes(b"2025-10-03 ask 15 mrch no")
    (tracker_with_drafts.folder / "b.txt").write_bytes(b"2025-10-04 answered for last later")
    result = tracker_with_drafts("log", "--keep-drafts", "a.txt", "b.txt")
    assert "b.txt, line 1, column 25: This may refer to a.txt, line 1, which became" in result.err
    assert len(drafts(tracker_with_drafts)) == 2


THOUGHTS = b"""I felt really small afterwards
last thursday I wondered why nobody leaves
ask 15 mrch no
paid 20 event monday
paid 20 event
"""


def test_own_words_are_kept_at_their_day_and_only_what_was_begun_is_a_draft(
    tracker_with_drafts: Tracker,
) -> None:
    result = tracker_with_drafts(*TODAY, "log", "--keep-drafts", stdin=THOUGHTS)
    assert result.code == 2
    assert tracker_with_drafts("entries", "--format", "lines").out.splitlines() == [
        "2025-10-08 wrote: I felt really small afterwards",
        "2025-10-02 wrote: I wondered why nobody leaves",
        "2025-10-08 paid 20 event @!circle",
    ]
    texts = [draft.text for draft in drafts(tracker_with_drafts)]
    assert texts == ["ask 15 mrch no", "paid 20 event monday"]


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("I felt really small afterwards", "2025-10-08 wrote: I felt really small afterwards"),
        ("on thursday I felt small", "2025-10-02 wrote: I felt small"),
    ],
)
def test_a_plain_log_refuses_own_words_with_both_ways_to_keep_them(
    tracker_with_drafts: Tracker, line: str, fix: str
) -> None:
    result = tracker_with_drafts(*TODAY, "log", stdin=f"paid 5 dues\n{line}\n".encode())
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"standard input, line 2, column 1: This looks like a thought. To keep it, type: {fix}",
        f"  {line}",
        "  " + "^" * len(line),
        "tracker log --keep-drafts saves lines in your own words as they are.",
        "Nothing was saved.",
    ]
    assert tracker_with_drafts("entries").out == ""
    assert tracker_with_drafts(*TODAY, "log", stdin=fix.encode()).code == 0
    assert tracker_with_drafts("entries", "--format", "lines").out == f"{fix}\n"
    result = tracker_with_drafts(*TODAY, "log", "--keep-drafts", stdin=line.encode())
    assert (result.code, result.err) == (0, "")
    assert tracker_with_drafts("entries", "--format", "lines").out == f"{fix}\n{fix}\n"


@pytest.mark.parametrize("day", ["9.11.", "12/10", "Nov 9", "thursday", "2025-10-02"])
def test_lines_below_a_day_that_stands_alone_are_asked_for_theirs(
    tracker_with_drafts: Tracker, day: str
) -> None:
    text = f"{day}\npaid 20 event\n\npaid 5 dues\n"
    result = tracker_with_drafts(*TODAY, "log", "--keep-drafts", stdin=text.encode())
    assert result.code == 2
    # A word that means another day by the time a draft is read is kept as its date.
    kept_day = "2025-10-02" if day == "thursday" else day
    assert [draft.text for draft in drafts(tracker_with_drafts)] == [kept_day, "paid 20 event"]
    assert tracker_with_drafts("entries", "--format", "lines").out == (
        "2025-10-08 paid 5 dues @!circle\n"
    )
