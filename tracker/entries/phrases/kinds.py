"""Kinds by the words that people use for them: `t-shirt`, `membership fee`, `ticket`.

The word is kept as the label, unless it only is the plural of the kind.
"""

from collections.abc import Sequence

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.entry_description import KIND_LABELS
from tracker.entries.grammar import list_bare_words, list_kinds
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    compile_words,
    count_words,
    find_type_word,
    replace_phrase,
)
from tracker.entries.phrases.vocabulary import (
    AROUND_WORDS,
    DOUBT_WORDS,
    KIND_SYNONYMS,
    UNSURE_KINDS,
    index_phrases,
    split_phrases,
)
from tracker.entries.tokenizer import Token, TokenMark, fold, quote_label, span_tokens
from tracker.entries.types import NeedKind
from tracker.entries.word_matching import MIN_LETTERS

_SYNONYMS = index_phrases(KIND_SYNONYMS)
_WORDS = (*_SYNONYMS, *UNSURE_KINDS, *AROUND_WORDS, "bus fare", "train ticket", "bus ticket")
_ARTICLES = split_phrases("for, on, of, to, towards, a, an, the, my, some, their, another, one")
"""Words before a thing that say nothing of it."""
_THING = compile_phrase(
    rf"(?P<before>(?:{build_alternatives(_ARTICLES)} )*)(?P<thing>{build_alternatives(_WORDS)})"
)
_AT_EVENT = compile_phrase("at (?:the |an |their )?event")
PLAIN_KIND_WORDS = frozenset({"donations", "events", "due", "merchandise"})
"""Words that say no more than the kind does."""

_NOT_OF_THING = frozenset(
    {*list_bare_words("ask"), *list_bare_words("paid"), *DOUBT_WORDS, "a", "per", "every"}
)
"""Words after a thing that say something else of the line than what it is."""
_COUNTED_KINDS = frozenset({"merch", "event", "literature"})
"""Kinds of things that are bought by number."""


def rewrite_kinds(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with the kind of the first word that names one, and with its label.

    Raises PhraseChoiceError at a word of two kinds, and where it has to be asked whether the group
    got the money.
    """
    word = find_type_word(tokens)
    rewritten = list(tokens)
    start = (1 if tokens and looks_like_day(tokens[0]) else 0) + (word is not None)
    if word == "need" and _find_kind(tokens[start:], word) is None:
        return _rewrite_shown_kind(rewritten, start, word, context)
    if word not in (None, "ask", "paid", "seen", "heard"):
        return rewritten
    for at in range(start, len(tokens)):
        match = WordRun(tokens, at).match(_THING)
        if match is None:
            continue
        thing = match["thing"]
        thing_at = at + match["before"].count(" ")
        end = at + count_words(match)
        kind = _find_kind([*tokens[start:thing_at], *tokens[end:]], word or "ask")
        if thing.split()[0] in AROUND_WORDS or thing in ("train ticket", "bus ticket"):
            if kind is None and any(map(looks_like_amount, tokens)):
                _ask_who_got_it(tokens, start, thing_at, end, word)
            continue
        new_kind = _SYNONYMS.get(thing)
        if new_kind is None and kind is None:
            texts = [_write_kind(tokens, thing_at, end, name) for name in UNSURE_KINDS[thing]]
            raise PhraseChoiceError(span_tokens(tokens[thing_at:end]), texts)
        if kind is not None and new_kind != kind:
            continue
        text = _write_kind(tokens, thing_at, end, None if kind else new_kind)
        _ask_about_count(tokens, at, end, text)
        if new_kind in _COUNTED_KINDS and _is_count(tokens, at, thing):
            raise PhraseChoiceError(span_tokens(tokens[at:end]), [text])
        return replace_phrase(tokens, at, end - at, text)
    return _rewrite_without_thing(rewritten, start, word or "ask", context)


def _rewrite_without_thing(
    tokens: list[Token], start: int, word: str, context: PhraseContext
) -> list[Token]:
    """Return the tokens of a line that names no thing, with the kind as a screen shows it."""
    kind = _find_kind(tokens[start:], word)
    if kind in ("event", None):
        _ask_about_place(tokens[start:])
    return tokens if kind is not None else _rewrite_shown_kind(tokens, start, word, context)


def is_kind_word(text: str) -> bool:
    """Return whether words name a thing that is paid for, such as `t-shirt` and `train`."""
    return fold(text.strip()) in _WORDS


def _find_kind(tokens: Sequence[Token], word: str) -> str | None:
    """Return the kind that a line has, in full or as three letters of it."""
    for token in tokens:
        text = token.folded_text
        if token.mark is not TokenMark.WORD or len(text) < MIN_LETTERS or text in _SYNONYMS:
            continue
        for kind in list_kinds(word):
            if kind.startswith(text):
                return kind
    return None


def _write_kind(tokens: Sequence[Token], at: int, end: int, kind: str | None) -> str:
    """Return a kind and the label that a word becomes, as it was typed."""
    label = " ".join(token.text for token in tokens[at:end])
    if fold(label) in PLAIN_KIND_WORDS:
        return kind or ""
    return f"{kind} {quote_label(label)}" if kind else quote_label(label)


def _is_count(tokens: Sequence[Token], at: int, thing: str) -> bool:
    """Return whether a number right before things may count them: `2 newspapers`."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and thing.endswith("s")
        and before.text.isdecimal()
        and before.length == len(before.text)
        and int(before.text[:4]) <= 12
    )


