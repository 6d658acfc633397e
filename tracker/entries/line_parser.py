"""Reading an entry line: one line makes one entry (docs/reference/entry-line.md, "Tokens").

`gave 20` also makes its payment. `read_line` cuts the line into tokens, parses each into the
field it belongs to, and builds the entry. What does not fit raises a ParseError, which says where
it is and what to type.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.clock import describe_wrong_clock
from tracker.entries.amounts import looks_like_amount
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.entry_builder import build_entries
from tracker.entries.field_parser import HOURS_PATTERN, FieldParser, join_hours_word
from tracker.entries.gifts import FindReferencesBelow, find_no_references
from tracker.entries.grammar import (
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    FORM_WORDS,
    FUTURE_TYPES,
    KIND_WORDS,
    NEED_KIND_WORDS,
    list_bare_words,
)
from tracker.entries.line_writer import write_line
from tracker.entries.own_words import (
    drop_counts,
    is_no_entry,
    read_own_words,
    read_sentence,
    says_something,
)
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import (
    LONGEST_LINE,
    AmbiguousLineError,
    MissingFieldError,
    OlderReadingError,
    ParseError,
    SlipError,
    TypeQuestionError,
)
from tracker.entries.parse_error_text import suggest_typed
from tracker.entries.phrases.phrase import PhraseChoiceError, PhraseContext, find_type_word
from tracker.entries.phrases.rewriting import prepare_line, rewrite_phrases
from tracker.entries.readings import (
    Reading,
    build_own_words_error,
    build_question,
    choose_reading,
    list_choices,
    name_own_words_line,
    resolve_choice,
)
from tracker.entries.several_entries import read_several
from tracker.entries.tokenizer import (
    Token,
    TokenMark,
    quote_label,
    tokenize,
)
from tracker.entries.type_questions import TypeQuestion, ask_if_asked, ask_if_paid
from tracker.entries.types import Ask, Cost, Entry, Note
from tracker.entries.word_matching import MIN_LETTERS, find_slip
from tracker.i18n import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, _error, is_month_first
from tracker.months import is_in_range

_LONGEST_PHRASES = 400
"""The longest thought that is searched for phrases."""
_FEWEST_WORDS_OF_SENTENCE = 4
"""Words from which a line that may be a thought is no bare amount, such as `half my rent`."""
_MAX_PHRASE_TOKENS = 80
"""The most tokens of a line that is searched for phrases."""
_MOST_READINGS = 40
"""The most readings of a line that are tried.

Each question in a line may double them, and six of them took 36 seconds. A line of everyday words
needs ten. One with more questions is refused, so nothing is guessed.
"""
_EVERYDAY_WORDS = {
    "seen": "watched witnessed gesehen",
    "heard": "told overheard gehört",
    "cost": "costs kosten",
    "wrote": "write thought thoughts diary",
    "answered silent": "silent",
}
"""First words of a line, each with everyday words for it that are no phrase of their own."""
_SUGGESTIONS = {
    word: first_word for first_word, words in _EVERYDAY_WORDS.items() for word in words.split()
}
_SUGGESTIONS |= {kind: f"need {kind}" for kind in NEED_KIND_WORDS if kind != "other"}
_LONG_DAYS = (
    *("today", "yesterday", "monday", "tuesday", "wednesday"),
    *("thursday", "friday", "saturday", "sunday"),
)
"""Day words that are long enough to recognise with a typing error."""
_PAIR_WORDS = ("until", "for", "by", "ref")
"""Words that need another one after them."""


class _TooManyReadingsError(Exception):
    """A line with so many questions that they are not all looked at."""


@dataclass(frozen=True, slots=True)
class LineDays:
    """What an entry line takes its day from.

    `undated_day` is the day of a line without one. On a terminal before 05:00 it is the day
    before.
    """

    today: date
    undated_day: date

    @classmethod
    def from_today(cls, today: date) -> "LineDays":
        """Return the days of a text in which a line without a date is of today."""
        return cls(today, today)


def is_skipped(line: str) -> bool:
    """Return whether a line holds no entry: blank, with nothing to be seen, or a comment."""
    if line[:1].isascii() and line[:1].isalnum():
        return False
    text = INVISIBLE_CHARACTERS.sub("", CONTROL_CHARACTERS.sub("", line)).strip()
    return not text or text.startswith(("//", "# ")) or text == "#"


def read_line(
    line: str,
    context: ParseContext,
    days: LineDays,
    *,
    typed: bool = False,
    keeps_own_words: bool | None = None,
    find_references: FindReferencesBelow = find_no_references,
) -> tuple[Entry, ...]:
    """Return the entry of a line and, for `gave 20`, its payment. A skipped line has none.

    `typed` is for the app: there `ask` may be left out and three letters of a kind do.
    `find_references` returns the lines below that name another entry: one may be the payment of a
    `gave`. Raises ParseError. The entries are not yet added to `context`.
    """
    if is_skipped(line):
        return ()
    keeps_own_words = typed if keeps_own_words is None else keeps_own_words
    reader = _LineReader(context, days, typed, find_references)
    try:
        return reader.read_any(line, keeps_own_words=keeps_own_words)
    except _TooManyReadingsError:
        raise _build_many_readings_error(line) from None


def list_begun_readings(line: str, context: ParseContext, days: LineDays) -> list[str]:
    """Return what an unfinished line may mean, or none if it has one meaning."""
    try:
        _LineReader(context, days, True, find_no_references).rewrite_phrases(line)
    except PhraseChoiceError as choice:
        return list_choices(line, choice)
    except ParseError:
        pass
    return []


def find_begun_error(line: str, context: ParseContext, days: LineDays) -> ParseError | None:
    """Return why the phrases of an unfinished line are refused, or None if they aren't."""
    try:
        with _refuse_many_readings(line):
            reading = _LineReader(context, days, True, find_no_references).read_phrases(line)
    except ParseError as error:
        return error
    return reading if isinstance(reading, ParseError) else None


