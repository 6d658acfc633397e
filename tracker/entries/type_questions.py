"""Lines that are probably of another type: `seen … no` is an ask, `cost … dues` is a payment.

A train ticket is a cost if the railway got the money, and a payment if the group did. A cost is in
none of what was given, so a guess would make a sum wrong. What was seen is never changed without
asking.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import TypeAlias

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import ANSWER_WORDS, KIND_WORDS, SOURCE_WORDS
from tracker.entries.parse_error_text import quote_typed
from tracker.entries.phrases.vocabulary import KIND_SYNONYMS, index_phrases
from tracker.entries.tokenizer import (
    Token,
    TokenMark,
    fold,
    quote_label,
    write_own_words,
    write_token,
)
from tracker.entries.types import Cost
from tracker.i18n import _error, join_list

KeepUnderstood: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
"""Returns those lines that are understood, or none if the first of them isn't."""
_LAST_TEXTS = (TokenMark.OWN_WORDS, TokenMark.NOTE)
"""What takes the rest of a line."""

KINDS_FOR_THE_GROUP = ("dues", "donation", "merch", "event", "literature")
"""What a group sells or collects for. `other` may be anything."""
_SYNONYMS = {
    word: kind
    for word, kind in index_phrases(KIND_SYNONYMS).items()
    if kind in ("dues", "donation") and word not in ("gift", "gifts")
}
_BEFORE_GROUP = frozenset({"to", "for", "an", "für", "at"})
_ARTICLES = frozenset({"the", "my", "our", "their", "die", "den", "der", "unsere", "meine"})
_GROUP_WORDS = frozenset(
    {
        *("group", "circle", "branch", "party", "church", "club", "organisation", "organization"),
        *("them", "gruppe", "partei", "gemeinde", "verein", "kreis", "ortsgruppe", "sie"),
    }
)
_ANSWERS = frozenset({*ANSWER_WORDS, "nein", "ja", "später"})
_BEFORE_ANSWER = frozenset(
    {"i", "we", "they", "he", "she", "said", "say", "answered", "ich", "sie", "sagte", "gesagt"}
)


@dataclass(frozen=True, slots=True)
class TypeQuestion:
    """The question whether a line is of another type, with the lines that say either."""

    message: str
    question: str
    """The question alone, above the readings."""
    readings: Sequence[str]
    is_sure: bool
    """Whether it is asked even if the line is understood as it is."""


def ask_if_asked(tokens: Sequence[Token], keep_understood: KeepUnderstood) -> TypeQuestion | None:
    """Return the question about `seen 50 donation no`: an ask, or the words of someone else."""
    place = find_type_place(tokens)
    answer_at = next(
        (
            at
            for at, token in enumerate(tokens)
            if at > place and token.mark is TokenMark.WORD and token.folded_text in _ANSWERS
        ),
        None,
    )
    if answer_at is None or tokens[place].folded_text not in SOURCE_WORDS:
        return None
    start = answer_at
    while tokens[start - 1].folded_text in _BEFORE_ANSWER:
        start -= 1
    before = [*tokens[: start - 1], _drop_comma(tokens[start - 1])]
    fields = before[place + 1 :]
    amount = [] if any(map(looks_like_amount, fields)) else ["?"]
    ask = [*_write(tokens[:place]), "ask", *amount, *_write((*fields, *tokens[answer_at:]))]
    end = next(
        (at for at in range(start, len(tokens)) if tokens[at].mark is not TokenMark.WORD),
        len(tokens),
    )
    readings = keep_understood(
        (_join(ask), *_list_own_words_readings(before, tokens[start:end], tokens[end:]))
    )
    if not readings:
        return None
    message = (
        _error("Did they ask you? Then it’s an ask. Type {ask}.")
        if len(readings) == 1
        else _error(
            "Did they ask you? Then it’s an ask. Type {ask}, or {others} if it was someone else’s"
            " answer."
        )
    )
    quoted = [quote_typed(reading) for reading in readings]
    return TypeQuestion(
        message.format(ask=quoted[0], others=quoted[-1]),
        _error("Did they ask you?"),
        readings,
        is_sure=any(token.folded_text in ("i", "ich") for token in tokens[start:answer_at]),
    )


