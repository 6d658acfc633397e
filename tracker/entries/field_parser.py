"""Parsing the tokens of an entry line into fields: amount, kind, answers, tags and so on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import assert_never

from tracker.entries.amounts import Amount, join_percent_sign, looks_like_amount, read_amount
from tracker.entries.dates import is_day_word, read_day
from tracker.entries.field_values import FieldValues
from tracker.entries.grammar import (
    ABOUT,
    ANSWER_WORDS,
    APART,
    EVIDENCE_WORDS,
    MEANS_WORDS,
    MET_WORDS,
    NEW_TYPES,
    list_bare_words,
    list_kinds,
)
from tracker.entries.hours import MAX_HOURS, MINUTES_PER_HOUR, has_hundredths, round_to_hundredths
from tracker.entries.label_hints import describe_date_fix, is_time_word, suggest_label_fix
from tracker.entries.name_lookup import find_campaign_or_event, find_group, find_tag
from tracker.entries.parse_error import (
    OlderReadingError,
    ParseError,
    WrongRangeError,
    shorten_word,
)
from tracker.entries.parse_error_text import (
    describe_inexact_amount,
    describe_missing_own_words,
    describe_month_fix,
    describe_pair_fix,
    describe_repetition,
    describe_second_amount,
    describe_unexpected_field,
    quote_typed,
    suggest_typed,
    suggest_word,
)
from tracker.entries.period_ambiguity import PeriodPlace, is_period
from tracker.entries.period_words import (
    HOUR,
    LONG_ADVERB_WORDS,
    ONCE,
    UNIT_WORDS,
    Frequency,
    is_frequency_word,
    read_frequency,
)
from tracker.entries.tokenizer import (
    Token,
    TokenMark,
    fold,
    quote_label,
    quote_text,
    span_tokens,
    write_own_words,
    write_token,
)
from tracker.entries.types import Answer, AnswerWord
from tracker.entries.validation import describe_zero_amount
from tracker.entries.word_matching import MIN_LETTERS, find_completion, find_slip
from tracker.i18n import _error
from tracker.money import Hundredths, InvalidAmountError, format_short, parse_cents
from tracker.months import Month

HOURS_PATTERN = re.compile(
    r"([0-9][0-9.,]*)(?:-([0-9][0-9.,]*))?(?:h|hrs?|hours?|std|stunden?)(?:(?<=h)([0-9]{1,2}))?",
    re.IGNORECASE,
)
"""Hours, the second end of a range, and minutes: `2h`, `10-12h`, `2h20`."""
PERCENT_PATTERN = re.compile(r"([0-9][0-9.,]*)%")


class FieldParser(FieldValues):
    """Parses the tokens of a line, one after another, into the fields."""

    def parse_token(self, line: Sequence[Token], at: int) -> int:
        """Parse the token at a place and what belongs to it, and return the place after it."""
        token = line[at]
        match token.mark:
            case TokenMark.WORD:
                return self._parse_word(line, at)
            case TokenMark.WORDS:
                self._claim("words", token)
                self.words = token.text
            case TokenMark.LABEL:
                self._claim("label", token)
                self.label = token.text
            case TokenMark.TAG:
                self._parse_tag(token)
            case TokenMark.GROUP:
                self._claim("group", token)
                self.group = find_group(token, self.context)
            case TokenMark.CAMPAIGN:
                self._parse_campaign(token)
            case TokenMark.OWN_WORDS:
                self._parse_own_words(line, at)
            case TokenMark.NOTE:
                self._claim("private_note", token)
                self.private_note = token.text
            case _:
                assert_never(token.mark)
        return at + 1

    def _parse_word(self, line: Sequence[Token], at: int) -> int:
        token, word = line[at], line[at].folded_text
        if word == ABOUT and self._is_about(line, at):
            self._claim("about", token)
            self.is_about = True
            return at + 1
        if is_day_word(word):
            raise token.build_error(
                _error("The date is in the wrong place. Put it first in the line.")
            )
        after = self._parse_number(line, at)
        if after:
            return after
        if "answers" in self._allowed_fields and word in ANSWER_WORDS:
            return self._parse_answer(line, at)
        if word in EVIDENCE_WORDS:
            self._claim("evidence", token)
            self.evidence = word
            return at + 1
        if word in ("until", "for", "by", "ref") and self._find_field(word) in self._allowed_fields:
            return self._parse_pair(line, at)
        if word in MET_WORDS and "met" in self._allowed_fields:
            self._claim("met", token)
            self.met = True
            return at + 1
        return self._parse_bare_word(line, at)

    def _parse_number(self, line: Sequence[Token], at: int) -> int:
        """Parse a percentage, hours, an amount or a period. Return 0 if there is none of them."""
        token = line[at]
        has_amount = looks_like_amount(token)
        if has_amount and (after := self._parse_percent_or_hours(line, at)):
            return after
        frequency = self._read_frequency(line, at) if not has_amount or self.amount else None
        if frequency is None and has_amount:
            self._refuse_second_amount(line, at)
            self._claim("amount", token)
            self.amount = self._read_amount(line, at)
            return at + self.amount.token_count
        if frequency:
            if "period" in self._allowed_fields:
                self._claim("period", span_tokens(line[at : at + frequency.token_count]))
            self.period = frequency.period
            return at + frequency.token_count
        return 0

    def _parse_percent_or_hours(self, line: Sequence[Token], at: int) -> int:
        """Parse a percentage or hours, which begin as an amount does. Return 0 if it is none."""
        token = line[at]
        # Before other words a percent sign that is alone is the first word of a label.
        is_last = at + 2 == len(line) and self._takes_bare_label
        number = (
            join_percent_sign(line, at) if is_last or "percent" in self._allowed_fields else token
        )
        if match := PERCENT_PATTERN.fullmatch(number.text):
            self._claim("percent", number)
            self.percent = read_number(match[1], number)
            return at + (1 if number is token else 2)
        hours = join_hours_word(line, at) if "hours" in self._allowed_fields else token
        if match := HOURS_PATTERN.fullmatch(hours.text):
            self._claim("hours", hours)
            self.hours, self.hours_high, self.minutes = read_hours(match, hours)
            return at + (1 if hours is token else 2)
        return 0

    def _is_about(self, line: Sequence[Token], at: int) -> bool:
        """Return whether `about` at a place makes an estimate of the amount or hours after it."""
        return (
            "about" in self._allowed_fields
            and at + 1 < len(line)
            and looks_like_amount(line[at + 1])
            and self.amount is None
        )

    def _parse_own_words(self, line: Sequence[Token], at: int) -> None:
        token = line[at]
        if not token.text:
            raise token.build_error(
                _error("There’s nothing after the colon. Type your own words, or remove the colon.")
            )
        if not self._is_typed and self.word not in NEW_TYPES:
            try:
                self._refuse_older_reading(line, at)
            except ParseError as error:
                raise OlderReadingError(error.message, error.column, error.length) from error
        self._claim("own_words", token)
        self.own_words = token.text

    def _refuse_older_reading(self, line: Sequence[Token], at: int) -> None:
        """Refuse a colon that 0.1 took for a part of a label or of a new name."""
        before, token = line[at - 1], line[at]
        if before.column + before.length < token.column:
            is_label = not self._has_quoted_label
        else:
            pair = self._find_field(line[at - 2].folded_text) if at > 1 else ""
            is_value = pair in ("by", "for_entry", "for_month") and pair in self._allowed_fields
            is_label = self._is_label_word(before) and not is_value
            is_tag = before.mark is TokenMark.TAG
            if before.is_new_name and not (before.is_quoted or is_tag):
                self._refuse_colon_in_name(before, token)
            is_period = before.mark is TokenMark.WORD and is_frequency_word(before.folded_text)
            if is_period and not self._takes_bare_label:
                self._refuse_colon_behind_period(before, token)
        if is_label and self._takes_bare_label:
            self._refuse_colon_in_label(line, at)

    def _refuse_colon_behind_period(self, word: Token, own_words: Token) -> None:
        raise span_tokens((word, own_words)).build_error(
            _error(
                "The colon can mean two things. If it belongs to the word, type {without_colon}."
                " If your own words start after it, type {with_own_words}."
            ).format(
                without_colon=quote_typed(f"{word.text} {own_words.text}"),
                with_own_words=quote_typed(f"{word.text} : {write_own_words(own_words.text)}"),
            )
        )

    def _refuse_colon_in_name(self, name: Token, own_words: Token) -> None:
        mark = f"{name.mark.value}!"
        raise span_tokens((name, own_words)).build_error(
            _error(
                "The colon can mean two things. If it’s part of the name, type {longer_name}."
                " If your own words start after it, type {with_own_words}."
            ).format(
                longer_name=quote_typed(f"{mark}{quote_text(f'{name.text}:')} {own_words.text}"),
                with_own_words=quote_typed(
                    f"{mark}{quote_text(name.text)}: {write_own_words(own_words.text)}"
                ),
            )
        )

    def _refuse_colon_in_label(self, line: Sequence[Token], at: int) -> None:
        """Refuse a colon that earlier versions took for a part of the label. Show both ways."""
        start = at
        while start > 1 and self._is_label_word(line[start - 1]):
            start -= 1
        label = " ".join(token.text for token in line[start:at])
        text = line[at].text
        if label:
            whole = quote_label(f"{label}: {text}")
            apart = f"{quote_label(label)}: {write_own_words(text)}"
        else:
            start, before = at - 1, write_token(line[at - 1])
            whole = f"{before} {quote_label(f': {text}')}"
            apart = f"{before}: {write_own_words(text)}"
        raise span_tokens(line[start : at + 1]).build_error(
            _error(
                "The colon can mean two things. If it’s part of the label, type {longer_label}."
                " If your own words start after it, type {with_own_words}."
            ).format(longer_label=quote_typed(whole), with_own_words=quote_typed(apart))
        )

    def _refuse_second_amount(self, line: Sequence[Token], at: int) -> None:
        """Refuse a second amount where a better fix can be shown than to remove one."""
        first, before, token = self.amount and self.amount.token, line[at - 1], line[at]
        is_next = before.column + before.length + 1 == token.column
        if (
            first == before
            and is_next
            and before.text.isdigit()
            and re.fullmatch(r"\d{3}", token.text)
        ):
            raise span_tokens((before, token)).build_error(
                _error("There’s a space in this amount. Type: {amount}").format(
                    amount=before.text + token.text
                )
            )
        if first and self._takes_bare_label:
            start, end = at, at + 1
            while self._is_label_word(line[start - 1]) and start > 1:
                start -= 1
            while line[end:] and (self._is_label_word(line[end]) or looks_like_amount(line[end])):
                end += 1
            raise span_tokens(line[start:end]).build_error(describe_second_amount(line[start:end]))

    def _read_amount(self, line: Sequence[Token], at: int, *, is_pledge: bool = False) -> Amount:
        """Read an amount with its period, also where that is in words after it: `30 a month`."""
        amount = read_amount(line, at, self.context.currency)
        after = at + amount.token_count
        if amount.period is not None or after == len(line):
            return amount
        frequency = self._read_frequency(line, after, line[at], is_pledge=is_pledge)
        if frequency is None:
            return amount
        period = None if frequency.period == ONCE and not is_pledge else frequency.period
        return replace(
            amount,
            period=period,
            token_count=amount.token_count + frequency.token_count,
            period_token_count=frequency.token_count,
        )

    def _read_frequency(
        self,
        line: Sequence[Token],
        at: int,
        amount: Token | None = None,
        *,
        is_pledge: bool = False,
    ) -> Frequency | None:
        """Return how often it is by the words from a place on, after an amount or further on."""
        is_direct = amount is not None
        if not (is_pledge or "amount" in self._allowed_fields):
            return None
        frequency = read_frequency(line, at, direct=is_direct)
        if frequency is None:
            return None
        end = at + frequency.token_count
        place = PeriodPlace(
            self.word,
            line,
            at,
            end + len(self._find_label_run(line, end)),
            "" if self._has_quoted_label else self.label or "",
            amount or self.tokens.get("amount"),
            is_direct,
            is_pledge,
            is_late=bool(self.answers) and not is_direct,
        )
        return frequency if is_period(frequency, place) else None

    def _parse_bare_word(self, line: Sequence[Token], at: int) -> int:
        token = line[at]
        kind = self._match_kind(token.folded_text)
        if kind is not None:
            self._claim("kind", token)
            self.kind = kind
            return at + 1
        if not self._takes_bare_label:
            raise self._build_unknown_word_error(line, token)
        near = find_slip(token.text, (*list_bare_words(self.word), *LONG_ADVERB_WORDS))
        if near and self.offers_words:
            raise token.build_slip_error(suggest_word(near), near)
        if self.label is None:
            run = self._find_label_run(line, at)
            if fix := suggest_label_fix(run, self.word, self.context):
                raise span_tokens(run).build_error(fix)
        if self._has_quoted_label:
            raise token.build_error(describe_repetition())
        self.tokens.setdefault("label", token)
        self.label = token.text if self.label is None else f"{self.label} {token.text}"
        return at + 1

    def _build_unknown_word_error(self, line: Sequence[Token], token: Token) -> ParseError:
        """Return the error for a bare word in a line that takes no label."""
        if self.word == "wrote":
            return token.build_error(describe_missing_own_words())
        words = list_bare_words(self.word)
        near = find_slip(token.text, words) or find_completion(token.text, words)
        # Most words of two letters are one letter away from no.
        is_likely = near and (len(token.text) >= MIN_LETTERS or near[0] == token.folded_text[0])
        if near and is_likely and self.offers_words:
            return token.build_slip_error(suggest_typed(near), near)
        if list_kinds(self.word) and not self._has_kind_word(line):
            message = _error(
                "What was it for? Type donation, dues, merch, event, literature or other."
                ' Put what they said in "quotes", and your own words after a colon.'
            )
            return token.build_error(message)
        message = _error(
            'Tracker doesn’t understand “{word}” here. Put what they said in "quotes",'
            " and your own words after a colon."
        )
        return token.build_error(message.format(word=shorten_word(token.text)))

    def _has_kind_word(self, line: Sequence[Token]) -> bool:
        """Return whether a kind is somewhere in the line. The line is searched once."""
        if self._has_kind is None:
            words = {token.folded_text for token in line if token.mark is TokenMark.WORD}
            self._has_kind = "for" in words or any(map(self._match_kind, words))
        return self._has_kind

    def _parse_answer(self, line: Sequence[Token], at: int) -> int:
        token = line[at]
        answer = AnswerWord(token.folded_text)
        self.tokens.setdefault("answers", token)
        amount = None
        has_amount = at + 1 < len(line) and looks_like_amount(line[at + 1])
        if answer in (AnswerWord.PLEDGED, AnswerWord.GAVE) and has_amount:
            amount = self._read_answer_amount(line, at + 1)
        pledged = None
        if answer is AnswerWord.PLEDGED:
            if amount is None:
                raise token.build_error(
                    _error("An amount is missing after “pledged”. Type it, e.g. pledged 50")
                )
            self.pledge_periods[len(self.answers)] = amount.period
            pledged = amount.low
        elif amount is not None and amount.period not in (None, ONCE):
            raise amount.token.build_error(
                _error(
                    "“gave” adds a single payment. For a regular one, add a line that starts with"
                    " “paid”."
                )
            )
        self.answers.append((Answer(answer, pledged), token))
        if answer is AnswerWord.GAVE:
            if amount is None and at + 1 < len(line) and line[at + 1].folded_text == APART:
                return at + 2
            self.gifts.append((amount.low if amount else None, token))
        return at + 1 + (amount.token_count if amount else 0)

    def _read_answer_amount(self, line: Sequence[Token], at: int) -> Amount:
        amount = self._read_amount(line, at, is_pledge=True)
        if amount.low is None or amount.low != amount.high:
            raise amount.token.build_error(describe_inexact_amount())
        if amount.low == 0:
            raise amount.token.build_error(describe_zero_amount())
        return amount

    def _parse_pair(self, line: Sequence[Token], at: int) -> int:
        """Parse `until DATE`, `for N`, `by MEANS` or `ref "TEXT"`."""
        token = line[at]
        field = self._find_field(token.folded_text)
        self._claim(field, token)
        if at + 1 == len(line) or line[at + 1].mark not in (TokenMark.WORD, TokenMark.WORDS):
            raise token.build_error(describe_pair_fix(field))
        value = line[at + 1]
        match field:
            case "until":
                self.until = read_day(value, self._today)
            case "for_month":
                self.for_month = _read_month(line, at)
            case "for_entry":
                self._parse_for(value, line[at + 2 : at + 3])
            case "by":
                if value.folded_text not in MEANS_WORDS:
                    raise value.build_error(describe_pair_fix("by"))
                self.by = value.folded_text
            case _:
                if value.mark is not TokenMark.WORDS:
                    raise value.build_error(describe_pair_fix("ref"))
                self.ref = value.text
        return at + 2

    def _parse_for(self, value: Token, rest: Sequence[Token]) -> None:
        self.tokens["for_entry"] = value
        if value.folded_text == "last":
            if rest and rest[0].mark is TokenMark.WORD and is_time_word(rest[0].folded_text):
                raise span_tokens((value, *rest)).build_error(describe_date_fix())
            self.is_for_last = True
        elif value.text.isascii() and value.text.isdigit() and 0 < len(value.text) <= 12:
            self.for_entry = int(value.text)
        else:
            raise value.build_error(describe_pair_fix("for_entry"))

    def _parse_tag(self, token: Token) -> None:
        if "circumstances" not in self._allowed_fields:
            raise token.build_error(describe_unexpected_field(self.word, "circumstances"))
        tag = find_tag(token, self.context)
        if fold(tag) in self._tags:
            raise token.build_error(describe_repetition())
        self._tags.add(fold(tag))
        self.tokens.setdefault("circumstances", token)
        self.circumstances.append(tag)

    def _parse_campaign(self, token: Token) -> None:
        field, name = find_campaign_or_event(token, self.context, self.word)
        self._claim(field, token)
        if field == "campaign":
            self.campaign = name
        else:
            self.event = name

    def _find_field(self, word: str) -> str:
        """Return the field of a word that needs another one after it."""
        if word != "for":
            return word
        return "for_month" if self.word == "income" else "for_entry"


def join_hours_word(line: Sequence[Token], at: int) -> Token:
    """Return the token at a place, as one with the word for hours after it: `2 hours`."""
    token = line[at]
    if (
        at + 1 == len(line)
        or line[at + 1].mark is not TokenMark.WORD
        or not token.text[-1].isdecimal()
    ):
        return token
    if UNIT_WORDS.get(line[at + 1].folded_text.rstrip(".")) != HOUR:
        return token
    return span_tokens(line[at : at + 2])._replace(text=f"{token.text}h")


def read_hours(
    match: re.Match[str], token: Token
) -> tuple[Hundredths, Hundredths | None, int | None]:
    """Return hours, the second end of a range, and minutes where hundredths cannot hold them."""
    low, high, minutes = match.groups()
    hours = read_number(low, token)
    if high is not None:
        hours_high = read_number(high, token)
        if hours_high <= hours:
            message = _describe_hours_range(hours, hours_high)
            raise WrongRangeError(message, token.column, token.length)
        return hours, hours_high, None
    if minutes is None:
        return hours, None, None
    if not low.isdigit() or int(minutes) >= MINUTES_PER_HOUR:
        raise token.build_error(
            _error("Tracker can’t read these hours and minutes. Type them, e.g. 2h20")
        )
    whole = hours // 100 * MINUTES_PER_HOUR + int(minutes)
    return round_to_hundredths(whole), None, None if has_hundredths(whole) else whole


def _describe_hours_range(low: Hundredths, high: Hundredths) -> str:
    """Say that a range of hours has its ends the wrong way round, or twice the same."""
    if low == high or not high:
        return _error("The second number isn’t larger than the first. Type: {hours}h").format(
            hours=format_short(low)
        )
    return _error("The second number isn’t larger than the first. Type: {low}-{high}h").format(
        low=format_short(high), high=format_short(low)
    )


def _read_month(line: Sequence[Token], at: int) -> Month:
    """Read the month after the word at a place. Refuse other words, which are a label."""
    value = line[at + 1]
    try:
        return Month.parse(value.text)
    except ValueError as error:
        words = takewhile(lambda token: token.mark is TokenMark.WORD, line[at:])
        label = quote_label(" ".join(token.text for token in words))
        raise value.build_error(describe_month_fix(label)) from error


def read_number(text: str, token: Token) -> int:
    """Return a count of hours or percent in hundredths."""
    try:
        number = parse_cents(text)
    except InvalidAmountError as error:
        raise token.build_error(
            _error("Tracker can’t read this number. Type it, e.g. 2 or 1.5")
        ) from error
    if number > MAX_HOURS:
        raise token.build_error(_error("This number is too large. Type a smaller one."))
    return number
