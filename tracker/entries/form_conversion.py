"""Convert an entry line to the texts of a form's fields, and back.

A form makes a line of its fields, and the line is read.

So both make the same entry by the same rules, and refuse in the same words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING
from dataclasses import fields as fields_of_class
from typing import NamedTuple, get_args

from tracker.entries.amounts import looks_like_amount
from tracker.entries.completion import Completion, find_completions
from tracker.entries.dates import describe_wrong_date, looks_like_day
from tracker.entries.field_parser import HOURS_PATTERN, FieldParser
from tracker.entries.form_phrases import is_day_text
from tracker.entries.grammar import (
    ABOUT,
    ALLOWED_FIELDS,
    ANSWER_WORDS,
    COMMON_FIELDS,
    DAY_WORDS,
    MET_WORDS,
    SOURCE_WORDS,
)
from tracker.entries.line_parser import LineDays, read_line, read_single_line
from tracker.entries.line_writer import write_line
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.period_words import split_period
from tracker.entries.phrases.kinds import is_kind_word
from tracker.entries.tokenizer import (
    NAME_FIELD,
    Token,
    TokenMark,
    fold,
    quote_label,
    quote_text,
    tokenize,
    write_own_words,
)
from tracker.entries.types import Entry, Evidence, Meeting, Observation
from tracker.i18n import _error

FORM_FIELDS = (
    *("day", "amount", "period", "kind", "need_kind", "label", "hours", "met", "answers"),
    *("circumstances", "words", "own_words", "by", "ref", "private_note"),
    *("until", "group", "campaign", "event", "for_entry", "for_month", "evidence"),
)
"""The fields of all types, in the order in which a form asks for them."""

_REQUIRED_FIELDS: dict[str, frozenset[str]] = dict.fromkeys(ALLOWED_FIELDS, frozenset())
"""The fields that each type needs. The day can be today."""
for _cls in get_args(Entry):
    if _cls not in (Meeting, Observation):
        _names = {field.name for field in fields_of_class(_cls) if field.default is MISSING}
        _REQUIRED_FIELDS[_cls.word] = frozenset(
            _names - {"day"} | ({"amount"} if "low" in _names else set())
        )
_REQUIRED_FIELDS |= dict.fromkeys(SOURCE_WORDS, frozenset({"kind"}))
_REQUIRED_FIELDS |= {"limit": frozenset({"amount"}), "wrote": frozenset({"own_words"})}


def _list_fields(word: str) -> tuple[str, ...]:
    names = (ALLOWED_FIELDS[word] | COMMON_FIELDS | {"day"}) - {"about"}
    if "percent" in names:
        # My line is a percentage or an amount a month: its amount alone says all of it.
        names -= {"percent", "period"}
    if word == "need":
        names = names - {"kind"} | {"need_kind"}
    first = [
        name
        for name in ("day", "for_entry", "campaign", "own_words")
        if name in {"day"} | _REQUIRED_FIELDS[word]
    ]
    return (*first, *(name for name in FORM_FIELDS if name in names and name not in first))


FIELDS_BY_TYPE: dict[str, tuple[str, ...]] = {word: _list_fields(word) for word in ALLOWED_FIELDS}
"""The fields of each type of entry, besides the type itself, in the order of the form."""

_MULTI_TOKEN_FIELDS = frozenset({"answers", "circumstances", "label"})
"""Fields that take more than one token of a line."""
_FIELD_BY_MARK = {
    TokenMark.WORDS: "words",
    TokenMark.OWN_WORDS: "own_words",
    TokenMark.TAG: "circumstances",
    TokenMark.GROUP: "group",
    TokenMark.NOTE: "private_note",
}
_FIXED_TEXTS = {"about": {"evidence": Evidence.ESTIMATED.value}, "met": {"met": MET_WORDS[0]}}
"""The texts of fields that say the same, however they are typed."""
_UNTYPED_FIELDS = frozenset({"group", "evidence", "period"})
"""Fields that a reading fills in, and that nobody is asked about."""
_LAST_FIELDS = ("own_words", "private_note")
"""Fields whose text goes on to the next of them, or to the end of the line."""
_PAIR_WORDS = frozenset({"until", "for", "by", "ref"})
_MARKED_NAME = re.compile(r'[@+]!?(?:(?:campaign|event):)?(?:"(?:[^"]|"")*"|[^\s"]+)')
"""A group or a campaign as an entry line writes it, mark and all."""
_SEPARATORS = re.compile(r"[\s,;]+")


class FormTexts(NamedTuple):
    """A line cut for a form: the text of each field, and the text that fits no field."""

    texts: dict[str, str]
    rest: str


def convert_line_to_form(line: str, context: ParseContext, days: LineDays) -> FormTexts:
    """Cut a line, also one that is refused, into the texts of a form's fields.

    Nothing of it is lost: text that fits no field of its type is in `rest`. A line in everyday
    words is cut as a file would have it.
    """
    form = _cut_line(line, context, days)
    try:
        entries = read_line(line, context, days, typed=True)
    except ParseError:
        return form
    if not entries or _makes_entries(form, entries, context, days):
        return form
    written = _cut_line(write_line(entries[0], context.currency), context, days)
    for name, usual in (("day", str(days.undated_day)), ("group", context.default_group)):
        if written.texts.get(name) == usual:
            del written.texts[name]
    return written if _makes_entries(written, entries, context, days) else form


def _makes_entries(
    form: FormTexts, entries: tuple[Entry, ...], context: ParseContext, days: LineDays
) -> bool:
    """Return whether a form has all that a line says."""
    if form.rest:
        return False
    try:
        return read_form(form.texts, context, days) == entries
    except ParseError:
        return False


def _cut_line(line: str, context: ParseContext, days: LineDays) -> FormTexts:
    tokens, rest_of_line = _cut_tokens(line)
    texts, at = _convert_beginning(tokens)
    rest: list[str] = []
    word = texts["type"]
    fields = FieldParser(word, Token(TokenMark.WORD, word, 1, 1), context, days.today, typed=True)
    while at < len(tokens):
        name, after = _find_field(fields, tokens, at)
        first, last = tokens[at], tokens[after - 1]
        whole = line[first.column - 1 : last.column - 1 + last.length]
        field_texts = _convert_tokens(name, tokens[at:after], whole, fields) if name else {}
        at = after
        if field_texts.keys() == {"evidence"} and field_texts.items() <= texts.items():
            # `about` and `estimated` say the same.
            continue
        filled_fields = texts.keys() & field_texts.keys()
        if not field_texts or filled_fields - _MULTI_TOKEN_FIELDS:
            rest.append(whole)
            continue
        for key, text in field_texts.items():
            texts[key] = f"{texts[key]} {text}" if key in texts else text
    return FormTexts(texts, " ".join(part for part in (*rest, rest_of_line) if part))


def _convert_beginning(tokens: Sequence[Token]) -> tuple[dict[str, str], int]:
    """Return the day and the type with which a line begins, and the place after them."""
    texts = {"type": "ask"}
    at = 0
    if tokens and looks_like_day(tokens[0]):
        texts["day"] = tokens[0].text
        at = 1
    type_token = tokens[at] if at < len(tokens) else None
    if (
        type_token
        and type_token.mark is TokenMark.WORD
        and type_token.folded_text in ALLOWED_FIELDS
    ):
        texts["type"] = type_token.folded_text
        at += 1
    return texts, at


def _cut_tokens(line: str) -> tuple[list[Token], str]:
    """Return a line's tokens up to where it cannot be cut, and the rest of the line.

    Words whose quote is still open are cut as if it were closed. No word is cut in two.
    """
    uncut = ""
    while True:
        end = len(line) - 1
        for closing in ("", '"', "'"):
            try:
                return tokenize(line + closing), uncut
            except ParseError as error:
                end = min(end, error.column - 1)
        while end and not line[end - 1].isspace():
            end -= 1
        line, uncut = line[:end], line[end:] + uncut


def _find_field(fields: FieldParser, line: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Return a token's field, also where it is refused there, and the place after it."""
    token, before = line[at], set(fields.tokens)
    after, is_refused = at + 1, False
    try:
        after = fields.parse_token(line, at)
    except ParseError:
        is_refused = True
    new_fields = fields.tokens.keys() - before
    if token.mark in _FIELD_BY_MARK:
        return _FIELD_BY_MARK[token.mark], after
    is_answer = "answers" in ALLOWED_FIELDS[fields.word] and token.folded_text in ANSWER_WORDS
    if is_refused and after < len(line):
        # What follows a word that was refused may belong to it.
        value = line[after]
        is_pair = token.folded_text in _PAIR_WORDS and value.mark in (
            TokenMark.WORD,
            TokenMark.WORDS,
        )
        after += is_pair or (is_answer and looks_like_amount(value))
    other = next(iter(new_fields), None if is_refused else "label")
    return "answers" if is_answer else other, after


