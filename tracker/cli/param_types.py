"""Kinds of values that options take: days, months, the ends of a range."""

from datetime import date
from typing import TypeVar

import click

from tracker.cli.session import Session
from tracker.clock import SystemClock
from tracker.i18n import _error
from tracker.months import Month

RangeEnd = TypeVar("RangeEnd", date, Month)


class DayType(click.ParamType[date]):
    """A calendar day, like 2025-10-02, yesterday or thu.

    A word counts from the day of the session, or from the real day while options are being read.
    """

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day, or refuse it with the fix."""
        if isinstance(value, date):
            return value
        from tracker.entries.dates import read_day
        from tracker.entries.parse_error import ParseError
        from tracker.entries.tokenizer import Token, TokenMark

        try:
            return read_day(Token(TokenMark.WORD, value, 1, len(value)), _find_today(ctx))
        except ParseError as error:
            self.fail(error.message, param, ctx)


def _find_today(ctx: click.Context | None) -> date:
    session = ctx.find_object(Session) if ctx else None
    return session.today if session else SystemClock().today()


class MonthType(click.ParamType[Month]):
    """A calendar month, like 2025-10."""

    name = "month"

    def convert(
        self, value: str | Month, param: click.Parameter | None, ctx: click.Context | None
    ) -> Month:
        """Read the month, or refuse it with the fix."""
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class RangeEndType(click.ParamType[date]):
    """One end of a range of days: a day, or a month, which means its first or last day."""

    name = "date"

    def __init__(self, *, last: bool) -> None:
        """With `last`, a month means its last day, otherwise its first."""
        self._last = last

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day or month, or refuse it with the fix."""
        if isinstance(value, str) and len(value) == len("2025-10"):
            month = MonthType().convert(value, param, ctx)
            return month.last_day if self._last else month.first_day
        return DayType().convert(value, param, ctx)


def refuse_reversed_range(first: RangeEnd | None, last: RangeEnd | None) -> None:
    """Refuse a range that ends before it starts."""
    if first is not None and last is not None and first > last:
        raise click.UsageError(
            _error("--from {first} is after --to {last}. Swap them.").format(first=first, last=last)
        )
