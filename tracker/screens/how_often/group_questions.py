"""My questions to a group: what the person asks any group, and their answers about one of them."""

from collections.abc import Sequence, Set
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from tracker.analysis.groups.group_activity import find_latest_two
from tracker.analysis.groups.question_proposals import list_proposals
from tracker.book.stores.group_questions import (
    GroupAnswer,
    GroupNumber,
    Question,
    QuestionGroup,
    QuestionRows,
)
from tracker.i18n import N_, NumberFormat, _, _error, _label, _label_plural, format_date
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import (
    ChoiceDialog,
    InputTexts,
    TextInputDialog,
    TextQuestion,
)
from tracker.screens.shell.main_screen import HELP_BINDING
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.heading import PageHeading
from tracker.widgets.question_list import ENTRIES, QuestionList, QuestionRow, parse_row_id

PURPOSE = N_("Your words stay in this notebook. No summary has them.")
PROPOSALS_NOTE = N_("Five proposals. Change them, delete them or add your own.")


class GroupQuestionsScreen(PageScreen[None]):
    """The questions, with the answers about one group at a time."""

    TITLE = _label("My questions to a group")
    HELP = "\n".join(
        (
            _("Ask any group what you like, and write down what you find out, in your own words."),
            _("An answer has its day, and you can link the entries that show it."),
            _("Tracker counts and grades nothing here. No summary includes it."),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1. Never rename.
        Binding("n", "add", _label("Add a question"), id="add_question"),
        Binding("w", "reword", _label("Reword"), id="reword_question"),
        Binding("e", "link", _label("Link entries"), id="link_entries"),
        Binding("d", "delete", _label("Delete"), id="delete_question"),
        Binding("c", "choose_group", _label("Choose group"), id="question_group"),
        Binding("m", "move", _label("Move answers to a group"), id="move_answers"),
        Binding("u", "undo", _label("Undo"), id="undo_question"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
        HELP_BINDING,
    ]
    AUTO_FOCUS = "QuestionList"

    def __init__(self, context: AppContext, group_label: str | None = None) -> None:
        """Show the answers about a group, at first the younger of the two latest. Raise BookError.

        `group_label` chooses another one.
        """
        super().__init__(context)
        self._store = context.book.group_questions
        if group_label is None:
            days = context.book.ask_queries.load_group_days(context.clock.today())
            latest = find_latest_two(days)
            group_label = latest[-1].group if latest else context.book.own_group
        self._group_label = group_label
        """The label of the group that was chosen. Its number changes if it goes and comes back."""
        self._groups = self._store.load_groups(group_label)
        self._questions: Sequence[Question] = ()
        self._answers: dict[int, GroupAnswer] = {}
        self._rows = self._store.load_rows()
        """All questions and answers as this screen knows them."""
        self._former_rows: list[QuestionRows] = []
        """What they were before each change that was made here, the newest last."""

    def compose_page(self) -> ComposeResult:
        """Yield what the page is for, the list, and a line for messages."""
        yield Static(markup=False, id="purpose")
        yield QuestionList()
        yield Static(markup=False, id="answer")

    @property
    def _group(self) -> QuestionGroup | None:
        return next((each for each in self._groups if each.label == self._group_label), None)

    @property
    def _group_number(self) -> GroupNumber:
        return self._group.number if self._group else None

    @property
    def _chosen_question(self) -> Question | None:
        # The footer asks also before there is a list.
        for question_list in self.query(QuestionList):
            number = question_list.chosen_number
            return next((each for each in self._questions if each.number == number), None)
        return None

    def idle_actions(self) -> Set[str]:
        """Return the actions that have nothing to work on."""
        idle = set[str]()
        question = self._chosen_question
        if question is None:
            idle |= {"reword", "delete"}
        if question is None or question.number not in self._answers:
            idle.add("link")
        if not self._groups:
            idle.add("choose_group")
        if not (self._groups and self._group is None and self._answers):
            idle.add("move")
        if not self._former_rows:
            idle.add("undo")
        return super().idle_actions() | idle

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the questions again: one may have been answered, or an entry deleted."""
        self.reload()

    def reload(self, chosen: int | None = None) -> None:
        """Show the questions as they are now, with the cursor on the chosen one."""
        with notify_book_errors(self):
            rows = self._store.load_rows()
            if rows.can_undo_to(self._rows):
                self._former_rows.append(self._rows)
            self._rows = rows
            self._groups = self._store.load_groups(self._group_label)
            self._questions = self._store.load_questions()
            self._answers = self._store.load_answers(self._group_number)
            self._show_questions(
                {
                    number: text
                    for (number, group), text in rows.drafts.items()
                    if group == self._group_number
                },
                chosen,
            )
        self.refresh_bindings()

    def refresh_amounts(self) -> None:
        """Show figures in the words, or dots."""
        self.reload()

    def _show_questions(self, drafts: dict[int, str], chosen: int | None) -> None:
        label = self._group.label if self._group else _label("no group yet")
        self.query_one(PageHeading).set_texts(self.TITLE, label)
        lines = [_(PURPOSE)]
        is_as_proposed = [question.text for question in self._questions] == list_proposals()
        if is_as_proposed and not self._rows.answers:
            lines.append(_(PROPOSALS_NOTE))
        elif not self._questions:
            lines.append(_("No questions here now. Press n to add one."))
        self.query_one("#purpose", Static).update("\n".join(lines))
        numbers = self.context.numbers
        self.query_one(QuestionList).set_rows(
            [
                build_row(
                    question,
                    self._answers.get(question.number),
                    drafts.get(question.number, ""),
                    numbers,
                )
                for question in self._questions
            ],
            chosen,
        )

    @on(OptionList.OptionHighlighted)
    def _refresh_keys(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _open_row(self, event: OptionList.OptionSelected) -> None:
        """Answer a question, or show the entries that were linked to its answer."""
        from tracker.screens.how_often.answer_editor import AnswerEditorScreen
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        question = self._chosen_question
        if question is None:
            return
        self.show_message("")
        with notify_book_errors(self):
            if parse_row_id(event.option_id or "")[0] != ENTRIES:
                self.app.push_screen(AnswerEditorScreen(self.context, question, self._group))
                return
            answer = self._answers[question.number]

            def describe(numbers: NumberFormat) -> str:
                return numbers.mask_numbers(f"{question.text}\n{answer.text}")

            self.app.push_screen(EntryListScreen(self.context, answer.entries, describe))

    @work
    async def action_add(self) -> None:
        """Add a question."""
        text = await self._ask_words(_label("A question of your own"), "")
        if text:
            with notify_book_errors(self):
                self.reload(self._store.add(text))

    @work
    async def action_reword(self) -> None:
        """Put other words in the place of the question."""
        question = self._chosen_question
        if question is None:
            return
        text = await self._ask_words(_label("The question in other words"), question.text)
        if text and text != question.text:
            with notify_book_errors(self):
                self._store.reword(question.number, text)
                self.reload()

    async def _ask_words(self, title: str, text: str) -> str:
        """Return the words of a question, or nothing on esc."""

        def find_refusal(texts: InputTexts) -> str:
            return "" if texts[0] else _error("There are no words yet. Type the question first.")

        dialog = TextInputDialog(
            title,
            [TextQuestion(_label("Question"), text, hides_digits=True)],
            _("It’s the same question for every group. Each group has its own answer."),
            find_refusal,
        )
        texts = await self.app.push_screen_wait(dialog)
        return texts[0] if texts else ""

    def action_link(self) -> None:
        """Choose the entries that show the answer."""
        from tracker.screens.how_often.link_entries import LinkEntriesScreen

        question = self._chosen_question
        if question is not None:
            with notify_book_errors(self):
                self.app.push_screen(LinkEntriesScreen(self.context, question, self._group_number))

    @work
    async def action_delete(self) -> None:
        """Delete the answer about this group, or the question with all its answers."""
        question = self._chosen_question
        if question is None:
            return
        answer_only, whole = _label("Delete this answer"), _label("Delete the question")
        explanation = _("Deleting the question also deletes its answers about every group.")
        choice: str | None = whole
        if question.number in self._answers:
            choice = await self.app.push_screen_wait(
                ChoiceDialog(
                    _("What do you want to delete?"),
                    [answer_only, whole, _label("Keep both")],
                    answer_only,
                    explanation,
                )
            )
        elif not await self.app.push_screen_wait(
            ConfirmDialog(_("Delete the question?"), explanation, whole)
        ):
            return
        with notify_book_errors(self):
            if choice == answer_only:
                self._store.delete_answer(question.number, self._group_number)
            elif choice == whole:
                self._store.delete(question.number)
            else:
                return
            self.reload()
            self.show_message(_("Deleted. Until you leave this page, u brings it back."))

    @work
    async def action_choose_group(self) -> None:
        """Choose the group whose answers are shown."""
        group = await self._ask_group(offers_none=True)
        if group is not None:
            self._group_label = group[0].label if group[0] else None
            self.show_message("")
            self.reload()

    @work
    async def action_move(self) -> None:
        """Let the answers about no group yet be about a group."""
        group = await self._ask_group(offers_none=False)
        if group is None or group[0] is None:
            return
        with notify_book_errors(self):
            self._store.move_answers(group[0].number)
            self._group_label = group[0].label
            self.reload()

    async def _ask_group(self, *, offers_none: bool) -> tuple[QuestionGroup | None] | None:
        """Return the chosen group in a tuple, or None on esc."""
        groups: dict[str, QuestionGroup | None] = {group.label: group for group in self._groups}
        if offers_none:
            none_label = _label("No group yet")
            while none_label in groups:
                none_label = f"({none_label})"
            groups[none_label] = None
        labels = list(groups)
        chosen = next(label for label in labels if groups[label] == self._group or not offers_none)
        label = await self.app.push_screen_wait(
            ChoiceDialog(_label("Which group?"), labels, chosen)
        )
        return None if label is None else (groups[label],)

    def action_undo(self) -> None:
        """Put the questions and answers back as they were before the newest change."""
        with notify_book_errors(self):
            former = self._former_rows[-1]
            self._store.restore_rows(former)
            self._former_rows.pop()
            self._rows = self._store.load_rows()
            self.reload()
            self.show_message(
                _("Undone. The questions and answers are as they were before.")
                if self._rows.questions.keys() == former.questions.keys()
                else _("Undone. A question with an unfinished answer stays.")
            )


def build_row(
    question: Question, answer: GroupAnswer | None, draft: str, numbers: NumberFormat
) -> QuestionRow:
    """Return a question as it is shown, with figures in the words or dots."""
    entries = len(answer.entries) if answer else 0
    entries_text = _label_plural(
        "{count} entry shows this", "{count} entries show this", entries
    ).format(count=entries)
    return QuestionRow(
        question.number,
        numbers.mask_numbers(question.text),
        numbers.mask_numbers(answer.text) if answer else "",
        format_date(answer.day) if answer else "",
        _label("Draft: {text}").format(text=numbers.mask_numbers(draft)) if draft else "",
        entries_text if entries else "",
    )