def _convert_tokens(
    name: str, tokens: Sequence[Token], whole: str, fields: FieldParser
) -> dict[str, str]:
    """Return the form's texts for a field's tokens, or none if the form has no place for them."""
    token = tokens[0]
    texts = dict(_FIXED_TEXTS.get(name, {}))
    match name:
        case "amount" | "percent":
            amount, period = split_period(whole)
            has_period_field = period and "period" in FIELDS_BY_TYPE[fields.word]
            texts = {"amount": amount, "period": period} if has_period_field else {"amount": whole}
        case "period":
            texts[name] = fields.period or ""
        case "kind":
            texts["need_kind" if fields.word == "need" else "kind"] = fields.kind or ""
        case "hours":
            texts[name] = _strip_hours(token.text)
        case "answers" | "circumstances":
            texts[name] = whole.removeprefix("#")
        case "group" | "campaign" | "event":
            texts[name] = _format_name(token, whole, name)
        case "by":
            texts[name] = fields.by or ""
        case "until" | "for_entry" | "for_month" | "ref":
            texts[name] = tokens[1].text if len(tokens) > 1 else ""
        case _ if not texts:
            texts[name] = token.folded_text if name == "evidence" else token.text
    has_place = all(key in FIELDS_BY_TYPE[fields.word] and text for key, text in texts.items())
    return texts if has_place else {}


