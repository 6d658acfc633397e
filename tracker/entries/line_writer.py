"""Write entries as entry lines that can be read back as the same entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.entries.amounts import is_currency_code
from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.grammar import (
    APART,
    BARE_LABEL_TYPES,
    CAMPAIGN_TYPES,
    DAY_WORDS,
    MET_WORDS,
    OPEN_AMOUNT_TYPES,
    SOURCE_WORDS,
    list_bare_words,
    list_kinds,
)
from tracker.entries.hours import MINUTES_PER_HOUR
from tracker.entries.label_hints import suggest_label_fix
from tracker.entries.parse_context import ParseContext
from tracker.entries.period_words import LONG_ADVERB_WORDS, ONCE, is_frequency_word
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.entries.tokenizer import (
    Token,
    TokenMark,
    fold,
    quote_label,
    quote_name,
    quote_text,
    write_own_words,
)
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence, StoredEntry
from tracker.entries.word_matching import find_near_word
from tracker.money import Hundredths, format_short
from tracker.months import Period

_PLAIN_LABEL = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST_BARE_LABEL = 100
"""Characters of a label without quotes."""


@dataclass(slots=True)
class LineWriter:
    """Writes the lines of one text: what an earlier line made known is not made again.

    `numbers` maps an entry's number to the number its line will have. One that is not in it is
    written as it is.
    """

    currency: str
    default_group: str | None = None
    groups: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=lambda: {fold(tag) for tag in VOCABULARY_TAGS})
    names: set[str] = field(default_factory=set)
    """Campaigns and events: no name is both."""
    numbers: dict[int, int] = field(default_factory=dict)
    periods: dict[int, Period | None] = field(default_factory=dict)
    """The period of each ask written so far. A pledge to it need not repeat it."""

    def write_line(self, number: int, entry: Entry) -> str:
        """Return the line of an entry with this number in the notebook."""
        row = flatten_entry(entry)
        parts = [row.day.isoformat(), row.type, *self._write_tokens(number, row)]
        if row.own_words is not None:
            parts[-1] += f": {write_own_words(row.own_words)}"
        if row.private_note is not None:
            parts.append(f"// {row.private_note}")
        return " ".join(parts)

    def _write_tokens(self, number: int, row: FlatRow) -> Iterator[str]:
        amount = _format_amount(row)
        if row.kind is not None and row.type == "need":
            yield row.kind
        if amount is not None:
            yield amount
        if row.kind is not None and row.type in ("ask", "paid", *SOURCE_WORDS):
            yield row.kind
        if row.label is not None:
            # A colon may be a part of a label, so one before own words is in quotes.
            is_quoted = row.own_words is not None or row.type not in BARE_LABEL_TYPES
            yield (quote_label(row.label) if is_quoted else self._write_label(row.label, row.type))
        yield from self._write_reference(number, row)
        if row.until is not None:
            yield f"until {row.until}"
        if row.for_month is not None:
            yield f"for {row.for_month}"
        yield from self._write_names(row)
        if row.met:
            yield MET_WORDS[0]
        yield from self._write_details(row)

    def _write_reference(self, number: int, row: FlatRow) -> Iterator[str]:
        """Yield the entry that it refers to, and the answers to this ask or to that one."""
        target = row.for_entry
        if row.type == "ask":
            self.periods[number] = row.every
        elif target is not None and row.type == "answered":
            yield from self._write_answers(
                row, self.periods.get(target), is_ask_known=target in self.periods
            )
        if target is not None:
            yield f"for {self.numbers.get(target, target)}"
        if row.type == "ask":
            yield from self._write_answers(row, row.every, is_ask_known=True)

    def _write_details(self, row: FlatRow) -> Iterator[str]:
        if row.hours is not None:
            yield _format_hours(row.hours, row.hours_high, row.minutes)
        if row.by is not None:
            yield f"by {row.by}"
        if row.ref is not None:
            yield f"ref {quote_text(row.ref)}"
        if row.group is not None:
            yield from self._write_group(row.group, row)
        for tag in row.circumstances:
            yield ("#" if fold(tag) in self.tags else "#!") + tag
            self.tags.add(fold(tag))
        if row.words is not None:
            yield quote_text(row.words)
        if row.evidence is not Evidence.REMEMBERED:
            yield row.evidence.value

    def _write_names(self, row: FlatRow) -> Iterator[str]:
        """Yield the campaign and the event. One that no earlier line named is marked as new."""
        made = "campaign" if row.type in CAMPAIGN_TYPES else "event"
        for field_name, name in (("campaign", row.campaign), ("event", row.event)):
            if name is None:
                continue
            if row.type == "goal" or fold(name) in self.names:
                mark = "+"
            else:
                mark = "+!" if field_name == made else f"+!{field_name}:"
            self.names.add(fold(name))
            yield mark + self._quote_name(name, row, mark)

    @staticmethod
    def _quote_name(name: str, row: FlatRow, mark: str) -> str:
        """Return a name. A new one before own words is in quotes, because of the colon."""
        return quote_text(name) if "!" in mark and row.own_words else quote_name(name)

    def _write_group(self, group: str, row: FlatRow) -> Iterator[str]:
        if row.for_entry is None and group != self.default_group:
            mark = "@" if fold(group) in self.groups else "@!"
            yield mark + self._quote_name(group, row, mark)
        self.groups.add(fold(group))
        self.default_group = group

    def _write_answers(
        self, row: FlatRow, ask_period: Period | None, *, is_ask_known: bool
    ) -> Iterator[str]:
        for answer in row.answers:
            yield _format_answer(answer, ask_period, is_ask_known=is_ask_known)

    def _write_label(self, label: str, word: str) -> str:
        # Its patterns take a while to build, and most lines that are written have no label.
        from tracker.entries.phrases.word_list import is_phrase_word

        words = (*list_bare_words(word), *LONG_ADVERB_WORDS)
        is_plain = len(label) <= _LONGEST_BARE_LABEL and all(
            _PLAIN_LABEL.fullmatch(part)
            and not is_frequency_word(part)
            and find_near_word(part, words) is None
            and part not in DAY_WORDS
            and not is_phrase_word(part)
            and not _is_kind_prefix(part, word)
            and not is_currency_code(part)
            for part in label.split(" ")
        )
        if is_plain:
            tokens = [Token(TokenMark.WORD, part, 1, len(part)) for part in label.split(" ")]
            context = ParseContext(self.currency, groups={group: group for group in self.groups})
            is_plain = not suggest_label_fix(tokens, word, context)
        return label if is_plain else quote_label(label)


def _is_kind_prefix(part: str, word: str) -> bool:
    """Return whether the app would take a part of a label for a kind."""
    return len(part) >= 3 and any(kind.startswith(part) for kind in list_kinds(word))


def write_lines(entries: Iterable[StoredEntry], currency: str) -> Iterator[str]:
    """Yield the lines of entries in the order of their numbers, to be read into an empty book.

    Numbers that `for` names count within the lines, as an empty book will number them.
    """
    writer = LineWriter(currency)
    for position, item in enumerate(entries, start=1):
        writer.numbers[item.number] = position
        yield writer.write_line(item.number, item.entry)


def write_line(entry: Entry, currency: str, period: Period | None = None) -> str:
    """Return one entry as a line for a person, with its group and the notebook's number for `for`.

    `period` is that of the ask it answers.
    """
    writer = LineWriter(currency)
    target: int | None = getattr(entry, "for_entry", None)
    if target is not None:
        writer.periods[target] = period
    group: str | None = getattr(entry, "group", None)
    if group is not None:
        writer.groups.add(fold(group))
    names = (getattr(entry, "campaign", None), getattr(entry, "event", None))
    writer.names = {fold(name) for name in names if name is not None}
    writer.tags |= {fold(tag) for tag in getattr(entry, "circumstances", ())}
    return writer.write_line(0, entry)


def _format_amount(row: FlatRow) -> str | None:
    if row.percent is not None:
        return format_short(row.percent) + "%"
    if row.low is None or row.high is None:
        return ("?" + _format_period(row.every)) if row.type in OPEN_AMOUNT_TYPES else None
    ends = (
        format_short(row.low)
        if row.low == row.high
        else f"{format_short(row.low)}-{format_short(row.high)}"
    )
    return ends + _format_period(row.every)


def _format_hours(low: Hundredths, high: Hundredths | None, minutes: int | None) -> str:
    if minutes is not None:
        return f"{minutes // MINUTES_PER_HOUR}h{minutes % MINUTES_PER_HOUR:02}"
    return f"{format_short(low)}{f'-{format_short(high)}' if high else ''}h"


def _format_period(period: Period | None) -> str:
    return f"/{period}" if period else ""


def _format_answer(answer: Answer, ask_period: Period | None, *, is_ask_known: bool) -> str:
    if answer.word is not AnswerWord.PLEDGED or answer.amount is None:
        # What was given is an entry of its own, which a bare gave would make again.
        return f"gave {APART}" if answer.word is AnswerWord.GAVE else answer.word.value
    text = f"pledged {format_short(answer.amount)}"
    if is_ask_known and answer.every == ask_period:
        return text
    return text + (_format_period(answer.every) or f"/{ONCE}")
