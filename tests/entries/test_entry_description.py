"""An entry in the words of the screens, by example."""

import pytest

from tests.entries.entry_lines import read_entry
from tests.factories import read_entries
from tests.strategies import LAST_DAY
from tracker.entries.entry_description import build_description
from tracker.entries.types import Entry
from tracker.i18n import HIDDEN_NUMBER

ASKED = "ask 30 dues"
PAID = "paid 30 dues"


def describe_line(line: str) -> str:
    entry = read_entry(line, ASKED, PAID, 'goal 5 +"new office"')
    return build_description(entry).sentence.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("ask 30 dues", "asked 30.00, dues"),
        ("ask 20-30/month dues", "asked 20.00 to 30.00 a month, dues"),
        ("ask ? donation", "asked, no amount named, donation"),
        ("ask ?/month dues", "asked, no amount named, every month, dues"),
        ("ask 5 merch no no", "asked 5.00, merch, no twice"),
        ("ask 5 merch no no no yes", "asked 5.00, merch, no 3 times, then yes"),
        (
            'ask 5 merch pledged 3/week #in_public #no_accepted "please" +"new office"',
            (
                "asked 5.00, merch, said yes to 3.00 a week, new office,"
                " others could hear, no was accepted, \u201cplease\u201d"
            ),
        ),
        ("answered later for 1", "answered, dues, later, for entry 1"),
        ("withdrew for 1", "no after all, dues, for entry 1"),
        (
            "paid 30/quarter dues 'flat' until 2027-01-31 by debit",
            "paid 30.00 a quarter, dues, flat, until Jan 31, 2027, by direct debit",
        ),
        ("paid 0/month dues", "paid, ended, dues"),
        (
            'paid 5 dues ref "blue folder" documented',
            "paid 5.00, dues, receipt: blue folder",
        ),
        ('paid 5 dues ref "blue folder"', "paid 5.00, dues, receipt: blue folder"),
        ("paid 5 dues by cash", "paid 5.00, dues, in cash"),
        ("paid 5 dues by transfer documented", "paid 5.00, dues, by transfer, receipt"),
        ("received 5 by card", "from the group 5.00, by card"),
        ("need debt 5/month", "living costs 5.00 a month, loans"),
        ("returned 5 for 2 estimated", "refund 5.00, dues, for entry 2, estimated"),
        ("income 950", "income 950.00, once"),
        ("income 0", "income 0.00"),
        ("income 5 for 2026-11", "income 5.00, once, for November 2026"),
        ("meeting 2h20", "meeting 2 h 20 min"),
        ("event 10-12.5h", "event 10 to 12.5 h"),
        ("seen dues", "I saw, amount not known, dues"),
        ("seen 50-60/2weeks dues", "I saw 50.00 to 60.00 every two weeks, dues"),
        ("heard 45 donation: a child", "I heard of 45.00, donation, a child"),
        ("paid ? dues", "paid, amount not known, dues"),
        ("cost 41 train +!seminar", "cost me 41.00, train, seminar"),
        ("cost ?", "cost me, amount not known"),
        ("wrote: I liked it", "I wrote, I liked it"),
        ("answered silent for 1", "answered, dues, no answer, for entry 1"),
        (
            'goal 40-42 +"new office": or so',
            "their goal 40.00 to 42.00, new office, or so",
        ),
        ("income 950/month job", "income 950.00 a month, job"),
        ("need rent 0/month", "living costs, none, rent"),
        ("wage 12", "wage 12.00 an hour"),
        ("limit 2.5%", "my limit 2.5 % of income"),
        ("limit 20", "my limit 20.00 a month"),
        ("goal 5 +van met", "their goal 5.00, van, they say it was reached"),
        ("meeting 2h", "meeting 2 h"),
        ("event 1.25h", "event 1.25 h"),
        ("call // quiet", "call"),
    ],
)
def test_each_entry_is_one_sentence(line: str, sentence: str) -> None:
    assert describe_line(line) == sentence


def test_the_group_and_the_private_note_stand_apart() -> None:
    (entry,) = read_entries(["paid 5 dues @!choir // ask Mia"], today=LAST_DAY)
    description = build_description(entry)
    assert (description.group, description.private_note) == ("choir", "ask Mia")
    assert "Mia" not in description.sentence


def test_hidden_amounts_are_hidden_in_each_part() -> None:
    entry: Entry = read_entry("ask 20-30 dues pledged 25/month")
    sentence = build_description(entry, lambda _cents: HIDDEN_NUMBER).sentence
    assert sentence.count(HIDDEN_NUMBER) == 3
    assert not any(letter.isdigit() for letter in sentence)
