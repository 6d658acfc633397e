"""What each column of the bundle means, in plain words for somebody who has never seen it."""

from tracker.i18n import N_

MONTH_COLUMN_DESCRIPTIONS = {
    "month": N_("The calendar month, year first."),
    "group": N_("Which group; “all” is the row of every group together."),
    "currency": N_("The currency of every amount in this row."),
    "income": N_("Money that came in. Empty: none was noted yet, or it is left out."),
    "needs": N_("What living cost, as noted. Empty: nothing was noted yet, or it is left out."),
    "asked_low": N_("What the group asked for, at the smaller end where it named a range."),
    "asked_high": N_("The same, at the larger end."),
    "asked_open": N_("How many times money was asked for without an amount."),
    "pledged": N_("What was promised in answer."),
    "given": N_("What was paid to the group."),
    "returned": N_("What the group paid back of it; not taken off “given”."),
    "received": N_("Other money that the group gave."),
    "given_donation": N_("Of what was given: donations."),
    "given_dues": N_("Of what was given: membership dues."),
    "given_merch": N_("Of what was given: things bought from the group."),
    "given_event": N_("Of what was given: tickets and fees of events."),
    "given_literature": N_("Of what was given: books and papers."),
    "given_other": N_("Of what was given: anything else."),
    "share_asked_low": N_("The smaller amount asked for, in percent of the income."),
    "share_asked_high": N_("The larger amount asked for, in percent of the income."),
    "share_given": N_(
        "What was given, in percent of the income. Empty: no income that month. Where the income "
        "is left out, all parts are of each month’s income rounded in steps of 25 %."
    ),
    "share_after_needs": N_(
        "What was given, in percent of what living leaves of the income. Empty: not known, or left "
        "out."
    ),
    "left": N_(
        "What was left after giving and the needs noted here; never below 0. Empty: not known, or "
        "left out, as it is where not all that was given is here."
    ),
    "beyond_left": N_(
        "What was given beyond what living leaves; it came out of the needs. Empty as “left” is."
    ),
    "over_limit": N_(
        "Whether more was given than the line the person drew. Empty: no line, or left out."
    ),
    "given_open": N_("How many payments have no known amount. They are in no sum."),
    "returned_open": N_("How many times an amount came back that is not known. It is in no sum."),
}
"""The columns of `months.csv`."""

ENTRY_COLUMN_DESCRIPTIONS = {
    "entry": N_("The entry’s number, in the order in which they were noted."),
    "id": N_("A mark of its own that never changes."),
    "date": N_("The day on which it happened."),
    "logged_on": N_("The day on which it was noted."),
    "type": N_("What it is; the types are listed below."),
    "group": N_("Which group it is about."),
    "label": N_("A name the person gave it, like “side job”."),
    "kind": N_("What the money was for."),
    "every": N_("Something standing: how often it comes again."),
    "until": N_("The last day of something standing."),
    "amount_low": N_(
        "The amount, or the smaller end of a range. Empty: no amount was named, or it is not "
        "known. Then it is in no sum."
    ),
    "amount_high": N_("The same amount again, or the larger end of a range."),
    "percent": N_("The line the person drew, in percent of the income; left out with it."),
    "currency": N_("The currency of the amounts."),
    "answers": N_(
        "What was answered, in this order. “met” with a goal: it was said to be reached."
    ),
    "pledged": N_("The amount of the last promise among the answers."),
    "pledged_every": N_("How often that promise comes again; empty: once."),
    "for_entry": N_("The number of the earlier entry that this one belongs to."),
    "campaign": N_("The collection that it was part of."),
    "hours": N_("How long it took, in hours, or the smaller end of a range."),
    "circumstances": N_("How it was asked, as somebody in the room could have seen or heard it."),
    "words": N_("Words that were said, as they were remembered."),
    "by": N_("How money moved."),
    "ref": N_("Where the proof lies."),
    "evidence": N_("How it is known: by a receipt (documented), from memory, or estimated."),
    "own_words": N_("What the person says about it."),
    "event": N_("The event that it was part of, like a seminar."),
    "for_month": N_("The month in which an income counts, where that is not the month of its day."),
    "hours_high": N_("The larger end of a range of hours."),
    "minutes": N_("The whole time in minutes, where hundredths of an hour are not exact."),
    "private_note": N_("What the person wrote for themselves."),
}
"""The columns of `entries.csv`."""

MONTH_ONLY_DESCRIPTIONS = {
    "date": N_("The month in which it happened. Days are left out."),
    "logged_on": N_("The month in which it was noted."),
    "until": N_("The month in which something standing ends."),
}
"""What columns of `entries.csv` mean where the month stands in place of each day."""

TYPE_DESCRIPTIONS = {
    "ask": N_("money was asked for"),
    "seen": N_("the person was there when others were asked or gave (in no sum)"),
    "heard": N_("the person was told that others were asked or gave (in no sum)"),
    "answered": N_("an earlier ask was answered, or answered again"),
    "withdrew": N_("a promise was taken back"),
    "paid": N_("money went to the group"),
    "cost": N_("money around the group that the group did not get (in no sum)"),
    "returned": N_("money of a payment came back"),
    "received": N_("the group gave money to the person"),
    "income": N_("money came in, like a wage"),
    "need": N_("what living costs"),
    "wage": N_("what an hour of work brings"),
    "limit": N_("a line the person drew for their own giving"),
    "goal": N_("a sum the group set out to raise"),
    "meeting": N_("time with the group"),
    "event": N_("a longer meeting, a festival, a weekend"),
    "one-to-one": N_("a talk between two"),
    "stall": N_("time at the group’s stall"),
    "message": N_("something in writing from the group"),
    "call": N_("a telephone call with the group"),
    "wrote": N_("a thought that the person wrote down"),
}
"""The words in the column `type`."""