def _strip_hours(text: str) -> str:
    """Return hours as a field has them: without the word for hours, unless minutes follow it."""
    match = HOURS_PATTERN.match(text)
    if match is None or match[3]:
        return text
    return f"{match[1]}-{match[2]}" if match[2] else match[1]


def _format_name(token: Token, text: str, field: str) -> str:
    """Return a name without its mark, or with it where the mark means something.

    A new name does not say what it is: its field does.
    """
    name = token.text
    is_plain = not token.is_new_name and name == name.strip() and not _MARKED_NAME.fullmatch(name)
    return name if is_plain else text.replace(f"+!{field}:", "+!", 1)


def convert_form_to_line(texts: Mapping[str, str], other_words: str = "") -> str:
    """Return the entry line that the texts of a form's fields make, without empty fields.

    `other_words` fit no field. They come before the texts that go on to the end.
    """
    pieces = dict(_build_pieces(texts))
    own_words, note = (pieces.pop(name, "") for name in _LAST_FIELDS)
    line = " ".join(part for part in (*pieces.values(), other_words) if part)
    return f"{line}{own_words} {note}".rstrip()


def convert_unused_to_line(texts: Mapping[str, str]) -> str:
    """Return texts that don't belong to the form's type, as they would be in its line."""
    pieces = (_FORMATTERS.get(name, _clean_text)(text) for name, text in texts.items())
    return " ".join(piece for piece in pieces if piece)


def read_form(texts: Mapping[str, str], context: ParseContext, days: LineDays) -> tuple[Entry, ...]:
    """Return the entry of the texts and, for `gave 20`, its payment, or raise ParseError.

    The texts are those of `rewrite_texts`.
    """
    day = texts.get("day", "").strip()
    if day and not is_day_text(day, context, days):
        # Read as a line it might be another type's first word, or an amount.
        raise ParseError(describe_wrong_date(), 1, len(_clean_text(day)))
    line = convert_form_to_line(texts)
    entries = read_single_line(line, context, days)
    own_words = texts.get("own_words", "").strip()
    if own_words and own_words not in (entries[0].own_words or ""):
        column = line.rindex(f": {write_own_words(own_words)}") + 1
        message = _error(
            "This could be your answer. If it is, move it to “Your answers”. If not, add a few"
            " more words."
        )
        raise ParseError(message, column, len(own_words))
    return entries


def list_field_texts(
    texts: Mapping[str, str], readings: Sequence[str], context: ParseContext, days: LineDays
) -> tuple[str, list[str]] | None:
    """Return a field and each text by which it would have one of these meanings.

    None where the readings differ in more than one field.
    """
    forms = [_cut_line(line, context, days).texts for line in readings]
    estimated = Evidence.ESTIMATED.value
    for form in forms:
        if "amount" in form and form.get("evidence") == estimated != texts.get("evidence"):
            form["amount"] = f"{ABOUT} {form['amount']}"
    changed = {
        name
        for form in forms
        for name in form.keys() | texts.keys()
        if name not in _UNTYPED_FIELDS and form.get(name, "") != texts.get(name, "").strip()
    }
    if len(changed) != 1:
        return None
    (name,) = changed
    return name, [form.get(name, "") for form in forms]


def find_field_at(texts: Mapping[str, str], column: int) -> str:
    """Return the field that a column of `convert_form_to_line(texts)` belongs to.

    An error for a missing field is at the type: then it is the first field that is missing.
    """
    field, start = "type", 1
    for name, piece in _build_pieces(texts):
        # A colon is right after what is before it.
        start -= name == "own_words"
        if column < start:
            break
        field = name
        start += len(piece) + 1
    if field != "type":
        return field
    word = texts["type"]
    required = {
        "need_kind" if word == "need" and name == "kind" else name
        for name in _REQUIRED_FIELDS[word]
    }
    missing = (
        name
        for name in FIELDS_BY_TYPE[word]
        if name in required and not texts.get(name, "").strip()
    )
    return next(missing, "type")


