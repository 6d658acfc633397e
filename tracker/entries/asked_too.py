"""The question whether the person was asked, too, after they saw others being asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.entries.line_writer import write_line
from tracker.entries.types import Ask, Entry, Kind, Observation, Source
from tracker.i18n import N_

ASKED_TOO_QUESTION = N_("Were you asked, too?")
HAT_RULE = N_("If the hat came to you, you were asked. If it went past you, you saw it.")
"""How to tell an ask from what was seen."""
YES_WORDS = frozenset({"y", "yes", "j", "ja"})
NO_WORDS = frozenset({"n", "no", "nein"})
"""The words that answer the question, folded."""
_NOT_ASKED = re.compile(
    r"(?:\bnot|n['’]t|\bnobody|\bno one|\bnever)(?: been| get| even)? ask(?:ed)?\b"
    r"|\bnicht gefragt\b|\bniemand\b.{0,12}\bgefragt\b",
    re.IGNORECASE,
)


def find_unasked_observation(
    entries: Sequence[Entry], session_entries: Iterable[Entry]
) -> Observation | None:
    """Return the last entry of what was seen that leaves open whether the person was asked.

    `session_entries` are all that are saved in the session. An ask among them, of the same day,
    group and kind, says it already.
    """
    asked = {build_occasion(entry) for entry in session_entries if isinstance(entry, Ask)}
    for entry in reversed(entries):
        if not isinstance(entry, Observation) or entry.source is not Source.SEEN:
            continue
        says_not_asked = any(_NOT_ASKED.search(text or "") for text in _list_own_texts(entry))
        if not says_not_asked and build_occasion(entry) not in asked:
            return entry
    return None


def build_occasion(entry: Ask | Observation) -> tuple[date, str | None, Kind]:
    """Return what an ask and what was seen have in common, if they are of one occasion."""
    return entry.day, entry.group, entry.kind


def _list_own_texts(entry: Entry) -> tuple[str | None, ...]:
    return entry.own_words, entry.private_note


def build_ask_line(
    seen: Observation, currency: str, undated_day: date, default_group: str | None
) -> str:
    """Return the beginning of the line for an ask of the same occasion: `ask 50 donation `."""
    ask = Ask(
        day=seen.day,
        low=seen.low,
        high=seen.high,
        kind=seen.kind,
        every=seen.every,
        label=seen.label,
        campaign=seen.campaign,
        event=seen.event,
        group=seen.group,
    )
    if seen.group == default_group:
        ask = replace(ask, group=None)
    line = write_line(ask, currency)
    return f"{line.removeprefix(f'{undated_day} ')} "