def find_begun_type(line: str, context: ParseContext, days: LineDays) -> str | None:
    """Return the type of a line that has only a type and a day, or None for any other."""
    try:
        rewritten = _LineReader(context, days, True, find_no_references).rewrite_phrases(line)
    except (PhraseChoiceError, ParseError):
        return None
    has_day = bool(rewritten) and looks_like_day(rewritten[0])
    return find_type_word(rewritten) if len(rewritten) == 1 + has_day else None


def read_single_line(line: str, context: ParseContext, days: LineDays) -> tuple[Entry, ...]:
    """Return the entry of a typed line and its payment, or raise ParseError."""
    with _refuse_many_readings(line):
        return _LineReader(context, days, True, find_no_references).read_entry(line)


@contextmanager
def _refuse_many_readings(line: str) -> Iterator[None]:
    """Refuse a line with more questions than are worth asking."""
    try:
        yield
    except _TooManyReadingsError:
        raise _build_many_readings_error(line) from None


def _build_many_readings_error(line: str) -> ParseError:
    message = _error("This line can mean too many things. Split it into shorter lines.")
    return ParseError(message, 1, len(line))


@dataclass(slots=True)
class _LineReader:
    """Reads lines in both ways: as they are written, and with their phrases rewritten."""

    context: ParseContext
    days: LineDays
    is_typed: bool
    find_references: FindReferencesBelow
    offers_words: bool = True
    """Whether a word that was probably meant is named in an error."""
    readings_left: Iterator[int] = field(default_factory=lambda: iter(range(_MOST_READINGS)))
    """Limits the readings that are tried. Each question in a line may double them."""

    def read_any(self, line: str, *, keeps_own_words: bool) -> tuple[Entry, ...]:
        """Return the entries of a line, or the note of a thought, or raise ParseError."""
        try:
            return self.read_entry(line)
        except AmbiguousLineError as error:
            if self.is_typed and _keeps_own_words_only(line, error):
                return self.read_entry(error.readings[0])
            raise
        except ParseError as error:
            several = self._read_several(line) if self.is_typed else None
            if several:
                return several
            note = self._find_thought(line, error)
            if note is None:
                raise self._build_refusal(line, error) from error
            if not keeps_own_words:
                raise build_own_words_error(note, line) from None
            return (note,)

    def _find_thought(self, line: str, error: ParseError) -> Note | None:
        """Return a line as a thought, or None if it may be an entry."""
        if not is_in_range(self.days.today):
            return None
        note = self.read_note(line)
        if note is not None or isinstance(error, SlipError):
            return note
        if self.is_typed and not isinstance(error, MissingFieldError):
            note = self.read_note_about_money(line)
        return note or self._read_sure_sentence(line, error)

    def _read_sure_sentence(self, line: str, error: ParseError) -> Note | None:
        """Return a sentence in which nothing begins an entry, or None."""
        note = self._read_sentence(line, error)
        if note is None or len(line) > _LONGEST_PHRASES or not is_no_entry(note.own_words or ""):
            return None
        try:
            tokens = self.rewrite_phrases(drop_counts(line))
        except (ParseError, PhraseChoiceError):
            return None
        has_answer = any(token.folded_text in ANSWER_WORDS for token in tokens)
        return None if has_answer or find_type_word(tokens) else note

    def _read_sentence(self, line: str, error: ParseError) -> Note | None:
        """Return the words of a line that is refused, or None if they name an amount of money."""
        if not is_in_range(self.days.today):
            return None
        phrase_context = self._build_phrase_context(line, is_typed=True)
        is_begun = isinstance(error, MissingFieldError)
        return read_sentence(line, phrase_context, self.days.undated_day, is_begun=is_begun)

    def _build_refusal(self, line: str, error: ParseError) -> ParseError:
        """Return why a line is refused, with the line that keeps a sentence in own words."""
        refusal = self.check_slip(line, error) if isinstance(error, SlipError) else error
        note = self._read_sentence(line, refusal)
        if note is None or isinstance(refusal, AmbiguousLineError):
            return refusal
        kept_line = write_line(note, self.context.currency)
        if not self.is_typed:
            return name_own_words_line(refusal, kept_line)
        refusal.own_words_line = kept_line
        return refusal

    def _read_several(self, line: str) -> tuple[Entry, ...] | None:
        return read_several(line, self.context, self.days.today, self.read_with)

    def read_with(self, line: str, context: ParseContext) -> tuple[Entry, ...]:
        """Return the entry of a line in another context and its payment, or raise ParseError."""
        return replace(self, context=context).read_entry(line)

    def read_entry(self, line: str) -> tuple[Entry, ...]:
        """Return the entry of a line and its payment, or raise ParseError."""
        if next(self.readings_left, None) is None:
            raise _TooManyReadingsError
        tokens: Sequence[Token] = ()
        as_written: Reading
        try:
            tokens = tokenize(line)
            as_written = self._read_tokens(line, tokens)
        except (OlderReadingError, TypeQuestionError):
            raise
        except ParseError as error:
            as_written = error
        else:
            if not (_has_bare_label(tokens, as_written) or self._has_own_words(tokens)):
                return as_written
        is_text = len(tokens) > _MAX_PHRASE_TOKENS or len(line) > LONGEST_LINE
        if is_text or not is_in_range(self.days.today):
            return choose_reading(as_written, None, self.context.currency, is_typed=self.is_typed)
        as_meant = self.read_phrases(line)
        return choose_reading(as_written, as_meant, self.context.currency, is_typed=self.is_typed)

    def check_slip(self, line: str, error: SlipError) -> ParseError:
        """Return the error with the word that was meant, if the line is understood with it.

        Otherwise return the error of the line without that word.
        """
        start, end = error.column - 1, error.column - 1 + error.length
        readings: Sequence[str] = [line[:start] + error.suggestion + line[end:]]
        plain_reader = replace(self, offers_words=False)
        try:
            self.read_entry(readings[0])
        except AmbiguousLineError as choice:
            readings = choice.readings
        except ParseError:
            is_begun = error.suggestion in _PAIR_WORDS and not line[end:].strip()
            return error if is_begun else plain_reader.find_error(line, error)
        return AmbiguousLineError(error.message, error.column, error.length, readings)

    def find_error(self, line: str, slip: SlipError) -> ParseError:
        """Return the error of a line in which a slip is a word of its own."""
        try:
            self.read_entry(line)
        except ParseError as error:
            return error
        label = quote_label(line[slip.column - 1 : slip.column - 1 + slip.length])
        message = _error("Tracker doesn’t know this word. If it’s a label, type: {label}")
        return ParseError(message.format(label=label), slip.column, slip.length)

    def _has_own_words(self, tokens: Sequence[Token]) -> bool:
        """Return whether someone typed a colon, which may be before an answer."""
        return self.is_typed and any(token.mark is TokenMark.OWN_WORDS for token in tokens)

    def read_note(self, line: str) -> Note | None:
        """Return a line as a thought, or None if it may be an entry."""
        phrase_context = self._build_phrase_context(line, is_typed=True)
        note = read_own_words(line, phrase_context, self.days.undated_day)
        if note is None or len(line) > _LONGEST_PHRASES:
            return note
        try:
            tokens = tokenize(prepare_line(line, phrase_context))
            may_be_entry = says_something(rewrite_phrases(tokens, phrase_context))
        except PhraseChoiceError:
            may_be_entry = True
        except ParseError:
            may_be_entry = False
        if may_be_entry and not self.is_typed:
            raise build_question([write_line(note, self.context.currency)], line)
        return note if not may_be_entry or self._names_no_money(line) else None

    def _names_no_money(self, line: str) -> bool:
        """Return whether no phrase of a line says an amount or what it is for."""
        try:
            tokens = self.rewrite_phrases(line)
        except (ParseError, PhraseChoiceError):
            return True
        return not any(
            looks_like_amount(token) or token.folded_text in KIND_WORDS
            for token in tokens
            if token.mark is TokenMark.WORD and not looks_like_day(token)
        )

    def read_note_about_money(self, line: str) -> Note | None:
        """Return a line that names money and no amount as a thought, or None."""
        phrase_context = self._build_phrase_context(line)
        note = read_own_words(line, phrase_context, self.days.undated_day, of_money=True)
        if note is None or len(line) > _LONGEST_PHRASES or not is_no_entry(note.own_words or ""):
            return None
        return note if self._names_no_money(line) else None

    def _read_tokens(self, line: str, tokens: Sequence[Token]) -> tuple[Entry, ...]:
        try:
            entries = _read_tokens(
                line,
                tokens,
                self.context,
                self.days,
                self.find_references,
                typed=self.is_typed,
                offers_words=self.offers_words,
            )
        except ParseError:
            question = ask_if_asked(tokens, self._keep_understood) or ask_if_paid(
                tokens, None, self._keep_understood
            )
            if question is None:
                raise
            raise _build_type_error(question, line) from None
        first = entries[0]
        if isinstance(first, Cost) and _has_bare_label(tokens, entries):
            question = ask_if_paid(tokens, first.label, self._keep_understood)
            if question is not None:
                raise _build_type_error(question, line)
        return entries

    def _keep_understood(self, readings: Sequence[str]) -> list[str]:
        """Return the lines that are understood, or none if the first of them isn't."""
        understood: list[str] = []
        for reading in readings:
            try:
                self.read_entry(reading)
            except ParseError:
                if not understood:
                    return []
            else:
                understood.append(reading)
        return understood

    def _build_phrase_context(self, line: str, *, is_typed: bool | None = None) -> PhraseContext:
        return PhraseContext(
            self.days.today,
            self.context.currency,
            line,
            is_typed=self.is_typed if is_typed is None else is_typed,
            find_last_ask=lambda: _find_last_ask(self.context),
            is_month_first=self.is_typed and is_month_first(),
        )

    def rewrite_phrases(self, line: str) -> list[Token]:
        """Return the tokens of a line in the words of the grammar, or raise PhraseChoiceError."""
        phrase_context = self._build_phrase_context(line)
        return rewrite_phrases(tokenize(prepare_line(line, phrase_context)), phrase_context)

    def read_phrases(self, line: str) -> Reading | None:
        """Read a line with its phrases rewritten, or None if it has none.

        Where a phrase may mean several things each of them is read, and one that cannot be is left
        out.
        """
        phrase_context = self._build_phrase_context(line)
        try:
            prepared = prepare_line(line, phrase_context)
            tokens = tokenize(prepared)
            if len(tokens) > _MAX_PHRASE_TOKENS:
                return None
            rewritten = rewrite_phrases(tokens, phrase_context)
            if not rewritten or (rewritten == tokens and prepared == line):
                return None
            return self._read_tokens(prepared, rewritten)
        except PhraseChoiceError as choice:
            return resolve_choice(line, choice, self.read_entry)
        except ParseError as error:
            return error


