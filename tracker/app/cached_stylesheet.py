"""A stylesheet that parses each rule once.

Textual parses all rules again whenever a main screen is opened for the first time, and twice more
at the start, which a person waits for.
"""

from textual.css.stylesheet import Stylesheet


class CachedStylesheet(Stylesheet):
    """A stylesheet that keeps what it parsed as long as the variables are the same."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; what was parsed with the same ones stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new; new variables have emptied the cache."""
        self.parse()
