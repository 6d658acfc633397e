"""What an export leaves out of a book, in words that don't reveal it."""

from dataclasses import dataclass

from tracker.i18n import _, _label, _label_plural, format_month, join_list, ngettext
from tracker.months import Month


@dataclass(frozen=True, slots=True)
class Omissions:
    """What an export leaves out of a book, without the names of it."""

    first: Month | None = None
    """The first included month, if anything before it is left out."""
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
    """Whether labels, and where receipts are, are left out."""
    words: bool = False
    """Whether what was said is left out."""
    own_words: bool = False
    """Whether own words are left out."""
    days: bool = False
    """Whether days are left out, and months shown instead."""

    observations: int = 0
    """Entries about what others were asked for or gave that are left out."""
    undated_entries: int = 0
    """Entries that are left out for an impossible day, or that belong to such an entry."""
    corrected_entries: int = 0
    """Included entries whose impossible end was left out, or whose day of saving was replaced."""

    @property
    def is_extract(self) -> bool:
        """Whether any entry of the book is left out."""
        return bool(
            self.first
            or self.last
            or self.groups
            or self.income
            or self.observations
            or self.undated_entries
        )

    def describe(self) -> str:
        """Return what is left out or renamed, in plain words. Empty if nothing is."""
        on_purpose = ""
        if self.parts:
            on_purpose = _("Left out on purpose: {parts}.").format(parts=join_list(self.parts))
        parts = (
            self._describe_range(),
            self._describe_groups(),
            self.describe_renamed_groups(),
            on_purpose,
            self.describe_wrong_days(),
        )
        return " ".join(filter(None, parts))

    def describe_to_reader(self) -> str:
        """Return that something is left out or renamed. Empty if nothing is.

        It doesn't say what is left out: a reader could demand it.
        """
        is_partial = self.is_extract or bool(self.parts)
        parts = (
            _("This is only part of my notes.") if is_partial else "",
            self.describe_renamed_groups(),
            self.describe_wrong_days(),
        )
        return " ".join(filter(None, parts))

    def list_withheld(self) -> list[str]:
        """Return what is left out, part by part."""
        groups = _label_plural("one other group", "{count} other groups", self.groups)
        return [*([groups.format(count=self.groups)] if self.groups else []), *self.parts]

    def _describe_range(self) -> str:
        if months := describe_month_range(self.first, self.last):
            return _("This is a selection: {months}.").format(months=months)
        return _("This is a selection.") if self.is_extract else ""

    def describe_wrong_days(self) -> str:
        """Return how many entries have an impossible day. Empty for none."""
        undated_text = ngettext(
            "{count} entry is left out, because its date can’t be right.",
            "{count} entries are left out, because their date can’t be right.",
            self.undated_entries,
        )
        corrected_text = ngettext(
            "{count} entry has a last day or a day of saving that can’t be right. The last day is"
            " left out. The day of saving is replaced by the day of this export.",
            "{count} entries have a last day or a day of saving that can’t be right. The last day"
            " is left out. The day of saving is replaced by the day of this export.",
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
        """Return how many groups have another name in the export. Empty for none."""
        if not self.renamed_groups:
            return ""
        return ngettext(
            "One group has a different name here.",
            "{count} groups have different names here.",
            self.renamed_groups,
        ).format(count=self.renamed_groups)

    @property
    def parts(self) -> list[str]:
        """The parts of entries that are left out."""
        observations = _label_plural(
            "what others were asked or gave ({count} entry)",
            "what others were asked or gave ({count} entries)",
            self.observations,
        ).format(count=self.observations)
        return [
            part
            for part, is_left_out in (
                (_label("income and living costs as amounts"), self.income),
                (_label("a limit as a share of income"), self.percent_limit),
                (_label("how each month compares with a limit"), self.limit),
                (
                    _label(
                        "what was left after living costs and giving (some of what was given may"
                        " not be shown)"
                    ),
                    bool(self.groups) and not self.income,
                ),
                (_label("labels"), self.labels),
                (_label("where receipts are"), self.labels),
                (_label("what was said"), self.words),
                (_label("own words"), self.own_words),
                (observations, bool(self.observations)),
                (_label("days (months are shown instead)"), self.days),
            )
            if is_left_out
        ]


def describe_month_range(first: Month | None, last: Month | None) -> str:
    """Return a range of months, e.g. to follow a colon. Empty for all months."""
    if first is None and last is None:
        return ""
    if last is None:
        return (
            _label("from {first} on").format(first=format_month(first.first_day)) if first else ""
        )
    if first is None:
        return _label("up to {last}").format(last=format_month(last.first_day))
    if first == last:
        return _label("{month} only").format(month=format_month(first.first_day))
    return _label("from {first} to {last}").format(
        first=format_month(first.first_day), last=format_month(last.first_day)
    )
