"""Tags as they are shown: each behind its key, as a line of the list, and in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content

from tracker.entries.entry_description import format_tags
from tracker.entries.tags import Tag
from tracker.i18n import NumberFormat, _, join_list, ngettext
from tracker.widgets.hotkey_options import HotkeyOption
from tracker.widgets.recent_entries import mask_numbers
from tracker.widgets.section_list import MAX_LABEL_WIDTH, ListRow, ListSection
from tracker.widgets.text_format import fit_text, style_dim

TAG_KEYS = "1234567890-+"
"""The keys of the twelve, in their order."""


@dataclass(frozen=True, slots=True)
class TagOverview:
    """All tags as a book has them now."""

    tags: tuple[Tag, ...] = ()
    use_counts: Mapping[str, int] = field(default_factory=dict)
    """How many entries bear a tag."""
    tags_on_keys: tuple[Tag, ...] = ()

    def find_tag(self, tag: str | None) -> Tag | None:
        """The tag of this name; None without one."""
        return next((each for each in self.tags if each.name == tag), None)

    def find_key(self, tag: str) -> str:
        """The key that puts a tag on an entry; empty where it has none."""
        pairs = zip(TAG_KEYS, self.tags_on_keys, strict=False)
        return next((key for key, each in pairs if each.name == tag), "")


def build_tag_options(tags: Sequence[Tag], numbers: NumberFormat) -> tuple[HotkeyOption, ...]:
    """The twelve tags behind their keys."""
    return tuple(
        HotkeyOption(key, each.name, format_tags([each.name]), describe_meaning(each, numbers))
        for key, each in zip(TAG_KEYS, tags, strict=False)
    )


def describe_meaning(each: Tag, numbers: NumberFormat) -> str:
    """What a tag means; while amounts are hidden, no figure in one's own words either."""
    if not each.is_own:
        return _(each.meaning)
    return mask_numbers(each.meaning) if numbers.is_hidden else each.meaning


def build_tag_sections(now: TagOverview) -> list[ListSection]:
    """The lines of the list: what is noted most comes first, then what is neutral or good."""
    used = sorted(
        (each for each in now.tags if each.name in now.use_counts),
        key=lambda each: -now.use_counts[each.name],
    )
    rest = [each for each in now.tags if each.name not in now.use_counts]
    nothing = _("Nothing so far. After a meeting (a) the keys note it, or # in the line.")
    told = (
        (_("What you noted"), used),
        (_("Neutral or good, not noted so far"), [each for each in rest if each.is_neutral]),
        (_("Not noted so far"), [each for each in rest if not each.is_neutral]),
    )
    width = min(max(cell_len(format_tags([each.name])) for each in now.tags), MAX_LABEL_WIDTH)
    return [
        ListSection(
            title, [_build_tag_row(each, now, width) for each in tags], "" if tags else nothing
        )
        for title, tags in told
        if tags or tags is used
    ]


def _build_tag_row(each: Tag, now: TagOverview, width: int) -> ListRow:
    """Its name and what is told of it, the name as bright as the rest: it is what one looks for."""
    key = now.find_key(each.name)
    parts = (
        _format_uses(now.use_counts.get(each.name, 0)),
        _("key {key}").format(key=key) if key else "",
        _("your own") if each.is_own else "",
    )
    about = join_list(part for part in parts if part)
    return ListRow(each.name, "", f"{fit_text(format_tags([each.name]), width)}  {about}".rstrip())


def _format_uses(count: int) -> str:
    return ngettext("once", "{count} times", count).format(count=count) if count else ""


def render_tag(each: Tag, now: TagOverview, numbers: NumberFormat) -> Content:
    """A tag with what it means, where the notion comes from, and how it is noted."""
    lines = [Content.styled(f"#{each.name}", "bold")]
    meaning = describe_meaning(each, numbers)
    if meaning:
        lines.append(Content(meaning))
    lines += [style_dim(text) for text in _describe_remarks(each, now)]
    return Content("\n").join(lines)


def _describe_remarks(each: Tag, now: TagOverview) -> Iterator[str]:
    if not each.is_own:
        yield _("Source: {source}").format(source=each.source)
    elif each.meaning:
        yield _("Your own tag.")
    else:
        yield _("Your own tag. You can write down what it means.")
    key, count = now.find_key(each.name), now.use_counts.get(each.name, 0)
    noted = ngettext("On {count} entry.", "On {count} entries.", count).format(count=count)
    parts = (
        _("Neutral or good.") if each.is_neutral else "",
        noted if count else "",
        _("Key {key} after a meeting.").format(key=key) if key else "",
    )
    yield " ".join(part for part in parts if part)
