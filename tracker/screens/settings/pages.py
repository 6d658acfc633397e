"""The pages that lines of Settings open; each is imported when it is first opened."""

from textual.screen import Screen

from tracker.screens.settings.rows import SettingAction
from tracker.screens.shell.context import AppContext


def build_page(action: SettingAction, context: AppContext) -> Screen[None]:
    """The page of a line that has one."""
    if action is SettingAction.LIMIT_HISTORY:
        from tracker.screens.settings.limit_history import LimitHistoryScreen

        return LimitHistoryScreen(context)
    if action is SettingAction.LETTER:
        from tracker.screens.log.letter_editor import LetterEditorScreen

        return LetterEditorScreen(context)
    from tracker.screens.log.tags import TagsScreen

    return TagsScreen(context)
