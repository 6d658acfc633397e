"""What no token takes of a line: fillers are left out, and other words are kept as own words.

A clause is between commas, full stops and the like. One that says nothing of an entry is kept as
it was typed. In one that does, only words after it are, such as `because` or `in the break`.

A clause that says nothing counted is kept as own words, because to refuse it would punish the
person for writing more. A word in a clause that does say something is refused, such as `not` or
`almost`: it may change the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import HOURS_PATTERN
from tracker.entries.grammar import (
    ABOUT,
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    APART,
    BARE_LABEL_TYPES,
    KIND_WORDS,
    MET_WORDS,
    list_bare_words,
)
from tracker.entries.period_words import ONCE, read_frequency
from tracker.entries.phrases.months import MONTH_PATTERN
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    find_type_word,
)
from tracker.entries.phrases.type_words import names_type
from tracker.entries.phrases.vocabulary import DOUBT_WORDS, MONEY_WORDS, split_phrases
from tracker.entries.tokenizer import Token, TokenMark, quote_label, write_own_words

FILLERS = split_phrases(
    """
    i, we, they, she, he, it, me, us, them, you, a, an, the, my, our, their, this, that, to, of,
    for, on, at, and, then, but, so, just, only, also, was, were, be, been, is, are, had, have, has,
    with, got, get, both, some, today, tonight, now, in
    """
)
"""Words that say nothing of an entry."""
_REASON_WORDS = frozenset({"because", "cause", "cos"})
LINKING_WORDS = _REASON_WORDS | {"so"}
"""Words with which something begins that is said of the entry before them."""
_WORDS_OF_MONEY = frozenset({*KIND_WORDS, *ANSWER_WORDS, *MONEY_WORDS})
_SIGN_CATEGORIES = frozenset({"So", "Sk", "Mn", "Cf"})
"""What an emoji is made of."""
_LAST_MARKS = (TokenMark.OWN_WORDS, TokenMark.NOTE)
_CLAUSE_END = re.compile(r"[,;.!?\N{HORIZONTAL ELLIPSIS}]|\s[-\N{EN DASH}\N{EM DASH}]\s")

_QUESTION = re.compile(r"\s?\(?\?+\)?(?!\S)")


@dataclass(frozen=True, slots=True)
class _Clause:
    tokens: tuple[Token, ...]
    known: tuple[bool, ...]
    """Which of the tokens say something of the entry."""

    def list_unknown(self) -> list[int]:
        """Return the places of words that say nothing of it, and are no filler."""
        return [
            at
            for at, token in enumerate(self.tokens)
            if not self.known[at] and token.folded_text not in FILLERS
        ]

    def find_tail(self) -> int:
        """Return where the first words begin that say nothing of it, with the fillers before."""
        first = next(iter(self.list_unknown()), len(self.tokens))
        while 0 < first < len(self.tokens) and not self.known[first - 1]:
            first -= 1
        return first


def keep_other_words(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens without fillers, and with what is said of the entry as own words.

    Words that aren't clear are left, and then refused.
    """
    word = find_type_word(tokens)
    if word is None or word == "wrote":
        return list(tokens)
    kept: list[tuple[int, int]] = []
    rest: list[Token] = []
    takes_label = word in BARE_LABEL_TYPES
    for clause in _split_clauses(tokens, context.line, word):
        if any(token.folded_text in ANSWER_WORDS for token in rest) and _is_reason(clause):
            kept.append(_find_place(clause.tokens))
            continue
        taken = _take_clause(clause, kept, takes_label=takes_label, keeps_all=context.is_typed)
        if takes_label and context.is_typed:
            _ask_about_question(clause.tokens[-1], context)
            _ask_about_doubt(clause, taken, context)
        rest += taken
    if kept and not context.is_typed:
        # In a file nobody sees what is kept, so it has to say so itself.
        if takes_label:
            _ask_about_label(kept, context)
        return list(tokens)
    if not kept:
        return rest
    own = [token for token in rest if token.mark is TokenMark.OWN_WORDS]
    texts = [context.line[start:end].strip() for start, end in _join_places(kept, context.line)]
    texts += [token.text for token in own]
    start, end = kept[0][0], kept[-1][1]
    others = [token for token in rest if token.mark is not TokenMark.OWN_WORDS]
    return [*others, Token(TokenMark.OWN_WORDS, ", ".join(texts), start + 1, end - start)]


