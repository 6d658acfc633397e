"""`tracker total +NAME`: what one event or campaign cost, as text, JSON and CSV."""

import csv
import io
import json

import pytest

from tests.cli.test_total import AT, log_into_new_book
from tests.command_line import Tracker

LINES = b"""2025-10-01 paid 20 event +!seminar
2025-10-02 event 15-17h +seminar
2025-10-02 cost 41 train +seminar
2025-10-03 cost about 36 drinks +seminar
2025-10-03 seen 50-450 donation +seminar +!campaign:office
2025-10-04 heard 45 donation +office
2025-10-20 returned 5 for 1
2025-11-02 cost 9 bread +!event:"summer camp"
2025-11-03 paid 7 event +seminar @!choir
2025-11-04 paid 12 donation +office @choir
"""


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    log_into_new_book(tracker, LINES)
    return tracker


def test_each_figure_has_a_line_and_each_group_its_own_block(filled: Tracker) -> None:
    done = filled(*AT, "total", "+seminar")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "seminar · Nov 3, 2025 · choir",
        "  Paid to the group  7.00",
        "",
        "seminar · Oct 2, 2025 · circle",
        "  Paid to the group  20.00",
        "  Costs around it    77.00 (36.00 of it estimated): train 41.00, drinks 36.00 (estimated)",
        "  Together           97.00 (36.00 of it estimated)",
        "  Time               15 to 17 h",
        "  Refunds            5.00",
        "  Seen or heard      seen once",
    ]


@pytest.mark.parametrize("name", ["+summer camp", '+"summer camp"', "+Summer Camp"])
def test_a_name_with_a_space_is_found_however_it_is_quoted(filled: Tracker, name: str) -> None:
    assert filled(*AT, "total", name).out.startswith("summer camp · Nov 2, 2025")


def test_the_name_may_come_from_standard_input(filled: Tracker) -> None:
    assert filled(*AT, "total", "-", stdin=b"+seminar\n").out.startswith("seminar")


def test_a_campaign_is_asked_for_the_same_way(filled: Tracker) -> None:
    done = filled(*AT, "total", "+office", "--format", "json")
    choir, circle = json.loads(done.out)
    assert (choir["campaign"], choir["event"], choir["paid"]) == ("office", None, "12.00")
    assert (circle["seen"], circle["heard"], circle["paid"]) == (1, 1, "0.00")


def test_months_and_group_narrow_it(filled: Tracker) -> None:
    out = filled(*AT, "total", "+seminar", "--from", "2025-11").out
    assert "7.00" in out
    assert "20.00" not in out
    out = filled(*AT, "total", "+seminar", "--group", "circle").out
    assert "20.00" in out
    assert "7.00\n" not in out.replace("77.00", "")
    done = filled(*AT, "total", "+seminar", "--to", "2025-09")
    assert (done.code, done.out) == (0, "")
    assert "Leave out --from, --to and --group" in done.err
    assert filled(*AT, "total", "+seminar", "--to", "2025-09", "--format", "json").out == "[]\n"


def test_json_has_counts_of_what_was_seen_and_no_sum_of_it(filled: Tracker) -> None:
    done = filled(*AT, "total", "+seminar", "--group", "circle", "--format", "json")
    (event,) = json.loads(done.out)
    assert event == {
        "event": "seminar",
        "campaign": None,
        "group": "circle",
        "first_day": "2025-10-02",
        "last_day": "2025-10-02",
        "currency": "EUR",
        "paid": "20.00",
        "paid_open": 0,
        "paid_estimated": "0.00",
        "returned": "5.00",
        "returned_open": 0,
        "returned_estimated": "0.00",
        "costs": "77.00",
        "costs_open": 0,
        "costs_estimated": "36.00",
        "together": "97.00",
        "together_open": 0,
        "together_estimated": "36.00",
        "hours_low": "15.00",
        "hours_high": "17.00",
        "times_without_hours": 0,
        "asked": 0,
        "asked_open": 0,
        "seen": 1,
        "heard": 0,
        "costs_by_label": [
            {
                "label": "train",
                "costs": "41.00",
                "costs_open": 0,
                "costs_estimated": "0.00",
            },
            {
                "label": "drinks",
                "costs": "36.00",
                "costs_open": 0,
                "costs_estimated": "36.00",
            },
        ],
    }
    assert "450" not in done.out


def test_csv_has_a_row_for_each_group_in_the_chosen_dialect(filled: Tracker) -> None:
    done = filled(*AT, "total", "+seminar", "--format", "csv", "--dialect", "semicolon")
    rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["group"], row["paid"], row["costs"]) for row in rows] == [
        ("choir", "7,00", "0,00"),
        ("circle", "20,00", "77,00"),
    ]
    assert rows[1]["first_day"] == "2025-10-02"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("seminar", "Type a plus before the name: tracker total +seminar"),
        ("summer camp", 'Type a plus before the name: tracker total +"summer camp"'),
        ("+seminr", "has no event or campaign “seminr”. Did you mean +seminar?"),
        ("+zz", 'has no event or campaign “zz”. It has: +seminar, +"summer camp", +office'),
        ("", "It has: +seminar"),
        ("+", "It has: +seminar"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_those_that_are(
    filled: Tracker, name: str, message: str
) -> None:
    done = filled(*AT, "total", name)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_book_without_events_says_how_to_add_one(tracker: Tracker) -> None:
    log_into_new_book(tracker, b"2025-10-01 paid 20 event\n")
    done = tracker(*AT, "total", "+seminar")
    assert done.code == 2
    assert "paid 20 event +!weekend" in done.err


def test_without_a_name_it_is_the_total_of_the_months(filled: Tracker) -> None:
    assert filled(*AT, "total").out.startswith("month")
