"""The filter of the entry list, written in words of the entry line: `ask no #in_public "shoes"`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.entries.amounts import Amount, join_percent_sign, looks_like_amount, read_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.field_parser import HOURS_PATTERN, PERCENT_PATTERN, read_hours, read_number
from tracker.entries.filter_words import IGNORED_WORDS, FilterWord, find_filter_word
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
from tracker.entries.parse_error import ParseError
from tracker.entries.period_words import read_frequency
from tracker.entries.phrases.amounts import rewrite_amounts
from tracker.entries.phrases.days import read_day_phrase
from tracker.entries.phrases.months import read_month_phrase
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext, WordRun
from tracker.entries.readings import describe_readings
from tracker.entries.tokenizer import Token, TokenMark, fold, span_tokens, tokenize
from tracker.entries.types import Entry
from tracker.entries.word_matching import find_near_word
from tracker.i18n import _, _error, is_month_first, join_list
from tracker.months import Month, is_in_range

_ALL_KIND_WORDS = frozenset({*KIND_WORDS, *NEED_KIND_WORDS})
_FILTER_WORDS = (
    *ALLOWED_FIELDS,
    *sorted(_ALL_KIND_WORDS),
    *ANSWER_WORDS,
    *EVIDENCE_WORDS,
    *MEANS_WORDS,
    *MET_WORDS,
)


@dataclass(slots=True)
class EntryFilter:
    """What an entry must have to match.

    Of types, kinds, groups, days, evidence and means one of those named is enough. Answers, tags,
    campaigns and text must all be there.
    """

    types: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    types_or_kinds: set[str] = field(default_factory=set)
    """Words that name a type as well as a kind, where either may be meant."""
    groups: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    months: set[Month] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    references: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    hours: set[tuple[int, int]] = field(default_factory=set)
    """The least and the most. Hours that are partly between them match."""
    untils: set[date] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    campaigns: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    words: list[tuple[str, FilterWord]] = field(default_factory=list)
    """Words that ask for something, and are looked for as a text, too."""
    ignored_words: list[str] = field(default_factory=list)
    """Words that pick nothing."""

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
            and self._is_day_wanted(row.day)
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
            and all(_has_word(text, word, row) for text, word in self.words)
        )

    def _is_day_wanted(self, day: date) -> bool:
        if not (self.days or self.months):
            return True
        return day in self.days or Month.from_date(day) in self.months


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
        for part in (
            *(row.words, row.own_words, row.label, row.ref, row.private_note),
            *(row.event, row.campaign),
        )
        if part
    )


def _has_word(text: str, word: FilterWord, row: FlatRow) -> bool:
    """Return whether an entry has what a word asks for, or the word as a text.

    A label says more than the kind: a book isn't a newspaper.
    """
    if _has_text(text, row):
        return True
    if word.column == "answers":
        return any(answer.word.value == word.value for answer in row.answers)
    is_other_thing = word.column == "kind" and row.label is not None
    return getattr(row, word.column) == word.value and not is_other_thing


_FILTER_SETS: dict[str, Callable[[EntryFilter], set[str]]] = {
    **dict.fromkeys(MEANS_WORDS, lambda entry_filter: entry_filter.means),
    **dict.fromkeys(EVIDENCE_WORDS, lambda entry_filter: entry_filter.evidence),
    **dict.fromkeys((*ANSWER_WORDS, *MET_WORDS), lambda entry_filter: entry_filter.answers),
    **dict.fromkeys(_ALL_KIND_WORDS, lambda entry_filter: entry_filter.kinds),
    **dict.fromkeys(ALLOWED_FIELDS, lambda entry_filter: entry_filter.types),
}
"""The set of a filter to which each bare word belongs."""


_COLUMN_WORDS: dict[str, Callable[[EntryFilter], set[str]]] = {
    "type": lambda entry_filter: entry_filter.types,
    "kind": lambda entry_filter: entry_filter.kinds,
    "by": lambda entry_filter: entry_filter.means,
    "evidence": lambda entry_filter: entry_filter.evidence,
    "answers": lambda entry_filter: entry_filter.answers,
}
"""The set of a filter to which the words of a column belong."""


def parse_filter(line: str, context: ParseContext, today: date) -> EntryFilter:
    """Return the filter that a line asks for. Raise ParseError if it isn't one."""
    return _build_filter(tokenize(line), context, today)


def parse_filter_words(words: Iterable[str], context: ParseContext, today: date) -> EntryFilter:
    """Return the filter of separate words, as a shell passes them: one with spaces is a text."""
    return _build_filter(_tokenize_words(words), context, today)


def _tokenize_words(words: Iterable[str]) -> list[Token]:
    tokens: list[Token] = []
    for word in words:
        if any(letter.isspace() for letter in word) and word[:1] not in ('"', "'", "@", "+"):
            tokens.append(Token(TokenMark.WORDS, word, 1, len(word)))
        else:
            tokens += tokenize(word)
    return tokens


def list_parts(
    line: str | Sequence[str], context: ParseContext, today: date
) -> Iterator[tuple[str, EntryFilter]]:
    """Yield each part of a search with a filter of its own: what says that it matches nothing."""
    tokens = tokenize(line) if isinstance(line, str) else _tokenize_words(line)
    reader = _FilterReader(tokens, context, today)
    at = 0
    while at < len(reader.tokens):
        entry_filter = EntryFilter()
        end = at + reader.add_token(entry_filter, at)
        if not entry_filter.ignored_words:
            yield " ".join(token.text for token in reader.tokens[at:end]), entry_filter
        at = end


