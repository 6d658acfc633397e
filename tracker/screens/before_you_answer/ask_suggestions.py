"""Asks to begin with: those still without an answer, then one of each kind asked before."""

from dataclasses import dataclass

from tracker.analysis.asks.earlier_asks import EarlierAsks
from tracker.entries.entry_description import KIND_LABELS, build_description
from tracker.entries.line_writer import LineWriter
from tracker.entries.parse_context import ParseContext
from tracker.entries.types import Ask
from tracker.i18n import NumberFormat, _, format_date, join_list
from tracker.widgets.section_list import ListRow, ListSection

MAX_PER_SECTION = 5
"""Of each sort, so that the list is no backlog."""


@dataclass(frozen=True, slots=True)
class AskSuggestions:
    """The list, and the entry line that each of its lines begins."""

    sections: tuple[ListSection, ...]
    lines: dict[str, str]


def build_ask_suggestions(
    asks: EarlierAsks, parse_context: ParseContext, currency: str, numbers: NumberFormat
) -> AskSuggestions:
    """What there is to pick, in two parts; a part without any is left out."""
    several = len(parse_context.groups) > 1
    waiting = {
        f"answered for {number} ": ListRow(
            f"ask-{number}", _format_ask_day(ask), _describe_ask(ask, numbers, several)
        )
        for number, ask in asks.find_unanswered(MAX_PER_SECTION)
    }
    before = {
        build_ask_line(ask, parse_context, currency) + " ": ListRow(
            f"kind-{index}", *_describe_kind(ask, numbers, several)
        )
        for index, ask in enumerate(asks.find_newest_of_each(MAX_PER_SECTION))
    }
    parts = (
        ListSection(_("No answer noted, or later"), tuple(waiting.values())),
        ListSection(_("Asked before"), tuple(before.values())),
    )
    lines = {line.id: text for text, line in (waiting | before).items()}
    return AskSuggestions(tuple(part for part in parts if part.rows), lines)


def build_ask_line(ask: Ask, parse_context: ParseContext, currency: str) -> str:
    """The line of an ask like this one: its amount, kind and group, nothing of what was said."""
    like = Ask(
        day=ask.day, low=ask.low, high=ask.high, kind=ask.kind, every=ask.every, group=ask.group
    )
    writer = LineWriter(currency, parse_context.default_group, set(parse_context.groups))
    return writer.write_line(0, like).split(" ", 2)[2]


def _format_ask_day(ask: Ask) -> str:
    return format_date(ask.day)


def _describe_ask(ask: Ask, numbers: NumberFormat, has_several_groups: bool) -> str:
    told = build_description(ask, numbers.format_amount)
    group = told.group if has_several_groups else ""
    later = _("you said {answers}").format(answers=told.answers) if told.answers else ""
    return join_list(part for part in (told.amount, told.kind, group, later) if part)


def _describe_kind(ask: Ask, numbers: NumberFormat, has_several_groups: bool) -> tuple[str, str]:
    told = build_description(ask, numbers.format_amount)
    group = told.group if has_several_groups else ""
    return _(KIND_LABELS[ask.kind.value]), join_list(part for part in (told.amount, group) if part)
