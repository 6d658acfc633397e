"""The texts of tags: behind their keys, as rows of the list, and in full."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content

from tracker.entries.tags import FIRST_TAGS, Tag, format_tag_label
from tracker.i18n import NumberFormat, _, _label, _label_plural, join_list, ngettext
from tracker.text_width import measure_cells
from tracker.widgets.hotkey_options import HotkeyOption
from tracker.widgets.section_list import MAX_LABEL_WIDTH, ListRow, ListSection
from tracker.widgets.text_format import fit_text, style_dim

TAG_KEYS = "1234567890-+"
"""The keys of the twelve, in their order."""
MORE_KEY, MORE = "m", ""
"""The key that shows all twelve where few are shown. Its option has no tag's name."""


@dataclass(frozen=True, slots=True)
class TagOverview:
    """All tags as a book has them now."""

    tags: tuple[Tag, ...] = ()
    use_counts: Mapping[str, int] = field(default_factory=dict)
    """How many entries have a tag."""
    tags_on_keys: tuple[Tag, ...] = ()

    def find_tag(self, name: str | None) -> Tag | None:
        """Return the tag of this name, or None without one."""
        return next((tag for tag in self.tags if tag.name == name), None)

    def count_uses(self, tag: Tag) -> int:
        """Return how many entries have a tag."""
        return self.use_counts.get(tag.name, 0)

    def find_key(self, name: str) -> str:
        """Return the key that puts a tag on an entry, empty where it has none."""
        pairs = zip(TAG_KEYS, self.tags_on_keys, strict=False)
        return next((key for key, tag in pairs if tag.name == name), "")


def build_tag_options(
    tags: Sequence[Tag],
    numbers: NumberFormat,
    *,
    is_observation: bool = False,
    names_on_entry: Collection[str] = (),
) -> tuple[HotkeyOption, ...]:
    """Return the twelve tags behind their keys.

    For an entry about others, tags that make no sense on it are left out, unless it has them.
    """
    return tuple(
        HotkeyOption(
            key,
            tag.name,
            format_tag_label(tag.name),
            describe_meaning(tag, numbers, is_observation=is_observation),
        )
        for key, tag in zip(TAG_KEYS, tags, strict=False)
        if tag.is_for_observations or not is_observation or tag.name in names_on_entry
    )


def select_first_options(
    options: Sequence[HotkeyOption], names_on_entry: Collection[str]
) -> tuple[HotkeyOption, ...]:
    """Return the options of the first week, those on the entry, and what shows the others."""
    shown = [each for each in options if each.name in FIRST_TAGS or each.name in names_on_entry]
    more = HotkeyOption(MORE_KEY, MORE, _label("more"))
    return (*shown, more) if len(shown) < len(options) else tuple(options)


def describe_meaning(tag: Tag, numbers: NumberFormat, *, is_observation: bool = False) -> str:
    """Return what a tag means. Numbers in an own tag are hidden with the amounts."""
    if tag.is_own:
        return numbers.mask_numbers(tag.meaning)
    meaning = tag.choose_meaning(is_observation=is_observation)
    return _label(meaning)


def build_tag_sections(overview: TagOverview) -> list[ListSection]:
    """Return the rows of the list: used tags first, then those that are neutral or good."""
    width = min(
        max(measure_cells(format_tag_label(tag.name)) for tag in overview.tags), MAX_LABEL_WIDTH
    )
    tags = sorted(overview.tags, key=overview.count_uses, reverse=True)
    used = [_build_tag_row(tag, overview, width) for tag in tags if overview.count_uses(tag)]
    unused = [tag for tag in tags if not overview.count_uses(tag)]
    neutral = [_build_tag_row(tag, overview, width) for tag in unused if tag.is_neutral]
    other = [_build_tag_row(tag, overview, width) for tag in unused if not tag.is_neutral]
    nothing = _(
        "No tags used yet. When you add an entry (key a), press a tag’s key, or type # and the tag."
    )
    sections = (
        ListSection(_label("Tags you’ve used"), used, "" if used else nothing),
        ListSection(_label("Neutral or good, not used yet"), neutral),
        ListSection(_label("Not used yet"), other),
    )
    return [section for section in sections if section.rows or section.explanation]


def _build_tag_row(tag: Tag, overview: TagOverview, width: int) -> ListRow:
    """Return a row with the name as bright as the rest: it is what one looks for."""
    key = overview.find_key(tag.name)
    parts = (
        _format_uses(overview.count_uses(tag)),
        _label("key {key}").format(key=key) if key else "",
        _label("your own") if tag.is_own else "",
    )
    details = join_list(part for part in parts if part)
    return ListRow(
        tag.name, "", f"{fit_text(format_tag_label(tag.name), width)}  {details}".rstrip()
    )


def _format_uses(count: int) -> str:
    return (
        _label_plural("once", "{count} times", count, "count").format(count=count) if count else ""
    )


def render_tag(tag: Tag, overview: TagOverview, numbers: NumberFormat) -> Content:
    """Return a tag with what it means, where the notion comes from, and how to use it."""
    lines = [Content.styled(f"#{tag.name}", "bold")]
    meaning = describe_meaning(tag, numbers)
    if meaning:
        lines.append(Content(meaning))
    if tag.meaning_for_others:
        others = describe_meaning(tag, numbers, is_observation=True)
        lines.append(Content(_label("if you saw or heard of it: {meaning}").format(meaning=others)))
    lines += [style_dim(text) for text in _describe_remarks(tag, overview)]
    return Content("\n").join(lines)


def _describe_remarks(tag: Tag, overview: TagOverview) -> Iterator[str]:
    if not tag.is_own:
        yield _("Source: {source}").format(source=tag.source)
    elif tag.meaning:
        yield _("Your own tag.")
    else:
        yield _("Your own tag. You can write down what it means.")
    key, count = overview.find_key(tag.name), overview.count_uses(tag)
    uses = ngettext("Used in {count} entry.", "Used in {count} entries.", count).format(count=count)
    parts = (
        _("Neutral or good.") if tag.is_neutral else "",
        uses if count else "",
        _("Key {key} when you add an entry.").format(key=key) if key else "",
    )
    yield " ".join(part for part in parts if part)
