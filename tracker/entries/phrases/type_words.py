"""Types by the words that people use for them: `donated`, `they asked me for`, `phoned`."""

import re
from collections.abc import Sequence

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.entry_description import TYPE_LABELS
from tracker.entries.grammar import ALLOWED_FIELDS, ANSWER_WORDS, FORM_WORDS, KIND_WORDS
from tracker.entries.phrases.answers import has_answer
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
    KEPT_TYPE_WORDS,
    KIND_SYNONYMS,
    OTHER_PEOPLE,
    TYPE_SYNONYMS,
    index_phrases,
)
from tracker.entries.tokenizer import Token, TokenMark, fold, span_tokens
from tracker.money import parse_cents

_SYNONYMS = index_phrases(TYPE_SYNONYMS)
_FILLER = r"(?:(?:so|well|and|then|today|just|only|also|i|we|have|had|i've) )*"
_FIRST = compile_phrase(
    rf"{_FILLER}(?!(?:they )?want(?:ed)? to )(?P<word>{build_alternatives(_SYNONYMS)})"
    r"(?: me| us)*(?: for(?! [0-9]+$)| to give| to pay| to donate)?(?: (?:a|an|the|my|some))?"
)
_PAID_BY_ME = compile_phrase(
    r"(?:(?:so|well|and|then|today|just|also) )*(?:i|we|i've|we've|i have|we have|have)"
    r" (?:just |also )?"
    r"(?P<word>paid|received|withdrew|returned)"
)
"""A word of the grammar after the person who says it. After other people it is about them."""
_NOT_ASKED = frozenset({"i", "we", "they", "she", "he", "you", "got", "get", "had", "have", "has"})
"""Words with which something else begins than what was asked for."""
_ASKED_OTHERS = compile_phrase(rf"they asked (?:{OTHER_PEOPLE}|all of us|us all)(?: for| to give)?")
_OTHERS_GAVE = compile_phrase(
    rf"(?:they|{OTHER_PEOPLE}) (?:gave|paid|donated|spent|put in)(?! (?:me|us|back)\b)"
)
_GOT_PAID = compile_phrase(r"(?:i )?got paid")
_WITHOUT_AMOUNT = compile_phrase(
    r"without (?:naming )?(?:an |any )?(?:amount|sum|number)|no amount named"
    r"|amount (?:not |un)known"
)
_ABOUT_AGAIN = compile_phrase(
    r"(?:they |she |he )?asked (?:me |us )?about the (?P<amount>[0-9][0-9.,]*)(?: euros?)? again"
)
_ASKED_ABOUT = compile_phrase(r"(?:they |i was )?asked (?:me )?about(?= [0-9])")
_SAW_ASKED = compile_phrase(
    rf"(?:i )?saw (?:{OTHER_PEOPLE}|them|him|her)(?: being| get)? ask(?:ed|ing)?"
    rf"(?: {OTHER_PEOPLE})?(?: for)?"
)
_OF_INCOME = compile_phrase("of income|of my income")
_BEFORE_PAID = frozenset(
    {*KIND_WORDS, "i", "we", "and", "just", "already", "then", "euro", "euros"}
    | {word for phrase in index_phrases(KIND_SYNONYMS) for word in phrase.split()[-1:]}
)
"""Words after which `paid` is said of what is before them."""
_HOURS_ONLY = re.compile(
    r"(?:[0-9.,:-]++|(?:an?|half|one|two|three|four|five|six|and)(?= |$)) ?"
    r"(?:h|hrs?|hours?|min|mins|minutes)?"
    r"(?: ?[0-9a-z]+)?(?: [0-9a-z]+){0,3}"
)
_HOURS = re.compile(r"(?<![0-9.,:-])[0-9.,:-]+ ?(?:h|hrs?|hours?|min|mins|minutes)\b|\bhours?\b")


