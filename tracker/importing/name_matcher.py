"""The names in a bundle, held to the rules of the entry line, so one can be written."""

from collections.abc import Mapping

from tracker.entries.name_lookup import find_group
from tracker.entries.parse_context import ParseContext
from tracker.entries.parse_error import ParseError
from tracker.entries.tokenizer import Token, TokenMark, fold, tokenize
from tracker.i18n import _error
from tracker.importing.errors import CellError

GROUP, TAGS, CAMPAIGN, EVENT = "group", "circumstances", "campaign", "event"
"""The columns with names in them."""


class NameMatcher:
    """Groups, tags, campaigns and events: as the book has them, new ones in one spelling only.

    A group's alias is a name of it. Each method raises CellError.
    """

    def __init__(self, context: ParseContext) -> None:
        """Start with what the book knows, which stays untouched."""
        self._book_names = {
            GROUP: _index_spellings(context.groups),
            TAGS: _index_spellings(context.tags),
            CAMPAIGN: _index_spellings(context.campaigns),
            EVENT: _index_spellings(context.events),
        }
        self._empty_context = ParseContext(context.currency)
        self._first_spellings: dict[str, dict[str, str]] = {name: {} for name in self._book_names}
        """How a name that is new to the book is written the first time."""
        self._spellings: dict[tuple[str, str], str] = {}

    def match_group(self, label: str) -> str:
        """Return a group's label as the book has it."""
        if (known_name := self._find_known(GROUP, label)) is not None:
            return known_name
        token = Token(TokenMark.GROUP, label, 1, len(label), is_new_name=True)
        try:
            find_group(token, self._empty_context)
        except ParseError as error:
            raise CellError(GROUP, error.message) from error
        return self._record_name(GROUP, label)

    def match_tags(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Return the circumstances of one entry as the book has them, each once."""
        matched_tags = tuple(map(self._match_tag, tags))
        if len(set(matched_tags)) < len(matched_tags):
            raise CellError(TAGS, _error("The same tag is here twice. Remove one of them."))
        return matched_tags

    def _match_tag(self, tag: str) -> str:
        if (known_name := self._find_known(TAGS, tag)) is not None:
            return known_name
        try:
            tokens = tokenize(f"#!{tag}")
        except ParseError:
            tokens = []
        if [token.text for token in tokens] != [tag]:
            raise CellError(
                TAGS,
                _error(
                    "A tag can have only letters, digits, _ and -. Put a semicolon and a space "
                    "between tags."
                ),
            )
        return self._record_name(TAGS, tag)

    def match_campaign(self, campaign: str) -> str:
        """Return a campaign as the book has it."""
        return self._match_either(CAMPAIGN, EVENT, campaign)

    def match_event(self, event: str) -> str:
        """Return an event as the book has it."""
        return self._match_either(EVENT, CAMPAIGN, event)

    def _match_either(self, column: str, other: str, name: str) -> str:
        """Return a name that the other column does not have: no name is a campaign and an event."""
        if self._is_known(other, name):
            message = (
                _error("This is the name of an event. Choose another name for the campaign.")
                if other == EVENT
                else _error("This is the name of a campaign. Choose another name for the event.")
            )
            raise CellError(column, message)
        known_name = self._find_known(column, name)
        return self._record_name(column, name) if known_name is None else known_name

    def _is_known(self, column: str, name: str) -> bool:
        """Return whether a column has a name, however that is spelt."""
        return fold(name) in self._book_names[column] or fold(name) in self._first_spellings[column]

    def _find_known(self, column: str, name: str) -> str | None:
        """Return a name as it was written before, or None if it is new."""
        spelling = self._spellings.get((column, name))
        if spelling is not None:
            return spelling
        book_names = self._book_names[column]
        book_name = book_names.get(fold(name)) or book_names.get(_normalize_spelling(name))
        if book_name is not None:
            self._spellings[column, name] = book_name
            return book_name
        first = self._first_spellings[column].get(fold(name), name)
        if first != name:
            raise CellError(
                column,
                _error("This is spelled {known} above. Write it the same way here.").format(
                    known=first
                ),
            )
        return None

    def _record_name(self, column: str, name: str) -> str:
        self._first_spellings[column][fold(name)] = self._spellings[column, name] = name
        return name


def _normalize_spelling(name: str) -> str:
    return " ".join(fold(name).split())


def _index_spellings(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by their folded form, and without their spaces where that tells them apart."""
    loose: dict[str, set[str]] = {}
    for folded, name in names.items():
        loose.setdefault(_normalize_spelling(folded), set()).add(name)
    alone = {
        spelling: next(iter(candidates))
        for spelling, candidates in loose.items()
        if len(candidates) == 1
    }
    return alone | dict(names)
