"""Several entry lines read together: those that are understood, and those kept as drafts.

A line is kept, too, where it may mean a line that is kept: by `for`, by a name that only that line
makes, or by a group that it does not name. Saved it might belong to something else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.entries.dates import kept
from tracker.entries.gifts import Below, nothing_below
from tracker.entries.line_parser import Days, is_skipped, read_line
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import Refusal
from tracker.entries.tokenizer import Mark, fold, tokens
from tracker.entries.types import Ask, Entry
from tracker.i18n import _

_NO_GROUP = "\0"
"""Stands for a group that is not sure; no group can have this name."""
_NAME = re.compile(r'([@#+])!?(?:"([^"]+)"|([^\s"]+))')
"""A group, a tag or a campaign: its mark, and its name with quotes or without."""


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line that becomes a draft: where it is, as in `line 2`, and why."""

    place: str
    text: str
    refusal: Refusal


class LineBatch:
    """The entries of lines that are read one after another, and the lines that become drafts.

    The entries are those that the same lines make without the drafts, and none of them belongs to
    anything else than it would if every line were understood.
    """

    def __init__(self, known: Known, days: Days, *, typed: bool = False) -> None:
        """Read with what a book knows; `known` takes the entries in, so it has to be its own."""
        self.entries: list[Entry] = []
        self.kept: list[KeptLine] = []
        self._known = known
        self._days = days
        self._typed = typed
        self._first_unsure = 0
        """The number from which on nobody can tell which entry is meant."""
        self._asks_since: dict[str | None, int] = {}
        """The last ask of each group since the last draft, which may be an ask."""
        self._may_name_group = ""
        """Where the draft is that may name the group of a line that names none."""
        self._made_by: dict[str, str] = {}
        """Where the first draft is that may make a name; names with their mark."""
        self._made_groups = False
        """Whether a draft may make a group."""

    def read(
        self,
        line: str,
        place: str,
        typed_as: str | None = None,
        *,
        below: Below = nothing_below,
    ) -> None:
        """Take in one line; `place` says where it is, as in `line 2`.

        `typed_as` is what is kept of it, where something in it is read as another sign. `below`
        gives the lines below it that name another entry.
        """
        if is_skipped(line):
            return
        text = line if typed_as is None else typed_as
        doubts: list[str] = []
        try:
            entries = self._read(line, self._sure(doubts), below)
        except Refusal as refusal:
            maker = next(iter(doubts), None) or self._maker(line, refusal)
            self._keep(text, place, _may_mean(maker, refusal) if maker else refusal)
            return
        if self._may_name_group:
            sure = entries
            entries = self._read(line, self._known, below)
            if entries != sure:
                self._keep(text, place, _names_no_group(line, self._may_name_group))
                return
        for entry in entries:
            number = self._known.add(entry)
            if isinstance(entry, Ask):
                self._asks_since[entry.group] = number
            if getattr(entry, "group", None) is not None:
                self._may_name_group = ""
        self.entries += entries

    def _read(self, line: str, known: Known, below: Below) -> tuple[Entry, ...]:
        return read_line(line, known, self._days, typed=self._typed, below=below)

    def drafts(self) -> list[tuple[str, date]]:
        """Return the lines that are kept, each with the day that it means where it names none."""
        return drafts_of((line.text for line in self.kept), self._days)

    def _sure(self, doubts: list[str]) -> Known:
        """Return what is known for sure; where more is asked for, `doubts` gets what it may be."""
        if not self.kept:
            return self._known
        found: list[int] = []

        def find_last_ask(group: str | None) -> int | None:
            number = self._asks_since.get(group)
            if number is None:
                doubts.append(self._may_name_group if group == _NO_GROUP else self.kept[-1].place)
            else:
                found.append(number)
            return number

        def find(number: int) -> Entry | None:
            if number < self._first_unsure or number in found:
                return self._known.entry(number)
            doubts.append(self.kept[0].place)
            return None

        return replace(
            self._known,
            default_group=_NO_GROUP if self._may_name_group else self._known.default_group,
            find=find,
            find_last_ask=find_last_ask,
            _read={},
            _last_asks={},
        )

    def _maker(self, line: str, refusal: Refusal) -> str | None:
        """Return where the draft is that may make a name that is refused."""
        refused = line[refusal.column - 1 : refusal.column - 1 + refusal.length]
        name = next(_names(refused), "")
        known = (self._known.groups, self._known.tags, self._known.campaigns)
        is_known = any(name[1:] in names for names in known)
        return None if is_known else self._made_by.get(name)

    def _keep(self, line: str, place: str, refusal: Refusal) -> None:
        """Take a line in as a draft, and what it leaves open for those that follow."""
        if not self.kept:
            self._first_unsure = self._known.next_number
        self.kept.append(KeptLine(place, line, refusal))
        self._asks_since.clear()
        for name in _names(line):
            self._made_by.setdefault(name, place)
        if self._names_group(line):
            self._may_name_group = place

    def _names_group(self, line: str) -> bool:
        """Return whether a draft may have another group than a line that names none."""
        known, default = self._known, self._known.default_group
        try:
            cut = tokens(line)
        except Refusal:
            named = "@" in line
        else:
            groups = [token.folded for token in cut if token.mark is Mark.GROUP]
            named = any(known.groups.get(group, _NO_GROUP) != default for group in groups)
            named = named or any(token.mark is Mark.WORD and "@" in token.text for token in cut)
            if groups and not named:
                return False
        self._made_groups = self._made_groups or named
        several = self._made_groups or bool({*known.groups.values()} - {default})
        return named or (several and "for" in line.casefold().split())


def drafts_of(lines: Iterable[str], days: Days) -> list[tuple[str, date]]:
    """Return lines as drafts: each with the day that it means where it names none."""
    return [(kept(line, days.today), days.undated) for line in lines]


def _names(text: str) -> Iterator[str]:
    """Yield the names in a text, each with its mark and as it is matched."""
    for mark, quoted, bare in _NAME.findall(text):
        yield mark + fold(quoted or bare)


def _may_mean(place: str, refusal: Refusal) -> Refusal:
    message = _("this may mean {place}, which is kept as a draft").format(place=place)
    return Refusal(message, refusal.column, refusal.length)


def _names_no_group(line: str, place: str) -> Refusal:
    message = _("name the group here with @, because {place} may name another one")
    start = len(line) - len(line.lstrip())
    return Refusal(message.format(place=place), start + 1, len(line.strip()))
