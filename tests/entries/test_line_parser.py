"""Entry lines by example: every type of entry, and every token that may stand in one."""

from datetime import date

import pytest

from tests.entries.entry_lines import read_entry
from tests.factories import make_parse_context, read_entries
from tests.strategies import LAST_DAY
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Evidence,
    Form,
    Goal,
    Income,
    Kind,
    LaterAnswer,
    Limit,
    Means,
    Meeting,
    MoneyFromGroup,
    Need,
    NeedKind,
    Payment,
    Refund,
    Wage,
    Withdrawal,
)
from tracker.months import Period

DAY = date(2025, 10, 2)
MONTH = Period.MONTH
NO, LATER, YES, GAVE = (
    Answer(word) for word in (AnswerWord.NO, AnswerWord.LATER, AnswerWord.YES, AnswerWord.GAVE)
)


def build_pledge(cents: int, every: Period | None = None) -> Answer:
    return Answer(AnswerWord.PLEDGED, cents, every)


def test_a_line_of_each_type_reads_as_the_reference_says() -> None:
    entries = read_entries(
        [
            "2025-09-01 income 950/month",
            "2025-09-01 need food 260/month",
            "2025-09-01 limit 2%",
            '2025-10-02 ask 50-450 donation pledged 50 #public_pledge #deadline "name a number"',
            "2025-10-11 event 14h #long_day #alcohol",
            "2025-10-11 ask 15 merch no no gave 15 #in_public",
            "2025-10-11 goal 20000 +office met",
            "2025-10-11 goal 28000 +office",
            "2025-10-11 paid 20 event by cash",
            '2025-10-20 ask 30/month dues no #cause_over_person "the work" // cried later',
            "2025-11-03 ask 30/month dues for last no",
            "2025-11-10 answered later for 11",
        ],
        make_parse_context(),
        today=LAST_DAY,
    )
    event_day, later_day = date(2025, 10, 11), date(2025, 10, 20)
    assert entries == [
        Income(day=date(2025, 9, 1), amount=95000, every=MONTH),
        Need(day=date(2025, 9, 1), kind=NeedKind.FOOD, amount=26000, every=MONTH),
        Limit(day=date(2025, 9, 1), percent=200),
        Ask(
            day=DAY,
            low=5000,
            high=45000,
            kind=Kind.DONATION,
            answers=(build_pledge(5000),),
            circumstances=("public_pledge", "deadline"),
            words="name a number",
            group="circle",
        ),
        Meeting(
            day=event_day,
            form=Form.EVENT,
            hours=1400,
            circumstances=("long_day", "alcohol"),
            group="circle",
        ),
        Ask(
            day=event_day,
            low=1500,
            high=1500,
            kind=Kind.MERCH,
            answers=(NO, NO, GAVE),
            circumstances=("in_public",),
            group="circle",
        ),
        Payment(day=event_day, amount=1500, kind=Kind.MERCH, group="circle", for_entry=6),
        Goal(day=event_day, low=2000000, high=2000000, campaign="office", met=True, group="circle"),
        Goal(day=event_day, low=2800000, high=2800000, campaign="office", group="circle"),
        Payment(day=event_day, amount=2000, kind=Kind.EVENT, by=Means.CASH, group="circle"),
        Ask(
            day=later_day,
            low=3000,
            high=3000,
            kind=Kind.DUES,
            every=MONTH,
            answers=(NO,),
            circumstances=("cause_over_person",),
            words="the work",
            private_note="cried later",
            group="circle",
        ),
        Ask(
            day=date(2025, 11, 3),
            low=3000,
            high=3000,
            kind=Kind.DUES,
            every=MONTH,
            answers=(NO,),
            group="circle",
            for_entry=11,
        ),
        LaterAnswer(
            day=date(2025, 11, 10),
            for_entry=11,
            answers=(LATER,),
            kind=Kind.DUES,
            group="circle",
        ),
    ]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("withdrew for 1", Withdrawal(day=DAY, for_entry=1, kind=Kind.DUES, group="circle")),
        (
            'paid 30/month for 1 until 2026-06-30 by debit ref "blue folder" documented',
            Payment(
                day=DAY,
                amount=3000,
                kind=Kind.DUES,
                every=MONTH,
                until=date(2026, 6, 30),
                by=Means.DEBIT,
                ref="blue folder",
                evidence=Evidence.DOCUMENTED,
                group="circle",
                for_entry=1,
            ),
        ),
        (
            "paid 0/month dues",
            Payment(day=DAY, amount=0, every=MONTH, kind=Kind.DUES, group="circle"),
        ),
        (
            "returned 5 for 2 by transfer",
            Refund(
                day=DAY,
                amount=500,
                for_entry=2,
                kind=Kind.MERCH,
                by=Means.TRANSFER,
                group="circle",
            ),
        ),
        (
            "received 25 travel money by card",
            MoneyFromGroup(
                day=DAY, amount=2500, label="travel money", by=Means.CARD, group="circle"
            ),
        ),
        ("income 0", Income(day=DAY, amount=0)),
        (
            "income 12,50/week side job",
            Income(day=DAY, amount=1250, every=Period.WEEK, label="side job"),
        ),
        (
            "need 45 energy 'for'",
            Need(day=DAY, kind=NeedKind.ENERGY, amount=4500, label="for"),
        ),
        ("wage 11.40", Wage(day=DAY, amount=1140)),
        ("limit 20", Limit(day=DAY, amount=2000)),
        ("limit 20/month", Limit(day=DAY, amount=2000)),
        ("limit 0", Limit(day=DAY, amount=0)),
        (
            "limit 2,5% until 2026-01-31",
            Limit(day=DAY, percent=250, until=date(2026, 1, 31)),
        ),
        ("limit 2 %", Limit(day=DAY, percent=200)),
        ("limit 2.5\u202f% until 2026-01-31", Limit(day=DAY, percent=250, until=date(2026, 1, 31))),
        ("income 20 % of sales", Income(day=DAY, amount=2000, label="% of sales")),
        (
            'goal 100 +"new van" @!choir',
            Goal(day=DAY, low=10000, high=10000, campaign="new van", group="choir"),
        ),
        ("meeting", Meeting(day=DAY, form=Form.MEETING, group="circle")),
        ("one-to-one 1.5h", Meeting(day=DAY, form=Form.ONE_TO_ONE, hours=150, group="circle")),
        ("stall 0,5H", Meeting(day=DAY, form=Form.STALL, hours=50, group="circle")),
        (
            'message "call me"',
            Meeting(day=DAY, form=Form.MESSAGE, words="call me", group="circle"),
        ),
        ("call #!own", Meeting(day=DAY, form=Form.CALL, circumstances=("own",), group="circle")),
        (
            "ask ? other",
            Ask(day=DAY, low=None, high=None, kind=Kind.OTHER, group="circle"),
        ),
        (
            "ask ?/month dues pledged 5",
            Ask(
                day=DAY,
                low=None,
                high=None,
                kind=Kind.DUES,
                every=MONTH,
                answers=(build_pledge(500, MONTH),),
                group="circle",
            ),
        ),
    ],
)
def test_each_type_reads(line: str, entry: Entry) -> None:
    before = ("2025-10-01 ask 30/month dues", "2025-10-01 paid 15 merch")
    assert read_entry(f"2025-10-02 {line}", *before) == entry


