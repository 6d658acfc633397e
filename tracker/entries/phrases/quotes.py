"""What is in quotes: words that were said, also in single quotes and after `she said`.

Single quotes on an ask are a label, because `30 'monthly'` has to be possible. Double and curly
quotes are what someone said: phones put curly ones there by themselves.
"""

from collections.abc import Sequence

from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.phrases.phrase import (
    PhraseContext,
    WordRun,
    compile_phrase,
    count_words,
    find_type_word,
)
from tracker.entries.tokenizer import Token, TokenMark

_SAID = compile_phrase(
    r"(?:and |because )?(?:she|he|they|the leader|someone|one of them)"
    r" (?:said|says|told me|told us)"
)


def rewrite_quotes(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with what was said in double quotes, without `she said` before it.

    Single quotes are around a label where the type has one.
    """
    word = find_type_word(tokens) or "ask"
    rewritten: list[Token] = []
    for at, token in enumerate(tokens):
        if (
            token.mark is TokenMark.LABEL
            and context.is_typed
            and "label" not in ALLOWED_FIELDS[word]
        ):
            rewritten.append(token._replace(mark=TokenMark.WORDS))
            continue
        match = WordRun(tokens, at).match(_SAID) if token.mark is TokenMark.WORD else None
        end = at + count_words(match) if match else at
        if match and end < len(tokens) and tokens[end].mark is TokenMark.WORDS:
            return [*rewritten, *rewrite_quotes(tokens[end:], context)]
        rewritten.append(token)
    return rewritten