def _ask_about_label(kept: Sequence[tuple[int, int]], context: PhraseContext) -> None:
    """Raise PhraseChoiceError where words may be the label or be said of the entry."""
    start, end = kept[0][0], kept[-1][1]
    text = context.line[start:end]
    place = Token(TokenMark.WORD, text, start + 1, end - start)
    raise PhraseChoiceError(place, [quote_label(text), f": {write_own_words(text)}"])


def _take_clause(
    clause: _Clause, kept: list[tuple[int, int]], *, takes_label: bool, keeps_all: bool
) -> list[Token]:
    """Return what a clause says of the entry. The places of its other words are added to `kept`.

    `keeps_all` is for a thing that was bought, of which what is said says little alone.
    """
    unknown = clause.list_unknown()
    tokens, known = clause.tokens, clause.known
    says_something = any(known)
    if unknown and not says_something and not _may_be_entry(tokens) and not _is_denial(tokens):
        kept.append(_find_place(tokens))
        return []
    first = clause.find_tail()
    tail = tokens[first:]
    is_linked = bool(tail) and (tail[0].folded_text in LINKING_WORDS or _is_sign(tail[:1]))
    if takes_label and not is_linked:
        return _drop_fillers_of_label(clause)
    if not unknown:
        return [token for at, token in enumerate(tokens) if known[at]]
    is_reason = tail[0].folded_text in _REASON_WORDS
    is_said_of_it = first > 0 and all(
        not known[at] or (is_reason and tokens[at].folded_text in ANSWER_WORDS)
        for at in range(first, len(tokens))
    )
    is_answered = any(token.folded_text in ANSWER_WORDS for token in tokens[:first])
    is_sure = (is_reason and (takes_label or is_answered)) or not _says_doubt(tail)
    if is_said_of_it and is_linked and is_sure:
        kept.append(_find_place(tokens if keeps_all and not _is_sign(tail[:1]) else tail))
        return [token for at, token in enumerate(tokens[:first]) if known[at]]
    if takes_label:
        return _drop_fillers_of_label(clause)
    return [token for at, token in enumerate(tokens) if known[at] or at in unknown]


def _may_be_entry(tokens: Sequence[Token]) -> bool:
    """Return whether a clause may be an entry by itself, such as `asked 40 donation`."""
    words = {token.folded_text for token in tokens}
    has_digit = any(letter.isdecimal() for token in tokens for letter in token.text)
    return names_type(tokens) or (has_digit and bool(words & _WORDS_OF_MONEY))


def _drop_fillers_of_label(clause: _Clause) -> list[Token]:
    """Return a clause without the articles before a label: `for a`, `on the`."""
    rest = []
    for at, token in enumerate(clause.tokens):
        is_first_of_label = at == 0 or clause.known[at - 1] or clause.tokens[at - 1] not in rest
        is_before_period = (
            read_frequency(clause.tokens, at + 1, direct=False) is not None
            or WordRun(clause.tokens, at + 1).match(MONTH_PATTERN) is not None
        )
        is_article = token.folded_text in FILLERS and is_first_of_label
        if clause.known[at] or is_before_period or not is_article:
            rest.append(token)
    return rest


def _is_sign(tokens: Sequence[Token]) -> bool:
    """Return whether tokens are characters only, such as an emoji."""
    letters = "".join(token.text for token in tokens)
    return all(category(letter) in _SIGN_CATEGORIES for letter in letters)


def _says_doubt(tokens: Sequence[Token]) -> bool:
    """Return whether words say that something did not happen, or not yet."""
    return any(
        token.folded_text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") in DOUBT_WORDS
        for token in tokens
    )


def _is_denial(tokens: Sequence[Token]) -> bool:
    """Return whether a clause takes back what was said before it: `but not me`."""
    return any(token.folded_text == "not" for token in tokens[:2])


