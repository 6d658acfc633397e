"""What an edit or a deletion of an entry means for those that belong to it."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.entries.references import (
    ReferenceConflictError,
    copy_kind_and_group,
    plan_deletion,
    update_references,
)
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Form,
    Kind,
    LaterAnswer,
    Meeting,
    Payment,
    Refund,
    StoredEntry,
    Withdrawal,
)

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


ASK = Ask(day=date(2026, 11, 3), low=100, high=100, kind=KIND)
ANSWER = LaterAnswer(
    day=date(2026, 11, 5), for_entry=1, answers=(Answer(AnswerWord.NO),), kind=KIND
)
WITHDRAWAL = Withdrawal(day=date(2026, 11, 6), for_entry=1, kind=KIND)
PAYMENT = Payment(day=date(2026, 11, 5), amount=100, kind=KIND, for_entry=1)
REFUND = Refund(day=date(2026, 11, 6), amount=50, for_entry=3, kind=KIND)
MEETING = Meeting(day=date(2026, 11, 6), form=Form.MEETING)


def store(number: int, entry: Entry) -> StoredEntry:
    return StoredEntry(number, f"id{number:06}", entry.day, entry)


ASKED, ANSWERED = store(1, ASK), store(2, ANSWER)
PAID, CAME_BACK = store(3, PAYMENT), store(4, REFUND)
REFERENCES = {1: (ANSWERED, PAID), 3: (CAME_BACK,)}


def find_references(number: int) -> tuple[StoredEntry, ...]:
    return REFERENCES.get(number, ())


def test_what_belongs_to_an_ask_moves_with_its_kind_and_its_group() -> None:
    edited = replace(ASK, kind=Kind.MERCH, group="choir")
    assert [item.entry for item in update_references(1, edited, find_references)] == [
        replace(ANSWER, kind=Kind.MERCH, group="choir"),
        replace(PAYMENT, kind=Kind.MERCH, group="choir"),
        replace(REFUND, kind=Kind.MERCH, group="choir"),
    ]


def test_what_need_not_change_stays_as_it_is() -> None:
    assert update_references(1, replace(ASK, private_note="hm"), find_references) == []
    assert copy_kind_and_group(MEETING, ASK) is MEETING
    assert copy_kind_and_group(PAYMENT, MEETING) is PAYMENT


def test_an_ask_cannot_move_behind_its_answer() -> None:
    later = replace(ASK, day=date(2026, 11, 6))
    with pytest.raises(ReferenceConflictError, match="later than this one") as caught:
        update_references(1, later, find_references)
    assert (caught.value.number, caught.value.problem.field) == (2, "for_entry")


def test_without_its_ask_a_payment_stays_and_an_answer_goes() -> None:
    withdrawn = store(5, WITHDRAWAL)
    plan = plan_deletion(ASKED, lambda number: (*find_references(number), withdrawn))
    assert plan.deleted_entries == (ASKED, ANSWERED, withdrawn)
    assert plan.changed_entries == (replace(PAID, entry=replace(PAYMENT, for_entry=None)),)


def test_without_its_payment_money_back_goes() -> None:
    plan = plan_deletion(PAID, find_references)
    assert (plan.deleted_entries, plan.changed_entries) == ((PAID, CAME_BACK), ())
