"""The person's questions to a group, with their answers and the entries that show those.

None of it is an entry, and none of it is ever exported. Until something is changed, the questions
are the proposals, and the file has none of them. An unfinished answer is kept in the settings, so
it survives a lock and the end of the app.

One list of questions serves every group, so two groups can be compared by the same question. The
proposals are saved with the first change, so looking writes nothing. An answer has no mark and is
not counted: all answered is not “safe”, and empty is not “bad”. Like the letter, they keep no
history.
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
from tracker.book.database.queries import fetch_value, load_group_numbers
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
    """All questions, answers, links and drafts as they were at one moment, for an undo."""

    questions: Mapping[int, str]
    answers: Sequence[tuple[int, int, GroupNumber, str, str]]
    links: Sequence[tuple[int, int]]
    drafts: Mapping[DraftKey, str]
    groups: Mapping[int, str]
    """The labels of the groups that the answers and drafts are about."""

    def can_undo_to(self, former: "QuestionRows") -> bool:
        """Return whether putting former rows back changes something. A new draft would stay."""
        return (
            (self.questions, self.answers, self.links)
            != (former.questions, former.answers, former.links)
        ) or not former.drafts.keys() <= self.drafts.keys()


class GroupQuestionStore(Store):
    """The questions of a book. Every method raises BookError when the file refuses.

    The driver writes them: someone waits for each, or the notebook is being locked.
    """

    def __init__(self, connection: Connection, path: Path) -> None:
        """Read and write through the book's connection."""
        super().__init__(connection, path)
        self.unsaved_drafts: str | None = None
        """The unfinished answers, as the setting has them, while they wait for a rescue copy."""

    def load_groups(self, chosen: str | None = None) -> list[QuestionGroup]:
        """Return every group that has entries, answers or drafts, the book's, and a chosen one."""
        return self._load(
            QuestionGroup,
            """SELECT number, label FROM groups g
            WHERE EXISTS (SELECT 1 FROM entries WHERE group_number = g.number)
            OR EXISTS (SELECT 1 FROM group_answers WHERE group_number = g.number)
            OR number IN (SELECT value FROM json_each(?))
            OR number = (SELECT group_number FROM book) OR label = ? ORDER BY number""",
            json.dumps([group for _question, group in self.load_drafts()]),
            chosen,
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
        """Let answers and drafts about no group yet be about this one, where it has neither.

        An answer and its draft move together. Otherwise saving the draft would replace an answer of
        other words.
        """
        drafts = self.load_drafts()
        with self._transaction() as connection:
            taken = {*self.load_answers(group), *(key[0] for key in drafts if key[1] == group)}
            connection.execute(
                """UPDATE group_answers SET group_number = ? WHERE group_number IS NULL
                AND question NOT IN (SELECT value FROM json_each(?))""",
                [group, json.dumps([*taken])],
            )
            self._write_drafts(
                {
                    (question, group if former is None and question not in taken else former): text
                    for (question, former), text in drafts.items()
                }
            )

    def load_rows(self) -> QuestionRows:
        """Return all questions, answers, links and drafts as they are now."""
        drafts = self.load_drafts()
        return QuestionRows(
            {question.number: question.text for question in self.load_questions()},
            self._load(
                lambda *row: row,
                "SELECT number, question, group_number, answer, day FROM group_answers",
            ),
            self._load(lambda *row: row, "SELECT answer, entry FROM group_answer_entries"),
            drafts,
            dict(
                self._load(
                    lambda *row: row,
                    """SELECT number, label FROM groups
                    WHERE number IN (SELECT group_number FROM group_answers)
                    OR number IN (SELECT value FROM json_each(?))""",
                    json.dumps([group for _question, group in drafts]),
                )
            ),
        )

    def restore_rows(self, rows: QuestionRows) -> None:
        """Put everything back as it was, without links to entries that were erased meanwhile.

        A draft that was typed later stays, with its question. A group that is gone comes back.
        """
        with self._transaction() as connection:
            self._begin()
            numbers = self._restore_groups(rows.groups)
            drafts = _join_drafts(
                {(key[0], numbers.get(key[1], key[1])): text for key, text in rows.drafts.items()},
                self.load_drafts(),
            )
            drafted = {question for question, _group in drafts}
            questions = dict(rows.questions)
            for question in self.load_questions():
                if question.number in drafted:
                    questions.setdefault(question.number, question.text)
            connection.execute("DELETE FROM group_questions")
            for table, columns, values in (
                ("group_questions", "?, ?", questions.items()),
                (
                    "group_answers",
                    "?, ?, ?, ?, ?",
                    [(*row[:2], numbers[row[2]], *row[3:]) for row in rows.answers],
                ),
                ("group_answer_entries", "?, ?", rows.links),
            ):
                connection.executemany(f"INSERT INTO {table} VALUES ({columns})", values)
            connection.execute(
                """DELETE FROM group_answer_entries WHERE entry NOT IN
                (SELECT number FROM entries UNION SELECT entry FROM versions)"""
            )
            self._write_drafts(drafts)

    def _restore_groups(self, labels: Mapping[int, str]) -> dict[GroupNumber, GroupNumber]:
        """Add each group that is gone. Return the numbers of now by those of then.

        The number of one that is gone may be another group's by now.

        `erase` frees the number of a group that nothing names, and the next new group gets it. So a
        group is found again by its label.
        """
        self._connection.executemany(
            "INSERT OR IGNORE INTO groups (label) VALUES (?)",
            [[label] for label in labels.values()],
        )
        numbers = load_group_numbers(self._connection)
        return {None: None, **{former: numbers[label] for former, label in labels.items()}}

    def load_drafts(self) -> dict[DraftKey, str]:
        """Return the unfinished answers."""
        sql = "SELECT value FROM settings WHERE name = ?"
        if self.unsaved_drafts is not None:
            return parse_drafts(self.unsaved_drafts)
        return next(iter(self._load(parse_drafts, sql, ANSWERS_SETTING)), {})

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
            self._write_drafts(parse_drafts(text))
        self.unsaved_drafts = None

    def add_drafts_text(self, text: str) -> None:
        """Keep unfinished answers of another file, where this one has none to their questions."""
        self.save_drafts_text(_serialize_drafts(parse_drafts(text) | self.load_drafts()))

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


def parse_drafts(text: str) -> dict[DraftKey, str]:
    """Return unfinished answers from the setting. Raise ValueError for what no version wrote.

    What no version wrote is a damaged notebook, and is never replaced.
    """
    items = json.loads(text)
    if not isinstance(items, list):
        raise ValueError("no list")
    drafts: dict[DraftKey, str] = {}
    for item in items:
        match item:
            case [int(question), (int() | None) as group, str(words)]:
                words.encode()  # Half a character would stop the terminal.
                drafts[question, group] = words
            case _:
                raise ValueError("no unfinished answer")
    if len(drafts) != len(items):
        raise ValueError("two for one place")
    return drafts


def list_drafted_groups(connection: Connection) -> set[int]:
    """Return the numbers of the groups that unfinished answers are about, none if unreadable."""
    stored = fetch_value(connection, "SELECT value FROM settings WHERE name = ?", [ANSWERS_SETTING])
    try:
        drafts = parse_drafts(stored or "[]")
    except (RecursionError, ValueError):
        return set()
    return {group for _question, group in drafts if group is not None}


def _join_drafts(
    former: Mapping[DraftKey, str], current: Mapping[DraftKey, str]
) -> dict[DraftKey, str]:
    """Return former drafts and those of now. Of two for one place, the one of now stays.

    One that was moved from no group to another is again where it was.
    """
    moved = {
        key
        for key, text in current.items()
        if key not in former
        and (key[0], None) not in current
        and former.get((key[0], None)) == text
    }
    return {**former, **{key: text for key, text in current.items() if key not in moved}}
