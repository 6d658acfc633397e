"""What a check found, a sentence for each part that was looked at."""

from tracker.book.checking import Finding, Looked
from tracker.texts import N_, _

WHOLE = {
    Looked.SEALS: N_("Seals: each of {count} pages is as it was written."),
    Looked.PAGES: N_("Pages: {count}, put together as they should be; the indexes fit their rows."),
    Looked.TIES: N_("Ties: all {count} lead to something that is there."),
    Looked.MONEY: N_("Money: {count} amounts, all of them whole cents and in range."),
    Looked.ENTRIES: N_("Entries: {count}, each can be read, with its answers and tags in order."),
    Looked.HISTORY: N_("History: {count} former versions, each can be read, with its changes."),
    Looked.MONTHS: N_("Months: {count}, their sums are the same when every entry is counted anew."),
}
"""What is said of a part in which nothing was found."""
NO_SEALS = N_(
    "Seals: none, since it has no passphrase; a bit that changes by itself may go unseen."
)
CALLED = {
    Looked.SEALS: N_("Seals"),
    Looked.PAGES: N_("Pages"),
    Looked.TIES: N_("Ties"),
    Looked.MONEY: N_("Money"),
    Looked.ENTRIES: N_("Entries"),
    Looked.HISTORY: N_("History"),
    Looked.MONTHS: N_("Months"),
}


def finding_told(finding: Finding) -> str:
    """One line about one part."""
    if finding.found:
        return _("{part}: {found}").format(
            part=_(CALLED[finding.looked]), found="; ".join(finding.found)
        )
    if finding.looked is Looked.SEALS and not finding.count:
        return _(NO_SEALS)
    return _(WHOLE[finding.looked]).format(count=finding.count)
