"""Answers as people write them: `said no`, `maybe`, `no then yes`, `paid 15` after an answer."""

from collections.abc import Sequence

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.entry_description import (
    ANSWER_LABELS,
    EVIDENCE_LABELS,
    MEANS_LABELS,
    PAID_BY_LABELS,
)
from tracker.entries.grammar import ALLOWED_FIELDS, ANSWER_WORDS
from tracker.entries.period_words import read_frequency
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    compile_words,
    count_words,
    find_type_word,
    list_answer_lines,
    replace_phrase,
)
from tracker.entries.phrases.vocabulary import (
    ANSWER_SYNONYMS,
    GIFT_WORDS,
    MEANS_SYNONYMS,
    PLEDGE_WORDS,
    index_phrases,
)
from tracker.entries.tokenizer import Token, TokenMark, quote_label, span_tokens
from tracker.entries.types import AnswerWord

_SYNONYMS = index_phrases(ANSWER_SYNONYMS)
_ANSWER = compile_phrase(
    rf"(?:then |but |and |i |said )*(?P<answer>{build_alternatives(_SYNONYMS)})"
)
_PLEDGE = compile_phrase(rf"(?:then |but |and )*{PLEDGE_WORDS}")
_UNSURE_ANSWERS = {
    **dict.fromkeys(("not now", "not right now"), ("no", "later")),
    "yes and no": ("later", ": yes and no", "yes then no"),
}
"""Words that may be one of several answers, with each of them."""
_UNSURE_ANSWER = compile_words(_UNSURE_ANSWERS)
_PUT_IN = compile_phrase(r"(?:i )?put (?P<amount>[0-9][0-9.,]*) in")
_GIFT = compile_phrase(GIFT_WORDS)
_MEANS = index_phrases(MEANS_SYNONYMS)
_THUMBS = {"\N{THUMBS UP SIGN}": "yes", "\N{THUMBS DOWN SIGN}": "no"}
_OTHERS = frozenset({"he", "she", "they", "everyone", "everybody", "someone", "others"})
"""Who answered, or gave, if it was not the person."""
_WITHOUT = frozenset({"no", "without", "lost", "missing"})
"""Words near `receipt` that say there is none."""
_TO_ME = compile_phrase("me|us|back")
_LINKS = compile_phrase(r"(?:then|and then|and|but|but then)")