@pytest.mark.parametrize("amount", ["50", "50.00", "50,0", "€50", "50€", "50 EUR", "50 €", "050"])
def test_an_amount_is_written_in_many_ways(amount: str) -> None:
    entry = read_entry(f"paid {amount} dues")
    assert isinstance(entry, Payment)
    assert entry.amount == 5000


@pytest.mark.parametrize(
    "amount", ["30/week", "30 EUR/week", "30 eur/Week", "€30/week", "30€/week"]
)
def test_a_period_stands_after_the_amount_and_its_currency(amount: str) -> None:
    entry = read_entry(f"income {amount}")
    assert entry == Income(day=entry.day, amount=3000, every=Period.WEEK)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("pledged 20", build_pledge(2000, MONTH)),
        ("pledged 20/year", build_pledge(2000, Period.YEAR)),
        ("pledged 20/once", build_pledge(2000)),
        ("pledged 20 EUR/once", build_pledge(2000)),
        ("yes", YES),
        ("later", LATER),
        ("gave", GAVE),
    ],
)
def test_a_pledge_takes_the_period_of_its_ask(answers: str, expected: Answer) -> None:
    asked = read_entry(f"ask 30/month dues {answers}")
    assert isinstance(asked, Ask)
    assert asked.answers == (expected,)
    answered = read_entry(f"answered {answers} for 1", "ask 30/month dues")
    assert isinstance(answered, LaterAnswer)
    assert answered.answers == (expected,)


def test_a_gift_is_a_payment_with_the_next_number() -> None:
    entries = read_entries(
        [
            "2025-10-02 ask 15 merch gave 15 estimated @!circle",
            "2025-10-03 answered gave 2,50 gave apart for 1",
            "2025-10-04 ask ? donation gave apart",
        ],
        today=LAST_DAY,
    )
    assert [type(entry) for entry in entries] == [Ask, Payment, LaterAnswer, Payment, Ask]
    first, second = entries[1], entries[3]
    assert first == Payment(
        day=date(2025, 10, 2),
        amount=1500,
        kind=Kind.MERCH,
        group="circle",
        for_entry=1,
        evidence=Evidence.ESTIMATED,
    )
    assert second == Payment(
        day=date(2025, 10, 3), amount=250, kind=Kind.MERCH, group="circle", for_entry=1
    )


