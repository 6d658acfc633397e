"""Sentences about the report's limits: how its numbers are known, and what is left out."""

from collections.abc import Iterator

from tracker.analysis.monthly.essential_costs_sentences import explain_amount_left
from tracker.export.report.model import Report
from tracker.i18n import NumberFormat, _, ngettext


def describe_caveats(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """Yield what the reader has to know about the numbers, the most needed first."""
    yield _("These are one person’s own notes. The group has not been heard.")
    yield from _describe_evidence(report, numbers)
    yield from _describe_open_amounts(report)
    yield from _describe_recording_days(report)
    yield _("What I did not note is not in it, and memory can err.")
    if report.has_income:
        notable_months = (report.notable_months.largest_share, report.notable_months.nothing_left)
        notable_rows = [row for row in report.rows if row.month in notable_months]
        yield from explain_amount_left([*notable_rows, *report.last_months])
    if omissions := report.omissions.describe(to_reader=True):
        yield omissions
    if _has_income_shares(report):
        yield _(
            "Each month’s income is rounded in steps of 25 % before any part of it is worked out: "
            "a part told as 4 % may be 3.2 to 5 %. So my income can be estimated roughly. Please "
            "keep that to yourself, too."
        )


def _describe_open_amounts(report: Report) -> Iterator[str]:
    total = report.total
    if total and (count := total.given_open + total.returned_open):
        yield ngettext(
            "I do not know {count} amount that I gave or got back. It is in no sum and no part of "
            "the income.",
            "I do not know {count} amounts that I gave or got back. They are in no sum and no part "
            "of the income.",
            count,
        ).format(count=count)


def _has_income_shares(report: Report) -> bool:
    """Return whether parts of a left-out income stand beside their amounts."""
    total = report.total
    is_told = bool(total and total.share_given) or any(ask.share_of_income for ask in report.asks)
    return is_told and not report.has_income


def _describe_recording_days(report: Report) -> Iterator[str]:
    count, same_day = report.recording_counts
    if count and count == same_day:
        yield ngettext(
            "The {count} entry about being asked, paying and meeting was noted on its own day.",
            "All {count} entries about being asked, paying and meeting were noted on their own "
            "days.",
            count,
        ).format(count=count)
    elif count and not same_day:
        yield ngettext(
            "The {count} entry about being asked, paying and meeting was noted later than on its "
            "own day.",
            "All {count} entries about being asked, paying and meeting were noted later than on "
            "their own days.",
            count,
        ).format(count=count)
    elif count:
        yield ngettext(
            "Of {count} entries about being asked, paying and meeting, {same} was noted on its "
            "own day, {later} later.",
            "Of {count} entries about being asked, paying and meeting, {same} were noted on their "
            "own days, {later} later.",
            same_day,
        ).format(count=count, same=same_day, later=count - same_day)


def _describe_evidence(report: Report, numbers: NumberFormat) -> Iterator[str]:
    given = report.total.given if report.total else 0
    if not given:
        return
    if report.documented_amount >= given:
        yield (
            _("Each amount that I gave and know is known by a receipt or a statement.")
            if report.total and report.total.given_open
            else _("All that I gave is known by a receipt or a statement.")
        )
    elif not report.documented_amount:
        yield _(
            "Of what I gave, nothing is known by a receipt or a statement; all is from memory or "
            "estimated."
        )
    else:
        yield _(
            "Of the {given} that I gave, {documented} is known by a receipt or a statement; the "
            "rest is from memory or estimated."
        ).format(
            given=numbers.format_amount(given),
            documented=numbers.format_amount(report.documented_amount),
        )