def describe_ignored(words: Sequence[str]) -> str:
    """Say that these words are left out of a search. Return an empty text if there are none."""
    quoted_words = join_list(f"“{word}”" for word in dict.fromkeys(words))
    return _("Left out of the search: {words}.").format(words=quoted_words) if words else ""


def describe_unmatched(texts: Sequence[str]) -> str:
    """Say that nothing matches these parts of a search. Return an empty text if there are none."""
    words = join_list(f"“{text}”" for text in texts)
    return _("Nothing matches: {words}.").format(words=words) if texts else ""


def _build_filter(tokens: Sequence[Token], context: ParseContext, today: date) -> EntryFilter:
    entry_filter = EntryFilter()
    reader = _FilterReader(tokens, context, today)
    at = 0
    while at < len(reader.tokens):
        at += reader.add_token(entry_filter, at)
    return entry_filter


class _FilterReader:
    """Reads the tokens of a search, part by part."""

    def __init__(self, tokens: Sequence[Token], context: ParseContext, today: date) -> None:
        self._context = context
        self._today = today
        self._phrases = PhraseContext(today, context.currency, is_month_first=is_month_first())
        try:
            self.tokens = rewrite_amounts(tokens, self._phrases)
        except PhraseChoiceError as choice:
            raise _build_choice_error(choice) from choice

    def add_token(self, entry_filter: EntryFilter, at: int) -> int:
        """Add what the part from a token on asks for, and return how many tokens it has."""
        token, context = self.tokens[at], self._context
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
                return self._add_phrase(entry_filter, at) or 1 + self._add_word(entry_filter, at)
            case _:
                entry_filter.texts.append(token.text)
        return 1

    def _add_phrase(self, entry_filter: EntryFilter, at: int) -> int:
        """Add a day, a month, or words of the screens, and return how many tokens they are."""
        month_count, month = read_month_phrase(self.tokens, at, self._phrases)
        try:
            count, day = read_day_phrase(self.tokens, at, self._phrases)
        except PhraseChoiceError as choice:
            raise _build_choice_error(choice) from choice
        if day is not None and count >= month_count:
            _refuse_day_out_of_range(self.tokens[at : at + count], day)
            entry_filter.days.add(day)
            return count
        if month is not None:
            entry_filter.months.add(month)
            return month_count
        found = find_filter_word(WordRun(self.tokens, at))
        if found is None or (found[0] == 1 and self._is_grammar_word(at)):
            return 0
        count, word = found
        if word.is_exact and word.value in ALLOWED_FIELDS and word.value in _ALL_KIND_WORDS:
            self._add_type_or_kind(entry_filter, word.value)
        elif word.is_exact:
            _COLUMN_WORDS[word.column](entry_filter).add(word.value)
        else:
            text = " ".join(token.text for token in self.tokens[at : at + count])
            entry_filter.words.append((text, word))
        return count

    def _add_type_or_kind(self, entry_filter: EntryFilter, word: str) -> None:
        (entry_filter.kinds if entry_filter.types else entry_filter.types_or_kinds).add(word)

    def _is_grammar_word(self, at: int) -> bool:
        return self.tokens[at].folded_text in _FILTER_SETS

    def _add_word(self, entry_filter: EntryFilter, at: int) -> int:
        """Add what a bare word asks for, and return how many more tokens it used."""
        line, today = self.tokens, self._today
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
            amount = read_amount(line, at, self._context.currency)
            frequency = read_frequency(line, at + amount.token_count, direct=True)
            if amount.period is not None or frequency is None or frequency.period is None:
                entry_filter.amounts.append(amount)
                return amount.token_count - 1
            entry_filter.amounts.append(replace(amount, period=frequency.period))
            return amount.token_count + frequency.token_count - 1
        elif word in ALLOWED_FIELDS and word in _ALL_KIND_WORDS:
            self._add_type_or_kind(entry_filter, word)
        elif word in _FILTER_SETS:
            _FILTER_SETS[word](entry_filter).add(word)
        elif word in IGNORED_WORDS:
            entry_filter.ignored_words.append(token.text)
        else:
            self._add_text(entry_filter, token)
        return 0

    def _add_text(self, entry_filter: EntryFilter, token: Token) -> None:
        is_label = any(token.folded_text in fold(label) for label in self._context.labels)
        near = None if is_label else find_near_word(token.text, _FILTER_WORDS)
        if near:
            raise token.build_error(
                _error('Did you mean “{word}”? To search for the text, type: "{text}"').format(
                    word=near, text=token.text
                )
            )
        entry_filter.texts.append(token.text)


def _build_choice_error(choice: PhraseChoiceError) -> ParseError:
    return choice.token.build_error(describe_readings(choice.texts))


def _refuse_day_out_of_range(tokens: Sequence[Token], day: date) -> None:
    if not is_in_range(day):
        token = span_tokens(tokens)
        read_day(Token(TokenMark.WORD, str(day), token.column, token.length), day)


def _add_pair(entry_filter: EntryFilter, word: str, value: Token, today: date) -> bool:
    """Add `until DATE`, `for N` or `by MEANS`, and return whether the two words belong together."""
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