def _keeps_own_words_only(line: str, error: AmbiguousLineError) -> bool:
    """Return whether the one thing that a sentence may mean is a thought."""
    if len(error.readings) != 1 or len(line.split()) < _FEWEST_WORDS_OF_SENTENCE:
        return False
    tokens = tokenize(error.readings[0])
    has_own_words = any(token.mark is TokenMark.OWN_WORDS for token in tokens)
    return has_own_words and find_type_word(tokens) == Note.word


def _build_type_error(question: TypeQuestion, line: str) -> AmbiguousLineError:
    error_class = TypeQuestionError if question.is_sure else AmbiguousLineError
    return error_class(question.message, 1, len(line), question.readings, question.question)


def _has_bare_label(tokens: Sequence[Token], entries: tuple[Entry, ...]) -> bool:
    """Return whether a label is made of bare words, which a phrase may be among."""
    has_label = any(getattr(entry, "label", None) is not None for entry in entries)
    return has_label and not any(token.mark is TokenMark.LABEL for token in tokens)


def _find_last_ask(context: ParseContext) -> Ask | None:
    number = context.find_latest_ask(context.default_group)
    entry = None if number is None else context.find_entry(number)
    return entry if isinstance(entry, Ask) else None


def _read_tokens(
    line: str,
    line_tokens: Sequence[Token],
    context: ParseContext,
    days: LineDays,
    find_references: FindReferencesBelow,
    *,
    typed: bool,
    offers_words: bool,
) -> tuple[Entry, ...]:
    """Return the entry of tokens in the words of the grammar, and its payment, or raise."""
    if not (is_in_range(days.today) and is_in_range(days.undated_day)):
        raise line_tokens[0].build_error(describe_wrong_clock())
    at, day, day_token = 0, days.undated_day, None
    if looks_like_day(line_tokens[0]):
        day_token = line_tokens[0]
        day = read_day(day_token, days.today)
        at = 1
    if at == len(line_tokens) or line_tokens[at].mark is TokenMark.NOTE:
        raise ParseError(
            _error("What happened then? Type it after the date, e.g. ask, paid or meeting"),
            len(line.rstrip()) + 1,
        )
    word, word_token, at = _read_first_word(
        line_tokens, at, context, typed=typed, offers_words=offers_words
    )
    if day > days.today and word not in FUTURE_TYPES:
        token = day_token or word_token
        raise token.build_error(
            _error("{day} is in the future. Add it when it has happened.").format(day=day)
        )
    fields = FieldParser(word, word_token, context, days.today, typed=typed)
    fields.offers_words = offers_words
    while at < len(line_tokens):
        at = fields.parse_token(line_tokens, at)
    return build_entries(fields, day, find_references)


