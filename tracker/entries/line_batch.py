"""Several entry lines read together: those that are understood, and those kept as drafts.

A line is kept, too, where it may mean a line that is kept: by `for`, by a name that only that line
makes, or by a group that it does not name. Saved it might belong to something else.

A pasted draft is typed text, so it may hold what no entry may, such as tabs. The entries are those
that the same lines make without the drafts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.entries.draft_days import find_day, pin_day
from tracker.entries.gifts import FindReferencesBelow, find_no_references
from tracker.entries.line_parser import LineDays, is_skipped, read_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import AmbiguousLineError, ParseError
from tracker.entries.phrases.phrase import PhraseContext
from tracker.entries.readings import build_question
from tracker.entries.tokenizer import TokenMark, fold, tokenize
from tracker.entries.types import Ask, Entry
from tracker.i18n import _error

_UNSURE_GROUP = "\0"
"""Means that the group isn't certain. No group can have this name."""
_NAME_PATTERN = re.compile(r'([@#+])!?(?:"([^"]+)"|([^\s"]+))')
"""A group, a tag or a campaign: its mark, and its name with quotes or without."""
_SEPARATOR = re.compile(r"[-\N{EN DASH}\N{EM DASH}_=*~]{3,}")
"""A line between two notes, which says nothing."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line that becomes a draft: where it is, as in `line 2`, and why."""

    place: str
    text: str
    error: ParseError


