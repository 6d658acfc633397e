"""The tokens of one line, each taken into the field of the entry it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.entries.amounts import Amount, looks_like_amount, read_amount, with_percent_sign
from tracker.entries.dates import looks_like_day, read_day
from tracker.entries.field_values import FieldValues
from tracker.entries.grammar import (
    ANSWERS,
    APART,
    EVIDENCE,
    MEANS,
    bare_words,
    kinds_of,
)
from tracker.entries.label_hints import date_fix, find_meaning, is_time
from tracker.entries.name_lookup import campaign_named, group_named, tag_named
from tracker.entries.parse_error import FEWEST_LETTERS, likely, nearest, shortened
from tracker.entries.parse_error_text import did_you_mean, not_taken, pair_fix, second_amount
from tracker.entries.period_ambiguity import PeriodPlace, is_period
from tracker.entries.period_words import HOUR, LONG_ADVERBS, ONCE, UNITS, HowOften, how_often
from tracker.entries.tokenizer import Mark, Token, fold, spanning
from tracker.entries.types import Answer, AnswerWord
from tracker.i18n import _
from tracker.money import NotAnAmount, parse_cents

HOURS = re.compile(r"([0-9][0-9.,]*)(?:h|hrs?|hours?|std|stunden?)", re.IGNORECASE)
PERCENT = re.compile(r"([0-9][0-9.,]*)%")
MOST_HOURS = 99_900
"""999 hours, in hundredths: nobody's meeting is longer."""


