"""Idioms that say more than one thing: `the hat went round`, `no money talk`, `a kid gave 45`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import HOURS_PATTERN
from tracker.entries.grammar import ANSWER_WORDS, FORM_WORDS, KIND_WORDS
from tracker.entries.phrases.hours import find_hours
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    compile_phrase,
    count_words,
    find_type_word,
    list_answer_lines,
    replace_phrase,
)
from tracker.entries.tags import NO_MONEY_TAG
from tracker.entries.tokenizer import Token, TokenMark, span_tokens, write_own_words

_MAX_WORDS = 24
_THEY = r"(?:they|she|he|the leaders?)"
_COLLECTED = (
    r"(?:the |a )?(?:hat|basket|bucket|box|plate|tin|jar|collect(?:ing|ion) (?:box|bag|tin|bucket))"
)
_ROUND = r"(?:went|came|goes|comes|was passed|got passed|was going|is going) (?:a)?round(?: again)?"

_HELP = "meeting #help_received"


class _Idiom(NamedTuple):
    """What a line may begin with."""

    pattern: re.Pattern[str]
    text: str
    """What it says in the grammar."""
    is_kept: bool = False
    """Whether the words are kept as own words, too."""
    is_whole: bool = False
    """Whether nothing else of the line says something of the entry."""


_IDIOMS = (
    _Idiom(compile_phrase(rf"{_COLLECTED} {_ROUND}"), "ask ? donation #in_public"),
    _Idiom(
        compile_phrase(rf"{_THEY} (?:paid|covered|bought)(?: for)? (?:my|me|us)\b.*"),
        _HELP,
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(
        compile_phrase(
            rf"{_THEY} want(?:s|ed)? me to (?:sign|set up|fill in|do|agree to)(?: up to)?"
            r" (?:a |the |an )?(?:direct debit|standing order|debit form|mandate)(?: form)?"
        ),
        "ask dues",
        is_kept=True,
    ),
    _Idiom(
        compile_phrase(
            rf"(?:{_THEY} (?:boasted|said|told us|told me|bragged|were (?:so )?proud)(?: that)? )?"
            r"(?:a|some|one) (?:little )?(?:kid|child|boy|girl|teenager)"
            r" (?:gave|donated|paid|put in) (?P<amount>[0-9][0-9.,]*)\b.*"
        ),
        "heard {amount} donation #minor_involved",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(
        compile_phrase(r"(?:the )?(?:whole|all|entire) weekend\b.*"),
        "event",
        is_kept=True,
        is_whole=True,
    ),
    _Idiom(compile_phrase(r"(?:was |i was |we were )?there(?= from )"), "event"),
)
_SOLD = compile_phrase(
    r"(?:i |we )?(?:sold|selling) (?:the |their )?(?:papers?|newspapers?|books?|merch|flyers)"
)
_TODAY = r"(?: (?:at all|today|tonight|this time|heute|diesmal))?"
_NO_MONEY = compile_phrase(
    r"(?:(?:there was )?no (?:money talk|talk (?:of|about) money|money stuff)"
    r"|money (?:didn['\u2019]?t|did not|never) come up|money never came up|no money came up"
    r"|(?:no one|nobody) (?:asked for|talked about|mentioned) (?:any )?money"
    rf"|geld war (?:kein thema|nicht thema)|es ging nicht um geld){_TODAY}"
)
_NO_MONEY_AT_MEETING = compile_phrase(
    rf"(?:(?:and|but|und|aber) )?(?:(?:there was )?no money|kein geld|ohne geld){_TODAY}"
)
"""What says the same behind a meeting, and elsewhere may be said of one's own purse."""
_WORDS_OF_ASKS = frozenset({*KIND_WORDS, *ANSWER_WORDS}) - {*FORM_WORDS}
_DIVIDING_SIGN = re.compile(r"[,;.!?\N{EN DASH}\N{EM DASH}-]")
_NOBODY_ASKED = compile_phrase(r"(?:nobody|no one) asked(?: me)?")
_DRINKING = compile_phrase(
    r"(?:everyone|everybody|all) (?:was |were )?(?:drinking|drunk)|(?:lots of |so much )?"
    r"(?:alcohol|beer|wine|booze)\b(?: [a-z]+){0,4}"
)
_UNKNOWN = compile_phrase(
    r"(?:(?:i )?(?:can't|cant|cannot|can not|don't|dont) (?:remember|know)|no idea|(?:i )?forgot)"
    r" (?:how much|what it cost|what i paid)(?: it was)?"
)
_VAGUE = compile_phrase(
    r"(?:a few|some|a couple of) (?:euros?|pounds|dollars|quid|coins|bucks|change)"
    r"|half (?:of )?my (?:rent|income|wages?|pay|salary)|whatever i (?:can|could)(?: spare| give)?"
)
_FOR_PEOPLE = compile_phrase(
    r"(?:each )?for [0-9]{1,3} (?:of (?:us|them)|people|persons|friends|nights)"
)
"""A number after `for` that is no entry's."""
_CANNOT_AFFORD = compile_phrase(
    r"(?:i )?(?:told (?:them|her|him)|said)(?: that)? i (?:can't|cant|cannot|couldn't|can not)"
    r"(?: really)? afford (?:it|that|this)"
)
_HAD_TO_NAME = compile_phrase(
    r"(?:everyone|everybody|we all) had to (?:say|name|call out) (?:a|an|their|some)"
    r" (?:number|amount|sum)(?: out loud| aloud)?"
)


