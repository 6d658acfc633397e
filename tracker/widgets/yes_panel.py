"""The panel of what a yes would mean, with the main figure in large digits."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.renderables.digits import Digits as DigitsRenderable
from textual.widgets import Digits, Static

from tracker.i18n import HIDDEN_NUMBER
from tracker.widgets.line_widget import LineWidget
from tracker.widgets.text_format import style_dim

BETWEEN = "    "
"""The space between a share and my limit."""

MIN_LABEL_WIDTH = 34
"""Cells that the label needs beside the figure. With fewer it is below."""
DIGITS_GAP = 2
"""Cells between the figure and its label."""


@dataclass(frozen=True, slots=True)
class YesSummary:
    """The texts of what a yes to one ask would mean."""

    amount: str
    """The main figure, or the two of a range, empty if there is none."""
    label: str
    """What the figure is, and below it the figure without a yes."""
    share: Content
    limit: Content
    """My limit, beside the share."""
    other_effects: tuple[Content, ...]
    missing: str
    """What to add for more figures, empty if nothing is missing."""


class ShareAndLimit(LineWidget):
    """A share, and my limit beside it or below it."""

    texts: reactive[tuple[Content, ...]] = reactive((), layout=True)

    def set_contents(self, *texts: Content) -> None:
        """Show these texts. Hide the widget without any."""
        self.texts = tuple(text for text in texts if text.plain)
        self.display = bool(self.texts)

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the texts on one line, or below each other."""
        beside = Content(BETWEEN).join(self.texts)
        if beside.cell_length <= width:
            return [beside]
        return [line.rstrip() for text in self.texts for line in text.wrap(max(10, width))]


class YesPanel(Vertical):
    """The panel, which is hidden without a summary."""

    _summary: YesSummary | None = None

    def compose(self) -> ComposeResult:
        """Show the figure with its label, share and limit, other effects, what is missing."""
        with Horizontal(id="most"):
            yield Digits(HIDDEN_NUMBER, id="amount")
            yield Static(markup=False, id="label")
        yield ShareAndLimit()
        yield Static(markup=False, id="other-effects")
        yield Static(markup=False, id="missing")

    def set_summary(self, summary: YesSummary | None) -> None:
        """Show a summary, or hide the panel."""
        self.display = summary is not None
        # A hidden panel contains no amount either.
        amount = summary.amount if summary else ""
        self.query_one("#amount", Digits).update(amount or HIDDEN_NUMBER)
        self.query_one("#most").display = bool(amount)
        if summary is None:
            return
        self._summary = summary
        self._arrange_figure()
        self.query_one(ShareAndLimit).set_contents(summary.share, summary.limit)
        other_effects, missing = (
            self.query_one("#other-effects", Static),
            self.query_one("#missing", Static),
        )
        other_effects.update(Content("\n").join(summary.other_effects))
        other_effects.display = bool(summary.other_effects)
        missing.update(style_dim(summary.missing))
        missing.display = bool(summary.missing)

    def on_resize(self, _event: events.Resize) -> None:
        """Put the label where there is room for it."""
        self._arrange_figure()

    def _arrange_figure(self) -> None:
        """Put the label beside the figure or below it. A figure without room is in its line."""
        summary, width = self._summary, self.content_size.width
        if summary is None:
            return
        figure_width = DigitsRenderable.get_width(summary.amount)
        has_room = not width or figure_width <= width
        self.set_class(0 < width < figure_width + DIGITS_GAP + MIN_LABEL_WIDTH, "-stacked")
        self.query_one("#amount", Digits).display = has_room
        lead = "" if has_room else f"{summary.amount}\n"
        self.query_one("#label", Static).update(
            Content.styled(lead, "bold") + Content(summary.label)
        )
