"""Pages and pictures that are drawn once."""

from tests.drawings import drawn_once, finished_once

__all__ = ["drawn_once", "finished_once"]