def _read_first_word(
    line: Sequence[Token], at: int, context: ParseContext, *, typed: bool, offers_words: bool
) -> tuple[str, Token, int]:
    """Return the type of the entry, its token, and where the rest begins."""
    token = line[at]
    word = token.folded_text
    if token.mark is TokenMark.WORD and word in ALLOWED_FIELDS:
        _refuse_amount_of_meeting(word, line, at)
        return word, token, at + 1
    if typed and _is_ask_start(token):
        return "ask", token, at
    if looks_like_amount(token):
        raise token.build_error(
            _error("Were you asked, or did you pay? Type ask or paid before the amount.")
        )
    # A second date is never meant.
    hint = _suggest_first_word(token.text, () if at else _LONG_DAYS) if offers_words else None
    if token.mark is TokenMark.WORD and hint:
        raise token.build_slip_error(suggest_typed(hint), hint)
    raise token.build_error(
        _error(
            "Tracker can’t read this. Start with an amount, such as “30 dues no”, or with a word"
            " such as paid, meeting or income."
        )
        if typed
        else _error(
            "Tracker can’t read this. Start with what it is, e.g. ask, paid, meeting or income"
        )
    )


def _suggest_first_word(word: str, day_words: tuple[str, ...]) -> str | None:
    """Return what a line was likely meant to start with, such as `paid` for `piad`, or None."""
    folded = word.casefold().rstrip(".,:")
    if folded in _SUGGESTIONS:
        return _SUGGESTIONS[folded]
    if len(folded) < MIN_LETTERS:
        return None
    suggestion = find_slip(folded, (*ALLOWED_FIELDS, *day_words))
    is_same_start = suggestion is not None and set(suggestion[:2]) & set(folded[:1])
    return suggestion if is_same_start else None


def _is_ask_start(token: Token) -> bool:
    if token.mark is not TokenMark.WORD:
        return True
    return looks_like_amount(token) or token.folded_text in list_bare_words("ask")


def _refuse_amount_of_meeting(word: str, line: Sequence[Token], at: int) -> None:
    if word not in FORM_WORDS:
        return
    for index, token in enumerate(line[at + 1 :], at + 1):
        if not looks_like_amount(token):
            continue
        next_word = line[index + 1].folded_text.rstrip(".") if line[index + 1 :] else ""
        if next_word in ("min", "mins", "minutes", "minuten"):
            raise token.build_error(_error("Tracker needs hours here. Type them, e.g. 1.5h"))
        if not HOURS_PATTERN.fullmatch(join_hours_word(line, index).text):
            raise token.build_error(
                _error(
                    "An event you went to can’t have an amount. If you were asked for money, type:"
                    " ask {amount} event"
                ).format(amount=token.text)
                if word == "event"
                else _error(
                    "“{word}” entries can’t have an amount. Add what you were asked for on"
                    " a line of its own."
                ).format(word=word)
            )
