"""Sentences about the notes themselves: how the numbers are known, and what is left out."""

from collections.abc import Iterator

from tracker.analysis.monthly.essential_costs_sentences import explain_amount_left
from tracker.export.report.model import Report
from tracker.i18n import NumberFormat, _


def describe_caveats(report: Report, numbers: NumberFormat) -> Iterator[str]:
    """Yield what the reader has to know about the numbers, the most needed first."""
    yield _("I wrote them. The group’s side is not here.")
    yield from _describe_evidence(report, numbers)
    yield " ".join((*_describe_recording_days(report), _("Some things may be missing.")))
    if report.has_income:
        notable_months = (report.notable_months.largest_share, report.notable_months.nothing_left)
        notable_rows = [row for row in report.rows if row.month in notable_months]
        yield from explain_amount_left([*notable_rows, *report.last_months])
    if omissions := report.omissions.describe_to_reader():
        yield omissions
    if _has_income_shares(report):
        yield _(
            "The shares are rounded. Someone could still work out roughly what I earn, so please "
            "keep them to yourself."
        )


def _has_income_shares(report: Report) -> bool:
    """Return whether shares of a left-out income are shown next to their amounts."""
    total = report.total
    has_share = bool(total and total.share_given) or any(ask.share_of_income for ask in report.asks)
    return has_share and not report.has_income


def _describe_recording_days(report: Report) -> Iterator[str]:
    count, same_day = report.recording_counts
    if count and count == same_day:
        yield _("I wrote all of it down on the day it happened.")
    elif count and not same_day:
        yield _("I wrote all of it down later, not on the day it happened.")
    elif count:
        yield _(
            "I wrote {same} of the {count} notes about requests, payments and meetings on the day "
            "it happened, and the rest later."
        ).format(count=count, same=same_day)


def _describe_evidence(report: Report, numbers: NumberFormat) -> Iterator[str]:
    given = report.total.given if report.total else 0
    if not given:
        return
    if report.documented_amount >= given:
        yield (
            _("I have a receipt or statement for every known amount I gave.")
            if report.total and report.total.given_open
            else _("I have a receipt or statement for everything I gave.")
        )
    else:
        yield _choose_evidence_text(report).format(
            given=numbers.format_amount(given),
            documented=numbers.format_amount(report.documented_amount),
            estimated=numbers.format_amount(report.total.given_estimated if report.total else 0),
        )


def _choose_evidence_text(report: Report) -> str:
    """Return the text where not all is known by a receipt, with places for the amounts."""
    estimated = report.total.given_estimated if report.total else 0
    rest = (report.total.given if report.total else 0) - report.documented_amount
    if not report.documented_amount and not estimated:
        return _("I have no receipt or statement for what I gave. It is all from memory.")
    if not report.documented_amount and estimated == rest:
        return _("I have no receipt or statement for what I gave. I estimated all of it.")
    if not report.documented_amount:
        return _(
            "I have no receipt or statement for what I gave. It is from memory, and I estimated"
            " {estimated} of it."
        )
    if not estimated:
        return _(
            "I have a receipt or statement for {documented} of the {given} I gave. The rest is "
            "from memory."
        )
    if estimated == rest:
        return _(
            "I have a receipt or statement for {documented} of the {given} I gave. I estimated the"
            " rest."
        )
    return _(
        "I have a receipt or statement for {documented} of the {given} I gave. The rest is "
        "from memory, and I estimated {estimated} of that."
    )
