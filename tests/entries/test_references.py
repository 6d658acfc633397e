"""Repeats of a deleted ask stay the same ask, unless their days forbid it."""

from datetime import date

from tracker.entries.references import plan_deletion
from tracker.entries.types import Ask, Kind, StoredEntry

KIND = Kind.DUES


def build_ask(number: int, day: int, for_entry: int | None = None) -> StoredEntry:
    logged_on = date(2026, 11, day)
    return StoredEntry(
        number,
        f"id{number:06}",
        logged_on,
        Ask(day=logged_on, low=100, high=100, kind=KIND, for_entry=for_entry),
    )


def plan_references(deleted: StoredEntry, *references: StoredEntry) -> dict[int, int | None]:
    changed = plan_deletion(deleted, lambda number: references).changed_entries
    return {item.number: getattr(item.entry, "for_entry", None) for item in changed}


def test_repeats_go_to_the_ask_that_the_deleted_one_repeated() -> None:
    assert plan_references(
        build_ask(5, 3, for_entry=2), build_ask(6, 4, for_entry=5), build_ask(7, 5, for_entry=5)
    ) == {6: 2, 7: 2}


def test_without_one_the_first_repeat_becomes_the_ask() -> None:
    assert plan_references(
        build_ask(5, 3), build_ask(6, 4, for_entry=5), build_ask(7, 5, for_entry=5)
    ) == {
        6: None,
        7: 6,
    }


def test_a_repeat_dated_before_the_first_stands_alone() -> None:
    assert plan_references(
        build_ask(5, 3), build_ask(6, 8, for_entry=5), build_ask(7, 5, for_entry=5)
    ) == {
        6: None,
        7: None,
    }
