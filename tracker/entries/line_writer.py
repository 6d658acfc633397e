"""Entries written as entry lines, so that reading them makes the same entries again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.entries.amounts import names_currency
from tracker.entries.flat_row import Columns, to_columns
from tracker.entries.grammar import APART, DAY_WORDS, bare_words, kinds_of
from tracker.entries.label_hints import find_meaning
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import nearest
from tracker.entries.parse_error_text import quote_label
from tracker.entries.period_words import LONG_ADVERBS, may_say_how_often
from tracker.entries.tags import KNOWN_TAGS
from tracker.entries.tokenizer import Mark, Token, fold
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence, Logged
from tracker.money import short
from tracker.months import Period

_PLAIN_LABEL = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PLAIN_NAME = re.compile(r"[^\s\"'!@#+\d][^\s\"]*")


@dataclass(slots=True)
class LineWriter:
    """Writes the lines of one text: what an earlier line made known is not made again.

    `numbers` maps an entry's number to the number its line will have; one that is not in it is
    written as it is.
    """

    currency: str
    default_group: str | None = None
    groups: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=lambda: {fold(tag) for tag in KNOWN_TAGS})
    campaigns: set[str] = field(default_factory=set)
    numbers: dict[int, int] = field(default_factory=dict)
    periods: dict[int, Period | None] = field(default_factory=dict)
    """The period of each ask written so far; a pledge to it need not repeat it."""

    def line(self, number: int, entry: Entry) -> str:
        """The line of an entry with its number in the book."""
        row = to_columns(entry)
        parts = [row.day.isoformat(), row.type, *self._tokens(number, row)]
        if row.private_note is not None:
            parts.append(f"// {row.private_note}")
        return " ".join(parts)

    def _tokens(self, number: int, row: Columns) -> Iterator[str]:
        amount = _amount(row)
        if row.kind is not None and row.type == "need":
            yield row.kind
        if amount is not None:
            yield amount
        if row.kind is not None and row.type in ("ask", "paid"):
            yield row.kind
        if row.label is not None:
            yield self._label(row.label, row.type)
        yield from self._tied(number, row)
        if row.until is not None:
            yield f"until {row.until}"
        if row.campaign is not None:
            yield self._campaign(row.campaign, made=row.type == "goal")
        if row.met:
            yield "met"
        yield from self._told(row)

    def _tied(self, number: int, row: Columns) -> Iterator[str]:
        """What it belongs to, and the answers: to the ask it is, or to the one it names."""
        tie = row.for_entry
        if row.type == "ask":
            self.periods[number] = row.every
        elif tie is not None and row.type == "answered":
            yield from self._answers(row, self.periods.get(tie), known=tie in self.periods)
        if tie is not None:
            yield f"for {self.numbers.get(tie, tie)}"
        if row.type == "ask":
            yield from self._answers(row, row.every, known=True)

    def _told(self, row: Columns) -> Iterator[str]:
        if row.hours is not None:
            yield short(row.hours) + "h"
        if row.by is not None:
            yield f"by {row.by}"
        if row.ref is not None:
            yield f"ref {_quoted(row.ref)}"
        if row.group is not None:
            yield from self._group(row.group, tied=row.for_entry is not None)
        for tag in row.circumstances:
            yield ("#" if fold(tag) in self.tags else "#!") + tag
            self.tags.add(fold(tag))
        if row.words is not None:
            yield _quoted(row.words)
        if row.evidence is not Evidence.REMEMBERED:
            yield row.evidence.value

    def _campaign(self, campaign: str, *, made: bool) -> str:
        """A campaign whose goal is not written before it was deleted, or stands elsewhere."""
        mark = "+" if made or fold(campaign) in self.campaigns else "+!"
        self.campaigns.add(fold(campaign))
        return mark + _name(campaign)

    def _group(self, group: str, *, tied: bool) -> Iterator[str]:
        if not tied and group != self.default_group:
            yield ("@" if fold(group) in self.groups else "@!") + _name(group)
        self.groups.add(fold(group))
        self.default_group = group

    def _answers(self, row: Columns, asked: Period | None, *, known: bool) -> Iterator[str]:
        for answer in row.answers:
            yield _answer(answer, asked, known=known)

    def _label(self, label: str, word: str) -> str:
        words = (*bare_words(word), *LONG_ADVERBS)
        plain = all(
            _PLAIN_LABEL.fullmatch(part)
            and not may_say_how_often(part)
            and nearest(part, words) is None
            and part not in DAY_WORDS
            and not _begins_kind(part, word)
            and not names_currency(part)
            for part in label.split(" ")
        )
        if plain:
            parts = [Token(Mark.WORD, part, 1, len(part)) for part in label.split(" ")]
            known = Known(self.currency, groups={group: group for group in self.groups})
            plain = not find_meaning(parts, word, known)
        return label if plain else quote_label(label)


def _begins_kind(part: str, word: str) -> bool:
    """Whether the app would take a part of a label for a kind."""
    return len(part) >= 3 and any(kind.startswith(part) for kind in kinds_of(word))


def write_lines(entries: Iterable[Logged], currency: str) -> Iterator[str]:
    """The lines of entries in the order of their numbers, to be read into an empty book.

    Numbers that `for` names count within the lines, as an empty book will number them.
    """
    writer = LineWriter(currency)
    for position, item in enumerate(entries, start=1):
        writer.numbers[item.number] = position
        yield writer.line(item.number, item.entry)


def write_line(entry: Entry, currency: str, period: Period | None = None) -> str:
    """One entry as a line, for reading: with its group, and its `for` as the book numbers it.

    `period` is that of the ask it answers.
    """
    writer = LineWriter(currency)
    tie: int | None = getattr(entry, "for_entry", None)
    if tie is not None:
        writer.periods[tie] = period
    group: str | None = getattr(entry, "group", None)
    if group is not None:
        writer.groups.add(fold(group))
    campaign: str | None = getattr(entry, "campaign", None)
    if campaign is not None:
        writer.campaigns.add(fold(campaign))
    writer.tags |= {fold(tag) for tag in getattr(entry, "circumstances", ())}
    return writer.line(0, entry)


def _amount(row: Columns) -> str | None:
    if row.percent is not None:
        return short(row.percent) + "%"
    if row.low is None or row.high is None:
        return ("?" + _per(row.every)) if row.type == "ask" else None
    ends = short(row.low) if row.low == row.high else f"{short(row.low)}-{short(row.high)}"
    return ends + _per(row.every)


def _per(period: Period | None) -> str:
    return f"/{period}" if period else ""


def _answer(answer: Answer, asked: Period | None, *, known: bool) -> str:
    if answer.word is not AnswerWord.PLEDGED or answer.amount is None:
        # What was given is an entry of its own, which a bare gave would make again.
        return f"gave {APART}" if answer.word is AnswerWord.GAVE else answer.word.value
    text = f"pledged {short(answer.amount)}"
    if known and answer.every == asked:
        return text
    return text + (_per(answer.every) or "/once")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else _quoted(name)
