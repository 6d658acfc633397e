"""A bare word that would be a label, though something else is meant, is refused with a fix."""

import pytest

from tests.entries.entry_lines import find_marked_part, find_parse_error, read_entry
from tests.factories import read_entries
from tests.strategies import LAST_DAY, write_entry_lines
from tracker.entries.types import Entry, Income, Payment


@pytest.mark.parametrize(
    ("line", "place", "advice", "instead"),
    [
        ("received 20 transfer", "transfer", "by transfer", "received 20 by transfer"),
        ("paid 20 dues circle", "circle", "@circle", "paid 20 dues @circle"),
        ("paid 20 dues no", "no", "answered no for 5", "paid 20 dues 'no'"),
        ("paid 20 dues yes", "yes", "belongs to an ask", "paid 20 dues 'yes'"),
        ("paid 20 merch gave", "gave", "belongs to an ask", "paid 20 merch 'gave'"),
        ("paid 20 dues eur", "eur", "50 EUR", "paid 20 EUR dues"),
        ("paid 20 dues usd", "usd", "Type the amount in EUR", "paid 20 dues 'usd'"),
        ("income 950 dollars", "dollars", "in EUR", "income 950"),
        ("income 950 cents", "cents", "9.50", "income 9.50"),
        ("income 2 thousand", "thousand", "in digits", "income 2000"),
        ("income 950 from march", "from march", "2025-09-01", "2025-09-01 income 950"),
        ("income 950 september", "september", "2025-09-01", "2025-09-01 income 950"),
        ("income 950 per moth", "per moth", "per month", "income 950 per month"),
        ("income 950 last month", "last month", "2025-09-01", "2025-09-01 income 950"),
        ("paid 20 event in_public", "in_public", "'in_public'", "paid 20 event 'in_public'"),
    ],
)
def test_a_word_that_means_something_else_is_no_label(
    line: str, place: str, advice: str, instead: str
) -> None:
    error = find_parse_error(line)
    assert find_marked_part(line, error) == place
    assert advice in error.message
    read_entry(instead)


def test_the_name_of_the_currency_stands_behind_the_amount() -> None:
    for line in ("income 950 euro", "income 950 Euros", "income 950 EUR"):
        assert read_entry(line) == read_entry("income 950")
    assert "in PLN" in find_parse_error("income 950 euro", currency="PLN").message


@pytest.mark.parametrize(
    "label",
    [
        *("cash", "no", "receipt", "about", "eur", "circle", "in_public", "in cash", "from march"),
        *("last month", "september", "per moth", "half yearly"),
    ],
)
def test_in_quotes_each_is_a_label_and_is_written_so(label: str) -> None:
    entries: list[Entry] = read_entries(
        ["paid 20 event 'a' @!circle", f"paid 20 event '{label}'"], today=LAST_DAY
    )
    paid = entries[1]
    assert isinstance(paid, Payment)
    assert paid.label == label
    assert read_entries(write_entry_lines(entries), today=LAST_DAY) == entries
    assert read_entries(write_entry_lines(entries), typed=True, today=LAST_DAY) == entries


def test_a_label_that_this_book_has_may_be_a_groups_name() -> None:
    income = read_entry("income 80 circle")
    assert isinstance(income, Income)
    assert income.label == "circle"
