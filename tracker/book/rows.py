"""An entry as rows of the book's tables, and as the text its history keeps."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.book.driver import Connection
from tracker.entries.columns import Columns, from_columns, to_columns
from tracker.entries.types import Answer, AnswerWord, Entry, Evidence, Logged, Means
from tracker.months import Period

_PLAIN = (
    "label",
    "kind",
    "low",
    "high",
    "percent",
    "for_entry",
    "campaign",
    "hours",
    "words",
    "ref",
)

SELECT = f"""SELECT e.number, e.id, e.logged_on, e.type, e.day, g.label,
    {", ".join(f"e.{name}" for name in _PLAIN)},
    e.every, e.until, e.met, e.by, e.evidence, e.private_note,
    CASE WHEN e.type IN ('ask', 'answered') THEN
        (SELECT json_group_array(json_array(word, amount, every))
         FROM (SELECT word, amount, every FROM answers WHERE entry = e.number ORDER BY position))
    END,
    CASE WHEN e.type NOT IN ('paid', 'income', 'need') THEN
        (SELECT json_group_array(tag)
         FROM (SELECT tag FROM circumstances WHERE entry = e.number ORDER BY position))
    END
FROM entries e LEFT JOIN groups g ON g.number = e.group_number"""
"""Every column of an entry; a query adds its own WHERE and ORDER BY."""


NONE = (None, "[]")
"""How a row says that there are no answers, or no tags."""
_EVIDENCE = {evidence.value: evidence for evidence in Evidence}


def logged(row: Sequence[Any]) -> Logged:
    """The entry of a row of `SELECT`."""
    number, id_, logged_on, type_, day, group, *rest = row
    label, kind, low, high, percent, for_entry, campaign, hours, words, ref = rest[: len(_PLAIN)]
    every, until, met, by, evidence, note, answers, tags = rest[len(_PLAIN) :]
    columns = Columns(
        type=type_,
        day=date.fromisoformat(day),
        group=group,
        label=label,
        kind=kind,
        every=Period(every) if every else None,
        until=date.fromisoformat(until) if until else None,
        low=low,
        high=high,
        percent=percent,
        answers=_answers(json.loads(answers)) if answers not in NONE else (),
        met=bool(met),
        for_entry=for_entry,
        campaign=campaign,
        hours=hours,
        circumstances=tuple(json.loads(tags)) if tags not in NONE else (),
        words=words,
        by=Means(by) if by else None,
        ref=ref,
        evidence=_EVIDENCE[evidence],
        private_note=note,
    )
    return Logged(number, id_, date.fromisoformat(logged_on), from_columns(columns))


def _answers(items: Iterable[Sequence[Any]]) -> tuple[Answer, ...]:
    return tuple(
        Answer(AnswerWord(word), amount, Period(every) if every else None)
        for word, amount, every in items
    )


_INSERT = (
    "number", "id", "change", "logged_on", "type", "day", "month", "group_number",
    *_PLAIN, "every", "until", "met", "by", "evidence", "private_note",
)  # fmt: skip
_INSERT_SQL = f"INSERT INTO entries ({', '.join(_INSERT)}) VALUES ({', '.join('?' * len(_INSERT))})"
BATCH = 1000
"""Entries written with one call of the driver."""


def insert(
    connection: Connection, items: Iterable[Logged], change: int, groups: dict[str, int]
) -> Iterator[Logged]:
    """Write entries of one change, batch by batch, and pass them on.

    `groups` has the number of every group's label; the caller keeps it complete.
    """
    batch: list[Logged] = []
    for item in items:
        batch.append(item)
        yield item
        if len(batch) == BATCH:
            _insert_batch(connection, batch, change, groups)
            batch = []
    _insert_batch(connection, batch, change, groups)


def _insert_batch(
    connection: Connection, batch: list[Logged], change: int, groups: dict[str, int]
) -> None:
    entries, answers, circumstances = [], [], []
    for item in batch:
        row = to_columns(item.entry)
        day = row.day.isoformat()
        entries.append(
            (
                item.number,
                item.id,
                change,
                item.logged_on.isoformat(),
                row.type,
                day,
                day[:7],
                None if row.group is None else groups[row.group],
                *(getattr(row, name) for name in _PLAIN),
                row.every and row.every.value,
                row.until and row.until.isoformat(),
                int(row.met),
                row.by and row.by.value,
                row.evidence.value,
                row.private_note,
            )
        )
        for position, answer in enumerate(row.answers):
            every = answer.every and answer.every.value
            answers.append((item.number, position, answer.word.value, answer.amount, every))
        for position, tag in enumerate(row.circumstances):
            circumstances.append((item.number, position, tag))
    connection.executemany(_INSERT_SQL, entries)
    connection.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", answers)
    connection.executemany("INSERT INTO circumstances VALUES (?, ?, ?)", circumstances)


def to_json(entry: Entry) -> str:
    """An entry as its history keeps it: without the private note."""
    row = to_columns(replace(entry, private_note=None))
    fields = {name: value for name, value in row._asdict().items() if value not in (None, ())}
    fields["answers"] = [(a.word, a.amount, a.every) for a in row.answers]
    return json.dumps(fields, default=str, ensure_ascii=False)


def from_json(text: str) -> Entry:
    """The entry that history kept."""
    fields = json.loads(text)
    fields["day"] = date.fromisoformat(fields["day"])
    fields["answers"] = _answers(fields["answers"])
    fields["circumstances"] = tuple(fields.get("circumstances", ()))
    fields["evidence"] = Evidence(fields["evidence"])
    for name, make in (("until", date.fromisoformat), ("every", Period), ("by", Means)):
        if name in fields:
            fields[name] = make(fields[name])
    return from_columns(Columns(**fields))
