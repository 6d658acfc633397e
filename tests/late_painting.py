"""Painting once what changed until the app is idle, instead of each change by itself.

Without a terminal Textual paints each change, too, and throws the result away.
"""

from collections import Counter

from textual._compositor import Compositor
from textual.app import App
from textual.screen import Screen
from textual.widgets import OptionList

from tests.snapshots import strips_of

render_update = Compositor.render_update
_put_off = Counter[str]()
"""How many changes were painted later so far."""


def put_off_painting(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> object:
    """Paint a change later; what is asked for whole, as for an image, is painted."""
    if full:
        return render_update(compositor, full, screen_stack, simplify)
    if compositor._dirty_regions:
        _put_off["changes"] += 1
        for widget in compositor.visible_widgets:
            if isinstance(widget, OptionList):
                # A list that is painted measures its lines, before it is told its new size.
                widget._update_lines()
    return None


def paint_changes(app: App[None] | None) -> bool:
    """Paint what changed on the screen in front, and return whether anything did."""
    if app is None or not app._screen_stack or Compositor.render_update is not put_off_painting:
        return False
    compositor = app.screen._compositor
    if not compositor._dirty_regions:
        return False
    render_update(compositor, screen_stack=app._background_screens)
    return True


def look_for_changes(app: App[None]) -> object:
    """Return what is the same as before if the screen is: how often it changed, or its lines."""
    if Compositor.render_update is put_off_painting:
        return _put_off["changes"]
    return strips_of(app)
