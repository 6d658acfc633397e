"""What an entry line may refer to: groups, tags, campaigns and earlier entries of a notebook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.tokenizer import fold
from tracker.entries.types import Ask, Entry, Payment

LARGEST_NUMBER = 10**12 - 1
"""The largest number of an entry. Lines and tables have room for twelve digits."""


@dataclass(slots=True)
class ParseContext:
    """What a line may refer to. `add_entry` updates it while lines are read one after another.

    `load_entry` returns the entry of a number in the notebook, or None. `load_last_ask` returns the
    highest number of a group's asks there, `load_is_paid` whether an ask has a payment there.
    """

    currency: str
    next_number: int = 1
    default_group: str | None = None
    groups: dict[str, str] = field(default_factory=dict)
    """Labels by their folded form, as for tags and campaigns."""
    group_numbers: dict[int, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=lambda: {tag: tag for tag in VOCABULARY_TAGS})
    meanings: dict[str, str] = field(default_factory=dict)
    """What the person's own tags mean, each in one line."""
    campaigns: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    most_added_entries: int | None = None
    """How many of the entries that were added are kept. Earlier ones are loaded by then."""
    load_entry: Callable[[int], Entry | None] = lambda number: None
    load_last_ask: Callable[[str | None], int | None] = lambda group: None
    load_is_paid: Callable[[int], bool] = lambda number: False
    _added_entries: dict[int, Entry] = field(default_factory=dict)
    _last_asks: dict[str | None, int] = field(default_factory=dict)
    _paid_asks: set[int] = field(default_factory=set)
    """The numbers of asks for which a payment was read."""

    def copy(self) -> "ParseContext":
        """Return a copy. What is added to one isn't added to the other."""
        return replace(
            self,
            groups=dict(self.groups),
            tags=dict(self.tags),
            campaigns=dict(self.campaigns),
            events=dict(self.events),
            _added_entries=dict(self._added_entries),
            _last_asks=dict(self._last_asks),
            _paid_asks=set(self._paid_asks),
        )

    def add_entry(self, entry: Entry) -> int:
        """Add an entry that was read, and return the number it will have."""
        number = self.next_number
        self._added_entries[number] = entry
        if self.most_added_entries is not None:
            self._added_entries.pop(number - self.most_added_entries, None)
        self.next_number += 1
        if isinstance(entry, Ask):
            self._last_asks[entry.group] = number
        if isinstance(entry, Payment) and entry.for_entry is not None:
            self._paid_asks.add(entry.for_entry)
        group: str | None = getattr(entry, "group", None)
        if group is not None:
            self.groups.setdefault(fold(group), group)
            self.default_group = group
        for tag in getattr(entry, "circumstances", ()):
            self.tags.setdefault(fold(tag), tag)
        for names, name in (
            (self.campaigns, getattr(entry, "campaign", None)),
            (self.events, getattr(entry, "event", None)),
        ):
            if name is not None:
                names.setdefault(fold(name), name)
        return number

    def find_entry(self, number: int) -> Entry | None:
        """Return the entry of a number, from the lines read or from the notebook."""
        return self._added_entries.get(number) or self.load_entry(number)

    def find_latest_ask(self, group: str | None) -> int | None:
        """Return the highest number of the group's asks."""
        return self._last_asks.get(group) or self.load_last_ask(group)

    def is_paid(self, number: int) -> bool:
        """Return whether an ask has a payment, among the lines read or in the notebook."""
        return number in self._paid_asks or self.load_is_paid(number)


def index_by_folded(names: Iterable[str]) -> dict[str, str]:
    """Return names by the form in which they are matched."""
    return {fold(name): name for name in names}
