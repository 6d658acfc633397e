"""The months in which something is noted, found without reading what it is."""

from collections.abc import Callable

from tracker.book.book import Book
from tracker.months import EARLIEST, LATEST, Month, is_in_range

EARLIER, LATER, FIRST, LAST = "earlier", "later", "first", "last"
"""Where one may go from a month."""


def month_to(where: str, book: Book, shown: Month, current: Month) -> Month:
    """The month to go to; months without an entry are left out, but for the current one."""
    if where == FIRST:
        return min(_first(book) or current, current)
    if where == LAST:
        return max(_last(book, Month.from_date(LATEST)) or current, current)
    if where == EARLIER:
        earlier = [_last(book, shown.add_months(-1)), current if current < shown else None]
        return max((month for month in earlier if month), default=shown)
    later = [_after(book, shown), current if current > shown else None]
    return min((month for month in later if month), default=shown)


def _last(book: Book, month: Month) -> Month | None:
    """The last month, up to this one, in which something is noted."""
    newest = book.load_latest(1, month.last_day)
    # What is of an earlier day than any month has stands above today's (`Entries`).
    days = [item.entry.day for item in newest if is_in_range(item.entry.day)]
    return Month.from_date(days[0]) if days else None


def _first(book: Book) -> Month | None:
    def reaches(month: Month) -> bool:
        return _last(book, month) is not None

    return _halved(Month.from_date(EARLIEST), Month.from_date(LATEST), reaches)


def _after(book: Book, shown: Month) -> Month | None:
    def reaches(month: Month) -> bool:
        last = _last(book, month)
        return last is not None and last > shown

    return _halved(shown.add_months(1), Month.from_date(LATEST), reaches)


def _halved(first: Month, last: Month, holds: Callable[[Month], bool]) -> Month | None:
    """The first month for which something holds that, once it does, holds for all later ones."""
    if last < first or not holds(last):
        return None
    months = (last.year - first.year) * 12 + last.number - first.number
    low, high = 0, months
    while low < high:
        middle = (low + high) // 2
        if holds(first.add_months(middle)):
            high = middle
        else:
            low = middle + 1
    return first.add_months(low)
