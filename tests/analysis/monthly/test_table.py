"""The monthly table by example: each sentence as a small book.

The sentences are those of docs/reference/figures.md, "What repeats", "The monthly table".
"""

from datetime import date

import pytest

from tests.analysis.book_factory import BookFactory
from tracker.analysis.monthly.columns import COLUMNS, serialize_row
from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.monthly.totals import sum_by_group
from tracker.months import Month

ACCEPTANCE = """\
2025-09-01 income 950/month
2025-09-01 need food 260/month
2025-09-01 limit 2%
2025-10-02 ask 50-450 donation pledged 50 #public_pledge
2025-10-11 ask 15 merch gave 15 #in_public
2025-10-11 paid 20 event
2025-10-20 ask 30/month dues no
"""


def test_the_figures_of_the_main_path(book_factory: BookFactory) -> None:
    today = date(2025, 11, 12)
    october = book_factory.serialize_row(ACCEPTANCE, "2025-10", today)
    assert october == {
        **dict.fromkeys(COLUMNS, "0.00"),
        "month": "2025-10",
        "group": "all",
        "currency": "EUR",
        "income": "950.00",
        "needs": "260.00",
        "asked_low": "95.00",
        "asked_high": "495.00",
        "asked_open": 0,
        "given_open": 0,
        "returned_open": 0,
        "pledged": "50.00",
        "given": "35.00",
        "given_merch": "15.00",
        "given_event": "20.00",
        "share_asked_low": "10.00",
        "share_asked_high": "52.11",
        "share_given": "3.68",
        "share_after_needs": "5.07",
        "left": "655.00",
        "over_limit": True,
    }
    september = book_factory.serialize_row(ACCEPTANCE, "2025-09", today)
    assert (september["share_given"], september["over_limit"]) == ("0.00", False)
    rows = book_factory.build_rows(ACCEPTANCE, today)
    assert [(str(row.month), row.group) for row in rows] == [
        ("2025-09", "all"),
        ("2025-10", "all"),
        ("2025-11", "all"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "2025-01-31 income 10/month until 2025-04-29",
            {"01": "10.00", "02": "10.00", "03": "10.00"},
            id="until a day before an occurrence",
        ),
        pytest.param(
            "2025-01-31 income 10/month until 2025-02-28",
            {"01": "10.00", "02": "10.00"},
            id="until is included",
        ),
        pytest.param(
            "2025-01-30 income 10/week until 2025-02-20",
            {"01": "10.00", "02": "30.00"},
            id="weekly",
        ),
        pytest.param(
            "2025-01-20 income 10/quarter until 2025-12-31",
            {"01": "10.00", "04": "10.00", "07": "10.00", "10": "10.00"},
            id="quarterly",
        ),
        pytest.param(
            "2025-01-05 income 10/month\n2025-03-20 income 7/month until 2025-04-30",
            {"01": "10.00", "02": "10.00", "03": "7.00", "04": "7.00"},
            id="only the newer occurs in its first month",
        ),
        pytest.param(
            "2025-01-05 income 10/month\n2025-03-20 income 7/week until 2025-03-27",
            {"01": "10.00", "02": "10.00", "03": "24.00"},
            id="both do where one is weekly",
        ),
        pytest.param(
            "2025-03-06 income 10/week\n2025-03-20 income 7/week until 2025-03-27",
            {"03": "34.00"},
            id="a weekly one ends the day before the newer starts",
        ),
        pytest.param(
            "2025-01-05 income 10/month\n2025-03-20 income 0/month",
            {"01": "10.00", "02": "10.00", "03": "10.00"},
            id="0 only ends",
        ),
        pytest.param(
            "2025-01-05 income 10/month\n2025-03-05 income 0/month",
            {"01": "10.00", "02": "10.00"},
            id="0 ends the day before it starts",
        ),
        pytest.param(
            "2025-03-20 income 7/month until 2025-04-30\n2025-01-05 income 10/month",
            {"01": "10.00", "02": "10.00", "03": "7.00", "04": "7.00"},
            id="the newer is the one that starts later, in whatever order they were logged",
        ),
        pytest.param(
            "2025-01-05 income 10/month until 2025-02-28\n2025-01-05 income 1/month rent",
            {"01": "11.00", "02": "11.00", **{f"{n:02}": "1.00" for n in range(3, 13)}},
            id="another label is another income",
        ),
        pytest.param(
            "2025-01-05 income 10/month until 2025-02-28\n2025-02-07 income 3",
            {"01": "10.00", "02": "13.00"},
            id="what comes once ends nothing",
        ),
    ],
)
def test_what_repeats(book_factory: BookFactory, lines: str, expected: dict[str, str]) -> None:
    lines = lines.replace(" rent", " 'rent'")
    column = book_factory.select_column(lines, "income", date(2025, 12, 31))
    assert column == {f"2025-{month}": amount for month, amount in expected.items()}


