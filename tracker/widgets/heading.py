"""The first line of a screen: where one is, and whom it is about."""

from textual.content import Content
from textual.geometry import Size

from tracker.widgets.split_line import SplitLine
from tracker.widgets.text_format import style_dim


class PageHeading(SplitLine):
    """The place at the left end and a detail, dim, at the right one."""

    DEFAULT_CSS = """
    /* As wide everywhere, so that its right end stays where it is from place to place. */
    PageHeading { margin-bottom: 1; max-width: 104; text-style: bold; }
    """

    def __init__(self, place: str = "", detail: str = "") -> None:
        """Begin with both texts."""
        super().__init__(Content(place), style_dim(detail))

    def set_texts(self, place: str, detail: str) -> None:
        """Show other texts."""
        self.left, self.right = Content(place), style_dim(detail)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """What it takes, and a line more where the app says what is open."""
        return super().get_content_height(container, viewport, width) + bool(self.app.sub_title)

    def render(self) -> Content:
        """Both texts, below what is open where that is not the person's own book."""
        told = super().render()
        if not self.app.sub_title:
            return told
        opened = style_dim(self.app.sub_title).truncate(
            max(1, self.content_size.width), ellipsis=True
        )
        return opened + Content("\n") + told
