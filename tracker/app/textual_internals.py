"""The private names of Textual that Tracker touches, each with the reason.

Textual may change them in any version. Tests look at each of them, and for one that is not listed.
"""

from collections.abc import Mapping

PRIVATE_NAMES: Mapping[str, str] = {
    "textual.app:App._batch_count": "says whether a batch of changes holds the painting",
    "textual.app:App._clipboard": "keeps what was copied without giving it to the terminal",
    "textual.message_pump:MessagePump._close_messages_no_wait": "ends the app after a crash",
    "textual.app:App._driver": "says whether the terminal can be given back for a while",
    "textual.app:App._exception": "is the error of which only the kind and the place are shown",
    "textual.app:App._exit": "says that an empty screen is no error, since the app quits",
    "textual.app:App._exit_renderables": "is what is printed once the app ended",
    "textual.app:App._fatal_error": "would print a traceback with all that was in memory",
    "textual.app:App._handle_exception": "would stop at a screen that is empty while the app quits",
    "textual.app:App._init_mode": "mounts a screen behind the one that is shown",
    "textual.app:App._screen_stacks": "has the screens of all modes, and their drafts",
    "textual.css.stylesheet:Stylesheet._variables": "says whether variables are the same as before",
    "textual.drivers.linux_driver:LinuxDriver._get_terminal_size": "may be too large to be painted",
    "textual.drivers.linux_driver:LinuxDriver._key_thread": "is the thread that has to stop",
    "textual._keyboard_protocol:FUNCTIONAL_KEYS": "has the reports of keys that Textual knows",
    "textual._parser:ParseError": "is what Textual's parser raises",
    "textual._xterm_parser:BRACKETED_PASTE_END": "is what a terminal sends after a paste",
    "textual._xterm_parser:BRACKETED_PASTE_START": "is what a terminal sends before a paste",
    "textual._xterm_parser:XTermParser": "makes keys of what a terminal sends",
    "textual._parser:Parser._awaiting": "says whether a sequence was read to its end",
}
"""The reason for each name, by its module and its place there."""