def _drop_comma(token: Token) -> Token:
    return token._replace(text=token.text.rstrip(",;.")) if token.text[:-1] else token


def _list_own_words_readings(
    before: Sequence[Token], said: Sequence[Token], after: Sequence[Token]
) -> Iterator[str]:
    """Yield the line with the answer in own words, unless it has own words or a note."""
    if all(token.mark not in _LAST_TEXTS for token in after):
        own_words = write_own_words(" ".join(map(write_token, said)))
        yield f"{_join(_write((*before, *after)))}: {own_words}"


def ask_if_paid(
    tokens: Sequence[Token], label: str | None, keep_understood: KeepUnderstood
) -> TypeQuestion | None:
    """Return the question about `cost 20 dues`: a payment to the group, or a cost of that name.

    `label` is the label of the line, or None for a line that is refused.
    """
    place = find_type_place(tokens)
    if tokens[place].folded_text != Cost.word:
        return None
    if label is None:
        words = [token.text for token in tokens if token.folded_text in KINDS_FOR_THE_GROUP]
        label = words[0] if words else ""
    payments = _find_payments(label)
    fields, texts = _drop_label(tokens[place + 1 :], label.split())
    starts = (*(("paid", text) for text in payments), (Cost.word, quote_label(label)))
    lines = [
        _join([*_write(tokens[:place]), word, *_write(fields), name, *_write(texts)])
        for word, name in starts
    ]
    readings = keep_understood(lines) if payments else []
    if not readings:
        return None
    paid = join_list(quote_typed(line) for line in lines[:-1])
    message = (
        _error("Did the group get it? Then it’s a payment. Type {paid}, or {cost} if it didn’t.")
        if lines[-1] in readings
        else _error("Did the group get it? Then it’s a payment. Type {paid}.")
    )
    text = message.format(paid=paid, cost=quote_typed(lines[-1]))
    return TypeQuestion(text, _error("Did the group get it?"), readings, is_sure=True)


def _drop_label(tokens: Sequence[Token], words: Sequence[str]) -> tuple[list[Token], list[Token]]:
    """Return the tokens without the bare words of a label: fields, then own words and note."""
    fields: list[Token] = []
    left = list(words)
    for token in tokens:
        if left and token.mark is TokenMark.WORD and token.text == left[0]:
            left.pop(0)
        elif token.mark not in _LAST_TEXTS:
            fields.append(token)
    return fields, [token for token in tokens if token.mark in _LAST_TEXTS]


def _write(tokens: Iterable[Token]) -> list[str]:
    return [_write_text(token) for token in tokens]


def _write_text(token: Token) -> str:
    if token.mark is TokenMark.OWN_WORDS:
        return f": {write_own_words(token.text)}"
    return f"// {token.text}" if token.mark is TokenMark.NOTE else write_token(token)


def _join(parts: Iterable[str]) -> str:
    """Return the parts as a line. A colon follows a word at once, or files would have to ask."""
    line = ""
    for part in parts:
        line += part if not line or part.startswith(": ") else f" {part}"
    return line


def says_group_got_it(label: str) -> bool:
    """Return whether the label of a cost says that the group got it."""
    return bool(_find_payments(label))


def find_type_place(tokens: Sequence[Token]) -> int:
    """Return the place of the first word after the day."""
    return 1 if len(tokens) > 1 and looks_like_day(tokens[0]) else 0


def _find_payments(label: str) -> tuple[str, ...]:
    """Return the kind and the label of a payment with such a label, or none if it is a cost."""
    words = fold(label).split()
    thing = " ".join(dropwhile(_ARTICLES.__contains__, words))
    if thing in KINDS_FOR_THE_GROUP:
        return (thing,)
    if thing in _SYNONYMS:
        return (f"{_SYNONYMS[thing]} {quote_label(label)}",)
    if words and words[0] in _BEFORE_GROUP:
        receivers = list(dropwhile(_ARTICLES.__contains__, words[1:]))
        if len(receivers) == 1 and receivers[0] in _GROUP_WORDS:
            return ("dues", "donation", KIND_WORDS[-1])
    return ()
