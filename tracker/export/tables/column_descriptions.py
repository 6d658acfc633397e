"""What each column of the tables means, in plain words for a reader who has never seen Tracker."""

from tracker.i18n import N_, N_label

MONTH_COLUMN_DESCRIPTIONS = {
    "month": N_("The calendar month, year first."),
    "group": N_("The group. “all” means all groups together."),
    "currency": N_("The currency of every amount in this row."),
    "income": N_("Money that came in. Empty: none recorded yet, or left out."),
    "needs": N_("My living costs, as I recorded them. Empty: none recorded yet, or left out."),
    "asked_low": N_("What the group asked me for. If it named a range, the lower amount."),
    "asked_high": N_("The same, with the higher amount of a range."),
    "asked_open": N_("How many times they asked without naming an amount."),
    "pledged": N_("What I said yes to."),
    "given": N_("What I paid to the group."),
    "returned": N_("What the group refunded. It isn’t subtracted from “given”."),
    "received": N_("Other money I got from the group."),
    "given_donation": N_("How much of “given” was donations."),
    "given_dues": N_("How much of “given” was membership dues."),
    "given_merch": N_("How much of “given” was for things I bought from the group."),
    "given_event": N_("How much of “given” was for event tickets and fees."),
    "given_literature": N_("How much of “given” was for reading material."),
    "given_other": N_("How much of “given” was for anything else."),
    "share_asked_low": N_("The lower amount I was asked for, as a percentage of my income."),
    "share_asked_high": N_("The higher amount I was asked for, as a percentage of my income."),
    "share_given": N_(
        "What I gave, as a percentage of my income. Empty: no income that month. If income is left "
        "out, every share is worked out from each month’s income rounded in steps of 25 %."
    ),
    "share_after_needs": N_(
        "What I gave, as a percentage of my income after living costs. Empty: not known, or left "
        "out."
    ),
    "left": N_(
        "What I had left after living costs and giving, never below 0. Empty: not known, or left "
        "out, as it is when some of what I gave isn’t shown here."
    ),
    "beyond_left": N_(
        "How much of what I gave came out of my living costs. Empty whenever “left” is empty."
    ),
    "over_limit": N_(
        "Whether “given” is more than the most I wrote that I want to give in a month. Empty: I"
        " wrote no such limit, or it is left out."
    ),
    "given_open": N_("How many payments have an unknown amount. They aren’t in any total."),
    "returned_open": N_("How many refunds have an unknown amount. They aren’t in any total."),
}
"""The columns of `months.csv`."""

ENTRY_COLUMN_DESCRIPTIONS = {
    "entry": N_("The entry’s number, in the order I saved them."),
    "id": N_("A permanent ID."),
    "date": N_("The day it happened."),
    "logged_on": N_("The day I saved it."),
    "type": N_("What it is. The types are listed below."),
    "group": N_("Which group it is about."),
    "label": N_("A name I gave it, e.g. “side job”."),
    "kind": N_("What the money was for."),
    "every": N_("For something regular: how often it repeats."),
    "until": N_("For something regular: its last day."),
    "amount_low": N_(
        "The amount, or the lower end of a range. Empty: no amount was named, or it isn’t known. "
        "Then it isn’t in any total."
    ),
    "amount_high": N_("The same amount again, or the higher end of a range."),
    "percent": N_(
        "The most I want to give in a month, as a percentage of my income. Empty if left out."
    ),
    "currency": N_("The currency of the amounts."),
    "answers": N_("My answers, in order. “met” on a fundraising goal: they say it was reached."),
    "pledged": N_("The amount I last said yes to."),
    "pledged_every": N_("How often that amount repeats. Empty: once."),
    "for_entry": N_("The number of the earlier entry this one belongs to."),
    "campaign": N_(
        "The fundraising campaign it was part of. If a payment has none, it belongs to that of the"
        " ask it is for (see “for_entry”)."
    ),
    "hours": N_("How long it took, in hours, or the lower end of a range."),
    "circumstances": N_("Tags for what I noticed, as anyone there could have seen or heard it."),
    "words": N_("What was said, as I remember it."),
    "by": N_("How the money was paid."),
    "ref": N_("Where the receipt is."),
    "evidence": N_(
        "How I know it: from a receipt (documented), from memory (remembered) or estimated."
    ),
    "own_words": N_("What I say about it."),
    "event": N_(
        "The event it was part of, e.g. a seminar. If a payment has none, it belongs to that of the"
        " ask it is for (see “for_entry”)."
    ),
    "for_month": N_("The month an income counts for, if that isn’t the month of its date."),
    "hours_high": N_("The higher end of a range of hours."),
    "minutes": N_("The time in minutes, where hours with two decimals aren’t exact."),
    "private_note": N_("What I wrote only for myself."),
}
"""The columns of `entries.csv`."""

MONTH_ONLY_DESCRIPTIONS = {
    "date": N_("The month it happened. Days are left out."),
    "logged_on": N_("The month I saved it."),
    "until": N_("For something regular: its last month."),
}
"""What the columns with days mean in `entries.csv` when months are shown instead."""

TYPE_DESCRIPTIONS = {
    "ask": N_label("I was asked for money"),
    "seen": N_label("I was there when others were asked or gave (not in any total)"),
    "heard": N_label("I heard that others were asked or gave (not in any total)"),
    "answered": N_label("I answered an earlier request, or changed my answer"),
    "withdrew": N_label("I took back something I had said yes to"),
    "paid": N_label("I gave money to the group"),
    "cost": N_label("I had costs that the group didn’t get, e.g. travel (not in any total)"),
    "returned": N_label("the group gave back money I had paid"),
    "received": N_label("the group gave me money"),
    "income": N_label("money came in, e.g. a wage"),
    "need": N_label("what I need for living costs"),
    "wage": N_label("what I earn in an hour"),
    "limit": N_label("the most I want to give in a month"),
    "goal": N_label("an amount the group wanted to raise"),
    "meeting": N_label("time with the group"),
    "event": N_label("a longer meeting, a festival, a weekend"),
    "one-to-one": N_label("a talk, just the two of us"),
    "stall": N_label("time at the group’s stall"),
    "message": N_label("something in writing from the group"),
    "call": N_label("a phone call with the group"),
    "wrote": N_label("a thought I wrote down"),
}
"""The words in the column `type`."""
