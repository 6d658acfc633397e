"""Tags: all that can be noted of how it was asked, what each means; one's own get other names."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static

from tracker.entries.entry_description import format_tags
from tracker.entries.parse_error import ParseError
from tracker.entries.tag_rename import VOCABULARY_TAG_STAYS, parse_tag_name
from tracker.entries.tags import Tag
from tracker.entries.tokenizer import fold
from tracker.i18n import NumberFormat, _, ngettext
from tracker.screens.log.tags_text import TagsNow, meant, tag_in_full, tag_parts
from tracker.screens.shell.book_errors import says_why
from tracker.screens.shell.confirm import Confirm
from tracker.screens.shell.context import Desk
from tracker.screens.shell.input_dialogs import ChooseOne, TextAsked, Texts, TypeTexts
from tracker.widgets.footer import Footer
from tracker.widgets.heading import PageHeading
from tracker.widgets.section_list import SectionList


class TagList(SectionList):
    """The tags; enter leads to the entries that bear the one that is gone to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("enter", "select", _("Its entries"), key_display="enter", id="tag_entries"),
    ]


class Tags(Screen[None]):
    """Every tag, those that are noted most first; one's own can be renamed and put together."""

    TITLE = _("How it was asked")
    CSS_PATH = "tags.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Data: ids in people's notebooks since 0.1; never rename.
        Binding("n", "rename", _("Rename"), id="rename_tag"),
        Binding("m", "merge", _("Merge into"), id="merge_tag"),
        Binding("d", "mean", _("What it means"), id="mean_tag"),
        Binding("u", "undo", _("Undo"), id="undo_tag"),
        Binding("ctrl+y", "redo", _("Redo"), id="redo_tag"),
        Binding("escape", "dismiss(None)", _("Back"), id="back"),
    ]
    AUTO_FOCUS = "TagList"

    def __init__(self, desk: Desk) -> None:
        """Show the tags of the book on this desk."""
        super().__init__()
        self.desk = desk
        self._now = TagsNow()
        self._changes: list[int] = []
        """The changes that were made here, which undo takes back."""
        self._undone: list[int] = []
        """Those of them that were undone here."""

    def compose(self) -> ComposeResult:
        """The list, the chosen tag in full beside or below it, and room for an answer."""
        with Vertical(id="page"):
            yield PageHeading(self.TITLE, _("what a camera could have seen or heard"))
            with Container(id="both"):
                yield TagList()
                yield Static(markup=False, id="detail")
            yield Static(markup=False, id="answer")
        yield Footer()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act now: a tag of the vocabulary stays as it is, and says so if asked."""
        idle = set() if self._changes else {"undo"}
        if not (self._undone and self.desk.can_redo):
            idle.add("redo")
        each = self._chosen
        if each is None or not each.is_own:
            idle |= {"rename", "merge", "mean"}
        bindings = super().active_bindings
        return {key: each for key, each in bindings.items() if each.binding.action not in idle}

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read anew: an entry may have been changed."""
        self.read_anew()

    def show_numbers(self) -> None:
        """Show amounts in what one's own tags mean, or dots."""
        self.read_anew()

    def read_anew(self, chosen: str | None = None) -> None:
        """Show the tags as they are now, the `chosen` one gone to."""
        tags, offered = self.desk.book.tags, self.query_one(TagList)
        with says_why(self):
            self._now = TagsNow(tags.load_all(), tags.count_uses(), tags.load_key_tags())
        offered.set_sections(tag_parts(self._now))
        if self._now.named(chosen):
            offered.highlighted = offered.get_option_index(chosen or "")
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Show the chosen tag in full."""
        each = self._chosen
        told = tag_in_full(each, self._now, self.desk.numbers) if each else ""
        self.query_one("#detail", Static).update(told)
        self.refresh_bindings()

    @property
    def _chosen(self) -> Tag | None:
        # The footer asks also before there is a list.
        for offered in self.query(TagList):
            option = offered.highlighted_option
            return self._now.named(option.id) if option else None
        return None

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        """Show the entries that bear a tag."""
        from tracker.screens.shell.entry_list_screen import EntriesBehind

        each = self._now.named(event.option_id)
        if each is None:
            return
        if not self._now.uses.get(each.name):
            self._say(_("Nothing is noted with this tag so far."))
            return
        self._say("")

        def told(numbers: NumberFormat) -> str:
            return ": ".join(part for part in (f"#{each.name}", meant(each, numbers)) if part)

        with says_why(self):
            items = self.desk.book.tags.load_entries_with(each.name)
            self.app.push_screen(EntriesBehind(self.desk, items, told))

    def _own(self) -> Tag | None:
        """The chosen tag where it is one's own; else it is said why it stays as it is."""
        each = self._chosen
        if each is not None and not each.is_own:
            self._say(_(VOCABULARY_TAG_STAYS))
            return None
        self._say("")
        return each

    def action_rename(self) -> None:
        """Give one's own tag another name; where that is another tag's, ask first."""
        own = self._own()
        if own is None:
            return

        def take(texts: Texts | None) -> None:
            if texts is None:
                return
            name = parse_tag_name(texts[0])
            known = {fold(each.name): each.name for each in self._now.tags if each is not own}
            if fold(name) in known:
                self._ask_to_merge(own.name, known[fold(name)])
            else:
                self._rename(own.name, name)

        question = _("Another name for #{tag}").format(tag=own.name)
        said = _("The entries that bear it follow; undo takes it back.")
        asked = [TextAsked(_("Name"), own.name)]
        self.app.push_screen(TypeTexts(question, asked, said, _refused), take)

    def _ask_to_merge(self, old: str, new: str) -> None:
        def take(wanted: bool | None) -> None:
            if wanted:
                self._rename(old, new)

        question = _("#{new} is there already. Put both together?").format(new=new)
        detail = _("Every entry with #{old} then says #{new}; undo takes it back.")
        dialog = Confirm(question, detail.format(old=old, new=new), _("Put together"))
        self.app.push_screen(dialog, take)

    def action_merge(self) -> None:
        """Let one's own tag become one with another."""
        own = self._own()
        if own is None:
            return

        def take(name: str | None) -> None:
            if name is not None:
                self._rename(own.name, tags[name])

        question = _("#{tag} becomes one with").format(tag=own.name)
        used = sorted(self._now.tags, key=lambda each: -self._now.uses.get(each.name, 0))
        tags = {format_tags([each.name]): each.name for each in used if each is not own}
        self.app.push_screen(ChooseOne(question, list(tags), ""), take)

    def _rename(self, old: str, new: str) -> None:
        """Call a tag by another name, and say how many entries follow."""
        book, today = self.desk.book, self.desk.clock.today()
        with says_why(self):
            count = book.tags.rename(old, new, today)
            if not count:
                return
            self._changes.append(book.find_newest_change()[0])
            self.read_anew(new)
            self._say(
                ngettext(
                    "{count} entry says #{tag} now; undo takes it back.",
                    "{count} entries say #{tag} now; undo takes it back.",
                    count,
                ).format(count=count, tag=new)
            )

    def action_mean(self) -> None:
        """Write down what one's own tag means."""
        own = self._own()
        if own is None:
            return

        def take(texts: Texts | None) -> None:
            if texts is not None:
                with says_why(self):
                    self.desk.book.tags.set_meaning(own.name, texts[0])
                    self.read_anew(own.name)

        question = _("What #{tag} means").format(tag=own.name)
        said = _("One line: what a camera could have seen or heard. Left empty, it says nothing.")
        asked = [TextAsked(_("It means"), own.meaning)]
        self.app.push_screen(TypeTexts(question, asked, said, lambda _texts: ""), take)

    def action_undo(self) -> None:
        """Take back the newest name that was given here."""
        book = self.desk.book
        with says_why(self):
            if not self._changes or book.find_newest_change()[0] != self._changes[-1]:
                self._say(_("Nothing was renamed here that could be taken back."))
                return
            book.undo(self.desk.clock.today())
            self._undone.append(self._changes.pop())
            self.read_anew()
            self._say(_("Undone: the tags are as they were before."))

    def action_redo(self) -> None:
        """Give the name again that was undone last here."""
        book = self.desk.book
        with says_why(self):
            if not self._undone or book.undo_stack.find_newest_undone() != self._undone[-1]:
                self._undone.clear()
                self._say(_("Nothing to redo."))
                return
            book.redo(self.desk.clock.today())
            self._undone.pop()
            self._changes.append(book.find_newest_change()[0])
            self.read_anew()
            self._say(_("Redone: the tags have their new names again."))

    def _say(self, sentence: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(sentence)
        answer.display = bool(sentence)


def _refused(texts: Texts) -> str:
    """Why a name cannot be a tag's, as a sentence; empty where it can."""
    try:
        parse_tag_name(texts[0])
    except ParseError as refusal:
        return refusal.sentence
    return ""
