"""Characters around words that aren't part of them: commas, full stops, bullets, quotes."""

import re
from collections.abc import Sequence

from tracker.entries.grammar import ANSWER_WORDS
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext
from tracker.entries.tokenizer import Token, TokenMark

_BULLETS = frozenset({"-", "*", "\N{BULLET}", "\N{EN DASH}", "\N{EM DASH}", "\N{MIDDLE DOT}", ">"})
_DAY = re.compile(r"[0-9]{1,2}\.(?:[0-9]{1,2}\.)?")
_EMPTY_CENTS = re.compile(r"[0-9]+[.,][-\N{EN DASH}]+")
_ENDINGS = ".,;!?:\N{HORIZONTAL ELLIPSIS})"
_SPEECH = re.compile(
    r"(?i)(\b(?:said|says|told me|told us|asked|like|went):?,? )"
    r"'((?:[^'\"]|(?<=\w)'(?=\w))+)'(?!\S)"
)
_CURLY_TEXT = re.compile(
    '(?<!\\S)[\u201c\u201e\u201d\u00ab\u00bb]([^\u201c\u201d\u201e\u00ab\u00bb"]+)'
    "[\u201c\u201d\u00ab\u00bb](?=[\\s.,;!?]|$)"
)
_CURLY_SINGLE = re.compile(
    '(?<!\\S)[\u2018\u201a]([^\u2018\u201a"]+)[\u2019\u2018](?=[\\s.,;!?]|$)'
)


def normalize_quotes(line: str) -> str:
    """Return a line with straight quotes in place of curly ones. Each character keeps its place."""
    if line.isascii():
        return line
    line = _CURLY_TEXT.sub(r'"\1"', line)
    return _CURLY_SINGLE.sub(r'"\1"', line)


def mark_speech(line: str) -> str:
    """Return a line with double quotes around what someone said in single ones.

    An apostrophe doesn't end it.
    """
    return _SPEECH.sub(r'\1"\2"', line)


def strip_punctuation(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens without a bullet before them, and without the characters after words."""
    start = 1 if len(tokens) > 1 and tokens[0].text in _BULLETS else 0
    if context.is_typed:
        _ask_about_unsure_answer(tokens)
    stripped = [_strip_token(token) for token in tokens[start:]]
    return [
        token
        for at, token in enumerate(stripped)
        if (token.text or (token.mark is not TokenMark.WORD and not context.is_typed))
        and not _is_dash(stripped, at)
    ]


def _ask_about_unsure_answer(tokens: Sequence[Token]) -> None:
    """Raise PhraseChoiceError at `yes?`, which may be no answer yet."""
    for token in tokens:
        answer = token.folded_text.rstrip("?")
        if token.mark is TokenMark.WORD and answer != token.folded_text and answer in ANSWER_WORDS:
            raise PhraseChoiceError(token, [answer])


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token is a dash that divides a line, and not a range."""
    if tokens[at].text not in _BULLETS or tokens[at].mark is not TokenMark.WORD:
        return False
    around = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    return len(around) < 2 or not all(any(map(str.isdecimal, token.text)) for token in around)


def _strip_token(token: Token) -> Token:
    text = token.text
    if token.mark is not TokenMark.WORD or text in ("?", "~") or _EMPTY_CENTS.fullmatch(text):
        return token
    # A bracket that opens within a word is a part of it.
    shorter = text if "(" in text[1:] else text.lstrip("(").rstrip(_ENDINGS)
    if text.endswith("?") and shorter.replace(",", "").replace(".", "").isdecimal():
        # Whether an amount is exact is asked.
        return token if text.count("?") == 1 else token._replace(text=shorter, length=len(shorter))
    if text[: len(shorter) + 1] == f"{shorter}." and _DAY.fullmatch(f"{shorter}."):
        shorter += "."
    start = text.find(shorter) if shorter else 0
    return token._replace(text=shorter, column=token.column + start, length=max(1, len(shorter)))
