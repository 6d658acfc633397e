"""What an export includes: months, groups and their names, and which parts of their entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis.monthly.monthly_facts import GroupLabel
from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import fold, tokenize
from tracker.export.privacy.omissions import describe_month_range
from tracker.i18n import _error, _label, join_list
from tracker.months import Month


class SelectionError(ValueError):
    """A selection that can't be exported. The text says why and what to do."""


@dataclass(frozen=True, slots=True)
class ExportSelection:
    """What one trusted person is shown. By default everything but the private notes."""

    first: Month | None = None
    last: Month | None = None
    groups: Mapping[str, str] | None = None
    """The included labels, and the name each is shown under. None: all, by their labels."""
    private_notes: bool = False
    limit: bool = False
    """Whether the summary shows the limit that the person set. Only together with the income."""
    income: bool = True
    """Whether the amounts of income, wages and living costs are included."""
    labels: bool = True
    """Whether labels are included, and where receipts are."""
    words: bool = True
    """Whether what was said is included."""
    own_words: bool = True
    """Whether the person's own words are included, and what their own tags mean."""
    observations: bool = True
    """Whether what others were asked for or gave is included."""
    days: bool = True
    """Whether days are included. Without them each becomes its month."""

    @property
    def has_restrictions(self) -> bool:
        """Whether any entry but a thought may be left out or look different than in the book.

        Without observations that is so only of a book that has some.
        """
        return self != ExportSelection(private_notes=self.private_notes, limit=self.limit)

    def includes_group(self, group: GroupLabel) -> bool:
        """Return whether a group is included. None, for no group, always is."""
        return group is None or self.groups is None or group in self.groups

    def is_before(self, day: date) -> bool:
        """Return whether a day is before the first month."""
        return self.first is not None and day < self.first.first_day

    def is_after(self, day: date) -> bool:
        """Return whether a day is after the last month."""
        return self.last is not None and day > self.last.last_day

    def includes_day(self, day: date) -> bool:
        """Return whether a day is in the months that are included."""
        return not (self.is_before(day) or self.is_after(day))

    def rename_group(self, label: str) -> str:
        """Return the name under which a group is shown."""
        return label if self.groups is None else self.groups.get(label, label)

    def check_fits(self, labels: Sequence[str]) -> None:
        """Raise SelectionError if the selection does not fit a book with these groups."""
        if self.first and self.last and self.first > self.last:
            raise SelectionError(
                _error("{first} is after {last}. Swap them.").format(
                    first=self.first, last=self.last
                )
            )
        if self.limit and not self.income:
            raise SelectionError(
                _error(
                    "A reader could work out your income from your limit. Include your income, or"
                    " leave out the limit."
                )
            )
        if labels and not any(map(self.includes_group, labels)):
            raise SelectionError(_error("No group is included. Choose at least one."))
        label_by_folded_name = {fold(label): label for label in labels}
        for label in filter(self.includes_group, labels):
            name = self.rename_group(label)
            if name == label:
                continue
            folded = fold(parse_group_name(name))
            if label_by_folded_name.setdefault(folded, label) != label:
                raise SelectionError(
                    _error("Another group is called “{name}”. Choose a different name.").format(
                        name=name
                    )
                )

    def describe(self, labels: Iterable[str]) -> str:
        """Return the selection in a few words, for the log of exports."""
        parts = [describe_month_range(self.first, self.last) or _label("all months")]
        for label in labels:
            if not self.includes_group(label):
                parts.append(_label("without {group}").format(group=label))
            elif self.rename_group(label) != label:
                parts.append(
                    _label("{group} as {name}").format(group=label, name=self.rename_group(label))
                )
        for part, is_included in (
            (_label("without income"), self.income),
            (_label("without labels"), self.labels),
            (_label("without words"), self.words),
            (_label("without my own words"), self.own_words),
            (_label("with months instead of days"), self.days),
        ):
            if not is_included:
                parts.append(part)
        if self.observations:
            parts.append(_label("with what others were asked or gave"))
        if self.private_notes:
            parts.append(_label("with private notes"))
        if self.limit:
            parts.append(_label("with my limit in the summary"))
        return join_list(parts)


def parse_group_name(text: str) -> str:
    """Return a name for a group as an entry line takes it. Raise SelectionError if it can't."""
    quoted = text.strip().replace('"', '""')
    try:
        (token,) = tokenize(f'@!"{quoted}"')
        return find_group(token, ParseContext("EUR"))
    except ParseError as error:
        raise SelectionError(
            _error("A group can’t be shown under this name: {reason}").format(reason=error.message)
        ) from error


EVERYTHING = ExportSelection()
"""Everything in a book but the private notes."""
