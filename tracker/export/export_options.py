"""One showing: all that was chosen for what one trusted person gets, kept nowhere."""

from dataclasses import dataclass, field

from tracker.export.privacy.selection import EVERYTHING, Choice
from tracker.export.report.cover import Cover, Why
from tracker.export.tables.csv_dialect import Dialect


def plain_cover() -> Cover:
    """What the page says where nothing was chosen for it."""
    return Cover(Why.JUST_KNOW.sentence)


@dataclass(frozen=True, slots=True)
class Showing:
    """What goes along, what the page says of it, and in which files."""

    dialect: Dialect
    choice: Choice = EVERYTHING
    cover: Cover = field(default_factory=plain_cover)
    tables: bool = True
    """Whether the tables go along, or the page alone."""
    one_file: bool = False
    """Whether the tables lie inside the page instead of beside it."""
    workbook: bool = False
    """Whether the tables go along as a workbook, too."""
    password: str | None = field(default=None, repr=False)
    """What opens the page; None: it opens for everybody. With one, nothing lies beside it."""

    @property
    def is_page_alone(self) -> bool:
        """Whether the page is the only file."""
        return not self.tables or self.one_file or self.password is not None
