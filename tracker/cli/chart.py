"""`tracker chart`: the share of income as a picture in a file, or drawn in the terminal."""

import os
import shutil
import sys
from pathlib import Path

import click

from tracker.cli.months import chosen_group
from tracker.cli.session import Session
from tracker.figures.monthly import ALL, Monthly
from tracker.months import Month
from tracker.texts import _

HEIGHT = 18
"""Lines of a chart in the terminal, where that has as many."""
