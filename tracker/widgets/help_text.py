"""The text of a help page, drawn line by line, so a long page is as fast as a short one."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.help_pages.page_layout import Line, PageLayout, Piece, PieceStyle

MOST_COLUMNS = 88
"""Longer lines are hard to read."""
CLASSES = {
    PieceStyle.STRONG: "help-text--strong",
    PieceStyle.EMPHASIS: "help-text--emphasis",
    PieceStyle.CODE: "help-text--strong",
    PieceStyle.LINK: "help-text--link",
    PieceStyle.BLOCK: "help-text--block",
}
CHOSEN_LINK = "help-text--chosen"


class HelpText(ScrollView, can_focus=True):
    """A page, wrapped to the width it has. One of its links may be chosen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {*CLASSES.values(), CHOSEN_LINK}

    def __init__(self, layout: PageLayout) -> None:
        """Show the page that this lays out, with no link chosen."""
        super().__init__()
        self._page_layout = layout
        self._lines: Sequence[Line] = ()
        self._columns = 0
        self.links: dict[int, tuple[int, str]] = {}
        """The first row of each link and the name of its page, by the link's number."""
        self.chosen_link = 0
        """The number of the chosen link, or 0 if none is."""

    def on_resize(self) -> None:
        """Wrap the text again where the width is another one."""
        # The last cell stays empty, beside the scrollbar.
        columns = min(self.scrollable_content_region.width - 1, MOST_COLUMNS)
        if columns == self._columns:
            return
        self._columns = columns
        self._lines = self._page_layout.lay_out(columns, with_title=False)
        self.links.clear()
        for row, line in enumerate(self._lines):
            for piece in line:
                if piece.link_number:
                    self.links.setdefault(piece.link_number, (row, piece.page))
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()
        self.screen.refresh_bindings()

    def choose_next_link(self, step: int) -> None:
        """Choose the next link, or with -1 the one before, and bring it into view."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if self.chosen_link:
            number = (self.chosen_link - 1 + step) % len(self.links) + 1
        else:
            # Begin with what is in view.
            below = [number for number, (row, _page) in self.links.items() if row >= top]
            number = below[0] if below and step > 0 else len(self.links)
        self.chosen_link = number
        row = self.links[number][0]
        if not top <= row < top + height:
            self.scroll_to(y=max(0, row - height // 3), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        index = y + self.scroll_offset.y
        line = self._lines[index] if index < len(self._lines) else ()
        segments = [Segment(piece.text, self._find_style(piece)) for piece in line]
        width = self.scrollable_content_region.width
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _find_style(self, piece: Piece) -> Style:
        """Return the style of a piece. A click on a link opens its page."""
        is_chosen = piece.link_number and piece.link_number == self.chosen_link
        name = CHOSEN_LINK if is_chosen else CLASSES.get(piece.style)
        style = self.rich_style
        if name:
            style += self.get_component_rich_style(name, partial=True)
        if piece.page:
            style += Style(meta={"@click": f"screen.open_page('{piece.page}')"})
        return style
