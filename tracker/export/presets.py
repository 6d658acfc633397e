"""The presets of an export for each kind of reader: what is included, and in which files."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.book.book import Book
from tracker.book.stores.groups import StoredGroup
from tracker.export.report.cover import Audience
from tracker.i18n import N_label


@dataclass(frozen=True, slots=True)
class Preset:
    """What an export for a kind of reader includes by default.

    Private notes and the limit are included only if the person says so.
    """

    title: str
    has_tables: bool
    """Whether the tables are included, or the summary alone."""
    income: bool
    labels: bool
    words: bool
    own_words: bool
    observations: bool
    """Whether what others were asked for or gave is included."""
    other_groups: bool
    real_names: bool
    """Whether groups are shown under their real names, although they have an alias."""

    def select_groups(
        self, groups: Iterable[StoredGroup], main_group: str | None, *, others: bool | None = None
    ) -> dict[str, str]:
        """Return the labels of the groups in the export, with the name that each is shown under.

        `others` says whether the other groups are included. With None the preset decides.
        """
        all_of_them = self.other_groups if others is None else others
        return {
            group.label: group.label if self.real_names else group.alias or group.label
            for group in groups
            if all_of_them or main_group is None or group.label == main_group
        }


def find_main_group(book: Book) -> str | None:
    """Return the group of a summary: the one the notebook was made for, else that of most asks.

    Without an ask it is the latest one.
    """
    return (
        book.own_group
        or book.ask_queries.find_most_asked_group()
        or (book.load_parse_context().default_group)
    )


PRESETS = {
    Audience.FRIEND: Preset(
        N_label("a friend: the summary"),
        has_tables=False,
        income=False,
        labels=False,
        words=False,
        own_words=False,
        observations=False,
        other_groups=False,
        real_names=False,
    ),
    Audience.COUNSELLOR: Preset(
        N_label("a counsellor: the summary and the tables"),
        has_tables=True,
        income=True,
        labels=True,
        words=True,
        own_words=True,
        observations=False,
        other_groups=True,
        real_names=False,
    ),
    Audience.ME: Preset(
        N_label("me: everything"),
        has_tables=True,
        income=True,
        labels=True,
        words=True,
        own_words=True,
        observations=True,
        other_groups=True,
        real_names=True,
    ),
}
"""The preset of each kind of reader."""