class LineBatch:
    """The entries of lines that are read one after another, and the lines that become drafts.

    The entries are those that the same lines make without the drafts, and none of them belongs to
    anything else than it would if every line were understood.
    """

    def __init__(
        self,
        context: ParseContext,
        days: LineDays,
        *,
        typed: bool = False,
        keeps_own_words: bool | None = None,
    ) -> None:
        """Read with what a notebook knows. Entries are added to `context`, so pass a copy.

        `keeps_own_words` is for lines that are thoughts. They are kept where a
        person types or pastes.
        """
        self.entries: list[Entry] = []
        """The entries of the lines that were added."""
        self.draft_lines: list[DraftLine] = []
        self._context = context
        self._days = days
        self._typed = typed
        self._keeps_own_words = typed if keeps_own_words is None else keeps_own_words
        self._day_above: date | None = None
        """The day that has a line of its own above, if any."""
        self._first_unsure = 0
        """The number from which on nobody can tell which entry is meant."""
        self._last_asks: dict[str | None, int] = {}
        """The last ask of each group since the last draft, which may be an ask."""
        self._group_draft_place = ""
        """Where the draft is that may name the group of a line that names none."""
        self._place_of_name: dict[str, str] = {}
        """Where the first draft is that may make a name. The names have their marks."""
        self._may_make_group = False
        """Whether a draft may make a group."""

    def add_line(
        self,
        line: str,
        place: str,
        original: str | None = None,
        *,
        find_references: FindReferencesBelow = find_no_references,
    ) -> None:
        """Read one line, and add its entries. `place` says where it is, such as `line 2`."""
        self.entries += self.parse_line(
            line, lambda: place, original, find_references=find_references
        )

    def parse_line(
        self,
        line: str,
        describe_place: Callable[[], str],
        original: str | None = None,
        *,
        find_references: FindReferencesBelow = find_no_references,
    ) -> tuple[Entry, ...]:
        """Return the entries of a line. Where it has none it may be a draft.

        `describe_place` says where a draft is, such as `line 2`. `original` is kept in it, if the
        line was changed before it is read. `find_references` returns the lines below it that name
        another entry.
        """
        if is_skipped(line) or (self._keeps_own_words and _SEPARATOR.fullmatch(line.strip())):
            self._day_above = None
            return ()
        text = line if original is None else original
        if error := self._find_day_error(line):
            self._add_draft(text, describe_place(), error)
            return ()
        doubts: list[str] = []
        try:
            entries = self._read_entries(line, self._build_sure_context(doubts), find_references)
        except ParseError as error:
            maker = next(iter(doubts), None) or self._find_maker(line, error)
            self._add_draft(
                text, describe_place(), _build_may_mean_error(maker, error) if maker else error
            )
            return ()
        if self._group_draft_place:
            sure_entries = entries
            entries = self._read_entries(line, self._context, find_references)
            if entries != sure_entries:
                self._add_draft(
                    text, describe_place(), _build_no_group_error(line, self._group_draft_place)
                )
                return ()
        for entry in entries:
            number = self._context.add_entry(entry)
            if isinstance(entry, Ask):
                self._last_asks[entry.group] = number
            if getattr(entry, "group", None) is not None:
                self._group_draft_place = ""
        return entries

    def _read_entries(
        self, line: str, context: ParseContext, find_references: FindReferencesBelow
    ) -> tuple[Entry, ...]:
        return read_line(
            line,
            context,
            self._days,
            typed=self._typed,
            keeps_own_words=self._keeps_own_words,
            find_references=find_references,
        )

    def _find_day_error(self, line: str) -> ParseError | None:
        """Return why a line may be of another day: it is only a day, or below one that is."""
        if not self._keeps_own_words:
            return None
        # A file has the days that are the same in every locale.
        context = PhraseContext(self._days.today, self._context.currency, is_typed=self._typed)
        day, is_alone = find_day(line, context)
        if is_alone and day is not None:
            self._day_above = day
            message = _error(
                "This line is only a date. Put the date first in each line that it is for."
            )
            return ParseError(message, 1, len(line))
        if self._day_above is None or day is not None:
            return None
        readings = [
            reading
            for each_day in (self._day_above, self._days.undated_day)
            for reading in self._list_readings(f"{each_day} {line}")
        ]
        # A line that is refused with each day has its own error.
        return build_question(readings, line) if readings else None

    def _list_readings(self, line: str) -> Sequence[str]:
        """Return a line that is understood, what one may mean that is not clear, or nothing."""
        try:
            self._read_entries(line, self._context, find_no_references)
        except AmbiguousLineError as error:
            return error.readings
        except ParseError:
            return ()
        return (line,)

    def build_drafts(self) -> list[tuple[str, date]]:
        """Return the lines that are kept, each with the day that it means where it names none."""
        return build_drafts((line.text for line in self.draft_lines), self._days)

    def _build_sure_context(self, doubts: list[str]) -> ParseContext:
        """Return what is certain. Drafts that may have what is missing are added to `doubts`."""
        if not self.draft_lines:
            return self._context
        sure_numbers: list[int] = []

        def load_last_ask(group: str | None) -> int | None:
            number = self._last_asks.get(group)
            if number is None:
                doubts.append(
                    self._group_draft_place
                    if group == _UNSURE_GROUP
                    else self.draft_lines[-1].place
                )
            else:
                sure_numbers.append(number)
            return number

        def load_entry(number: int) -> Entry | None:
            if number < self._first_unsure or number in sure_numbers:
                return self._context.find_entry(number)
            doubts.append(self.draft_lines[0].place)
            return None

        return replace(
            self._context,
            default_group=_UNSURE_GROUP if self._group_draft_place else self._context.default_group,
            load_entry=load_entry,
            load_last_ask=load_last_ask,
            _added_entries={},
            _last_asks={},
        )

    def _find_maker(self, line: str, error: ParseError) -> str | None:
        """Return where the draft is that may make a name that is refused."""
        refused_text = line[error.column - 1 : error.column - 1 + error.length]
        name = next(_find_names(refused_text), "")
        known_names = (self._context.groups, self._context.tags, self._context.campaigns)
        is_known = any(name[1:] in names for names in known_names)
        return None if is_known else self._place_of_name.get(name)

    def _add_draft(self, line: str, place: str, error: ParseError) -> None:
        """Take a line in as a draft, and what it leaves open for those that follow."""
        if not self.draft_lines:
            self._first_unsure = self._context.next_number
        self.draft_lines.append(DraftLine(place, line, error))
        self._last_asks.clear()
        for name in _find_names(line):
            self._place_of_name.setdefault(name, place)
        if self._is_group_unsure(line):
            self._group_draft_place = place

    def _is_group_unsure(self, line: str) -> bool:
        """Return whether a draft may have another group than a line that names none."""
        context, default_group = self._context, self._context.default_group
        try:
            tokens = tokenize(line)
        except ParseError:
            has_other_group = "@" in line
        else:
            groups = [token.folded_text for token in tokens if token.mark is TokenMark.GROUP]
            has_other_group = any(
                context.groups.get(group, _UNSURE_GROUP) != default_group for group in groups
            )
            has_other_group = has_other_group or any(
                token.mark is TokenMark.WORD and "@" in token.text for token in tokens
            )
            if groups and not has_other_group:
                return False
        self._may_make_group = self._may_make_group or has_other_group
        has_several_groups = self._may_make_group or bool(
            {*context.groups.values()} - {default_group}
        )
        return has_other_group or (has_several_groups and "for" in line.casefold().split())


def build_drafts(lines: Iterable[str], days: LineDays) -> list[tuple[str, date]]:
    """Return lines as drafts: each with the day that it means where it names none."""
    return [(pin_day(line, days.today), days.undated_day) for line in lines]


def _find_names(text: str) -> Iterator[str]:
    """Yield the names in a text, each with its mark and as names are matched."""
    for mark, quoted, bare in _NAME_PATTERN.findall(text):
        yield mark + fold(quoted or bare)


def _build_may_mean_error(place: str, error: ParseError) -> ParseError:
    # Translators: {place} is where a line is, e.g. “line 2”.
    message = _error("This may refer to {place}, which became a draft. Save that draft first.")
    return ParseError(message.format(place=place), error.column, error.length)


def _build_no_group_error(line: str, place: str) -> ParseError:
    # Translators: {place} is where a line is, e.g. “line 2”.
    message = _error("The group may be the one in {place}, or another. Add it here with @.")
    start = len(line) - len(line.lstrip())
    return ParseError(message.format(place=place), start + 1, len(line.strip()))