def _is_reason(clause: _Clause) -> bool:
    """Return whether a clause after an answer only says why: `I have no money`."""
    return bool(clause.list_unknown()) and all(
        not known or token.folded_text in ("no", "yes", "later")
        for token, known in zip(clause.tokens, clause.known, strict=True)
    )


def _ask_about_question(last: Token, context: PhraseContext) -> None:
    """Raise PhraseChoiceError at `paid 20 merch?`, which may not have been paid."""
    start, end = last.column - 1, last.column - 1 + last.length
    sign = _QUESTION.match(context.line, end)
    if sign is not None and last.mark is TokenMark.WORD:
        place = last._replace(length=sign.end() - start)
        raise PhraseChoiceError(place, [context.line[start:end]])


def _ask_about_doubt(clause: _Clause, taken: Sequence[Token], context: PhraseContext) -> None:
    """Raise PhraseChoiceError where a label says that something was not paid, or is a plan."""
    label = [token for at, token in enumerate(clause.tokens) if not clause.known[at]]
    label = [token for token in label if token in taken]
    if not _says_doubt(label):
        return
    start, end = _find_place(label)
    text = context.line[start:end]
    place = label[0]._replace(length=end - start)
    raise PhraseChoiceError(place, [quote_label(text), f": {write_own_words(text)}"])


def _split_clauses(tokens: Sequence[Token], line: str, word: str) -> Iterator[_Clause]:
    """Yield the clauses of a line, as the characters between its tokens divide it."""
    known = _find_known(tokens, word)
    start = 0
    for at, token in enumerate(tokens):
        end = token.column - 1 + token.length
        next_start = tokens[at + 1].column - 1 if at + 1 < len(tokens) else len(line)
        is_last = at + 1 == len(tokens)
        is_moved = next_start < token.column - 1
        is_before_text = not is_last and tokens[at + 1].mark in _LAST_MARKS
        # A letter with a full stop is an initial.
        is_end = token.length > 1 and _CLAUSE_END.search(line[max(0, end - 1) : next_start])
        if is_last or is_moved or is_before_text or is_end:
            yield _Clause(tuple(tokens[start : at + 1]), tuple(known[start : at + 1]))
            start = at + 1


def _find_known(tokens: Sequence[Token], word: str) -> list[bool]:
    """Return for each token whether the grammar knows it in a line of this type."""
    known = [token.mark is not TokenMark.WORD for token in tokens]
    bare_words = frozenset(list_bare_words(word)) | {
        word,
        ABOUT,
        APART,
        ONCE,
        *MET_WORDS,
    }
    takes_amount = "amount" in ALLOWED_FIELDS[word]
    for at, token in enumerate(tokens):
        text = token.folded_text
        if known[at]:
            continue
        if text in ("until", "for", "by", "ref") and at + 1 < len(tokens):
            value = tokens[at + 1]
            if (
                text != "for"
                or value.text.isdecimal()
                or value.folded_text == "last"
                or word == "income"
            ):
                known[at] = known[at + 1] = True
            continue
        known[at] = (
            text in bare_words
            or (takes_amount and looks_like_amount(token))
            or (at == 0 and looks_like_day(token))
            or bool(HOURS_PATTERN.fullmatch(text))
            or (
                len(text) >= 3
                and any(kind.startswith(text) for kind in bare_words if len(kind) > 4)
            )
        )
        if frequency := read_frequency(
            tokens, at, direct=at > 0 and looks_like_amount(tokens[at - 1])
        ):
            for offset in range(frequency.token_count):
                known[at + offset] = True
    return known


def _find_place(tokens: Sequence[Token]) -> tuple[int, int]:
    last = tokens[-1]
    return tokens[0].column - 1, last.column - 1 + last.length


def _join_places(places: Sequence[tuple[int, int]], line: str) -> Iterator[tuple[int, int]]:
    """Yield places of the line. Two with only punctuation between them become one."""
    start, end = places[0]
    for next_start, next_end in places[1:]:
        if re.fullmatch(r"[\s\W]*", line[end:next_start]):
            end = next_end
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end
