"""One showing: all that was chosen for what one trusted person gets, kept nowhere."""

from dataclasses import dataclass, field

from tracker.export.privacy.selection import EVERYTHING, ExportSelection
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.tables.csv_dialect import Dialect


def build_default_cover() -> CoverNote:
    """Return the cover note of a report where the person chose none."""
    return CoverNote(CoverReason.JUST_KNOW.sentence)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What goes along, what the page says of it, and in which files."""

    dialect: Dialect
    selection: ExportSelection = EVERYTHING
    cover_note: CoverNote = field(default_factory=build_default_cover)
    has_tables: bool = True
    """Whether the tables go along, or the page alone."""
    has_attached_tables: bool = False
    """Whether the tables lie inside the page instead of beside it."""
    has_workbook: bool = False
    """Whether the tables go along as a workbook, too."""
    password: str | None = field(default=None, repr=False)
    """What opens the page; None: it opens for everybody. With one, nothing lies beside it."""

    @property
    def is_report_only(self) -> bool:
        """Whether the page is the only file."""
        return not self.has_tables or self.has_attached_tables or self.password is not None
