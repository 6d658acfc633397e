"""Amounts as people write them: `€ 30`, `30 euros`, `1 200`, `20 to 200`, `about 30`, `tenner`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import ABOUT, KIND_WORDS, PERIOD_WORDS, RANGE_TYPES
from tracker.entries.period_words import ONCE
from tracker.entries.phrases.phrase import (
    PhraseChoiceError,
    PhraseContext,
    WordRun,
    build_alternatives,
    compile_phrase,
    count_words,
    find_type_word,
    replace_phrase,
)
from tracker.entries.phrases.vocabulary import COUNT_WORDS, split_phrases
from tracker.entries.tokenizer import Token, TokenMark, fold, span_tokens
from tracker.money import (
    CURRENCY_NAMES,
    CURRENCY_SIGNS,
    InvalidAmountError,
    format_short,
    parse_cents,
)

_ABOUT_WORDS = split_phrases(
    """
    about, around, approx, approx., approximately, roughly, circa, ca, ca., c., etwa, ungefähr, rund
    """
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"]
_NUMBER_WORDS = COUNT_WORDS | {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
_NUMBER_WORDS |= {"a hundred": 100, "one hundred": 100}
_SLANG = {"fiver": 5, "tenner": 10, "zehner": 10, "fünfer": 5, "fuffi": 50}
AMOUNT_WORDS = frozenset({*_ABOUT_WORDS, *_NUMBER_WORDS, *_SLANG, "quid", "each", "apiece"})
"""The words of which an amount is made."""
SUM_WORDS = frozenset({*_TENS, *_SLANG, "quid"})
"""Those of them that are seldom said of anything but money."""
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([ '.,])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])([0-9]{1,2}))?")
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]")
_DASHES = r"[-\N{EN DASH}\N{EM DASH}]"
_LOCAL_SIGNS = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{ARABIC COMMA}": ",",
        "\N{REVERSED COMMA}": ",",
        "\N{ARABIC DECIMAL SEPARATOR}": ".",
    }
)
"""Signs within numbers, as the app shows them in some places, by those that are read here."""
_THOUSANDS = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?"
_SINGLE = rf"[0-9][0-9.,'{''.join(map(chr, _LOCAL_SIGNS))}\u00a0\u2009\u202f]*"
_EMPTY_CENTS = rf"(?:[.,]{_DASHES}+)?"
_KIND_AND_PERIOD = re.compile(
    rf"(?P<kind>{build_alternatives(KIND_WORDS)})/(?P<unit>{build_alternatives(PERIOD_WORDS)})"
)
_THOUSANDS_OF = compile_phrase(r"(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,2})?)k")
_HALF_OF = compile_phrase(r"half of (?:the )?(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,2})?)")
_NOT_BEFORE_AMOUNT = frozenset({"for", "until", "ref", "by", "at", "no."})
"""Words before a number that is an entry's number, a day or a time."""


