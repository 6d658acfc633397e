"""The filter of the entry list, written in words of the entry line: `ask no #in_public "shoes"`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.entries.amounts import Amount, join_percent_sign, looks_like_amount, read_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.field_parser import HOURS_PATTERN, PERCENT_PATTERN, read_hours, read_number
from tracker.entries.flat_row import FlatRow, flatten_entry
from tracker.entries.grammar import (
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    EVIDENCE_WORDS,
    KIND_WORDS,
    MEANS_WORDS,
    MET_WORDS,
    NEED_KIND_WORDS,
    OPEN_AMOUNT_TYPES,
)
from tracker.entries.name_lookup import find_campaign_or_event, find_group, find_tag
from tracker.entries.parse_context import ParseContext
from tracker.entries.tokenizer import Token, TokenMark, fold, tokenize
from tracker.entries.types import Entry
from tracker.entries.word_matching import find_near_word
from tracker.i18n import _

_ALL_KIND_WORDS = frozenset({*KIND_WORDS, *NEED_KIND_WORDS})
_FILTER_WORDS = (
    *ALLOWED_FIELDS,
    *sorted(_ALL_KIND_WORDS),
    *ANSWER_WORDS,
    *EVIDENCE_WORDS,
    *MEANS_WORDS,
    *MET_WORDS,
    "for",
)


@dataclass(slots=True)
class EntryFilter:
    """What an entry must have to match.

    Of types, kinds, groups, days, evidence and means one of those named is enough; answers, tags,
    campaigns and text must all be there.
    """

    types: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    types_or_kinds: set[str] = field(default_factory=set)
    """Words that name a type as well as a kind, and stood where either may be meant."""
    groups: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    references: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    hours: set[tuple[int, int]] = field(default_factory=set)
    """The least and the most: what lies partly between them matches."""
    untils: set[date] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    campaigns: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    def is_match(self, entry: Entry) -> bool:
        """Return whether an entry has all that is asked for."""
        row = flatten_entry(entry)
        if self.types_or_kinds and not ({row.type, row.kind} & self.types_or_kinds):
            return False
        answers = {answer.word.value for answer in row.answers}
        answers |= set(MET_WORDS) if row.met else set()
        return (
            _is_wanted(self.types, row.type)
            and _is_wanted(self.kinds, row.kind)
            and _is_wanted(self.groups, row.group)
            and _is_wanted(self.days, row.day)
            and _is_wanted(self.evidence, row.evidence.value)
            and _is_wanted(self.means, row.by and row.by.value)
            and _is_wanted(self.references, row.for_entry)
            and _is_wanted(self.percents, row.percent)
            and (not self.hours or any(_is_hours_match(hours, row) for hours in self.hours))
            and _is_wanted(self.untils, row.until)
            and self.answers <= answers
            and self.tags <= set(row.circumstances)
            and self.campaigns <= {row.campaign}
            and self.events <= {row.event}
            and all(_is_amount_match(amount, row) for amount in self.amounts)
            and all(_has_text(text, row) for text in self.texts)
        )


def _is_wanted(wanted: set[date] | set[str] | set[int], value: object) -> bool:
    return not wanted or value in wanted


def _is_amount_match(amount: Amount, row: FlatRow) -> bool:
    if amount.every is not None and amount.every != row.every:
        return False
    if amount.low is None or amount.high is None:
        return row.type in OPEN_AMOUNT_TYPES and row.low is None
    return (
        row.low is not None
        and row.high is not None
        and (row.low <= amount.high and amount.low <= row.high)
    )


def _is_hours_match(hours: tuple[int, int], row: FlatRow) -> bool:
    return row.hours is not None and (
        row.hours <= hours[1] and hours[0] <= (row.hours_high or row.hours)
    )


def _has_text(text: str, row: FlatRow) -> bool:
    folded_text = fold(text)
    return any(
        folded_text in fold(part)
        for part in (row.words, row.own_words, row.label, row.ref, row.private_note)
        if part
    )


_FILTER_SETS: dict[str, Callable[[EntryFilter], set[str]]] = {
    **dict.fromkeys(MEANS_WORDS, lambda entry_filter: entry_filter.means),
    **dict.fromkeys(EVIDENCE_WORDS, lambda entry_filter: entry_filter.evidence),
    **dict.fromkeys((*ANSWER_WORDS, *MET_WORDS), lambda entry_filter: entry_filter.answers),
    **dict.fromkeys(_ALL_KIND_WORDS, lambda entry_filter: entry_filter.kinds),
    **dict.fromkeys(ALLOWED_FIELDS, lambda entry_filter: entry_filter.types),
}
"""The set of a filter to which each bare word belongs."""


def parse_filter(line: str, context: ParseContext, today: date) -> EntryFilter:
    """Return the filter that a line of such words asks for; raise ParseError where it is none."""
    return _build_filter(tokenize(line), context, today)


def parse_filter_words(words: Iterable[str], context: ParseContext, today: date) -> EntryFilter:
    """Return the filter of separate words, as a shell passes them: one with spaces is a text."""
    tokens: list[Token] = []
    for word in words:
        if any(letter.isspace() for letter in word) and word[:1] not in ('"', "'", "@", "+"):
            tokens.append(Token(TokenMark.WORDS, word, 1, len(word)))
        else:
            tokens += tokenize(word)
    return _build_filter(tokens, context, today)


def _build_filter(line: Sequence[Token], context: ParseContext, today: date) -> EntryFilter:
    entry_filter = EntryFilter()
    at = 0
    while at < len(line):
        token = line[at]
        match token.mark:
            case TokenMark.TAG:
                entry_filter.tags.add(find_tag(token, context))
            case TokenMark.GROUP:
                entry_filter.groups.add(find_group(token, context))
            case TokenMark.CAMPAIGN:
                field_name, name = find_campaign_or_event(token, context, "ask")
                names = entry_filter.campaigns if field_name == "campaign" else entry_filter.events
                names.add(name)
            case TokenMark.WORD:
                at += _add_word(entry_filter, line, at, context, today)
            case _:
                entry_filter.texts.append(token.text)
        at += 1
    return entry_filter


def _add_word(
    entry_filter: EntryFilter, line: Sequence[Token], at: int, context: ParseContext, today: date
) -> int:
    """Add what a bare word asks for; return how many more tokens it used."""
    token, word = line[at], line[at].folded_text
    percent = join_percent_sign(line, at)
    if match := PERCENT_PATTERN.fullmatch(percent.text):
        entry_filter.percents.add(read_number(match[1], percent))
        return 0 if percent is token else 1
    if at + 1 < len(line) and _add_pair(entry_filter, word, line[at + 1], today):
        return 1
    if match := HOURS_PATTERN.fullmatch(token.text):
        low, high, _minutes = read_hours(match, token)
        entry_filter.hours.add((low, high or low))
    elif looks_like_day(token):
        entry_filter.days.add(read_day(token, today))
    elif looks_like_amount(token):
        amount = read_amount(line, at, context.currency)
        entry_filter.amounts.append(amount)
        return amount.token_count - 1
    elif word in ALLOWED_FIELDS and word in _ALL_KIND_WORDS:
        (entry_filter.kinds if entry_filter.types else entry_filter.types_or_kinds).add(word)
    elif word in _FILTER_SETS:
        _FILTER_SETS[word](entry_filter).add(word)
    else:
        _add_text(entry_filter, token)
    return 0


def _add_pair(entry_filter: EntryFilter, word: str, value: Token, today: date) -> bool:
    """Add `until DATE`, `for N` or `by MEANS`; return whether the word and the next one are one."""
    if word == "until":
        entry_filter.untils.add(read_day(value, today))
        return True
    if word == "for" and value.text.isdecimal():
        entry_filter.references.add(int(value.text[:12]))
        return True
    if word == "by" and value.folded_text in MEANS_WORDS:
        entry_filter.means.add(value.folded_text)
        return True
    return False


def _add_text(entry_filter: EntryFilter, token: Token) -> None:
    near = find_near_word(token.text, _FILTER_WORDS)
    if near:
        raise token.build_error(
            _('did you mean {word}? a text to be found is written in quotes: "{text}"').format(
                word=near, text=token.text
            )
        )
    entry_filter.texts.append(token.text)
