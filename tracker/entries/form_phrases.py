"""The fields of a form as people write them: a day, an amount and hours in the grammar's words."""

from collections.abc import Callable, Mapping, Sequence

from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.field_parser import HOURS_PATTERN
from tracker.entries.line_parser import LineDays
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.period_words import split_period
from tracker.entries.phrases.amounts import rewrite_amounts
from tracker.entries.phrases.days import rewrite_day
from tracker.entries.phrases.hours import rewrite_hours
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext
from tracker.entries.phrases.punctuation import strip_punctuation
from tracker.entries.tokenizer import Token, tokenize
from tracker.i18n import is_month_first


def rewrite_texts(
    texts: Mapping[str, str], context: ParseContext, days: LineDays
) -> dict[str, str]:
    """Return the texts of a form with the day, the amount and the hours as a file has them.

    A text that is not understood, or that may mean several things, stays as it is: `read_form`
    says so.
    """
    phrase_context = _build_context(context, days)
    rewritten = dict(texts)
    for name, rewrite in _REWRITERS.items():
        text = texts.get(name, "")
        if not text.strip():
            continue
        try:
            rewritten[name] = rewrite(text, texts["type"], phrase_context) or text
        except (ParseError, PhraseChoiceError):
            continue
    return rewritten


def is_day_text(text: str, context: ParseContext, days: LineDays) -> bool:
    """Return whether a text is a day, or may be one of several days."""
    try:
        return _rewrite_day(text, "ask", _build_context(context, days)) is not None
    except ParseError:
        return False
    except PhraseChoiceError:
        return True


def _build_context(context: ParseContext, days: LineDays) -> PhraseContext:
    return PhraseContext(days.today, context.currency, is_month_first=is_month_first())


def _rewrite_day(text: str, word: str, context: PhraseContext) -> str | None:
    """Return the day that a whole text names, or None if it names none."""
    # What follows a day says that it is one: `12.10.` alone may be an amount.
    rest = tokenize(f"{word} 1")
    tokens = [*strip_punctuation(tokenize(text), context), *rest]
    day, *others = tokens if looks_like_day(tokens[0]) else rewrite_day(tokens, context)
    return day.text if looks_like_day(day) and others == rest else None


def _rewrite_amount(text: str, word: str, context: PhraseContext) -> str | None:
    """Return an amount with its period, or None if it is written in another way."""
    amount, period = split_period(text)
    *about, token = _rewrite_behind_type(rewrite_amounts, amount, word, context)
    if not looks_like_amount(token) or len(about) > 1:
        return None
    return " ".join(part.text for part in (*about, token)) + (f"/{period}" if period else "")


def _rewrite_hours(text: str, word: str, context: PhraseContext) -> str | None:
    """Return hours without the word for them, or None if they are written in another way."""
    hours = " ".join(
        token.text for token in _rewrite_behind_type(rewrite_hours, text, word, context)
    )
    return hours if HOURS_PATTERN.search(hours) else None


def _rewrite_behind_type(
    rewrite: Callable[[Sequence[Token], PhraseContext], list[Token]],
    text: str,
    word: str,
    context: PhraseContext,
) -> list[Token]:
    tokens = strip_punctuation(tokenize(text), context)
    return rewrite([*tokenize(word), *tokens], context)[1:]


_REWRITERS: dict[str, Callable[[str, str, PhraseContext], str | None]] = {
    "day": _rewrite_day,
    "amount": _rewrite_amount,
    "hours": _rewrite_hours,
}
