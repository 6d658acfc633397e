"""The sentences that say what a check found, one for each part of a book."""

from collections.abc import Iterator

from tracker.book.maintenance.day_repair import DayProposal
from tracker.book.maintenance.integrity import CheckResult, IntegrityCheck
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, _, ngettext

NO_ENCRYPTION = N_("Seals: none without a passphrase; small damage to the file may go unseen.")
CHECK_TITLES = {
    IntegrityCheck.ENCRYPTION: N_("Seals"),
    IntegrityCheck.PAGES: N_("Pages"),
    IntegrityCheck.TABLES: N_("Tables"),
    IntegrityCheck.LINKS: N_("Ties"),
    IntegrityCheck.MONEY: N_("Money"),
    IntegrityCheck.ENTRIES: N_("Entries"),
    IntegrityCheck.DAYS: N_("Days"),
    IntegrityCheck.HISTORY: N_("History"),
    IntegrityCheck.MONTHS: N_("Months"),
}
_MOST_NAMED = 20
"""How many things that are ignored are named."""


def describe_result(result: CheckResult) -> str:
    """One line about one part, and what of it is ignored."""
    sentence = _describe_problems(result)
    if not result.ignored_names:
        return sentence
    named = ", ".join(result.ignored_names[:_MOST_NAMED])
    if len(result.ignored_names) > _MOST_NAMED:
        named = f"{named}, … (+{len(result.ignored_names) - _MOST_NAMED})"
    ignored = _("Other programs added these, and Tracker ignores them: {names}.")
    return f"{sentence} {ignored.format(names=named)}"


def _describe_problems(result: CheckResult) -> str:
    if result.problems:
        return _("{part}: {found}").format(
            part=_(CHECK_TITLES[result.check]), found="; ".join(result.problems)
        )
    if result.check is IntegrityCheck.ENCRYPTION and not result.count:
        return _(NO_ENCRYPTION)
    if not result.count:
        return _("{part}: none so far.").format(part=_(CHECK_TITLES[result.check]))
    return _describe_intact(result.check, result.count).format(count=result.count)


def _describe_intact(check: IntegrityCheck, count: int) -> str:
    """Return what is said of a part in which nothing was found, around a place for the count."""
    return {
        IntegrityCheck.ENCRYPTION: ngettext(
            "Seals: the {count} page is as it was written.",
            "Seals: all {count} pages are as they were written.",
            count,
        ),
        IntegrityCheck.PAGES: ngettext(
            "Pages: the {count} is in order.", "Pages: all {count} are in order.", count
        ),
        IntegrityCheck.TABLES: ngettext(
            "Tables: the {count} is as Tracker makes it.",
            "Tables: all {count} are as Tracker makes them.",
            count,
        ),
        IntegrityCheck.LINKS: ngettext(
            "Ties: the {count} is whole.", "Ties: all {count} are whole.", count
        ),
        IntegrityCheck.MONEY: ngettext(
            "Money: the {count} amount can be counted.",
            "Money: all {count} amounts can be counted.",
            count,
        ),
        IntegrityCheck.ENTRIES: ngettext(
            "Entries: the {count} can be read, with answers and tags.",
            "Entries: all {count} can be read, with answers and tags.",
            count,
        ),
        IntegrityCheck.DAYS: ngettext(
            "Days: the {count} is between 1900 and 2199.",
            "Days: all {count} are between 1900 and 2199.",
            count,
        ),
        IntegrityCheck.HISTORY: ngettext(
            "History: the {count} earlier version can be read.",
            "History: all {count} earlier versions can be read.",
            count,
        ),
        IntegrityCheck.MONTHS: ngettext(
            "Months: the {count} adds up to the same when counted again.",
            "Months: all {count} add up to the same when counted again.",
            count,
        ),
    }[check]


def describe_proposal(proposal: DayProposal, sentence: str) -> str:
    """Return a line about the days that are proposed for an entry, which is read as `sentence`."""
    return _("Entry {number}, {entry}: {days}").format(
        number=proposal.item.number, entry=sentence, days=", ".join(_describe_day_changes(proposal))
    )


def _describe_day_changes(proposal: DayProposal) -> Iterator[str]:
    for name, before, after in (
        (_("day"), proposal.item.entry.day, proposal.replacement.entry.day),
        (_("until"), *(getattr(item.entry, "until", None) for item in _list_both(proposal))),
        (_("saved on"), proposal.item.logged_on, proposal.replacement.logged_on),
    ):
        if before != after:
            yield f"{name} {before} → {after}"


def _list_both(proposal: DayProposal) -> tuple[StoredEntry, StoredEntry]:
    return proposal.item, proposal.replacement
