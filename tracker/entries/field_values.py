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


class FieldValues:
    """The fields of a line, each with the token that it was read from."""

    def __init__(
        self, word: str, word_token: Token, context: ParseContext, today: date, *, typed: bool
    ) -> None:
        """Start an entry of a type. `context` is what it may refer to."""
        self.word = word
        self.context = context
        self.tokens: dict[str, Token] = {"type": word_token}
        self.amount: Amount | None = None
        self.period: str | None = None
        """The period, if it is apart from the amount."""
        self.percent: int | None = None
        self.kind: str | None = None
        self.for_entry: int | None = None
        self.is_for_last = False
        self.answers: list[tuple[Answer, Token]] = []
        self.pledge_periods: dict[int, str | None] = {}
        self.gifts: list[tuple[int | None, Token]] = []
        """What was given, or None for a `gave` without an amount."""
        self.until: date | None = None
        self.by: str | None = None
        self.ref: str | None = None
        self.evidence: str | None = None
        self.is_about = False
        self.hours: int | None = None
        self.hours_high: int | None = None
        self.minutes: int | None = None
        self.met = False
        self.label: str | None = None
        self.words: str | None = None
        self.own_words: str | None = None
        self.private_note: str | None = None
        self.group: str | None = None
        self.campaign: str | None = None
        self.event: str | None = None
        self.for_month: Month | None = None
        self.circumstances: list[str] = []
        self._tags: set[str] = set()
        self._has_kind: bool | None = None
        """Whether a kind is somewhere in the line, or None if nobody asked."""
        self._allowed_fields = ALLOWED_FIELDS[word] | COMMON_FIELDS
        self._takes_bare_label = word in BARE_LABEL_TYPES
        self._today = today
        self._is_typed = typed
        self.offers_words = True
        """Whether errors name a word that was probably meant, and no slip is a word of its own."""

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
