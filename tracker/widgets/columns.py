"""The two columns of a wide screen, as a widget in one of them sees them.

A column that is not shown reads nothing. One that is shown takes no focus, so the keys and their
order are those of a narrow screen, and it reads at most 60 entries once the cursor has come to
rest.
"""

from textual.widget import Widget


def is_beside(widget: Widget) -> bool:
    """Return whether a widget is beside what it belongs to, not below it."""
    parent = widget.parent
    layout = parent.styles.layout if isinstance(parent, Widget) else None
    return layout is not None and layout.name == "horizontal"
