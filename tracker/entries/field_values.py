"""The fields that an entry line has so far, each with its token, and which word is a label."""

from collections.abc import Sequence
from datetime import date

from tracker.entries.amounts import Amount, looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import (
    ALLOWED_FIELDS,
    BARE_LABEL_TYPES,
    COMMON_FIELDS,
    list_bare_words,
    list_kinds,
)
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error_text import describe_repetition, describe_unexpected_field
from tracker.entries.period_words import PeriodCertainty, read_frequency
from tracker.entries.tokenizer import Token, TokenMark
from tracker.entries.types import Answer
from tracker.months import Month

_ALLOWED_FIELDS = {word: fields | COMMON_FIELDS for word, fields in ALLOWED_FIELDS.items()}


class FieldValues:
    """The fields of a line, each with the token that it was read from."""

    amount: Amount | None = None
    period: str | None = None
    """The period, if it is apart from the amount."""
    percent: int | None = None
    kind: str | None = None
    for_entry: int | None = None
    is_for_last = False
    until: date | None = None
    by: str | None = None
    ref: str | None = None
    evidence: str | None = None
    is_about = False
    hours: int | None = None
    hours_high: int | None = None
    minutes: int | None = None
    met = False
    label: str | None = None
    words: str | None = None
    own_words: str | None = None
    private_note: str | None = None
    group: str | None = None
    campaign: str | None = None
    event: str | None = None
    for_month: Month | None = None
    offers_words = True
    """Whether errors name a word that was probably meant, and no slip is a word of its own."""
    _has_kind: bool | None = None
    """Whether a kind is somewhere in the line, or None if nobody asked."""

    def __init__(
        self, word: str, word_token: Token, context: ParseContext, today: date, *, typed: bool
    ) -> None:
        """Start an entry of a type. `context` is what it may refer to."""
        self.word = word
        self.context = context
        self.tokens: dict[str, Token] = {"type": word_token}
        self.answers: list[tuple[Answer, Token]] = []
        self.pledge_periods: dict[int, str | None] = {}
        self.gifts: list[tuple[int | None, Token]] = []
        """What was given, or None for a `gave` without an amount."""
        self.circumstances: list[str] = []
        self._tags: set[str] = set()
        self._allowed_fields = _ALLOWED_FIELDS[word]
        self._takes_bare_label = word in BARE_LABEL_TYPES
        self._today = today
        self._is_typed = typed

    def find_token(self, name: str) -> Token:
        """Return the token of a field, or the entry's first word where it has none."""
        return self.tokens.get(name, self.tokens["type"])

    def _claim(self, name: str, token: Token) -> None:
        """Set a field's token. Raise ParseError if it is set, or if the type doesn't have it."""
        if name not in self._allowed_fields:
            raise token.build_error(describe_unexpected_field(self.word, name))
        if name in self.tokens:
            raise token.build_error(describe_repetition())
        self.tokens[name] = token

    @property
    def _has_quoted_label(self) -> bool:
        return "label" in self.tokens and self.tokens["label"].mark is TokenMark.LABEL

    def _match_kind(self, word: str) -> str | None:
        kinds = list_kinds(self.word)
        if word in kinds:
            return word
        if self._is_typed and len(word) >= 3:
            return next((kind for kind in kinds if kind.startswith(word)), None)
        return None

    def _find_label_run(self, line: Sequence[Token], at: int) -> Sequence[Token]:
        """Return the bare words from a place on that would be one label."""
        end = at
        while end < len(line) and self._is_label_word(line[end]):
            frequency = read_frequency(line, end, direct=False) if end > at else None
            if frequency and frequency.certainty is not PeriodCertainty.ALONE:
                break
            end += 1
        return line[at:end]

    def _is_label_word(self, token: Token) -> bool:
        return (
            self._takes_bare_label
            and token.mark is TokenMark.WORD
            and not looks_like_amount(token)
            and not looks_like_day(token)
            and self._match_kind(token.folded_text) is None
            and token.folded_text not in list_bare_words(self.word)
        )
