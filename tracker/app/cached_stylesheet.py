"""A stylesheet that parses each rule once, and without blanks.

Textual parses all rules again whenever a main screen is opened for the first time, and twice more
at the start, which a person waits for. Each blank between two words is one more step for it.

There are two sheets (`app/tracker_app.tcss`, `screens/screens.tcss`) and no style in a class. To
parse all rules at once made the first paint a tenth slower.
"""

import re
from pathlib import Path, PurePath

from textual.css.stylesheet import Stylesheet

_BLANKS = re.compile(r"^ +|(?<=[{},;]) +| +(?=[{}])", re.MULTILINE)
"""Blanks that only people need. Lines stay, so an error is said of the right one."""


class CachedStylesheet(Stylesheet):
    """A stylesheet that keeps what it parsed as long as the variables are the same."""

    def read(self, filename: str | PurePath) -> None:
        """Read a file of rules, without its blanks."""
        rules = _BLANKS.sub("", Path(filename).read_text(encoding="utf-8"))
        self.add_source(rules, (str(filename), ""))

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables. Rules parsed with the same ones are kept."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse new rules only. New variables have emptied the cache."""
        self.parse()
