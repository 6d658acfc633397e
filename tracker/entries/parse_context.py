"""What an entry line may refer to: the groups, tags, campaigns and earlier entries of a book."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tracker.entries.tags import KNOWN_TAGS
from tracker.entries.tokenizer import fold
from tracker.entries.types import Ask, Entry, Paid

LARGEST_NUMBER = 10**12 - 1
"""The number of the last entry that a book has room for: lines and tables hold twelve digits."""


@dataclass(slots=True)
class Known:
    """A book as an entry line sees it; `add` keeps it true while lines are read one after another.

    `find` gives the entry of a number that is in the book, None when there is none; `find_last_ask`
    the highest number of a group's asks there, `find_is_paid` whether an ask has a payment there.
    """

    currency: str
    next_number: int = 1
    default_group: str | None = None
    groups: dict[str, str] = field(default_factory=dict)
    """Labels by their folded form, as for tags and campaigns."""
    group_numbers: dict[int, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=lambda: {tag: tag for tag in KNOWN_TAGS})
    meanings: dict[str, str] = field(default_factory=dict)
    """What the person's own tags mean, each in one line."""
    campaigns: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    find: Callable[[int], Entry | None] = lambda number: None
    find_last_ask: Callable[[str | None], int | None] = lambda group: None
    find_is_paid: Callable[[int], bool] = lambda number: False
    _read: dict[int, Entry] = field(default_factory=dict)
    _last_asks: dict[str | None, int] = field(default_factory=dict)
    _paid: set[int] = field(default_factory=set)
    """The numbers of asks for which a payment was read."""

    def add(self, entry: Entry) -> int:
        """Take in an entry that was read; gives the number it will have."""
        number = self.next_number
        self._read[number] = entry
        self.next_number += 1
        if isinstance(entry, Ask):
            self._last_asks[entry.group] = number
        if isinstance(entry, Paid) and entry.for_entry is not None:
            self._paid.add(entry.for_entry)
        group: str | None = getattr(entry, "group", None)
        if group is not None:
            self.groups.setdefault(fold(group), group)
            self.default_group = group
        for tag in getattr(entry, "circumstances", ()):
            self.tags.setdefault(fold(tag), tag)
        campaign: str | None = getattr(entry, "campaign", None)
        if campaign is not None:
            self.campaigns.setdefault(fold(campaign), campaign)
        return number

    def entry(self, number: int) -> Entry | None:
        """The entry of a number, from the lines read or from the book."""
        return self._read.get(number) or self.find(number)

    def last_ask(self, group: str | None) -> int | None:
        """The highest number of the group's asks."""
        return self._last_asks.get(group) or self.find_last_ask(group)

    def is_paid(self, number: int) -> bool:
        """Whether an ask has a payment, among the lines read or in the book."""
        return number in self._paid or self.find_is_paid(number)


def by_folded(names: Iterable[str]) -> dict[str, str]:
    """Names by the form in which they are matched."""
    return {fold(name): name for name in names}