def rewrite_type(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with the type first, after the day, or unchanged if they name none.

    Raises PhraseChoiceError where it was others who were asked, or who gave.
    """
    start = 1 if tokens and looks_like_day(tokens[0]) else 0
    rest = tokens[start:]
    if not rest or (rest[0].mark is TokenMark.WORD and rest[0].folded_text in ALLOWED_FIELDS):
        return _rewrite_open_amount(tokens, start)
    run = WordRun(tokens, start)
    _ask_about_others(run)
    if match := run.match(_SAW_ASKED):
        return replace_phrase(tokens, start, count_words(match), "seen")
    if match := run.match(_ABOUT_AGAIN):
        repeated = _write_repeated_ask(match["amount"], context)
        return replace_phrase(tokens, start, count_words(match), repeated)
    if match := run.match(_PAID_BY_ME):
        return _rewrite_open_amount(
            replace_phrase(tokens, start, count_words(match), match["word"]), start
        )
    labels = {fold(context.translate(label)): word for word, label in TYPE_LABELS.items()}
    if match := run.match(_FIRST):
        word = match["word"]
        text = _SYNONYMS[word] + (f" {word}" if word in KEPT_TYPE_WORDS else "")
        count = count_words(match)
        next_tokens = tokens[start + count : start + count + 2]
        if text == "ask" and next_tokens and next_tokens[0].folded_text == "for":
            # An ask has an amount, so the number after it is that of no entry: `asked for 50`.
            count += looks_like_amount(next_tokens[-1])
        return _rewrite_open_amount(replace_phrase(tokens, start, count, text), start)
    if match := run.match(compile_words(labels)):
        return replace_phrase(tokens, start, count_words(match), labels[match[0]])
    return _rewrite_open_amount(_move_type(tokens, start, context), start)


def _ask_about_others(run: WordRun) -> None:
    """Raise PhraseChoiceError where a line begins with what others were asked, or gave."""
    for pattern, words in (
        (_ASKED_OTHERS, ("seen", "ask")),
        (_OTHERS_GAVE, ("seen", "heard", "paid")),
        (_GOT_PAID, ("income", "received")),
        (_ASKED_ABOUT, ("ask about", "ask")),
    ):
        if match := run.match(pattern):
            place = span_tokens(run.tokens[run.at : run.at + count_words(match)])
            raise PhraseChoiceError(place, words)


def _move_type(tokens: Sequence[Token], start: int, context: PhraseContext) -> list[Token]:
    """Return the tokens with a later form of meeting moved to the front, or with `ask`.

    `ask` is put before an amount or a kind, where a person types and there is nothing else.
    """
    forms = [at for at in range(start, len(tokens)) if _is_form(tokens, at)]
    if len(forms) == 1 and _are_hours(tokens[start : forms[0]]):
        at = forms[0]
        return [*tokens[:start], tokens[at], *tokens[start:at], *tokens[at + 1 :]]
    at = _find_paid(tokens, start)
    if context.is_typed and at:
        return [*tokens[:start], tokens[at], *tokens[start:at], *tokens[at + 1 :]]
    has_no_money = any(token.text == "no_money" for token in tokens)
    if context.is_typed and has_no_money and not forms:
        meeting = Token(TokenMark.WORD, "meeting", tokens[start].column, tokens[start].length)
        return [*tokens[:start], meeting, *tokens[start:]]
    return list(tokens)


def _find_paid(tokens: Sequence[Token], start: int) -> int:
    """Return where `paid` is after the amount of a line without an answer, or 0 if nowhere."""
    amounts = [at for at, token in enumerate(tokens) if at >= start and looks_like_amount(token)]
    places = [at for at, token in enumerate(tokens) if token.folded_text == "paid"]
    if len(amounts) != 1 or len(places) != 1 or places[0] < amounts[0] or has_answer(tokens):
        return 0
    return places[0] if _is_said_of_me(tokens, places[0]) else 0


def _is_said_of_me(tokens: Sequence[Token], at: int) -> bool:
    """Return whether `paid` is right after the thing, and not after `Tom` or `not`."""
    before = tokens[at - 1]
    return (
        before.mark is not TokenMark.WORD
        or looks_like_amount(before)
        or before.folded_text in _BEFORE_PAID
    )


def _are_hours(tokens: Sequence[Token]) -> bool:
    """Return whether tokens are hours, or none at all."""
    text = " ".join(token.folded_text for token in tokens)
    return not text or bool(_HOURS_ONLY.fullmatch(text))


def _write_repeated_ask(amount: str, context: PhraseContext) -> str:
    """Return the line of an ask that comes again, if the last one had this amount."""
    last = context.find_last_ask()
    if last is None or last.low != last.high or last.low != parse_cents(amount):
        return f"ask {amount}"
    period = f"/{last.every}" if last.every else ""
    return f"ask {amount}{period} for last"


def _is_form(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token says what sort of meeting it was. An event may be a kind."""
    token = tokens[at]
    if token.mark is not TokenMark.WORD or token.folded_text not in FORM_WORDS:
        return False
    text = " ".join(other.folded_text for other in tokens if other.mark is TokenMark.WORD)
    return bool(_HOURS.search(text)) or (
        token.folded_text != "event" and not any(map(looks_like_amount, tokens))
    )


def _rewrite_open_amount(tokens: Sequence[Token], start: int) -> list[Token]:
    """Return the tokens with `?` where a line says that no amount was named.

    After a share `of income` is left out.

    Raises PhraseChoiceError where an ask may be one that was made before.
    """
    word = find_type_word(tokens)
    for at in range(start, len(tokens)):
        if word == "ask" and tokens[at].folded_text == "again" and not _has_reference(tokens):
            raise PhraseChoiceError(tokens[at], ["for last", ""])
        run = WordRun(tokens, at)
        is_share = word == "limit" and tokens[at - 1].text.endswith("%")
        if is_share and (match := run.match(_OF_INCOME)):
            return replace_phrase(tokens, at, count_words(match), "")
        if match := run.match(_WITHOUT_AMOUNT):
            return replace_phrase(tokens, at, count_words(match), "?")
    return list(tokens)


def insert_ask(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with `ask` first, if they name no type, but what an ask has.

    Raises PhraseChoiceError where a thing and an amount may as well have been paid.
    """
    start = 1 if tokens and looks_like_day(tokens[0]) else 0
    rest = tokens[start:]
    if not context.is_typed or not rest:
        return list(tokens)
    is_kind = rest[0].text == "event" and _is_rewritten(rest[0], context.line)
    if find_type_word(tokens) and not (is_kind and any(map(looks_like_amount, rest))):
        return list(tokens)
    words = [token.folded_text for token in rest if token.mark is TokenMark.WORD]
    if words and words[0] in _NOT_ASKED:
        return list(tokens)
    has_amount = any(map(looks_like_amount, rest))
    has_answer = any(word in ANSWER_WORDS for word in words)
    has_kind = any(word in KIND_WORDS for word in words)
    if has_answer and not has_amount and not has_kind and _is_rewritten(rest[0], context.line):
        answer = " ".join(word for word in words if word in ANSWER_WORDS)
        says_more = any(
            token.mark is not TokenMark.NOTE and token.folded_text not in ANSWER_WORDS
            for token in rest
        )
        lines = list_answer_lines(tokens, start, answer, context, says_more=says_more)
        raise PhraseChoiceError(span_tokens(rest), lines, is_whole_line=True)
    if not (has_answer and has_kind) and not (has_amount and (has_answer or has_kind)):
        return list(tokens)
    is_thing = rest[0].folded_text in KIND_WORDS and _is_rewritten(rest[0], context.line)
    if is_thing and not has_answer:
        text = context.line[rest[0].column - 1 : rest[0].column - 1 + rest[0].length]
        raise PhraseChoiceError(rest[0], [f"ask {text}", f"paid {text}"])
    ask = Token(TokenMark.WORD, "ask", rest[0].column, rest[0].length)
    return [*tokens[:start], ask, *rest]


def _has_reference(tokens: Sequence[Token]) -> bool:
    return any(token.folded_text == "for" for token in tokens)


def _is_rewritten(token: Token, line: str) -> bool:
    """Return whether a token replaces something else that was typed."""
    start = token.column - 1
    return fold(line[start : start + token.length]) != token.folded_text


def names_type(tokens: Sequence[Token]) -> bool:
    """Return whether tokens begin with what it is, also in a word that people use for it."""
    run = WordRun(tokens, 0)
    return find_type_word(tokens) is not None or run.match(_FIRST) is not None
