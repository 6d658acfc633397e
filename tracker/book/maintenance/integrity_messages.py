"""What a check found, a sentence for each part that was looked at."""

from collections.abc import Iterator

from tracker.book.maintenance.day_repair import Proposal
from tracker.book.maintenance.integrity import Finding, Looked
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, _, ngettext

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
    return _whole(finding.looked, finding.count).format(count=finding.count)


def _whole(looked: Looked, count: int) -> str:
    """What is said of a part in which nothing was found, around a place for the count."""
    return {
        Looked.SEALS: ngettext(
            "Seals: the {count} page is as it was written.",
            "Seals: all {count} pages are as they were written.",
            count,
        ),
        Looked.PAGES: ngettext(
            "Pages: the {count} is in order.", "Pages: all {count} are in order.", count
        ),
        Looked.TABLES: ngettext(
            "Tables: the {count} is as Tracker makes it.",
            "Tables: all {count} are as Tracker makes them.",
            count,
        ),
        Looked.TIES: ngettext("Ties: the {count} is whole.", "Ties: all {count} are whole.", count),
        Looked.MONEY: ngettext(
            "Money: the {count} amount can be counted.",
            "Money: all {count} amounts can be counted.",
            count,
        ),
        Looked.ENTRIES: ngettext(
            "Entries: the {count} can be read, with answers and tags.",
            "Entries: all {count} can be read, with answers and tags.",
            count,
        ),
        Looked.DAYS: ngettext(
            "Days: the {count} is between 1900 and 2199.",
            "Days: all {count} are between 1900 and 2199.",
            count,
        ),
        Looked.HISTORY: ngettext(
            "History: the {count} earlier version can be read.",
            "History: all {count} earlier versions can be read.",
            count,
        ),
        Looked.MONTHS: ngettext(
            "Months: the {count} adds up to the same when counted again.",
            "Months: all {count} add up to the same when counted again.",
            count,
        ),
    }[looked]


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


def _both(proposal: Proposal) -> tuple[StoredEntry, StoredEntry]:
    return proposal.item, proposal.proposed
