"""The screen of all tags: their meanings, their entries. Own tags can be renamed and merged."""

from collections.abc import Set
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static

from tracker.entries.parse_error import ParseError
from tracker.entries.tag_rename import VOCABULARY_TAG_STAYS, parse_tag_name
from tracker.entries.tags import Tag, format_tag_label
from tracker.entries.tokenizer import fold
from tracker.i18n import NumberFormat, _, _label, ngettext
from tracker.screens.log.tags_text import (
    TagOverview,
    build_tag_sections,
    describe_meaning,
    render_tag,
)
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.book_errors import notify_book_errors
from tracker.screens.shell.confirm import ConfirmDialog
from tracker.screens.shell.input_dialogs import (
    ChoiceDialog,
    InputTexts,
    TextInputDialog,
    TextQuestion,
)
from tracker.screens.shell.page_screen import PageScreen
from tracker.widgets.section_list import SectionList


class TagList(SectionList):
    """The list of tags. Enter opens the entries with the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("enter", "select", _label("Show entries"), key_display="enter", id="tag_entries"),
    ]


class TagsScreen(PageScreen[None]):
    """Lists every tag, the most used first. Own tags can be renamed and merged."""

    TITLE = _label("Tags")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1, never rename.
        Binding("n", "rename", _label("Rename"), id="rename_tag"),
        Binding("m", "merge", _label("Merge with"), id="merge_tag"),
        Binding("d", "mean", _label("Describe"), id="mean_tag"),
        Binding("u", "undo", _label("Undo"), id="undo_tag"),
        Binding("ctrl+y", "redo", _label("Redo"), id="redo_tag"),
        Binding("escape", "dismiss(None)", _label("Back"), id="back"),
    ]
    AUTO_FOCUS = "TagList"
    IS_WIDE = True
    heading_detail = _label("what a camera could have seen or heard")

    def __init__(self, context: AppContext) -> None:
        """Show the tags of the book."""
        super().__init__(context)
        self._overview = TagOverview()
        self._change_numbers: list[int] = []
        """The changes that were made here, which undo takes back."""
        self._undone_numbers: list[int] = []
        """Those of them that were undone here."""

    def compose_page(self) -> ComposeResult:
        """Yield the list, the chosen tag in full, and a line for messages."""
        with Container(id="both"):
            yield TagList()
            yield Static(markup=False, id="detail")
        yield Static(markup=False, id="answer")

    def unlisted_actions(self) -> Set[str]:
        """Return the actions whose keys say why not: a tag of the vocabulary cannot be changed."""
        unlisted = set[str]() if self._change_numbers else {"undo"}
        if not (self._undone_numbers and self.context.can_redo):
            unlisted.add("redo")
        tag = self._chosen_tag
        if tag is None or not tag.is_own:
            unlisted |= {"rename", "merge", "mean"}
        return unlisted

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read the tags again: an entry may have been edited."""
        self.reload()

    def refresh_amounts(self) -> None:
        """Show amounts in what one's own tags mean, or dots."""
        self.reload()

    def reload(self, chosen: str | None = None) -> None:
        """Show the tags as they are now, the `chosen` one highlighted."""
        tags, tag_list = self.context.book.tags, self.query_one(TagList)
        with notify_book_errors(self):
            self._overview = TagOverview(
                tags.load_all(), tags.count_uses(), self.context.load_key_tags()
            )
        tag_list.set_sections(build_tag_sections(self._overview))
        if self._overview.find_tag(chosen):
            tag_list.highlighted = tag_list.get_option_index(chosen or "")
        self._show_chosen_tag()

    @on(OptionList.OptionHighlighted)
    def _show_chosen_tag(self) -> None:
        """Show the chosen tag in full."""
        tag = self._chosen_tag
        content = render_tag(tag, self._overview, self.context.numbers) if tag else ""
        self.query_one("#detail", Static).update(content)
        self.refresh_bindings()

    @property
    def _chosen_tag(self) -> Tag | None:
        # The footer asks also before there is a list.
        for tag_list in self.query(TagList):
            option = tag_list.highlighted_option
            return self._overview.find_tag(option.id) if option else None
        return None

    @on(OptionList.OptionSelected)
    def _open_entries(self, event: OptionList.OptionSelected) -> None:
        """Show the entries with a tag."""
        from tracker.screens.shell.entry_list_screen import EntryListScreen

        tag = self._overview.find_tag(event.option_id)
        if tag is None:
            return
        if not self._overview.count_uses(tag):
            self.show_message(_("No entry has this tag yet."))
            return
        self.show_message("")

        def describe_tag(numbers: NumberFormat) -> str:
            return ": ".join(
                part for part in (f"#{tag.name}", describe_meaning(tag, numbers)) if part
            )

        with notify_book_errors(self):
            numbers = self.context.book.tags.list_entries_with(tag.name)
            self.app.push_screen(EntryListScreen(self.context, numbers, describe_tag))

    def _get_own_tag(self) -> Tag | None:
        """Return the chosen tag where it is an own one, else show why it cannot be changed."""
        tag = self._chosen_tag
        if tag is not None and not tag.is_own:
            self.show_message(_(VOCABULARY_TAG_STAYS))
            return None
        self.show_message("")
        return tag

    @work
    async def action_rename(self) -> None:
        """Rename an own tag. Where another tag has that name, ask first."""
        own_tag = self._get_own_tag()
        if own_tag is None:
            return
        names_by_key = {
            fold(tag.name): tag.name for tag in self._overview.tags if tag is not own_tag
        }
        question = _label("New name for #{tag}").format(tag=own_tag.name)
        explanation = _("Every entry with this tag changes too. You can undo this.")
        questions = [TextQuestion(_label("Name"), own_tag.name)]
        texts = await self.app.push_screen_wait(
            TextInputDialog(question, questions, explanation, _find_name_refusal)
        )
        if texts is None:
            return
        name = parse_tag_name(texts[0])
        if fold(name) in names_by_key:
            await self._ask_to_merge(own_tag.name, names_by_key[fold(name)])
        else:
            self._rename_tag(own_tag.name, name)

    async def _ask_to_merge(self, old: str, new: str) -> None:
        question = _("There’s already a tag #{new}. Merge the two?").format(new=new)
        detail = _("Every entry with #{old} will have #{new} instead. You can undo this.")
        dialog = ConfirmDialog(question, detail.format(old=old, new=new), _label("Merge"))
        if await self.app.push_screen_wait(dialog):
            self._rename_tag(old, new)

    @work
    async def action_merge(self) -> None:
        """Merge an own tag into another."""
        own_tag = self._get_own_tag()
        if own_tag is None:
            return
        question = _("Which tag should #{tag} be merged with?").format(tag=own_tag.name)
        tags_by_use = sorted(self._overview.tags, key=self._overview.count_uses, reverse=True)
        names_by_label = {
            format_tag_label(tag.name): tag.name for tag in tags_by_use if tag is not own_tag
        }
        label = await self.app.push_screen_wait(ChoiceDialog(question, list(names_by_label), ""))
        if label is not None:
            self._rename_tag(own_tag.name, names_by_label[label])

    def _rename_tag(self, old: str, new: str) -> None:
        """Rename a tag, and show how many entries follow."""
        book, today = self.context.book, self.context.clock.today()
        with notify_book_errors(self):
            count = book.tags.rename(old, new, today)
            if not count:
                return
            self._change_numbers.append(book.find_newest_change()[0])
            self.reload(new)
            self.show_message(
                ngettext(
                    "{count} entry now has #{tag}. You can undo this.",
                    "{count} entries now have #{tag}. You can undo this.",
                    count,
                ).format(count=count, tag=new)
            )

    @work
    async def action_mean(self) -> None:
        """Write down what an own tag means."""
        own_tag = self._get_own_tag()
        if own_tag is None:
            return
        question = _label("What #{tag} means").format(tag=own_tag.name)
        explanation = _(
            "Say in one line what a camera could have seen or heard. You can leave it empty."
        )
        questions = [TextQuestion(_label("Meaning"), own_tag.meaning, hides_digits=True)]
        texts = await self.app.push_screen_wait(
            TextInputDialog(question, questions, explanation, lambda _texts: "")
        )
        if texts is not None:
            with notify_book_errors(self):
                self.context.book.tags.set_meaning(own_tag.name, texts[0])
                self.reload(own_tag.name)

    def action_undo(self) -> None:
        """Undo the newest rename that was made here."""
        book = self.context.book
        with notify_book_errors(self):
            if not self._change_numbers or book.find_newest_change()[0] != self._change_numbers[-1]:
                self.show_message(_("Nothing to undo here."))
                return
            book.undo(self.context.clock.today())
            self._undone_numbers.append(self._change_numbers.pop())
            self.reload()
            self.show_message(_("Undone. The tags are as they were before."))

    def action_redo(self) -> None:
        """Redo the rename that was undone last here."""
        book = self.context.book
        with notify_book_errors(self):
            if (
                not self._undone_numbers
                or book.undo_stack.find_newest_undone() != self._undone_numbers[-1]
            ):
                self._undone_numbers.clear()
                self.show_message(_("Nothing to redo here."))
                return
            book.redo(self.context.clock.today())
            self._undone_numbers.pop()
            self._change_numbers.append(book.find_newest_change()[0])
            self.reload()
            self.show_message(_("Redone. The tags have their new names again."))


def _find_name_refusal(texts: InputTexts) -> str:
    """Return why a name cannot be a tag's, as a sentence, empty where it can."""
    try:
        parse_tag_name(texts[0])
    except ParseError as error:
        return error.message
    return ""
