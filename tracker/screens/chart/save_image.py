"""Save image: write a chart or timelines to an image file that the person names."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from tracker.charts.series import Series
from tracker.i18n import _, _error, _label
from tracker.screens.shell.app_context import AppContext
from tracker.screens.shell.save_file import SaveFileScreen


def draw_chart_image(series: Series, groups: Sequence[str], ending: str) -> bytes:
    """Return the chart as an image. Run it in a thread, because matplotlib takes a while."""
    from tracker.charts.image.monthly_chart import ImageFormat, draw_monthly_chart

    return draw_monthly_chart(
        series, ImageFormat.PDF if ending == ".pdf" else ImageFormat.PNG, groups
    )


class SaveImageScreen(SaveFileScreen):
    """Asks for a file name, draws the image and writes it."""

    TITLE = _label("Save image")
    ENDINGS: ClassVar[tuple[str, ...]] = (".png", ".pdf")

    def __init__(
        self,
        context: AppContext,
        draw_image: Callable[[str], bytes],
        description: str = "",
        example: str = "",
        *,
        prepare: Callable[[str], None] | None = None,
    ) -> None:
        """Save what `draw_image` returns for a file ending. `description` says what it shows."""
        sentence = _(
            "The image shows what you see on the chart, with all amounts. It isn’t encrypted."
        )
        super().__init__(
            context,
            draw_image,
            description or sentence,
            example or "~/chart.png",
            prepare=prepare,
        )

    def describe_endings(self) -> str:
        """Return that the file has to be an image."""
        sentence = _error("The file name must end in .png or .pdf, e.g. {file}")
        return sentence.format(file=self.example)
