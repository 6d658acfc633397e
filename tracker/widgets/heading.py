"""The first line of a screen: its title, and a detail at the right."""

from textual.content import Content
from textual.geometry import Size

from tracker.widgets.split_line import SplitLine
from tracker.widgets.text_format import style_dim


class PageHeading(SplitLine):
    """A title at the left end and a dim detail at the right end."""

    def __init__(self, place: str = "", detail: str = "") -> None:
        """Begin with both texts."""
        super().__init__(Content(place), style_dim(detail))

    def set_texts(self, place: str, detail: str) -> None:
        """Show other texts."""
        self.left, self.right = Content(place), style_dim(detail)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return its lines, and one more if the app shows which file is open."""
        return super().get_content_height(container, viewport, width) + bool(self.app.sub_title)

    def render(self) -> Content:
        """Return both texts, below the open file if it is not the person's own book."""
        heading = super().render()
        if not self.app.sub_title:
            return heading
        subtitle = style_dim(self.app.sub_title).truncate(
            max(1, self.content_size.width), ellipsis=True
        )
        return subtitle + Content("\n") + heading