def _ask_about_count(tokens: Sequence[Token], at: int, end: int, text: str) -> None:
    """Raise PhraseChoiceError where a number after `for` may count things: `for 3 tickets`."""
    if at < 2 or tokens[at - 2].folded_text != "for" or not tokens[at - 1].text.isdecimal():
        return
    number = tokens[at - 1].text
    kind, _quote, _rest = text.rpartition(" '") if " '" in text else ("", "", "")
    thing = " ".join(token.text for token in tokens[at:end])
    texts = [f"{kind} {quote_label(f'{number} {thing}')}", f"for {number} {quote_label(thing)}"]
    raise PhraseChoiceError(span_tokens(tokens[at - 2 : end]), [each.strip() for each in texts])


def _ask_about_place(tokens: Sequence[Token]) -> None:
    """Raise PhraseChoiceError where an event is the place, and not what was paid for."""
    for at in range(len(tokens)):
        match = WordRun(tokens, at).match(_AT_EVENT)
        if match and any(map(looks_like_amount, tokens)):
            raise PhraseChoiceError(span_tokens(tokens[at : at + count_words(match)]), ["event"])


def _ask_who_got_it(
    tokens: Sequence[Token], start: int, at: int, end: int, word: str | None
) -> None:
    """Raise PhraseChoiceError with a cost around the group, and with a payment to it."""
    if word not in (None, "paid"):
        return
    while end < len(tokens) and _goes_on(tokens[end - 1], tokens[end]):
        end += 1
    label = quote_label(" ".join(token.text for token in tokens[at:end]))
    first = start - (word is not None)
    between = " ".join(token.text for token in tokens[start:at] if not _is_article(token))
    texts = [f"cost {between} {label}", f"paid {between} other {label}"]
    if word is None and tokens[at].folded_text == NeedKind.FOOD and any(map(_is_period, tokens)):
        # What food costs each month is what it costs to live.
        texts.insert(0, f"need {between} {NeedKind.FOOD}")
    raise PhraseChoiceError(
        span_tokens(tokens[first:end]), [" ".join(text.split()) for text in texts]
    )


def _is_period(token: Token) -> bool:
    return "/" in token.text or token.folded_text in ("month", "week", "monthly", "weekly")


def _goes_on(token: Token, next_token: Token) -> bool:
    """Return whether a word right after a thing says more of it: `bus there and back`."""
    return (
        next_token.mark is TokenMark.WORD
        and next_token.column == token.column + token.length + 1
        and not looks_like_amount(next_token)
        and next_token.folded_text not in _NOT_OF_THING
    )


def _is_article(token: Token) -> bool:
    return token.mark is TokenMark.WORD and token.folded_text in _ARTICLES


def _rewrite_shown_kind(
    tokens: list[Token], start: int, word: str, context: PhraseContext
) -> list[Token]:
    """Return the tokens with the kind, if it is written as the screens name it here."""
    labels = {fold(context.translate(KIND_LABELS[kind])): kind for kind in list_kinds(word)}
    pattern = compile_words(labels)
    for at in range(start, len(tokens)):
        match = WordRun(tokens, at).match(pattern)
        if match and labels[match[0]] != match[0]:
            return replace_phrase(tokens, at, count_words(match), labels[match[0]])
    return tokens