def test_living_costs_of_each_kind_and_label_repeat_separately(book_factory: BookFactory) -> None:
    lines = """\
2025-01-01 need food 10/month
2025-01-01 need rent 20/month
2025-01-01 need food 40/month 'dog'
2025-02-01 need food 5/month"""
    assert book_factory.select_column(lines, "needs", date(2025, 2, 1)) == {
        "2025-01": "70.00",
        "2025-02": "65.00",
    }


def test_payments_of_each_group_kind_and_label_repeat_separately(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-01-01 paid 1/month dues
2025-01-01 paid 2/month donation
2025-01-01 paid 4/month dues 'hall'
2025-01-01 paid 8/month dues @!choir
2025-02-01 paid 16/month dues @circle"""
    assert book_factory.select_column(lines, "given", date(2025, 2, 1)) == {
        "2025-01": "15.00",
        "2025-02": "30.00",
    }


def test_income_and_needs_count_to_the_months_end_and_payments_up_to_today(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-01-20 income 10/month
2025-01-20 need food 4/month
2025-01-20 paid 1/month dues
2025-02-25 income 5"""
    row = book_factory.serialize_row(lines, "2025-02", date(2025, 2, 10))
    assert (row["income"], row["needs"], row["given"]) == ("15.00", "4.00", "0.00")
    row = book_factory.serialize_row(lines, "2025-02", date(2025, 2, 20))
    assert row["given"] == "1.00"


def test_income_of_0_is_not_the_same_as_nothing_noted(book_factory: BookFactory) -> None:
    lines = """\
2025-01-10 paid 5 dues
2025-02-10 income 0
2025-02-10 need food 100
2025-03-10 paid 5 dues"""
    january = book_factory.serialize_row(lines, "2025-01")
    assert (january["income"], january["left"], january["beyond_left"]) == (None, None, None)
    march = book_factory.serialize_row(lines, "2025-03")
    assert (march["income"], march["share_given"]) == ("0.00", None)
    assert (march["left"], march["beyond_left"], march["share_after_needs"]) == (
        "0.00",
        "5.00",
        None,
    )


@pytest.mark.parametrize(
    ("lines", "left", "beyond", "after_needs"),
    [
        ("need food 60\npaid 10 dues\nincome 100", "30.00", "0.00", "25.00"),
        ("need food 60\npaid 50 dues\nincome 100", "0.00", "10.00", "125.00"),
        ("need food 100\npaid 50 dues\nincome 100", "0.00", "50.00", None),
        ("need food 160\npaid 50 dues\nincome 100", "0.00", "50.00", None),
        ("need food 0\npaid 50 dues\nincome 100", "50.00", "0.00", "50.00"),
        ("paid 50 dues\nincome 100", None, None, None),
        ("need food 60\npaid 50 dues", None, None, None),
    ],
)
def test_what_is_left_to_live_on(
    book_factory: BookFactory,
    lines: str,
    left: str | None,
    beyond: str | None,
    after_needs: str | None,
) -> None:
    dated = "\n".join(f"2025-01-10 {line}" for line in lines.splitlines())
    row = book_factory.serialize_row(dated, "2025-01")
    assert (row["left"], row["beyond_left"]) == (left, beyond)
    assert row["share_after_needs"] == after_needs


def test_shares_are_rounded_half_up_and_may_be_over_100(book_factory: BookFactory) -> None:
    row = book_factory.serialize_row("2025-01-10 income 200\n2025-01-10 paid 0.01 dues", "2025-01")
    assert row["share_given"] == "0.01"
    row = book_factory.serialize_row(
        "2025-01-10 income 200.01\n2025-01-10 paid 0.01 dues", "2025-01"
    )
    assert row["share_given"] == "0.00"
    row = book_factory.serialize_row("2025-01-10 income 10\n2025-01-10 ask 500 dues", "2025-01")
    assert row["share_asked_high"] == "5000.00"


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        ("2025-01-01 limit 2%\n2025-01-05 income 100\n2025-01-10 paid 2 dues", False),
        ("2025-01-01 limit 2%\n2025-01-05 income 100\n2025-01-10 paid 2.01 dues", True),
        ("2025-01-01 limit 2%\n2025-01-05 income 100.01\n2025-01-10 paid 2.01 dues", True),
        ("2025-01-01 limit 20\n2025-01-10 paid 20 dues", False),
        ("2025-01-01 limit 20\n2025-01-10 paid 20.01 dues", True),
        ("2025-01-01 limit 0\n2025-01-10 paid 0.01 dues", True),
        ("2025-01-01 limit 2%\n2025-01-10 paid 2 dues", None),
        ("2025-01-01 limit 2%\n2025-01-05 income 0\n2025-01-10 paid 2 dues", None),
        ("2025-01-05 income 100\n2025-01-10 paid 2 dues", None),
        ("2025-01-10 paid 5 dues\n2025-01-20 limit 9\n2025-01-25 limit 1", False),
        ("2024-12-31 limit 9\n2025-01-10 paid 5 dues\n2025-01-02 limit 1", False),
        ("2025-01-01 limit 9\n2024-12-31 limit 1\n2025-01-10 paid 5 dues", False),
        ("2024-12-01 limit 1 until 2025-01-01\n2025-01-10 paid 5 dues", True),
        ("2024-12-01 limit 1 until 2024-12-31\n2025-01-10 paid 5 dues", None),
        ("2024-12-01 limit 1 until 2024-12-31\n2025-01-10 paid 5 dues\n2025-01-11 limit 9", False),
    ],
)
def test_the_limit(book_factory: BookFactory, lines: str, over: bool | None) -> None:
    assert book_factory.serialize_row(lines, "2025-01")["over_limit"] is over


