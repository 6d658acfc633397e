"""What was noted in this sitting, the newest first."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.entries.reading import reading
from tracker.entries.types import Logged
from tracker.texts import _
from tracker.widgets.told import dim


class NotedList(Widget):
    """One line an entry: its number and how it reads."""

    items: reactive[tuple[Logged, ...]] = reactive(())

    def add(self, items: Sequence[Logged]) -> None:
        """Put what was just noted at the top."""
        self.items = (*reversed(items), *self.items)

    def take_out(self, items: Sequence[Logged]) -> None:
        """Take out what was taken back."""
        gone = {item.number for item in items}
        self.items = tuple(item for item in self.items if item.number not in gone)

    def render(self) -> Content:
        """As many as there is room for."""
        width, height = self.content_size
        if not self.items or height < 1:
            return Content("")
        label = _("noted")
        digits = len(str(max(item.number for item in self.items)))
        lines = []
        for index, item in enumerate(self.items[:height]):
            head = label if index == 0 else " " * len(label)
            line = dim(f"{head}  {item.number:>{digits}}  ") + Content(reading(item.entry).sentence)
            lines.append(line.truncate(max(1, width), ellipsis=True))
        return Content("\n").join(lines)