def test_words_match_without_case_and_tokens_stand_in_any_order() -> None:
    first = read_entry('2025-10-02 ASK 50 Dues NO #IN_PUBLIC "No" Estimated @CIRCLE')
    second = read_entry('2025-10-02 ask estimated "No" @circle #in_public dues no 50')
    assert first == second
    assert isinstance(first, Ask)
    assert first.circumstances == ("in_public",)
    assert first.group == "circle"


def test_a_quote_inside_is_doubled_and_the_rest_is_private() -> None:
    entry = read_entry('meeting "so ""free"" // not yet" //  mine "too" #nothing ')
    assert isinstance(entry, Meeting)
    assert entry.words == 'so "free" // not yet'
    assert entry.private_note == 'mine "too" #nothing'


def test_single_quotes_make_any_word_a_label() -> None:
    entry = read_entry("paid 5 dues 'for, ''until'' and no'")
    assert isinstance(entry, Payment)
    assert entry.label == "for, 'until' and no"


def test_for_last_is_the_groups_ask_with_the_highest_number() -> None:
    before = ("ask 1 dues", "ask 2 merch @!choir", "ask 3 event @circle", "meeting @choir")
    own = read_entry("ask 9 for last", *before)
    other = read_entry("ask 9 for last @circle", *before)
    assert isinstance(own, Ask)
    assert isinstance(other, Ask)
    assert (own.for_entry, own.kind, own.group) == (2, Kind.MERCH, "choir")
    assert (other.for_entry, other.kind, other.group) == (3, Kind.EVENT, "circle")


def test_the_group_is_that_of_the_latest_entry_that_has_one() -> None:
    entries = read_entries(
        ["meeting", 'meeting @!"tea table"', "income 5", "meeting", "meeting @1", "meeting"],
        make_parse_context(),
        today=LAST_DAY,
    )
    assert [getattr(entry, "group", None) for entry in entries] == [
        *("circle", "tea table", None, "tea table", "circle", "circle"),
    ]


def test_a_book_without_a_group_has_entries_without_one() -> None:
    assert read_entries(["ask 5 dues", "ask 5 for last"], today=LAST_DAY)[1] == Ask(
        day=date(2026, 12, 31), low=500, high=500, kind=Kind.DUES, for_entry=1
    )


def test_own_tags_campaigns_and_groups_are_found_again_without_case() -> None:
    entries = read_entries(
        [
            "meeting #!Stra\u00dfe @!Caf\u00e9",
            "goal 100 +Office",
            "ask 5 dues #STRASSE +OFFICE @cafe\u0301",
        ],
        today=LAST_DAY,
    )
    ask = entries[2]
    assert isinstance(ask, Ask)
    assert ask.circumstances == ("Stra\u00dfe",)
    assert ask.campaign == "Office"
    assert ask.group == "Caf\u00e9"


@pytest.mark.parametrize("tag", ["caf\u00e9", "cafe\u0301", "\u0939\u093f\u0928\u094d\u0926\u0940"])
def test_a_tag_is_written_in_any_script(tag: str) -> None:
    entry = read_entry(f"meeting #!{tag}")
    assert isinstance(entry, Meeting)
    assert entry.circumstances == (tag,)


def test_a_line_without_a_date_is_of_the_evening_before_where_that_is_said() -> None:
    days = LineDays(today=date(2025, 10, 2), undated_day=date(2025, 10, 1))
    assert read_line("meeting", make_parse_context(), days)[0].day == date(2025, 10, 1)
    assert read_line("today meeting", make_parse_context(), days)[0].day == date(2025, 10, 2)
    assert read_line("yesterday meeting", make_parse_context(), days)[0].day == date(2025, 10, 1)


@pytest.mark.parametrize("word", ["income 5", "need food 5", "wage 5", "limit 5"])
def test_what_one_lives_on_may_start_later(word: str) -> None:
    entry = read_entry(f"2025-12-01 {word}", today=date(2025, 10, 2))
    assert entry.day == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("line", "full"),
    [
        ("30/month dues no", "ask 30/month dues no"),
        ("20 event", "ask 20 event"),
        ("0.50-20.75 mer gave 5", "ask 0.50-20.75 merch gave 5"),
        ("? don", "ask ? donation"),
        ("yesterday 50 lit", "yesterday ask 50 literature"),
        ("dues 50 no", "ask dues 50 no"),
        ("#in_public 5 oth", "ask 5 other #in_public"),
        ("paid 5 don", "paid 5 donation"),
        ("need foo 5", "need food 5"),
    ],
)
def test_in_the_app_ask_and_the_ends_of_kinds_may_be_left_out(line: str, full: str) -> None:
    today = date(2025, 10, 2)
    assert read_entry(line, today=today, typed=True) == read_entry(full, today=today)


@pytest.mark.parametrize(
    "line", ["", "   ", "\t", "// mine", "  // mine", "# a heading", "#", "\x1b\x7f", " \u200b"]
)
def test_blank_lines_and_comments_hold_no_entry(line: str) -> None:
    assert is_skipped(line)
    assert read_entries([line], today=LAST_DAY) == []
