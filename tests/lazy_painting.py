"""Painting only what a test looks at, a fifth of what a test of the app takes.

Without a terminal Textual paints each change, too, and throws the result away.
"""

from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

render_update = Compositor.render_update


def skip_painting(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> object:
    """Paint nothing of a change; what is asked for whole, as for an image, is painted.

    Lists find out while they are painted how long they are, and whether they need a scrollbar.
    """
    if full:
        return render_update(compositor, full, screen_stack, simplify)
    compositor._dirty_regions.clear()
    for widget in list(compositor.visible_widgets):
        if isinstance(widget, ScrollView) and widget.size:
            widget.render_line(0)
    return None


def paint_strips(app: App[None]) -> list[Strip]:
    """Return the lines of the screen in front, above those that it does not cover."""
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()