def rewrite_idioms(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with what an idiom says, and with its words where they are kept.

    Raises PhraseChoiceError where it does not say enough.
    """
    if not context.is_typed or not tokens:
        return list(tokens)
    start = 1 if looks_like_day(tokens[0]) else 0
    if start == len(tokens):
        return list(tokens)
    return _rewrite_inside(_rewrite_start(tokens, start, context), start, context)


def _rewrite_start(tokens: Sequence[Token], start: int, context: PhraseContext) -> list[Token]:
    run = WordRun(tokens, start, _MAX_WORDS)
    if run.match(_SOLD):
        return _rewrite_sold(tokens, start, context)
    if match := run.match(_HAD_TO_NAME):
        place = span_tokens(tokens[start : start + count_words(match)])
        raise PhraseChoiceError(
            place, ["seen donation #public_pledge", "ask donation #public_pledge"]
        )
    for idiom in _IDIOMS:
        match = run.match(idiom.pattern)
        if match is None:
            continue
        count = len(tokens) - start if idiom.is_whole else count_words(match)
        words = tokens[start : start + count]
        if any(token.mark is not TokenMark.WORD for token in words):
            continue
        if idiom.text == _HELP and any(map(looks_like_amount, words)):
            _ask_about_help(words, context)
        text = idiom.text.format(**match.groupdict())
        if text == "ask dues" and not any(map(looks_like_amount, tokens[start:])):
            text = "ask ? dues"
        rewritten = replace_phrase(tokens, start, count, text)
        return [*rewritten, _keep(words, context)] if idiom.is_kept else rewritten
    return list(tokens)


def _ask_about_help(words: Sequence[Token], context: PhraseContext) -> None:
    """Raise PhraseChoiceError where money may have come from the group: `they paid me 20`."""
    at = next(at for at, token in enumerate(words) if looks_like_amount(token))
    rest = " ".join(token.text for token in words[at:])
    text = write_own_words(_keep(words, context).text)
    raise PhraseChoiceError(span_tokens(words), [f"received {rest}", f"{_HELP} : {text}"])


def _keep(tokens: Sequence[Token], context: PhraseContext) -> Token:
    """Return the words of these tokens as they were typed, as own words."""
    whole = span_tokens(tokens)
    start = min(token.column for token in tokens) - 1
    end = max(token.column - 1 + token.length for token in tokens)
    text = context.line[start:end]
    return Token(TokenMark.OWN_WORDS, text, whole.column, len(text))


def _rewrite_sold(tokens: Sequence[Token], start: int, context: PhraseContext) -> list[Token]:
    """Return a stall with its hours. What was handed in was not a gift of one's own."""
    text = f"stall {find_hours(tokens[start:])}".strip()
    rewritten = replace_phrase(tokens[: start + 1], start, 1, text)
    return [*rewritten, _keep(tokens[start:], context)]


def _rewrite_inside(tokens: Sequence[Token], start: int, context: PhraseContext) -> list[Token]:
    for at in range(start, len(tokens)):
        run = WordRun(tokens, at)
        match = run.match(_NO_MONEY)
        if match and _may_be_meeting(tokens[:at]):
            return replace_phrase(tokens, at, count_words(match), "#no_money")
        if match := run.match(_CANNOT_AFFORD):
            return _rewrite_refusal(tokens, at, count_words(match), context, is_alone=at == start)
        if match := run.match(_FOR_PEOPLE):
            words = tokens[at : at + count_words(match)]
            text = write_own_words(_keep(words, context).text)
            raise PhraseChoiceError(span_tokens(words), [f": {text}"])
        for pattern in (_UNKNOWN, _VAGUE):
            if match := run.match(pattern):
                words = tokens[at : at + count_words(match)]
                if at == start and len(words) == len(tokens) - start:
                    _ask_about_line(words, [f"wrote: {write_own_words(context.line.strip())}"])
                return [
                    *replace_phrase(tokens, at, len(words), "?"),
                    _keep(words, context),
                ]
        _ask_about_tag(tokens, at, start, context)
    return list(tokens)


def _may_be_meeting(tokens: Sequence[Token]) -> bool:
    """Return whether the tokens before `no money talk` say nothing of an ask or a payment."""
    words = {token.folded_text for token in tokens if token.mark is TokenMark.WORD}
    return find_type_word(tokens) in (None, *FORM_WORDS) and not words & _WORDS_OF_ASKS


def rewrite_no_money(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return a meeting with the tag for `no money`, where nothing else is said of the money."""
    word = find_type_word(tokens)
    if not context.is_typed or word not in FORM_WORDS:
        return list(tokens)
    first = 2 if looks_like_day(tokens[0]) else 1
    for at in range(first, len(tokens)):
        before, run = tokens[at - 1], WordRun(tokens, at)
        if looks_like_amount(before) and not HOURS_PATTERN.fullmatch(before.folded_text):
            break
        match = run.match(_NO_MONEY_AT_MEETING)
        if match is None or not _ends_clause(tokens, at + count_words(match) - 1, context.line):
            continue
        is_behind_meeting = (
            before.mark is not TokenMark.WORD
            or before.folded_text == word
            or HOURS_PATTERN.fullmatch(before.folded_text) is not None
        )
        if is_behind_meeting or _begins_clause(tokens[at], context.line):
            return replace_phrase(tokens, at, count_words(match), f"#{NO_MONEY_TAG}")
    return list(tokens)


def _begins_clause(token: Token, line: str) -> bool:
    """Return whether a dividing sign is before a token: `was nice, no money`."""
    return _DIVIDING_SIGN.search(line[: token.column - 1].rstrip()[-1:]) is not None


def _ends_clause(tokens: Sequence[Token], at: int, line: str) -> bool:
    """Return whether nothing follows a token in its clause: not so in `no money left`."""
    is_last = at + 1 == len(tokens) or tokens[at + 1].mark is not TokenMark.WORD
    end = tokens[at].column - 1 + tokens[at].length
    return is_last or _DIVIDING_SIGN.match(line[end:].lstrip()) is not None


def _rewrite_refusal(
    tokens: Sequence[Token], at: int, count: int, context: PhraseContext, *, is_alone: bool
) -> list[Token]:
    """Return `no`, and the words in which it was said."""
    words = tokens[at : at + count]
    if is_alone:
        lines = list_answer_lines(tokens, at, "no", context, says_more=True)
        _ask_about_line(words, lines if at + count < len(tokens) else lines[::-1])
    return [*replace_phrase(tokens, at, count, "no"), _keep(words, context)]


def _ask_about_line(tokens: Sequence[Token], lines: Sequence[str]) -> None:
    raise PhraseChoiceError(span_tokens(tokens), lines, is_whole_line=True)


def _ask_about_tag(tokens: Sequence[Token], at: int, start: int, context: PhraseContext) -> None:
    """Raise PhraseChoiceError where the end of a line may be a tag of a meeting as well."""
    if not any(token.folded_text in FORM_WORDS for token in tokens[start:at]):
        return
    for pattern, tag in ((_DRINKING, "#alcohol"), (_NOBODY_ASKED, "#no_money")):
        match = WordRun(tokens, at).match(pattern)
        if match and at + count_words(match) == len(tokens):
            words = tokens[at:]
            text = write_own_words(_keep(words, context).text)
            raise PhraseChoiceError(span_tokens(words), [f"{tag} : {text}", f": {text}"])
