"""The person's questions to a group, with their answers and the entries that show those.

None of it is an entry, and none of it is ever exported. Until something is changed, the questions
are the proposals, and the file has none of them. An unfinished answer is kept in the settings, so
it survives a lock and the end of the app.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tracker.analysis.groups.question_proposals import list_proposals
from tracker.book.database.connection import Connection
from tracker.book.database.day_range import format_nearest_day
from tracker.book.database.store import Store

# Data: in people's notebooks since 0.1. Never rename.
ANSWERS_SETTING = "answers.begun"
"""The setting with the unfinished answers."""

GroupNumber: TypeAlias = int | None
"""The number of a group, or None for one that the notebook does not name yet."""
DraftKey: TypeAlias = tuple[int, GroupNumber]
"""The number of a question, and of the group that the answer is about."""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A group that can be asked."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the person wants to know of any group."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """What the person found out, in their own words."""

    text: str
    day: date
    """The day on which they wrote it."""
    entries: tuple[int, ...] = ()
    """The numbers of the entries that show it, as far as those are current."""


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """All questions, answers and links as they were at one moment, for an undo."""

    questions: Sequence[tuple[object, ...]]
    answers: Sequence[tuple[object, ...]]
    links: Sequence[tuple[object, ...]]


class GroupQuestionStore(Store):
    """The questions of a book. Every method raises BookError when the file refuses.

    The driver writes them: someone waits for each, or the notebook is being locked.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        super().__init__(connection, path)
        self.unsaved_drafts: str | None = None
        """The unfinished answers, as the setting has them, while they wait for a rescue copy."""

    def load_groups(self) -> list[QuestionGroup]:
        """Return every group that has entries or answers, or that the book is about, by number."""
        return self._load(
            QuestionGroup,
            """SELECT number, label FROM groups g
            WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
            OR EXISTS (SELECT 1 FROM group_answers WHERE group_number = g.number)
            OR number = (SELECT group_number FROM book) ORDER BY number""",
        )

    def load_questions(self) -> list[Question]:
        """Return the questions in their order, or the proposals if nothing was ever changed."""
        if not self._has_begun():
            return [Question(number, text) for number, text in enumerate(list_proposals(), start=1)]
        return self._load(Question, "SELECT number, question FROM group_questions ORDER BY number")

    def load_answers(self, group: GroupNumber) -> dict[int, GroupAnswer]:
        """Return the answers about a group by the number of their question."""
        links: dict[int, list[int]] = {}
        for answer, entry in self._load(
            lambda *row: row,
            """SELECT answer, entry FROM group_answer_entries JOIN entries ON number = entry
            ORDER BY entry""",
        ):
            links.setdefault(answer, []).append(entry)
        return dict(
            self._load(
                lambda number, question, text, day: (
                    question,
                    GroupAnswer(text, date.fromisoformat(day), tuple(links.get(number, ()))),
                ),
                """SELECT number, question, answer, day FROM group_answers
                WHERE group_number IS ? ORDER BY number""",
                group,
            )
        )

    def list_entries(self, group: GroupNumber) -> list[int]:
        """Return the numbers of a group's entries, or of all entries without a group."""
        return self._load(
            int, "SELECT number FROM entries WHERE group_number = ?1 OR ?1 IS NULL", group
        )

    def add(self, text: str) -> int:
        """Add a question at the end. Return its number."""
        with self._transaction() as connection:
            self._begin()
            cursor = connection.execute("INSERT INTO group_questions (question) VALUES (?)", [text])
            return int(cursor.lastrowid or 0)

    def reword(self, question: int, text: str) -> None:
        """Put other words in the place of a question's. Its answers stay."""
        with self._transaction() as connection:
            self._begin()
            connection.execute(
                "UPDATE group_questions SET question = ? WHERE number = ?", [text, question]
            )

    def delete(self, question: int) -> None:
        """Delete a question with its answers about every group, also unfinished ones."""
        with self._transaction() as connection:
            self._begin()
            connection.execute("DELETE FROM group_questions WHERE number = ?", [question])
            self._write_drafts(
                {key: text for key, text in self.load_drafts().items() if key[0] != question}
            )

    def save_answer(self, question: int, group: GroupNumber, text: str, today: date) -> None:
        """Save an answer in the place of the one before. The entries that show it stay linked."""
        day = format_nearest_day(today)
        with self._transaction() as connection:
            self._begin()
            changed = connection.execute(
                "UPDATE group_answers SET answer = ?, day = ?"
                " WHERE question = ? AND group_number IS ?",
                [text, day, question, group],
            )
            if not changed.rowcount:
                connection.execute(
                    "INSERT INTO group_answers (question, group_number, answer, day)"
                    " VALUES (?, ?, ?, ?)",
                    [question, group, text, day],
                )
            self._forget_draft(question, group)

    def delete_answer(self, question: int, group: GroupNumber) -> None:
        """Delete an answer, its links, and an unfinished new one. The question stays."""
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM group_answers WHERE question = ? AND group_number IS ?",
                [question, group],
            )
            self._forget_draft(question, group)

    def link_entries(self, question: int, group: GroupNumber, entries: Iterable[int]) -> None:
        """Link these entries, and no other current ones, to an answer."""
        answer = "SELECT number FROM group_answers WHERE question = ? AND group_number IS ?"
        with self._transaction() as connection:
            connection.execute(
                f"""DELETE FROM group_answer_entries WHERE answer IN ({answer})
                AND entry IN (SELECT number FROM entries)""",
                [question, group],
            )
            connection.execute(
                f"""INSERT OR IGNORE INTO group_answer_entries
                SELECT a.number, e.number FROM ({answer}) a
                JOIN entries e ON e.number IN (SELECT value FROM json_each(?))""",
                [question, group, json.dumps([*entries])],
            )

    def move_answers(self, group: int) -> None:
        """Let answers about no group yet be about this one, unless it has an answer already."""
        drafts = self.load_drafts()
        with self._transaction() as connection:
            connection.execute(
                """UPDATE group_answers SET group_number = ? WHERE group_number IS NULL
                AND question NOT IN (SELECT question FROM group_answers WHERE group_number = ?)""",
                [group, group],
            )
            self._write_drafts(
                {
                    (question, group)
                    if former is None and (question, group) not in drafts
                    else (question, former): text
                    for (question, former), text in drafts.items()
                }
            )

    def load_rows(self) -> QuestionRows:
        """Return all questions, answers and links as they are now."""
        return QuestionRows(
            [(question.number, question.text) for question in self.load_questions()],
            self._load(
                lambda *row: row,
                "SELECT number, question, group_number, answer, day FROM group_answers",
            ),
            self._load(lambda *row: row, "SELECT answer, entry FROM group_answer_entries"),
        )

    def restore_rows(self, rows: QuestionRows) -> None:
        """Put everything back as it was, without links to entries that were erased meanwhile.

        Unfinished answers stay as they are.
        """
        with self._transaction() as connection:
            self._begin()
            connection.execute("DELETE FROM group_questions")
            for table, columns, values in (
                ("group_questions", "?, ?", rows.questions),
                ("group_answers", "?, ?, ?, ?, ?", rows.answers),
                ("group_answer_entries", "?, ?", rows.links),
            ):
                connection.executemany(f"INSERT INTO {table} VALUES ({columns})", values)
            connection.execute(
                """DELETE FROM group_answer_entries WHERE entry NOT IN
                (SELECT number FROM entries UNION SELECT entry FROM versions)"""
            )

    def load_drafts(self) -> dict[DraftKey, str]:
        """Return the unfinished answers."""
        sql = "SELECT value FROM settings WHERE name = ?"
        stored = self._load(str, sql, ANSWERS_SETTING)
        return _parse_drafts(self.unsaved_drafts or next(iter(stored), "[]"))

    def save_draft(self, question: int, group: GroupNumber, text: str | None) -> None:
        """Keep an unfinished answer. None discards it.

        Where another program changed the file, it waits in `unsaved_drafts`.
        """
        drafts = self.load_drafts()
        drafts.pop((question, group), None)
        if text is not None:
            drafts[question, group] = text
        self.save_drafts_text(_serialize_drafts(drafts))

    def save_drafts_text(self, text: str) -> None:
        """Keep the unfinished answers as the setting has them."""
        if self._connection.is_file_changed():
            self.unsaved_drafts = text
            return
        with self._transaction():
            self._write_drafts(_parse_drafts(text))
        self.unsaved_drafts = None

    def add_drafts_text(self, text: str) -> None:
        """Keep unfinished answers of another file, where this one has none to their questions."""
        self.save_drafts_text(_serialize_drafts(_parse_drafts(text) | self.load_drafts()))

    def _has_begun(self) -> bool:
        """Return whether the questions were ever changed. Then no proposal comes by itself."""
        sql = "SELECT 1 FROM sqlite_sequence WHERE name = 'group_questions'"
        return bool(self._load(bool, sql))

    def _begin(self) -> None:
        """Save the proposals as questions, with the numbers under which they are shown."""
        if not self._has_begun():
            self._connection.executemany(
                "INSERT INTO group_questions VALUES (?, ?)",
                [(question.number, question.text) for question in self.load_questions()],
            )

    def _forget_draft(self, question: int, group: GroupNumber) -> None:
        drafts = self.load_drafts()
        if drafts.pop((question, group), None) is not None:
            self._write_drafts(drafts)

    def _write_drafts(self, drafts: Mapping[DraftKey, str]) -> None:
        self._connection.execute("DELETE FROM settings WHERE name = ?", [ANSWERS_SETTING])
        if drafts:
            self._connection.execute(
                "INSERT INTO settings VALUES (?, ?)", [ANSWERS_SETTING, _serialize_drafts(drafts)]
            )


def _serialize_drafts(drafts: Mapping[DraftKey, str]) -> str:
    """Return unfinished answers as the setting has them."""
    # Data: in people's notebooks since 0.1. Never rename.
    return json.dumps([[question, group, text] for (question, group), text in drafts.items()])


def _parse_drafts(text: str) -> dict[DraftKey, str]:
    return {(question, group): words for question, group, words in json.loads(text)}
