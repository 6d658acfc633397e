"""A pattern as JSON: counts as integers, and hours, amounts and values as text."""

from collections.abc import Sequence

from tracker.analysis.patterns.pattern import Pattern, PatternName
from tracker.money import format_canonical

JsonValue = str | int | bool | None | Sequence[int]

_IN_HOURS = {PatternName.HOURS_PER_ASK: "of", PatternName.TIME_GIVEN: "count"}
"""Patterns that count hours, and the key that holds them."""
_IN_HUNDREDTHS = frozenset({PatternName.GOAL_RAISED, PatternName.SHARE_TREND})
"""Patterns whose value has two decimals. All others have one."""


def serialize_pattern(pattern: Pattern, text: str) -> dict[str, JsonValue]:
    """Return a pattern by key (docs/reference/json.md, "how-often")."""
    counts: dict[str, JsonValue] = {"count": pattern.count, "of": pattern.total}
    if pattern.name is PatternName.PLEDGES:
        counts = {
            "count": format_canonical(pattern.count or 0),
            "of": format_canonical(pattern.total),
        }
    elif pattern.name in _IN_HOURS:
        key = _IN_HOURS[pattern.name]
        counts[key] = serialize_tenths(pattern.total if key == "of" else pattern.count or 0)
    # Data: in people's scripts since 0.1. Never rename.
    return {
        "pattern": pattern.name.value,
        "text": text,
        **counts,
        "value": _serialize_value(pattern),
        "low": _serialize_end(pattern, pattern.low),
        "high": _serialize_end(pattern, pattern.high),
        "enough": pattern.has_enough,
        "entries": pattern.entries,
        "of_entries": pattern.total_entries,
    }


def serialize_tenths(value: int) -> str:
    """Return a count in tenths as files and JSON have it: `58.5`."""
    return f"{value // 10}.{value % 10}"


def _serialize_value(pattern: Pattern) -> str | None:
    value = pattern.value
    if value is None:
        return None
    sign = "-" if value < 0 else ""
    serialize = format_canonical if pattern.name in _IN_HUNDREDTHS else serialize_tenths
    return sign + serialize(abs(value))


def _serialize_end(pattern: Pattern, end: int | None) -> str | None:
    """Return the lowest or the highest as text: hours with one decimal, all else with two."""
    if end is None:
        return None
    return serialize_tenths(end) if pattern.name in _IN_HOURS else format_canonical(end)