def rewrite_amounts(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with each amount as a file has it: `30`, `20-200`, `about 30`.

    Raises PhraseChoiceError where one may be read in several ways, such as `1.000` and `8 or 9`.
    """
    word = find_type_word(tokens) or "ask"
    tokens = [part for token in tokens for part in _split_joined_period(token)]
    rewritten = _add_type_of_purchase(tokens, context)
    at = 0
    while at < len(rewritten):
        is_amount_place = rewritten[at].mark is TokenMark.WORD and not (
            at and rewritten[at - 1].folded_text in _NOT_BEFORE_AMOUNT
        )
        found = _read_amount(WordRun(rewritten, at), word, context) if is_amount_place else None
        if found is None:
            at += 1
            continue
        count, texts = found
        before = " ".join(token.text for token in rewritten[at : at + count])
        if len(texts) > 1:
            raise PhraseChoiceError(span_tokens(rewritten[at : at + count]), texts)
        if texts[0] != before:
            rewritten = replace_phrase(rewritten, at, count, texts[0])
        at += texts[0].count(" ") + 1
    return rewritten


def drop_once(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens without `once` at the end of what one lives on: it has no period."""
    is_once = tokens and tokens[-1].mark is TokenMark.WORD and tokens[-1].folded_text == ONCE
    if is_once and context.is_typed and find_type_word(tokens) in ("income", "need"):
        return list(tokens[:-1])
    return list(tokens)


def _split_joined_period(token: Token) -> list[Token]:
    """Return `dues/month` as two tokens, and any other token as it is."""
    match = _KIND_AND_PERIOD.fullmatch(token.folded_text)
    if match is None or token.mark is not TokenMark.WORD:
        return [token]
    return [token._replace(text=match["kind"]), token._replace(text=f"/{match['unit']}")]


def _add_type_of_purchase(tokens: Sequence[Token], context: PhraseContext) -> list[Token]:
    """Return the tokens with `paid` first, where they begin with so many things at a price."""
    start = 1 if tokens and looks_like_day(tokens[0]) else 0
    several = _build_patterns(context.currency).several
    if start == len(tokens) or not WordRun(tokens, start).match(several):
        return list(tokens)
    paid = tokens[start]._replace(text="paid")
    return [*tokens[:start], paid, *tokens[start:]]


def _read_amount(run: WordRun, word: str, context: PhraseContext) -> tuple[int, list[str]] | None:
    """Return how many tokens an amount takes, and what it may be, or None where none begins."""
    patterns = _build_patterns(context.currency)
    if match := run.match(patterns.several):
        number = match["count"]
        count = int(number) if number.isdecimal() else _NUMBER_WORDS[number]
        cents = count * (_parse(_read_number(match["price"])[0]) or 0)
        return (count_words(match), [f"{format_short(cents)} {match['thing']}"]) if cents else None
    if match := run.match(_THOUSANDS_OF):
        cents = 1000 * (_parse(match["number"]) or 0)
        raise PhraseChoiceError(
            span_tokens(run.tokens[run.at : run.at + count_words(match)]), [format_short(cents)]
        )
    if match := run.match(_HALF_OF):
        text = format_short((_parse(match["number"]) or 0) // 2)
        raise PhraseChoiceError(
            span_tokens(run.tokens[run.at : run.at + count_words(match)]), [text]
        )
    for pattern in (patterns.small, patterns.split):
        if match := run.match(pattern):
            cents = int(match["whole"] or 0) * 100 + int(match["cents"])
            return count_words(match), [format_short(cents)]
    if match := run.match(patterns.amount):
        return count_words(match), list(dict.fromkeys(_list_readings(match, word)))
    return None


class _Patterns(NamedTuple):
    """What finds amounts in one currency."""

    amount: re.Pattern[str]
    small: re.Pattern[str]
    """An amount below one: `50 cents`."""
    split: re.Pattern[str]
    """An amount with the currency between its parts: `2 euros 50`."""
    several: re.Pattern[str]
    """Several things at one price: `2 papers 2.50 each`."""


@lru_cache(maxsize=4)
def _build_patterns(currency: str) -> _Patterns:
    names = [fold(currency), fold(CURRENCY_SIGNS.get(currency, currency))]
    names += [name for name, codes in CURRENCY_NAMES.items() if currency in codes]
    names += ["quid"] if currency == "EUR" else []
    unit = build_alternatives(names)
    words = build_alternatives(_NUMBER_WORDS)
    tens = build_alternatives([*_TENS, "a hundred", "one hundred"])
    slang = rf"(?:(?:a|an|one|nen|einen) )?{build_alternatives(_SLANG)}"
    number = rf"(?:{_THOUSANDS}|{_SINGLE}){_EMPTY_CENTS}"
    first = rf"(?P<low>{number}|{words}(?= {unit})|{tens}|{slang})"
    about = rf"(?:(?P<about>{build_alternatives(_ABOUT_WORDS)} |[~\N{{ALMOST EQUAL TO}}] ?))?"
    second = (
        rf"(?: ?(?P<dash>{_DASHES}|to|up to|or|and|bis|oder) ?(?:{unit} ?)?"
        rf"(?P<high>{number})(?: ?{unit})?)?"
    )
    amount = (
        rf"(?P<between>between )?{about}(?:{unit} ?)?{first}(?: ?{unit})?{second}"
        r"(?P<ish> ?-?ish| or so)?(?P<period>/[^ ]+)?(?P<doubt>\?+)?"
    )
    cent = "(?:cents?|ct|cts|p)"
    price = rf"(?:{unit} ?)?(?P<price>[0-9]+(?:[.,][0-9]{{1,2}})?)(?: ?{unit})?"
    return _Patterns(
        compile_phrase(amount),
        compile_phrase(rf"(?P<whole>)(?P<cents>[0-9]{{1,2}}) ?{cent}"),
        compile_phrase(rf"(?P<whole>[0-9]{{1,7}}) ?{unit} ?(?P<cents>[0-9]{{2}})(?: {cent})?"),
        compile_phrase(
            rf"(?P<count>[1-9][0-9]{{0,2}}|{words}) (?P<thing>[^\W\d]+(?: [^\W\d]+){{0,2}}?),?"
            rf" (?:for |at |à |a )?{price} (?:each|apiece|a piece|per piece|je|das stück)"
        ),
    )


def _list_readings(match: re.Match[str], word: str) -> Iterator[str]:
    """Yield each way in which an amount can be read, the likeliest first."""
    period = match["period"] or ""
    is_about = bool(match["about"] or match["ish"])
    about = f"{ABOUT} " if is_about else ""
    lows = _read_number(match["low"])
    if match["high"] is None:
        yield from (f"{about}{low}{period}" for low in lows)
        if match["doubt"]:
            yield f"{ABOUT} {lows[0]}{period}"
        return
    highs = _read_number(match["high"])
    if match["dash"] in ("or", "oder") or word not in RANGE_TYPES:
        about = about if word in RANGE_TYPES else f"{ABOUT} "
        yield from (f"{about}{end}{period}" for end in (lows[0], highs[0]))
        if word not in RANGE_TYPES:
            return
    for low in lows:
        yield from (f"{about}{low}-{high}{period}" for high in highs)


def _read_number(text: str) -> list[str]:
    """Return what a number may be in the grammar: one text, or two for `1.000`."""
    plain = re.sub(rf"[.,]{_DASHES}+$", "", _BLANKS.sub(" ", text))
    plain = plain.translate(_LOCAL_SIGNS)
    word = plain.rpartition(" ")[2]
    if plain in _NUMBER_WORDS or word in _SLANG:
        return [str(_NUMBER_WORDS.get(plain) or _SLANG[word])]
    match = _GROUPS.fullmatch(plain)
    if match is None or (match[2] and match[1] == match[2]):
        return [plain]
    digits = re.sub(r"[^0-9]", "", plain[: match.start(3) - 1] if match[3] else plain)
    whole = digits + (f".{match[3]}" if match[3] else "")
    is_one_group = plain.count(match[1]) == 1 and not match[3]
    if match[1] in ".," and is_one_group:
        decimal = plain.replace(",", ".").rstrip("0").rstrip(".")
        return [whole, format_short(_parse(decimal) or 0)] if _parse(decimal) else [whole]
    return [whole]


def _parse(text: str) -> int | None:
    try:
        return parse_cents(text)
    except InvalidAmountError:
        return None
