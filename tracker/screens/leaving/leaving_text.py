"""Texts of the page for leaving: how each payment ends, and what the group will notice of it.

No amount and no label is among them: the page may be seen by someone from the group. Nothing is
said about whether the group has a right to the money.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.analysis.groups.ongoing_commitments import OngoingCommitment
from tracker.direct_debits import describe_refund_periods, describe_refund_question
from tracker.entries.entry_description import KIND_LABELS, PAID_BY_LABELS, PERIOD_LABELS
from tracker.entries.types import Means
from tracker.i18n import N_, _, _label, format_date, join_list, ngettext

ONLY_THE_NOTEBOOK = N_("This only changes your notebook. Your bank pays until you end it there.")
# Banks must block a direct debit on request: gocardless.com on SEPA, undated, and Regulation (EU)
# 260/2012. Cards: fca.org.uk, 23 June 2025. PayPal: zintego.com, undated. The periods for direct
# debits are in `tracker/direct_debits.py`.
WAYS_TO_END = {
    Means.TRANSFER: N_(
        "Standing order: you end it at your bank, online or at the counter. A standing order ends"
        " quietly. The group can see that no more money comes."
    ),
    Means.DEBIT: N_(
        "Direct debit: to end it, write to the group that they may not take money any more. That"
        " tells them. You can also ask your bank to block it. Then they find out when the next"
        " one fails."
    ),
    Means.CARD: N_(
        "Card: you end it where you set it up, such as a website. If that doesn’t work, ask the"
        " bank of the card to stop it. The group can see that it ended."
    ),
    Means.CASH: N_(
        "Cash: there’s nothing to cancel. It ends when you stop bringing it. The group can see"
        " that."
    ),
}
"""How what is paid like this ends, and what others notice. Each is translated where it is shown."""


def describe_safe_place() -> str:
    """Return the first sentence of the page, which comes before anything about money."""
    return _(
        "If you live with someone from the group or work for it, sort out where you can stay first."
    )


def describe_last_day(last_day: date | None, *, has_group: bool) -> list[str]:
    """Return the last day with the group, what it does, and which keys change it."""
    if not has_group:
        return [_("Your notebook names no group, so there’s no day to save.")]
    if last_day is None:
        return [_("No last day is saved. It can stay like that. To save one, press d.")]
    return [
        _(
            "{day}. What they ask after it is counted separately, and Tracker doesn’t ask about"
            " their meetings."
        ).format(day=format_date(last_day)),
        _("To clear the day, press i. To change it, press d."),
    ]


def describe_payments(
    ongoing: Sequence[OngoingCommitment], *, has_sepa_refunds: bool
) -> Iterator[str]:
    """Yield what runs in the notebook, how each kind of payment ends, and who can help."""
    for each in ongoing:
        yield _("In your notebook: {payment}.").format(payment=describe_ongoing(each))
    payments = [each for each in ongoing if not each.is_yes]
    means = {each.by for each in payments}
    if not payments:
        yield _(
            "Your notebook has no regular payment to them now. If you pay one, this is how to end"
            " it."
        )
    elif None in means:
        yield _("If you don’t know how you pay, look at your bank statement.")
    is_known = bool(payments) and None not in means
    yield from _describe_ways(set(means) if is_known else {*Means, None}, has_sepa_refunds)
    if ongoing:
        yield " ".join((_("Has one ended? Press s."), _(ONLY_THE_NOTEBOOK)))
    yield _("If you signed something, a consumer advice centre can read it with you.")


def _describe_ways(means: set[Means | None], has_sepa_refunds: bool) -> Iterator[str]:
    """Yield how what is paid in one of these ways ends. None means any other way."""
    for way, text in WAYS_TO_END.items():
        if way in means:
            yield _(text)
        if way is Means.DEBIT and way in means:
            yield _(
                "Your bank can also return one that was taken. A returned direct debit tells the"
                " group at once, with your name. There may be a fee."
            )
            yield describe_refund_periods() if has_sepa_refunds else describe_refund_question()
    if None in means:
        yield _(
            "PayPal: you end it in your PayPal account, under automatic payments. The group can"
            " see that it ended."
        )


def describe_ongoing(ongoing: OngoingCommitment) -> str:
    """Return a payment or a yes such as `dues, every month, by direct debit, since 1 Aug 2026`."""
    text = join_list(
        filter(
            None,
            (
                _label(KIND_LABELS[ongoing.kind.value]),
                _label(PERIOD_LABELS[ongoing.every]),
                _label(PAID_BY_LABELS[ongoing.by.value]) if ongoing.by else "",
                _label("since {day}").format(day=format_date(ongoing.start)),
            ),
        )
    )
    return _label("your yes to {ask}").format(ask=text) if ongoing.is_yes else text


def describe_ended(ended: Sequence[OngoingCommitment], last_day: date) -> str:
    """Return the message after these were ended: what, when, and how to undo it."""
    return _("Ended on {day}: {things}. To undo it, press u in Entries.").format(
        day=format_date(last_day), things=join_list(map(describe_ongoing, ended))
    )


def describe_files(count: int) -> str:
    """Return in how many places there are files besides the notebook, and the key to see them."""
    if not count:
        return _("Tracker wrote no files besides your notebook.")
    return ngettext(
        "Tracker wrote to {count} place besides your notebook. Press f to see where, and how to"
        " remove it.",
        "Tracker wrote to {count} places besides your notebook. Press f to see where, and how to"
        " remove each.",
        count,
    ).format(count=count)


def describe_people() -> str:
    """Return the key for people to talk to."""
    return _(
        "For helplines and others to talk to, press h. Tracker doesn’t record that you looked."
    )


def describe_letter() -> str:
    """Return the key for the letter to oneself."""
    return _("For a letter to yourself, to read the next time someone asks, press l.")


def describe_totals() -> str:
    """Return the key for the totals, which say what was good as well."""
    return _("For the totals of your time with them, with what was good, press t.")


def describe_end() -> str:
    """Return the last sentence of the page."""
    return _("It’s fine to stop here.")
