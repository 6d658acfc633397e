"""The rules that every entry has to keep, and the flat row that it is stored in."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.entries.flat_row import (
    ENTRY_TYPES,
    FlatRow,
    InvalidFlatRowError,
    build_entry,
    find_entry_shape,
    flatten_entry,
)
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Form,
    Goal,
    Income,
    Kind,
    LaterAnswer,
    Limit,
    Meeting,
    Need,
    NeedKind,
    Payment,
    Refund,
    Wage,
    Withdrawal,
)
from tracker.entries.validation import find_problem
from tracker.money import LARGEST_AMOUNT
from tracker.months import Month, Period

DAY = date(2026, 1, 31)
ASK = Ask(day=DAY, low=500, high=500, kind=Kind.DUES, group="circle")
RANGE = replace(ASK, high=900)
PAID = Payment(day=DAY, amount=500, kind=Kind.DUES, group="circle")
ANSWERED = LaterAnswer(
    day=DAY, for_entry=1, answers=(Answer(AnswerWord.NO),), kind=Kind.DUES, group="circle"
)
YES = Answer(AnswerWord.YES)
TIME = Meeting(day=DAY, form=Form.EVENT, hours=1000)
EARNED = Income(day=DAY, amount=500, for_month=Month(2026, 2))


@pytest.mark.parametrize(
    ("entry", "target"),
    [
        (ASK, None),
        (replace(ASK, for_entry=1), ASK),
        (replace(ASK, answers=(YES,)), None),
        (replace(RANGE, answers=(YES,), low=900), None),
        (replace(ASK, every=Period.MONTH, until=DAY), None),
        (replace(ASK, answers=(Answer(AnswerWord.PLEDGED, 1, Period.WEEK),), until=DAY), None),
        (ANSWERED, ASK),
        (replace(ANSWERED, answers=(YES,)), ASK),
        (replace(PAID, for_entry=1), ASK),
        (replace(PAID, amount=0, every=Period.MONTH), None),
        (Income(day=DAY, amount=0), None),
        (Need(day=DAY, amount=0, kind=NeedKind.FOOD), None),
        (Limit(day=DAY, percent=0), None),
        (Limit(day=DAY, amount=0, until=DAY), None),
        (Limit(day=DAY, percent=10_000), None),
        (Meeting(day=DAY, form=Form.CALL), None),
        (replace(TIME, hours_high=1200), None),
        (replace(TIME, hours=233, minutes=140), None),
        (EARNED, None),
        (replace(PAID, amount=None), None),
    ],
)
def test_what_is_well(entry: Entry, target: Entry | None) -> None:
    assert find_problem(entry, target) is None


@pytest.mark.parametrize(
    ("entry", "target", "field"),
    [
        (replace(ASK, for_entry=1), None, "for_entry"),
        (replace(ASK, for_entry=1), PAID, "for_entry"),
        (replace(ASK, for_entry=1), ANSWERED, "for_entry"),
        (replace(ASK, for_entry=1), replace(ASK, day=date(2026, 2, 1)), "for_entry"),
        (replace(ASK, for_entry=1), replace(ASK, kind=Kind.MERCH), "kind"),
        (replace(ASK, for_entry=1), replace(ASK, group=None), "group"),
        (Refund(day=DAY, amount=1, for_entry=1, kind=Kind.DUES), ASK, "for_entry"),
        (Withdrawal(day=DAY, for_entry=1, kind=Kind.DUES), PAID, "for_entry"),
        (replace(TIME, hours_high=1000), None, "hours_high"),
        (replace(TIME, hours=None, hours_high=1200), None, "hours_high"),
        (replace(TIME, hours_high=99_901), None, "hours_high"),
        (replace(TIME, minutes=120), None, "minutes"),
        (replace(TIME, minutes=140), None, "minutes"),
        (replace(TIME, hours=233, hours_high=300, minutes=140), None, "minutes"),
        (replace(EARNED, every=Period.MONTH), None, "for_month"),
        (replace(PAID, amount=None, every=Period.MONTH), None, "amount"),
        (replace(ASK, low=None), None, "amount"),
        (replace(ASK, high=None), None, "amount"),
        (replace(ASK, low=600), None, "amount"),
        (replace(ASK, low=0), None, "amount"),
        (replace(ASK, high=LARGEST_AMOUNT + 1), None, "amount"),
        (replace(PAID, amount=0), None, "amount"),
        (replace(PAID, amount=-1, every=Period.MONTH), None, "amount"),
        (Wage(day=DAY, amount=0), None, "amount"),
        (Goal(day=DAY, low=0, high=0, campaign="office"), None, "amount"),
        (Limit(day=DAY), None, "percent"),
        (Limit(day=DAY, percent=1, amount=1), None, "percent"),
        (Limit(day=DAY, percent=10_001), None, "percent"),
        (Meeting(day=DAY, form=Form.EVENT, hours=0), None, "hours"),
        (replace(ANSWERED, answers=()), ASK, "answers"),
        (replace(RANGE, answers=(YES,)), None, "answers"),
        (replace(ANSWERED, answers=(YES,)), RANGE, "answers"),
        (replace(ASK, answers=(Answer(AnswerWord.PLEDGED),)), None, "answers"),
        (replace(ASK, answers=(Answer(AnswerWord.NO, 5),)), None, "answers"),
        (replace(ASK, answers=(Answer(AnswerWord.PLEDGED, 0),)), None, "answers"),
        (replace(ASK, until=DAY), None, "until"),
        (replace(PAID, until=DAY), None, "until"),
        (replace(PAID, every=Period.WEEK, until=date(2026, 1, 30)), None, "until"),
        (Limit(day=DAY, percent=1, until=date(2026, 1, 30)), None, "until"),
    ],
)
def test_what_is_not_well_names_its_field(entry: Entry, target: Entry | None, field: str) -> None:
    found = find_problem(entry, target)
    assert found is not None
    assert found.field == field
    assert found.message


def test_every_first_word_is_a_type_of_row() -> None:
    assert set(ENTRY_TYPES) == set(ALLOWED_FIELDS)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (FlatRow("no such", DAY), "type"),
        (FlatRow("paid", DAY, low=500, high=500), "kind"),
        (FlatRow("paid", DAY, low=500, high=500, kind="food"), "kind"),
        (FlatRow("need", DAY, low=500, high=500, kind="dues"), "kind"),
        (FlatRow("received", DAY), "amount"),
        (FlatRow("paid", DAY, low=500, high=900, kind="dues"), "high"),
        (FlatRow("income", DAY, low=500, high=500, group="circle"), "group"),
        (FlatRow("wage", DAY, low=500, high=500, every=Period.MONTH), "every"),
        (FlatRow("meeting", DAY, low=500, high=500), "low"),
        (FlatRow("goal", DAY, low=500, high=500), "campaign"),
        (FlatRow("answered", DAY, kind="dues"), "for_entry"),
    ],
)
def test_a_row_that_makes_no_entry_names_its_column(row: FlatRow, column: str) -> None:
    with pytest.raises(InvalidFlatRowError) as caught:
        build_entry(row)
    assert caught.value.column == column


def test_a_type_of_row_has_the_columns_of_its_fields() -> None:
    shape = find_entry_shape("paid")
    assert shape.entry_class is Payment
    assert dict(shape.columns)["amount"] == "low"
    assert shape.required == ("day", "kind")


def test_an_unknown_type_of_row_has_no_shape() -> None:
    with pytest.raises(InvalidFlatRowError) as caught:
        find_entry_shape("no such")
    assert caught.value.column == "type"


def test_an_exact_amount_stands_at_both_ends_of_its_row() -> None:
    row = flatten_entry(PAID)
    assert (row.type, row.low, row.high, row.kind) == ("paid", 500, 500, "dues")
