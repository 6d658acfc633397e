"""The figures of one month, beside the chart: names and amounts, leaving out what is not known."""

from collections.abc import Iterator

from tracker.entries.reading import KINDS
from tracker.figures.monthly import Row
from tracker.texts import Numbers, _, ngettext, shown_limit_percent
from tracker.widgets.figures import Figure


def figures(row: Row, numbers: Numbers) -> Iterator[Figure]:
    """What a month's row says, leaving out what is not known."""
    if row.income is not None:
        yield _("income"), numbers.amount(row.income)
    if row.needs:
        yield _("to live on"), numbers.amount(row.needs)
    yield from _asks(row, numbers)
    share = None if row.share_given is None else numbers.percent(row.share_given)
    yield _("given"), _with_share(numbers.amount(row.given), share)
    given = [(kind, cents) for kind, cents in row.given_by_kind.items() if cents]
    if len(given) > 1 or (given and given[0][1] != row.given):
        for kind, cents in given:
            yield _("for {kind}").format(kind=_(KINDS[kind.value])), numbers.amount(cents)
    if row.returned:
        yield _("came back"), numbers.amount(row.returned)
    if row.received:
        yield _("received"), numbers.amount(row.received)
    if row.left is not None:
        yield _("left"), numbers.amount(row.left)
    if row.limit is not None:
        yield _("my line"), _line(row, numbers)


def _asks(row: Row, numbers: Numbers) -> Iterator[Figure]:
    if row.asked_high:
        yield _("asked"), _with_share(_asked(row, numbers), _asked_share(row, numbers))
    if row.asked_open:
        times = ngettext(
            "once, no amount named", "{count} times, no amount named", row.asked_open
        ).format(count=row.asked_open)
        yield _("also asked") if row.asked_high else _("asked"), times


def _asked(row: Row, numbers: Numbers) -> str:
    if row.asked_low == row.asked_high or numbers.hidden:
        return numbers.amount(row.asked_high)
    return _("{low} to {high}").format(
        low=numbers.amount(row.asked_low), high=numbers.amount(row.asked_high)
    )


def _asked_share(row: Row, numbers: Numbers) -> str | None:
    if row.share_asked_high is None or row.share_asked_low is None or not row.asked_high:
        return None
    if row.share_asked_low == row.share_asked_high or numbers.hidden:
        return numbers.percent(row.share_asked_high)
    return _("{low} to {high}").format(
        low=numbers.percent(row.share_asked_low), high=numbers.percent(row.share_asked_high)
    )


def _with_share(amount: str, share: str | None) -> str:
    """Both on one line, never broken within the share."""
    return f"{amount} ({share.replace(' ', chr(0xA0))})" if share else amount


def _line(row: Row, numbers: Numbers) -> str:
    if row.limit is None or row.limit.percent is None:
        amount = row.limit.amount if row.limit else None
        return numbers.amount(amount or 0)
    shown = numbers.percent if numbers.hidden else shown_limit_percent
    return shown(row.limit.percent)
