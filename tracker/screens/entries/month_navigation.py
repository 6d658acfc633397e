"""Find the months that have entries, without reading the entries."""

from collections.abc import Callable

from tracker.book.book import Book
from tracker.months import EARLIEST, LATEST, Month, is_in_range

EARLIER, LATER, FIRST, LAST = "earlier", "later", "first", "last"
"""The directions from a month."""


def find_month(direction: str, book: Book, shown: Month, current: Month) -> Month:
    """Return the month to go to. Months without entries are skipped, except the current one."""
    if direction == FIRST:
        return min(_find_first_month(book) or current, current)
    if direction == LAST:
        return max(_find_last_month(book, Month.from_date(LATEST)) or current, current)
    if direction == EARLIER:
        earlier = [
            _find_last_month(book, shown.add_months(-1)),
            current if current < shown else None,
        ]
        return max((month for month in earlier if month), default=shown)
    later = [_find_next_month(book, shown), current if current > shown else None]
    return min((month for month in later if month), default=shown)


def _find_last_month(book: Book, month: Month) -> Month | None:
    """Return the last month, up to this one, that has entries."""
    newest = book.load_latest(1, month.last_day)
    # Entries with an impossible day are listed above the current month (`EntriesScreen`).
    days = [item.entry.day for item in newest if is_in_range(item.entry.day)]
    return Month.from_date(days[0]) if days else None


def _find_first_month(book: Book) -> Month | None:
    def reaches(month: Month) -> bool:
        return _find_last_month(book, month) is not None

    return _bisect_months(Month.from_date(EARLIEST), Month.from_date(LATEST), reaches)


def _find_next_month(book: Book, shown: Month) -> Month | None:
    def reaches(month: Month) -> bool:
        last = _find_last_month(book, month)
        return last is not None and last > shown

    return _bisect_months(shown.add_months(1), Month.from_date(LATEST), reaches)


def _bisect_months(first: Month, last: Month, is_reached: Callable[[Month], bool]) -> Month | None:
    """Return the first month for which `is_reached` is true. It stays true for later months."""
    if last < first or not is_reached(last):
        return None
    months = (last.year - first.year) * 12 + last.number - first.number
    low, high = 0, months
    while low < high:
        middle = (low + high) // 2
        if is_reached(first.add_months(middle)):
            high = middle
        else:
            low = middle + 1
    return first.add_months(low)
