"""Entries picked by the grammar's own words: `ask no #in_public @circle "shoes"`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.entries.amounts import Amount, looks_like_amount, read_amount, with_percent_sign
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.field_parser import HOURS, PERCENT, read_number
from tracker.entries.flat_row import Columns, to_columns
from tracker.entries.grammar import ANSWERS, EVIDENCE, KINDS, MEANS, NEED_KINDS, TAKES
from tracker.entries.name_lookup import campaign_named, group_named, tag_named
from tracker.entries.parse_context import Known
from tracker.entries.parse_error import nearest
from tracker.entries.tokenizer import Mark, Token, fold, tokens
from tracker.entries.types import Entry
from tracker.i18n import _

_KINDS = frozenset({*KINDS, *NEED_KINDS})
_WORDS = (*TAKES, *sorted(_KINDS), *ANSWERS, *EVIDENCE, *MEANS, "met", "for")


@dataclass(slots=True)
class Filter:
    """What an entry must have to be picked.

    Of types, kinds, groups, days, evidence and means one of those named is enough; answers, tags,
    campaigns and text must all be there.
    """

    types: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    either: set[str] = field(default_factory=set)
    """Words that name a type as well as a kind, and stood where either may be meant."""
    groups: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    ties: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    hours: set[int] = field(default_factory=set)
    untils: set[date] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    campaigns: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    def picks(self, entry: Entry) -> bool:
        """Whether an entry has all that is asked for."""
        row = to_columns(entry)
        if self.either and not ({row.type, row.kind} & self.either):
            return False
        answers = {answer.word.value for answer in row.answers} | ({"met"} if row.met else set())
        return (
            _one_of(self.types, row.type)
            and _one_of(self.kinds, row.kind)
            and _one_of(self.groups, row.group)
            and _one_of(self.days, row.day)
            and _one_of(self.evidence, row.evidence.value)
            and _one_of(self.means, row.by and row.by.value)
            and _one_of(self.ties, row.for_entry)
            and _one_of(self.percents, row.percent)
            and _one_of(self.hours, row.hours)
            and _one_of(self.untils, row.until)
            and self.answers <= answers
            and self.tags <= set(row.circumstances)
            and self.campaigns <= {row.campaign}
            and all(_amount_fits(amount, row) for amount in self.amounts)
            and all(_text_fits(text, row) for text in self.texts)
        )


def _one_of(wanted: set[date] | set[str] | set[int], value: object) -> bool:
    return not wanted or value in wanted


def _amount_fits(amount: Amount, row: Columns) -> bool:
    if amount.every is not None and amount.every != row.every:
        return False
    if amount.low is None or amount.high is None:
        return row.type == "ask" and row.low is None
    return (
        row.low is not None
        and row.high is not None
        and (row.low <= amount.high and amount.low <= row.high)
    )


def _text_fits(text: str, row: Columns) -> bool:
    wanted = fold(text)
    return any(
        wanted in fold(part) for part in (row.words, row.label, row.ref, row.private_note) if part
    )


_HOLDS: dict[str, Callable[[Filter], set[str]]] = {
    **dict.fromkeys(MEANS, lambda found: found.means),
    **dict.fromkeys(EVIDENCE, lambda found: found.evidence),
    **dict.fromkeys((*ANSWERS, "met"), lambda found: found.answers),
    **dict.fromkeys(_KINDS, lambda found: found.kinds),
    **dict.fromkeys(TAKES, lambda found: found.types),
}
"""Where a bare word goes."""


def read_filter(line: str, known: Known, today: date) -> Filter:
    """The filter that a line of grammar words asks for; raises Refusal."""
    return _filter(tokens(line), known, today)


def read_filter_words(words: Iterable[str], known: Known, today: date) -> Filter:
    """The filter of separate words, as a shell hands them over: one with spaces is a text."""
    cut: list[Token] = []
    for word in words:
        if any(letter.isspace() for letter in word) and word[:1] not in ('"', "'", "@", "+"):
            cut.append(Token(Mark.WORDS, word, 1, len(word)))
        else:
            cut += tokens(word)
    return _filter(cut, known, today)


def _filter(line: Sequence[Token], known: Known, today: date) -> Filter:
    found = Filter()
    at = 0
    while at < len(line):
        token = line[at]
        match token.mark:
            case Mark.TAG:
                found.tags.add(tag_named(token, known))
            case Mark.GROUP:
                found.groups.add(group_named(token, known))
            case Mark.CAMPAIGN:
                found.campaigns.add(campaign_named(token, known))
            case Mark.WORD:
                at += _take_word(found, line, at, known, today)
            case _:
                found.texts.append(token.text)
        at += 1
    return found


def _take_word(found: Filter, line: Sequence[Token], at: int, known: Known, today: date) -> int:
    """Take in a bare word; gives how many more tokens it used."""
    token, word = line[at], line[at].folded
    percent = with_percent_sign(line, at)
    if match := PERCENT.fullmatch(percent.text):
        found.percents.add(read_number(match[1], percent))
        return 0 if percent is token else 1
    if match := HOURS.fullmatch(token.text):
        found.hours.add(read_number(match[1], token))
    elif word == "until" and at + 1 < len(line):
        found.untils.add(read_day(line[at + 1], today))
        return 1
    elif looks_like_day(token):
        found.days.add(read_day(token, today))
    elif looks_like_amount(token):
        amount = read_amount(line, at, known.currency)
        found.amounts.append(amount)
        return amount.used - 1
    elif word == "for" and at + 1 < len(line) and line[at + 1].text.isdecimal():
        found.ties.add(int(line[at + 1].text[:12]))
        return 1
    elif word == "by" and at + 1 < len(line) and line[at + 1].folded in MEANS:
        found.means.add(line[at + 1].folded)
        return 1
    elif word in TAKES and word in _KINDS:
        (found.kinds if found.types else found.either).add(word)
    elif word in _HOLDS:
        _HOLDS[word](found).add(word)
    else:
        _take_text(found, token)
    return 0


def _take_text(found: Filter, token: Token) -> None:
    near = nearest(token.text, _WORDS)
    if near:
        raise token.refused(
            _('did you mean {word}? a text to be found is written in quotes: "{text}"').format(
                word=near, text=token.text
            )
        )
    found.texts.append(token.text)
