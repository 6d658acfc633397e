"""`tracker drafts`: what is no entry yet is listed, edited, saved and dropped, at its own day."""

import json
from datetime import date

import pytest

from tests.command_line import Tracker
from tracker.book.open_book import open_book
from tracker.book.stores.drafts import Draft

THEN, NOW = "2025-10-09", "2025-10-20"
"""A Thursday, on which the drafts were written, and a Monday."""
LINES = b"""ask 15 mrch no // mine
paid 20 event monday
answered no for last
30 dues
2025-10-01 paid 5 dues fo
"""


@pytest.fixture
def book(tracker: Tracker) -> Tracker:
    """A book with five drafts, and an ask of an earlier day that was saved after them."""
    assert tracker("new", "--currency", "EUR", "--group", "circle", "--no-passphrase").code == 0
    assert tracker("--today", THEN, "log", "--keep-drafts", stdin=LINES).code == 2
    assert tracker("--today", NOW, "log", stdin=b"2025-10-05 ask 50/month dues\n").code == 0
    return tracker


def list_drafts(tracker: Tracker) -> list[Draft]:
    with open_book(tracker.book) as book:
        return book.drafts.load_all()


def list_lines(tracker: Tracker) -> list[str]:
    return tracker("entries", "--format", "lines").out.splitlines()


def test_they_are_listed_as_a_table_and_as_json(book: Tracker) -> None:
    result = book("drafts")
    assert (result.code, result.err) == (0, "")
    heading, first, second, *_others = result.out.splitlines()
    assert heading.split() == ["draft", "day", "line"]
    assert first.split(maxsplit=2) == ["1", THEN, "ask 15 mrch no // mine"]
    assert second.split(maxsplit=2) == ["2", THEN, "paid 20 event monday"]
    rows = json.loads(book("drafts", "--format", "json").out)
    assert rows[0] == {"number": 1, "day": THEN, "line": "ask 15 mrch no // mine"}
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5]


def test_a_book_without_drafts_says_so(story: Tracker) -> None:
    result = story("drafts")
    assert (result.code, result.out, result.err) == (0, "", "There are no drafts.\n")
    assert story("drafts", "--format", "json").out == "[]\n"


def test_one_that_is_edited_keeps_its_day_and_its_number(book: Tracker) -> None:
    result = book("--today", NOW, "drafts", "edit", "1", "--line", "ask 15 merch no")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Draft 1 saved.",
        "To save it as an entry, type: tracker drafts log 1",
    ]
    assert list_drafts(book)[0] == Draft(1, date.fromisoformat(THEN), "ask 15 merch no")
    result = book("--today", NOW, "drafts", "log", "1")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"   2  {THEN}  asked 15.00, merch, no\n"
    assert [draft.number for draft in list_drafts(book)] == [2, 3, 4, 5]


@pytest.mark.parametrize("more", [(), ("--line", "-")])
def test_the_new_line_may_come_from_standard_input(book: Tracker, more: tuple[str, ...]) -> None:
    result = book("--today", NOW, "drafts", "edit", "1", *more, stdin=b"yesterday ask 15 mrch")
    assert result.code == 0
    assert "Did you mean “merch”?" in result.err
    assert list_drafts(book)[0].text == "2025-10-19 ask 15 mrch", "the day that it means today"


def test_what_is_understood_is_saved_as_one_change_and_the_rest_stays(book: Tracker) -> None:
    result = book("--today", NOW, "drafts", "log", "4", "5", "1", "4")
    assert result.code == 2
    assert result.out == f"   2  {THEN}  asked 30.00, dues\n"
    errors = result.err.splitlines()
    assert errors[0].startswith("draft 5, column 24: Did you mean “for”?")
    assert errors[3].startswith("draft 1, column 8: Did you mean “merch”?")
    assert (
        errors[-1]
        == "Tracker didn’t understand 2 drafts. To change one, type: tracker drafts edit N"
    )
    assert [draft.number for draft in list_drafts(book)] == [1, 2, 3, 5]
    assert book("undo").code == 0
    assert len(list_lines(book)) == 1


@pytest.mark.parametrize(
    ("number", "readings"),
    [
        (
            "2",
            [
                "2025-10-06 paid 20 event @circle",
                f"{THEN} paid 20 event 'monday' @circle",
                "2025-10-13 paid 20 event @circle",
            ],
        ),
        ("3", ["answered no for 1"]),
    ],
)
def test_what_may_mean_something_else_by_now_is_asked_and_each_fix_works(
    book: Tracker, number: str, readings: list[str]
) -> None:
    result = book("--today", NOW, "drafts", "log", number)
    assert (result.code, result.out) == (2, "")
    for reading in readings:
        assert reading in result.err
        assert book("--today", NOW, "drafts", "edit", number, "--line", reading).err == ""
    assert book("--today", NOW, "drafts", "log", number).code == 0
    day = readings[-1][:10] if readings[-1].startswith("2025") else THEN
    assert list_lines(book)[-1].startswith(day)


def test_a_draft_of_two_entries_is_saved_with_both(book: Tracker) -> None:
    book("drafts", "edit", "4", "--line", "paid 20 ticket, 15 t-shirt")
    assert book("--today", NOW, "drafts", "log", "4").code == 0
    assert len(list_lines(book)) == 3
    book("drafts", "edit", "5", "--line", "paid 20 ticket on friday, 15 t-shirt")
    result = book("--today", NOW, "drafts", "log", "5")
    assert "Tracker can’t tell which day this means. Type the date" in result.err


def test_a_thought_becomes_own_words(book: Tracker) -> None:
    book("drafts", "edit", "4", "--line", "I felt really small")
    assert book("--today", NOW, "drafts", "log", "4").code == 0
    assert list_lines(book)[-1] == f"{THEN} wrote: I felt really small"


def test_one_is_dropped_only_where_that_is_said(book: Tracker) -> None:
    result = book("drafts", "drop", "1", "3")
    assert result.code == 2
    assert "To delete it anyway, add --yes." in result.err
    assert len(list_drafts(book)) == 5
    result = book("drafts", "drop", "1", "3", "--yes")
    assert result.code == 0
    assert result.out.splitlines()[-1] == "2 drafts deleted."
    assert [draft.number for draft in list_drafts(book)] == [2, 4, 5]


@pytest.mark.parametrize(
    "call", [("edit", "9", "--line", "x"), ("log", "4", "9"), ("drop", "4", "9", "--yes")]
)
def test_a_number_that_no_draft_has_changes_nothing(book: Tracker, call: tuple[str, ...]) -> None:
    result = book("drafts", *call)
    assert (result.code, result.out) == (1, "")
    assert result.err == "There’s no draft 9. To see all drafts, type: tracker drafts\n"
    assert len(list_drafts(book)) == 5
    assert len(list_lines(book)) == 1


def test_an_empty_line_is_no_draft(book: Tracker) -> None:
    result = book("drafts", "edit", "1", "--line", "  ")
    assert result.code == 2
    assert "To delete it, type: tracker drafts drop 1" in result.err
    assert list_drafts(book)[0].text.startswith("ask 15 mrch")