ASKED = ("asked_low", "asked_high", "asked_open")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2025-01-10 ask 5-9 dues", ("5.00", "9.00", 0)),
        ("2025-01-10 ask ? dues", ("0.00", "0.00", 1)),
        ("2025-01-10 ask 5 dues\n2025-01-11 ask 8 dues", ("13.00", "13.00", 0)),
        ("2025-01-10 ask 5 dues\n2025-01-11 ask 8 for last", ("8.00", "8.00", 0)),
        ("2025-01-10 ask 5 dues\n2025-01-11 ask ? for last", ("0.00", "0.00", 1)),
        ("2025-01-10 ask ? dues\n2025-01-11 ask 8 for last", ("8.00", "8.00", 0)),
        (
            "2025-01-10 ask 5 dues\n2025-01-20 ask 8 for 1\n2025-01-15 ask 6 for 1",
            ("8.00", "8.00", 0),
        ),
        ("2025-01-10 ask 5/week dues", ("20.00", "20.00", 0)),
        ("2025-01-10 ask 5/week dues until 2025-01-23", ("10.00", "10.00", 0)),
        ("2025-01-10 ask 5/month dues\n2025-01-20 answered no for 1", ("5.00", "5.00", 0)),
    ],
)
def test_what_was_asked_in_a_month(
    book_factory: BookFactory, lines: str, expected: tuple[str, str, int]
) -> None:
    row = book_factory.serialize_row(lines, "2025-01")
    assert tuple(row[name] for name in ASKED) == expected


def test_a_regular_ask_counts_to_the_end_of_the_current_month(book_factory: BookFactory) -> None:
    row = book_factory.serialize_row("2025-01-10 ask 5/week dues", "2025-01", date(2025, 1, 10))
    assert row["asked_high"] == "20.00"


