"""The app and the command line for notebooks of early versions, as their own tests have them."""

from tests.command_line import tracker
from tests.screens.conftest import english, no_idle_waiting

__all__ = ["english", "no_idle_waiting", "tracker"]
