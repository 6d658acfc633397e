"""Suggested asks under the empty line: unanswered ones, then the newest of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.line_writer import LineWriter
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Ask, StoredEntry
from tracker.i18n import NumberFormat, _label, format_date, join_list
from tracker.widgets.section_list import ListRow, ListSection

MAX_PER_SECTION = 5
"""Asks per section. A short list does not feel like a backlog."""


@dataclass(frozen=True, slots=True)
class AskSuggestions:
    """The sections of the list, and the entry line for each of their rows."""

    sections: tuple[ListSection, ...]
    lines: dict[str, str]


def build_ask_suggestions(
    unanswered: Sequence[StoredEntry],
    newest: Sequence[StoredEntry],
    parse_context: ParseContext,
    currency: str,
    numbers: NumberFormat,
) -> AskSuggestions:
    """Return the suggestions in two sections. An empty section is left out."""
    has_several_groups = len(parse_context.groups) > 1
    unanswered_rows = {
        f"answered for {item.number} ": ListRow(
            f"ask-{item.number}",
            format_date(item.entry.day),
            _describe_ask(item.entry, numbers, has_several_groups),
        )
        for item in unanswered
        if isinstance(item.entry, Ask)
    }
    kind_rows = {
        build_ask_line(item.entry, parse_context, currency) + " ": ListRow(
            f"kind-{index}", *_describe_kind(item.entry, numbers, has_several_groups)
        )
        for index, item in enumerate(newest)
        if isinstance(item.entry, Ask)
    }
    sections = (
        ListSection(_label("No answer yet, or “later”"), tuple(unanswered_rows.values())),
        ListSection(_label("Asked before"), tuple(kind_rows.values())),
    )
    lines = {row.id: text for text, row in (unanswered_rows | kind_rows).items()}
    return AskSuggestions(tuple(section for section in sections if section.rows), lines)


def build_ask_line(ask: Ask, parse_context: ParseContext, currency: str) -> str:
    """Return a line for an ask with the same amount, kind and group, without what was said."""
    similar_ask = Ask(
        day=ask.day, low=ask.low, high=ask.high, kind=ask.kind, every=ask.every, group=ask.group
    )
    writer = LineWriter(currency, parse_context.default_group, set(parse_context.groups))
    return writer.write_line(0, similar_ask).split(" ", 2)[2]


def _describe_ask(ask: Ask, numbers: NumberFormat, has_several_groups: bool) -> str:
    description = build_description(ask, numbers.format_amount)
    group = description.group if has_several_groups else ""
    answered = (
        _label("you said {answers}").format(answers=description.answers)
        if description.answers
        else ""
    )
    return join_list(
        part for part in (description.amount, description.kind, group, answered) if part
    )


def _describe_kind(ask: Ask, numbers: NumberFormat, has_several_groups: bool) -> tuple[str, str]:
    description = build_description(ask, numbers.format_amount)
    group = description.group if has_several_groups else ""
    return _label(KIND_LABELS[ask.kind.value]), join_list(
        part for part in (description.amount, group) if part
    )
