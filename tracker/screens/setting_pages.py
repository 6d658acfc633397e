"""The pages that lines of Settings open; each is imported when it is first opened."""

from textual.screen import Screen

from tracker.screens.desk import Desk
from tracker.screens.setting_rows import Does


def page_of(does: Does, desk: Desk) -> Screen[None]:
    """The page of a line that has one."""
    if does is Does.MY_LINE:
        from tracker.screens.my_line import MyLine

        return MyLine(desk)
    if does is Does.LETTER:
        from tracker.screens.write_letter import WriteLetter

        return WriteLetter(desk)
    from tracker.screens.tags import Tags

    return Tags(desk)