def rewrite_answers(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with each answer, and how something was paid or is known, as in a file."""
    word = find_type_word(tokens) or "ask"
    allowed_fields = ALLOWED_FIELDS[word]
    rewritten = list(tokens)
    if "answers" in allowed_fields:
        rewritten = [_rewrite_colon(token) for token in tokens]
        _ask_about_thumb(rewritten)
    at = _find_start(tokens)
    while at < len(rewritten):
        _ask_about_later(rewritten, at)
        found = _read_answer(rewritten, at, context) if "answers" in allowed_fields else None
        is_answer = found or rewritten[at].folded_text in ANSWER_WORDS
        is_of_others = at > 0 and rewritten[at - 1].folded_text in _OTHERS
        if is_answer and is_of_others and not WordRun(rewritten, at + 1).match(_TO_ME):
            _ask_whose_answer(rewritten, at, context)
        found = found or _read_means(rewritten, at, context, is_payment="by" in allowed_fields)
        if found is None:
            at += 1
            continue
        count, text = found
        rewritten = replace_phrase(rewritten, at, count, text)
        at += max(1, text.count(" ") + 1) if text else 0
    return rewritten


def _rewrite_colon(token: Token) -> Token:
    """Return an answer after a colon as an answer, and any other token as it is."""
    answer = token.text.casefold().rstrip(".!")
    if token.mark is TokenMark.OWN_WORDS and (
        answer in ("no", "yes", "later") or answer in _SYNONYMS
    ):
        return token._replace(mark=TokenMark.WORD, text=_SYNONYMS.get(answer, answer))
    return token


def _ask_about_thumb(tokens: Sequence[Token]) -> None:
    """Raise PhraseChoiceError where a thumb may be an answer."""
    has_answer = any(token.folded_text in ANSWER_WORDS for token in tokens)
    for token in tokens:
        answer = _THUMBS.get(token.text[:1]) if token.mark is TokenMark.WORD else None
        if answer and not has_answer:
            raise PhraseChoiceError(token, [answer, f": {token.text}"])


def has_answer(tokens: Sequence[Token]) -> bool:
    """Return whether there is an answer in a line. What was given isn't one."""
    words = {token.folded_text for token in tokens if token.mark is TokenMark.WORD}
    if words & set(ANSWER_WORDS):
        return True
    return any(WordRun(tokens, at).match(_ANSWER) for at in range(len(tokens)))


def _ask_about_later(tokens: Sequence[Token], at: int) -> None:
    """Raise PhraseChoiceError at `gave 10 later`, which says when rather than another answer."""
    is_later = at > 1 and tokens[at].folded_text == AnswerWord.LATER
    if is_later and looks_like_amount(tokens[at - 1]) and tokens[at - 2].folded_text == "gave":
        # In brackets it is no answer.
        raise PhraseChoiceError(tokens[at], [": (later)"])


def _find_start(tokens: Sequence[Token]) -> int:
    """Return where the words after the day and the type begin."""
    at = 1 if tokens and looks_like_day(tokens[0]) else 0
    return at + (find_type_word(tokens) is not None)


def _ask_whose_answer(tokens: Sequence[Token], at: int, context: PhraseContext) -> None:
    """Raise PhraseChoiceError where others may have answered, or given: `she said yes`."""
    start = 1 if looks_like_day(tokens[0]) else 0
    if at - 1 == start and not any(map(looks_like_amount, tokens[start:])):
        # Nothing was asked before it, so the whole line says what others answered.
        answer = tokens[at].folded_text
        lines = list_answer_lines(tokens, start, answer, context, says_more=True)
        raise PhraseChoiceError(span_tokens(tokens[start:]), lines[:1], is_whole_line=True)
    words = [token for token in tokens[at - 1 :] if token.mark is TokenMark.WORD]
    start, end = words[0].column - 1, max(token.column - 1 + token.length for token in words)
    answer = context.line[tokens[at].column - 1 : end]
    place = words[0]._replace(length=end - start)
    raise PhraseChoiceError(place, [answer, f": {context.line[start:end]}"])


def _read_promise_or_gift(tokens: Sequence[Token], at: int, run: WordRun) -> tuple[int, str] | None:
    """Return how many tokens say that something was promised or given, and the words for it."""
    has_amount_before = any(map(looks_like_amount, tokens[:at]))
    has_answer_before = any(token.folded_text in ANSWER_WORDS for token in tokens[:at])
    for pattern, answer in ((_PLEDGE, AnswerWord.PLEDGED), (_GIFT, AnswerWord.GAVE)):
        match = run.match(pattern)
        count = count_words(match) if match else 0
        is_amount_next = at + count < len(tokens) and looks_like_amount(tokens[at + count])
        is_plain_word = match is not None and match[0] in ANSWER_WORDS
        if not match or (is_plain_word and (match[0] == "gave" or has_amount_before)):
            continue
        if is_amount_next and answer is AnswerWord.PLEDGED and not has_amount_before:
            is_promise = "yes" not in match[0] and "agree" not in match[0]
            text = _write_asked_promise(tokens, at + count)
            return count, text if is_promise else AnswerWord.YES.value
        if is_amount_next or (answer is AnswerWord.GAVE and has_answer_before):
            return count, answer.value
    return None


def _write_asked_promise(tokens: Sequence[Token], at: int) -> str:
    """Return the amount that was asked, where only what was promised is said, and `pledged`."""
    frequency = read_frequency(tokens, at + 1, direct=True)
    period = f"/{frequency.period}" if frequency else ""
    return f"{tokens[at].text}{period} pledged"


def _read_answer(
    tokens: Sequence[Token], at: int, context: PhraseContext
) -> tuple[int, str] | None:
    """Return how many tokens an answer takes, and its words, or None where none begins."""
    run = WordRun(tokens, at)
    has_answer_before = any(token.folded_text in ANSWER_WORDS for token in tokens[:at])
    if found := _read_promise_or_gift(tokens, at, run):
        return found
    if match := run.match(_UNSURE_ANSWER):
        place = span_tokens(tokens[at : at + count_words(match)])
        raise PhraseChoiceError(place, _UNSURE_ANSWERS[match[0]])
    if match := run.match(_PUT_IN):
        return count_words(match), f"gave {match['amount']}"
    labels = {label.casefold(): answer.value for answer, label in _list_labels(context)}
    match = run.match(_ANSWER)
    if match and not (match["answer"] == "not yet" and _is_gift(tokens, at + count_words(match))):
        return count_words(match), _SYNONYMS[match["answer"]]
    if match := run.match(compile_words(labels)):
        return (count_words(match), labels[match[0]]) if labels[match[0]] != match[0] else None
    match = run.match(_LINKS)
    if match and has_answer_before and at + 1 < len(tokens):
        return count_words(match), ""
    return None


def _is_gift(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and WordRun(tokens, at).match(_GIFT) is not None


def _list_labels(context: PhraseContext) -> list[tuple[AnswerWord, str]]:
    """Return the answers as the screens name them."""
    labels = ((answer, context.translate(label)) for answer, label in ANSWER_LABELS.items())
    return [(answer, label) for answer, label in labels if "{" not in label]


def _read_means(
    tokens: Sequence[Token], at: int, context: PhraseContext, *, is_payment: bool
) -> tuple[int, str] | None:
    """Return how many tokens say how it was paid or is known, and the words, or None for others."""
    if at and tokens[at - 1].folded_text in ("by", "ref"):
        return None
    words = dict(_MEANS)
    for evidence, label in EVIDENCE_LABELS.items():
        words[context.translate(label).casefold()] = evidence.value
    for means, label in MEANS_LABELS.items():
        words[f"by {context.translate(label)}".casefold()] = f"by {means}"
    for means, label in PAID_BY_LABELS.items():
        words[context.translate(label).casefold()] = f"by {means}"
    match = WordRun(tokens, at).match(compile_words(words))
    if match is None or words[match[0]] == match[0]:
        return None
    near = {token.folded_text for token in tokens[max(0, at - 1) : at + 2]}
    if match[0] == "receipt" and near & _WITHOUT:
        return None
    if match[0] == "bar" and is_payment:
        if _is_place(tokens, at):
            return None
        raise PhraseChoiceError(tokens[at], ["by cash", quote_label(tokens[at].text)])
    text = words[match[0]]
    return (count_words(match), text) if is_payment or not text.startswith("by ") else None


def _is_place(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word is within a name of a place: `at the bar`, `bar evening`."""
    is_named = at > 0 and tokens[at - 1].folded_text in ("a", "at", "the")
    return is_named or any(token.mark is TokenMark.WORD for token in tokens[at + 1 : at + 2])
