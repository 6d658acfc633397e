"""Fixtures of the screens' tests that these tests use, too."""

from tests.screens.conftest import (
    book_path,
    empty_once,
    empty_path,
    english,
    locked_once,
    locked_path,
    no_idle_waiting,
    snapshots_in,
    stay_here,
    story_once,
    story_path,
    ten_years_once,
)

__all__ = [
    "book_path",
    "empty_once",
    "empty_path",
    "english",
    "locked_once",
    "locked_path",
    "no_idle_waiting",
    "snapshots_in",
    "stay_here",
    "story_once",
    "story_path",
    "ten_years_once",
]
