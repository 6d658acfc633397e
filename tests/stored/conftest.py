"""The app and the command line for notebooks of early versions, as their own tests have them."""

from tests.app.conftest import english, no_idle_waiting
from tests.command_line import tracker

__all__ = ["english", "no_idle_waiting", "tracker"]
