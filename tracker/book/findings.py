"""What a check found, a sentence for each part that was looked at."""

from tracker.book.checking import Finding, Looked
from tracker.texts import N_, _

WHOLE = {
    Looked.SEALS: N_("Seals: all {count} pages are as they were written."),
    Looked.PAGES: N_("Pages: all {count} are in order."),
    Looked.TIES: N_("Ties: all {count} are whole."),
    Looked.MONEY: N_("Money: all {count} amounts can be counted."),
    Looked.ENTRIES: N_("Entries: all {count} can be read, with answers and tags."),
    Looked.HISTORY: N_("History: all {count} earlier versions can be read."),
    Looked.MONTHS: N_("Months: all {count} add up to the same when counted again."),
}
"""What is said of a part in which nothing was found."""
NO_SEALS = N_("Seals: none without a passphrase; small damage to the file may go unseen.")
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
    if not finding.count:
        return _("{part}: none so far.").format(part=_(CALLED[finding.looked]))
    return _(WHOLE[finding.looked]).format(count=finding.count)
