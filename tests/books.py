"""Books for the app's tests: a month in which nothing is left, and ten years."""

from collections.abc import Iterator
from pathlib import Path

from tests.factories import LAST_MONTH, TODAY, make_book
from tracker.months import Month

YOUNG = "15 merch gave 15 #in_public"
HARD = (
    "2026-08-01 income 950/month",
    "2026-08-01 need rent 480/month",
    "2026-08-01 need food 260/month",
    "2026-08-01 limit 2%",
    "2026-09-10 paid 20 dues",
    "2026-10-10 paid 55 dues",
    "2026-11-02 ask 50-450 donation pledged 50 #public_pledge",
    "2026-11-03 ask 200 event gave 200 #deadline",
    "2026-11-05 ask 30 dues gave 30",
)
"""A month in which nothing is left."""
TEN_YEARS = 120


def make_ten_years(path: Path) -> Path:
    """Ten years of entries about three groups, the same ones every time."""
    return make_book(
        path,
        *write_ten_years(),
        group="Lesekreis für Arbeiterbildung",
        first_saved=LAST_MONTH,
    )


def write_ten_years() -> Iterator[str]:
    """About 1,200 lines: a month has meetings, asks of every kind, gifts, and now and then more."""
    first = Month.from_date(TODAY).add_months(1 - TEN_YEARS)
    yield f"{first.first_day} need rent 612.40/month"
    yield f"{first.first_day} need food 298/month"
    yield f"{first.first_day} limit 2.5%"
    for index in range(TEN_YEARS):
        yield from write_month_lines(index, first.add_months(index))


def write_month_lines(index: int, month: Month) -> Iterator[str]:
    """What is noted in the month of this index; of the last one only its first days."""

    def day(number: int) -> str:
        return str(month.first_day.replace(day=number))

    kinds = ("donation", "dues", "merch", "event", "literature", "other")
    group = '@!"tea table" ' if index == 60 else '@"tea table" ' if index > 60 else ""
    if index % 12 == 0:
        yield f"{day(1)} income {1150 + 37 * index // 12}.50/month"
    if index == 48:
        yield f"{day(1)} income 0/month"
    for week in range(1, 4):
        yield f'{day(3 * week)} meeting {1 + index % 3}.5h {group}"evening {index * 3 + week}"'
        amount = 5 + (index * 7 + week * 13) % 60
        kind = kinds[(index + week) % len(kinds)]
        answer = ("no", "later", f"gave {amount}", "no no", "yes")[(index + week) % 5]
        yield f"{day(3 * week)} ask {amount} {kind} {answer} {group}#in_public"
    yield f"{day(10)} paid {10 + index % 7}.{index % 10}5 dues by transfer {group}"
    yield f"{day(11)} ask 50-{500 + 10 * index} donation later {group}#deadline // the tin again"
    yield f"{day(11)} event 14h {group}#long_day #alcohol"


EVERY_TYPE = (
    "2026-08-01 income 950/month",
    "2026-08-01 need food 120/2weeks",
    "2026-08-01 need rent 400/4weeks",
    "2026-08-01 limit 2%",
    "2026-08-02 wage 12.50",
    "2026-10-02 goal about 20000 +office reached: about 12.50 each",
    "2026-10-03 goal 26000-28000 +office",
    "2026-10-04 event 10-12h +!seminar #long_day: until 12.50 at night",
    "2026-10-05 income 55.50 for 2026-09 'back pay'",
    "2026-11-01 meeting 2h20 #no_money: as a guest; tea cost 12.50 // 12.50 of mine",
    "2026-11-02 ask about 40 donation silent +office #in_public: 12.50 a week",
    "2026-11-03 ask 30/4weeks dues yes +office",
    "2026-11-03 paid ? for 12",
    "2026-11-04 paid about 20.75 event +seminar: tickets for 12.50",
    "2026-11-04 paid ? merch: a bag for 12.50 or so",
    "2026-11-05 returned ? for 14: some of the 12.50",
    "2026-11-05 received 3.25: change of 12.50",
    "2026-11-06 cost about 41.50 'train' +seminar by card: from 12.50 on",
    "2026-11-07 seen 50.50-450.50 donation +office #public_pledge: each said a sum, 12.50 too",
    '2026-11-08 heard 45.50 donation +office #minor_involved "he gave 12.50" // 12.50',
    "2026-11-08 heard dues: a big part of the pay",
    "2026-11-09 answered silent for 12: they wrote 12.50 times",
    "2026-11-10 withdrew for 12: not 12.50 any more",
    "2026-11-11 wrote: I would rather give 12.50 elsewhere // really",
)
"""Every type of entry, with each thing that is not known; digits stand in each text."""