def _build_pieces(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each field's piece of the line, in its order: day, type, the others, the last texts."""
    word = texts["type"]
    others = [name for name in FIELDS_BY_TYPE[word] if name not in ("day", *_LAST_FIELDS)]
    for name in ("day", "type", *others, *_LAST_FIELDS):
        text = texts.get(name, "")
        if not text.strip():
            continue
        period = texts.get("period") if name == "amount" and "period" in others else None
        if period and "/" not in text and not split_period(text)[1]:
            text = f"{text.rstrip()}/{period}"
        names_kind = name == "label" and _names_kind(text, texts)
        piece = _clean_text(text) if names_kind else _FORMATTERS.get(name, _clean_text)(text)
        if piece:
            yield name, piece


def _names_kind(label: str, texts: Mapping[str, str]) -> bool:
    """Return whether a label says what something was for where no kind is chosen: `t-shirt`."""
    return "kind" in FIELDS_BY_TYPE[texts["type"]] and not texts.get("kind") and is_kind_word(label)


def _clean_text(text: str) -> str:
    """Return a text as it is, on one line. It never begins a private note."""
    return re.sub(r"/(?=/)", "/ ", " ".join(text.split()))


def _format_marked_name(mark: str, text: str) -> str:
    name = text.strip()
    if name[0] == mark and _MARKED_NAME.fullmatch(name):
        return name
    return mark + (name if name.isidentifier() else quote_text(name))


def _format_plus_name(field: str, text: str) -> str:
    """Return a campaign or an event. A new one says which of the two it is."""
    name = _format_marked_name("+", text)
    is_new = name.startswith("+!") and not NAME_FIELD.match(name, len("+!"))
    return name.replace("+!", f"+!{field}:", 1) if is_new else name


def _format_hours(text: str) -> str:
    first, _space, rest = _clean_text(text).partition(" ")
    if first.casefold() == ABOUT and rest:
        return f"{ABOUT} {_format_hours(rest)}"
    hours = first + rest.replace(" ", "")
    if HOURS_PATTERN.fullmatch(hours):
        return hours
    return hours + "h" if HOURS_PATTERN.fullmatch(hours + "h") else _clean_text(text)


def _format_tags(text: str) -> str:
    return " ".join("#" + _clean_text(tag.lstrip("#")) for tag in _SEPARATORS.split(text) if tag)


_FORMATTERS: dict[str, Callable[[str], str]] = {
    "period": lambda text: "",
    "label": quote_label,
    "hours": _format_hours,
    "campaign": lambda text: _format_plus_name("campaign", text),
    "event": lambda text: _format_plus_name("event", text),
    "answers": lambda text: _clean_text(re.sub(r"[,;](?=\s|$)", " ", text)),
    "circumstances": _format_tags,
    "words": quote_text,
    "own_words": lambda text: f": {write_own_words(text.strip())}",
    "private_note": lambda text: f"// {text.strip()}",
    "until": lambda text: f"until {_clean_text(text)}",
    "by": lambda text: f"by {_clean_text(text)}",
    "ref": lambda text: f"ref {quote_text(text)}",
    "group": lambda text: _format_marked_name("@", text),
    "for_entry": lambda text: f"for {_clean_text(text)}",
    "for_month": lambda text: f"for {_clean_text(text)}",
    "evidence": lambda text: "" if text == Evidence.REMEMBERED else text,
}
"""How the text of a field is written in the line. `period` is written with the amount."""


def complete_field(
    name: str, text: str, context: ParseContext, entry_type: str = "ask"
) -> list[Completion]:
    """Return completions of a field's text up to the cursor: tags with meanings, names, words.

    There are none where nothing is typed, and none where it is already one of them. Tags that make
    no sense on entries of this type are left out.
    """
    beginning = text.lstrip()
    if name in ("circumstances", "answers"):
        beginning = _SEPARATORS.split(text)[-1]
    start = len(text) - len(beginning)
    if not beginning:
        return []
    if name == "circumstances":
        if fold(beginning.lstrip("#")) in context.tags:
            return []
        line = f"{entry_type} {_format_tags(text[:start])} #{beginning.lstrip('#')}"
        return [
            completion._replace(text=completion.text[1:], start=start)
            for completion in find_completions(line, context)
        ]
    choices: dict[str, Iterable[str]] = {
        "day": DAY_WORDS,
        "answers": ANSWER_WORDS,
        "group": context.groups.values(),
        "campaign": context.campaigns.values(),
        "event": context.events.values(),
        "label": context.labels,
    }
    wanted = fold(beginning)
    matches = {
        fold(choice): choice for choice in choices.get(name, ()) if fold(choice).startswith(wanted)
    }
    return [] if wanted in matches else [Completion(choice, start) for choice in matches.values()]
