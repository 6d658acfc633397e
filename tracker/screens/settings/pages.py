"""The pages that lines of Settings open; each is imported when it is first opened."""

from textual.screen import Screen

from tracker.screens.settings.rows import Does
from tracker.screens.shell.context import Desk


def page_of(does: Does, desk: Desk) -> Screen[None]:
    """The page of a line that has one."""
    if does is Does.MY_LINE:
        from tracker.screens.settings.limit_history import MyLine

        return MyLine(desk)
    if does is Does.LETTER:
        from tracker.screens.log.letter_editor import WriteLetter

        return WriteLetter(desk)
    from tracker.screens.log.tags import Tags

    return Tags(desk)
