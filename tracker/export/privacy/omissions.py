"""What an export leaves out of a book, in words that name none of it."""

from dataclasses import dataclass

from tracker.i18n import _, format_month, join_list, ngettext
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class Omissions:
    """What an export leaves out of a book; it names none of that."""

    first: Month | None = None
    """The first included month, where something lies before it."""
    last: Month | None = None
    groups: int = 0
    renamed_groups: int = 0
    """Groups that are shown under another name than their own."""
    income: bool = False
    """Whether the amounts of income and of living costs are left out."""
    limit: bool = False
    """Whether the person has a limit, and what was given is not compared with it."""
    percent_limit: bool = False
    """Whether a limit in percent of the income is left out."""
    labels: bool = False
    """Whether labels, and where receipts lie, are left out."""
    words: bool = False
    """Whether the words that were said, and own words, are left out."""
    days: bool = False
    """Whether days are left out, with the month in place of each."""

    undated_entries: int = 0
    """Entries that are left out for an impossible day, or that belong to such an entry."""
    corrected_entries: int = 0
    """Included entries without an impossible end, or with today as their day of saving."""

    @property
    def is_extract(self) -> bool:
        """Whether any entry of the book is left out."""
        return bool(self.first or self.last or self.groups or self.income or self.undated_entries)

    def describe(self, *, to_reader: bool = False) -> str:
        """Return what is left out or renamed, in plain words; empty when nothing is.

        A reader of the page is not told how many groups there are beside those that they see.
        """
        groups = "" if to_reader else self._describe_groups()
        on_purpose = ""
        if self.parts:
            on_purpose = _("Left out on purpose: {parts}.").format(parts=join_list(self.parts))
        parts = (
            self._describe_range(),
            groups,
            self.describe_renamed_groups(),
            on_purpose,
            self.describe_wrong_days(),
        )
        return " ".join(filter(None, parts))

    def list_withheld(self) -> list[str]:
        """Return what is left out, part by part."""
        groups = ngettext("one other group", "{count} other groups", self.groups)
        return [*([groups.format(count=self.groups)] if self.groups else []), *self.parts]

    def _describe_range(self) -> str:
        if months := describe_month_range(self.first, self.last):
            return _("This is an extract: {months}.").format(months=months)
        return _("This is an extract.") if self.is_extract else ""

    def describe_wrong_days(self) -> str:
        """Return how many entries have an impossible day; empty for none."""
        undated_text = ngettext(
            "{count} entry is left out, because its day cannot be right.",
            "{count} entries are left out, because their day cannot be right.",
            self.undated_entries,
        )
        corrected_text = ngettext(
            "{count} entry has another day that cannot be right. Such an end is left out, and the"
            " day of this export replaces such a day of saving.",
            "{count} entries have another day that cannot be right. Such an end is left out, and"
            " the day of this export replaces such a day of saving.",
            self.corrected_entries,
        )
        parts = (
            undated_text.format(count=self.undated_entries) if self.undated_entries else "",
            corrected_text.format(count=self.corrected_entries) if self.corrected_entries else "",
        )
        return " ".join(filter(None, parts))

    def _describe_groups(self) -> str:
        if not self.groups:
            return ""
        return ngettext(
            "One other group is left out.", "{count} other groups are left out.", self.groups
        ).format(count=self.groups)

    def describe_renamed_groups(self) -> str:
        """Return how many groups have another name in the export; empty for none."""
        if not self.renamed_groups:
            return ""
        return ngettext(
            "One group stands under another name.",
            "{count} groups stand under other names.",
            self.renamed_groups,
        ).format(count=self.renamed_groups)

    @property
    def parts(self) -> list[str]:
        """What of the entries is left out."""
        return [
            part
            for part, is_left_out in (
                (_("amounts of income and of what living costs"), self.income),
                (_("a line in percent of the income"), self.percent_limit),
                (_("which months were above a line"), self.limit),
                (
                    _("what was left after living and giving (this may not be all that was given)"),
                    bool(self.groups) and not self.income,
                ),
                (_("names given to payments"), self.labels),
                (_("where receipts lie"), self.labels),
                (_("words that were said"), self.words),
                (_("own words"), self.words),
                (_("days, with the month in place of each"), self.days),
            )
            if is_left_out
        ]


def describe_month_range(first: Month | None, last: Month | None) -> str:
    """Return a range of months, as a part of a sentence; empty for all months."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("from {first} on").format(first=format_month(first.first_day)) if first else ""
    if first is None:
        return _("up to {last}").format(last=format_month(last.first_day))
    if first == last:
        return _("{month} only").format(month=format_month(first.first_day))
    return _("from {first} to {last}").format(
        first=format_month(first.first_day), last=format_month(last.first_day)
    )
