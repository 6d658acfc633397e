"""Another event or campaign for an entry: what is typed, and the entry that it makes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from tracker.entries.completion import Completion, find_completions
from tracker.entries.grammar import ALLOWED_FIELDS
from tracker.entries.name_lookup import find_campaign_or_event
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import Token, TokenMark, quote_name, quote_text, tokenize
from tracker.entries.types import Entry, LaterAnswer, Refund, Withdrawal
from tracker.i18n import _error

_PLUS = TokenMark.CAMPAIGN.value


class PlusNames(NamedTuple):
    """The campaign and the event of an entry, each None where it has none."""

    campaign: str | None = None
    event: str | None = None


class NewNameError(Exception):
    """A name that the notebook doesn't have. The person says whether it is an event."""

    def __init__(self, name: str) -> None:
        """Remember the name."""
        super().__init__(name)
        self.name = name


def explain_no_names(entry: Entry) -> str:
    """Return why an entry can't have an event or a campaign, or an empty text if it can."""
    if "campaign" in ALLOWED_FIELDS[entry.word]:
        return ""
    match entry:
        case LaterAnswer(for_entry=number) | Withdrawal(for_entry=number):
            return _error(
                "This belongs to an ask. Change the event or campaign of the ask, entry {number}."
            ).format(number=number)
        case Refund(for_entry=number):
            return _error(
                "This belongs to a payment. Change the event or campaign of the payment, entry"
                " {number}."
            ).format(number=number)
    return _error(
        "This type of entry has no event and no campaign. Choose an ask, a payment, a cost or a"
        " meeting."
    )


def write_names(entry: Entry) -> str:
    """Return the campaign and the event of an entry as they are typed: `+office +seminar`."""
    names = (getattr(entry, "campaign", None), getattr(entry, "event", None))
    return " ".join(f"{_PLUS}{quote_name(name)}" for name in names if name is not None)


def read_names(
    text: str,
    word: str,
    context: ParseContext,
    new_names: Mapping[str, tuple[str, str]] | None = None,
) -> PlusNames:
    """Return the campaign and the event that are typed for an entry of a type.

    The plus may be left out before a single name. Raise ParseError where the text can't be read,
    and NewNameError at a name that the notebook doesn't have, unless `new_names` has it. Those
    have, by the folded form of a name, `event` or `campaign` and the name that was meant.
    """
    names: dict[str, str] = {}
    for token in _read_tokens(text.strip()):
        field, name = _find_field(token, word, context, new_names or {})
        if field in names:
            raise token.build_error(
                _error("An entry can have one event and one campaign. Remove one of the names.")
            )
        if field not in ALLOWED_FIELDS[word]:
            raise token.build_error(
                _error("A goal can’t have an event. Type the name of its campaign.")
            )
        names[field] = name
    if word == "goal" and not names:
        raise ParseError(_error("A goal needs a campaign. Type its name."), 1)
    return PlusNames(**names)


def _read_tokens(text: str) -> list[Token]:
    if not text:
        return []
    if not text.startswith(_PLUS):
        is_one_name = f" {_PLUS}" not in text
        text = f"{_PLUS}{quote_text(text) if is_one_name else text}"
    tokens = tokenize(text)
    for token in tokens:
        if token.mark is not TokenMark.CAMPAIGN:
            raise token.build_error(
                _error(
                    "Tracker reads only names here. Put one with a space in quotes, e.g. "
                    '+"summer camp"'
                )
            )
    return tokens


def _find_field(
    token: Token, word: str, context: ParseContext, new_names: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    """Return what a name is, and the name as the notebook has it."""
    is_known = token.folded_text in context.campaigns or token.folded_text in context.events
    if is_known or word == "goal" or token.name_field:
        return find_campaign_or_event(token, context, word)
    if token.folded_text in new_names:
        return new_names[token.folded_text]
    raise NewNameError(token.text)


def change_names(entry: Entry, names: PlusNames) -> Entry:
    """Return an entry with another campaign and event. Nothing else of it changes."""
    allowed: dict[str, Any] = {
        field: name
        for field, name in names._asdict().items()
        if field in ALLOWED_FIELDS[entry.word]
    }
    return replace(entry, **allowed)


def complete_names(text: str, context: ParseContext) -> list[Completion]:
    """Return the known names that may come next at the end of a text, also where none is begun."""
    if not text or text.endswith(" "):
        used = text.split()
        return [
            completion
            for completion in find_completions(f"{text}{_PLUS}", context)
            if completion.text not in used
        ]
    if _PLUS not in text:
        return [
            completion._replace(start=0)
            for completion in find_completions(f"{_PLUS}{text.strip()}", context)
        ]
    return find_completions(text, context)
