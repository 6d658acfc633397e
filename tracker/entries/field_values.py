"""What a line said so far, field by field, and what that makes of its words."""

from collections.abc import Sequence
from datetime import date

from tracker.entries.amounts import Amount, looks_like_amount
from tracker.entries.dates import looks_like_day
from tracker.entries.grammar import TAKES, bare_words, kinds_of
from tracker.entries.parse_context import Known
from tracker.entries.parse_error_text import not_taken
from tracker.entries.period_words import Sort, how_often
from tracker.entries.tokenizer import Mark, Token
from tracker.entries.types import Answer
from tracker.i18n import _


class FieldValues:
    """What a line said, field by field, each with the token that said it."""

    def __init__(
        self, word: str, word_token: Token, known: Known, today: date, *, typed: bool
    ) -> None:
        """Start an entry of a type; `known` is the book it goes into."""
        self.word = word
        self.known = known
        self.tokens: dict[str, Token] = {"type": word_token}
        self.amount: Amount | None = None
        self.period: str | None = None
        """The period that is said apart from the amount."""
        self.percent: int | None = None
        self.kind: str | None = None
        self.for_entry: int | None = None
        self.for_last = False
        self.answers: list[tuple[Answer, Token]] = []
        self.pledge_periods: dict[int, str | None] = {}
        self.gifts: list[tuple[int | None, Token]] = []
        """What was given; None for a gave that names no amount."""
        self.until: date | None = None
        self.by: str | None = None
        self.ref: str | None = None
        self.evidence: str | None = None
        self.hours: int | None = None
        self.met = False
        self.label: str | None = None
        self.words: str | None = None
        self.private_note: str | None = None
        self.group: str | None = None
        self.campaign: str | None = None
        self.circumstances: list[str] = []
        self._tags: set[str] = set()
        self._has_kind: bool | None = None
        """Whether a kind stands somewhere in the line; None while nobody asked."""
        self._takes = TAKES[word] | {"evidence", "private_note"}
        self._today = today
        self._typed = typed

    def place(self, name: str) -> Token:
        """The token that said a field, or the entry's first word where none did."""
        return self.tokens.get(name, self.tokens["type"])

    def _claim(self, name: str, token: Token) -> None:
        """Note which token says a field; a field is said once, and only where the type has it."""
        if name not in self._takes:
            raise token.refused(not_taken(self.word, name))
        if name in self.tokens:
            raise token.refused(_("this is said twice; leave one out"))
        self.tokens[name] = token

    def _kind(self, word: str) -> str | None:
        kinds = kinds_of(self.word)
        if word in kinds:
            return word
        if self._typed and len(word) >= 3:
            return next((kind for kind in kinds if kind.startswith(word)), None)
        return None

    def _label_run(self, line: Sequence[Token], at: int) -> Sequence[Token]:
        """The bare words from a place on that would be of one label."""
        end = at
        while end < len(line) and self._is_of_label(line[end]):
            said = how_often(line, end, direct=False) if end > at else None
            if said and said.sort is not Sort.ALONE:
                break
            end += 1
        return line[at:end]

    def _is_of_label(self, token: Token) -> bool:
        return (
            "label" in self._takes
            and token.mark is Mark.WORD
            and not looks_like_amount(token)
            and not looks_like_day(token)
            and self._kind(token.folded) is None
            and token.folded not in bare_words(self.word)
        )
