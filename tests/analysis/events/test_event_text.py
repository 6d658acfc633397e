"""The words for what an event cost: marks of estimates, missing amounts, labels, hours, counts."""

from tests.analysis.events.test_event_total import make_fact, sum_one
from tracker.analysis.events.event_text import describe_event, describe_head, list_figures
from tracker.analysis.events.event_total import EventFact
from tracker.i18n import NumberFormat

SHOWN, HIDDEN = NumberFormat(), NumberFormat(is_hidden=True)


def read_figures(*facts: EventFact, numbers: NumberFormat = SHOWN) -> dict[str, str]:
    return dict(list_figures(sum_one(*facts), numbers))


def test_each_figure_has_a_line_and_nothing_has_none() -> None:
    assert read_figures(
        make_fact(1, "paid", cents=2000),
        make_fact(2, "cost", cents=4100, label="train"),
        make_fact(3, "cost", cents=3600, label="drinks", is_estimated=True),
        make_fact(4, "event", hours=1500, hours_high=1700),
    ) == {
        "Paid to the group": "20.00",
        "Costs around it": "77.00 (36.00 of it estimated): train 41.00, drinks 36.00 (estimated)",
        "Together": "97.00 (36.00 of it estimated)",
        "Time": "15 to 17 h",
    }


def test_amounts_that_are_not_known_are_said_beside_the_sum() -> None:
    figures = read_figures(make_fact(1, "paid", cents=2000), make_fact(2, "paid"))
    assert figures["Paid to the group"] == (
        "20.00, without one payment whose amount you don’t know"
    )
    figures = read_figures(make_fact(1, "cost", label="train"))
    assert figures == {"Costs around it": "a payment whose amount you don’t know: train"}


def test_many_labels_share_one_sum() -> None:
    costs = [
        make_fact(number, "cost", cents=number * 100, label=f"label{chr(96 + number)}")
        for number in range(1, 7)
    ]
    assert read_figures(*costs, make_fact(9, "cost", cents=50))["Costs around it"] == (
        "21.50: labelf 6.00, labele 5.00, labeld 4.00, labelc 3.00, other 3.50"
    )


def test_counts_of_asks_and_of_what_was_seen_or_heard_have_no_sums() -> None:
    assert read_figures(
        make_fact(1, "ask", cents=500),
        make_fact(2, "ask"),
        make_fact(3, "seen", cents=5000),
        make_fact(4, "heard", cents=6000),
        make_fact(5, "heard"),
    ) == {
        "You were asked": "2 times, of these once without an amount",
        "Seen or heard": "seen once, heard of 2 times",
    }
    assert read_figures(make_fact(1, "ask"))["You were asked"] == "once, no amount named"


def test_time_without_hours_is_said() -> None:
    assert read_figures(make_fact(1, "event"))["Time"] == "once, hours not recorded"
    assert read_figures(make_fact(1, "event", hours=200), make_fact(2, "call"))["Time"] == (
        "2 h, and once without hours"
    )


def test_one_line_says_what_is_known() -> None:
    total = sum_one(make_fact(1, "paid", cents=2000), make_fact(2, "meeting", hours=150))
    assert describe_event(total, SHOWN) == "paid 20.00 · 1.5 h"
    assert describe_event(sum_one(make_fact(1, "seen")), SHOWN) == (
        "No money and no hours recorded."
    )


def test_hidden_amounts_are_dots_also_in_names_and_labels() -> None:
    facts = (
        make_fact(1, "paid", cents=2000)._replace(name="walk77"),
        make_fact(2, "cost", cents=4100, label="bus41")._replace(name="walk77"),
    )
    total = sum_one(*facts)
    shown = " ".join(
        [
            describe_event(total, HIDDEN),
            describe_head(total, HIDDEN, has_group=True).partition(" · ")[0],
            *(text for _name, text in list_figures(total, HIDDEN)),
        ]
    )
    assert not any(letter.isdigit() for letter in shown)
