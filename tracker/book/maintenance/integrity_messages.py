"""The sentences that say what a check found, one for each part of a book."""

from collections.abc import Iterator
from datetime import date

from tracker.book.maintenance.day_repair import DayProposal
from tracker.book.maintenance.integrity import CheckResult, IntegrityCheck
from tracker.entries.types import StoredEntry
from tracker.i18n import N_, N_label, _, _label, join_list, ngettext

NO_ENCRYPTION = N_(
    "Encryption: none, because there’s no passphrase. Small damage to the file may go unnoticed."
)
CHECK_TITLES = {
    IntegrityCheck.ENCRYPTION: N_label("Encryption"),
    IntegrityCheck.PAGES: N_label("Pages"),
    IntegrityCheck.TABLES: N_label("Tables"),
    IntegrityCheck.LINKS: N_label("Links between entries"),
    IntegrityCheck.MONEY: N_label("Amounts"),
    IntegrityCheck.ENTRIES: N_label("Entries"),
    IntegrityCheck.DAYS: N_label("Dates"),
    IntegrityCheck.HISTORY: N_label("History"),
    IntegrityCheck.MONTHS: N_label("Months"),
}
_MOST_NAMED = 20
"""How many things that are ignored are named."""


def describe_result(result: CheckResult) -> str:
    """Return a line about one part, and about what is ignored in it."""
    sentence = _describe_problems(result)
    if not result.ignored_names:
        return sentence
    named = ", ".join(result.ignored_names[:_MOST_NAMED])
    if len(result.ignored_names) > _MOST_NAMED:
        named = f"{named}, … (+{len(result.ignored_names) - _MOST_NAMED})"
    ignored = _("Tracker ignores these, which other programs added: {names}.")
    return f"{sentence} {ignored.format(names=named)}"


def _describe_problems(result: CheckResult) -> str:
    if result.problems:
        return _("{part}: {problems}").format(
            part=_label(CHECK_TITLES[result.check]), problems="; ".join(result.problems)
        )
    if result.check is IntegrityCheck.ENCRYPTION and not result.count:
        return _(NO_ENCRYPTION)
    if not result.count:
        return _("{part}: none yet.").format(part=_label(CHECK_TITLES[result.check]))
    return _describe_intact(result.check, result.count).format(count=result.count)


def _describe_intact(check: IntegrityCheck, count: int) -> str:
    """Return the sentence for a part without problems, with a placeholder for the count."""
    return {
        IntegrityCheck.ENCRYPTION: ngettext(
            "Encryption: {count} page intact.", "Encryption: all {count} pages intact.", count
        ),
        IntegrityCheck.PAGES: ngettext(
            "Pages: {count} intact.", "Pages: all {count} intact.", count
        ),
        IntegrityCheck.TABLES: ngettext(
            "Tables: {count} intact.", "Tables: all {count} intact.", count
        ),
        IntegrityCheck.LINKS: ngettext(
            "Links between entries: {count} intact.",
            "Links between entries: all {count} intact.",
            count,
        ),
        IntegrityCheck.MONEY: ngettext(
            "Amounts: {count} can be counted.", "Amounts: all {count} can be counted.", count
        ),
        IntegrityCheck.ENTRIES: ngettext(
            "Entries: {count} can be read, with its answers and tags.",
            "Entries: all {count} can be read, with their answers and tags.",
            count,
        ),
        IntegrityCheck.DAYS: ngettext(
            "Dates: {count} is between 1900 and 2199.",
            "Dates: all {count} are between 1900 and 2199.",
            count,
        ),
        IntegrityCheck.HISTORY: ngettext(
            "History: {count} earlier version can be read.",
            "History: all {count} earlier versions can be read.",
            count,
        ),
        IntegrityCheck.MONTHS: ngettext(
            "Months: {count} adds up to the same when counted again.",
            "Months: all {count} add up to the same when counted again.",
            count,
        ),
    }[check]


def describe_proposal(proposal: DayProposal, sentence: str) -> str:
    """Return a line about the days that are proposed for an entry, which is read as `sentence`."""
    return _label("Entry {number}, {entry}: {changes}").format(
        number=proposal.item.number,
        entry=sentence,
        changes=join_list(_describe_day_changes(proposal)),
    )


def _describe_day_changes(proposal: DayProposal) -> Iterator[str]:
    item, replacement = proposal.item, proposal.replacement
    for template, before, after in (
        (_label("date {before} → {after}"), item.entry.day, replacement.entry.day),
        (_label("until {before} → {after}"), _get_until(item), _get_until(replacement)),
        (_label("saved on {before} → {after}"), item.logged_on, replacement.logged_on),
    ):
        if before != after:
            yield template.format(before=before, after=after)


def _get_until(item: StoredEntry) -> date | None:
    until: date | None = getattr(item.entry, "until", None)
    return until
