"""The options of one export: what is included, what the summary says, and in which files."""

from dataclasses import dataclass, field

from tracker.export.privacy.selection import EVERYTHING, ExportSelection
from tracker.export.report.cover import Audience, CoverNote, CoverReason
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_, _

MINOR_WARNING = N_(
    "If you write about someone under 18, a counsellor may have to act on it. Ask them first what"
    " that means."
)
"""What to know before a counsellor is shown an entry with the tag about someone under 18."""


FOUND_WARNING = N_(
    "If the person you live with, work for or depend on finds this summary, they’ll know that you"
    " asked for advice."
)
"""What to know before a summary says that the person depends on someone in the group."""


def build_default_cover() -> CoverNote:
    """Return the cover note of a summary if the person chose none."""
    return CoverNote(CoverReason.JUST_KNOW.sentence)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is included, what the cover note says, and in which files. It is never saved."""

    dialect: Dialect
    selection: ExportSelection = EVERYTHING
    cover_note: CoverNote = field(default_factory=build_default_cover)
    has_tables: bool = True
    """Whether the tables are included, or the summary alone."""
    has_attached_tables: bool = False
    """Whether the tables are attached to the summary instead of being files of their own."""
    has_workbook: bool = False
    """Whether the tables are also included as a workbook."""
    password: str | None = field(default=None, repr=False)
    """The password that opens the summary, or None. With one, the summary is the only file."""

    @property
    def is_report_only(self) -> bool:
        """Whether the summary is the only file.

        A summary with a password has no tables beside it, because they would be the same without
        the password. They go inside it.
        """
        return not self.has_tables or self.has_attached_tables or self.password is not None

    def list_warnings(self, *, mentions_minor: bool) -> list[str]:
        """Return what to know before it is shown, by what it says."""
        warnings = []
        if self.cover_note.has_safety_context:
            warnings.append(_(FOUND_WARNING))
        if mentions_minor and self.cover_note.audience is Audience.COUNSELLOR:
            warnings.append(_(MINOR_WARNING))
        return warnings