class Fields(FieldValues):
    """Takes the tokens of a line, one after another."""

    def take(self, line: Sequence[Token], at: int) -> int:
        """Take in the token at a place and what belongs to it; gives the place after it."""
        token = line[at]
        match token.mark:
            case Mark.WORD:
                return self._take_word(line, at)
            case Mark.WORDS:
                self._claim("words", token)
                self.words = token.text
            case Mark.LABEL:
                self._claim("label", token)
                self.label = token.text
            case Mark.TAG:
                self._take_tag(token)
            case Mark.GROUP:
                self._claim("group", token)
                self.group = group_named(token, self.known)
            case Mark.CAMPAIGN:
                self._take_campaign(token)
            case Mark.NOTE:
                self._claim("private_note", token)
                self.private_note = token.text
        return at + 1

    def _take_word(self, line: Sequence[Token], at: int) -> int:
        token, word = line[at], line[at].folded
        if looks_like_day(token):
            raise token.refused(_("the date stands first in the line"))
        after = self._take_number(line, at)
        if after:
            return after
        if "answers" in self._takes and word in ANSWERS:
            return self._take_answer(line, at)
        if word in EVIDENCE:
            self._claim("evidence", token)
            self.evidence = word
            return at + 1
        if word in ("until", "for", "by", "ref") and _name_of(word) in self._takes:
            return self._take_pair(line, at)
        if word == "met" and "met" in self._takes:
            self._claim("met", token)
            self.met = True
            return at + 1
        return self._take_bare(line, at)

    def _take_number(self, line: Sequence[Token], at: int) -> int:
        """Take a percentage, hours, an amount or a period; gives 0 where none of them stands."""
        token = line[at]
        # Before other words a percent sign that stands alone is the first word of a label.
        is_last = at + 2 == len(line) and "label" in self._takes
        number = with_percent_sign(line, at) if is_last or "percent" in self._takes else token
        if match := PERCENT.fullmatch(number.text):
            self._claim("percent", number)
            self.percent = read_number(match[1], number)
            return at + (1 if number is token else 2)
        hours = with_hours(line, at) if "hours" in self._takes else token
        if match := HOURS.fullmatch(hours.text):
            self._claim("hours", hours)
            self.hours = read_number(match[1], hours)
            return at + (1 if hours is token else 2)
        said = self._how_often(line, at) if not looks_like_amount(token) or self.amount else None
        if said is None and looks_like_amount(token):
            self._refuse_second_amount(line, at)
            self._claim("amount", token)
            self.amount = self._read_amount(line, at)
            return at + self.amount.used
        if said:
            if "period" in self._takes:
                self._claim("period", spanning(line[at : at + said.used]))
            self.period = said.period
            return at + said.used
        return 0

    def _refuse_second_amount(self, line: Sequence[Token], at: int) -> None:
        """Refuse an amount behind another one where more can be said than that it is twice."""
        first, before, token = self.amount and self.amount.token, line[at - 1], line[at]
        if first == before and before.text.isdigit() and re.fullmatch(r"\d{3}", token.text):
            raise spanning((before, token)).refused(
                _("write it without a space: {amount}").format(amount=before.text + token.text)
            )
        if first and "label" in self._takes:
            start, end = at, at + 1
            while self._is_of_label(line[start - 1]) and start > 1:
                start -= 1
            while line[end:] and (self._is_of_label(line[end]) or looks_like_amount(line[end])):
                end += 1
            raise spanning(line[start:end]).refused(second_amount(line[start:end]))

    def _read_amount(self, line: Sequence[Token], at: int, *, is_pledge: bool = False) -> Amount:
        """Read an amount with its period, also where that is in words behind it: `30 a month`."""
        amount = read_amount(line, at, self.known.currency)
        behind = at + amount.used
        if amount.period is not None or behind == len(line):
            return amount
        said = self._how_often(line, behind, line[at], is_pledge=is_pledge)
        if said is None:
            return amount
        period = None if said.period == ONCE and not is_pledge else said.period
        return replace(amount, period=period, used=amount.used + said.used, period_used=said.used)

    def _how_often(
        self,
        line: Sequence[Token],
        at: int,
        amount: Token | None = None,
        *,
        is_pledge: bool = False,
    ) -> HowOften | None:
        """Return how often it is by the words from a place on, behind an amount or further on."""
        is_direct = amount is not None
        said = how_often(line, at, direct=is_direct)
        if said is None or not (is_pledge or "amount" in self._takes):
            return None
        end = at + said.used
        place = PeriodPlace(
            self.word,
            line,
            at,
            end + len(self._label_run(line, end)),
            self.label or "",
            amount or self.tokens.get("amount"),
            is_direct,
            is_pledge,
            is_late=bool(self.answers) and not is_direct,
        )
        return said if is_period(said, place) else None

    def _take_bare(self, line: Sequence[Token], at: int) -> int:
        token = line[at]
        kind = self._kind(token.folded)
        if kind is not None:
            self._claim("kind", token)
            self.kind = kind
            return at + 1
        if "label" not in self._takes:
            raise token.refused(self._not_understood(line, token))
        near = nearest(token.text, (*bare_words(self.word), *LONG_ADVERBS))
        if near:
            raise token.refused(did_you_mean(near))
        if self.label is None:
            run = self._label_run(line, at)
            if fix := find_meaning(run, self.word, self.known):
                raise spanning(run).refused(fix)
        if "label" in self.tokens and self.tokens["label"].mark is Mark.LABEL:
            raise token.refused(_("this is said twice; leave one out"))
        self.tokens.setdefault("label", token)
        self.label = token.text if self.label is None else f"{self.label} {token.text}"
        return at + 1

    def _not_understood(self, line: Sequence[Token], token: Token) -> str:
        """The mend for a bare word in a line that takes no label."""
        near = likely(token.text, bare_words(self.word))
        # Most words of two letters are one letter away from no.
        if near and (len(token.text) >= FEWEST_LETTERS or near[0] == token.folded[0]):
            return _("did you mean {word}?").format(word=near)
        if kinds_of(self.word) and not self._says_for_what(line):
            return _(
                "what was it for? write donation, dues, merch, event, literature or other; "
                'other words stand in "quotes"'
            )
        mend = (
            _('{text} is not understood here; what was said stands in "quotes"')
            if "words" in self._takes
            else _("{text} is not understood here; a note only for you stands after //")
        )
        return mend.format(text=shortened(token.text))

    def _says_for_what(self, line: Sequence[Token]) -> bool:
        """Return whether a kind stands somewhere in the line; looked up once for all of it."""
        if self._has_kind is None:
            words = {each.folded for each in line if each.mark is Mark.WORD}
            self._has_kind = "for" in words or any(map(self._kind, words))
        return self._has_kind

    def _take_answer(self, line: Sequence[Token], at: int) -> int:
        token = line[at]
        answer = AnswerWord(token.folded)
        self.tokens.setdefault("answers", token)
        money = None
        follows = at + 1 < len(line) and looks_like_amount(line[at + 1])
        if answer in (AnswerWord.PLEDGED, AnswerWord.GAVE) and follows:
            money = self._answer_amount(line, at + 1)
        if answer is AnswerWord.PLEDGED and money is None:
            raise token.refused(_("an amount is missing after pledged, like pledged 50"))
        if answer is AnswerWord.GAVE:
            if money is not None and money.period not in (None, ONCE):
                raise money.token.refused(
                    _("what was given is one payment; a standing one is a line of its own: paid")
                )
            self.answers.append((Answer(answer), token))
            if money is None and at + 1 < len(line) and line[at + 1].folded == APART:
                return at + 2
            self.gifts.append((money.low if money else None, token))
        else:
            if money is not None:
                self.pledge_periods[len(self.answers)] = money.period
            self.answers.append((Answer(answer, money.low if money else None), token))
        return at + 1 + (money.used if money else 0)

    def _answer_amount(self, line: Sequence[Token], at: int) -> Amount:
        amount = self._read_amount(line, at, is_pledge=True)
        if amount.low is None or amount.low != amount.high:
            raise amount.token.refused(_("one exact amount stands here, like 50"))
        if amount.low == 0:
            raise amount.token.refused(_("an amount starts at 0.01"))
        return amount

    def _take_pair(self, line: Sequence[Token], at: int) -> int:
        """Take `until DATE`, `for N`, `by MEANS` or `ref "TEXT"`."""
        token = line[at]
        self._claim(_name_of(token.folded), token)
        if at + 1 == len(line) or line[at + 1].mark not in (Mark.WORD, Mark.WORDS):
            raise token.refused(pair_fix(token.folded))
        value = line[at + 1]
        match token.folded:
            case "until":
                self.until = read_day(value, self._today)
            case "for":
                self._take_for(value, line[at + 2 : at + 3])
            case "by":
                if value.folded not in MEANS:
                    raise value.refused(pair_fix("by"))
                self.by = value.folded
            case _:
                if value.mark is not Mark.WORDS:
                    raise value.refused(pair_fix("ref"))
                self.ref = value.text
        return at + 2

    def _take_for(self, value: Token, behind: Sequence[Token]) -> None:
        self.tokens["for_entry"] = value
        if value.folded == "last":
            if behind and behind[0].mark is Mark.WORD and is_time(behind[0].folded):
                raise spanning((value, *behind)).refused(date_fix())
            self.for_last = True
        elif value.text.isascii() and value.text.isdigit() and 0 < len(value.text) <= 12:
            self.for_entry = int(value.text)
        else:
            raise value.refused(pair_fix("for"))

    def _take_tag(self, token: Token) -> None:
        if "circumstances" not in self._takes:
            raise token.refused(not_taken(self.word, "circumstances"))
        tag = tag_named(token, self.known)
        if fold(tag) in self._tags:
            raise token.refused(_("this is said twice; leave one out"))
        self._tags.add(fold(tag))
        self.tokens.setdefault("circumstances", token)
        self.circumstances.append(tag)

    def _take_campaign(self, token: Token) -> None:
        self._claim("campaign", token)
        if self.word == "goal":
            self.campaign = self.known.campaigns.get(token.folded, token.text)
        else:
            self.campaign = campaign_named(token, self.known)


def with_hours(line: Sequence[Token], at: int) -> Token:
    """Return the token at a place, as one with the word for hours behind it: `2 hours`."""
    token = line[at]
    if at + 1 == len(line) or line[at + 1].mark is not Mark.WORD or not token.text[-1].isdecimal():
        return token
    if UNITS.get(line[at + 1].folded.rstrip(".")) != HOUR:
        return token
    return replace(spanning(line[at : at + 2]), text=f"{token.text}h")


def _name_of(word: str) -> str:
    return "for_entry" if word == "for" else word


def read_number(text: str, token: Token) -> int:
    """A count of hours or percent in hundredths."""
    try:
        number = parse_cents(text)
    except NotAnAmount as error:
        raise token.refused(_("a number is written like 2 or 1.5")) from error
    if number > MOST_HOURS:
        raise token.refused(_("this number is too large"))
    return number