def test_a_later_month_counts_the_regular_pledge_unless_it_was_asked_again(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-01-10 ask 30/month dues pledged 15
2025-03-05 ask 20/month for 1
2025-04-20 withdrew for 1"""
    assert book_factory.select_column(lines, "asked_high") == {
        "2025-01": "30.00",
        "2025-02": "15.00",
        "2025-03": "20.00",
        "2025-04": "15.00",
    }


def test_a_regular_ask_without_a_pledge_is_not_asked_in_later_months(
    book_factory: BookFactory,
) -> None:
    assert book_factory.select_column("2025-01-10 ask 30/month dues later", "asked_high") == {
        "2025-01": "30.00"
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2025-01-10 ask 5-9 dues pledged 7", {"01": "7.00"}),
        ("2025-01-10 ask 5 dues yes", {"01": "5.00"}),
        ("2025-01-10 ask 5 dues later\n2025-02-10 answered yes for 1", {"02": "5.00"}),
        ("2025-01-10 ask 5 dues gave 5", {}),
        ("2025-01-10 ask 5 dues yes no", {}),
        ("2025-01-10 ask 5 dues no yes", {"01": "5.00"}),
        ("2025-01-10 ask 5 dues yes later gave", {"01": "5.00"}),
        ("2025-01-10 ask 5/month dues yes until 2025-02-10", {"01": "5.00", "02": "5.00"}),
        ("2025-01-10 ask 5/month dues pledged 3/once until 2025-02-10", {"01": "3.00"}),
        (
            "2025-01-10 ask 5 dues pledged 2/month until 2025-02-09\n2025-03-10 answered yes for 1",
            {"01": "2.00", "03": "5.00"},
        ),
        (
            (
                "2025-01-10 ask 5 dues pledged 3/month until 2025-02-28\n"
                "2025-04-01 answered pledged 4/once for 1"
            ),
            {"01": "3.00", "02": "3.00", "04": "4.00"},
        ),
        (
            (
                "2025-01-10 ask 30/month dues yes\n2025-03-05 answered pledged 15 for 1\n"
                "2025-04-05 withdrew for 1"
            ),
            {"01": "30.00", "02": "30.00", "03": "15.00"},
        ),
        (
            "2025-01-10 ask 30/month dues yes\n2025-03-10 ask 30/month for 1 no",
            {"01": "30.00", "02": "30.00"},
        ),
        (
            "2025-01-10 ask 30/month dues yes\n2025-03-11 ask 30/month for 1 no",
            {"01": "30.00", "02": "30.00", "03": "30.00"},
        ),
        ("2025-01-10 ask 50 dues yes\n2025-01-20 answered pledged 60 for 1", {"01": "110.00"}),
        ("2025-01-10 ask 50 dues yes\n2025-01-10 answered pledged 60 for 1", {"01": "60.00"}),
        ("2025-01-10 ask 50 dues yes\n2025-01-20 withdrew for 1", {"01": "50.00"}),
        ("2025-01-10 ask 50 dues yes\n2025-01-10 withdrew for 1", {}),
        ("2025-01-10 ask 50 dues yes\n2025-01-20 paid 50 for 1", {"01": "50.00"}),
    ],
)
def test_what_was_promised(book_factory: BookFactory, lines: str, expected: dict[str, str]) -> None:
    column = book_factory.select_column(lines, "pledged", date(2025, 12, 31))
    assert column == {f"2025-{month}": amount for month, amount in expected.items()}


def test_pledges_count_up_to_today(book_factory: BookFactory) -> None:
    lines = "2025-01-10 ask 5/month dues yes until 2025-12-31"
    assert list(book_factory.select_column(lines, "pledged", date(2025, 3, 9))) == [
        "2025-01",
        "2025-02",
    ]
    assert list(book_factory.select_column(lines, "pledged", date(2025, 3, 10))) == [
        "2025-01",
        "2025-02",
        "2025-03",
    ]


def test_what_was_given_is_gross_and_money_back_counts_on_its_own_day(
    book_factory: BookFactory,
) -> None:
    lines = """\
2025-01-10 paid 50 merch
2025-02-10 returned 30 for 1
2025-02-11 received 25"""
    assert book_factory.select_column(lines, "given") == {"2025-01": "50.00"}
    assert book_factory.select_column(lines, "given_merch") == {"2025-01": "50.00"}
    assert book_factory.select_column(lines, "returned") == {"2025-02": "30.00"}
    assert book_factory.select_column(lines, "received") == {"2025-02": "25.00"}


def test_a_book_with_several_groups_has_a_row_of_each_after_all(book_factory: BookFactory) -> None:
    lines = """\
2025-01-01 income 100
2025-01-02 ask 5 dues gave 5
2025-01-03 ask 9 dues gave 7 @!"tea table"
2025-01-03 limit 6"""
    rows = [row for row in book_factory.build_rows(lines) if row.month == Month(2025, 1)]
    assert [(row.group, row.given, row.asked_low) for row in rows] == [
        ("all", 1200, 1400),
        ("circle", 500, 500),
        ("tea table", 700, 900),
    ]
    assert {row.income for row in rows} == {10000}
    assert [row.over_limit for row in rows] == [True, False, True]


def test_entries_without_a_group_count_for_all_alone(book_factory: BookFactory) -> None:
    table = book_factory.build_rows_without_group(
        "2025-01-02 paid 5 dues\n2025-01-03 paid 7 dues @!a\n2025-01-04 paid 9 dues @!b",
        date(2025, 1, 31),
    )
    assert [(row.group, row.given) for row in table] == [("all", 2100), ("a", 700), ("b", 900)]


def test_an_empty_book_has_no_rows_and_one_of_the_future_neither(book_factory: BookFactory) -> None:
    assert book_factory.build_rows("") == []
    assert book_factory.build_rows("2026-12-01 income 5", date(2026, 11, 30)) == []


def test_months_without_entries_are_there_with_0(book_factory: BookFactory) -> None:
    rows = book_factory.build_rows("2025-01-01 paid 5 dues", date(2025, 3, 1))
    assert [(str(row.month), row.given) for row in rows] == [
        ("2025-01", 500),
        ("2025-02", 0),
        ("2025-03", 0),
    ]


def test_a_total_adds_up_and_divides_by_the_income_that_is_known(book_factory: BookFactory) -> None:
    lines = """\
2025-01-10 paid 5 dues
2025-02-01 income 100/month
2025-02-01 need food 60/month
2025-02-01 limit 10%
2025-02-10 paid 20 merch
2025-03-10 paid 10 dues"""
    (total,) = sum_by_group(book_factory.build_rows(lines, date(2025, 3, 31)))
    row = serialize_row(total)
    assert row["month"] == "2025-01/2025-03"
    assert (row["given"], row["given_dues"], row["given_merch"]) == ("35.00", "15.00", "20.00")
    assert (row["income"], row["needs"], row["left"]) == ("200.00", "120.00", "50.00")
    assert row["share_given"] == "15.00"
    assert row["share_after_needs"] == "37.50"
    assert row["over_limit"] == 1


def test_a_total_of_nothing_is_nothing(book_factory: BookFactory) -> None:
    assert sum_by_group([]) == []


def test_the_columns_are_those_of_the_file_in_its_order(book_factory: BookFactory) -> None:
    row = book_factory.serialize_row("2025-01-10 paid 5 dues", "2025-01")
    assert ",".join(row) == (
        "month,group,currency,income,needs,asked_low,asked_high,asked_open,pledged,given,"
        "returned,received,given_donation,given_dues,given_merch,given_event,given_literature,"
        "given_other,share_asked_low,share_asked_high,share_given,share_after_needs,left,"
        "beyond_left,over_limit,given_open,returned_open"
    )


def test_what_was_asked_in_a_month_is_apart_from_an_earlier_yes(book_factory: BookFactory) -> None:
    lines = "2025-10-02 ask 5/month dues yes\n2025-11-03 ask 10-30 merch"
    row = book_factory.build_row(lines, "2025-11")
    assert (row.asked_low, row.asked_high) == (1500, 3500)
    assert row.new_asks_range == (1000, 3000)


def test_the_income_of_each_month_includes_what_this_month_still_brings(
    book_factory: BookFactory,
) -> None:
    facts = book_factory.load_facts_of_lines(
        "2025-10-02 income 70\n2025-10-20 income 900/month", date(2025, 11, 12)
    )
    assert MonthlyTable(facts).income_by_month == {
        Month(2025, 10): 97_000,
        Month(2025, 11): 90_000,
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025-11-02 paid 5 dues", False),
        ("2025-11-02 ask 5 dues @!choir", False),
        ("2025-11-02 paid 5 dues @!choir", True),
        ("2025-10-20 paid 5/month dues @!choir", True),
        pytest.param("2025-11-20 paid 0/month dues @!choir", False, id="of nothing"),
    ],
)
def test_whether_another_group_was_given_anything(
    book_factory: BookFactory, line: str, expected: bool
) -> None:
    table = MonthlyTable(book_factory.load_facts_of_lines(f"2025-11-01 paid 7 dues\n{line}"))
    assert table.has_other_gifts("circle") is expected
    assert table.has_other_gifts(None) is False


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025-10-02 ask ? dues", True),
        ("2025-10-02 paid 5 dues", True),
        ("2025-10-02 meeting 2h", False),
        ("2025-09-02 paid 5 dues", False),
    ],
)
def test_a_month_has_activity_where_something_was_asked_or_given(
    book_factory: BookFactory, line: str, expected: bool
) -> None:
    row = book_factory.build_row(line, "2025-10", date(2025, 10, 31))
    assert row.has_activity is expected
