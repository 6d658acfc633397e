"""What a check found, a sentence for each part that was looked at."""

from collections.abc import Iterator

from tracker.book.checking import Finding, Looked
from tracker.book.day_repair import Proposal
from tracker.entries.types import Logged
from tracker.texts import N_, _

WHOLE = {
    Looked.SEALS: N_("Seals: all {count} pages are as they were written."),
    Looked.PAGES: N_("Pages: all {count} are in order."),
    Looked.TABLES: N_("Tables: all {count} are as Tracker makes them."),
    Looked.TIES: N_("Ties: all {count} are whole."),
    Looked.MONEY: N_("Money: all {count} amounts can be counted."),
    Looked.ENTRIES: N_("Entries: all {count} can be read, with answers and tags."),
    Looked.DAYS: N_("Days: all {count} are between 1900 and 2199."),
    Looked.HISTORY: N_("History: all {count} earlier versions can be read."),
    Looked.MONTHS: N_("Months: all {count} add up to the same when counted again."),
}
"""What is said of a part in which nothing was found."""
NO_SEALS = N_("Seals: none without a passphrase; small damage to the file may go unseen.")
CALLED = {
    Looked.SEALS: N_("Seals"),
    Looked.PAGES: N_("Pages"),
    Looked.TABLES: N_("Tables"),
    Looked.TIES: N_("Ties"),
    Looked.MONEY: N_("Money"),
    Looked.ENTRIES: N_("Entries"),
    Looked.DAYS: N_("Days"),
    Looked.HISTORY: N_("History"),
    Looked.MONTHS: N_("Months"),
}


_MOST_NAMED = 20
"""How many things that are ignored are named."""


def finding_told(finding: Finding) -> str:
    """One line about one part, and what of it is ignored."""
    told = _told(finding)
    if not finding.ignored:
        return told
    named = ", ".join(finding.ignored[:_MOST_NAMED])
    if len(finding.ignored) > _MOST_NAMED:
        named = f"{named}, … (+{len(finding.ignored) - _MOST_NAMED})"
    ignored = _("Other programs added these, and Tracker ignores them: {names}.")
    return f"{told} {ignored.format(names=named)}"


def _told(finding: Finding) -> str:
    if finding.found:
        return _("{part}: {found}").format(
            part=_(CALLED[finding.looked]), found="; ".join(finding.found)
        )
    if finding.looked is Looked.SEALS and not finding.count:
        return _(NO_SEALS)
    if not finding.count:
        return _("{part}: none so far.").format(part=_(CALLED[finding.looked]))
    return _(WHOLE[finding.looked]).format(count=finding.count)


def proposal_told(proposal: Proposal, sentence: str) -> str:
    """Return a line about the days that are proposed for an entry, which is read as `sentence`."""
    return _("Entry {number}, {entry}: {days}").format(
        number=proposal.item.number, entry=sentence, days=", ".join(_days_told(proposal))
    )


def _days_told(proposal: Proposal) -> Iterator[str]:
    for name, before, after in (
        (_("day"), proposal.item.entry.day, proposal.proposed.entry.day),
        (_("until"), *(getattr(each.entry, "until", None) for each in _both(proposal))),
        (_("saved on"), proposal.item.logged_on, proposal.proposed.logged_on),
    ):
        if before != after:
            yield f"{name} {before} → {after}"


def _both(proposal: Proposal) -> tuple[Logged, Logged]:
    return proposal.item, proposal.proposed
