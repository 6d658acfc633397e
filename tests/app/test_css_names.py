"""Each class that a style or AUTO_FOCUS names is there: a wrong name would just match nothing."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from textual.app import App
from textual.css.model import SelectorSet, SelectorType
from textual.css.parse import parse, parse_selectors
from textual.dom import DOMNode
from textual.screen import Screen

import tracker.app
import tracker.screens
import tracker.widgets
from tests.app.test_screen_registry import subclasses_of
from tracker.app.tracker_app import TrackerApp
