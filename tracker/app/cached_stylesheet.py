"""A stylesheet that parses each rule once.

Textual forgets all parsed rules when a screen comes with a stylesheet of its own, and parses them
again, which a person waits for at the start and whenever a dialog opens for the first time.
"""

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

MAX_SOURCES = 1024
"""More sources than there are widgets and screens: with fewer none would ever be found again."""


class CachedStylesheet(Stylesheet):
    """A stylesheet that keeps what it parsed as long as the variables are the same."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Start without rules."""
        super().__init__(variables=variables)
        self._parse_cache: LRUCache[tuple[object, ...], list[RuleSet]] = LRUCache(MAX_SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; what was parsed with the same ones stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new; new variables have emptied the cache."""
        self.parse()
