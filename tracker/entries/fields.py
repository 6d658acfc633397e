"""The tokens of one line, each taken into the field of the entry it belongs to."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.entries.amounts import Amount, looks_like_amount, read_amount, with_percent_sign
from tracker.entries.days import looks_like_day, read_day
from tracker.entries.grammar import ANSWERS, EVIDENCE, MEANS, TAKES, bare_words, kinds_of
from tracker.entries.known import Known
from tracker.entries.names import campaign_named, group_named, tag_named
from tracker.entries.refusal import likely, nearest, shortened
from tracker.entries.tokens import Mark, Token, fold
from tracker.entries.types import Answer, AnswerWord
from tracker.money import NotAnAmount, parse_cents
from tracker.texts import _

HOURS = re.compile(r"([0-9][0-9.,]*)h", re.IGNORECASE)
PERCENT = re.compile(r"([0-9][0-9.,]*)%")
MOST_HOURS = 99_900
"""999 hours, in hundredths: nobody's meeting is longer."""


class Fields:
    """What a line said, field by field, each with the token that said it."""

    def __init__(
        self, word: str, word_token: Token, known: Known, today: date, *, typed: bool
    ) -> None:
        """Start an entry of a type; `known` is the book it goes into."""
        self.word = word
        self.known = known
        self.tokens: dict[str, Token] = {"type": word_token}
        self.amount: Amount | None = None
        self.percent: int | None = None
        self.kind: str | None = None
        self.for_entry: int | None = None
        self.for_last = False
        self.answers: list[tuple[Answer, Token]] = []
        self.pledge_periods: dict[int, str | None] = {}
        self.gifts: list[int] = []
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
        self._takes = TAKES[word] | {"evidence", "private_note"}
        self._today = today
        self._typed = typed

    def place(self, name: str) -> Token:
        """The token that said a field, or the entry's first word where none did."""
        return self.tokens.get(name, self.tokens["type"])

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

    def _claim(self, name: str, token: Token) -> None:
        """Note which token says a field; a field is said once, and only where the type has it."""
        if name not in self._takes:
            raise token.refused(_not_taken(self.word, name))
        if name in self.tokens:
            raise token.refused(_("this is said twice; leave one out"))
        self.tokens[name] = token

    def _take_word(self, line: Sequence[Token], at: int) -> int:
        token, word = line[at], line[at].folded
        if looks_like_day(token):
            raise token.refused(_("the date stands first in the line"))
        # Elsewhere a percent sign that stands alone may be the first word of a label.
        number = with_percent_sign(line, at) if "percent" in self._takes else token
        if match := PERCENT.fullmatch(number.text):
            self._claim("percent", number)
            self.percent = read_number(match[1], number)
            return at + (1 if number is token else 2)
        if match := HOURS.fullmatch(token.text):
            self._claim("hours", token)
            self.hours = read_number(match[1], token)
            return at + 1
        if looks_like_amount(token):
            self._claim("amount", token)
            self.amount = read_amount(line, at, self.known.currency)
            return at + self.amount.used
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

    def _take_bare(self, line: Sequence[Token], at: int) -> int:
        token = line[at]
        kind = self._kind(token.folded)
        if kind is not None:
            self._claim("kind", token)
            self.kind = kind
            return at + 1
        if "label" not in self._takes:
            raise token.refused(self._not_understood(line, token))
        near = nearest(token.text, bare_words(self.word))
        if near:
            raise token.refused(
                _("did you mean {word}? a label that reads so is written in 'quotes'").format(
                    word=near
                )
            )
        if "label" in self.tokens and self.tokens["label"].mark is Mark.LABEL:
            raise token.refused(_("this is said twice; leave one out"))
        self.tokens.setdefault("label", token)
        self.label = token.text if self.label is None else f"{self.label} {token.text}"
        return at + 1

    def _not_understood(self, line: Sequence[Token], token: Token) -> str:
        """The mend for a bare word in a line that takes no label."""
        near = likely(token.text, bare_words(self.word))
        if near:
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

    def _kind(self, word: str) -> str | None:
        kinds = kinds_of(self.word)
        if word in kinds:
            return word
        if self._typed and len(word) >= 3:
            return next((kind for kind in kinds if kind.startswith(word)), None)
        return None

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
            if money is not None and money.period:
                raise money.token.refused(
                    _("what was given is one payment; a standing one is a line of its own: paid")
                )
            if money is not None and money.low:
                self.gifts.append(money.low)
            self.answers.append((Answer(answer), token))
        else:
            if money is not None:
                self.pledge_periods[len(self.answers)] = money.period
            self.answers.append((Answer(answer, money.low if money else None), token))
        return at + 1 + (money.used if money else 0)

    def _answer_amount(self, line: Sequence[Token], at: int) -> Amount:
        amount = read_amount(line, at, self.known.currency)
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
            raise token.refused(_pair_mend(token.folded))
        value = line[at + 1]
        match token.folded:
            case "until":
                self.until = read_day(value, self._today)
            case "for":
                self._take_for(value)
            case "by":
                if value.folded not in MEANS:
                    raise value.refused(_pair_mend("by"))
                self.by = value.folded
            case _:
                if value.mark is not Mark.WORDS:
                    raise value.refused(_pair_mend("ref"))
                self.ref = value.text
        return at + 2

    def _take_for(self, value: Token) -> None:
        self.tokens["for_entry"] = value
        if value.folded == "last":
            self.for_last = True
        elif value.text.isascii() and value.text.isdigit() and 0 < len(value.text) <= 12:
            self.for_entry = int(value.text)
        else:
            raise value.refused(_pair_mend("for"))

    def _take_tag(self, token: Token) -> None:
        if "circumstances" not in self._takes:
            raise token.refused(_not_taken(self.word, "circumstances"))
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


def _not_taken(word: str, name: str) -> str:
    names = {
        "amount": _("amount"),
        "percent": _("percentage"),
        "words": _("words that were said"),
        "label": _("label"),
        "circumstances": _("circumstances"),
        "group": _("group"),
        "campaign": _("campaign"),
        "hours": _("hours"),
    }
    return _("a line of {word} takes no {name}; leave it out").format(
        word=word, name=names.get(name, name)
    )


def _pair_mend(word: str) -> str:
    return {
        "until": _("after until stands a date, like until 2026-06-30"),
        "for": _("after for stands the number of an entry, or last"),
        "by": _("after by stands cash, transfer, card or debit"),
        "ref": _('after ref stands where the proof lies, in quotes: ref "blue folder"'),
    }[word]
